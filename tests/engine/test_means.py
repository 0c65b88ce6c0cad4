"""Weighted means and minima over what is there."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.means import combine, mean_of_sides

NAN = math.nan
numbers = st.one_of(st.just(NAN), st.floats(0, 1))


@pytest.mark.parametrize(
    ("values", "weights", "mean", "minimum"),
    [
        ([1.0, 0.5, 0.0], [1.0, 1.0, 2.0], 0.375, 0.0),
        ([1.0, NAN, 0.5], [1.0, 9.0, 1.0], 0.75, 0.5),
        ([1.0, 0.0, 0.5], [1.0, 0.0, 1.0], 0.75, 0.5),
        ([NAN, NAN, NAN], [1.0, 1.0, 1.0], None, None),
        ([0.5, 0.5, 0.5], [0.0, 0.0, 0.0], None, None),
        ([NAN, 0.5, NAN], [1.0, 0.0, 1.0], None, None),
        ([0.0, 0.0, 0.0], [1.0, 1.0, 1.0], 0.0, 0.0),
    ],
)
def test_by_hand(values: list[float], weights: list[float], mean: float | None, minimum: float | None) -> None:
    """Children without a value or of weight 0 are left out; nothing left is undefined, and 0 is a value."""
    for expected, how in ((mean, False), (minimum, True)):
        (found,) = combine(np.array(values), np.array([weights]), minimum=how).tolist()
        assert math.isnan(found) if expected is None else found == expected


@given(st.lists(st.tuples(numbers, st.sampled_from([0.0, 0.5, 1.0, 3.0])), min_size=1, max_size=6))
def test_a_mean_is_that_of_the_standard_library(children: list[tuple[float, float]]) -> None:
    """And lies between the smallest and the largest child that counts."""
    found = float(combine(np.array([v for v, _ in children]), np.array([[w for _, w in children]]))[0])
    there = [(value, weight) for value, weight in children if weight > 0 and not math.isnan(value)]
    if not there:
        assert math.isnan(found)
        return
    values, weights = zip(*there, strict=True)
    assert found == pytest.approx(statistics.fmean(values, weights))
    assert min(values) - 1e-12 <= found <= max(values) + 1e-12


@given(st.lists(st.lists(numbers, min_size=3, max_size=3), min_size=1, max_size=4), st.booleans())
def test_many_at_once_are_each_alone(rows: list[list[float]], minimum: bool) -> None:  # noqa: FBT001
    """Leading axes are looped over."""
    weights = np.array([[1.0, 2.0, 0.0], [0.0, 0.0, 1.0]])
    together = combine(np.array(rows), weights, minimum=minimum)
    alone = [combine(np.array(row), weights, minimum=minimum) for row in rows]
    np.testing.assert_allclose(together, np.array(alone), rtol=1e-14)


@pytest.mark.parametrize("weights", [[[1.0, -1.0]], [[1.0, NAN]], [[1.0, math.inf]], [[1.0]], [1.0, 1.0]])
def test_weights_that_do_not_fit_are_refused(weights: list[object]) -> None:
    """Negative, not finite, or of another shape."""
    with pytest.raises(ValueError, match="weights"):
        combine(np.array([0.5, 0.5]), np.array(weights))


def test_a_mean_over_no_children_is_undefined() -> None:
    """Neither a mean nor a minimum of nothing."""
    for minimum in (False, True):
        assert np.isnan(combine(np.empty((2, 0)), np.empty((3, 0)), minimum=minimum)).all()


def test_each_side_has_one_voice() -> None:
    """The plain mean over the sides that have a value, item by item."""
    found = mean_of_sides(np.array([[1.0, 0.0, NAN], [0.5, NAN, NAN], [0.0, 1.0, NAN]]))
    assert found[:2].tolist() == [0.5, 0.5]
    assert np.isnan(found[2])
