"""The recommended order: equal to the reference model's, and what must hold of it whatever was answered."""

import copy

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.survey.panel import Panel
from tests import reference_model, strategies

CATALOGUE = mbi.load_catalogue()
NEAR = 1e-9


@given(strategies.surveys())
def test_every_step_is_that_of_the_reference_model(panel: Panel) -> None:
    """Practice, place, inherited priority, wave, «at least», sake and what to check first, step by step."""
    found = mbi.assess(panel).order
    expected = reference_model.assess(strategies.model_of(panel.questionnaire), strategies.answers_of(panel))
    assert [step.practice for step in found] == [step.practice for step in expected.order]
    for number, (step, exact) in enumerate(zip(found, expected.order, strict=True), start=1):
        node = expected.practices[step.practice]
        assert step.place == number == node.place
        assert step.inherited == pytest.approx(float(exact.inherited), abs=NEAR)
        assert (step.wave, step.wave_at_least) == (exact.wave, exact.at_least)
        assert step.for_the_sake_of == exact.for_sake_of
        assert tuple(each.practice for each in step.check_first) == node.check_first


def needs_of(sheet: mbi.Questionnaire) -> dict[str, set[str]]:
    """All that must come before each practice of the pack."""
    direct = {each.code: [need.code for need in each.requires] for each in sheet.catalogue.practices}

    def before(code: str) -> set[str]:
        return set(direct[code]).union(*(before(each) for each in direct[code]))

    return {code: before(code) for code in direct}


@strategies.some_examples
@given(strategies.surveys())
def test_the_order_is_one_of_the_open_practices(panel: Panel) -> None:
    """Each open practice stands in it once, and nothing else."""
    result = mbi.assess(panel)
    opened = sorted(each.practice for each in result.priorities if each.status == "open")
    assert sorted(step.practice for step in result.order) == opened


@strategies.some_examples
@given(strategies.surveys())
def test_no_step_comes_before_an_open_practice_it_waits_for(panel: Panel) -> None:
    """Prerequisites at any distance come first, also through practices that are not open."""
    needs = needs_of(panel.questionnaire)
    codes = [step.practice for step in mbi.assess(panel).order]
    for place, code in enumerate(codes):
        assert not needs[code] & set(codes[place:])


@strategies.some_examples
@given(strategies.surveys())
def test_a_wave_is_the_longest_chain_before(panel: Panel) -> None:
    """Wave 0 waits for nothing open; any other waits for a step of the wave before it, and for none of its own."""
    order = mbi.assess(panel).order
    needs, wave = needs_of(panel.questionnaire), {step.practice: step.wave for step in order}
    for code, own in wave.items():
        before = {wave[each] for each in needs[code] if each in wave}
        assert before == set() if own == 0 else max(before) == own - 1


@strategies.some_examples
@given(strategies.pack_data(), st.data())
def test_without_prerequisites_the_order_is_by_priority(tables: strategies.Data, data: st.DataObject) -> None:
    """A pack whose practices require nothing: first what is most urgent, for its own sake, nothing in waves."""
    free = copy.deepcopy(tables)
    for practice in free["practices"]:
        practice["requires"] = []
    result = mbi.assess(data.draw(strategies.panels(strategies.sheet_of(free))))
    opened = [each for each in result.priorities if each.status == "open"]
    assert [step.practice for step in result.order] == [each.practice for each in opened]
    assert [step.inherited for step in result.order] == [each.value for each in opened]
    assert all(step.wave == 0 and not step.wave_at_least and not step.check_first for step in result.order)
    assert all(step.for_the_sake_of is None and step.reasons[0].kind == "most-urgent" for step in result.order)


@strategies.some_examples
@given(strategies.surveys())
def test_a_step_placed_for_another_says_for_which(panel: Panel) -> None:
    """It inherits more than its own priority, from an open practice that waits for it and comes later."""
    result = mbi.assess(panel)
    needs, place = needs_of(panel.questionnaire), {step.practice: step.place for step in result.order}
    for step in result.order:
        own = step.priority.value
        assert own is not None
        assert step.inherited >= own
        if step.for_the_sake_of is None:
            assert step.inherited == pytest.approx(own, abs=2 * NEAR)
        else:
            assert step.practice in needs[step.for_the_sake_of]
            assert place[step.for_the_sake_of] > step.place
            assert result.order.practice(step.for_the_sake_of).priority.value == step.inherited > own
            assert step.reasons[0].codes == (step.for_the_sake_of,)


# ---------------------------------------------------------------------------------- hand cases


def equal(profile: str, point: int) -> mbi.Assessment:
    """Everybody who is asked gives every item of cio-cmo the same point."""
    sheet = CATALOGUE.questionnaire(profile)
    sets = [
        mbi.AnswerSet(side, side, {item.code: point for item in sheet.items if side in item.asked_of})
        for side in sheet.side_codes
    ]
    return mbi.assess(Panel(sheet, sets, named_chiefs=True))


@pytest.mark.system(7)
@pytest.mark.parametrize("profile", ["S006", "S006+", "extended"])
@pytest.mark.parametrize("point", [1, 2])
def test_the_three_ordered_steps_come_in_their_order(profile: str, point: int) -> None:
    """With all answers equal and low, R02 stands before R03 before R04."""
    codes = [step.practice for step in equal(profile, point).order]
    assert codes.index("R02") < codes.index("R03") < codes.index("R04")


@pytest.mark.system(12)
@given(st.dictionaries(st.sampled_from(["L01", "L02", "L03", "L04"]), st.booleans(), min_size=4))
@strategies.some_examples
def test_lasting_change_waits_for_roles_processes_and_teams(is_open: dict[str, bool]) -> None:
    """L07's wave is not 0 while one of L01 to L04 is open, whichever of them are."""
    assert {need.code for need in CATALOGUE.practice("L07").requires} == set(is_open)
    sheet = CATALOGUE.questionnaire("extended")
    rest = Panel(sheet, [mbi.AnswerSet("r", "rest", {"QL4": 1, "QL5": 1})])
    low = {code for code, opened in is_open.items() if opened}
    chief = mbi.AnswerSet(
        "c",
        "CIO",
        {item.code: 1 if low & set(item.primary) else 5 for item in sheet.items if "CIO" in item.asked_of},
    )
    order = mbi.assess(rest.with_answer_sets([*rest.answer_sets, chief])).order
    opened = {step.practice for step in order}
    assert low <= opened
    assert (order.practice("L07").wave > 0) == bool(opened & {"R01", "R02", "R03", "U01", "U04", *is_open})


@pytest.mark.system(12)
@pytest.mark.parametrize("opened", ["L01", "L02", "L03", "L04"])
def test_one_open_prerequisite_alone_keeps_lasting_change_waiting(opened: str) -> None:
    """All is in place but one of the four and the acceptance in the company: L07 comes second, in wave 1."""
    tables = strategies.small_pack(["L01", "L02", "L03", "L04", "L07"], requires={"L07": ["L01", "L02", "L03", "L04"]})
    answers: dict[str, int | str] = {"L01": 3, "L02": 3, "L03": 3, "L04": 3, "L07": 1}
    answers[opened] = 1
    order = mbi.assess(Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", answers)])).order
    assert [(step.practice, step.wave) for step in order] == [(f"p{opened}", 0), ("pL07", 1)]


def small(answers: dict[str, int | str], requires: dict[str, list[str]], **more: object) -> mbi.Assessment:
    """Assess one side's answers to the small pack."""
    tables = strategies.small_pack(["a", "b", "c", "d"], requires=requires) | more
    return mbi.assess(Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", answers)], named_chiefs=True))


def test_a_practice_is_placed_for_the_sake_of_a_more_urgent_one() -> None:
    """C needs a; a is less urgent than b, but c is more urgent than both: a, c, b."""
    tables = strategies.small_pack(["a", "b", "c"], requires={"c": ["a"]})
    tables["scales"][0]["points"] = [{"code": str(at + 1), "value": at / 10, "text": "point"} for at in range(11)]
    answers: dict[str, int | str] = {"a": 7, "b": 4, "c": 1}
    alone = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", answers)], named_chiefs=True)
    result = mbi.assess(alone)
    assert [each.practice for each in result.priorities] == ["pc", "pb", "pa"]
    assert [step.practice for step in result.order] == ["pa", "pc", "pb"]
    first = result.order[0]
    assert first.for_the_sake_of == "pc"
    assert first.inherited == result.priorities.practice("pc").value
    assert (first.reasons[0].kind, first.reasons[0].codes) == ("needed-by", ("pc",))
    assert "pa" in result.headline()
    assert "pc" in result.headline()


def test_an_unknown_prerequisite_neither_blocks_nor_counts_as_done() -> None:
    """B needs a, of which nothing is known: b can start, «at least» in wave 0, and a's item is to be asked first."""
    step = small({"b": 1}, {"b": ["a"]}).order[0]
    assert (step.practice, step.wave, step.wave_at_least) == ("pb", 0, True)
    assert [(each.practice, each.items) for each in step.check_first] == [("pa", ("a",))]


def test_a_prerequisite_in_place_is_done() -> None:
    """A is in place: b starts in wave 0, and nothing is to be checked."""
    step = small({"a": 3, "b": 1}, {"b": ["a"]}).order[0]
    assert (step.practice, step.wave, step.wave_at_least, step.check_first) == ("pb", 0, False, ())


def test_a_prerequisite_outside_the_profile_is_to_be_checked() -> None:
    """A is not in the profile: it does not block, its items are named, and the wave is certain."""
    profile = {"code": "P", "items": ["a", "b"], "practices": ["pb"], "title": "b", "text": "b alone"}
    step = small({"a": 1, "b": 1}, {"b": ["a"]}, profiles=[profile]).order[0]
    assert (step.practice, step.wave, step.wave_at_least) == ("pb", 0, False)
    assert [each.practice for each in step.check_first] == ["pa"]


def test_what_waits_through_a_practice_in_place_waits() -> None:
    """C needs b, which is in place and needs a, which is open: a, then c in wave 1."""
    order = small({"a": 1, "b": 3, "c": 1}, {"b": ["a"], "c": ["b"]}).order
    assert [(step.practice, step.wave) for step in order] == [("pa", 0), ("pc", 1)]


def test_the_lanes_hold_what_is_quick_and_what_is_long() -> None:
    """Low effort and not long: quick; high effort or long: to be started early; the others stand in neither."""
    kinds = {"a": ("low", "short"), "b": ("low", "long"), "c": ("high", "short"), "d": ("medium", "medium")}
    tables = strategies.small_pack(kinds)
    for practice, (effort, horizon) in zip(tables["practices"], kinds.values(), strict=True):
        practice |= {"effort": effort, "horizon": horizon}
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", dict.fromkeys(kinds, 1))])
    order = mbi.assess(panel).order
    assert [step.practice for step in order.quick_wins] == ["pa"]
    assert {step.practice for step in order.long_leads} == {"pb", "pc"}


def test_a_reason_says_whether_both_sides_see_the_need() -> None:
    """Mostly shared need: both see it; mostly disputed: only the side with the lower level does."""
    sheet = strategies.sheet_of(strategies.small_pack(["a", "b"]))
    sets = [mbi.AnswerSet("x", "S0", {"a": 1, "b": 3}), mbi.AnswerSet("y", "S1", {"a": 1, "b": 2})]
    order = mbi.assess(Panel(sheet, sets, named_chiefs=True)).order
    kinds = {step.practice: [(each.kind, each.codes) for each in step.reasons[1:]] for step in order}
    assert kinds == {"pa": [("both-see-it", ())], "pb": [("one-side-sees-it", ("S1",))]}


def test_who_rated_other_statements_sees_no_need_together() -> None:
    """Both stand below the target, or one of them; a statement that both rated makes it one need."""
    sheet, found = mbi.load_catalogue().questionnaire("S006"), []
    for cio, cmo in (
        ({"Q332a": 2}, {"Q332b": 3}),
        ({"Q332a": 5}, {"Q332b": 2}),
        ({"Q332a": 2}, {"Q332a": 3, "Q332b": 3}),
    ):
        sets = [mbi.AnswerSet("x", "CIO", cio), mbi.AnswerSet("y", "CMO", cmo)]
        step = mbi.assess(Panel(sheet, sets, named_chiefs=True)).order.practice("L06")
        found.append([(each.kind, each.codes) for each in step.reasons[1:]])
    assert found == [[("seen-apart", ("CIO", "CMO"))], [("seen-apart", ("CMO",))], [("both-see-it", ())]]


def test_a_look_up_of_what_is_not_open_says_so() -> None:
    """The order knows its open practices only, and names them."""
    order = small({"a": 1, "b": 3}, {}).order
    assert order.practice("pa") is order[0]
    with pytest.raises(LookupError, match=r"'pb' is not an open practice .*pa"):
        order.practice("pb")


def test_the_order_is_a_sequence_and_a_table() -> None:
    """It has a length, slices, one record a step, and one row a step."""
    order = equal("S006+", 2).order
    assert order[:2] == tuple(order)[:2]
    assert [record["practice"] for record in order.to_records()] == [step.practice for step in order]
    assert len(order.table().rows) == len(order)
    assert str(order) == order.table().to_text()
    assert repr(order).startswith("<Order: ")
    assert repr(attrs.evolve(order, steps=())) == "<Order: nothing open>"


def test_a_practice_that_is_only_indicated_is_marked_in_the_order() -> None:
    """Wherever it is shown; where a side is too small to be broken out, not even that is told."""
    sheet = mbi.load_catalogue().questionnaire("S006")
    sets = [mbi.AnswerSet(side, side, {item.code: 1 for item in sheet.items}) for side in ("CIO", "CMO")]
    shown = {named: str(mbi.assess(Panel(sheet, sets, named_chiefs=named)).order) for named in (True, False)}
    assert "(indicated)" in shown[True]
    assert "(indicated)" not in shown[False]
