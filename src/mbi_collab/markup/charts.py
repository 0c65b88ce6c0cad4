"""Charts of levels and of priorities, drawn as SVG: no script, shapes and patterns beside colours.

A missing value is written out; nothing is drawn in its place. The words and the way numbers are
shown are passed in, so a chart reads in any language and rounds as the tables do.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

import attrs

from mbi_collab.markup.elements import Markup, element, fragment
from mbi_collab.markup.figure import (
    FIRST_COLOUR,
    LONGEST,
    SECOND_COLOUR,
    Figure,
    decimal,
    fingerprint,
    legend,
    shortened,
    text_at,
)

#: How a number is shown: ``language.numbers.level`` or ``language.numbers.points``.
Show = Callable[[float], str]

_BAR_HEIGHT: Final = 18
#: Fills that differ in print too: full, slanted lines, dots, empty, upright lines.
_PATTERN_SHAPES: Final = ("", "M0 6L6 0M-1 1L1 -1M5 7L7 5", "M2 3a1 1 0 1 0 2 0a1 1 0 1 0 -2 0", "M0 0", "M3 0V6")
#: Most parts of a bar: as many as there are fills.
MOST_PARTS: Final = len(_PATTERN_SHAPES)


def _check_level(_: object, field: "attrs.Attribute[float | None]", value: float | None) -> None:
    if value is not None and not 0 <= value <= 1:
        raise ValueError(f"{field.name} is no level from 0 to 1: {value!r}")


@attrs.frozen
class DumbbellRow:
    """The levels of two sides in one row, each from 0 to 1, ``None`` where nobody answered.

    Attributes:
        label: what the row is about.
        first: the level of the first side.
        second: the level of the second side.
        target: the level wanted, if there is one.
        has_gap: whether the two may be compared: only then a line joins them.
    """

    label: str
    first: float | None = attrs.field(validator=_check_level)
    second: float | None = attrs.field(validator=_check_level)
    target: float | None = attrs.field(default=None, validator=_check_level)
    has_gap: bool = True


@attrs.frozen
class BarRow:
    """What a number is the sum of, ``None`` where a part has no value.

    Attributes:
        label: what the row is about.
        parts: not negative, one for each of the chart's parts.
    """

    label: str
    parts: tuple[float | None, ...] = attrs.field(converter=tuple["float | None", ...])

    def __attrs_post_init__(self) -> None:
        for part in self.known:
            if not math.isfinite(part) or part < 0:
                raise ValueError(f"a part of a bar is no number from 0: {part!r}")

    @property
    def known(self) -> tuple[float, ...]:
        """The parts that have a value."""
        return tuple(part for part in self.parts if part is not None)

    @property
    def total(self) -> float | None:
        """The sum of the parts; ``None`` if one has no value, for then nobody knows it."""
        return None if None in self.parts else math.fsum(self.known)


def dumbbell_chart(
    rows: Iterable[DumbbellRow], *, title: str, names: tuple[str, str, str], no_answer: str, show: Show
) -> Markup:
    """Return a chart of two sides' levels: a circle and a square, joined by their gap, on an axis from 0 to 1.

    Parameters
    ----------
    rows
        At most 100; top to bottom.
    title
        What the chart shows: its name for who cannot see it.
    names
        Of the first side, the second side and the target: ``("CIO", "CMO", "target")``.
    no_answer
        The words for a missing level.
    show
        How a level is shown: ``language.numbers.level``.

    Raises
    ------
    ValueError
        If there is no row, or too many, or (in ``DumbbellRow``) a level is not from 0 to 1.

    Examples
    --------
    >>> row = DumbbellRow("Roles", 0.75, None, target=0.75)
    >>> chart = dumbbell_chart(
    ...     [row], title="Levels", names=("CIO", "CMO", "target"), no_answer="no answer", show="{:.2f}".format)
    >>> "<desc" in chart and "Roles: CIO 0.75, CMO no answer, target 0.75" in chart
    True
    """
    drawn = tuple(rows)
    figure = Figure(tuple(row.label for row in drawn), names[:2], maximum=1, column=78)
    ticks = [(at, show(at)) for at in (0.0, 0.25, 0.5, 0.75, 1.0)]
    shapes = list(zip((_circle(0, 0), _square(0, 0), _tick(0, 0)), names, strict=True))
    shown = shapes if any(row.target is not None for row in drawn) else shapes[:2]
    texts = [[no_answer if each is None else show(each) for each in (row.first, row.second)] for row in drawn]
    numbers = [figure.number(at, side, text) for at, pair in enumerate(texts) for side, text in enumerate(pair)]
    marks = [_dumbbell(figure, at, row, no_answer) for at, row in enumerate(drawn)]
    described = (_levels_in_words(row, pair, names, show) for row, pair in zip(drawn, texts, strict=True))
    return figure.drawn(title, "; ".join(described), legend(shown), figure.axis(ticks), *marks, *numbers)


def _in_words(label: str, names: Sequence[str], texts: Sequence[str]) -> str:
    """The row for who cannot see it; a name without a text is left out."""
    return f"{shortened(label, LONGEST)}: " + ", ".join(
        f"{name} {text}" for name, text in zip(names, texts, strict=False)
    )


def _levels_in_words(row: DumbbellRow, texts: Sequence[str], names: Sequence[str], show: Show) -> str:
    wanted = [] if row.target is None else [show(row.target)]
    return _in_words(row.label, names, [*texts, *wanted])


def _dumbbell(figure: Figure, at: int, row: DumbbellRow, no_answer: str) -> Markup:
    """The marks of one row; the square goes below the circle, which it holds where both are equal."""
    y = figure.y(at)
    tick = None if row.target is None else _tick(figure.x(row.target), y)
    if row.first is None and row.second is None:
        return fragment(tick, text_at(figure.x(0) + 10, y + 4.5, no_answer, font_style="italic"))
    first, second = (None if each is None else figure.x(each) for each in (row.first, row.second))
    line = _bar_between(first, second, y) if row.has_gap and first is not None and second is not None else None
    square = None if second is None else _square(second, y)
    circle = None if first is None else _circle(first, y)
    return fragment(tick, line, square, circle)


def _bar_between(x1: float, x2: float, y: float) -> Markup:
    ends = {"x1": decimal(x1), "x2": decimal(x2), "y1": decimal(y), "y2": decimal(y)}
    return element("line", **ends, stroke="currentColor", stroke_width=2, stroke_opacity=0.55)


def _circle(x: float, y: float) -> Markup:
    return element("circle", cx=decimal(x), cy=decimal(y), r=5.5, fill=FIRST_COLOUR, stroke="#fff")


def _square(x: float, y: float) -> Markup:
    place = {"x": decimal(x - 7.5), "y": decimal(y - 7.5)}
    return element("rect", **place, width=15, height=15, fill="#fff", stroke=SECOND_COLOUR, stroke_width=2.5)


def _tick(x: float, y: float) -> Markup:
    ends = {"x1": decimal(x), "x2": decimal(x), "y1": decimal(y - 12), "y2": decimal(y + 12)}
    return element("line", **ends, stroke="currentColor", stroke_width=2, stroke_dasharray="4 2")


def bar_chart(rows: Iterable[BarRow], *, title: str, names: Sequence[str], no_answer: str, show: Show) -> Markup:
    """Return a chart of bars from 0 to 100, each made of parts that add up to a total.

    Parameters
    ----------
    rows
        At most 100; top to bottom. A bar longer than 100 moves the end of the axis out.
    title
        What the chart shows: its name for who cannot see it.
    names
        Of the parts, at most five, and of the total: ``("need", "leverage", "ease", "priority")``.
    no_answer
        The words for a missing part.
    show
        How a part and a total are shown: ``language.numbers.points``.

    Raises
    ------
    ValueError
        If there is no row or too many, no part or too many, a row has another number of parts,
        or (in ``BarRow``) a part is not a number from 0.

    Examples
    --------
    >>> chart = bar_chart([BarRow("U04", [53.2, 10.1, 8.0])], title="Priorities", no_answer="no answer",
    ...     names=["need", "leverage", "ease", "priority"], show="{:.1f}".format)
    >>> "U04: need 53.2, leverage 10.1, ease 8.0, priority 71.3" in chart
    True
    """
    drawn = tuple(rows)
    count = len(names) - 1
    _check_bars(drawn, count)
    end = _axis_end(drawn)
    figure = Figure(tuple(row.label for row in drawn), tuple(names), end, column=70)
    texts = [[no_answer if each is None else show(each) for each in (*row.parts, row.total)] for row in drawn]
    described = [_in_words(row.label, names, line) for row, line in zip(drawn, texts, strict=True)]
    key = fingerprint(title, *described)
    shapes = [(_segment(-8, 0, 16, _fill(key, number)), name) for number, name in enumerate(names[:-1])]
    numbers = [
        figure.number(at, column, text, strong=column == count)
        for at, line in enumerate(texts)
        for column, text in enumerate(line)
    ]
    bars = [_bar(figure, at, row, key, no_answer) for at, row in enumerate(drawn)]
    ticks = [(end * quarter / 4, f"{end * quarter / 4:g}") for quarter in range(5)]
    marks = [_patterns(key, count), legend(shapes), figure.axis(ticks), *bars, *numbers]
    return figure.drawn(title, "; ".join(described), *marks)


def _check_bars(rows: tuple[BarRow, ...], count: int) -> None:
    if not 1 <= count <= MOST_PARTS:
        raise ValueError(f"a bar has 1 to {MOST_PARTS} parts, not {count}")
    for row in rows:
        if len(row.parts) != count:
            raise ValueError(f"the bar {row.label!r} has {len(row.parts)} parts, not {count}")


def _axis_end(rows: tuple[BarRow, ...]) -> float:
    """100, or as many times 20 more as the longest bar needs."""
    longest = max((math.fsum(row.known) for row in rows), default=0.0)
    return max(100.0, math.ceil(longest / 20 - 1e-9) * 20)


def _bar(figure: Figure, at: int, row: BarRow, key: str, no_answer: str) -> Markup:
    y = figure.y(at)
    if not row.known:
        return text_at(figure.x(0) + 10, y + 4.5, no_answer, font_style="italic")
    ends = [math.fsum(part or 0.0 for part in row.parts[:number]) for number in range(len(row.parts) + 1)]
    places = [figure.x(end) for end in ends]
    spans = enumerate(pairwise(places))
    return fragment(*(_segment(x1, y, x2 - x1, _fill(key, number)) for number, (x1, x2) in spans if x2 > x1))


def _segment(x: float, y: float, width: float, fill: str) -> Markup:
    place = {"x": decimal(x), "y": decimal(y - _BAR_HEIGHT / 2), "width": decimal(width), "height": str(_BAR_HEIGHT)}
    return element("rect", **place, fill=fill, stroke=FIRST_COLOUR)


def _fill(key: str, number: int) -> str:
    return FIRST_COLOUR if number == 0 else f"url(#{key}-{number})"


def _patterns(key: str, count: int) -> Markup:
    patterns = [_pattern(f"{key}-{number}", _PATTERN_SHAPES[number]) for number in range(1, count)]
    return element("defs", *patterns)


def _pattern(name: str, shape: str) -> Markup:
    ground = element("rect", width=6, height=6, fill="#fff")
    lines = element("path", d=shape, stroke=FIRST_COLOUR, stroke_width=1.4, fill=FIRST_COLOUR)
    return element("pattern", ground, lines, id=name, width=6, height=6, patternUnits="userSpaceOnUse")
