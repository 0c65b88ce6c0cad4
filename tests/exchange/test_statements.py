"""What a file or the caller says of the whole panel: the day, and how many people each side has."""

import json
from typing import Any

import numpy as np
import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, SettingsError
from mbi_collab.exchange.found import Statement
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.statements import date_of, population_of
from tests.exchange.samples import TWO, named


def stated(**said: Any) -> Any:
    """A JSON panel of one person of the CIO side that says something of itself."""
    return named(json.dumps({**said, "answer_sets": [{"respondent": "cara", "side": "CIO", "answers": {}}]}), "a.json")


def test_tables_get_a_population_and_a_date(sheet: Questionnaire) -> None:
    """Sides by code or title; a side of which nothing is said keeps those who answered."""
    panel = read_answers(named(TWO), sheet, population={"cio side": 50}, date="2026-03-02")
    assert (panel.population, panel.date) == ((("CIO", 50),), "2026-03-02")
    assert (panel.population_of("CIO"), panel.population_of("CMO")) == (50, 1)


def test_nothing_said_states_nothing(sheet: Questionnaire) -> None:
    """An empty dict is no head-count of nobody."""
    assert not [*date_of(None, "x"), *population_of(None, "x", sheet), *population_of({}, "x", sheet)]


def test_what_is_said_has_its_place(sheet: Questionnaire) -> None:
    """A whole number of another library is one."""
    assert [*population_of([("CMO", np.int64(7))], "here", sheet)] == [Statement("population of CMO", 7, "here of CMO")]
    assert [*date_of("2026-03-02", "there")] == [Statement("date", "2026-03-02", "there")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"date": "2.3.2026"}, "the declared date: '2.3.2026' is not a day written as text (allowed: yyyy-mm-dd)"),
        (
            {"date": "2025-02-30"},
            "the declared date: '2025-02-30' is no day of the calendar (allowed: a day that there is, as yyyy-mm-dd)",
        ),
        ({"date": 20260302}, "the declared date: '20260302' is not a day written as text (allowed: yyyy-mm-dd)"),
        (
            {"population": {5: 5}},
            "the declared population: '5' is not a side of this questionnaire (allowed: CIO, CMO, CIO side, CMO side)",
        ),
        (
            {"population": {"CIO": "many"}},
            "the declared population of CIO: 'many' must be a whole number (allowed: 0 to 1000000000000)",
        ),
        (
            {"population": {"CIO": -1}},
            "the declared population of CIO: '-1' must be a whole number (allowed: 0 to 1000000000000)",
        ),
        (
            {"population": {"CIO": True}},
            "the declared population of CIO: 'True' must be a whole number (allowed: 0 to 1000000000000)",
        ),
        ({"population": [("CIO", 9), ("CIO side", 8)]}, "the declared population of CIO: '8' is said twice"),
        ({"population": [("CIO", 9), ("CIO", 9)]}, "the declared population of CIO: '9' is said twice"),
        (
            {"population": 5},
            "the declared population: 'int' must be a dict by code, or pairs of a code and what belongs to it",
        ),
    ],
)
def test_what_cannot_be_declared_is_told_before_a_file_is_opened(
    sheet: Questionnaire, said: dict[str, Any], told: str
) -> None:
    """Each with what was found, what is allowed and what is near."""
    with pytest.raises(SettingsError) as caught:
        read_answers("/no/such/file", sheet, **said)
    assert str(caught.value) == told


def test_a_side_that_is_not_known_is_told_with_the_nearest(sheet: Questionnaire) -> None:
    """As everywhere."""
    (fault,) = population_of({"CI0": 5}, "here", sheet)
    assert isinstance(fault, Fault)
    assert (fault.place, fault.found, fault.nearest) == ("here", "CI0", "CIO")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            {"population": {"CIO": 1}},
            "answers: the declared population of CIO: '1' is fewer than the 2 who answered (allowed: 2 or more)",
        ),
        (
            {"population": {"CMO": 8}},
            "answers: a.json population of CMO: '9' is not what the declared population of CMO says (allowed: 8)",
        ),
        (
            {"date": "2026-03-02"},
            "answers: a.json date: '2026-03-01' is not what the declared date says (allowed: 2026-03-02)",
        ),
    ],
)
def test_what_is_declared_must_fit_the_answers_and_the_files(
    sheet: Questionnaire, said: dict[str, Any], told: str
) -> None:
    """Fewer than answered, and what a JSON panel says otherwise."""
    files = [named(TWO), stated(date="2026-03-01", population={"CMO": 9})]
    with pytest.raises(AnswersError) as caught:
        read_answers(files, sheet, **said)
    assert str(caught.value) == told


def test_what_is_said_twice_alike_is_no_contradiction(sheet: Questionnaire) -> None:
    """By the caller and by a file."""
    said: dict[str, Any] = {"date": "2026-03-01", "population": {"CMO": 9}}
    panel = read_answers([named(TWO), stated(**said)], sheet, **said)
    assert (panel.date, panel.population) == ("2026-03-01", (("CMO", 9),))
