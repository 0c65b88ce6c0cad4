"""The card of a practice."""

import pytest

from mbi_collab.report.cards import card_of
from mbi_collab.report.outline import Entries
from tests.report.panels import SHEET, company, told


def entries(number: int, people: int = 4) -> dict[str, str]:
    result = company(people)
    card = card_of(told(result), result.order[number])
    return {entry.label: entry.text for block in card.blocks if isinstance(block, Entries) for entry in block.entries}


def test_a_card_holds_what_one_needs_to_begin() -> None:
    labels = ["Why here", "First step, within 30 days", "On the table afterwards", "Done when", "Usual trap", "Owner"]
    assert set(labels) <= entries(0).keys()
    assert "answers" in entries(0)["Why here"]


def test_stated_and_judged_are_told_apart() -> None:
    assert "Stated by a source" in entries(0)["Where it comes from"]
    assert "Judged by us" in entries(0)["Where it comes from"]


def test_a_practice_placed_for_another_says_so() -> None:
    result = company()
    at = next(at for at, step in enumerate(result.order) if step.for_the_sake_of)
    assert f"for the sake of {result.order[at].for_the_sake_of}" in entries(at)["Why here"]


@pytest.mark.system(10)
def test_cadence_is_a_suggestion_and_leisure_is_no_duty() -> None:
    result = company()
    shown = [step for step in result.order if SHEET.catalogue.practice(step.practice).cadence_weeks]
    assert shown
    for step in shown:
        assert "A suggestion, not a rule" in str(card_of(told(result), step))
        assert "every 1 weeks" not in str(card_of(told(result), step))
