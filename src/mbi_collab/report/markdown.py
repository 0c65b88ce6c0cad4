"""A page as GitHub-flavoured Markdown. A chart that no table beside it repeats becomes one; others are left out."""

import re
from collections.abc import Iterable, Iterator

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.escaping import escape_markdown
from mbi_collab.markup.table import Column, Table
from mbi_collab.report.outline import (
    Block,
    Bullets,
    Card,
    Entries,
    Heading,
    Lanes,
    LevelChart,
    Page,
    Paragraph,
    PartsChart,
    Quote,
    Section,
)


def to_markdown(page: Page) -> str:
    """Return a page as Markdown; every text is escaped."""
    parts = [f"# {escape_markdown(page.title)}"]
    parts += [_paragraph(each) for each in page.opening]
    parts.append("\n>\n".join(f"> {_paragraph(each)}" for each in page.headline))
    parts.append("\n".join(f"- [{escape_markdown(each.title)}](#{_anchor(each.title)})" for each in page.sections))
    parts += [part for section in page.sections for part in _section(section, page.say)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _anchor(title: str) -> str:
    """Return what GitHub, and what follows it, calls the place of a heading."""
    return re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-")


def _section(section: Section, say: Wording) -> Iterator[str]:
    yield f"## {escape_markdown(section.title)}"
    yield from _blocks(section.blocks, say)


def _blocks(blocks: Iterable[Block], say: Wording) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, say)


def _block(block: Block, say: Wording) -> Iterator[str]:  # noqa: C901  one case a kind of block
    match block:
        case Heading(text):
            yield f"### {escape_markdown(text)}"
        case Paragraph():
            yield _paragraph(block)
        case Bullets(texts):
            yield "\n".join(f"- {escape_markdown(text)}" for text in texts)
        case Entries(entries):
            yield "\n".join(f"- **{escape_markdown(each.label)}:** {escape_markdown(each.text)}" for each in entries)
        case Quote(text, source):
            yield f"> “{escape_markdown(text)}” – {escape_markdown(source)}"
        case Table():
            yield block.to_markdown()
        case Card(title, inner, level):
            yield f"{'#' * level} {escape_markdown(title)}"
            yield from _blocks(inner, say)
        case Lanes(lanes):
            for lane in lanes:
                yield f"### {escape_markdown(lane.title)}"
                yield from _blocks(lane.blocks, say)
        case LevelChart() | PartsChart():
            yield from _chart(block, say)


def _chart(chart: LevelChart | PartsChart, say: Wording) -> Iterator[str]:
    columns = [Column("what", say.words("table.what"))]
    columns += [Column(str(at), name, "right") for at, name in enumerate(chart.names)]
    if isinstance(chart, PartsChart):
        parts = [(row.label, *map(say.points, (*row.parts, row.total))) for row in chart.rows]
        yield Table(chart.title, columns, parts).to_markdown()
    elif chart.is_alone:
        rows = [(row.label, *(say.level(level) for level in (row.first, row.second, row.target))) for row in chart.rows]
        yield Table("", columns, rows).to_markdown()
    if chart.caption:
        yield f"*{escape_markdown(chart.caption)}*"


def _paragraph(paragraph: Paragraph) -> str:
    text = escape_markdown(paragraph.text)
    mark = {"strong": "**", "note": "*"}.get(paragraph.kind, "")
    return f"{mark}{text}{mark}"
