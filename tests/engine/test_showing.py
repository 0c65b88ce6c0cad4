"""What an area may tell where a side is small: one number of that side, and what follows from it."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.engine.levels import Tree
from mbi_collab.engine.showing import Parts, Showing, parts_of, showing


def tree(questions: list[list[float]], areas: list[list[float]], **more: object) -> Tree:
    """Return a tree over items in control questions in areas, each area alike in the whole."""
    made, nothing = np.array(questions), np.zeros((0, len(questions[0])))
    points = np.tile([0.0, 0.5, 1.0], (len(questions[0]), 1))
    return Tree(made, np.array(areas), np.ones((1, len(areas))), nothing, nothing, points, **more)  # type: ignore[arg-type]


#: Two areas of two items each, each item its own question; two sides that are asked all of them.
TWO = tree(np.eye(4).tolist(), [[1, 1, 0, 0], [0, 0, 1, 1]])
PARTS = parts_of(TWO, np.ones((2, 4), dtype=bool))


def told(points: list[list[int]], people: tuple[int, int], few: tuple[bool, bool], parts: Parts = PARTS) -> Showing:
    """Return what may be told of how many points each side gave to each item."""
    counts = np.array(points)
    given, rated = counts @ parts.member, (counts > 0).astype(np.int64) @ parts.member
    return showing(given, rated, np.full(given.shape, 0.5), np.array(people), np.array(few), parts)


@pytest.mark.parametrize(
    ("questions", "nearest"),
    [
        ([[1, 0], [0, 1]], 0.5),  # one of two items, two steps of half a scale off the end
        ([[1, 1, 0], [0, 0, 1]], 0.5),  # the item that is a question of its own weighs as much as two
        ([[1, 0, 0], [0, 1, 0], [0, 0, 1]], 1 / 3),
    ],
)
def test_a_level_near_an_end_of_the_scale_is_not_told(questions: list[list[float]], nearest: float) -> None:
    """There the heaviest item can only have been rated at that end; of a side that is not small all is told."""
    items = len(questions[0])
    parts = parts_of(tree(questions, [[1.0] * len(questions)]), np.ones((2, items), dtype=bool))
    counts = np.array([[items * 4], [items]])
    for level, is_told in ((nearest, True), (nearest - 0.01, False), (0.0, False)):
        for one in (level, 1 - level):
            levels = np.array([[one], [one]])
            made = showing(counts, np.full((2, 1), items), levels, np.array([4, 1]), np.array([False, True]), parts)
            assert made.sides[:, 1].tolist() == [True, is_told]
            assert made.level[1] == made.bounds[1] == made.side_bounds[1, 1] == is_told


def test_a_side_is_asked_only_its_own_items_and_weighs_them_alone() -> None:
    """Of three items the second side is asked two: each weighs a half."""
    parts = parts_of(tree(np.eye(3).tolist(), [[1, 1, 1]]), np.array([[1, 1, 1], [1, 1, 0]], dtype=bool))
    assert parts.steps[:, :, 0].tolist() == [pytest.approx([2 / 6, 2 / 4])] * 2
    assert parts.ends[:, :, 0].tolist() == [[0.0, 0.0], [pytest.approx(1.0)] * 2]


def test_a_complete_small_side_keeps_level_gap_bounds_and_counts() -> None:
    for people in (1, 2, 3):
        made = told([[6] * 4, [people] * 4], (6, people), (False, True))
        assert all(part.all() for part in made)


def test_of_the_whole_nothing_is_told_from_which_a_hidden_area_could_be_worked_out() -> None:
    """Of the second area one item was rated: its level is that item's, and so is the whole less the first area."""
    made = told([[6] * 4, [2, 2, 2, 0]], (6, 2), (False, True))
    assert made.sides[1].tolist() == [False, True, False]
    assert made.level.tolist() == made.bounds.tolist() == [False, True, False]
    assert made.sides[0].all()
    assert made.counts.all()


@pytest.mark.parametrize(
    ("points", "sides", "level", "bounds"),
    [
        ([2, 2], True, True, True),
        ([2, 1], True, True, False),  # each item was rated, whoever left one out
        ([1, 1], False, False, False),  # as many answers as people: they could be on one item
        ([2, 0], False, False, False),
        ([0, 0], True, False, False),  # no answer; the level of both is that of the other, but not the bounds
    ],
)
def test_what_is_missing_hides_what_does_not_follow_from_the_level(
    points: list[int],
    sides: bool,  # noqa: FBT001
    level: bool,  # noqa: FBT001
    bounds: bool,  # noqa: FBT001
) -> None:
    made = told([[6] * 4, [*points, 2, 2]], (6, 2), (False, True))
    assert (made.sides[1, 1], made.level[1], made.bounds[1]) == (sides, level, bounds)


def test_of_a_side_that_is_not_small_the_items_decide_and_not_the_number_of_answers() -> None:
    """It left out nine of its twelve answers, but somebody rated each item."""
    assert told([[1, 2, 6, 6], [2] * 4], (6, 2), (False, True)).level.all()
    made = told([[6, 0, 6, 6], [2] * 4], (6, 2), (False, True))
    assert made.level.tolist() == [False, False, True]
    assert made.sides[0].tolist() == [False, False, True]


def test_a_side_that_was_not_heard_hides_nothing() -> None:
    made = told([[0] * 4, [2] * 4], (0, 2), (False, True))
    assert all(part.all() for part in made)


def test_an_area_of_one_item_tells_nothing_of_a_small_side_not_even_how_many_answered() -> None:
    parts = parts_of(tree(np.eye(3).tolist(), [[1, 1, 0], [0, 0, 1]]), np.ones((2, 3), dtype=bool))
    for points in ([2, 2, 2], [2, 2, 0]):
        made = told([[6] * 3, points], (6, 2), (False, True), parts)
        assert made.counts.tolist() == made.level.tolist() == made.sides[1].tolist() == [False, True, False]
        assert made.side_bounds[1].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("questions", "asked", "even"),
    [
        ([[1, 0], [0, 1]], [[1, 1], [1, 1]], True),
        ([[1, 0], [0, 1]], [[1, 1], [1, 0]], False),  # the second item counts twice as much for the first side
        ([[1, 0], [0, 1]], [[1, 0], [0, 1]], True),  # no side's items are mixed with another's
        ([[1, 1]], [[1, 0], [0, 1]], False),  # but for those of one control question
        ([[1, 0]], [[1, 1], [1, 0]], True),  # the second item enters no level
    ],
)
def test_levels_of_sides_have_one_mean_if_items_that_share_a_side_are_asked_alike(
    questions: list[list[float]],
    asked: list[list[int]],
    even: bool,  # noqa: FBT001
) -> None:
    found = parts_of(tree(questions, [[1.0] * len(questions)]), np.array(asked, dtype=bool))
    assert found.even.tolist() == [even]


@pytest.mark.parametrize(("minimum", "mean"), [((True, False, False), False), ((False, True, False), False)])
def test_where_the_lowest_counts_an_area_is_one_of_its_items(minimum: tuple[bool, bool, bool], mean: bool) -> None:  # noqa: FBT001
    parts = parts_of(tree([[1, 1]], [[1]], minimum=minimum), np.ones((2, 2), dtype=bool))
    assert parts.mean is mean
    made = told([[6, 6], [2, 2]], (6, 2), (False, True), parts)
    assert not made.level.any()
    assert not made.sides.any()
    assert made.counts.all()


def test_an_agreed_item_hides_the_level_of_both_sides() -> None:
    """The level is then of the agreed value and the other items: the more of them are agreed, the fewer answers."""
    counts = np.full((2, 4), 2)
    given, rated = counts @ PARTS.member, np.full((2, 2), 2)
    settled = np.array([True, False])
    made = showing(given, rated, np.full((2, 2), 0.5), np.array([2, 2]), np.array([True, True]), PARTS, settled)
    assert made.level.tolist() == [False, False, True]
    assert made.sides.all()


@settings(deadline=None)
@given(st.integers(1, 3), st.lists(st.integers(0, 3), min_size=3, max_size=3))
def test_whether_something_is_told_never_hangs_on_which_item_a_small_side_left_out(
    people: int, points: list[int]
) -> None:
    """As many answers to one area, given to other items of it: the same is told."""
    points = [min(each, people) for each in points]
    parts = parts_of(tree(np.eye(3).tolist(), [[1, 1, 1]]), np.ones((2, 3), dtype=bool))
    one = told([[5] * 3, points], (5, people), (False, True), parts)
    for other in product(range(people + 1), repeat=3):
        if sum(other) == sum(points):
            made = told([[5] * 3, list(other)], (5, people), (False, True), parts)
            assert all((mine == its).all() for mine, its in zip(one, made, strict=True)), other
