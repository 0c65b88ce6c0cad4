"""What the context multiplies: reasons shown, products bounded, answers and levels untouched."""

import math
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.factors import LARGEST, Factor, declared_focus, factors_of, product, reporting_line_of
from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire
from mbi_collab.survey.context import Context
from tests.catalogue.small_pack import files
from tests.strategies import panels, some_examples

CATALOGUE = mbi.load_catalogue()
SHEET = CATALOGUE.questionnaire("extended")
SMALL = Catalogue.from_files(files()).questionnaire()


def company(context: Context | None, sheet: Questionnaire = SHEET, *, low: int = 2) -> mbi.Assessment:
    """Return two named chiefs who answer one apart."""
    points = {"CIO": low + 1, "CMO": low}
    sets = [
        mbi.AnswerSet(side, side, {item.code: point for item in sheet.items if side in item.asked_of})
        for side, point in points.items()
    ]
    return mbi.assess(mbi.Panel(sheet, sets, named_chiefs=True, context=context))


def contexts(sheet: Questionnaire) -> st.SearchStrategy[Context]:
    """Any context of a questionnaire."""
    known = sheet.catalogue
    one = {
        "model": [each.code for each in known.organisation_models],
        "reporting_line": [each.code for each in known.reporting_lines],
    }
    many = {
        "posts": [each.code for each in known.posts],
        "important": [*(each.code for each in sheet.practices), *(each.code for each in sheet.areas)],
    }
    foci = st.none() | st.sampled_from([each.code for each in known.focus_options])
    given: dict[str, st.SearchStrategy[Any]] = {name: st.none() | st.sampled_from(codes) for name, codes in one.items()}
    given |= {name: st.lists(st.sampled_from(codes), unique=True, max_size=4) for name, codes in many.items()}
    given["focus"] = st.dictionaries(st.sampled_from(sheet.side_codes), foci)
    entries = st.lists(st.sampled_from("abcdef"), unique=True)
    given["priority_lists"] = st.dictionaries(st.sampled_from(sheet.side_codes), entries)
    return st.builds(Context, **given)


def test_without_a_context_nothing_is_multiplied() -> None:
    assert factors_of(SHEET, None) == factors_of(SHEET, Context()) == ()
    assert product(()) == 1.0
    assert {each.factor for each in company(None).priorities} == {1.0}
    assert company(None).priorities == company(Context()).priorities


@pytest.mark.system(28)
def test_one_executive_lowers_the_priority_of_ending_the_budget_rivalry() -> None:
    """By the factor of the pack, with the fact that says why; answers and levels stay as they are."""
    before, after = company(None), company(Context(model="one-executive"))
    was, now = before.priorities.practice("F07"), after.priorities.practice("F07")
    assert now.factors == (Factor("model", "one-executive", "F07", 0.8),)
    assert (now.value or 0) == pytest.approx(0.8 * (was.value or 0))
    assert after.scorecard == before.scorecard
    assert after.panel.answer_sets == before.panel.answer_sets
    assert "Multiplied with 0.80 because one executive heads both" in str(after.explain("F07")).replace("\n", " ")
    assert "KO-22" in str(after.explain("F07"))


@pytest.mark.system(28)
@some_examples
@given(st.data())
def test_no_context_changes_an_answer_or_a_level(data: st.DataObject) -> None:
    """Whatever is said of the company, cells and scorecard are the same, and contributions still add up."""
    for sheet in (SMALL, CATALOGUE.questionnaire("S006")):
        panel = data.draw(panels(sheet, most=2))
        context = data.draw(contexts(sheet))
        before, after = mbi.assess(panel), mbi.assess(panel.with_context(context))
        assert after.panel.cells == before.panel.cells
        assert after.scorecard == before.scorecard
        for each in after.priorities:
            was = before.priorities.practice(each.practice)
            assert (each.status, each.need, each.target) == (was.status, was.need, was.target)
            assert 0 < each.factor <= LARGEST
            assert each.factor == product(each.factors)
            if each.value is not None and was.value is not None:
                assert each.value == pytest.approx(each.factor * was.value)
                assert sum(part.points for part in each.contributions) == pytest.approx(each.value)


@given(st.data())
def test_factors_of_1_change_no_priority(data: st.DataObject) -> None:
    """A pack whose every factor is 1 gives the same priorities with and without a context."""
    lines = {name: _ones(text) for name, text in files().files}
    rules = lines["rules.toml"].replace(b'"rules" = {', b'"rules" = {"important_factor" = 1.0, ')
    sheet = Catalogue.from_files(attrs.evolve(files(), files=tuple(sorted((lines | {"rules.toml": rules}).items()))))
    panel = data.draw(panels(sheet.questionnaire(), most=2))
    assert {factor.factor for each in sheet.focus_options for factor in each.factors} == {1.0}
    with_context = mbi.assess(panel.with_context(data.draw(contexts(sheet.questionnaire()))))
    plain = mbi.assess(panel)
    assert [(each.practice, each.rank, each.value, each.contributions) for each in with_context.priorities] == [
        (each.practice, each.rank, each.value, each.contributions) for each in plain.priorities
    ]
    assert [step.practice for step in with_context.order] == [step.practice for step in plain.order]


def _ones(text: bytes) -> bytes:
    for number in (b"1.2", b"1.5", b"0.8", b"0.5", b"2"):
        text = text.replace(b'"factor" = ' + number + b",", b'"factor" = 1.0,')
    return text


def test_a_focus_counts_where_no_side_contradicts() -> None:
    """Declared by both, or by one while the other knows none: it counts once. Two foci cancel each other out."""
    shared = Context(focus={"CIO": "customer-knowledge", "CMO": "customer-knowledge"})
    alone = Context(focus={"CIO": "customer-knowledge", "CMO": None})
    differ = Context(focus={"CIO": "customer-knowledge", "CMO": "product-quality"})
    assert [declared_focus(each) for each in (shared, alone, differ, Context())] == [
        *["customer-knowledge"] * 2,
        None,
        None,
    ]
    assert factors_of(SHEET, shared) == factors_of(SHEET, alone)
    assert {each.practice for each in factors_of(SHEET, shared)} == {"R03", "D03", "D04"}
    assert factors_of(SHEET, differ) == ()


def test_the_model_brings_its_reporting_line_unless_another_is_stated() -> None:
    inside = Context(model="it-within-operations")
    assert reporting_line_of(CATALOGUE, inside) == "operations"
    assert reporting_line_of(CATALOGUE, attrs.evolve(inside, reporting_line="ceo")) == "ceo"
    assert reporting_line_of(CATALOGUE, Context(model="separate")) is None
    assert {each.code for each in factors_of(SHEET, inside)} == {"operations"}
    assert factors_of(SHEET, inside) == factors_of(SHEET, Context(reporting_line="operations"))


def test_a_post_that_exists_makes_its_practice_less_urgent() -> None:
    assert factors_of(SHEET, Context(posts=["CDO", "CIO"])) == (Factor("post", "CDO", "L04", 0.8),)


def test_what_is_called_important_counts_once_and_not_outside_the_profile() -> None:
    found = factors_of(SHEET, Context(important=["P", "P06"]))
    assert [(each.code, each.practice) for each in found] == [
        *[("P", code) for code in ("P01", "P02", "P03", "P04", "P05")],
        ("P06", "P06"),
    ]
    assert {each.factor for each in found} == {CATALOGUE.rules.important_factor}
    s006 = CATALOGUE.questionnaire("S006")
    assert factors_of(s006, Context(model="one-executive")) == ()


def test_a_product_is_cut_and_says_so() -> None:
    """Above 2 it is cut to 2; far below it does not vanish."""
    raised = [Factor("post", "a", "p", 1.8), Factor("post", "b", "p", 1.8)]
    assert product(raised) == 2.0
    assert product([Factor("post", str(at), "p", 0.01) for at in range(200)]) == 0.01
    panel = mbi.Panel(
        SMALL,
        [mbi.AnswerSet(side, side, {"Q1a": 1, "Q2": 1}) for side in ("IT", "MK")],
        named_chiefs=True,
        context=Context(reporting_line="side", important=["B1"]),
    )
    result = mbi.assess(panel)
    assert result.priorities.practice("B1").factor == 2.0
    factors = Context(focus={"IT": "money"}, model="apart", important=["A1"])
    both = mbi.assess(panel.with_context(factors)).priorities.practice("A1")
    assert both.factor == pytest.approx(math.prod((1.2, 0.8, 1.25)))
    shown = mbi.assess(panel.with_context(factors)).explain("A1").tables()[0].footnotes
    assert "Multiplied with 1.20 because money comes first (X-1)." in shown
    assert "Multiplied with 1.25 because the company calls it important." in shown
    assert "Together: multiplied with 1.20." in shown
    area = mbi.assess(panel.with_context(attrs.evolve(factors, important=["A"]))).explain("A1").tables()[0].footnotes
    assert "Multiplied with 1.25 because the company calls A First area important." in area


def test_a_cut_is_told_and_a_judgement_without_facts_too() -> None:
    panel = mbi.Panel(
        SMALL,
        [mbi.AnswerSet(side, side, {"Q1a": 2, "Q2": 1}) for side in ("IT", "MK")],
        named_chiefs=True,
        context=Context(focus={"IT": "people"}, posts=["bridge"], important=["A2"]),
    )
    shown = mbi.assess(panel).explain("A2").tables()[0].footnotes
    assert "Multiplied with 0.50 because the bridge stands (our judgement)." in shown
    raised = mbi.assess(panel.with_context(Context(reporting_line="side", important=["B1"]))).priorities.practice("B1")
    assert math.prod(each.factor for each in raised.factors) == 2.5
