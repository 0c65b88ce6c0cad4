"""The HTML writer."""

import re

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import BarRow, DumbbellRow
from mbi_collab.report.composing import compose
from mbi_collab.report.html import to_html
from mbi_collab.report.outline import (
    Block,
    Bullets,
    Card,
    Lane,
    Lanes,
    LevelChart,
    Page,
    Paragraph,
    PartsChart,
    Quote,
    Section,
)
from tests.report.panels import SHEET, company


def test_every_block_is_escaped() -> None:
    charts: list[Block] = [
        LevelChart("t", (DumbbellRow("<x>", 0.5, None),), ("x", "y", "z")),
        PartsChart("t", (BarRow("<x>", (1.0, 2.0)),), ("a", "b", "sum"), "<x>"),
    ]
    blocks: list[Block] = [
        Card("<x>", [Bullets(["<x>"]), Quote("<x>", "<x>")]),
        Lanes([Lane("<x>", [Paragraph("<x>")])]),
        *charts,
    ]
    page = Page("<x>", (), (Paragraph("<x>"),), (Section("x", "<x>", blocks),), Wording.of(SHEET.catalogue))
    text = to_html(page)
    assert "<x>" not in text
    assert text.count("<svg") == 2
    assert '<html lang="en">' in text


def test_the_sections_are_linked_right_below_the_headline() -> None:
    """A named landmark with one link a section, in their order, each to a place on the page; paper has no links."""
    page = compose(company())
    text = to_html(page)
    nav = r'</div>\s*<nav class="contents" aria-label="Contents">(.*?)</nav>\s*<section'
    (contents,) = re.findall(nav, text, re.DOTALL)
    links = re.findall(r'<li><a href="#(\w+)">([^<]+)</a></li>', contents)
    assert links == re.findall(r'<section id="(\w+)"><h2>([^<]+)</h2>', text)
    assert [title for _, title in links] == [each.title for each in page.sections]
    assert re.search(r"@media print \{[^@]*\.contents \{ display: none; \}", text)


def test_on_paper_no_card_is_cut_and_no_heading_stands_alone() -> None:
    """No later rule lets a card break over pages again; what follows a heading stands below it."""
    text = to_html(compose(company()))
    assert re.search(r"\.card, .*\{ break-inside: avoid;", text)
    assert "break-inside: auto" not in text
    assert re.search(r"h2 \+ p, h3 \+ p, [^{]*\{ break-after: avoid;", text)
