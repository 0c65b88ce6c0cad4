"""A table of text that every result is shown by: on a terminal, in Markdown, in HTML."""

from collections.abc import Collection, Iterable
from typing import Final, Literal

import attrs

from mbi_collab.markup.elements import Markup, element, fragment
from mbi_collab.markup.escaping import escape_markdown, on_one_line
from mbi_collab.markup.layout import grid, wrapped

#: The width of a table on a terminal, in columns.
TERMINAL: Final = 100
_TABLE_STYLE: Final = "border-collapse:collapse;color:var(--jp-content-font-color1, inherit)"
_NOTE_STYLE: Final = "text-align:left;font-size:smaller"
_RULE: Final = {"left": ":---", "right": "---:"}


def _as_tuples(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        key: its name in code, ``"level"``.
        title: its heading.
        align: ``"left"`` for words, ``"right"`` for numbers.
    """

    key: str
    title: str
    align: Literal["left", "right"] = attrs.field(default="left", validator=attrs.validators.in_(("left", "right")))


@attrs.frozen(repr=False)
class Table:
    """Rows of text under headings, with a title above and footnotes below.

    The cells are shown as they stand: numbers are made text before (``language.numbers``). A footnote says
    how many answered. The first cell names its row.

    Attributes:
        title: above the table; may be empty.
        columns: at least one.
        rows: each with one text per column.
        footnotes: below the table.

    Raises:
        ValueError: there is no column, two columns have one key, or a row has not one text per column.

    >>> columns = [Column("practice", "practice"), Column("level", "level", "right")]
    >>> print(Table("Scorecard", columns, [["U04", "0.50"], ["R01", "no answer"]], ["2 practices x 6 respondents"]))
    Scorecard
    practice      level
    U04            0.50
    R01       no answer
    [2 practices x 6 respondents]
    """

    title: str
    columns: tuple[Column, ...] = attrs.field(converter=tuple[Column, ...])
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_as_tuples)
    footnotes: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) < len(keys):
            raise ValueError(f"a table has columns, each with a key of its own: {keys}")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(keys) or not all(isinstance(cell, str) for cell in row):
                raise ValueError(f"row {number} has not one text for each of the columns {', '.join(keys)}: {row!r}")

    def to_text(self, width: int | None = None) -> str:
        """Return the table for a terminal.

        Parameters
        ----------
        width
            How many columns the terminal has, 100 if not given; long cells are wrapped to fit.
        """
        room = max(TERMINAL if width is None else width, 1)
        rows = [[column.title for column in self.columns], *self.rows]
        cells = [[on_one_line(cell) for cell in row] for row in rows]
        title = wrapped(on_one_line(self.title), room) if self.title else []
        notes = [line for note in self.footnotes for line in wrapped(f"[{on_one_line(note)}]", room)]
        lines = grid(cells, [column.align for column in self.columns], room)
        return "\n".join([*title, *(line.rstrip() for line in lines), *notes])

    def to_markdown(self) -> str:
        """Return the table as GitHub-flavoured Markdown; a title is a bold line, a footnote an italic one."""
        name, notes = escape_markdown(self.title), map(escape_markdown, self.footnotes)
        title = [f"**{name}**", ""] if name else []
        heads = [column.title for column in self.columns]
        rules = _piped([_RULE[column.align] for column in self.columns])
        rows = [_piped(map(escape_markdown, row)) for row in self.rows]
        below = [line for note in notes if note for line in ("", f"*{note}*")]
        return "\n".join([*title, _piped(map(escape_markdown, heads)), rules, *rows, *below]) + "\n"

    def to_html(self) -> Markup:
        """Return the table as an HTML ``table`` of the class ``mbi-table``; no script, no style sheet."""
        caption = element("caption", self.title, style="text-align:left") if self.title else None
        parts = [caption, self._head(), self._body(), self._foot() if self.footnotes else None]
        return element("table", *parts, class_="mbi-table", style=_TABLE_STYLE)

    def _head(self) -> Markup:
        heads = [element("th", each.title, scope="col", style=f"text-align:{each.align}") for each in self.columns]
        return element("thead", element("tr", *heads))

    def _body(self) -> Markup:
        return element("tbody", *(self._row(row) for row in self.rows))

    def _row(self, row: tuple[str, ...]) -> Markup:
        styles = [f"text-align:{column.align}" for column in self.columns]
        name = element("th", row[0], scope="row", style=styles[0])
        cells = [element("td", cell, style=style) for cell, style in zip(row[1:], styles[1:], strict=True)]
        return fragment(Markup("\n"), element("tr", name, *cells))

    def _foot(self) -> Markup:
        cells = [element("td", note, colspan=len(self.columns), style=_NOTE_STYLE) for note in self.footnotes]
        return element("tfoot", *(element("tr", cell) for cell in cells))

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<Table {self.title!r}: {len(self.rows)} rows x {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        return str(self.to_html())

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        shown = {"text/plain": self.to_text, "text/html": self._repr_html_, "text/markdown": self.to_markdown}
        wanted = set(include or shown) - set(exclude or ())
        return {kind: show() for kind, show in shown.items() if kind in wanted}


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
