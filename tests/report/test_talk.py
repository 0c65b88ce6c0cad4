"""What the two sides should talk about."""

from mbi_collab.report.outline import Card, Quote
from mbi_collab.report.talk import conversation
from tests.report.panels import company, told, uniform


def test_views_evidence_question_and_comments_are_shown() -> None:
    cards = [each for each in conversation(told(company())) if isinstance(each, Card)]
    assert "Q321c" in cards[0].title
    assert "Evidence to bring" in str(cards[0])
    assert "Question to ask" in str(cards[0])
    assert Quote("Only after the budget is closed.", "from the CMO side") in cards[0].blocks


def test_small_sides_are_not_shown() -> None:
    assert not list(conversation(told(company(2))))


def test_agreement_and_a_missing_side_are_said() -> None:
    assert "On no statement" in str(list(conversation(told(uniform(2, "CIO", "CMO")))))
    assert "Only one side answered" in str(list(conversation(told(uniform(2, "CIO")))))
