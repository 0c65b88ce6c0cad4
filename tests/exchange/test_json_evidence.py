"""Observations, agreed answers and guesses of a JSON panel."""

import json
from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.exchange.reading import read_answers
from mbi_collab.survey.observations import Observation
from tests.exchange.samples import FaultsOf, named

SHEET = mbi.load_catalogue().questionnaire("extended")
FOUND: dict[str, Any] = {"item": "QP5", "point": 5, "source": "plan", "date": "2026-03-31", "figure": "36"}
ANNA: dict[str, Any] = {
    "respondent": "anna",
    "side": "CIO",
    "answers": {"QP5": 4},
    "guesses": {"QP5": "2", "QP4": None},
}


def written(name: str = "a.json", **panel: Any) -> Any:
    return named(json.dumps({"answer_sets": [ANNA], **panel}), name)


def test_a_panel_is_read_back_as_it_was_written() -> None:
    """With observations, agreed answers and guesses."""
    guesses: dict[str, int | str] = {"QP5": 2, "QP4": "dk"}
    first = mbi.AnswerSet("anna", "CIO", {"QP5": 4}, guesses=guesses)
    panel = mbi.Panel(SHEET, [first], observations=[Observation(**FOUND)], agreed={"Q313": 3})
    assert read_answers(named(json.dumps(panel.to_dict()), "a.json"), SHEET) == panel


def test_they_are_read_as_answers_are() -> None:
    """A guess may be spelled in any way; an empty one is none; a point may be written 5.0."""
    panel = read_answers(written(observations=[{**FOUND, "point": 5.0}], agreed={"Q313": 2.0}), SHEET)
    assert panel.answer_sets[0].guesses == (("QP5", 2),)
    assert panel.observations == (Observation(**FOUND),)
    assert panel.agreed == (("Q313", 2),)
    assert panel.import_report is not None
    assert panel.import_report.guesses == 1


def test_two_files_may_say_the_same_but_not_two_things(faults_of: FaultsOf) -> None:
    """The same observation and agreement twice are one; others are a fault that names both files."""
    other = named(json.dumps({"answer_sets": [{**ANNA, "respondent": "ben"}], "observations": [FOUND]}), "b.json")
    assert len(read_answers([written(observations=[FOUND]), other], SHEET).observations) == 1
    other = written(
        "b.json", answer_sets=[{**ANNA, "respondent": "ben"}], observations=[{**FOUND, "point": 1}], agreed={"Q313": 4}
    )
    found = faults_of([written(observations=[FOUND], agreed={"Q313": 3}), other], of=SHEET)
    assert len(found) == 2
    assert all("is not what a.json" in fault.problem for fault in found)
    assert "point=5" in found[0].allowed[0]


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ({"observations": 5}, 1),
        ({"observations": [5, None, "x"]}, 3),
        ({"observations": [{"item": "QP5"}]}, 3),
        ({"observations": [{**FOUND, "point": 9, "date": "soon"}]}, 2),
        ({"observations": [{**FOUND, "item": "Q313"}]}, 1),
        ({"observations": [{**FOUND, "item": None}]}, 1),
        ({"observations": [{**FOUND, "note": 1}]}, 1),
        ({"observations": [{**FOUND, "point": {}}]}, 1),
        ({"agreed": [1]}, 1),
        ({"agreed": {"Q313": "dk", "Q9": 1, "QM9": 1, "Q322": 2.5}}, 4),
        ({"answer_sets": [{**ANNA, "guesses": [1]}]}, 1),
        ({"answer_sets": [{**ANNA, "guesses": {"QP5": 9, "Q9": 1, "Q313": 1, "QP4": True, "QP3": "na:other"}}]}, 5),
    ],
)
def test_faults_are_told_with_their_place(faults_of: FaultsOf, more: dict[str, Any], count: int) -> None:
    """All of them at once, each with file and key."""
    found = faults_of(written(**more), of=SHEET)
    assert len(found) == count
    assert all(fault.place.startswith("a.json") for fault in found)
