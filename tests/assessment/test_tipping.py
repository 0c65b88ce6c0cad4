"""The smallest change of an answer or a weight that changes the first step; no smaller one does."""

import attrs
import numpy as np
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.doubt import CRITERIA
from mbi_collab.assessment.tipping import AnswerTipping, WeightTipping, tipping_point
from mbi_collab.assessment.whatif import what_if
from mbi_collab.errors import SettingsError
from tests.strategies import packs, panels, sheet_of, small_pack, some_examples

SHEET = sheet_of(small_pack("ab"))


def rated(a: int, b: int, people: int = 1, **settings: object) -> mbi.Assessment:
    sets = [mbi.AnswerSet(f"{side}-{at}", side, {"a": a, "b": b}) for side in ("S0", "S1") for at in range(people)]
    return mbi.assess(mbi.Panel(SHEET, sets), **settings)  # type: ignore[arg-type]


def first(result: mbi.Assessment) -> str | None:
    return result.order[0].practice if len(result.order) else None


def test_one_step_of_one_answer() -> None:
    """Both practices stand at .5; a is first by its code. One step up of S0 on a, and b is needed more."""
    found = tipping_point(rated(2, 2))
    assert found.first == "pa"
    assert found.answer == AnswerTipping("S0-0", "S0", "a", 2, 3, "pb")
    assert found.answer.steps == 1


def test_a_weight_by_hand() -> None:
    """Practice a is needed more but takes high effort, b the other way round, and nothing waits for either.

    Levels .25 and .5 below the target of .75: needs 1 and 1/3; ease 0 and 1. With weights w and 1 - w of need and ease:
    w = w/3 + 1 - w, so w = .6. The tie at .6 goes to the lower effort, b.
    """
    data = small_pack("ab")
    data["practices"][0]["effort"], data["practices"][1]["effort"] = "high", "low"
    panel = mbi.Panel(sheet_of(data), [mbi.AnswerSet(side, side, {"a": 1, "b": 2}) for side in ("S0", "S1")])
    found = tipping_point(mbi.assess(panel, criterion_weights={"need": 0.8, "ease": 0.2})).weight
    assert found is not None
    assert (found.criterion, found.first_now) == ("need", "pb")
    assert found.weight_now == pytest.approx(0.6, abs=1e-6)
    assert found.change == pytest.approx(-0.2, abs=1e-6)


def test_a_weight_of_everything_has_no_others_to_give_to() -> None:
    """Need counts alone: it cannot be lowered in proportion to nothing; the others can be raised."""
    found = tipping_point(rated(1, 2, criterion_weights={"need": 1.0})).weight
    assert found is None or found.criterion != "need"


def test_with_nothing_open_an_answer_can_open_something_and_no_weight_can() -> None:
    found = tipping_point(rated(3, 3))
    assert (found.first, found.weight) == (None, None)
    assert found.answer is not None
    assert found.answer.first_now == "pa"


def test_nothing_answered_has_no_tipping_point() -> None:
    found = tipping_point(mbi.assess(mbi.Panel(SHEET, [])))
    assert (found.first, found.answer, found.weight) == (None, None, None)
    assert found.explain() == ("No single answer changes the first step.", "No single weight changes the first step.")


def test_an_agreed_answer_takes_the_answers_out_of_play() -> None:
    """Whatever anybody says of a and b, the chiefs have settled both."""
    panel = attrs.evolve(rated(2, 2).panel, agreed={"a": 2, "b": 2})
    assert tipping_point(mbi.assess(panel)).answer is None


@some_examples
@given(packs().flatmap(lambda sheet: panels(sheet, most=2)))
def test_the_answer_tips_and_no_smaller_change_does(panel: mbi.Panel) -> None:
    """Every change of every answer, one by one."""
    result = mbi.assess(panel)
    tips: list[tuple[int, str, str, int]] = []
    for each in panel.answer_sets:
        for item, point in each.answers:
            points = len(panel.questionnaire.scale_of(panel.questionnaire.item(item)).points)
            tips += [
                (abs(new - int(point)), item, each.respondent, new)
                for new in (range(1, points + 1) if isinstance(point, int) else ())
                if first(what_if(result, {each.respondent: {item: new}}).result) != first(result)
            ]
    found = tipping_point(result).answer
    assert (None if found is None else (found.steps, found.item, found.respondent, found.point_now)) == min(
        tips, default=None
    )


@some_examples
@given(packs().flatmap(panels))
def test_the_weight_tips_and_no_smaller_change_does(panel: mbi.Panel) -> None:
    """The weight found changes the first step; weights nearer to the own, on a grid, do not."""
    result = mbi.assess(panel)
    found = tipping_point(result).weight
    nearest = 1.0 if found is None else abs(found.change) - 1e-6
    own = np.array([weight for _, weight in result.settings.weights])
    for at in range(len(CRITERIA)):
        if own[at] > 1 - 1e-6:
            continue
        for weight in np.linspace(0, 1, 23).tolist():
            if abs(weight - own[at]) < nearest:
                assert first(with_weight(result, at, weight)) == first(result)
    if found is not None:
        made = with_weight(result, CRITERIA.index(found.criterion), found.weight_now)
        assert first(made) == found.first_now != first(result)


def with_weight(result: mbi.Assessment, at: int, weight: float) -> mbi.Assessment:
    own = [each for _, each in result.settings.weights]
    varied = [each * (1 - weight) / (1 - own[at]) for each in own]
    varied[at] = weight
    return mbi.assess(
        result.panel,
        targets=dict(result.settings.targets),
        criterion_weights=dict(zip(CRITERIA, varied, strict=True)),
    )


def test_names_only_on_request() -> None:
    found = tipping_point(rated(2, 2, people=4, minimum_group=2))
    assert found.answer is not None
    assert found.to_records()[0] == {
        "kind": "answer",
        "first": "pa",
        "steps": 1,
        "side": "S0",
        "item": "a",
        "first_now": "pb",
    }
    assert found.to_records(names=True)[0]["respondent"] == "S0-0"
    assert "S0-0" not in str(found) + repr(found)


def test_where_a_side_is_small_nothing_is_told() -> None:
    """Which answer of whom it is would say what somebody answered; so would by how much, to who knows the others."""
    found = tipping_point(rated(2, 2))
    assert found.answer is not None
    assert found.to_records() == found.to_records(names=True) == []
    (sentence,) = found.explain()
    assert sentence.startswith("What would change the first step is not shown: a side has fewer than 4 respondents")
    assert repr(found) == f"<TippingPoint: {sentence}>"


def test_it_is_told_in_sentences() -> None:
    result = rated(2, 2, minimum_group=1)
    found = attrs.evolve(tipping_point(result), weight=WeightTipping("ease", 0.1, 0.456, "pb"))
    assert found.explain() == (
        "One answer of the side S0 to a, 1 point higher or lower on its scale, and the first is pb practice.",
        "With the weight of ease at 0.46 instead of 0.10, the first is pb practice.",
    )
    assert found.to_records()[1]["weight_now"] == 0.456
    open_one = attrs.evolve(found, answer=AnswerTipping("S0-0", "S0", "a", 2, 3, None))
    assert "the first is nothing." in open_one.explain()[0]
    far_one = attrs.evolve(found, answer=AnswerTipping("S0-0", "S0", "a", 4, 1, "pb"))
    assert "3 points higher or lower" in far_one.explain()[0]


def test_only_an_assessment_can_be_asked_about() -> None:
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        tipping_point(rated(1, 1).panel)  # type: ignore[arg-type]
