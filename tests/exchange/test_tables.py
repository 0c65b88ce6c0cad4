"""Rows, cells, quotes and their limits."""

import csv

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.sources import Limits
from mbi_collab.exchange.tables import rows_of
from tests.exchange.samples import HEADER, FaultsOf, named


def rows(text: str, delimiter: str = ",", **limits: int) -> list[tuple[int, tuple[str, ...]]]:
    """The lines and cells of a text."""
    return [(row.line, row.cells) for row in rows_of(text, delimiter, "a.csv", Limits(**limits))]


def test_lines_are_those_of_the_file() -> None:
    """Cells over several lines and blank rows do not shift the lines that follow."""
    assert rows('a,b\r\n"x\ny",1\r\n\r\n , \r\nz,2') == [(1, ("a", "b")), (2, ("x\ny", "1")), (6, ("z", "2"))]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('a,b\n"x,1\ny,2\n', "a.csv line 2", "opens a quote that is never closed"),
        ('a,b\n"x"y,1\n', "a.csv line 2", "goes on after a closing quote"),
        ('a,b\n"x,1\n"y,2\n', "a.csv line 3", "goes on after a closing quote"),
    ],
)
def test_quotes_that_do_not_close_are_faults(text: str, place: str, problem: str) -> None:
    """An unbalanced quote says where it stands."""
    with pytest.raises(AnswersError) as caught:
        rows(text)
    assert caught.value.faults[0].place == place
    assert caught.value.faults[0].problem.startswith(problem)


def test_a_large_cell_is_read_up_to_the_limit() -> None:
    """The csv module's own 131 072 characters are no limit; ours is."""
    assert len(rows("x" * 200_000)[0][1][0]) == 200_000
    with pytest.raises(AnswersError, match="more than 1000 characters"):
        rows("a\n" + "x" * 1001, cell=1000)


def test_the_limit_of_the_csv_module_is_left_as_it_was() -> None:
    """Also while rows are read, and after a fault."""
    before = csv.field_size_limit()
    reader = rows_of("a\nb\n", ",", "a.csv", Limits(cell=5))
    next(reader)
    assert csv.field_size_limit() == before
    with pytest.raises(AnswersError):
        rows("xxxxxx", cell=5)
    assert csv.field_size_limit() == before


def test_columns_and_rows_are_limited() -> None:
    """One more than allowed is refused; the header is no row."""
    assert len(rows("a,b\n1,2\n3,4\n", columns=2, rows=2)) == 3
    with pytest.raises(AnswersError, match="has more than 2 columns"):
        rows("a,b,c\n", columns=2)
    with pytest.raises(AnswersError, match="line 4: is beyond the 2 rows"):
        rows("a,b\n1,2\n3,4\n5,6\n", rows=2)
    with pytest.raises(AnswersError, match="line 4: is beyond the 2 rows"):
        rows("a,b\n\n\n\n1,2\n", rows=2)


def test_limits_hold_for_files(faults_of: FaultsOf) -> None:
    """The limits of read_answers reach the tables."""
    assert "columns" in faults_of(HEADER + "anna,CIO,4,\n", limits=Limits(columns=3))[0].problem
    assert "rows" in faults_of(HEADER + "anna,CIO,4,\nben,CMO,4,\n", limits=Limits(rows=1))[0].problem
    assert "characters" in faults_of(HEADER + "a" * 50 + ",CIO,4,\n", limits=Limits(cell=40))[0].problem


def test_faults_before_a_broken_row_are_told_with_it(faults_of: FaultsOf) -> None:
    """What was wrong before a quote that does not close is told as well."""
    faults = faults_of(HEADER + 'anna,CIO,9,\n"ben,CMO,1,\n')
    assert [fault.place for fault in faults] == ["answers.csv line 2, column 'Q313'", "answers.csv line 3"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(sheet: Questionnaire, end: str) -> None:
    """Unix, Windows and old Mac."""
    text = (HEADER + "anna,CIO,4,dk\n").replace("\n", end)
    assert read_answers(named(text), sheet).answer_sets[0].answer("Q313") == 4
