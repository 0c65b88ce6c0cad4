"""From rows of a large CSV file to respondents."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.exchange.csv_header import read_header
from mbi_collab.exchange.csv_rows import UNSAID, Known, LongRows, People, WideRows
from tests import strategies

WIDE = "organisation,respondent,side,Q313,Q311a"
LONG = "organisation,respondent,side,item,answer"


def taken(sheet: Questionnaire, header: str, *rows: str) -> tuple[People, list[str]]:
    """Return the respondents of these rows, and what is wrong with the others."""
    read = read_header(header, ",", sheet)
    reader = LongRows(read, sheet) if read.is_long else WideRows(read, sheet)
    people: People = {}
    faults = [reader.take(line, row.split(","), people) for line, row in enumerate(rows, start=2)]
    return people, [str(fault) for fault in faults if fault]


def test_a_spelling_is_looked_for_once() -> None:
    meant = {"two": 2}
    known = Known(meant.get)
    assert known["two"] == 2
    meant.clear()
    assert known["two"] == 2


def test_no_more_spellings_are_remembered_than_fit_into_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mbi_collab.exchange.csv_rows.MOST_REMEMBERED", 3)
    known = Known(len)
    assert [known["a" * length] for length in range(9)] == list(range(9))
    assert len(known) == 3


def test_cells_are_spelled_as_read_answers_takes_them(sheet: Questionnaire) -> None:
    """A byte an item: a point, 0 unanswered, 255 don't know, 254 not applicable."""
    rows = ["a,anna,CIO,4,dk", "a,ben, cmo ,4.0,na:not-here", "a,cleo,CIO,4 - largely,", "a,dan,CIO,Largely, "]
    people, faults = taken(sheet, WIDE, *rows)
    cio, cmo = (sheet.side_codes.index(code) for code in ("CIO", "CMO"))
    wanted = {"anna": (cio, [4, 255]), "ben": (cmo, [4, 254]), "cleo": (cio, [4, 0]), "dan": (cio, [4, 0])}
    assert {name: (side, list(answers)) for name, (side, answers) in people.items()} == wanted
    assert not faults


def test_rows_need_no_respondents_where_each_is_one(sheet: Questionnaire) -> None:
    people, faults = taken(sheet, "organisation,side,Q313", "a,CIO,4", "a,CIO,4")
    assert (len(people), faults) == (2, [])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,ben,CIO,7,2", "line 3, column 'Q313': '7' is not an answer of this scale"),
        ("a,ben,CIO,0,2", "line 3, column 'Q313': '0' is not an answer of this scale"),
        ("a,ben,CIO,-1,2", "line 3, column 'Q313': '-1' is not an answer of this scale"),
        ("a,ben,CIO,largly,2", "Did you mean 'largely'?"),
        ("a,ben,CIO,2,n/a", "line 3, column 'Q311a': 'n/a' leaves open what is meant"),
        (
            "a,ben,CEO,2,2",
            "line 3, column 'side': 'CEO' is not a side of this questionnaire (allowed: CIO, CMO, CIO side, ",
        ),
        ("a,ben,,2,2", "line 3, column 'side': names no side (allowed: CIO, CMO)"),
        ("a, ,CIO,2,2", "line 3: names no respondent"),
        ("a,anna ,CIO,2,2", "line 3: 'anna' is there twice in this organisation"),
    ],
)
def test_a_row_that_is_no_respondent_is_told_with_line_and_column(sheet: Questionnaire, row: str, told: str) -> None:
    people, (fault,) = taken(sheet, WIDE, "a,anna,CIO,4,2", row)
    assert told in fault
    assert list(people) == ["anna"]


def test_answers_come_in_any_order_and_a_side_is_said_once(sheet: Questionnaire) -> None:
    """A row without item and answer only says who there is."""
    rows = ["a,anna,CIO,Q313,4", "a,ben,CMO,,", "a,anna,,q311a,dk", "a,ben,,Q313,"]
    people, faults = taken(sheet, LONG, *rows)
    assert not faults
    said = {
        name: {sheet.items[at].code: each for at, each in enumerate(answers) if each != UNSAID}
        for name, (_, answers) in people.items()
    }
    assert said == {"anna": {"Q313": 4, "Q311a": 255}, "ben": {"Q313": 0}}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a,ben,,Q313,4", "line 3, column 'side': names no side (allowed: CIO, CMO)"),
        ("a,ben,CEO,Q313,4", "'CEO' is not a side"),
        ("a,,CIO,Q313,4", "line 3: names no respondent"),
        ("a,anna,CMO,Q311a,4", "line 3, column 'side': 'CMO' is another side of 'anna' than before (allowed: CIO)"),
        ("a,anna,,Q313,4", "line 3, column 'item': 'Q313' is answered again by the same respondent"),
        ("a,anna,,Q3133,4", "Did you mean 'Q313'?"),
        ("a,anna,,,4", "line 3, column 'item': '' is not an item of profile"),
        ("a,anna,,Q311a,9", "line 3, column 'answer': '9' is not an answer of this scale"),
    ],
)
def test_a_row_that_is_no_answer_is_told_with_line_and_column(sheet: Questionnaire, row: str, told: str) -> None:
    _, (fault,) = taken(sheet, LONG, "a,anna,CIO,Q313,4", row)
    assert told in fault


@pytest.mark.parametrize(
    ("header", "good", "wrong"),
    [
        ("organisation,respondent,side,a,b", "x,anna,S1,,2", "x,ben,S1,2,2"),
        (LONG, "x,anna,S1,a,", "x,ben,S1,a,2"),
    ],
)
def test_what_a_side_is_not_asked_it_must_not_answer(header: str, good: str, wrong: str) -> None:
    """In both layouts; an empty cell is no answer."""
    data = strategies.small_pack("ab")
    data["questions"][0]["items"][0]["asked_of"] = ["S0"]
    people, (fault,) = taken(strategies.sheet_of(data), header, good, wrong)
    assert "'S1' is answered, but item a is not asked of this side (allowed: S0)" in fault
    assert "anna" in people
