"""From files to a panel: joined, all faults at once, and read back as it was written."""

import csv
import io
import json
import threading
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.spellings import normalised
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.panel import Panel
from tests.exchange.samples import HEADER, TWO, FaultsOf, Folder, named

SHEET = load_catalogue().questionnaire()
NOT_APPLICABLE = ("na:out-of-scope", "na:no-such-role", "na:not-here", "na:other")


def test_a_missing_side_is_reported_and_never_filled(sheet: Questionnaire) -> None:
    """Of a side that nobody speaks for there is nothing."""
    panel = read_answers(named(HEADER + "anna,CIO,4,\n"), sheet)
    assert panel.missing_sides == ("CMO",)
    assert [each.side for each in panel.answer_sets] == ["CIO"]


def test_the_report_says_what_was_taken(sheet: Questionnaire) -> None:
    """Files, columns and counts; it does not count for equality and stays with a changed panel."""
    text = "respondent,side,Q313,Q311a,Q313 comment,Day\nanna,CIO,4,dk,yes,1\nben,CMO,na:other,,,2\n"
    panel = read_answers(named(text), sheet)
    report = panel.import_report
    assert report is not None
    assert (report.answer_sets, report.points, report.dont_know, report.not_applicable, report.comments) == (
        2,
        1,
        1,
        1,
        1,
    )
    assert report.ignored == (("answers.csv", "Day"),)
    assert (report.files[0].rows, report.files[0].encoding, report.files[0].layout) == (2, "utf-8", "wide")
    assert panel == attrs.evolve(panel, import_report=None)
    assert panel.with_answer_sets(panel.answer_sets[:1]).import_report is report


def test_all_faults_of_all_files_at_once(sheet: Questionnaire, folder: Folder) -> None:
    """A broken table, a wrong cell, a wrong key and a missing file are told together, and nothing is read."""
    here = folder({
        "a.csv": "nothing here\n1\n",
        "b.csv": HEADER + "anna,CIO,7,n/a\nben,CTO,1,1\n",
        "c.json": '{"respondent": "cara", "side": "CMO", "answers": {"Q31": 4}}',
        "d.csv": b"respondent,side,Q313\n\xf8,CIO,1\n",
        "e.csv": "",
    })  # fmt: skip
    with pytest.raises(AnswersError) as caught:
        read_answers([here, here / "missing.csv"], sheet)
    places = [fault.place for fault in caught.value.faults]
    assert places == [
        str(here / "missing.csv"),
        "a.csv line 1",
        "b.csv line 2, column 'Q313'",
        "b.csv line 2, column 'Q311a'",
        "b.csv line 3, column 'side'",
        "c.json answer set 1 ('cara'), answers",
        "d.csv",
        "e.csv",
    ]
    assert len(caught.value.to_records()) == 8


def test_a_respondent_twice_is_a_fault_with_both_places(faults_of: FaultsOf) -> None:
    """In one file, over files, and however the name is written."""
    (fault,) = faults_of(TWO + "anna,CIO,3,\n")
    assert fault.place == "answers.csv line 4"
    assert "answers.csv line 2" in fault.problem
    assert fault.allowed == ("last", "first")
    again = '{"respondent": "anna ", "side": "CIO", "answers": {}}'
    (fault,) = faults_of([named(TWO), named(again, "again.json")])
    assert fault.place == "again.json answer set 1 ('anna ')"
    assert "answers.csv line 2" in fault.problem


@pytest.mark.parametrize("again", ["Anna", "ANNA ", "  anna"])
def test_names_that_differ_in_case_and_blanks_alone_are_one_respondent(
    sheet: Questionnaire, faults_of: FaultsOf, again: str
) -> None:
    """So that a slip of typing makes no side larger; both spellings are named, and the choice is that of duplicates."""
    text = HEADER + f"anna b,CIO,4,\n{again}  b,CIO,1,\n"
    (fault,) = faults_of(text)
    assert (fault.found, fault.allowed) == (f"{again}  b".strip(), ("last", "first"))
    assert fault.problem.startswith("is there twice, first as 'anna b' on answers.csv line 2:")
    panel = read_answers(named(text), sheet, duplicates="last")
    assert [(each.respondent, each.answer("Q313")) for each in panel.answer_sets] == [(f"{again}  b".strip(), 1)]
    long = f"respondent,side,item,answer\nanna b,CIO,Q313,4\n{again}  b,CIO,Q311a,1\n"
    assert faults_of(long)[0].problem.startswith("is there twice, first as 'anna b' on answers.csv line 2:")
    (fault,) = faults_of(text.replace("CIO,1", "CMO,1"), duplicates="last")
    assert fault.problem == "answers as CMO, and as 'anna b' as CIO on answers.csv line 2"
    assert fault.allowed == ("one side a respondent", "another name for another person")


def test_other_names_stay_apart(sheet: Questionnaire) -> None:
    """A dot, an accent or a blank inside a word makes another person."""
    rows = "".join(f"{name},CIO,4,\n" for name in ("anna", "ánna", "an na", "anna.", "anna2"))
    assert len(read_answers(named(HEADER + rows), sheet).answer_sets) == 5


@pytest.mark.parametrize(("duplicates", "answer", "line"), [("first", 4, 5), ("last", 1, 4)])
def test_one_of_several_answer_sets_may_be_taken(sheet: Questionnaire, duplicates: Any, answer: int, line: int) -> None:
    """The first or the last; the report says what gave way."""
    text = TWO + "anna,CIO,3,\nanna,CIO,1,\n"
    panel = read_answers(named(text), sheet, duplicates=duplicates)
    assert panel.answer_sets[0].answers[-1] == ("Q313", answer)
    assert len(panel.answer_sets) == 2
    assert panel.import_report is not None
    assert f"answers.csv line {line}" in panel.import_report.dropped
    assert len(panel.import_report.dropped) == 2


def test_one_name_on_two_sides_is_never_dropped(faults_of: FaultsOf) -> None:
    """Respondent 1 of IT and respondent 1 of marketing are two people, whatever duplicates says."""
    one, other = named(HEADER + "1,CIO,4,\n", "it.csv"), named(HEADER + "1,CMO,4,\n", "marketing.csv")
    (fault,) = faults_of([one, other], duplicates="last")
    assert (fault.place, fault.found) == ("marketing.csv line 2", "1")


def test_files_must_not_contradict_each_other(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """Two dates, two populations, chiefs and no chiefs: each is a fault with both places; silence is none."""
    one = {"date": "2026-03-01", "population": {"CIO": 3}, "named_chiefs": True, "answer_sets": []}
    anna = {"respondent": "anna", "side": "CIO", "answers": {}}
    two = {"date": "2026-03-02", "population": {"CIO": 4, "CMO": 2}, "named_chiefs": False}
    files = [
        named(json.dumps({**one, "answer_sets": [anna]}), "one.json"),
        named(json.dumps({**two, "answer_sets": [{**anna, "respondent": "ben"}]}), "two.json"),
    ]
    faults = faults_of(files)
    assert [fault.place for fault in faults] == ["two.json date", "two.json named_chiefs", "two.json population of CIO"]
    assert "one.json date" in faults[0].problem
    first = named(json.dumps({**one, "answer_sets": [anna]}), "one.json")
    panel = read_answers([first, named(HEADER + "ben,CMO,1,\n")], sheet)
    assert (panel.date, panel.population, panel.named_chiefs) == ("2026-03-01", (("CIO", 3),), True)


def test_the_population_is_compared_with_all_who_answered(faults_of: FaultsOf) -> None:
    """Over all files."""
    anna = {"respondent": "anna", "side": "CIO", "answers": {}}
    stated = named(json.dumps({"population": {"CIO": 1}, "answer_sets": [anna]}), "one.json")
    (fault,) = faults_of([stated, named(HEADER + "ben,CIO,1,\n")])
    assert fault.place == "one.json population of CIO"
    assert "2 who answered" in fault.problem


def test_reading_in_threads(sheet: Questionnaire) -> None:
    """Several readers at once do not disturb each other's limits, nor the csv module's."""
    before = csv.field_size_limit()
    text = 'respondent,side,Q313,Q313 comment\nanna,CIO,4,"' + "x" * 200_000 + '"\n'
    wrong: list[BaseException] = []

    def read() -> None:
        try:
            read_answers(named(text), sheet)
        except AnswersError as problem:
            wrong.append(problem)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert csv.field_size_limit() == before


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_answers_or_a_fault_of_ours(content: bytes) -> None:
    """Whatever is in a file, nothing but an AnswersError leaves."""
    for name in ("a.csv", "a.json", "a"):
        for begin in (b"", b"respondent,side,Q313\n", b'[{"respondent":'):
            with pytest.raises(AnswersError):
                read_answers(named(begin + content + b'\n"', name), SHEET)


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\t\r\n"), max_size=12)
NAME = TEXT.map(str.strip).filter(bool)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    """Panels of a few people, with any names and comments, every kind of answer and holes."""
    answer: st.SearchStrategy[Answer] = st.integers(1, 5) | st.sampled_from(["dk", *NOT_APPLICABLE])
    codes = st.sampled_from([item.code for item in SHEET.items])
    names = draw(st.lists(NAME, min_size=1, max_size=4, unique_by=normalised))
    sets = [
        AnswerSet(
            name,
            draw(st.sampled_from(SHEET.side_codes)),
            draw(st.dictionaries(codes, answer, max_size=6)),
            post=draw(st.none() | NAME),
            comments=draw(st.dictionaries(codes, TEXT.filter(lambda text: bool(text.strip())), max_size=2)),
        )
        for name in names
    ]
    population = {side: len(sets) + 1 for side in draw(st.sets(st.sampled_from(SHEET.side_codes)))}
    date = draw(st.none() | st.dates().map(lambda day: day.isoformat()))
    return Panel(SHEET, sets, date=date, population=population, named_chiefs=draw(st.booleans()))


def without_statements(panel: Panel) -> Panel:
    """The panel as a table can hold it."""
    return Panel(panel.questionnaire, panel.answer_sets)


def as_wide(panel: Panel, delimiter: str) -> str:
    """The panel as a table, one row a respondent."""
    codes = [item.code for item in panel.questionnaire.items]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["respondent", "side", "post", *codes, *(f"{code} comment" for code in codes)])
    for each in panel.answer_sets:
        answers, comments = dict(each.answers), dict(each.comments)
        cells = [answers.get(code, "") for code in codes] + [comments.get(code, "") for code in codes]
        writer.writerow([each.respondent, each.side, each.post or "", *cells])
    return out.getvalue()


def as_long(panel: Panel, delimiter: str) -> str:
    """The panel as a table, one row an answer."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["respondent", "side", "post", "item", "answer", "comment"])
    for each in panel.answer_sets:
        person = [each.respondent, each.side, each.post or ""]
        writer.writerow([*person, "", "", ""])
        answers, comments = dict(each.answers), dict(each.comments)
        for code in {**answers, **comments}:
            writer.writerow([*person, code, answers.get(code, ""), comments.get(code, "")])
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("write", [as_wide, as_long])
@given(panel=panels())
@settings(deadline=None, max_examples=25)
def test_tables_are_read_back_as_they_were_written(write: Any, delimiter: str, encoding: str, panel: Panel) -> None:
    """Wide and long, for every delimiter and encoding: the same answers, posts and comments."""
    content = write(panel, delimiter).encode(encoding)
    assert read_answers(named(content), SHEET) == without_statements(panel)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ascii_only", [True, False])
@given(panel=panels())
@settings(deadline=None, max_examples=25)
def test_json_is_read_back_as_it_was_written(ascii_only: bool, encoding: str, panel: Panel) -> None:  # noqa: FBT001
    """The panel's own form holds everything."""
    content = json.dumps(panel.to_dict(), ensure_ascii=ascii_only).encode(encoding)
    assert read_answers(named(content, "a.json"), SHEET) == panel
