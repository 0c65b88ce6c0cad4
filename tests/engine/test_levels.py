"""Levels, bounds and gaps of arrays."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.levels import Tree, careful_levels, score, side_bounds, side_gaps, side_means

NAN = math.nan
VALUES = np.array([[0.0, 0.5, 1.0], [0.2, 0.8, 0.0]])
#: Two items in one control question; the first measures the first practice and hints at the second.
TREE = Tree(
    questions=np.array([[1.0, 3.0]]),
    areas=np.array([[1.0]]),
    overall=np.array([[1.0]]),
    primary=np.array([[1.0, 0.0], [0.0, 1.0]]),
    secondary=np.array([[0.0, 0.5], [0.5, 0.0]]),
    values=VALUES,
)
ASKED = np.ones((2, 2), dtype=bool)

counts = st.lists(st.integers(0, 3), min_size=12, max_size=12).map(lambda flat: np.array(flat).reshape(2, 2, 3))
gaps = st.lists(st.integers(0, 2), min_size=4, max_size=4).map(lambda flat: np.array(flat).reshape(2, 2))


def test_a_side_mean_is_of_those_who_gave_a_point() -> None:
    """Two at the first point and one at the last: a third; nobody: undefined."""
    found = side_means(np.array([[[2, 0, 1], [0, 0, 0]]]), VALUES)
    assert found[0, 0] == pytest.approx(1 / 3)
    assert np.isnan(found[0, 1])


def test_bounds_count_the_missing_as_0_and_as_1() -> None:
    """One at 1 and one missing: from .5 to 1; nobody it applies to: undefined; only missing: 0 to 1."""
    low, high = side_bounds(np.array([[[0, 0, 1], [0, 0, 0]]]), np.array([[1, 0]]), VALUES)
    assert (low[0, 0], high[0, 0]) == (0.5, 1.0)
    assert np.isnan([low[0, 1], high[0, 1]]).all()
    low, high = side_bounds(np.zeros((1, 2, 3), dtype=np.int64), np.array([[2, 2]]), VALUES)
    assert (low.tolist(), high.tolist()) == ([[0.0, 0.0]], [[1.0, 1.0]])


def test_careful_is_halfway_to_the_least_satisfied_side() -> None:
    """Three sides at 0, .5, 1: mean .5, lowest 0; one side alone keeps its mean; none has none."""
    side = np.array([[0.0, NAN, NAN], [0.5, 0.7, NAN], [1.0, NAN, NAN]])
    found = careful_levels(side)
    assert found[:2].tolist() == [0.25, 0.7]
    assert np.isnan(found[2])


def test_a_practice_without_primary_answers_is_indicated() -> None:
    """The second item is unanswered: its practice takes the first, which hints at it; the first stays measured."""
    points = np.array([[[0, 1, 0], [0, 0, 0]], [[0, 0, 1], [0, 0, 0]]])
    found = score(points, np.array([[0, 1], [0, 1]]), ASKED, TREE)
    assert found.measured.tolist() == [True, False]
    assert found.indicated.tolist() == [False, True]
    assert found.combined.practices.tolist() == [0.75, 0.75]
    assert found.careful_practices.tolist() == [0.625, 0.625]
    assert found.sides.practices.tolist() == [[0.5, 0.5], [1.0, 1.0]]


def test_both_is_over_what_every_asked_side_answered() -> None:
    """The first item is answered by one of two sides; where only that one is asked, it counts as answered by both."""
    points = np.array([[[0, 1, 0], [0, 1, 0]], [[0, 0, 0], [1, 0, 0]]])
    missing = np.array([[0, 0], [1, 0]])
    assert np.isnan(score(points, missing, ASKED, TREE).both.items[0])
    asked = np.array([[True, True], [False, True]])
    assert score(points, np.array([[0, 0], [0, 0]]), asked, TREE).both.items.tolist() == [0.5, 0.5]


def test_minimum_instead_of_mean() -> None:
    """The floor of control questions as minimum: the lower of .5 and .8, and a bound of 0 where one is missing."""
    points = np.array([[[0, 1, 0], [0, 1, 0]]])
    tree = TREE._replace(minimum=(True, False, False))
    asked = np.ones((1, 2), dtype=bool)
    assert score(points, np.array([[0, 0]]), asked, tree).combined.questions.tolist() == [0.5]
    found = score(np.array([[[0, 1, 0], [0, 0, 0]]]), np.array([[0, 1]]), asked, tree)
    assert (found.low.questions.tolist(), found.combined.questions.tolist()) == ([0.0], [0.5])
    assert found.high.questions.tolist() == [0.5]


def test_shapes_that_do_not_fit_are_refused() -> None:
    """Sides, items and points must be the same in counts, missing, asked and the tree."""
    points = np.zeros((2, 2, 3), dtype=np.int64)
    for missing, asked in (
        (np.zeros((2, 3), dtype=np.int64), ASKED),
        (np.zeros((2, 2), dtype=np.int64), ASKED[:1]),
    ):
        with pytest.raises(ValueError, match="do not fit"):
            score(points, missing, asked, TREE)
    with pytest.raises(ValueError, match="do not fit"):
        score(points[..., :2], np.zeros((2, 2), dtype=np.int64), ASKED, TREE)


@given(counts, gaps)
def test_gaps_change_sign_with_the_sides(points: np.ndarray, missing: np.ndarray) -> None:
    """First minus second is the negative of second minus first, to the bit, on as many items."""
    found = score(points, missing, ASKED, TREE)
    there, resting = side_gaps(found.sides.items, found.measured, TREE, 0, 1)
    back, same = side_gaps(found.sides.items, found.measured, TREE, 1, 0)
    for one, other in zip(there, back, strict=True):
        np.testing.assert_array_equal(one, -other)
    assert resting.tolist() == same.tolist()


@given(st.lists(st.tuples(counts, gaps), min_size=1, max_size=3))
def test_many_panels_at_once_are_each_alone(drawn: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Leading axes are panels: the simulation scores all its draws in one call."""
    together = score(np.array([c for c, _ in drawn]), np.array([m for _, m in drawn]), ASKED, TREE)
    for at, (points, missing) in enumerate(drawn):
        alone = score(points, missing, ASKED, TREE)
        for name in ("combined", "both", "low", "high", "sides", "side_low", "side_high"):
            for many, single in zip(getattr(together, name), getattr(alone, name), strict=True):
                np.testing.assert_allclose(many[at], single, rtol=0, atol=1e-14)
        np.testing.assert_allclose(together.careful_practices[at], alone.careful_practices, rtol=0, atol=1e-14)
        assert together.indicated[at].tolist() == alone.indicated.tolist()


agreements = st.lists(st.just(NAN) | st.sampled_from([0.0, 0.1, 0.5, 1.0]), min_size=2, max_size=2).map(np.array)


@given(counts, gaps, agreements)
def test_what_was_agreed_is_the_level_and_the_bounds(
    points: np.ndarray, missing: np.ndarray, agreed: np.ndarray
) -> None:
    """Level, careful level and both bounds to the bit; the sides' own trees and where nothing was agreed stay."""
    before, after = score(points, missing, ASKED, TREE), score(points, missing, ASKED, TREE, agreed)
    there = ~np.isnan(agreed)
    for level in (after.combined.items, after.careful_items, after.low.items, after.high.items, after.both.items):
        np.testing.assert_array_equal(level[there], agreed[there])
    np.testing.assert_array_equal(after.combined.items[~there], before.combined.items[~there])
    np.testing.assert_array_equal(after.sides.items, before.sides.items)
    np.testing.assert_array_equal(after.side_low.areas, before.side_low.areas)
    for low, level, high in zip(after.low, after.combined, after.high, strict=True):
        assert not (low > level).any()
        assert not (level > high).any()


def test_an_agreed_answer_measures_its_practice() -> None:
    """Where nobody had answered, the first practice is now measured; its careful level is its level."""
    nothing = np.zeros((2, 2, 3), dtype=np.int64)
    found = score(nothing, np.ones((2, 2), dtype=np.int64), ASKED, TREE, np.array([0.25, NAN]))
    assert found.measured.tolist() == [True, False]
    assert (found.combined.practices[0], found.careful_practices[0]) == (0.25, 0.25)
    assert (found.low.practices[0], found.high.practices[0]) == (0.25, 0.25)


def test_agreed_values_must_fit_the_items() -> None:
    with pytest.raises(ValueError, match="does not fit 2 items"):
        score(np.zeros((2, 2, 3), dtype=np.int64), np.zeros((2, 2), dtype=np.int64), ASKED, TREE, np.array([0.5]))
