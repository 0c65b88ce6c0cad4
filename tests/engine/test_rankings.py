"""Kendall's tau-b against his own example, against SciPy, and what must hold of it."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine import rankings
from mbi_collab.engine.rankings import kendall_tau_b

FROZEN = json.loads((Path(__file__).parent / "data" / "peers.json").read_text(encoding="utf-8"))["taus"]

ranks = st.one_of(st.integers(1, 6).map(float), st.just(np.nan))
pairs = st.lists(st.tuples(ranks, ranks), max_size=12).map(lambda rows: np.array(rows, float).reshape(-1, 2).T)


def test_tau_b_kendall1970_example_3_1() -> None:
    """Kendall (1970), Rank Correlation Methods, example 3.1, p. 35: two tied rankings of ten, S = 33, tau-b = .859."""
    first = np.array([1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5])
    second = np.array([1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10])
    found = kendall_tau_b(first, second)
    assert round(found.value, 3) == 0.859
    assert found.value == pytest.approx(33 / np.sqrt(41 * 36))
    assert found[1:] == ("", 10)


def test_tau_b_kendall1976_example_3_4() -> None:
    """Kendall (1976), Rank Correlation Methods, example 3.4, pp. 42-43: a ranking and two classes, S = 34, tau-b = .41.

    As reproduced in the manual of R's package Kendall (McLeod): "S=34, D=sqrt(116*60), tau=0.41".
    """
    first = np.array([2.5, 2.5, 2.5, 2.5, 5, 6.5, 6.5, 10, 10, 10, 10, 10, 14, 14, 14, 16, 17])
    second = np.array([1.0, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2])
    found = kendall_tau_b(first, second)
    assert round(found.value, 2) == 0.41
    assert found.value == pytest.approx(34 / np.sqrt(116 * 60))
    assert found.things == 17


def test_tau_b_scipy_documented_example() -> None:
    """The documented example of scipy.stats.kendalltau."""
    found = kendall_tau_b(np.array([12.0, 2, 1, 12, 2]), np.array([1.0, 4, 7, 1, 0]))
    assert found.value == pytest.approx(-0.47140452079103173, abs=1e-12)


def test_tau_b_equals_the_frozen_answers_of_the_peer() -> None:
    """The answers of SciPy, stored by data/freeze_peers.py."""
    for case in FROZEN:
        found = kendall_tau_b(np.array(case["first"], float), np.array(case["second"], float))
        assert found.value == pytest.approx(case["tau"], abs=1e-12)


def test_tau_b_equals_the_peer_on_thousands_of_rankings() -> None:
    """With ties and holes."""
    stats = pytest.importorskip("scipy.stats")
    random = np.random.default_rng(6)
    for _ in range(2000):
        both = random.integers(0, random.integers(1, 12), size=(2, random.integers(0, 25))).astype(float)
        both[random.random(both.shape) < random.random() / 2] = np.nan
        found = kendall_tau_b(*both)
        first, second = both[:, ~np.isnan(both).any(axis=0)]
        if found.reason:
            assert len(first) < 2 or min(len(set(first)), len(set(second))) == 1
        else:
            assert found.value == pytest.approx(stats.kendalltau(first, second)[0], abs=1e-12)


def test_undefined_says_why() -> None:
    """Fewer than two things in both; one ranking ties them all."""
    assert kendall_tau_b(np.array([1, np.nan]), np.array([1.0, 2.0]))[1:] == ("too-few", 1)
    assert kendall_tau_b(np.array([1.0, 1.0]), np.array([1.0, 2.0]))[1:] == ("no-variation", 2)
    assert np.isnan(kendall_tau_b(np.array([]), np.array([])).value)


def test_rankings_of_different_things_are_refused() -> None:
    for first, second in [(np.ones(3), np.ones(4)), (np.ones((2, 2)), np.ones((2, 2))), (np.ones(()), np.ones(()))]:
        with pytest.raises(ValueError, match="one axis"):
            kendall_tau_b(first, second)


def test_ranks_of_any_kind_and_size_have_an_order() -> None:
    """Small kinds of whole numbers, rows of numbers, values that no difference of could be held."""
    wanted = kendall_tau_b(np.array([1.0, 2.0, 3.0]), np.array([2.0, 1.0, 3.0]))
    for first in ([0, 1, 255], np.array([0, 1, 255], dtype=np.uint8), np.array([-1e308, 1e308, np.inf])):
        assert kendall_tau_b(first, np.array([2.0, 1.0, 3.0])) == wanted  # type: ignore[arg-type]


@given(pairs, st.randoms(use_true_random=False))
def test_tau_b_is_of_the_orders_alone(both: np.ndarray, random: object) -> None:
    """Within -1 and 1; the same the other way round, for things in any order, for other numbers in the same order."""
    first, second = both
    found = kendall_tau_b(first, second)
    if found.reason:
        return
    shuffled = np.random.default_rng(random.getrandbits(32)).permutation(len(first))  # type: ignore[attr-defined]
    assert -1 <= found.value <= 1
    assert kendall_tau_b(second, first) == found
    assert kendall_tau_b(first[shuffled], second[shuffled]) == found
    assert kendall_tau_b(np.exp(first), second) == found
    assert kendall_tau_b(-first, second).value == -found.value
    assert kendall_tau_b(first, first).value == 1.0


def test_pairs_are_compared_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size of a block."""
    both = np.random.default_rng(1).integers(0, 9, size=(2, 40)).astype(float)
    found = kendall_tau_b(*both)
    monkeypatch.setattr(rankings, "_PAIRS", 130)
    assert kendall_tau_b(*both) == found
