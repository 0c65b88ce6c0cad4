"""A page as one HTML file: no script, nothing fetched, printable."""

from collections.abc import Iterable
from typing import Final

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import bar_chart, dumbbell_chart
from mbi_collab.markup.elements import Markup, element, fragment
from mbi_collab.markup.page import page as whole_page
from mbi_collab.markup.table import Table
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

#: What this page needs beside the style of every page: labels beside their texts; in print whole cards, close tables.
STYLE: Final = """
dl.entries { display: grid; grid-template-columns: 9.5rem 1fr; gap: .45rem 1rem; }
.entries dt { font-size: .875rem; color: var(--soft); padding-top: .1rem; }
.entries dd { margin: 0; }
.headline { font-size: 1rem; font-weight: 400; }
.headline strong { font-size: 1.3rem; font-weight: 600; line-height: 1.35; }
.headline p { margin-bottom: .6rem; }
.contents ul { columns: 20rem; column-gap: 2rem; padding: 0; list-style: none; }
.contents li { break-inside: avoid; page-break-inside: avoid; }
.card li:last-child { margin-bottom: 0; }
.card blockquote { margin-bottom: .6em; }
@media (max-width: 40rem) {
  dl.entries { grid-template-columns: 1fr; gap: .1rem; }
  .entries dd { margin-bottom: .6rem; }
}
@media print {
  .contents { display: none; }
  h3 { margin-top: 1.2em; }
  dl.entries { grid-template-columns: 7.5rem 1fr; gap: .15rem .8rem; }
  .card { line-height: 1.28; font-size: .88em; padding: .6rem .9rem; margin-bottom: .7rem; }
  .card .entries dt { font-size: 1em; }
  .card p, .card ul { margin-bottom: .5em; }
  .mbi-table { font-size: .88rem; }
  .mbi-table :is(th, td) { padding: .22rem .6rem .22rem 0; }
  table:not(:has(tbody tr:nth-child(9))) { break-inside: avoid; page-break-inside: avoid; }
  tbody tr:first-child, tbody tr:last-child { break-before: avoid; page-break-before: avoid; }
  h2 + p, h3 + p, h4 + p { break-before: avoid; page-break-before: avoid; orphans: 2; }
  h2 + p, h3 + p, .card > h4 + p { break-after: avoid; page-break-after: avoid; }
}
"""


def to_html(page: Page) -> str:
    """Return a page as a complete HTML document; every text is escaped."""
    header = element("header", element("h1", page.title), *map(_paragraph, page.opening))
    headline = element("div", *map(_paragraph, page.headline), class_="headline")
    sections = [_section(each, page.say) for each in page.sections]
    below = (headline, _contents(page), *sections)
    body = fragment(header, *(part for each in below for part in (Markup("\n"), each)))
    return whole_page(page.title, body, language=page.say.words.language, style=STYLE)


def _contents(page: Page) -> Markup:
    """Return links to the sections."""
    links = (element("li", element("a", each.title, href=f"#{each.anchor}")) for each in page.sections)
    return element("nav", element("ul", *links), class_="contents", aria_label=page.say.words("page.contents"))


def _section(section: Section, say: Wording) -> Markup:
    return element("section", element("h2", section.title), _blocks(section.blocks, say), id=section.anchor)


def _blocks(blocks: Iterable[Block], say: Wording) -> Markup:
    return fragment(*(part for each in blocks for part in (Markup("\n"), _block(each, say))))


def _block(block: Block, say: Wording) -> Markup:  # noqa: PLR0911  one return a kind of block
    match block:
        case Heading(text):
            return element("h3", text)
        case Paragraph():
            return _paragraph(block)
        case Bullets(texts):
            return element("ul", *(element("li", text) for text in texts))
        case Entries():
            return _entries(block)
        case Quote(text, source):
            return element("blockquote", element("q", text, dir="auto"), " – ", source)
        case Table():
            return block.to_html()
        case Card(title, inner, level):
            return element("article", element(f"h{level}", title), _blocks(inner, say), class_="card")
        case Lanes(lanes):
            made = (element("div", element("h3", each.title), _blocks(each.blocks, say)) for each in lanes)
            return element("div", *made, class_="lanes")
        case LevelChart() | PartsChart():
            return _chart(block, say)


def _paragraph(paragraph: Paragraph) -> Markup:
    if paragraph.kind == "strong":
        return element("p", element("strong", paragraph.text))
    return element("p", paragraph.text, class_=None if paragraph.kind == "plain" else paragraph.kind)


def _entries(entries: Entries) -> Markup:
    pairs = (part for each in entries.entries for part in (element("dt", each.label), element("dd", each.text)))
    return element("dl", *pairs, class_="entries")


def _chart(chart: LevelChart | PartsChart, say: Wording) -> Markup:
    missing = say.words("table.no_answer")
    if isinstance(chart, LevelChart):
        drawn = dumbbell_chart(chart.rows, title=chart.title, names=chart.names, no_answer=missing, show=say.level)
    else:
        drawn = bar_chart(chart.rows, title=chart.title, names=chart.names, no_answer=missing, show=say.points)
    caption = element("figcaption", chart.caption) if chart.caption else None
    return element("figure", drawn, caption, class_="chart")
