"""Where to look first where no order may be told."""

import mbi_collab as mbi
from mbi_collab.assessment.wording import Wording
from mbi_collab.report.areas import areas_first
from mbi_collab.report.outline import Entries, Paragraph
from mbi_collab.report.phrases import Phrases
from tests.report.panels import company

SHEET = company(2).panel.questionnaire


def told(result: mbi.Assessment) -> Phrases:
    return Phrases(result, Wording.of(SHEET.catalogue))


def test_every_practice_stands_with_its_area_task_and_what_comes_first() -> None:
    """The lowest area first; a prerequisite that the profile does not ask about is not named."""
    _, entries = areas_first(told(company(2)))
    assert isinstance(entries, Entries)
    assert [each.label for each in entries.entries] == [
        "L Lasting relationship (CIO side 0.25, CMO side 0.25)",
        "R Shared reasons (CIO side 0.28, CMO side 0.38)",
        "U Using the potential (CIO side 0.47, CMO side 0.40)",
    ]
    listed = "; ".join(each.text for each in entries.entries).split("; ")
    assert {each.split()[0] for each in listed} <= {each.code for each in SHEET.practices}
    assert "R02 Name the business results to reach (U003A, after R01)" in listed
    assert "R01 Reset the approach to cooperation (U005B)" in listed


def test_where_no_level_may_be_told_that_is_said() -> None:
    """Nobody of the small side gave a point: there is nothing to put in an order."""
    sets = [mbi.AnswerSet(side, side, {item.code: "dk" for item in SHEET.items}) for side in SHEET.side_codes]
    blocks = list(areas_first(told(mbi.assess(mbi.Panel(SHEET, sets)))))
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    assert "Of no area" in blocks[0].text
