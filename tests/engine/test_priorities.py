"""Need, leverage, priority and order of arrays."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.priorities import (
    IN_PLACE,
    NOT_ASSESSED,
    OPEN,
    contributions,
    inherited,
    leverage,
    needs,
    ranks,
    recommended_order,
    waves,
)

NAN = math.nan
NO = False
COUNT = 5

priorities = st.lists(st.sampled_from([0.0, 1.0, 2.0, 2.0 + 1e-12, 50.0]), min_size=COUNT, max_size=COUNT).map(np.array)
opened = st.lists(st.booleans(), min_size=COUNT, max_size=COUNT).map(np.array)


@st.composite
def waiting(draw: st.DrawFn) -> np.ndarray:
    """Who waits for whom: the closure of edges that run along a hidden order."""
    hidden = draw(st.permutations(range(COUNT)))
    waits = np.zeros((COUNT, COUNT), dtype=bool)
    for first, second in itertools.combinations(hidden, 2):
        waits[first, second] = draw(st.booleans())
    for through, first, second in itertools.product(hidden, range(COUNT), range(COUNT)):
        waits[first, second] |= waits[first, through] & waits[through, second]
    return waits


def test_need_by_hand() -> None:
    """Level .5, careful .25, target .5: nothing shared, half disputed; indicated: half of it; above: in place."""
    found = needs(
        np.array([0.5, 0.5, 0.9, 0.9, NAN]),
        np.array([0.25, 0.25, 0.8, 0.8, NAN]),
        np.array([NO, True, NO, True, NO]),
        np.full(5, 0.5),
    )
    assert found.status.tolist() == [OPEN, OPEN, IN_PLACE, NOT_ASSESSED, NOT_ASSESSED]
    assert found.shared.tolist() == [0.0] * 5
    assert found.disputed.tolist() == found.total.tolist() == [0.5, 0.25, 0.0, 0.0, 0.0]


def test_targets_must_be_above_0_and_one_each() -> None:
    """A need is a share of its target."""
    for target in (np.array([0.5, 0.0]), np.array([0.5])):
        with pytest.raises(ValueError, match="targets"):
            needs(np.array([0.5, 0.5]), np.array([0.5, 0.5]), np.array([NO, NO]), target)


def test_leverage_is_capped() -> None:
    """Four wholly needed practices wait for the first, on a scale of three: 1, not 4/3."""
    waits = np.zeros((5, 5), dtype=bool)
    waits[0, 1:] = True
    waits[1, 4] = True
    assert leverage(np.ones(5), waits, 3.0).tolist() == pytest.approx([1.0, 1 / 3, 0.0, 0.0, 0.0])


def test_contributions_by_hand() -> None:
    """Weights .5, .3, .2, leverage .5, ease 1, factor 2: 200 times .5·⅓, .5·⅓, .3·½, .2·1."""
    needed = needs(np.array([0.5]), np.array([0.25]), np.array([NO]), np.array([0.75]))
    found = contributions(needed, np.array([0.5]), np.array([1.0]), np.array([0.5, 0.3, 0.2]), np.array([2.0]))
    assert found[0].tolist() == pytest.approx([100 / 3, 100 / 3, 30.0, 40.0])


def test_the_order_by_hand() -> None:
    """Practice 2 is most urgent and waits for 0, which is least urgent: 0, 2, 1."""
    waits = np.zeros((3, 3), dtype=bool)
    waits[0, 2] = True
    priority, everything, tie = np.array([1.0, 2.0, 3.0]), np.ones(3, dtype=bool), np.arange(3)
    assert inherited(priority, everything, waits).tolist() == [3.0, 2.0, 3.0]
    assert recommended_order(priority, everything, waits, tie).tolist() == [0, 2, 1]
    assert recommended_order(priority, everything, waits, tie, places=2).tolist() == [0, 2]
    assert recommended_order(priority, np.array([NO, True, True]), waits, tie).tolist() == [2, 1, -1]


def test_of_equal_practices_the_smaller_tie_comes_first() -> None:
    """Less than a billionth apart is equal."""
    priority, everything = np.array([1.0, 1.0 + 1e-12, 1.0]), np.ones(3, dtype=bool)
    tie = np.array([2, 1, 0])
    assert recommended_order(priority, everything, np.zeros((3, 3), dtype=bool), tie).tolist() == [2, 1, 0]
    assert ranks(priority, everything, tie).tolist() == [3, 2, 1]


def test_ranks_leave_out_what_is_not_open() -> None:
    """1 is the most urgent; 0 has no rank, whatever its priority."""
    assert ranks(np.array([9.0, 1.0, 5.0]), np.array([NO, True, True]), np.arange(3)).tolist() == [0, 2, 1]


def test_waves_by_hand() -> None:
    """A chain 0, 1, 2 and a free 3; where 1 is not open, 2 still waits for 0 alone."""
    waits = np.zeros((4, 4), dtype=bool)
    waits[0, 1] = waits[1, 2] = waits[0, 2] = True
    assert waves(np.ones(4, dtype=bool), waits).tolist() == [0, 1, 2, 0]
    assert waves(np.array([True, NO, True, True]), waits)[2] == 1


@given(priorities, opened, waiting())
def test_the_order_is_the_one_the_rule_gives(
    priority: np.ndarray,
    is_open: np.ndarray,
    waits: np.ndarray,
) -> None:
    """Each step is free when it is taken, and nothing free inherits more; every open practice is taken once."""
    tie = np.arange(COUNT)
    order = [int(at) for at in recommended_order(priority, is_open, waits, tie) if at >= 0]
    lifted = inherited(priority, is_open, waits)
    left = {int(at) for at in np.flatnonzero(is_open)}
    assert sorted(order) == sorted(left)
    for taken in order:
        free = {at for at in left if not any(waits[other, at] for other in left)}
        assert taken in free
        assert all(lifted[taken] >= lifted[at] - 1e-9 for at in free)
        left.remove(taken)


@given(st.lists(st.tuples(priorities, opened), min_size=1, max_size=3), waiting())
def test_many_at_once_are_each_alone(
    drawn: list[tuple[np.ndarray, np.ndarray]],
    waits: np.ndarray,
) -> None:
    """Leading axes are draws."""
    priority, is_open = (np.array(each) for each in zip(*drawn, strict=True))
    tie = np.arange(COUNT)[::-1].copy()
    for at in range(len(drawn)):
        one = (priority[at], is_open[at])
        assert (recommended_order(priority, is_open, waits, tie)[at] == recommended_order(*one, waits, tie)).all()
        assert (ranks(priority, is_open, tie)[at] == ranks(*one, tie)).all()
        assert (inherited(priority, is_open, waits)[at] == inherited(*one, waits)).all()
