"""Answer sets as plain data."""

from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.observations import Observation
from mbi_collab.survey.plain import observation_of, origin_faults, panel_faults, set_as_dict, set_of

SHEET = mbi.load_catalogue().questionnaire("extended")
FULL = AnswerSet("a", "CIO", {"QP5": 4}, post="CTO", comments={"QP5": "hm"}, guesses={"QP5": "dk"})


@pytest.mark.parametrize("given", [FULL, AnswerSet("a", "CIO", {})])
def test_an_answer_set_goes_there_and_back(given: AnswerSet) -> None:
    """What is empty is left out."""
    assert set_of(set_as_dict(given)) == given
    assert set(set_as_dict(AnswerSet("a", "CIO", {}))) == {"respondent", "side", "answers"}


def test_an_observation_goes_there_and_back() -> None:
    found = Observation("QP5", 5, "plan", "2026-03-31", figure="36")
    assert observation_of(found.to_dict()) == found
    short = {"item": "QP5", "point": 5, "source": "plan", "date": "2026-03-31"}
    assert observation_of(short).figure == ""


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"agreed": [1]}, "panel agreed"),
        ({"observations": {}}, "panel observations"),
        ({"population": [1]}, "panel population"),
        ({"named_chiefs": 1}, "panel named_chiefs"),
        ({"answer_sets": [{"respondent": "a", "side": "CIO", "answers": {}, "guesses": []}]}, "answer set 1 guesses"),
        ({"answer_sets": [5]}, "answer set 1"),
        ({"version": 2}, "panel"),
        ({"agred": {}}, "panel"),
    ],
)
def test_what_keeps_data_from_being_a_panel(more: dict[str, Any], place: str) -> None:
    (fault,) = panel_faults({"answer_sets": [], **more})
    assert fault.place == place


def test_what_is_no_panel_at_all() -> None:
    nothing: tuple[object, ...] = (None, 5, [], {}, {"answer_sets": {}})
    for data in nothing:
        assert len(list(panel_faults(data))) == 1


@pytest.mark.parametrize(
    ("change", "place", "found"),
    [
        ({"pack": {"id": "cio-cm", "version": "1.0"}}, "panel pack", "cio-cm"),
        ({"pack": {"id": "cio-cmo", "version": "0.9"}}, "panel pack", "0.9"),
        ({"pack": {"id": "cio-cmo"}}, "panel pack", "None"),
        ({"pack": "cio-cmo"}, "panel pack", "cio-cmo"),
        ({"profile": "S006"}, "panel profile", "S006"),
        ({"profile": 7}, "panel profile", "7"),
    ],
)
def test_data_of_another_pack_or_profile_is_refused(change: dict[str, Any], place: str, found: str) -> None:
    """The same code may ask something else there; the fault says what is expected here."""
    data = mbi.Panel(SHEET, [FULL]).to_dict()
    assert not list(origin_faults(data, SHEET))
    with pytest.raises(AnswersError) as refused:
        mbi.Panel.from_dict(data | change, SHEET)
    (fault,) = refused.value.faults
    assert (fault.place, fault.found) == (place, found)


def test_data_that_says_no_origin_is_taken() -> None:
    """Whoever writes a panel by hand need not know the pack's version."""
    assert not list(origin_faults({"answer_sets": []}, SHEET))


def test_two_wrong_origins_are_two_faults() -> None:
    data = {"answer_sets": [], "pack": {"id": "other", "version": "1"}, "profile": "S00"}
    assert [each.place for each in origin_faults(data, SHEET)] == ["panel pack", "panel profile"]
