"""Counting cells."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine import counting
from mbi_collab.engine.counting import count_cells, count_panels


@given(st.integers(0, 50), st.integers(1, 4), st.integers(1, 3), st.integers(0, 999))
def test_counts_are_those_of_a_loop(rows: int, items: int, groups: int, seed: int) -> None:
    """Every cell is counted once, where it belongs."""
    random = np.random.default_rng(seed)
    cells = random.integers(-2, 4, (rows, items)).astype(np.int8)
    group = random.integers(0, groups, rows)
    wanted = np.zeros((groups, items, 6), dtype=np.int64)
    for row in range(rows):
        for item in range(items):
            wanted[group[row], item, cells[row, item] + 2] += 1
    np.testing.assert_array_equal(count_cells(cells, group, groups, 3), wanted)


def test_many_rows_are_counted_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks change nothing."""
    cells = np.tile(np.array([[1, 0], [2, -2]], dtype=np.int8), (50, 1))
    whole = count_cells(cells, np.zeros(100, dtype=np.int64), 1, 2)
    monkeypatch.setattr(counting, "_BLOCK", 1)
    np.testing.assert_array_equal(count_cells(cells, np.zeros(100, dtype=np.int64), 1, 2), whole)


def test_who_is_missing_in_which_panel() -> None:
    """Unanswered, don't know and people not heard are missing; a side of nobody is missing once; not asked never."""
    cells = np.array([[1, 0], [-1, -2], [2, 2]], dtype=np.int8)
    asked = np.array([[True, True], [True, False]])
    found = count_panels(cells, np.array([0, 0, 1]), np.array([0, 0, 1]), 2, asked, 2)
    assert found.missing.tolist() == [[[1, 1], [1, 0]], [[1, 1], [0, 0]]]
    assert found.heard.tolist() == [[[2, 1], [0, 0]], [[0, 0], [1, 0]]]
    assert found.points[0, 0].tolist() == [[1, 0], [0, 0]]
    people = np.array([[5, 0], [0, 1]])
    told = count_panels(cells, np.array([0, 0, 1]), np.array([0, 0, 1]), 2, asked, 2, people)
    assert told.missing.tolist() == [[[4, 4], [1, 0]], [[1, 1], [0, 0]]]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"side": [0, 2]}, "side must be 0 to 1"),
        ({"side": [0, -1]}, "side must be 0 to 1"),
        ({"panel": [0, 1]}, "groups must be"),
        ({"panel": [0]}, "do not fit"),
        ({"asked": [[True], [True]]}, "do not fit"),
        ({"asked": [True, True]}, "do not fit"),
        ({"cells": [1, 2]}, "do not fit"),
        ({"people": [[1, 0]]}, "no fewer than answered"),
        ({"people": [1, 1]}, "people must be panels x sides"),
        ({"panels": -1}, "panels must be a whole number of 0 or more"),
    ],
)
def test_panels_that_cannot_be_are_refused(changed: dict[str, Any], message: str) -> None:
    """A side that there is not, other items, fewer people than answered."""
    whole = {
        "cells": [[1, 0], [2, 2]],
        "side": [0, 1],
        "panel": [0, 0],
        "panels": 1,
        "asked": [[1, 1]] * 2,
        "points": 2,
    }
    with pytest.raises(ValueError, match=message):
        count_panels(**{**whole, **changed})


def test_nothing_to_count_is_counted() -> None:
    """No items, no rows, no panels."""
    nobody = np.zeros(0, dtype=np.int64)
    assert count_panels(np.zeros((0, 0), np.int8), nobody, nobody, 2, np.ones((2, 0), bool), 5).points.shape == (
        2,
        2,
        0,
        5,
    )
    assert count_panels(np.zeros((0, 3), np.int8), nobody, nobody, 0, np.ones((2, 3), bool), 5).points.shape == (
        0,
        2,
        3,
        5,
    )


def test_groups_in_bytes_do_not_overflow() -> None:
    """Two hundred groups of ten items have more cells than a byte counts."""
    group: Any = np.arange(200, dtype=np.uint8)
    cells = np.ones((200, 10), dtype=np.int8)
    np.testing.assert_array_equal(count_cells(cells, group, 200, 2), count_cells(cells, group.astype(np.int64), 200, 2))
    asked = np.ones((2, 10), dtype=bool)
    found = count_panels(cells, group % 2, group // 2, 100, asked, 2)
    assert found.heard.tolist() == np.ones((100, 2, 10)).tolist()


@pytest.mark.parametrize(
    ("cells", "group", "message"),
    [
        ([[3]], [0], "cells must be"),
        ([[-3]], [0], "cells must be"),
        ([[1]], [1], "groups must be"),
        ([[1]], [-1], "groups must be"),
        ([[1]], [0, 0], "do not fit"),
        ([1], [0], "do not fit"),
    ],
)
def test_what_cannot_be_counted_is_refused(cells: list[object], group: list[int], message: str) -> None:
    """Cells off the scale, groups there are not, shapes that differ."""
    with pytest.raises(ValueError, match=message):
        count_cells(np.array(cells, dtype=np.int8), np.array(group), 1, 2)
