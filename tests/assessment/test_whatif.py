"""Other answers, and what moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.changes import Change
from mbi_collab.assessment.moves import StepMove
from mbi_collab.assessment.whatif import LevelMove, what_if
from mbi_collab.errors import AnswersError, SettingsError
from mbi_collab.survey.answers import Answer
from tests.strategies import sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("ab"))


def rated(people: int = 4, **settings: object) -> mbi.Assessment:
    """Everybody gives a point 1 and b point 2."""
    names = [(f"{side}-{at}", side) for side in ("S0", "S1") for at in range(people)]
    sets = [mbi.AnswerSet(name, side, {"a": 1, "b": 2}) for name, side in names]
    return mbi.assess(mbi.Panel(SHEET, sets), **settings)  # type: ignore[arg-type]


def test_one_answer_moves_levels_and_places() -> None:
    """Two people, one a side: a goes from 0 to (1 + 1)/2, into place; b is first then."""
    made = what_if(rated(1), {"S0-0": {"a": 3}, "S1-0": {"a": 3}})
    assert made.moves == (
        StepMove("pb", 2, 1, "open", "open"),
        StepMove("pa", 1, None, "open", "in-place"),
    )
    assert made.first_changes
    assert made.changes == (("S0-0", "a", 3), ("S1-0", "a", 3))
    assert LevelMove("overall", "overall", Change(0.25, 0.75)) in made.levels
    assert {each.code for each in made.levels} == {"overall", "A", "qa", "a", "pa"}
    assert made.before.scorecard.item("a").level == 0.0


def test_an_answer_can_be_taken_away() -> None:
    made = what_if(rated(1), {"S0-0": {"a": None}, "S1-0": {"a": "dk"}})
    assert made.result.scorecard.item("a").level is None
    assert made.moves[1] == StepMove("pa", 1, None, "open", "not-assessed")


def test_the_settings_stay() -> None:
    made = what_if(rated(targets={"pa": 0.3}, minimum_group=2, seed=7), {"S0-0": {"a": 2}})
    assert made.result.settings == made.before.settings
    assert made.result.scorecard.minimum_group == 2


@some_examples
@given(surveys(), st.booleans())
def test_no_change_changes_nothing(panel: mbi.Panel, named: bool) -> None:  # noqa: FBT001
    result = mbi.assess(panel)
    made = what_if(result, {each.respondent: {} for each in panel.answer_sets} if named else {})
    assert made.result == result
    assert (made.moves, made.levels, made.changes, made.first_changes) == ((), (), (), False)


@some_examples
@given(surveys())
def test_the_same_answers_again_change_nothing(panel: mbi.Panel) -> None:
    result = mbi.assess(panel)
    assert what_if(result, {each.respondent: dict(each.answers) for each in panel.answer_sets}).result == result


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"S0-00": {"a": 1}}, "'S0-00' is not a respondent of this panel (allowed: S0-0, S1-0). Did you mean 'S0-0'?"),
        ({"S0-0": {"A": 1}}, "'A' is not an item of profile 'P' (allowed: a, b). Did you mean 'a'?"),
        ({"S0-0": {"A": None}}, "'A' is not an item of profile 'P' (allowed: a, b). Did you mean 'a'?"),
        ({"S0-0": {"a": 4}}, "'4' is not an answer of this scale"),
        ({"S0-0": {"a": True}}, "'True' is not an answer of this scale"),
        ({"S0-0": {"a": "dkk"}}, "Did you mean 'dk'?"),
        ({"S0-0": 3}, "'3' must map items to answers"),
        ([("S0-0", "a", 3)], "must map respondents to items and answers"),
    ],
)
def test_what_cannot_be_is_refused_with_the_nearest(changes: dict[str, dict[str, Answer | None]], says: str) -> None:
    with pytest.raises(AnswersError) as caught:
        what_if(rated(1), changes)
    assert says in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(AnswersError) as caught:
        what_if(rated(1), {"nobody": {"a": 1}, "S0-0": {"a": 9, "c": 1, "d": None}})
    assert [each.found for each in caught.value.faults] == ["nobody", "d", "9", "c"]


def test_only_an_assessment_can_be_asked_about() -> None:
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        what_if(rated(1).panel, {})  # type: ignore[arg-type]


def test_records_and_tables_hold_no_name() -> None:
    made = what_if(rated(), {f"S{side}-{at}": {"a": 3} for side in range(2) for at in range(4)})
    assert made.to_records()[1]["level_now"] == 1.0
    assert made.table().rows == (("pb practice", "2", "1"), ("pa practice", "1", "in place"))
    for shown in (str(made), repr(made), made._repr_html_(), str(made.to_records())):
        assert "S0-0" not in shown


def test_where_a_side_is_small_nothing_is_told() -> None:
    """From what one other answer moves, the answer that was there before could be worked out."""
    made = what_if(rated(3), {f"S{side}-{at}": {"a": 3} for side in range(2) for at in range(3)})
    assert made.moves
    assert made.to_records() == []
    assert made.table().rows == ()
    assert "What would move is not shown" in str(made)
    assert repr(made) == "<WhatIf: answers 6, nothing shown>"
