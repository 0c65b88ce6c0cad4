"""The scorecard's numbers: equal to the reference model's, and what must hold of them whatever was answered."""

import copy
import statistics
from collections.abc import Iterable, Mapping
from random import Random

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.scorecard import Score, Scorecard
from mbi_collab.assessment.sides import SideScore
from mbi_collab.survey.panel import Panel
from tests import reference_model, strategies

CATALOGUE = mbi.load_catalogue()
NEAR = 1e-9


def same(ours: float | None, exact: object) -> bool:
    """Whether a number equals one of the reference model; nothing equals nothing."""
    if ours is None or exact is None:
        return ours is exact
    return abs(ours - float(exact)) <= NEAR  # type: ignore[arg-type]


def differences(score: Score, node: reference_model.Node) -> list[str]:
    """Say which numbers of a score are not those of the reference's node."""
    pairs: list[tuple[str, float | None, object]] = [
        ("level", score.level, node.level),
        ("level_both", score.level_both, node.level_both),
        ("low", score.low, node.low),
        ("high", score.high, node.high),
        ("coverage", score.coverage, node.coverage),
    ]
    for side in score.by_side:
        pairs += [
            (f"level {side.side}", side.level, node.by_side[side.side]),
            (f"low {side.side}", side.low, node.low_by_side[side.side]),
            (f"high {side.side}", side.high, node.high_by_side[side.side]),
        ]
    pairs += [(f"gap {each.first}-{each.second}", each.value, node.gap[each.first, each.second]) for each in score.gaps]
    if isinstance(node, reference_model.ItemResult | reference_model.PracticeResult):
        pairs.append(("careful", score.careful, node.careful))
    return [f"{score.code} {name}: {ours} is not {exact}" for name, ours, exact in pairs if not same(ours, exact)]


def scorecard_of(panel: Panel) -> Scorecard:
    return mbi.assess(panel).scorecard


def scores(panel: Panel) -> list[Score]:
    return list(scorecard_of(panel))


@given(strategies.surveys())
def test_every_number_is_that_of_the_reference_model(panel: Panel) -> None:
    """Levels, bounds, coverage and gaps of every node are what the second implementation finds."""
    card = scorecard_of(panel)
    expected = reference_model.assess(strategies.model_of(panel.questionnaire), strategies.answers_of(panel))
    assert [each.code for each in card.questions] == [each.code for each in panel.questionnaire.questions]
    assert {each.code for each in card.areas} == expected.areas.keys()
    assert {each.code for each in card.practices} == expected.practices.keys()
    wrong = differences(card.overall, expected.overall)
    for kind in ("areas", "questions", "items", "practices"):
        nodes = getattr(expected, kind)
        wrong += [text for each in getattr(card, kind) for text in differences(each, nodes[each.code])]
    assert not wrong


@strategies.some_examples
@given(strategies.surveys())
def test_a_practice_says_on_what_it_rests_as_the_reference_model_does(panel: Panel) -> None:
    """Whether it is only indicated, and on how many items each gap rests."""
    expected = reference_model.assess(strategies.model_of(panel.questionnaire), strategies.answers_of(panel))
    for score in scorecard_of(panel).practices:
        node = expected.practices[score.code]
        assert score.indicated == node.indicated
        assert {(gap.first, gap.second): gap.items for gap in score.gaps} == node.gap_items


@pytest.mark.parametrize("profile", ["S006", "S006+", "extended"])
@settings(max_examples=8)
@given(data=st.data())
def test_the_packaged_pack_equals_the_reference_model(profile: str, data: st.DataObject) -> None:
    """The same for each profile of cio-cmo, whose pack has more items than a random one."""
    panel = data.draw(_quick_panels(profile))
    card = scorecard_of(panel)
    expected = reference_model.assess(strategies.model_of(panel.questionnaire), strategies.answers_of(panel))
    wrong = differences(card.overall, expected.overall)
    for kind in ("areas", "questions", "items", "practices"):
        nodes = getattr(expected, kind)
        wrong += [text for each in getattr(card, kind) for text in differences(each, nodes[each.code])]
    assert not wrong


def _quick_panels(profile: str) -> st.SearchStrategy[Panel]:
    """Panels of a long questionnaire, drawn from a generator of random numbers to be quick."""
    sheet = CATALOGUE.questionnaire(profile)

    def panel(random: Random) -> Panel:
        answer_sets = [
            mbi.AnswerSet(f"{side}{person}", side, _row(sheet, side, random))
            for side in sheet.side_codes
            for person in range(random.randrange(4))
        ]
        return Panel(sheet, answer_sets or [mbi.AnswerSet("one", sheet.side_codes[0], {})])

    return st.randoms(use_true_random=False).map(panel)


def _row(sheet: mbi.Questionnaire, side: str, random: Random) -> dict[str, int | str]:
    asked = [item.code for item in sheet.items if side in item.asked_of]
    drawn = {code: strategies.answer_of(random.randrange(8) - 2, 5) for code in asked}
    return {code: answer for code, answer in drawn.items() if answer is not None}


# --------------------------------------------------------------------------------- invariants


@strategies.some_examples
@given(strategies.surveys(), st.randoms(use_true_random=False))
def test_who_of_a_side_gave_which_answers_changes_nothing(panel: Panel, random: Random) -> None:
    """Answer sets change hands within their sides and arrive in another order: every number stays, to the bit."""
    mixed: list[mbi.AnswerSet] = []
    for side in panel.questionnaire.side_codes:
        there = list(panel.respondents_of(side))
        names = [each.respondent for each in there]
        random.shuffle(names)
        mixed += [attrs.evolve(each, respondent=name) for each, name in zip(there, names, strict=True)]
    random.shuffle(mixed)
    before, after = mbi.assess(panel), mbi.assess(panel.with_answer_sets(mixed))
    assert list(before.scorecard) == list(after.scorecard)
    assert list(before.priorities) == list(after.priorities)
    assert list(before.order) == list(after.order)


@strategies.some_examples
@given(strategies.surveys(), st.randoms(use_true_random=False))
def test_the_order_of_answers_within_an_answer_set_changes_nothing(panel: Panel, random: Random) -> None:
    """The same answers entered in another order make the same panel and the same assessment."""
    mixed = []
    for each in panel.answer_sets:
        pairs = list(each.answers)
        random.shuffle(pairs)
        mixed.append(mbi.AnswerSet(each.respondent, each.side, dict(pairs)))
    assert mbi.assess(panel.with_answer_sets(mixed)) == mbi.assess(panel)


@strategies.some_examples
@given(strategies.pack_data(), st.data())
def test_the_order_of_items_in_the_pack_changes_nothing(tables: strategies.Data, data: st.DataObject) -> None:
    """Control questions and items listed from the last to the first give the same numbers, priorities and order."""
    panel = data.draw(strategies.panels(strategies.sheet_of(tables)))
    turned = copy.deepcopy(tables)
    turned["questions"] = [each | {"items": each["items"][::-1]} for each in turned["questions"][::-1]]
    again = attrs.evolve(panel, questionnaire=strategies.sheet_of(turned))
    before, after = mbi.assess(panel), mbi.assess(again)
    assert {each.code: numbers(each) for each in before.scorecard} == {
        each.code: pytest.approx(numbers(each), abs=NEAR) for each in after.scorecard
    }
    assert [each.practice for each in before.order] == [each.practice for each in after.order]


def numbers(score: Score) -> dict[str, float | None]:
    """Every number of a score."""
    found = {name: getattr(score, name) for name in ("level", "level_both", "careful", "low", "high", "coverage")}
    found |= {f"{name} {each.side}": getattr(each, name) for each in score.by_side for name in ("level", "low", "high")}
    return found | {f"gap {each.first} {each.second}": each.value for each in score.gaps}


@strategies.some_examples
@given(strategies.packs(everyone=True, fewest_sides=2), st.data())
def test_swapping_the_answers_of_two_sides_flips_their_gap(sheet: mbi.Questionnaire, data: st.DataObject) -> None:
    """Where two sides change places, each gap between them changes its sign and nothing else, to the bit."""
    panel = data.draw(strategies.panels(sheet))
    first, second = sheet.side_codes[:2]
    other = {first: second, second: first}
    swapped = Panel(
        sheet,
        [attrs.evolve(each, side=other.get(each.side, each.side)) for each in panel.answer_sets],
        population={other.get(side, side): people for side, people in panel.population},
    )
    for before, after in zip(scores(panel), scores(swapped), strict=True):
        ours, theirs = before.gaps[0], after.gaps[0]
        assert (ours.first, ours.second) == (theirs.first, theirs.second) == (first, second)
        assert ours.value == (None if theirs.value is None else -theirs.value)
        assert (ours.items, ours.counts) == (theirs.items, theirs.counts)
        assert before.side(first).level == after.side(second).level
        assert same(before.level, after.level)
        if before.standing.kind == "seen-better-by" and before.standing.side == first and len(sheet.sides) == 2:
            assert after.standing.side == second


@strategies.some_examples
@given(strategies.surveys())
def test_a_level_lies_within_its_bounds(panel: Panel) -> None:
    """Low ≤ level ≤ high for every node, combined and per side, and all of them in [0, 1]."""
    for score in scores(panel):
        nodes: tuple[Score | SideScore, ...] = (score, *score.by_side)
        for each in nodes:
            assert (each.low is None) == (each.high is None)
            if each.low is not None and each.high is not None:
                assert 0.0 <= each.low <= each.high <= 1.0
            if each.level is not None:
                assert each.low is not None
                assert each.high is not None
                assert each.low <= each.level <= each.high


@strategies.some_examples
@given(strategies.surveys())
def test_coverage_is_a_share(panel: Panel) -> None:
    """Coverage lies in [0, 1], and counts never exceed what was asked."""
    for score in scores(panel):
        assert score.coverage is None or 0.0 <= score.coverage <= 1.0
        assert 0 <= score.answered <= score.asked


@strategies.some_examples
@given(strategies.packs(), st.data())
def test_a_panel_without_holes_is_covered_whole(sheet: mbi.Questionnaire, data: st.DataObject) -> None:
    """Where everybody gave a point to everything, bounds meet in the level."""
    panel = data.draw(strategies.panels(sheet, fewest=1, holes=False))
    for score in scores(panel):
        if score.level is not None:
            assert score.low == pytest.approx(score.level, abs=NEAR)
            assert score.high == pytest.approx(score.level, abs=NEAR)
            assert score.coverage == pytest.approx(1.0, abs=NEAR)


@strategies.some_examples
@given(strategies.surveys(minimum=False))
def test_a_parent_is_the_stated_mean_of_the_children_shown(panel: Panel) -> None:
    """Area levels follow from the control questions shown, those from the items shown, overall from the areas."""
    card, sheet = scorecard_of(panel), panel.questionnaire
    views = ("", *sheet.side_codes)
    for view in views:
        shown = {each.code: _level(each, view) for group in (card.items, card.questions, card.areas) for each in group}
        for question in sheet.questions:
            inside = [item for item in question.items if item.code in shown]
            assert same(_level(card.question(question.code), view), mean((i.weight, shown[i.code]) for i in inside))
        for area in sheet.areas:
            inside_area = [each for each in sheet.questions if each.area == area.code]
            level = mean((each.weight, _level(card.question(each.code), view)) for each in inside_area)
            assert same(_level(card.area(area.code), view), level)
        total = mean((area.weight, _level(card.area(area.code), view)) for area in sheet.areas)
        assert same(_level(card.overall, view), total)


def _level(score: Score, view: str) -> float | None:
    return score.side(view).level if view else score.level


def mean(children: Iterable[tuple[float, float | None]]) -> float | None:
    """Weighted mean by the standard library."""
    there = [(weight, value) for weight, value in children if value is not None and weight > 0]
    return statistics.fmean([value for _, value in there], [weight for weight, _ in there]) if there else None


@strategies.some_examples
@given(strategies.pack_data(), st.data())
def test_an_unanswered_item_changes_no_other_level(tables: strategies.Data, data: st.DataObject) -> None:
    """A further item that nobody answered leaves every level, gap, priority and place as it was; bounds only widen."""
    panel = data.draw(strategies.panels(strategies.sheet_of(tables)))
    more = copy.deepcopy(tables)
    linked = data.draw(st.sampled_from(tables["profiles"][0]["practices"]))
    item = {"code": "new", "asked_of": [panel.questionnaire.side_codes[0]], "text": "new", "primary": [linked]}
    data.draw(st.sampled_from(more["questions"]))["items"].append(item | {"link_reason": "why", **strategies.JUDGED})
    more["profiles"][0]["items"].append("new")
    sheet = strategies.sheet_of(more)
    assume(sheet.side_codes == panel.questionnaire.side_codes)
    before, after = mbi.assess(panel), mbi.assess(attrs.evolve(panel, questionnaire=sheet))
    there = {(each.kind, each.code): each for each in after.scorecard}
    for score in before.scorecard:
        new = there[score.kind, score.code]
        assert new.level == pytest.approx(score.level, abs=NEAR)
        assert new.level_both == pytest.approx(score.level_both, abs=NEAR)
        assert [gap.value for gap in new.gaps] == pytest.approx([gap.value for gap in score.gaps], abs=NEAR)
        assert [each.level for each in new.by_side] == pytest.approx([each.level for each in score.by_side], abs=NEAR)
        if score.low is not None and score.high is not None:
            assert new.low is not None
            assert new.high is not None
            assert new.low <= score.low + NEAR
            assert new.high >= score.high - NEAR
    assert [(each.practice, each.status, each.rank) for each in before.priorities] == [
        (each.practice, each.status, each.rank) for each in after.priorities
    ]
    assert [each.practice for each in before.order] == [each.practice for each in after.order]


@strategies.some_examples
@given(strategies.surveys())
def test_a_node_without_answers_has_no_level(panel: Panel) -> None:
    """A level is there exactly where somebody gave a point to an item that counts in the node."""
    for score in scores(panel):
        assert (score.level is None) == (score.answered == 0)
        for side in score.by_side:
            assert (side.level is None) == (side.answered == 0)


@strategies.some_examples
@given(strategies.packs(full=True), st.data())
def test_a_bound_is_what_the_missing_answers_would_make(sheet: mbi.Questionnaire, data: st.DataObject) -> None:
    """With every missing answer given as the lowest or the highest point, 0 or 1, the level is the bound."""
    panel = data.draw(strategies.panels(sheet, fewest=1))
    ends = {item.code: (1, len(sheet.scale_of(item).points)) for item in sheet.items}
    before = {(each.kind, each.code): each for each in scores(attrs.evolve(panel, population=None))}
    for end in (0, 1):
        filled = [
            attrs.evolve(each, answers=_filled(each, {code: both[end] for code, both in ends.items()}, sheet))
            for each in panel.answer_sets
        ]
        for score in scores(Panel(sheet, filled)):
            old = before[score.kind, score.code]
            if score.kind != "practice":
                assert same(score.level, (old.low, old.high)[end])


def _filled(given_by: mbi.AnswerSet, value: dict[str, int], sheet: mbi.Questionnaire) -> dict[str, int | str]:
    answers = dict(given_by.answers)
    for item in sheet.items:
        if given_by.side in item.asked_of and answers.get(item.code, "dk") == "dk":
            answers[item.code] = value[item.code]
    return answers


# ---------------------------------------------------------------------------------- hand cases


def panel_of(profile: str = "S006", **answers: Mapping[str, int | str]) -> Panel:
    """A panel of cio-cmo with one answer set a keyword: CIO, CMO, rest, or CIO_2 for a second of that side."""
    sheet = CATALOGUE.questionnaire(profile)
    return Panel(sheet, [mbi.AnswerSet(who, who.split("_")[0], dict(given_)) for who, given_ in answers.items()])


def test_each_side_has_one_voice() -> None:
    """Three of the CIO side at 1 and one of the CMO side at 5 meet halfway, not at a quarter."""
    one = {"Q313": 1}
    score = scorecard_of(panel_of(CIO=one, CIO_2=one, CIO_3=one, CMO={"Q313": 5})).item("Q313")
    assert (score.level, score.careful, score.gap) == (0.5, 0.25, -1.0)


def test_splitting_a_question_does_not_change_what_it_weighs() -> None:
    """Area R is the mean of its three control questions, though one of them has four items."""
    four = dict.fromkeys(("Q312a", "Q312b", "Q312c", "Q312d"), 1)
    card = scorecard_of(panel_of(CIO={"Q311a": 5, "Q311b": 5, "Q313": 5} | four))
    assert [card.question(code).level for code in ("Q311", "Q312", "Q313")] == [1.0, 0.0, 1.0]
    assert card.area("R").level == pytest.approx(2 / 3)


def test_an_area_names_its_lowest_item_per_side_and_combined() -> None:
    """A zero hidden in a good mean is named; ties go to the first code."""
    good = dict.fromkeys(("Q311a", "Q311b", "Q312a", "Q312b", "Q312c", "Q312d", "Q313"), 5)
    card = scorecard_of(panel_of(CIO=good | {"Q312d": 1}, CMO=good | {"Q311b": 2, "Q312a": 2}))
    area = card.area("R")
    assert area.level is not None
    assert area.level > 0.75
    assert area.lowest == "Q312d"
    assert area.lowest_by_side == (("CIO", "Q312d"), ("CMO", "Q311b"))
    assert card.area("U").lowest is None


def test_a_node_seen_by_one_side_says_so_and_gives_the_level_of_what_both_see() -> None:
    """Q311b has the CIO's view alone, so the area lacks a CMO view; level_both leaves it out."""
    card = scorecard_of(panel_of(CIO={"Q311a": 5, "Q311b": 1}, CMO={"Q311a": 3, "Q311b": "dk"}))
    question = card.question("Q311")
    assert question.one_sided == card.area("R").one_sided == ("CMO",)
    assert question.level == pytest.approx((0.75 + 0.0) / 2)
    assert question.level_both == pytest.approx(0.75)
    assert card.item("Q311a").one_sided == ()
    assert card.item("Q311b").level_both is None


def test_not_applicable_leaves_the_bounds_and_dont_know_widens_them() -> None:
    """Of two CIO respondents at 4, a third's «not applicable» changes nothing, her «don't know» opens a third."""
    four: dict[str, int | str] = {"Q313": 4}
    away = scorecard_of(panel_of(CIO=four, CIO_2=four, CIO_3={"Q313": "na:not-here"})).item("Q313").side("CIO")
    unknown = scorecard_of(panel_of(CIO=four, CIO_2=four, CIO_3={"Q313": "dk"})).item("Q313").side("CIO")
    assert (away.low, away.high, away.answered, away.asked) == (0.75, 0.75, 2, 2)
    assert unknown.low == pytest.approx(0.5)
    assert unknown.high == pytest.approx(2.5 / 3)
    assert (unknown.level, unknown.answered, unknown.asked) == (0.75, 2, 3)


def test_people_not_heard_are_missing() -> None:
    """One of four of the CIO side answered 5: her side is known to a quarter."""
    panel = attrs.evolve(panel_of(CIO={"Q313": 5}, CMO={"Q313": 5}), population={"CIO": 4})
    score = scorecard_of(panel).item("Q313")
    assert (score.side("CIO").low, score.side("CIO").high) == (0.25, 1.0)
    assert score.coverage == pytest.approx((0.25 + 1.0) / 2)


def test_what_applies_nowhere_has_neither_level_nor_bounds() -> None:
    """Not applicable to all, unlike unanswered by all, which may be anything."""
    away: dict[str, int | str] = {"Q313": "na:out-of-scope"}
    card = scorecard_of(panel_of(CIO=away, CMO=away))
    assert (card.item("Q313").level, card.item("Q313").low, card.item("Q313").coverage) == (None, None, None)
    assert (card.item("Q322").level, card.item("Q322").low, card.item("Q322").high) == (None, 0.0, 1.0)


def test_a_practice_without_a_question_of_its_own_is_indicated() -> None:
    """In S006 no item asks for R02; the good answers to Q311 and Q312 only hint at it."""
    sheet = CATALOGUE.questionnaire("S006")
    practice = scorecard_of(panel_of(CIO={item.code: 4 for item in sheet.items})).practice("R02")
    assert practice.indicated
    assert practice.level == 0.75
    assert all("R02" in sheet.item(code).secondary for code in practice.items)


def test_a_panel_without_answer_sets_is_assessed_as_unknown() -> None:
    """Nobody answered yet: no levels, bounds from 0 to 1, nothing open."""
    result = mbi.assess(Panel(CATALOGUE.questionnaire(), []))
    assert result.scorecard.overall.level is None
    assert (result.scorecard.overall.low, result.scorecard.overall.high) == (0.0, 1.0)
    assert len(result.order) == 0


@pytest.mark.system(6)
def test_answering_one_open_question_leaves_the_others_without_a_level() -> None:
    """Answers to the control questions of 3.1 alone give R a level, and U and L none, not 0."""
    asked = [
        item.code for question in CATALOGUE.questions if question.place.startswith("3.1") for item in question.items
    ]
    assert len(asked) == 7
    card = scorecard_of(panel_of(CIO=dict.fromkeys(asked, 3), CMO=dict.fromkeys(asked, 4)))
    areas = {sign.area: card.area(sign.area) for sign in CATALOGUE.scenario("S006").open_questions}
    assert list(areas) == ["R", "U", "L"]
    assert areas["R"].level == pytest.approx(0.625)
    assert areas["R"].gap == pytest.approx(-0.25)
    assert areas["R"].coverage == pytest.approx(1.0)
    assert areas["U"].level is areas["L"].level is None
    assert areas["U"].coverage == areas["L"].coverage == 0.0


@pytest.mark.system(13)
@given(st.integers(1, 5), st.integers(1, 5))
def test_the_rest_of_the_company_changes_the_signs_of_acceptance_alone(before: int, after: int) -> None:
    """Answers of the third group move QL4, QL5, L07, area L and overall, and no level in R or U."""
    both = {item.code: 3 for item in CATALOGUE.questionnaire("extended").items if "CIO" in item.asked_of}
    cards = [
        scorecard_of(panel_of("extended", CIO=both, CMO=both, rest={"QL4": value, "QL5": value}))
        for value in (before, after)
    ]
    moved = {a.code for a, b in zip(*cards, strict=True) if a.level != b.level}
    assert moved == (set() if before == after else {"overall", "L", "QL4", "QL5", "L07"})


def test_the_combined_level_is_bounded_where_three_sides_answered() -> None:
    """Three sides of one item, one of them silent: the level is the mean of two, the bounds take in the third."""
    tables = _three_sides()
    sheet = strategies.sheet_of(tables)
    score = scorecard_of(Panel(sheet, [mbi.AnswerSet("a", "S0", {"i": 3}), mbi.AnswerSet("b", "S1", {"i": 1})])).item(
        "i"
    )
    assert score.level == 0.5
    assert score.low == pytest.approx(1 / 3)
    assert score.high == pytest.approx(2 / 3)
    assert [(gap.first, gap.second, gap.value) for gap in score.gaps] == [
        ("S0", "S1", 1.0),
        ("S0", "S2", None),
        ("S1", "S2", None),
    ]


def _three_sides() -> strategies.Data:
    return strategies.small_pack(sides=3, items=["i"])


AGREED_SHEET = CATALOGUE.questionnaire("S006")
AGREED_ITEMS = [item.code for item in AGREED_SHEET.items]
points = st.integers(1, 5)
answered = st.dictionaries(st.sampled_from(AGREED_ITEMS), st.one_of(points, st.just("dk"), st.just("na:not-here")))
settled = st.dictionaries(st.sampled_from(AGREED_ITEMS), points, max_size=4)


@given(st.lists(answered, min_size=1, max_size=3), st.lists(answered, min_size=1, max_size=3), settled)
def test_agreed_answers_count_as_if_everybody_had_given_them(
    cio: list[dict[str, int | str]], cmo: list[dict[str, int | str]], agreed: dict[str, int]
) -> None:
    """Levels, bounds, priorities and the order are those of a panel in which all gave the agreed answer; views stay."""
    everyone = [("CIO", each) for each in cio] + [("CMO", each) for each in cmo]
    sets = [mbi.AnswerSet(str(at), side, each) for at, (side, each) in enumerate(everyone)]
    same_minded = [mbi.AnswerSet(str(at), side, {**each, **agreed}) for at, (side, each) in enumerate(everyone)]
    before = mbi.assess(Panel(AGREED_SHEET, sets))
    after = mbi.assess(before.panel.with_agreed(agreed))
    equal = mbi.assess(Panel(AGREED_SHEET, same_minded))
    for was, now, wanted in zip(before.scorecard, after.scorecard, equal.scorecard, strict=True):
        for name in ("level", "level_both", "careful", "low", "high", "indicated"):
            assert getattr(now, name) == getattr(wanted, name), (now.code, name)
        assert now.agreed == tuple(code for code in now.items if code in agreed)
        if was.kind == "item":
            assert (now.by_side, now.gaps, now.standing) == (was.by_side, was.gaps, was.standing)
    assert [each.practice for each in after.order] == [each.practice for each in equal.order]
    assert [each.value for each in after.priorities] == [each.value for each in equal.priorities]


def test_an_agreed_answer_stands_beside_the_answers_it_replaces() -> None:
    """One says fully, the other not at all; they agree on hardly: level .25, the gap of 1 stays."""
    sets = [mbi.AnswerSet("a", "CIO", {"Q313": 5}), mbi.AnswerSet("b", "CMO", {"Q313": 1})]
    score = mbi.assess(Panel(AGREED_SHEET, sets, agreed={"Q313": 2})).scorecard.item("Q313")
    assert (score.level, score.careful, score.low, score.high, score.coverage) == (0.25, 0.25, 0.25, 0.25, 1.0)
    assert ([each.level for each in score.by_side], score.gap) == ([1.0, 0.0], 1.0)
    assert (score.agreed, score.to_record()["agreed"]) == (("Q313",), "Q313")
