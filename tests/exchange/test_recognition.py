"""Delimiters, and files without a header row."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.exchange.reading import read_answers
from tests.exchange.samples import HEADER, TWO, FaultsOf, named


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_finds_headers(sheet: Questionnaire, delimiter: str) -> None:
    """Comma, semicolon and tab are found, also where cells and other headers hold another of them."""
    text = '"Time; or, day"|respondent|side|Q313\n"1;2,3"|anna|CIO|4\n'.replace("|", delimiter)
    panel = read_answers(named(text), sheet)
    assert panel.answer_sets[0].answers == (("Q313", 4),)
    assert panel.import_report is not None
    assert panel.import_report.files[0].delimiter == delimiter
    assert panel.import_report.ignored == (("answers.csv", "Time; or, day"),)


def test_another_delimiter_says_that_no_header_was_known(faults_of: FaultsOf) -> None:
    """The fault shows the row, the delimiters and the nearest header."""
    (fault,) = faults_of(TWO.replace(",", "|"))
    assert fault.place == "answers.csv line 1"
    assert "no header row that is known (cells apart by comma, semicolon or tab" in fault.problem
    assert fault.nearest == "respondent"


def test_a_lost_header_row_is_told(faults_of: FaultsOf) -> None:
    """Where the first row is a respondent's, no header is known."""
    assert "no header row" in faults_of("anna,CIO,4\nben,CMO,3\n")[0].problem


@pytest.mark.parametrize("text", ["", " \n\r\n", "\ufeff", ",,,\n"])
def test_an_empty_file_holds_no_answers(faults_of: FaultsOf, text: str) -> None:
    """Nothing, blanks, a mark alone."""
    assert len(faults_of(text)) == 1


def test_a_header_alone_holds_no_answers(faults_of: FaultsOf) -> None:
    """Also with blank rows below it."""
    for text in (HEADER, HEADER + ",,,\n\n"):
        assert "no answers below it" in faults_of(text)[0].problem


def test_a_header_below_blank_rows_is_found(sheet: Questionnaire) -> None:
    """Blank rows above the header are passed over."""
    assert read_answers(named("\n,,\n" + TWO), sheet) == read_answers(named(TWO), sheet)


def test_a_header_row_whose_quote_does_not_close(faults_of: FaultsOf) -> None:
    """Where no header row can be read at all, the fault says why."""
    assert "never closed" in faults_of('"respondent,side,Q313\nanna,CIO,4\n')[0].problem
