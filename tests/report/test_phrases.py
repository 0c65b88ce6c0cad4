"""Phrases that several sections use."""

import pytest

from mbi_collab.assessment.assessment import assess
from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.panel import Panel
from tests.report.panels import SHEET, company, told, uniform


def test_views_and_counts() -> None:
    result = company()
    score = result.scorecard.item("Q313")
    assert told(result).views(score) == "CIO side 0.19, CMO side 0.19"
    assert told(result).answered(score) == "8 of 8 answers"


def test_a_missing_side_has_no_gap() -> None:
    result = uniform(2, "CIO")
    assert "no statement was answered by both" in told(result).compared(result.scorecard.overall)
    assert told(result).heard_sides == ("CIO",)


@pytest.mark.system(13)
def test_a_side_that_is_not_asked_has_left_nothing_out() -> None:
    """The rest of the company is asked in area L alone: elsewhere it has no view, and owes none."""
    sheet = SHEET.catalogue.questionnaire("extended")
    asked = {side: [item.code for item in sheet.items if side in item.asked_of] for side in ("CIO", "CMO")}
    sets = [AnswerSet(side, side=side, answers=dict.fromkeys(codes, 2)) for side, codes in asked.items()]
    result = assess(Panel(sheet, sets))
    area = result.scorecard.area
    assert [told(result).is_asked(area(code), "rest") for code in "RL"] == [False, True]
    assert "rest of the company" not in told(result).views(area("R"))
    assert "rest of the company no answer" in told(result).views(area("L"))


def test_a_side_at_its_target_sees_no_need() -> None:
    """The reason does not claim a need for a side whose level is at the target."""
    result = company()
    step = result.order.practice("U06")
    assert "Only the CMO side sees a need" in told(result).reasons(step)


def test_of_sides_that_rated_other_statements_each_is_told_by_itself() -> None:
    """Not that both see the need, nor that one of them does not."""
    for rated, seen in ((2, "CIO side, CMO side"), (5, "CMO side")):
        sets = [AnswerSet("x", "CIO", {"Q332a": rated}), AnswerSet("y", "CMO", {"Q332b": 2})]
        result = assess(Panel(SHEET, sets, named_chiefs=True))
        reasons = told(result).reasons(result.order.practice("L06"))
        assert f"Who sees a need: {seen}. No statement of it was answered by both sides" in reasons
