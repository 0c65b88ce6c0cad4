"""The form of a saved assessment."""

from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.errors import Fault, SavedFileError
from mbi_collab.exchange.saved_form import SavedAssessment, structured
from tests.report.panels import company


@pytest.fixture
def data() -> dict[str, Any]:
    """What an assessment is as plain data, with lists where JSON has lists."""
    return company().to_dict()


def faults_of(data: object) -> tuple[Fault, ...]:
    with pytest.raises(SavedFileError) as caught:
        structured(data)
    return caught.value.faults


def test_plain_data_become_values(data: dict[str, Any]) -> None:
    """Scores, priorities and steps are the classes of the assessment."""
    made = structured(data)
    assert isinstance(made, SavedAssessment)
    assert isinstance(made.order[0], mbi.Step)
    assert made.scorecard.overall.level == data["scorecard"]["overall"]["level"]


@pytest.mark.parametrize("other", [None, [], "x", {}, {"format": "mbi-collab/panel", "version": 1}])
def test_other_data_are_refused(other: object) -> None:
    """What does not say that it is a saved assessment is not looked at."""
    assert "mbi-collab/assessment 1" in faults_of(other)[0].allowed


def test_all_faults_are_told_with_their_places(data: dict[str, Any]) -> None:
    """Missing keys, extra keys and wrong kinds of value, each with its path."""
    del data["scorecard"]["areas"][0]["level"]
    data["order"][0]["wave"] = "0"
    data["order"][1]["priorities"] = []
    data["priorities"][0]["scorecard"] = None
    data["more"] = 1
    found = {(fault.place, fault.found) for fault in faults_of(data)}
    assert found == {
        ("scorecard.areas.R.level", None),
        ("order.[0].wave", "0"),
        ("order.[1]", "priorities"),
        ("priorities.[0]", "scorecard"),
        ("more", "more"),
    }
