"""Monospaced layout."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.markup.escaping import on_one_line
from mbi_collab.markup.layout import column_widths, display_width, grid, padded, wrapped

LINES = st.text(max_size=60).map(on_one_line)


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("👍", 2), ("\u200b", 0), ("−", 1)]
)
def test_display_width(text: str, width: int) -> None:
    """Wide characters take two columns, combining ones none."""
    assert display_width(text) == width


def test_padded_fills_up_on_one_end() -> None:
    """Words to the left, numbers to the right, by display width."""
    assert padded("日本", 6) == "日本  "
    assert padded("日本", 6, "right") == "  日本"


def test_wrapped_breaks_between_words_and_cuts_long_ones() -> None:
    """No line is wider than asked."""
    assert wrapped("one voice a side", 9) == ["one voice", "a side"]
    assert wrapped("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]
    assert wrapped("日本語", 4) == ["日本", "語"]
    assert wrapped("", 4) == [""]


@settings(deadline=None)
@given(LINES, st.integers(min_value=2, max_value=30))
def test_wrapped_loses_nothing(text: str, width: int) -> None:
    """Every line fits; all but spaces is there, in order."""
    lines = wrapped(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_the_widest_column_gives_way_first() -> None:
    """Numbers keep their column."""
    assert column_widths([["U04", "x" * 200, "0.50"]], 60) == [3, 49, 4]


def test_columns_have_a_least_width() -> None:
    """A narrow terminal gets long lines rather than unreadable ones."""
    assert column_widths([["x" * 20, "y" * 20]], 4) == [4, 4]
    assert column_widths([["x" * 20, "y" * 20]], 12) == [8, 8]


@settings(deadline=None)
@given(st.lists(st.tuples(LINES, LINES, LINES), min_size=1, max_size=6), st.integers(min_value=30, max_value=100))
def test_all_lines_of_a_grid_have_one_width(rows: list[tuple[str, str, str]], width: int) -> None:
    """Whatever is in the cells, and within the width asked for."""
    widths = {display_width(line) for line in grid(rows, ["left", "right", "left"], width)}
    assert len(widths) == 1
    assert widths.pop() <= width
