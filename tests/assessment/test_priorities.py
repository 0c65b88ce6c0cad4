"""Needs and priorities: equal to the reference model's, and what must hold of them whatever was answered."""

import copy
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.priorities import PARTS
from mbi_collab.survey.panel import Panel
from tests import reference_model, strategies

CATALOGUE = mbi.load_catalogue()
NEAR = 1e-9
STATUSES = {"open": "open", "in-place": "in place", "not-assessed": "not assessed"}

targets = st.one_of(
    st.none(),
    st.dictionaries(st.sampled_from(["p0", "p1", "A0"]), st.sampled_from([0.2, 0.5, 0.8, 1.0]), max_size=2),
)
weights = st.one_of(
    st.none(),
    st.dictionaries(st.sampled_from(reference_model.CRITERIA), st.sampled_from([0.0, 0.3, 1.0, 4.0])).filter(
        lambda given_: any(given_.values())
    ),
)


def known_targets(sheet: mbi.Questionnaire, given_: dict[str, float] | None) -> dict[str, float] | None:
    """Leave out the targets of what the profile lacks."""
    known = {practice.code for practice in sheet.practices} | {area.code for area in sheet.areas}
    return None if given_ is None else {code: target for code, target in given_.items() if code in known}


@given(strategies.surveys(), targets, weights)
def test_every_number_is_that_of_the_reference_model(
    panel: Panel, wanted: dict[str, float] | None, counting: dict[str, float] | None
) -> None:
    """Status, need, criteria, contributions, priority and rank are what the second implementation finds."""
    sheet = panel.questionnaire
    wanted = known_targets(sheet, wanted)
    found = mbi.assess(panel, targets=wanted, criterion_weights=counting).priorities
    expected = reference_model.assess(strategies.model_of(sheet, wanted, counting), strategies.answers_of(panel))
    assert [each.practice for each in found if each.status == "open"] == expected.ranking
    for priority in found:
        node = expected.practices[priority.practice]
        assert STATUSES[priority.status] == node.status
        assert priority.rank == node.rank
        assert (priority.shared_need, priority.disputed_need) == near(node.need.shared, node.need.disputed)
        assert priority.need == near(node.need.total)
        if node.priority is None or node.contributions is None:
            assert (priority.value, priority.contributions) == (None, ())
            continue
        assert priority.value == near(node.priority)
        shared, disputed, leverage, ease = priority.contributions
        assert shared.points + disputed.points == near(node.contributions["need"])
        assert (leverage.points, ease.points) == near(node.contributions["leverage"], node.contributions["ease"])
        assert (leverage.value, ease.value) == near(node.leverage, node.ease)


def near(*exact: Fraction) -> object:
    floats = [float(each) for each in exact]
    return pytest.approx(tuple(floats) if len(floats) > 1 else floats[0], abs=NEAR)


@strategies.some_examples
@given(strategies.surveys(), weights)
def test_contributions_add_up(panel: Panel, counting: dict[str, float] | None) -> None:
    """The four contributions sum to the priority, the two parts to the need; none is negative."""
    result = mbi.assess(panel, criterion_weights=counting)
    for priority in result.priorities:
        assert priority.shared_need >= 0.0
        assert priority.disputed_need >= 0.0
        assert priority.shared_need + priority.disputed_need == priority.need <= 1.0
        if priority.status != "open":
            assert priority.need == 0.0
            continue
        assert tuple(each.part for each in priority.contributions) == PARTS
        assert sum(each.points for each in priority.contributions) == pytest.approx(priority.value, abs=NEAR)
        assert all(0.0 <= each.value <= 1.0 for each in priority.contributions)
        assert sum(weight for _, weight in result.settings.weights) == pytest.approx(1.0)


@strategies.some_examples
@given(strategies.surveys())
def test_what_is_open_lies_below_its_target(panel: Panel) -> None:
    """Open: the careful level is below the target; in place: it is not; not assessed: no level, or only indicated."""
    result = mbi.assess(panel)
    for priority in result.priorities:
        score = result.scorecard.practice(priority.practice)
        if priority.status == "open":
            assert score.careful is not None
            assert score.careful < priority.target
            assert priority.need > 0.0
        elif priority.status == "in-place":
            assert score.careful is not None
            assert score.careful >= priority.target - NEAR
            assert not score.indicated
        else:
            assert score.level is None or score.indicated


@strategies.some_examples
@given(strategies.surveys())
def test_careful_lies_between_the_least_satisfied_side_and_the_level(panel: Panel) -> None:
    """The careful level of an item is never above its level nor below the lowest side's."""
    for score in mbi.assess(panel).scorecard.items:
        said = [each.level for each in score.by_side if each.level is not None]
        if score.careful is not None and score.level is not None:
            assert min(said) - NEAR <= score.careful <= score.level + NEAR


@pytest.mark.system(8)
@strategies.some_examples
@given(strategies.surveys(), weights, st.data())
def test_lowering_an_answer_never_lowers_a_priority(
    panel: Panel, counting: dict[str, float] | None, data: st.DataObject
) -> None:
    """One point lowered: every open practice whose level the item enters stays open, at no lower priority."""
    points = [
        (at, code, answer)
        for at, each in enumerate(panel.answer_sets)
        for code, answer in each.answers
        if isinstance(answer, int) and answer > 1
    ]
    assume(points)
    at, code, answer = data.draw(st.sampled_from(points))
    sets = list(panel.answer_sets)
    lower = data.draw(st.integers(1, answer - 1))
    sets[at] = attrs.evolve(sets[at], answers=dict(sets[at].answers) | {code: lower})
    before = mbi.assess(panel, criterion_weights=counting)
    after = mbi.assess(panel.with_answer_sets(sets), criterion_weights=counting)
    for score in before.scorecard.practices:
        was, now = before.priorities.practice(score.code), after.priorities.practice(score.code)
        if code in score.items and was.value is not None:
            assert now.value is not None
            assert now.value >= was.value - NEAR


@strategies.some_examples
@given(strategies.pack_data(), st.data())
def test_adding_a_practice_changes_only_what_it_waits_for(tables: strategies.Data, data: st.DataObject) -> None:
    """A profile with one more practice: status and need of all others stay, and priority but for its prerequisites'."""
    there = tables["profiles"][0]["practices"]
    added = data.draw(st.sampled_from(there))
    fewer = copy.deepcopy(tables)
    fewer["profiles"][0]["practices"] = [code for code in there if code != added]
    panel = data.draw(strategies.panels(strategies.sheet_of(tables)))
    after = mbi.assess(panel).priorities
    before = mbi.assess(attrs.evolve(panel, questionnaire=strategies.sheet_of(fewer))).priorities
    needs = {each["code"]: [need["code"] for need in each["requires"]] for each in tables["practices"]}
    for old in before:
        new = after.practice(old.practice)
        assert new.status == old.status
        assert (new.shared_need, new.disputed_need) == pytest.approx((old.shared_need, old.disputed_need), abs=NEAR)
        if old.practice not in ancestors(added, needs):
            assert new.value == pytest.approx(old.value, abs=NEAR)
        elif old.value is not None:
            assert new.value is not None
            assert new.value >= old.value - NEAR


def ancestors(code: str, needs: dict[str, list[str]]) -> set[str]:
    """All that must come before a practice."""
    return set(needs[code]).union(*(ancestors(each, needs) for each in needs[code]))


@strategies.some_examples
@given(strategies.surveys())
def test_ranks_are_one_after_the_other(panel: Panel) -> None:
    """Open practices come first, ranked 1, 2, 3, …, by priority that never rises; the others have no rank."""
    found = mbi.assess(panel).priorities
    opened = [each for each in found if each.status == "open"]
    assert list(found)[: len(opened)] == opened
    assert [each.rank for each in opened] == list(range(1, len(opened) + 1))
    values = [each.value or 0.0 for each in opened]
    assert all(first >= second - NEAR for first, second in pairwise(values))
    assert all(each.rank is None and each.value is None for each in found if each.status != "open")


# ---------------------------------------------------------------------------------- hand cases


def small(
    answers: dict[str, dict[str, int | str]], *, targets: dict[str, float] | None = None, **options: object
) -> mbi.Assessment:
    """Assess a panel of the small pack, one answer set a side."""
    sheet = strategies.sheet_of(strategies.small_pack(["a", "b", "c"], **options))  # type: ignore[arg-type]
    sets = [mbi.AnswerSet(who, who, given_) for who, given_ in answers.items()]
    return mbi.assess(Panel(sheet, sets, named_chiefs=True), targets=targets)


def test_need_is_shared_and_disputed() -> None:
    """S0 says .5, S1 says 0: level .25, careful .125; of target .75 two thirds are missing for both, a sixth for S1."""
    priority = small({"S0": {"a": 2}, "S1": {"a": 1}}).priorities.practice("pa")
    assert priority.shared_need == pytest.approx(2 / 3)
    assert priority.disputed_need == pytest.approx(1 / 6)
    # .75 · 5/6 + .15 · 0 + .1 · ½
    assert priority.value == pytest.approx(67.5)


def test_one_satisfied_side_does_not_hide_the_other() -> None:
    """S0 at 1, S1 at .5: the level .75 meets the target, the careful level .625 does not; all need is disputed."""
    priority = small({"S0": {"a": 3}, "S1": {"a": 2}}).priorities.practice("pa")
    assert priority.status == "open"
    assert priority.shared_need == 0.0
    assert priority.disputed_need == pytest.approx(1 / 6)


@pytest.mark.parametrize(("target", "status"), [(0.5, "in-place"), (0.500000001, "open"), (0.5000000001, "in-place")])
def test_a_level_on_the_target_is_in_place(target: float, status: str) -> None:
    """Compared at nine decimals: on the target is in place, a billionth below it is open, less is nothing."""
    assert small({"S0": {"a": 2}, "S1": {"a": 2}}, targets={"pa": target}).priorities.practice("pa").status == status


def test_targets_of_practice_area_and_pack() -> None:
    """A practice's own target goes before its area's, that before the pack's."""
    found = small({"S0": {"a": 1}}, targets={"pa": 0.3, "A": 0.6}).priorities
    assert [found.practice(code).target for code in ("pa", "pb", "pc")] == [0.3, 0.6, 0.6]
    assert small({"S0": {"a": 1}}).priorities.practice("pa").target == 0.75


def test_leverage_is_what_waits() -> None:
    """B waits for a and c for b, both wholly needed: a's leverage is 2/3, b's 1/3, through the chain."""
    found = small({"S0": {"a": 1, "b": 1, "c": 1}}, requires={"b": ["a"], "c": ["b"]}).priorities
    values = {each.practice: {part.part: part.value for part in each.contributions} for each in found}
    assert [values[code]["leverage"] for code in ("pa", "pb", "pc")] == pytest.approx([2 / 3, 1 / 3, 0.0])


def test_leverage_goes_through_a_practice_in_place() -> None:
    """B is in place, c needs it: what waits for c's need still counts for a."""
    found = small({"S0": {"a": 1, "b": 3, "c": 1}}, requires={"b": ["a"], "c": ["b"]}).priorities
    assert found.practice("pb").status == "in-place"
    assert found.practice("pa").contributions[2].value == pytest.approx(1 / 3)


def test_an_indicated_practice_is_never_in_place_and_needs_half() -> None:
    """In S006, R02 is only hinted at: with the best answers it is not assessed, with the worst it needs half."""
    sheet = CATALOGUE.questionnaire("S006")
    for point, status, need in ((5, "not-assessed", 0.0), (1, "open", 0.5)):
        panel = Panel(sheet, [mbi.AnswerSet("a", "CIO", {item.code: point for item in sheet.items})])
        priority = mbi.assess(panel).priorities.practice("R02")
        assert (priority.status, priority.need) == (status, need)


def test_ties_go_to_the_lower_effort_then_the_code() -> None:
    """Equal priorities, ease left out: the practice of low effort first, then by code."""
    tables = strategies.small_pack(["a", "b", "c"])
    tables["practices"][1]["effort"] = "high"
    tables["practices"][2]["effort"] = "low"
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 2, "b": 2, "c": 2})])
    assert [each.practice for each in mbi.assess(panel, criterion_weights={"need": 1}).priorities] == ["pc", "pa", "pb"]


def test_an_unknown_practice_names_the_nearest() -> None:
    """A look-up by a wrong code says what may have been meant."""
    with pytest.raises(LookupError, match="Did you mean 'pa'"):
        small({"S0": {"a": 1}}).priorities.practice("pA")


def test_priorities_without_any_practice_are_empty() -> None:
    """A profile may judge no practice; its priorities are an empty table."""
    tables = strategies.small_pack(["a"])
    tables["profiles"][0]["practices"] = []
    result = mbi.assess(Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 2})]))
    assert len(result.priorities) == len(result.order) == 0
    assert str(result.priorities)


def test_the_table_shows_open_practices_with_what_adds_up() -> None:
    """One row an open practice, as many columns as parts and the sum."""
    table = small({"S0": {"a": 1, "b": 3}}).priorities.table()
    assert len(table.rows) == 1
    assert len(table.columns) == 2 + 1 + len(PARTS)


def test_records_hold_the_sum() -> None:
    """A record's points add up to its value."""
    record = small({"S0": {"a": 1}}).priorities.to_records()[0]
    points = [value for key, value in record.items() if key.startswith("points_")]
    assert sum(points) == pytest.approx(record["value"])  # type: ignore[arg-type]
