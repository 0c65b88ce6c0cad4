"""One run's values together: headline, records, privacy, equality."""

import json
import pickle
import re
from typing import Any

import attrs
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.errors import SettingsError
from mbi_collab.survey.context import Context
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.assessment.test_scorecard import numbers_of

CATALOGUE = mbi.load_catalogue()


def panel(*, people: int = 1, named: bool = True, posts: tuple[str | None, str | None] = (None, None)) -> Panel:
    """Each side's people answer the points 1 to 5 in turn, each beginning elsewhere."""
    sheet = CATALOGUE.questionnaire("S006+")
    sets = [
        mbi.AnswerSet(
            f"{side}{at}",
            side,
            {item.code: 1 + (number * (2 + shift) + at) % 5 for number, item in enumerate(sheet.items)},
            post=posts[shift],
        )
        for shift, side in enumerate(("CIO", "CMO"))
        for at in range(people)
    ]
    return Panel(sheet, sets, date="2024-05-01", named_chiefs=named)


@pytest.mark.system(39)
def test_stand_ins_give_the_same_numbers() -> None:
    """A head of marketing and a CTO for CMO and CIO: every number is the same, and the panel names their posts."""
    chiefs = mbi.assess(panel())
    others = mbi.assess(panel(posts=("CTO", "head of marketing")))
    assert list(others.scorecard) == list(chiefs.scorecard)
    assert list(others.priorities) == list(chiefs.priorities)
    assert list(others.order) == list(chiefs.order)
    assert others.conversation == chiefs.conversation
    assert [each.post for each in others.panel.stand_ins] == ["CTO", "head of marketing"]
    assert chiefs.panel.stand_ins == ()


@pytest.mark.system(8)
@strategies.some_examples
@given(strategies.surveys())
def test_the_result_is_stable_under_input_order(given_panel: Panel) -> None:
    """Answer sets handed over from the last to the first make an equal assessment."""
    again = given_panel.with_answer_sets(given_panel.answer_sets[::-1])
    assert mbi.assess(again) == mbi.assess(given_panel)


@pytest.mark.system(5)
def test_the_instrument_for_two_respondents() -> None:
    """22 items, each with its control question and place in the source; two sides apart; a missing one is reported."""
    sheet = CATALOGUE.questionnaire("S006")
    assert len(sheet.items) == 22
    assert len(sheet.questions) == 9
    for item in sheet.items:
        assert CATALOGUE.question_of(item.code).place.startswith(("3.1", "3.2", "3.3"))
        assert item.asked_of == ("CIO", "CMO")
    both = Panel(sheet, [mbi.AnswerSet("a", "CIO", {"Q313": 5}), mbi.AnswerSet("b", "CMO", {"Q313": 2})])
    score = mbi.assess(both).scorecard.item("Q313")
    assert (score.side("CIO").level, score.side("CMO").level) == (1.0, 0.25)
    alone = Panel(sheet, [mbi.AnswerSet("a", "CIO", {"Q313": 5})])
    assert (both.missing_sides, alone.missing_sides) == ((), ("CMO",))
    score = mbi.assess(alone).scorecard.item("Q313")
    assert (score.side("CMO").level, score.gap, score.standing.kind) == (None, None, "not-enough-answers")


@pytest.mark.system(10)
def test_leisure_is_an_option_and_cadence_is_part_of_the_text() -> None:
    """U02 and U03 recur at a stated interval that their texts name; sport and culture are never a duty."""
    result = mbi.assess(
        Panel(CATALOGUE.questionnaire("S006+"), [mbi.AnswerSet("a", "CIO", {"QU2": 1, "QU3": 1})], named_chiefs=True)
    )
    assert {"U02", "U03"} <= {step.practice for step in result.order}
    for code, interval in (("U02", "once a month"), ("U03", "twice a year")):
        practice = CATALOGUE.practice(code)
        assert practice.cadence_weeks is not None
        assert interval in practice.text
        assert practice.card is not None
        said = " ".join([practice.text, *map(str, attrs.astuple(practice.card))])
        for sentence in re.split(r"(?<=[.?!])\s", said):
            if re.search(r"\b(sport|culture|leisure)\b", sentence, re.IGNORECASE):
                assert re.search(r"\b(is an option|never a duty|may be offered|lose nothing)\b", sentence)
    assert "ormally and informally" in CATALOGUE.practice("U02").text
    assert "never a duty" in CATALOGUE.practice("U03").text


@pytest.mark.system(41)
def test_everything_has_a_source_or_is_flagged_as_judged() -> None:
    """Every practice and item resolves to a fact of a named seed file, or is judged for a stated reason."""
    files = {source.code: source.file for source in CATALOGUE.sources}
    assert sorted(files.values()) == [
        "000_444cabbd7b1e5540.txt",
        "001_2fbec01a1466e2d7.txt",
        "002_3786eede6e803024.txt",
        "003_203d2f3bc3d6ef61.txt",
        "004_95a191c0a2930963.txt",
    ]
    claims: tuple[mbi.Practice | mbi.Item, ...] = (*CATALOGUE.practices, *CATALOGUE.items)
    for each in claims:
        if each.basis == "judged":
            assert CATALOGUE.reason(each.reason).text
        else:
            assert each.facts
        assert all(CATALOGUE.fact(code).source in files for code in each.facts)


def test_the_headline_names_the_first_step_and_its_task() -> None:
    """Or says that nothing is open."""
    result = mbi.assess(panel())
    assert result.order[0].practice in result.headline()
    assert result.order[0].task in result.headline()
    best = {item.code: 5 for item in CATALOGUE.questionnaire("S006+").items}
    nothing = mbi.assess(Panel(CATALOGUE.questionnaire("S006+"), [mbi.AnswerSet("a", "CIO", best)]))
    assert len(nothing.order) == 0
    assert nothing.headline()
    assert nothing.headline() != result.headline()


def test_where_nothing_is_open_the_headline_says_why() -> None:
    """No statement applies; nobody answered, or knows; all is in place: not the same thing."""
    sheet = CATALOGUE.questionnaire("S006")

    def headline(*answers: str | int) -> str:
        chiefs = zip(("CIO", "CMO"), answers, strict=False)
        sets = [mbi.AnswerSet(side, side, {item.code: answer for item in sheet.items}) for side, answer in chiefs]
        return mbi.assess(Panel(sheet, sets, named_chiefs=True)).headline()

    assert "No statement applies" in headline("na:not-here", "na:other")
    assert "Too little was answered" in headline("na:not-here", "dk")
    assert headline() == headline("dk", "dk") == headline("na:not-here", "dk")
    assert "No open practice" in headline(5, 5)


def test_three_unnamed_respondents_leak_no_number_below_area_level() -> None:
    """Records, text and notebook views of all that is handed on hold no level, need, priority or gap of a node."""
    result = mbi.assess(panel(people=3, named=False))
    assert result.is_withheld
    shown = {f"{score.level:.2f}" for score in (result.scorecard.overall, *result.scorecard.areas) if score.level}
    assert not list(numbers_of(result.to_records()))
    assert not list(numbers_of(result.order.to_records()))
    assert not list(numbers_of(result.priorities.to_records()))
    below = [each for each in result.scorecard.to_records() if each["kind"] not in ("overall", "area")]
    assert not list(numbers_of(below))
    of_areas = ("overall", "R ", "U ", "L ", "[", result.headline())
    lines = [line for line in str(result).splitlines() if not line.startswith(of_areas)]
    assert not re.findall(r"\d[.,]\d", "\n".join(lines))
    assert not re.findall(r"\d[.,]\d", str(result.order) + result.order._repr_html_() + str(result.priorities))
    for priority in result.priorities:
        assert not re.findall(r"\b\d[.,]\d\d\b", str(result.explain(priority.practice)))
    assert shown


def test_the_named_chiefs_see_their_numbers() -> None:
    """The same panel of named chiefs holds numbers in its records and its explanations."""
    result = mbi.assess(panel())
    assert not result.is_withheld
    assert list(numbers_of(result.to_records()))
    assert re.findall(r"\d\.\d\d", str(result.order[0].explain()))


def test_a_dict_is_the_complete_working_copy() -> None:
    """Plain data for JSON, with every answer, marked as not for handing on, even where a side is small."""
    result = mbi.assess(panel(people=3, named=False))
    plain = json.loads(json.dumps(result.to_dict()))
    assert plain == result.to_dict() == json.loads(json.dumps(plain))
    assert "not for handing on" in plain["working_copy"]
    assert len(plain["panel"]["answer_sets"]) == 6
    assert [each["practice"] for each in plain["order"]] == [step.practice for step in result.order]
    assert plain["scorecard"]["overall"]["level"] == result.scorecard.overall.level
    assert len(plain["scorecard"]["items"]) == 33
    assert len(plain["priorities"]) == 22


def test_assessments_of_equal_panels_are_equal() -> None:
    """A value: equal to another run, unequal to one with other answers or settings, and back from a pickle."""
    result = mbi.assess(panel())
    assert result == mbi.assess(panel())
    assert result != mbi.assess(panel(people=2))
    assert result != mbi.assess(panel(), targets={"R01": 0.5})
    again = pickle.loads(pickle.dumps(result))  # noqa: S301  our own bytes
    assert again == result
    assert again.to_dict() == result.to_dict()
    assert str(again.order[0].explain()) == str(result.order[0].explain())


def test_the_repr_is_short_and_the_text_complete() -> None:
    """One line in a list; headline, order and scorecard when printed; tables in a notebook."""
    result = mbi.assess(panel())
    assert len(repr(result)) < 120
    assert "\n" not in repr(result)
    assert str(result).startswith(result.headline())
    assert str(result.order) in str(result)
    assert str(result.scorecard) in str(result)
    assert result._repr_html_().count("<table") == 2
    assert result.table().to_text() == str(result.order)


def test_only_a_panel_is_assessed() -> None:
    """Anything else is an error of ours, with what was given."""
    with pytest.raises(SettingsError, match="'dict' must be a Panel"):
        mbi.assess({})  # type: ignore[arg-type]


def test_settings_in_force_are_kept() -> None:
    """Targets of all practices and normalised weights stand with the result."""
    result = mbi.assess(panel(), targets={"R": 0.5}, criterion_weights={"need": 2, "ease": 2}, minimum_group=3)
    assert dict(result.settings.targets)["R01"] == 0.5
    assert dict(result.settings.weights) == {"need": 0.5, "leverage": 0.0, "ease": 0.5}
    assert result.scorecard.minimum_group == 3


def test_certainty_is_drawn_once_at_its_first_use() -> None:
    """From the sampling that stands in the settings and in the saved form; without draws there is none."""
    doubt = mbi.assess(panel()).settings.sampling.doubt
    result = mbi.assess(panel(), samples=30, seed=4, doubt=attrs.evolve(doubt, misreading=0.0))
    assert result.certainty is result.certainty
    assert result.certainty is not None
    assert result.certainty.sampling == result.settings.sampling
    assert result.to_dict()["settings"]["sampling"] == {
        "samples": 30,
        "seed": 4,
        "doubt": {"weighting": "around", "importance": [], "unheard": True, "misreading": 0.0},
    }
    assert mbi.assess(panel(), samples=0).certainty is None
    assert pickle.loads(pickle.dumps(result)).certainty == result.certainty  # noqa: S301  our own bytes


@pytest.mark.parametrize("given", [{"samples": -1}, {"samples": True}, {"seed": -1}, {"doubt": "uniform"}])
def test_what_cannot_be_drawn_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(SettingsError):
        mbi.assess(panel(), **given)


def test_factors_of_the_context_enter_the_draws() -> None:
    """What the company calls important is first more often."""
    low = panel()
    named = attrs.evolve(low, context=Context(important=("L",)))
    found = [mbi.assess(each, samples=200).certainty for each in (low, named)]
    firsts = [[each for each in one.practices if each.practice[0] == "L"] for one in found if one is not None]
    before, after = (sum(each.first_by_rank or 0 for each in practices) for practices in firsts)
    assert before < after
