"""What the two chiefs should talk about."""

from itertools import pairwise

import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.assessment.test_scorecard import numbers_of


def talk(cio: dict[str, int | str], cmo: dict[str, int | str], *, named: bool = True) -> mbi.Assessment:
    sheet = mbi.load_catalogue().questionnaire("S006")
    sets = [
        mbi.AnswerSet("a", "CIO", cio, comments={"Q313": "Every month."}),
        mbi.AnswerSet("b", "CMO", cmo, comments={"Q313": "Never seen one.", "Q322": "Fine."}),
    ]
    return mbi.assess(Panel(sheet, sets, named_chiefs=named))


def test_the_widest_gap_with_the_largest_need_comes_first() -> None:
    """Gaps of 1 and .5 that count, one of .25 that does not; |gap| times need orders them."""
    found = talk({"Q313": 5, "Q322": 1, "Q324a": 3}, {"Q313": 1, "Q322": 3, "Q324a": 4}).conversation
    assert [each.item for each in found] == ["Q313", "Q322"]
    first = found[0]
    assert (first.gap, first.first, first.second, first.practice) == (1.0, "CIO", "CMO", "R07")
    assert [(each.side, each.level) for each in first.views] == [("CIO", 1.0), ("CMO", 0.0)]
    # careful level ½·.5 + ½·0 of target .75
    assert first.need == pytest.approx(2 / 3)


def test_comments_of_both_sides_stand_beside_their_item() -> None:
    """What respondents wrote on the item, by side; what they wrote on others is not there."""
    (first,) = talk({"Q313": 5}, {"Q313": 1}).conversation
    assert first.comments == (("CIO", "Every month."), ("CMO", "Never seen one."))


def test_nothing_is_to_be_talked_about_where_one_side_is_missing() -> None:
    """Without two views there is no gap."""
    assert not talk({"Q313": 5}, {}).conversation


@strategies.some_examples
@given(strategies.surveys())
def test_each_item_has_a_gap_that_counts_and_enters_the_practice_named(panel: Panel) -> None:
    """The practice named is the neediest of those whose level the item enters, and weights never rise."""
    result = mbi.assess(panel)
    for each in result.conversation:
        gaps = [gap for gap in result.scorecard.item(each.item).gaps if gap.counts]
        assert abs(each.gap) == max(abs(gap.value or 0.0) for gap in gaps)
        entered = [score.code for score in result.scorecard.practices if each.item in score.items]
        assert each.practice in entered
        assert each.need == max(result.priorities.practice(code).need for code in entered)
    weights = [each.weight for each in result.conversation]
    assert all(a >= b - 1e-9 for a, b in pairwise(weights))
    missing = {each.code for each in result.scorecard.items if any(gap.counts for gap in each.gaps)}
    linked = {code for score in result.scorecard.practices for code in score.items}
    assert {each.item for each in result.conversation} == missing & linked


def test_the_record_of_a_small_side_holds_no_numbers() -> None:
    """One unnamed respondent a side: a record of an item to talk about shows neither gap nor levels."""
    result = talk({"Q313": 5}, {"Q313": 1}, named=False)
    assert result.is_withheld
    assert not [number for each in result.conversation for number in numbers_of(each.to_record())]
    assert len(result.conversation) == 1
    assert result.conversation.to_records() == []


def test_all_of_it_as_records() -> None:
    """One a statement, in its order; a slice is a tuple."""
    found = talk({"Q313": 5, "Q322": 1}, {"Q313": 1, "Q322": 3}).conversation
    assert [each["item"] for each in found.to_records()] == [each.item for each in found]
    assert found[:1] == (found[0],)
    assert repr(found) == f"<Conversation on {', '.join(each.item for each in found)}>"


def test_what_was_agreed_stands_beside_the_two_views() -> None:
    """The gap and the views stay; the need is that of the agreed level; nothing of it where a side is small."""
    result = talk({"Q313": 5}, {"Q313": 1})
    (first,) = result.conversation
    assert (first.agreed, first.to_record()["agreed"]) == (None, None)
    (after,) = mbi.assess(result.panel.with_agreed({"Q313": 3})).conversation
    assert (after.agreed, after.gap, after.views) == (0.5, first.gap, first.views)
    assert after.need == pytest.approx(1 / 3)
    (hidden,) = mbi.assess(talk({"Q313": 5}, {"Q313": 1}, named=False).panel.with_agreed({"Q313": 3})).conversation
    assert hidden.to_record() == {"withheld": True}


def test_the_conversation_prints_as_a_table() -> None:
    """Both views, their gap and the practice in a terminal and a notebook; nothing where the side is small."""
    found = talk({"Q313": 5}, {"Q313": 1})
    row = next(line for line in str(found.conversation).splitlines() if line.startswith("Q313"))
    assert all(each in row for each in ("1.00", "0.00", "+1.00", "R07"))
    assert "R07" in found.conversation._repr_html_()
    kept_back = str(talk({"Q313": 5}, {"Q313": 1}, named=False).conversation)
    assert "Q313" not in kept_back
    assert "too few respondents" in kept_back
