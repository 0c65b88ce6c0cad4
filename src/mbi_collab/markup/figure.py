"""What the charts have in common: a frame of labelled rows, an axis, and columns of numbers.

Coordinates are in units of the view box, about a pixel each; y runs down. Lines and text take the
colour of the page around (``currentColor``), so a chart is legible on a dark notebook too.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import attrs

from mbi_collab.markup.elements import Markup, element, fragment
from mbi_collab.markup.escaping import on_one_line
from mbi_collab.markup.layout import display_width, wrapped

#: Most rows of a chart: more is no chart but a table.
MOST_ROWS: Final = 100
FIRST_COLOUR: Final = "#1d4f7c"
SECOND_COLOUR: Final = "#8a4200"
_WIDTH: Final = 780
_LABELS: Final = 250
_MARGIN: Final = 18
_LEGEND_Y: Final = 16
_HEADING_Y: Final = 52
_TOP: Final = 62
_ROW: Final = 38
_SIZE: Final = 13
#: How many columns of wide letters fit beside a row, short of the axis; a label and a heading have so many lines.
_LABEL_WIDTH, _LINES = 31, 2
#: No label is shown or told further than this.
LONGEST: Final = 300


@attrs.frozen
class Figure:
    """The frame of a chart: where its rows, its axis and its columns of numbers stand.

    Attributes:
        labels: of the rows, top to bottom.
        headings: of the columns of numbers, left to right.
        maximum: the right end of the axis; the left end is 0.
        column: the width of a column of numbers.
    """

    labels: tuple[str, ...]
    headings: tuple[str, ...]
    maximum: float
    column: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= len(self.labels) <= MOST_ROWS:
            raise ValueError(f"a chart has 1 to {MOST_ROWS} rows, not {len(self.labels)}")

    @property
    def bottom(self) -> int:
        """The y below the last row."""
        return _TOP + _ROW * len(self.labels)

    @property
    def right(self) -> int:
        """The x of the right end of the axis."""
        return _WIDTH - _MARGIN - self.column * len(self.headings)

    def x(self, value: float) -> float:
        """The x of a value on the axis."""
        return _LABELS + (self.right - _LABELS) * value / self.maximum

    def y(self, row: int) -> float:
        """The y of the middle of a row."""
        return _TOP + _ROW * (row + 0.5)

    def label(self, row: int) -> Markup:
        """The label of a row, in two lines at most; the whole of it is its tooltip."""
        label = shortened(self.labels[row], LONGEST)
        shown = _in_lines(label, _LABEL_WIDTH)
        top = self.y(row) + 4.5 - 8 * (len(shown) - 1)
        texts = [text_at(0, top + 16 * number, line) for number, line in enumerate(shown)]
        return element("g", element("title", label), *texts)

    def number(self, row: int, column: int, text: str, *, strong: bool = False) -> Markup:
        """The text of a row in a column of numbers; words stand smaller, cut to fit."""
        x = self.right + _MARGIN + self.column * (column + 1)
        is_number = text[:1].isdigit() or text[:1] in "+\N{MINUS SIGN}"
        shown = text if is_number else shortened(text, self.column // 6 - 1)
        weight = "600" if strong and is_number else None
        size = _SIZE if is_number else 11
        return text_at(x, self.y(row) + 4.5, shown, size=size, text_anchor="end", font_weight=weight)

    def axis(self, ticks: Sequence[tuple[float, str]]) -> Markup:
        """Lines between the rows, a line down from each tick, and its text above."""
        ends = [_line(0, y, _WIDTH, y, 0.15) for y in (_TOP + _ROW * row for row in range(len(self.labels) + 1))]
        downs = [_line(self.x(at), _TOP, self.x(at), self.bottom, 0.2) for at, _ in ticks]
        texts = [text_at(self.x(at), _HEADING_Y, text, text_anchor="middle", size=11) for at, text in ticks]
        return fragment(*ends, *downs, *texts)

    def column_headings(self) -> Markup:
        """The headings of the columns of numbers, in two lines at most."""
        texts = []
        for number, heading in enumerate(self.headings):
            x, lines = self.right + _MARGIN + self.column * (number + 1), _in_lines(heading, (self.column - 6) // 7)
            top = _HEADING_Y - 14 * (len(lines) - 1)
            texts += [text_at(x, top + 14 * at, line, text_anchor="end", size=12) for at, line in enumerate(lines)]
        return fragment(*texts)

    def drawn(self, title: str, description: str, *parts: Markup) -> Markup:
        """The chart as one picture with a name and a description for who cannot see it."""
        labels = [self.label(row) for row in range(len(self.labels))]
        inside = fragment(self.column_headings(), *labels, *parts)
        key = fingerprint(title, description, inside)
        height = self.bottom + 4
        return element(
            "svg",
            element("title", title, id=f"{key}-title"),
            element("desc", description, id=f"{key}-desc"),
            inside,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_WIDTH} {height}",
            width=_WIDTH,
            height=height,
            role="img",
            aria_labelledby=f"{key}-title {key}-desc",
            style="max-width:100%;height:auto;font-variant-numeric:tabular-nums",
        )


def legend(entries: Sequence[tuple[Markup, str]]) -> Markup:
    """Return shapes and what they stand for, in one line above the chart.

    Each shape is drawn around (0, 0), 8 units to each side.
    """
    x, parts = float(_LABELS), []
    for shape, text in entries:
        shown = shortened(text, 28)
        parts.append(element("g", shape, transform=f"translate({decimal(x + 8)} {_LEGEND_Y - 4})"))
        parts.append(text_at(x + 22, _LEGEND_Y, shown, size=12))
        x += 46 + 7 * display_width(shown)
    return fragment(*parts)


def text_at(x: float, y: float, text: str, *, size: int = _SIZE, **look: str | None) -> Markup:
    """Return a line of text at a place, with more attributes if need be.

    >>> text_at(0, 4.5, "R & D", text_anchor="end")
    '<text x="0" y="4.5" font-size="13" fill="currentColor" text-anchor="end">R &amp; D</text>'
    """
    place = {"x": decimal(x), "y": decimal(y)}
    return element("text", text, **place, font_size=size, fill="currentColor", **look)


def decimal(value: float) -> str:
    """Return a coordinate with two decimals at most.

    >>> decimal(12.0), decimal(1 / 3)
    ('12', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shortened(text: str, width: int) -> str:
    """Return the text on one line, cut to a display width with an ellipsis.

    >>> shortened("one voice for each side", 10)
    'one voice…'
    """
    line = on_one_line(text[: 4 * LONGEST])
    return line if display_width(line) <= width else beginning(line, width - 1).rstrip() + "…"


def _in_lines(text: str, width: int) -> list[str]:
    """Return the text in two lines at most, the second cut to the width."""
    lines = wrapped(on_one_line(text), width)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], shortened(" ".join(lines[_LINES - 1 :]), width)]


def beginning(text: str, width: int) -> str:
    """Return as much of the beginning of the text as a display width holds."""
    end = min(len(text), width)
    while display_width(text[:end]) > width:
        end -= 1
    return text[:end]


def fingerprint(*texts: str) -> str:
    """Return a name for an id that differs where the texts do, and is the same in every run."""
    return "c" + hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:10]


def _line(x1: float, y1: float, x2: float, y2: float, opacity: float) -> Markup:
    ends = {"x1": decimal(x1), "y1": decimal(y1), "x2": decimal(x2), "y2": decimal(y2)}
    return element("line", **ends, stroke="currentColor", stroke_opacity=opacity)
