"""The HTML writer."""

from mbi_collab.assessment.wording import Wording
from mbi_collab.markup.charts import BarRow, DumbbellRow
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
from tests.report.panels import SHEET


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
    page = Page("<x>", (), (Paragraph("<x>"),), (Section("<x>", blocks),), Wording.of(SHEET.catalogue))
    text = to_html(page)
    assert "<x>" not in text
    assert text.count("<svg") == 2
    assert '<html lang="en">' in text
