"""From a questionnaire and a panel to arrays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.arrays import agreed_of, closure, counts_of, plan_of
from mbi_collab.survey.panel import Panel
from tests import strategies


def small(**answers: dict[str, int | str]) -> Panel:
    sheet = strategies.sheet_of(strategies.small_pack(["a", "b"], requires={"b": ["a"]}))
    return Panel(sheet, [mbi.AnswerSet(who, who[:2], given_) for who, given_ in answers.items()])


def test_counts_of_the_four_states() -> None:
    """A point, a don't know, a not applicable and an unanswered item of one side are counted apart."""
    counts = counts_of(small(S0w={"a": 2}, S0x={"a": "dk"}, S0y={"a": "na:other"}, S0z={}))
    assert counts.points[0, 0].tolist() == [0, 1, 0]
    assert counts.missing[0, 0] == 2
    assert counts.not_applicable[0, 0] == 1
    assert counts.heard[0, 0] == 3


def test_a_side_without_respondents_is_one_missing_answer() -> None:
    """So its bounds are 0 to 1; what is not asked of it is not missing."""
    tables = strategies.small_pack(["a", "b"])
    tables["questions"][1]["items"][0]["asked_of"] = ["S0"]
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 1, "b": 1})])
    assert counts_of(panel).missing.tolist() == [[0, 0], [1, 0]]


def test_people_not_heard_are_missing_on_every_item_asked() -> None:
    """A population of five with one respondent leaves four unheard, and each of the five could have answered."""
    sheet = small().questionnaire
    panel = Panel(sheet, [mbi.AnswerSet("x", "S0", {"a": 1})], population={"S0": 5})
    assert counts_of(panel).missing[0].tolist() == [4, 5]
    assert counts_of(panel).heard[0].tolist() == [5, 5]


@strategies.some_examples
@given(strategies.surveys())
def test_every_person_is_counted_once(panel: Panel) -> None:
    """Points, missing and not applicable of a side and an item make its population, at least one."""
    counts, plan = counts_of(panel), plan_of(panel.questionnaire)
    total = counts.points.sum(axis=-1) + counts.missing + counts.not_applicable
    people = np.array([max(1, panel.population_of(side)) for side in panel.questionnaire.side_codes])
    assert (total == np.where(plan.asked, people[:, None], 0)).all()


def test_the_plan_knows_who_waits_for_whom() -> None:
    """Column b waits for row a, at any distance; nobody waits for itself."""
    tables = strategies.small_pack(["a", "b", "c"], requires={"b": ["a"], "c": ["b"]})
    assert plan_of(strategies.sheet_of(tables)).waits.tolist() == [
        [False, True, True],
        [False, False, True],
        [False, False, False],
    ]


def test_waiting_goes_through_what_the_profile_leaves_out() -> None:
    """C requires b, b requires a; without b in the profile, c still waits for a."""
    tables = strategies.small_pack(["a", "b", "c"], requires={"b": ["a"], "c": ["b"]})
    tables["profiles"][0]["practices"] = ["pa", "pc"]
    assert plan_of(strategies.sheet_of(tables)).waits.tolist() == [[False, True], [False, False]]


def test_a_mirror_only_item_is_in_no_tree() -> None:
    """It has answers, but no weight and no link."""
    tables = strategies.small_pack(["a", "b"])
    item = tables["questions"][1]["items"][0]
    item |= {"mirror_only": True, "primary": []}
    tables["profiles"][0] |= {"items": ["a"], "mirror_only": ["b"]}
    tree = plan_of(strategies.sheet_of(tables)).tree
    assert tree.questions.tolist() == [[1.0, 0.0]]
    assert not tree.primary[:, 1].any()


def test_shorter_scales_are_filled_up() -> None:
    """Scales of three and two points share one array."""
    tables = strategies.small_pack(["a", "b"])
    two = [{"code": "1", "value": 0.2, "text": "no"}, {"code": "2", "value": 0.9, "text": "yes"}]
    tables["scales"].append({"code": "t", "title": "two", "points": two})
    tables["questions"][1]["items"][0]["scale"] = "t"
    assert plan_of(strategies.sheet_of(tables)).tree.values.tolist() == [[0.0, 0.5, 1.0], [0.2, 0.9, 0.0]]


def test_ties_go_by_effort_then_code() -> None:
    """The place of each practice: low before medium before high, then by code."""
    tables = strategies.small_pack(["a", "b", "c"])
    for practice, effort in zip(tables["practices"], ("high", "low", "low"), strict=True):
        practice["effort"] = effort
    plan = plan_of(strategies.sheet_of(tables))
    assert plan.tie.tolist() == [2, 0, 1]
    assert plan.ease.tolist() == [0.0, 1.0, 1.0]


@given(st.integers(1, 30))
def test_a_closure_holds_the_whole_chain(length: int) -> None:
    """The last of a chain waits for all others, the first for none."""
    needs = {str(at): [str(at - 1)] if at else [] for at in range(length)}
    assert closure(str(length - 1), needs) == {str(at) for at in range(length - 1)}
    assert closure("0", needs) == frozenset()


def test_equal_questionnaires_share_a_plan() -> None:
    """A plan is made once for a pack and a profile."""
    tables = strategies.small_pack(["a"])
    assert plan_of(strategies.sheet_of(tables)) is plan_of(strategies.sheet_of(tables))


@pytest.mark.parametrize("profile", ["S006", "S006+", "extended"])
def test_the_packaged_links_are_those_of_the_items(profile: str) -> None:
    """As many links as the items name among the practices of the profile."""
    sheet = mbi.load_catalogue().questionnaire(profile)
    codes = {practice.code for practice in sheet.practices}
    tree = plan_of(sheet).tree
    assert (tree.primary > 0).sum() == sum(len(codes.intersection(item.primary)) for item in sheet.items)
    assert (tree.secondary > 0).sum() == sum(len(codes.intersection(item.secondary)) for item in sheet.items)


def test_agreed_answers_are_values_of_their_items() -> None:
    """``nan`` where nothing was agreed, else the value of the point on the item's own scale."""
    panel = small(S0w={"a": 2})
    assert np.isnan(agreed_of(panel)).all()
    agreed = agreed_of(panel.with_agreed({"b": 1}))
    assert np.isnan(agreed).tolist() == [True, False]
    assert agreed[1] == panel.questionnaire.scale_of(panel.questionnaire.item("b")).points[0].value
