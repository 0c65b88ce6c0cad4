"""What of each node may be handed on, and that records and tables hand on just that."""

from collections.abc import Mapping
from itertools import product

import attrs
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.shown import NOTHING, all_of
from tests.strategies import packs, sheet_of, small_pack, some_examples

SHEET = sheet_of(small_pack("abc"))


def rated(*small: Mapping[str, int | str], agreed: dict[str, int] | None = None) -> mbi.Assessment:
    """Return four people of S0 who rate everything, and some of S1."""
    sets = [mbi.AnswerSet(f"many-{at}", "S0", dict.fromkeys("abc", 2)) for at in range(4)]
    sets += [mbi.AnswerSet(f"few-{at}", "S1", answers) for at, answers in enumerate(small)]
    panel = mbi.Panel(SHEET, sets, agreed=agreed or {})
    return mbi.assess(panel)


def test_a_large_group_hands_on_everything() -> None:
    card = rated(*[{"a": 3}] * 4).scorecard
    assert {card.shown(each) for each in card} == {all_of(card.panel)}
    assert all_of(card.panel).is_all


def test_a_small_side_hands_on_nothing_below_its_areas_and_all_of_them_if_it_answered_all() -> None:
    card = rated({"a": 1, "b": 2, "c": 3}).scorecard
    assert all(card.shown(each) == NOTHING for each in (*card.questions, *card.items, *card.practices))
    assert card.shown(card.area("A")) == card.shown(card.overall) == all_of(card.panel)
    record = card.to_records()[1]
    assert (record["withheld"], record["level"], record["gap"], record["level_S1"]) == (False, 0.5, 0.0, 0.5)


def test_with_an_answer_missing_an_area_hands_on_the_sides_and_counts_alone() -> None:
    """What is withheld has its column in the records, empty, and is named in the table."""
    card = rated({"a": 2, "b": 2, "c": "dk"}).scorecard
    shown = card.shown(card.area("A"))
    assert (shown.sides, shown.side_bounds) == (("S0", "S1"), ("S0",))
    assert (shown.level, shown.bounds, shown.counts, shown.is_all) == (False, False, True, False)
    record, whole = card.to_records()[1], rated(*[{"a": 1}] * 4).scorecard.to_records()[1]
    assert record.keys() == whole.keys()
    hidden = {name for name, value in record.items() if value is None and whole[name] is not None}
    assert hidden == {"level", "low", "high", "coverage", "gap", "standing", "standing_side"}
    assert (record["withheld"], record["level_S1"], record["answered_S1"], record["asked"]) == (True, 0.5, 2, 15)
    assert card.table().rows[1][1:] == ("withheld", "0.50", "0.50", "withheld", "withheld", "14 of 15")


def test_people_who_were_not_heard_hide_no_bounds() -> None:
    """They lack every item alike, so that the bounds follow from the level."""
    sets = [mbi.AnswerSet(side, side, dict.fromkeys("abc", 2)) for side in ("S0", "S1")]
    card = mbi.assess(mbi.Panel(SHEET, sets, population={"S1": 9})).scorecard
    assert card.shown(card.overall).is_all
    assert card.overall.side("S1").high == pytest.approx((0.5 + 8) / 9)


def test_what_the_chiefs_agreed_on_is_no_way_to_the_other_items() -> None:
    card = rated(*[dict.fromkeys("abc", 2)] * 2, agreed={"a": 3}).scorecard
    assert (card.shown(card.area("A")).level, card.shown(card.area("A")).sides) == (False, ("S0", "S1"))


def test_records_do_not_tell_by_the_last_bit_in_which_order_answers_were_added() -> None:
    """One third and one, or one and one third: their sums differ in the last place."""
    one = rated({"a": 3, "b": 1, "c": 1}, {"a": "dk", "b": 2, "c": 1}, {"a": "dk", "b": 2, "c": 1})
    other = rated({"a": 1, "b": 3, "c": 1}, {"a": 2, "b": "dk", "c": 1}, {"a": 2, "b": "dk", "c": 1})
    assert one.scorecard.to_records()[:2] == other.scorecard.to_records()[:2]


def told(card: Scorecard, area: str) -> dict[str, float]:
    """Return every number of sides together that is told of an area and of the whole."""
    found = {}
    for name, score in (("area", card.area(area)), ("overall", card.overall)):
        if card.shown(score).level and score.level is not None:
            found[name] = score.level
            found |= {f"{name} {gap.first} {gap.second}": gap.value for gap in score.gaps if gap.value is not None}
        if card.shown(score).bounds and score.low is not None and score.high is not None:
            found |= {f"{name} low": score.low, f"{name} high": score.high}
    return found


@some_examples
@given(packs(minimum=False, fewest_sides=2))
def test_whichever_answer_moves_the_level_of_a_side_the_rest_moves_in_proportion(sheet: mbi.Questionnaire) -> None:
    """So the rest tells of the side's answers to an area nothing that its level does not."""
    base = {side: {item.code: 1 for item in sheet.items if side in item.asked_of} for side in sheet.side_codes}

    def card(side: str = "", item: str = "") -> Scorecard:
        """Return one person a side, one of whom gives one item another point."""
        rows = {each: row | ({item: 2} if each == side else {}) for each, row in base.items()}
        return mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet(each, each, row) for each, row in rows.items()])).scorecard

    before = card()
    for side, area in product(sheet.side_codes, before.areas):
        moves = [card(side, item) for item in area.items if item in base[side]]
        levels = [each.area(area.code).side(side).level or 0.0 for each in (before, *moves)]
        for name, then in told(before, area.code).items():
            pairs = zip(moves, levels[1:], strict=True)
            ratios = [(told(after, area.code)[name] - then) / (level - levels[0]) for after, level in pairs]
            assert ratios == pytest.approx(ratios[:1] * len(ratios), abs=1e-9), name


def test_the_same_is_handed_on_whoever_sits_on_which_side() -> None:
    swapped = [
        attrs.evolve(each, side={"S0": "S1", "S1": "S0"}[each.side]) for each in rated({"a": 1}).panel.answer_sets
    ]
    card = mbi.assess(mbi.Panel(SHEET, swapped)).scorecard
    assert card.shown(card.area("A")).sides == ("S1",)
