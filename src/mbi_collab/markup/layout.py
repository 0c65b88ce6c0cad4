"""Monospaced layout: how wide text is on a terminal, and cells set in columns."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

#: Between two columns.
GUTTER = "  "
#: No column is made narrower than this to fit the others.
NARROWEST = 8
_ZERO_WIDE = frozenset({"Mn", "Me", "Cf", "Cc"})


def display_width(text: str) -> int:
    r"""Return how many columns of a terminal the text takes.

    Wide and full-width characters take two, combining and invisible ones none (Unicode
    Standard Annex 11).

    >>> display_width("abc"), display_width("日本"), display_width("e\u0301")
    (3, 4, 1)
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.category(character) in _ZERO_WIDE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, width: int, align: str = "left") -> str:
    """Return the text filled up with spaces to a display width.

    >>> padded("0.50", 6, "right")
    '  0.50'
    """
    space = " " * (width - display_width(text))
    return space + text if align == "right" else text + space


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines no wider than a display width; words too long for a line are cut.

    >>> wrapped("one voice for each side", 11)
    ['one voice', 'for each', 'side']
    """
    if display_width(text) <= width:
        return [text]
    lines, line = [], ""
    for piece in (piece for word in text.split(" ") if word for piece in _pieces(word, width)):
        if line and display_width(line) + 1 + display_width(piece) > width:
            lines.append(line)
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    """The word, cut where it would not fit on a line."""
    if display_width(word) <= width:
        return [word]
    pieces, piece, taken = [], "", 0
    for character in word:
        wide = _character_width(character)
        if piece and taken + wide > width:
            pieces.append(piece)
            piece, taken = "", 0
        piece, taken = piece + character, taken + wide
    return [*pieces, piece]


def column_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the display width of each column such that a row fits, if it can.

    The widest columns give way first; none is made narrower than ``NARROWEST``.

    >>> column_widths([["U04", "a long title of a practice"]], 21)
    [3, 16]
    """
    widths = [min(width, max(map(display_width, column))) for column in zip(*rows, strict=True)]
    room = width - len(GUTTER) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def grid(rows: Sequence[Sequence[str]], aligns: Sequence[str], width: int) -> list[str]:
    """Return the lines of rows set in columns, all of the same display width.

    >>> grid([["practice", "level"], ["U04", "0.50"]], ["left", "right"], 80)
    ['practice  level', 'U04        0.50']
    """
    widths = column_widths(rows, width)
    lines: list[str] = []
    for row in rows:
        cells = [wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        parts = zip_longest(*cells, fillvalue="")
        lines.extend(GUTTER.join(map(padded, each, widths, aligns)) for each in parts)
    return lines
