"""What the two sides should talk about."""

import mbi_collab as mbi
from mbi_collab.markup.table import Table
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


def test_what_was_agreed_is_shown_beside_the_answers() -> None:
    """In its card, and in a table of all that was agreed, also where nothing is left to talk about."""
    result = company()
    made = list(conversation(told(mbi.assess(result.panel.with_agreed({"Q321c": 2, "Q313": 4})))))
    card = next(each for each in made if isinstance(each, Card) and "Q321c" in each.title)
    assert "Agreed in the room: 0.25 (hardly)." in str(card)
    table = made[-1]
    assert isinstance(table, Table)
    assert [row[-2] for row in table.rows] == ["0.75 (largely)", "0.25 (hardly)"]
    quiet = uniform(2, "CIO", "CMO")
    (_, only) = conversation(told(mbi.assess(quiet.panel.with_agreed({"Q313": 4}))))
    assert "0.75 (largely)" in str(only.rows if isinstance(only, Table) else only)
    assert not list(conversation(told(mbi.assess(company(2).panel.with_agreed({"Q313": 4})))))
