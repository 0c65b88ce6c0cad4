"""A panel, an answer set, and a list of them, as JSON."""

import json
from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.sources import Limits, SourceFile
from mbi_collab.survey.panel import Panel
from tests.exchange.samples import FaultsOf, changed, named
from tests.survey import migrating

ANNA: dict[str, Any] = {"respondent": "anna", "side": "CIO", "answers": {"Q313": 4}}


def written(data: object, name: str = "a.json") -> Any:
    """The data as an open file."""
    return named(json.dumps(data), name)


def test_the_three_forms(sheet: Questionnaire) -> None:
    """A panel, one answer set, a list."""
    panel = Panel.from_dict({"answer_sets": [ANNA]}, sheet)
    for data in (panel.to_dict(), {"answer_sets": [ANNA]}, ANNA, [ANNA]):
        assert read_answers(written(data), sheet) == panel


def test_a_panel_brings_its_date_population_and_chiefs(sheet: Questionnaire) -> None:
    """What the panel form says of the whole panel is kept; its pack's version is reported."""
    data = {**Panel.from_dict({"answer_sets": [ANNA]}, sheet).to_dict()}
    data |= {"date": "2026-03-01", "population": {"CIO": 7}, "named_chiefs": True}
    panel = read_answers(written(data), sheet)
    assert (panel.date, panel.population, panel.named_chiefs) == ("2026-03-01", (("CIO", 7),), True)
    assert panel.import_report is not None
    assert panel.import_report.files[0].pack_version == sheet.catalogue.pack.version


def test_answers_are_spelled_as_in_tables(sheet: Questionnaire) -> None:
    """Numbers, texts and null."""
    answers = {"Q313": 4.0, "Q311a": "2", "Q311b": "largely", "Q312a": "dk", "Q312b": None, "Q312c": " "}
    found = read_answers(written({**ANNA, "answers": answers}), sheet).answer_sets[0]
    assert found.answers == (("Q311a", 2), ("Q311b", 4), ("Q312a", "dk"), ("Q313", 4))


def test_wrong_answers_are_told_all_at_once(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """Off the scale, of the wrong kind, of an unknown item, of a side not asked."""
    asked = changed(sheet, "Q311a", asked_of=("CMO",))
    answers = {"Q313": 9, "Q311b": True, "Q312a": [1], "Q999x": 1, "Q311a": 1, "Q312b": float("nan"), "Q312c": 4.5}
    faults = faults_of(written({**ANNA, "answers": answers, "comments": {"Q999": "x", "Q313": 5}}), of=asked)
    assert [fault.found for fault in faults] == ["NaN", "9", "true", "[1]", "Q999x", "CIO", "4.5", "Q999", "5"]
    assert faults[1].place == "a.json answer set 1 ('anna'), item 'Q313'"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (5, "a.json"),
        ({}, "a.json"),
        ([], "a.json"),
        ({"answer_sets": []}, "a.json"),
        ({"answer_sets": {}}, "a.json"),
        ([5], "a.json answer set 1"),
        ([{**ANNA, "respondent": 5}], "a.json answer set 1, respondent"),
        ([{**ANNA, "respondent": " "}], "a.json answer set 1, respondent"),
        ([{**ANNA, "answers": [4]}], "a.json answer set 1, answers"),
        ([{**ANNA, "side": 5}], "a.json answer set 1, side"),
        ([{**ANNA, "post": 5}], "a.json answer set 1, post"),
        ([{**ANNA, "comments": "x"}], "a.json answer set 1, comments"),
        ([{**ANNA, "answer": {}}], "a.json answer set 1"),
        ([{**ANNA, "side": None}], "a.json answer set 1 ('anna'), side"),
        ([{**ANNA, "side": "CTO"}], "a.json answer set 1 ('anna'), side"),
    ],
)
def test_what_is_no_answer_set_is_a_fault(faults_of: FaultsOf, data: object, place: str) -> None:
    """One fault, at its place."""
    assert [fault.place for fault in faults_of(written(data))] == [place]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"format": "x"}, "a.json format"),
        ({"version": 2}, "a.json version"),
        ({"version": True}, "a.json version"),
        ({"pack": {"id": "other", "version": "1"}}, "a.json pack"),
        ({"pack": "cio-cmo"}, "a.json pack"),
        ({"profile": "S006"}, "a.json profile"),
        ({"date": "1.3.2026"}, "a.json date"),
        ({"date": "2026-02-30"}, "a.json date"),
        ({"named_chiefs": "yes"}, "a.json named_chiefs"),
        ({"population": [5]}, "a.json population"),
        ({"population": {"CTO": 5}}, "a.json population"),
        ({"population": {"CIO": "5"}}, "a.json population of CIO"),
        ({"population": {"CIO": 0}}, "a.json population of CIO"),
        ({"populaton": {"CIO": 5}}, "a.json"),
    ],
)
def test_a_panel_of_something_else_is_a_fault(
    sheet: Questionnaire, faults_of: FaultsOf, change: dict[str, Any], place: str
) -> None:
    """Another format, pack or profile, and statements that cannot be."""
    data = Panel.from_dict({"answer_sets": [ANNA]}, sheet).to_dict() | change
    assert [fault.place for fault in faults_of(written(data))] == [place]


def test_the_caller_may_say_the_side(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """Where the file says none; where it says another, that is a fault."""
    bare = {"respondent": "anna", "answers": {}}
    assert read_answers(written(bare), sheet, side="CMO").answer_sets[0].side == "CMO"
    assert faults_of(written(ANNA), side="CMO")[0].allowed == ("CMO",)


def test_too_many_answer_sets_are_refused(faults_of: FaultsOf) -> None:
    """The limit of rows holds for JSON."""
    (fault,) = faults_of(written([ANNA] * 3), limits=Limits(rows=2))
    assert "more than the 2" in fault.problem


def test_json_is_told_by_name_or_by_how_it_begins(sheet: Questionnaire) -> None:
    """A table may begin with a bracket too."""
    assert SourceFile("file 1", b'\xef\xbb\xbf {"a": 1}').is_json
    assert SourceFile("file 1", b"[\n {}]").is_json
    assert SourceFile("a.txt", "[]".encode("utf-16")).is_json
    assert not SourceFile("file 1", b"[Q313] text,side").is_json
    assert not SourceFile("a.csv", b"{}").is_json
    header = named("[Q313] Shared,side,respondent\n4,CIO,anna\n", "answers")
    assert read_answers(header, sheet).answer_sets[0].answers == (("Q313", 4),)


def test_json_in_a_code_page_needs_its_encoding(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """UTF-8 and marked UTF-16 just work; nothing tells code pages apart."""
    text = json.dumps({**ANNA, "respondent": "Dvořák"}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_answers(named(text, "a.json", encoding), sheet).answer_sets[0].respondent == "Dvořák"
    assert "name its encoding" in faults_of(named(text, "a.json", "cp1250"))[0].problem
    assert read_answers(named(text, "a.json", "cp1250"), sheet, encoding="cp1250").answer_sets


def test_items_in_json_are_named_by_their_code(faults_of: FaultsOf) -> None:
    """Exactly; another spelling is a fault with the code that is meant."""
    (fault,) = faults_of(written({**ANNA, "answers": {"q313": 4}}))
    assert (fault.found, fault.nearest) == ("q313", "Q313")
    assert "is not an item" in fault.problem


def test_a_panel_of_an_earlier_version_is_carried_on() -> None:
    """Where the pack's migrations start from its version; the report says what could not be carried."""
    sheet = migrating.sheet()
    panel = read_answers(written(migrating.panel("1", One="2", Q2="dk", Old=1)), sheet)
    assert panel.answer_sets[0].answers == (("Q1a", 2), ("Q2", "dk"))
    report = panel.import_report
    assert report is not None
    assert report.files[0].pack_version == "1"
    assert [(each.code, each.kind, each.reason) for _, each in report.not_carried] == [("Old", "dropped", "guess")]


def test_a_panel_of_an_unknown_version_is_read_as_it_is() -> None:
    """The version is told; a code that is not there is a fault."""
    sheet = migrating.sheet()
    panel = read_answers(written(migrating.panel("0", Q2=1)), sheet)
    assert panel.import_report is not None
    assert panel.import_report.files[0].pack_version == "0"
    with pytest.raises(AnswersError, match="One"):
        read_answers(written(migrating.panel("0", One=1)), sheet)


def test_a_saved_assessment_is_told_as_such(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """The message says what reads it."""
    saved = json.dumps(mbi.assess(mbi.Panel(sheet, [])).to_dict())
    (fault,) = faults_of(named(saved, "saved.json"))
    assert "is a saved assessment" in fault.problem
    assert "read_assessment()" in fault.problem
