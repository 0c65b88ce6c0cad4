"""The Markdown writer."""

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import DumbbellRow
from mbi_collab.report.markdown import to_markdown
from mbi_collab.report.outline import Block, Bullets, Card, Entries, Entry, LevelChart, Page, Paragraph, Quote, Section
from tests.report.panels import SHEET


def test_every_block_is_escaped() -> None:
    chart = LevelChart("t", (DumbbellRow("<a>", 0.5, None),), ("x", "y", "z"), "cap", is_alone=True)
    blocks: list[Block] = [Card("<a>", [Bullets(["*a*"]), Entries([Entry("<l>", "|t|")]), Quote("<q>", "s")]), chart]
    page = Page("<t>", (), (Paragraph("<h>", "strong"),), (Section("<s>", blocks),), Wording.of(SHEET.catalogue))
    text = to_markdown(page)
    assert "<" not in text
    assert "\\*a\\*" in text
    assert "> **&lt;h&gt;**" in text
    assert "0.50 | no answer" in text
