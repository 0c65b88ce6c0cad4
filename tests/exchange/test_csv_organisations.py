"""Organisations from a CSV file: those of read_answers(), batch by batch."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.arrow_rows import Organisations
from mbi_collab.exchange.csv_organisations import read_csv
from mbi_collab.exchange.reading import read_answers
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.exchange.samples import long_csv, named, wide_csv

pytest.importorskip("pyarrow")

HEADER = "organisation,respondent,side,Q313,Q311a\n"
BYTES = HEADER.encode()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is written anew by each example."""
    return tmp_path_factory.mktemp("csv") / "a.csv"


def read(place: Path, content: str | bytes, sheet: Questionnaire) -> list[Organisations]:
    place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_csv(place, sheet))


def told(batches: list[Organisations]) -> dict[str, str]:
    """Return what is wrong with each organisation; nothing, where nothing is."""
    found: dict[str, str] = {}
    for batch in batches:
        faults = {row: str(fault) for row, fault in batch.faults}
        assert [at for at, good in enumerate(batch.good) if not good] == sorted(faults)
        found |= {name: faults.get(at, "") for at, name in enumerate(batch.names.to_pylist())}
    return found


def cells_of(panel: Panel) -> list[list[int]]:
    """Return each respondent's side and answers."""
    size, sides = len(panel.questionnaire.items), panel.questionnaire.side_codes
    cells = np.frombuffer(panel.cells, dtype=np.int8).reshape(-1, size).tolist()
    return [[sides.index(each.side), *row] for each, row in zip(panel.answer_sets, cells, strict=True)]


def collected(batches: list[Organisations]) -> list[tuple[str, list[list[int]]]]:
    """Return name, and the respondents' sides and answers, of each organisation."""
    found = []
    for batch in batches:
        rows = np.column_stack([batch.side, batch.cells]).tolist()
        ends = zip(batch.starts[:-1].tolist(), batch.starts[1:].tolist(), strict=True)
        found += [(name, rows[first:last]) for name, (first, last) in zip(batch.names.to_pylist(), ends, strict=True)]
    return found


@strategies.some_examples
@given(st.data())
def test_any_panels_come_back_from_both_layouts(place: Path, data: st.DataObject) -> None:
    """Random packs, holes, sides and batches, answer for answer."""
    sheet = data.draw(strategies.packs())
    drawn = data.draw(st.lists(strategies.panels(sheet, fewest=1), min_size=1, max_size=4))
    panels = {f"company {at}": Panel(sheet, panel.answer_sets) for at, panel in enumerate(drawn)}
    wanted = [(name, cells_of(panel)) for name, panel in panels.items()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mbi_collab.exchange.csv_organisations._BATCH", data.draw(st.integers(1, 4)))
        assert collected(read(place, wide_csv(panels), sheet)) == wanted
        assert collected(read(place, long_csv(panels), sheet)) == wanted


def panel_of(content: str, sheet: Questionnaire) -> tuple[Panel | None, str]:
    """Return what read_answers() makes of a table, or why it refuses it."""
    try:
        return read_answers(named(content), sheet), ""
    except AnswersError as problem:
        return None, str(problem)


CELLS = st.sampled_from(
    ["4", " 4", "dk", "na:other", "", " ", "5,0", "largely", "2 - hardly", "6", "0", "-1", "x", "n/a"]
)
SIDES = st.sampled_from(["CIO", "CMO", "cio ", "", "CEO"])
PEOPLE = st.sampled_from(["anna", "ben", "cleo", "anna ", "dan", ""])
WIDE_ROWS = st.lists(st.tuples(PEOPLE, SIDES, CELLS, CELLS), min_size=1, max_size=3)
LONG_ROWS = st.lists(
    st.tuples(PEOPLE, SIDES, st.sampled_from(["Q313", "q311a", "Q999", ""]), CELLS), min_size=1, max_size=4
)


@pytest.mark.parametrize(("columns", "rows"), [("Q313;Q311a", WIDE_ROWS), ("item;answer", LONG_ROWS)])
@given(data=st.data())
def test_what_read_answers_takes_is_taken_and_what_it_refuses_refused(
    place: Path, columns: str, rows: Any, data: st.DataObject
) -> None:
    """Cell by cell of one organisation, whatever stands there."""
    sheet = load_catalogue().questionnaire()
    lines = [";".join(cells) for cells in data.draw(rows)]
    content = "\n".join([f"respondent;side;{columns}", *lines])
    with_name = "\n".join([f"organisation;respondent;side;{columns}", *(f"x;{line}" for line in lines)])
    batches = read(place, with_name, sheet)
    panel, problem = panel_of(content, sheet)
    if panel is not None:
        assert told(batches) == {"x": ""}
        assert sorted(collected(batches)[0][1]) == sorted(cells_of(panel))
    elif "no answers below it" not in problem:  # every row is blank, but for its organisation
        assert told(batches)["x"], problem


def test_a_row_that_cannot_be_read_is_the_fault_of_its_organisation_alone(place: Path, sheet: Questionnaire) -> None:
    """Ragged lines, wrong cells; the others are read."""
    rows = [
        "a,r1,CIO,4,2",
        "a,r2,CIO,4",
        "b,r1,CIO,4,2,1",
        "c,r1,CIO,4,2",
        "d,r1,CIO,4,9",
        "d,r2,XX,4,2",
        "e,r1,CIO,4,",
        "e",
    ]
    found = told(read(place, HEADER + "\n".join(rows), sheet))
    assert found == {
        "a": "line 3: has 4 cells, the header 5",
        "b": "line 4: has 6 cells, the header 5",
        "c": "",
        "d": found["d"],
        "e": "line 9: has 1 cells, the header 5",
    }
    assert found["d"].startswith("line 6, column 'Q311a': '9' is not an answer of this scale")


def test_a_row_without_organisation_is_the_fault_of_the_one_before(place: Path, sheet: Questionnaire) -> None:
    """It may be one of its respondents; of the first row nobody knows. Blank lines are no rows."""
    rows = [",r0,CIO,4,2", "a,r1,CIO,4,2", "", " ,r2,CIO,4,2", "a,r3,CIO,4,2", ",,,,", "b,r1,CIO,4,2"]
    found = told(read(place, HEADER + "\n".join(rows), sheet))
    assert found == {"": "line 2: names no organisation", "a": "line 5: names no organisation", "b": ""}


def test_a_name_is_one_in_whatever_letters_it_is_composed(place: Path, sheet: Questionnaire) -> None:
    """Blanks around it, and accents as letters of their own."""
    rows = ["Ne\u0301stle\u0301 ,r1,CIO,4,2", "Néstlé,r2,CMO,4,2"]
    ((name, people),) = collected(read(place, HEADER + "\n".join(rows), sheet))
    assert (name, len(people)) == ("Néstlé", 2)


def test_names_and_cells_may_be_quoted_over_lines(place: Path, sheet: Questionnaire) -> None:
    """The line that is told is the row's last; a mark at the beginning of the file is no part of a header."""
    content = '\ufeff"organisation";side;Q313\r\n"a; the\r\nfirst";CIO;4\r\nb;CIO;9\r\n'
    found = told(read(place, content, sheet))
    assert found["a; the\r\nfirst"] == ""
    assert found["b"].startswith("line 4, column 'Q313': '9'")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty: it holds no answers"),
        (b"\n \n", "is empty: it holds no answers"),
        (BYTES + b"a,r1,CIO,4,\0\n", "line 2: holds a NUL character: save the file as CSV in UTF-8"),
        (HEADER.encode("utf-16"), "line 1: holds a NUL character: save the file as CSV in UTF-8"),
        (BYTES + "\nJiří,r1,CIO,4,\n".encode("cp1250"), "line 3: is not UTF-8: save the file as CSV in UTF-8"),
        (BYTES + b'a,"r1,CIO,4,2\n', "line 2: is no row of a table (unexpected end of data)"),
        (BYTES + b'a,"r1"x,CIO,4,2\n', "line 2: is no row of a table (',' expected after '\"')"),
        (BYTES + b"a" * 2**20 + b",r1,CIO,4,2\n", "line 2: is longer than 1048576 bytes: it is no row of answers"),
        (BYTES + b'a,"' + b"r\n" * 10**5, "line 65538: is no row of a table (field larger than field limit (131072))"),
        (b"PK\x03\x04\xff\n", "line 1: is not UTF-8: save the file as CSV in UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_whole(
    place: Path, sheet: Questionnaire, content: bytes, problem: str
) -> None:
    with pytest.raises(AnswersError) as caught:
        read(place, content, sheet)
    assert str(caught.value).removeprefix(": ") == problem


def test_a_header_alone_is_a_file_of_no_organisation(place: Path, sheet: Questionnaire) -> None:
    """As engines write them that cut tables into files."""
    (batch,) = read(place, HEADER, sheet)
    assert (len(batch.names), batch.cells.shape, batch.starts.tolist()) == (0, (0, len(sheet.items)), [0])


def test_batches_end_between_organisations(place: Path, sheet: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    """As soon as they hold enough respondents, or enough organisations that cannot be read."""
    monkeypatch.setattr("mbi_collab.exchange.csv_organisations._BATCH", 3)
    rows = [
        f"{name},r{at},{side},4,2"
        for name, side, count in [("a", "CIO", 2), ("b", "CIO", 5), ("c", "X", 1)]
        for at in range(count)
    ]
    rows += [f"{name},r,X,4,2" for name in "defg"]
    batches = read(place, HEADER + "\n".join(rows), sheet)
    assert [batch.names.to_pylist() for batch in batches] == [["a", "b"], ["c", "d", "e"], ["f", "g"]]


@pytest.mark.parametrize("header", [HEADER, "organisation,respondent,side,item,answer\n"])
def test_names_that_differ_in_case_and_blanks_alone_are_one_respondent(
    place: Path, sheet: Questionnaire, header: str
) -> None:
    """Both spellings are named; in another organisation the name is another's."""
    rows = [("a", "anna b", "CIO"), ("a", "Anna  B", "CIO"), ("b", "ANNA B", "CIO")]
    cells = "4,4" if header == HEADER else "Q313,4"
    content = header + "".join(f"{','.join(row)},{cells}\n" for row in rows)
    found = told(read(place, content, sheet))
    assert found == {"a": "line 3: 'Anna  B' is there twice in this organisation, first as 'anna b'", "b": ""}
