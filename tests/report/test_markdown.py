"""The Markdown writer."""

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import DumbbellRow
from mbi_collab.report.composing import compose
from mbi_collab.report.markdown import to_markdown
from mbi_collab.report.outline import Block, Bullets, Card, Entries, Entry, LevelChart, Page, Paragraph, Quote, Section
from tests.report.panels import SHEET, company


def test_every_block_is_escaped() -> None:
    chart = LevelChart("t", (DumbbellRow("<a>", 0.5, None),), ("x", "y", "z"), "cap", is_alone=True)
    blocks: list[Block] = [Card("<a>", [Bullets(["*a*"]), Entries([Entry("<l>", "|t|")]), Quote("<q>", "s")]), chart]
    page = Page("<t>", (), (Paragraph("<h>", "strong"),), (Section("s", "<s>", blocks),), Wording.of(SHEET.catalogue))
    text = to_markdown(page)
    assert "<" not in text
    assert "- [&lt;s&gt;](#s)" in text
    assert "\\*a\\*" in text
    assert "> **&lt;h&gt;**" in text
    assert "0.50 | no answer" in text


def test_the_sections_are_linked_right_below_the_headline() -> None:
    """By the names that GitHub gives to headings: small letters, no signs, hyphens for blanks."""
    head, *sections = to_markdown(compose(company())).split("\n## ")
    links = [line for line in head.splitlines() if line.startswith("- [")]
    assert links[0] == (
        "- [What the scenario asks, answered for this company](#what-the-scenario-asks-answered-for-this-company)"
    )
    assert [line[3 : line.index("]")] for line in links] == [each.splitlines()[0] for each in sections]
    assert head.rstrip().endswith(links[-1])
