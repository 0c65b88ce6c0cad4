"""Why a practice stands where it does: the numbers add up, and every claim has its source."""

import re

import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.wording import Wording
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.assessment.test_scorecard import numbers_of

CATALOGUE = mbi.load_catalogue()
SAY = Wording.of(CATALOGUE)


def assessed(profile: str = "S006+", *, named: bool = True, people: int = 1) -> mbi.Assessment:
    """Each side's people answer the points 1 to 5 in turn, each beginning elsewhere."""
    sheet = CATALOGUE.questionnaire(profile)
    sets = [
        mbi.AnswerSet(
            f"{side}{at}",
            side,
            {
                item.code: 1 + (number * (1 + shift) + at) % 4
                for number, item in enumerate(sheet.items)
                if side in item.asked_of
            },
        )
        for shift, side in enumerate(("CIO", "CMO"))
        for at in range(people)
    ]
    return mbi.assess(Panel(sheet, sets, named_chiefs=named))


@strategies.some_examples
@given(strategies.surveys())
def test_the_numbers_of_an_explanation_add_up(panel: Panel) -> None:
    """Points sum to the priority; the linked items' levels make the level; needs of what waits make the leverage."""
    result = mbi.assess(panel)
    scale = panel.questionnaire.catalogue.rules.leverage_scale
    for priority in result.priorities:
        made = result.explain(priority.practice)
        there = [each for each in made.items if each.level is not None]
        if made.score.level is not None:
            weight = sum(each.weight for each in there)
            assert sum(each.weight * (each.level or 0.0) for each in there) / weight == pytest.approx(made.score.level)
            assert sum(each.weight * (each.careful or 0.0) for each in there) / weight == pytest.approx(
                made.score.careful
            )
        if priority.status == "open":
            assert sum(each.points for each in made.contributions) == pytest.approx(priority.value)
            assert made.contributions[2].value == pytest.approx(min(1.0, sum(need for _, need in made.waiting) / scale))


def test_an_item_of_weight_0_that_measures_a_practice_can_be_explained() -> None:
    """The item has left its control question, not the practice it is linked to: explaining the practice shows it."""
    tables = strategies.small_pack(["a", "b"])
    tables["questions"][0]["items"][0]["weight"] = 0.0
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 1, "b": 1})])
    assert [each.item for each in mbi.assess(panel).explain("pa").items] == ["a"]


@pytest.mark.system(8)
def test_each_recommendation_lists_its_items_and_sources() -> None:
    """Every step names the answers it rests on, its task, and facts that are in the catalogue, or says it is judged."""
    result = assessed("extended")
    assert len(result.order) > 20
    for step in result.order:
        made = step.explain()
        practice = CATALOGUE.practice(step.practice)
        assert made.items
        assert {each.item for each in made.items} <= {item.code for item in CATALOGUE.items}
        assert made.task in {task.code for task in CATALOGUE.tasks}
        assert [CATALOGUE.fact(code).text for code in made.facts] or practice.basis == "judged"
        shown = str(made)
        assert all(each.item in shown for each in made.items)
        assert all(code in shown for code in made.facts)


def test_prerequisites_are_shown_with_their_state_and_basis() -> None:
    """R02 requires R01, stated; a practice outside the profile has no state."""
    (need,) = assessed("S006+").explain("R02").requires
    assert (need.practice, need.basis) == ("R01", "stated")
    assert need.status in ("open", "in-place", "not-assessed")
    tables = strategies.small_pack(["a", "b"], requires={"b": ["a"]})
    tables["profiles"][0]["practices"] = ["pb"]
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 1, "b": 1})])
    assert [each.status for each in mbi.assess(panel).explain("pb").requires] == [None]


def test_the_table_of_sources_says_of_each_row_how_it_is_known() -> None:
    """Stated or judged, the source of a fact by code and title, the kind of a study."""
    table = assessed("S006+").explain("R07").tables()[-1]
    assert table.columns[-1].title == "how it is known"
    known = {row[0]: row[-1] for row in table.rows}
    assert known["practice"] in ("stated", "judged")
    assert known["fact"] == "CZ Scenario S006 of the MBI portal, in Czech"
    assert known["study"] == "survey"


def test_what_is_not_open_can_be_explained() -> None:
    """A practice in place has no contributions and no reasons, but its answers are shown."""
    sheet = CATALOGUE.questionnaire("S006")
    result = mbi.assess(Panel(sheet, [mbi.AnswerSet("a", "CIO", {"Q313": 5})], named_chiefs=True))
    made = result.explain("R07")
    assert made.priority.status == "in-place"
    assert made.contributions == ()
    assert made.reasons == ()
    assert [each.item for each in made.items] == ["Q313"]
    assert "Q313" in str(made)
    with pytest.raises(LookupError, match="Did you mean 'R07'"):
        result.explain("R7")


def test_what_has_no_priority_says_its_state_instead_of_a_sum() -> None:
    """In place or not assessed: no criteria, no points; the level if there is one."""
    sheet = CATALOGUE.questionnaire("S006")
    result = mbi.assess(Panel(sheet, [mbi.AnswerSet("a", "CIO", {"Q313": 5})], named_chiefs=True))
    placed, unknown = (result.explain(code).tables()[0] for code in ("R07", "U06"))
    assert placed.title == "R07 Hold regular joint strategic meetings – in place: not ranked"
    assert ("level", "1.00") in placed.rows
    assert unknown.title == "U06 Offer IT's help with marketing's goals – not assessed"
    assert ("level", "no answer") in unknown.rows
    for table in (placed, unknown):
        assert "priority" not in str(table)
        assert "points" not in str(table)


def test_a_step_explains_its_place() -> None:
    """The explanation of a step holds the reasons of the step and says all of them."""
    result = assessed()
    placed_for = next(step for step in result.order if step.for_the_sake_of)
    assert f"Why here: Comes before {placed_for.for_the_sake_of} " in " ".join(str(placed_for.explain()).split())
    for step in result.order:
        assert step.explain().reasons == tuple((each.kind, each.codes) for each in step.reasons)
        assert result.explain(step.practice) == step.explain()
        said = " ".join(str(step.explain()).split())
        assert all(SAY.reason(each.kind, each.codes) in said for each in step.reasons)


def test_an_indicated_practice_says_by_which_items() -> None:
    """In S006, R02 is only indicated: the explanation names the items that hint at it."""
    made = assessed("S006").explain("R02")
    assert made.score.indicated
    assert {each.weight for each in made.items} == {0.5}
    assert "ndicated" in str(made)


def test_three_unnamed_respondents_are_not_shown() -> None:
    """No record, no level and no points; sources and tasks stay."""
    result = assessed(named=False, people=3)
    for step in result.order:
        made = step.explain()
        assert made.is_withheld
        assert made.to_records() == []
        assert not list(numbers_of(made.to_records()))
        assert not re.search(r"\b[01][.,]\d\d\b", str(made) + made._repr_html_())
        assert step.task in str(made)


def test_records_and_html() -> None:
    """Records of contributions and of items; the repr is short."""
    made = assessed().order[0].explain()
    assert [each["of"] for each in made.to_records()[:5]] == ["priority"] * 4 + ["level"]
    assert repr(made) == f"<Explanation of {made.practice}>"
    assert made._repr_html_().count("<table") == 3


def test_an_explanation_says_where_an_agreed_answer_was_used() -> None:
    """In the items of the level, in the table, and in why the step stands where it does."""
    sheet = CATALOGUE.questionnaire("S006")
    sets = [mbi.AnswerSet("a", "CIO", {"Q313": 5, "Q322": 1}), mbi.AnswerSet("b", "CMO", {"Q313": 1, "Q322": 1})]
    result = mbi.assess(Panel(sheet, sets, agreed={"Q313": 2}, named_chiefs=True))
    made = result.explain("R07")
    assert [(each.item, each.agreed, each.level) for each in made.items] == [("Q313", True, 0.25)]
    assert ("agreed-on", ("Q313",)) in made.reasons
    assert not {"both-see-it", "one-side-sees-it"} & {kind for kind, _ in made.reasons}
    assert "0.25 (agreed)" in str(made)
    assert "settled on when they talked" in str(made)
    assert "(agreed)" not in str(result.explain("R03"))
