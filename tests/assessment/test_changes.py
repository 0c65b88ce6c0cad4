"""Changes of levels and gaps, by hand and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.changes import Change, Changes, NodeChange, changes_of
from mbi_collab.survey.answers import Answer
from mbi_collab.survey.panel import Panel
from tests.strategies import packs, panels, sheet_of, small_pack, some_examples

SHEET = sheet_of(small_pack("ab"))
TARGETS = {"pa": 0.75, "pb": 0.75}


def two(first: dict[str, Answer], second: dict[str, Answer], **more: object) -> Panel:
    """One respondent a side; points 1, 2, 3 are worth 0, .5, 1."""
    sets = [mbi.AnswerSet("x", "S0", first), mbi.AnswerSet("y", "S1", second)]
    return Panel(SHEET, sets, **more)  # type: ignore[arg-type]


def change(then: Panel, now: Panel) -> Changes:
    return changes_of(then, now, TARGETS)


def test_levels_gaps_and_the_way_to_the_target() -> None:
    """Item a: (0 + .5)/2 = .25 becomes (.5 + .5)/2 = .5, half of the way to .75; its gap goes from -.5 to 0."""
    made = change(two({"a": 1, "b": 3}, {"a": 2, "b": 3}), two({"a": 2, "b": 3}, {"a": 2, "b": 3}))
    (item, _), practice = made.items, made.practices[0]
    assert (item.then, item.now, item.change, item.items) == (0.25, 0.5, 0.25, 1)
    assert item.by_side == (("S0", Change(0.0, 0.5)), ("S1", Change(0.5, 0.5)))
    assert item.gaps == (("S0", "S1", Change(-0.5, 0.0)),)
    assert item.gap_change == 0.5
    assert item.gap_closed is None  # it has no target
    assert practice.gap_closed == 0.5
    assert (made.overall.then, made.overall.now, made.overall.items) == (0.625, 0.75, 2)


@pytest.mark.parametrize(
    ("then", "now", "closed"),
    [(0.25, 0.75, 1.0), (0.25, 0.0, -0.5), (0.75, 1.0, None), (0.9, 0.1, None), (None, 1, None)],
)
def test_the_way_to_the_target_is_undefined_where_it_was_reached(
    then: float | None, now: float, closed: float | None
) -> None:
    assert NodeChange("p", "practice", then, now, (), (), 1, 0.75).gap_closed == closed


def test_an_item_that_one_of_the_two_left_out_changes_nothing() -> None:
    """Only a was rated both times: the whole is a alone, though the whole of today's answers is another."""
    made = change(two({"a": 1}, {"a": 1}), two({"a": 2, "b": 3}, {"a": 2, "b": "dk"}))
    assert (made.overall.then, made.overall.now, made.overall.items) == (0.0, 0.5, 1)
    assert (made.items[1].then, made.items[1].change, made.items[1].items) == (None, None, 0)


def test_no_change_comes_from_asking_another_side() -> None:
    """S0 says 0 both times; that S1 now says 1 is new, and no rise."""
    made = change(two({"a": 1}, {}), two({"a": 1}, {"a": 3}))
    assert made.items[0].change == 0.0
    assert made.items[0].by_side[1] == ("S1", Change(None, None))
    assert made.items[0].gap_change is None


def test_an_agreed_level_counts_for_everybody() -> None:
    """Then S0 alone said 0; in between they agreed on 1: the level is 1 now, S0's own view has not changed."""
    made = change(two({"a": 1}, {}), two({"a": 1}, {"a": 3}, agreed={"a": 3}))
    assert (made.items[0].then, made.items[0].now) == (0.0, 1.0)
    assert made.items[0].by_side[0] == ("S0", Change(0.0, 0.0))


def test_what_was_agreed_once_and_never_rated_the_other_time_is_no_change() -> None:
    for then, now in ((two({}, {}, agreed={"a": 3}), two({}, {})), (two({}, {}), two({}, {}, agreed={"a": 3}))):
        made = change(then, now)
        assert (made.items[0].then, made.items[0].now, made.overall.items) == (None, None, 0)


def test_nothing_answered_is_no_change() -> None:
    made = change(Panel(SHEET, []), two({"a": 1}, {}))
    assert [each.change for each in (made.overall, *made.items, *made.practices)] == [None] * 5


def test_withheld_records_hold_no_number() -> None:
    node = change(two({"a": 1}, {"a": 2}), two({"a": 2}, {"a": 2})).items[0]
    assert node.to_record(withheld=True) == {"code": "a", "kind": "item", "withheld": True}
    assert node.to_record()["gap_S0_S1_then"] == -0.5


@some_examples
@given(packs().flatmap(panels))
def test_a_panel_has_not_changed_from_itself_and_shows_its_own_numbers(panel: Panel) -> None:
    card = mbi.assess(panel).scorecard
    made = changes_of(panel, panel, {})
    nodes = [made.overall, *made.areas, *made.questions, *made.items, *made.practices]
    for node, score in zip(nodes, card, strict=True):
        assert (node.code, node.kind) == (score.code, score.kind)
        assert node.change in (0.0, None)
        assert node.now == pytest.approx(score.level, abs=1e-12)
        assert [level.now for _, level in node.by_side] == pytest.approx(
            [each.level for each in score.by_side], abs=1e-12
        )
        assert [gap.now for *_, gap in node.gaps] == pytest.approx([each.value for each in score.gaps], abs=1e-12)


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(panels(sheet), panels(sheet))))
def test_swapping_the_two_flips_every_sign(both: tuple[Panel, Panel]) -> None:
    there, back = changes_of(both[0], both[1], {}), changes_of(both[1], both[0], {})
    for name in ("areas", "questions", "items", "practices"):
        for one, other in zip(getattr(there, name), getattr(back, name), strict=True):
            assert (one.then, one.now, one.items) == (other.now, other.then, other.items)
            assert (one.items > 0) == (one.change is not None)
