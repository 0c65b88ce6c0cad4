"""Counting cells."""

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
