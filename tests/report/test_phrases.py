"""Phrases that several sections use."""

from tests.report.panels import company, told, uniform


def test_views_and_counts() -> None:
    result = company()
    score = result.scorecard.item("Q313")
    assert told(result).views(score) == "CIO side 0.19, CMO side 0.19"
    assert told(result).answered(score) == "8 of 8 answers"


def test_a_missing_side_has_no_gap() -> None:
    result = uniform(2, "CIO")
    assert "no statement was answered by both" in told(result).compared(result.scorecard.overall)
    assert told(result).heard_sides == ("CIO",)


def test_a_side_at_its_target_sees_no_need() -> None:
    """The reason does not claim a need for a side whose level is at the target."""
    result = company()
    step = result.order.practice("U06")
    assert "Only the CMO side sees a need" in told(result).reasons(step)
