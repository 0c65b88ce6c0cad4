"""Answer sets as plain data."""

from typing import Any

import pytest

from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.observations import Observation
from mbi_collab.survey.plain import observation_of, panel_faults, set_as_dict, set_of

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
