"""What a page says, apart from how it is written: sections of plain texts, tables, charts and cards.

Every text here is plain; the writers escape it.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

import attrs

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import BarRow, DumbbellRow
from mbi_collab.markup.table import Table


@attrs.frozen
class Heading:
    """A heading inside a section."""

    text: str


@attrs.frozen
class Paragraph:
    """A paragraph.

    Attributes:
        text: what it says.
        kind: ``lead`` stands larger, ``note`` smaller, ``strong`` is what matters most.
    """

    text: str
    kind: Literal["plain", "lead", "note", "strong"] = "plain"


@attrs.frozen
class Bullets:
    """A list of short texts."""

    texts: tuple[str, ...] = attrs.field(converter=tuple[str, ...])


@attrs.frozen
class Entry:
    """A labelled text."""

    label: str
    text: str


@attrs.frozen
class Entries:
    """Labelled texts, one below the other."""

    entries: tuple[Entry, ...] = attrs.field(converter=tuple[Entry, ...])


@attrs.frozen
class Quote:
    """What somebody wrote, and from which side; never by whom."""

    text: str
    source: str


@attrs.frozen
class LevelChart:
    """The levels of two sides, row by row.

    Attributes:
        title: what it shows.
        rows: top to bottom.
        names: of the first side, the second side and the target.
        caption: what stands below it; may be empty.
        is_alone: whether no table beside it says the same, so that a writer without charts gives one.
    """

    title: str
    rows: tuple[DumbbellRow, ...]
    names: tuple[str, str, str]
    caption: str = ""
    is_alone: bool = False


@attrs.frozen
class PartsChart:
    """Numbers with the parts they are the sum of; a writer without charts gives a table.

    Attributes:
        title: what it shows.
        rows: top to bottom.
        names: of the parts, and of their sum.
        caption: what stands below it; may be empty.
    """

    title: str
    rows: tuple[BarRow, ...]
    names: tuple[str, ...]
    caption: str = ""


def _as_blocks(blocks: "Iterable[Block]") -> "tuple[Block, ...]":
    return tuple(blocks)


@attrs.frozen
class Card:
    """A block that is read on its own.

    Attributes:
        title: its heading.
        blocks: what it says.
        level: of its heading: 3 right below the section, 4 below a heading.
    """

    title: str
    blocks: tuple["Block", ...] = attrs.field(converter=_as_blocks)
    level: Literal[3, 4] = 3


@attrs.frozen
class Lane:
    """One of two lists that stand beside each other."""

    title: str
    blocks: tuple["Block", ...] = attrs.field(converter=_as_blocks)


@attrs.frozen
class Lanes:
    """Two lists beside each other."""

    lanes: tuple[Lane, ...] = attrs.field(converter=tuple[Lane, ...])


Block: TypeAlias = Heading | Paragraph | Bullets | Entries | Quote | Table | LevelChart | PartsChart | Card | Lanes


@attrs.frozen
class Section:
    """A part of the page with a heading.

    Attributes:
        anchor: what links to it on the page lead to; one of its kind.
        title: its heading.
        blocks: what it says; a section without any is left out.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_as_blocks)


@attrs.frozen
class Page:
    """All that a report says.

    Attributes:
        title: its heading.
        opening: who answered, when, and what is missing.
        headline: what to take up first, and why.
        sections: the rest.
        say: the language it is said in, and how its charts show numbers.
    """

    title: str
    opening: tuple[Paragraph, ...]
    headline: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    say: Wording = attrs.field(repr=False)
