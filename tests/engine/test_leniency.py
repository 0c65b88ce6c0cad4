"""How much people differ in leniency, and what that moves: worked by hand, and against theory."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from mbi_collab.engine.heard import Heard, Streams
from mbi_collab.engine.leniency import Leniency, leniency_squares, person_shifts
from mbi_collab.engine.means import FloatArray

FINE = np.linspace(0, 1, 101)
STREAMS = Streams(0, (11, 12), (1,))


def one_side(points: npt.NDArray[Any], values: FloatArray, people: int | None = None) -> Heard:
    """Return the answers of one side, points from 1."""
    respondents, items = points.shape
    return Heard(
        points.astype(np.int8),
        np.zeros(respondents, dtype=np.int64),
        np.array([people or respondents]),
        np.tile(values, (items, 1)),
        np.full(items, len(values)),
    )


def test_leniency_squares_by_hand() -> None:
    """Two people apart by half the scale on both items: h = ±.25, no noise, SS = .125."""
    assert leniency_squares(one_side(np.array([[3, 2], [2, 1]]), np.array([0, 0.5, 1])), 0) == 0.125


def test_leniency_squares_take_the_noise_off() -> None:
    """With h = ±.125, residuals within ±.125: SS = .03125 - .0625/2 = 0."""
    assert leniency_squares(one_side(np.array([[3, 1], [2, 1]]), np.array([0, 0.5, 1])), 0) == 0.0


def test_leniency_squares_with_holes_by_hand() -> None:
    """The third answer of the second person is missing: J̄ = 2.5, h = (.25 + .25 + 0)/3 and -.25."""
    h = ((0.25 + 0.25 + 0.0) / 3, -0.25)
    within = 2 * (0.25 - h[0]) ** 2 + h[0] ** 2
    wanted = h[0] ** 2 + h[1] ** 2 - 1 * within / (1 * 2) / 2.5
    found = leniency_squares(one_side(np.array([[3, 2, 2], [2, 1, -1]]), np.array([0, 0.5, 1])), 0)
    assert found == pytest.approx(wanted, abs=1e-12)


def test_leniency_squares_estimate_the_variance_between_people() -> None:
    """SS/(n - 1) is τ² on average, whatever the noise of single answers (one-way random effects)."""
    generator = np.random.default_rng(0)
    found = []
    for _ in range(400):
        value = 0.5 + 0.08 * generator.standard_normal((8, 1)) + 0.1 * generator.standard_normal((8, 40))
        found.append(leniency_squares(one_side(np.clip(np.rint(value * 100), 0, 100) + 1, FINE), 0) / 7)
    assert np.mean(found) == pytest.approx(0.08**2, rel=0.08)


def test_one_item_tells_answers_and_leniency_not_apart() -> None:
    """All that differs counts as leniency."""
    assert leniency_squares(one_side(np.array([[3], [1]]), np.array([0, 0.5, 1])), 0) == 0.5


def test_nobody_answered_anything() -> None:
    """No answers, no differences, and no warning."""
    assert leniency_squares(one_side(np.array([[-1, 0], [0, 0]]), np.array([0, 0.5, 1])), 0) == 0.0


def test_shifts_have_the_variance_of_the_model() -> None:
    """Var b = ((M - n)/M)² (1/n + 1/(M - n)) Σ/(ν - 2): the mean of a scaled inverse χ² (ν = 10, Σ = 10 · .12²)."""
    heard = one_side(np.array([[2, 2]]), np.array([0, 0.5, 1]), 6)
    found = person_shifts(heard, STREAMS._replace(sides=(11,)), 400_000, Leniency(0.12, 10.0))[0]
    wanted = (5 / 6) ** 2 * (1 + 1 / 5) * 10 * 0.12**2 / 8
    assert found.mean() == pytest.approx(0, abs=0.001)
    assert found.var() == pytest.approx(wanted, rel=0.02)


def test_respondents_weigh_in_with_their_differences() -> None:
    """Both sides' squares and degrees of freedom are pooled: Σ = ν₀τ₀² + .125, ν = 8 + 1."""
    heard = Heard(
        np.array([[3, 2], [2, 1], [2, 2]], dtype=np.int8),
        np.array([0, 0, 1]),
        np.array([2, 4]),
        np.tile([0, 0.5, 1], (2, 1)),
        np.array([3, 3]),
    )
    found = person_shifts(heard, STREAMS, 400_000, Leniency(0.12, 8.0))
    assert not found[0].any()
    wanted = (3 / 4) ** 2 * (1 + 1 / 3) * (8 * 0.12**2 + 0.125) / 7
    assert found[1].var() == pytest.approx(wanted, rel=0.03)


def test_everybody_or_nobody_heard_gives_no_shift() -> None:
    """M = n, and n = 0, have nothing to move."""
    heard = one_side(np.array([[3, 2], [2, 1]]), np.array([0, 0.5, 1]))._replace(population=np.array([2, 9]))
    assert not person_shifts(heard, STREAMS, 5, Leniency()).any()


@pytest.mark.parametrize("wrong", [Leniency(-0.1), Leniency(0.1, 0.0), Leniency(math.nan)])
def test_settings_out_of_range_are_refused(wrong: Leniency) -> None:
    """A spread below 0 or a weight of 0 is no expectation."""
    with pytest.raises(ValueError, match="leniency"):
        person_shifts(one_side(np.array([[1]]), np.array([0.0, 1.0])), STREAMS._replace(sides=(1,)), 5, wrong)
