"""The answer sets of one organisation, checked against the questionnaire."""

import json
import pickle
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.observations import is_day
from mbi_collab.survey.panel import Panel
from tests import strategies

CATALOGUE = mbi.load_catalogue()
SHEET = CATALOGUE.questionnaire("S006")


def one(answers: dict[str, object], *, side: str = "CIO", who: object = "anna", **more: object) -> mbi.AnswerSet:
    return mbi.AnswerSet(who, side, answers, **more)  # type: ignore[arg-type]


def faults(*sets: mbi.AnswerSet, sheet: mbi.Questionnaire = SHEET, **more: object) -> list[str]:
    """The faults of a panel, as text."""
    with pytest.raises(AnswersError) as caught:
        Panel(sheet, sets, **more)  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


# ------------------------------------------------------------------------------------ bad input


def test_an_unknown_item_names_the_nearest() -> None:
    """A code that the profile lacks, with who gave it and what may have been meant."""
    (fault,) = faults(one({"q313": 4}))
    assert fault.startswith("respondent 'anna': 'q313' is not an item of profile 'S006'")
    assert "Did you mean 'Q313'?" in fault
    assert "allowed: Q311a" in fault


@pytest.mark.parametrize("answer", [0, 6, -1, 4.0, True, "x", "na:maybe", "", None])
def test_an_answer_off_the_scale_says_what_is_allowed(answer: object) -> None:
    """The points of the item's scale, don't know and the listed reasons."""
    (fault,) = faults(one({"Q313": answer}))
    assert "item 'Q313'" in fault
    assert "allowed: 1, 2, 3, 4, 5, dk, na:out-of-scope" in fault


def test_an_unknown_side_names_the_nearest() -> None:
    """A side the questionnaire does not ask, with those it does."""
    (fault,) = faults(one({}, side="CEO"))
    assert "'CEO' is not a side of this questionnaire (allowed: CIO, CMO). Did you mean 'C" in fault


def test_an_answer_of_a_side_that_is_not_asked_is_refused() -> None:
    """QL4 is for the rest of the company; a CIO's answer to it is an error, whatever it is."""
    sheet = CATALOGUE.questionnaire("extended")
    for answer in (4, "dk", "na:other"):
        (fault,) = faults(one({"QL4": answer}), sheet=sheet)
        assert "item 'QL4'" in fault
        assert "this side is not asked (allowed: rest)" in fault


def test_a_respondent_twice_is_refused() -> None:
    """Even on another side: ids are unique within a panel."""
    (fault,) = faults(one({"Q313": 4}), one({"Q313": 5}, side="CMO"))
    assert fault == "respondent: 'anna' is there more than once"


@pytest.mark.parametrize("who", ["", "  ", "\t", None, 7])
def test_a_respondent_without_a_name_is_refused(who: object) -> None:
    """Empty, blank, or no text at all."""
    (fault,) = faults(one({}, who=who))
    assert "must be a name or an id" in fault


def test_an_item_answered_twice_is_refused() -> None:
    """Pairs may repeat a code; nobody knows which counts."""
    twice = mbi.AnswerSet("anna", "CIO", [("Q313", 4), ("Q313", 5)])
    assert faults(twice) == ["respondent 'anna', item 'Q313': is answered more than once"]


@pytest.mark.parametrize("people", [0, 1, -1, True, 2.0, "3", None])
def test_a_population_that_cannot_be_is_refused(people: object) -> None:
    """Fewer than answered, or no whole number."""
    (fault,) = faults(one({}), one({}, who="bert"), population={"CIO": people})
    assert "population of CIO" in fault
    assert "at least the 2 who answered" in fault


def test_a_population_of_an_unknown_side_names_the_nearest() -> None:
    """A side of another questionnaire has no people here."""
    (fault,) = faults(population={"cio": 5})
    assert "Did you mean 'CIO'?" in fault


@pytest.mark.parametrize("date", ["2024-02-30", "2024.05.01", "20240501", "1 May", "", 7])
def test_a_date_that_is_no_day_is_refused(date: object) -> None:
    """Days are written yyyy-mm-dd and exist."""
    (fault,) = faults(date=date)
    assert fault.startswith("date: ")
    assert "yyyy-mm-dd" in fault
    assert not is_day(date)


def test_a_comment_on_an_unknown_item_is_refused() -> None:
    """Comments stand at items of the profile."""
    (fault,) = faults(one({}, comments={"Q313x": "?"}))
    assert "comment" in fault
    assert "Did you mean 'Q313'?" in fault


def test_every_fault_is_told_at_once() -> None:
    """Two people, six faults, nothing taken."""
    found = faults(
        one({"Q313": 9, "nope": 1}),
        one({"Q313": "maybe"}, who="bert", side="CFO"),
        one({}, who=""),
        date="soon",
    )
    assert len(found) == 6


def test_keys_of_mixed_kinds_are_a_fault_and_no_crash() -> None:
    """A population whose keys cannot be sorted is refused with our own error."""
    assert faults(population={1: 2, "CIO": 3})


def test_a_respondent_that_cannot_be_counted_is_a_fault_and_no_crash() -> None:
    """A list for a name is refused with our own error."""
    assert faults(one({}, who=["anna"]))


@pytest.mark.parametrize("said", ["no", 1, 0, None, np.True_])
def test_named_chiefs_is_true_or_false(said: object) -> None:
    """Nothing else says that people agree to be shown."""
    (fault,) = faults(one({}), named_chiefs=said)
    assert "named_chiefs" in fault
    assert "must be True or False" in fault


def test_what_could_not_be_read_back_is_refused_at_once() -> None:
    """Respondents, posts and comments are text without control characters and halves of characters."""
    found = faults(
        one({}, who="an\0na", post="C\x1bTO", comments={"Q313": "\ud800", "Q311a": None}),
        one({}, who="bert", post=5, comments=[("Q313", "a"), ("Q313", "b"), (5, "c")]),
        date="soon",
    )
    assert len(found) == 8
    assert "respondent 'an\\x00na', comment on 'Q311a': 'None' must be text" in found
    assert "respondent 'bert', comment on 'Q313': is there more than once" in found


def test_a_population_of_endless_digits_is_refused() -> None:
    """No file could give it back."""
    (fault,) = faults(population={"CIO": 10**5000})
    assert "population of CIO" in fault
    assert "(allowed: 0 to 1000000000000)" in fault


@pytest.mark.parametrize("sets", [None, 5, "abc", [1], {}, mbi.AnswerSet("anna", "CIO", {})])
def test_what_is_no_list_of_answer_sets_is_refused(sets: object) -> None:
    """Other kinds of value are named, without a traceback of Python's."""
    with pytest.raises(AnswersError, match=r"must be .*AnswerSet values"):
        Panel(SHEET, sets)  # type: ignore[arg-type]


def test_a_catalogue_is_no_questionnaire() -> None:
    """The message says how one is made."""
    with pytest.raises(AnswersError, match="questionnaire: 'Catalogue' must be a Questionnaire"):
        Panel(CATALOGUE, [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "more",
    [{"population": 3}, {"population": [3, 4]}, {"agreed": "Q313"}, {"observations": 5}, {"observations": "QP4"}],
)
def test_other_parts_of_the_wrong_kind_are_refused(more: dict[str, object]) -> None:
    """Each names itself and what it must be."""
    (fault,) = faults(one({}), **more)  # type: ignore[arg-type]
    assert fault.startswith(f"{next(iter(more))}: ")


def test_a_changed_panel_is_checked_alike() -> None:
    """Agreed answers and observations that are none are refused."""
    panel = Panel(SHEET, [])
    with pytest.raises(AnswersError):
        panel.with_agreed("Q313")  # type: ignore[arg-type]
    with pytest.raises(AnswersError):
        panel.with_observations(5)  # type: ignore[arg-type]


def test_a_point_as_text_is_told_as_such() -> None:
    """In answers, guesses and agreed answers: points are whole numbers."""
    found = faults(one({"Q313": "4"}, guesses={"Q311a": "4"}), agreed={"Q313": "4"})
    assert len(found) == 3
    assert all("\"'4'\" is text: points are whole numbers" in fault for fault in found)


# -------------------------------------------------------------------------------------- values


def test_whole_numbers_of_other_libraries_are_points() -> None:
    """Integers of numpy become Python's, in answers, guesses, agreed answers, populations; its truth values do not."""
    four: Any = np.int64(4)
    panel = Panel(
        SHEET, [one({"Q313": four}, guesses={"Q311a": four})], agreed={"Q313": four}, population={"CIO": four}
    )
    own = Panel(SHEET, [one({"Q313": 4}, guesses={"Q311a": 4})], agreed={"Q313": 4}, population={"CIO": 4})
    assert panel == own
    assert type(panel.answer_sets[0].answer("Q313")) is int
    assert json.dumps(panel.to_dict()) == json.dumps(own.to_dict())
    assert faults(one({"Q313": np.True_}))


def test_the_four_states_stay_apart_in_cells() -> None:
    """A point is its number, don't know 255, not applicable 254, unanswered 0, row by row."""
    panel = Panel(SHEET, [one({"Q311a": 4, "Q311b": "dk", "Q312a": "na:not-here"}), one({"Q332b": 1}, who="bert")])
    cells = panel.cells
    assert len(cells) == 2 * 22
    assert list(cells[:4]) == [4, 255, 254, 0]
    assert cells[-1] == 1
    assert cells.count(0) == 2 * 22 - 4


def test_a_scale_of_many_points_fits_a_cell() -> None:
    """The 100th of 100 points does not turn into another state."""
    tables = strategies.small_pack(["a"])
    tables["scales"][0]["points"] = [{"code": str(at), "value": at / 100, "text": "point"} for at in range(1, 101)]
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 100})])
    assert list(panel.cells) == [100]
    assert mbi.assess(panel).scorecard.item("a").level == 1.0


def test_undeclared_sides_are_those_heard_without_a_head_count() -> None:
    """A side nobody answered for is missing, not undeclared; the named chiefs are all that is asked."""
    assert Panel(SHEET, []).undeclared_sides == ()
    assert Panel(SHEET, [one({})]).undeclared_sides == ("CIO",)
    assert Panel(SHEET, [one({})], population={"CIO": 1}).undeclared_sides == ()
    assert Panel(SHEET, [one({})], named_chiefs=True).undeclared_sides == ()


def test_missing_sides_are_reported() -> None:
    """A side that is asked something and of which nobody answered; an empty answer set is somebody."""
    assert Panel(SHEET, []).missing_sides == ("CIO", "CMO")
    assert Panel(SHEET, [one({})]).missing_sides == ("CMO",)


def test_the_population_is_at_least_those_who_answered() -> None:
    """As stated, or as many as are there."""
    panel = Panel(SHEET, [one({}), one({}, who="bert", side="CMO")], population={"CIO": 4})
    assert (panel.population_of("CIO"), panel.population_of("CMO")) == (4, 1)


def test_answer_sets_are_sorted_by_respondent() -> None:
    """No order of arrival is kept."""
    panel = Panel(SHEET, [one({}, who=name) for name in ("c", "a", "b")])
    assert [each.respondent for each in panel.respondents_of("CIO")] == ["a", "b", "c"]
    assert panel == panel.with_answer_sets(panel.answer_sets[::-1])
    assert panel.with_answer_sets([]).answer_sets == ()


@strategies.some_examples
@given(strategies.surveys())
def test_written_and_read_back_is_the_same(panel: Panel) -> None:
    """Through plain data and JSON, with population and all four states."""
    again = Panel.from_dict(json.loads(json.dumps(panel.to_dict())), panel.questionnaire)
    assert again == panel
    assert again.cells == panel.cells
    assert hash(again) == hash(panel)


def test_posts_comments_date_and_chiefs_are_written_and_read_back() -> None:
    """What is not an answer comes back as well."""
    panel = Panel(
        SHEET,
        [one({"Q313": "na:other"}, post="CTO", comments={"Q313": "No «joint» ones."})],
        date="2024-05-01",
        population={"CIO": 3},
        named_chiefs=True,
    )
    again = Panel.from_dict(json.loads(json.dumps(panel.to_dict())), SHEET)
    assert again == panel
    assert again.stand_ins[0].post == "CTO"


def test_plain_data_of_another_shape_is_refused_with_every_fault() -> None:
    """Unknown keys with the nearest, wrong kinds, a missing side: all at once."""
    data = {
        "answer_sets": [{"respondent": "a", "answers": [], "side": 3}, "b"],
        "populations": {},
        "named_chiefs": "yes",
    }
    with pytest.raises(AnswersError) as caught:
        Panel.from_dict(data, SHEET)
    text = "\n".join(str(fault) for fault in caught.value.faults)
    assert "Did you mean 'population'?" in text
    assert "named_chiefs" in text
    assert "answer set 1 answers" in text
    assert "answer set 1 side" in text
    assert "answer set 2" in text


@pytest.mark.parametrize("data", [None, [], {}, {"answer_sets": {}}, {"answer_sets": [], "version": 2}])
def test_what_is_no_panel_is_refused(data: object) -> None:
    """Not an object, no list of answer sets, another version."""
    with pytest.raises(AnswersError):
        Panel.from_dict(data, SHEET)  # type: ignore[arg-type]


def test_a_panel_is_a_value() -> None:
    """Equal, hashable, back from a pickle, unequal with one answer changed; its repr is short."""
    panel = Panel(SHEET, [one({"Q313": 4})])
    same = Panel(CATALOGUE.questionnaire("S006"), [one({"Q313": 4})])
    assert panel == same
    assert hash(panel) == hash(same)
    assert pickle.loads(pickle.dumps(panel)) == panel  # noqa: S301  our own bytes
    assert panel != Panel(SHEET, [one({"Q313": 5})])
    assert panel != attrs.evolve(panel, named_chiefs=True)
    assert repr(panel) == "<Panel of 'S006': CIO 1, CMO 0>"
