"""Rows of a respondent, and rows of an answer."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.exchange.reading import read_answers
from tests.exchange.samples import HEADER, FaultsOf, changed, named

LONG = "respondent,side,post,item,answer,comment\n"


def test_a_wide_row_is_a_respondent(sheet: Questionnaire) -> None:
    """Answers, post and comments; an empty cell is unanswered."""
    text = 'respondent,side,post,Q313,Q311a,Q313 comment\n anna ,CIO, CTO ,4,,"well, yes"\nben,CMO,,,dk, \n'
    anna, ben = read_answers(named(text), sheet).answer_sets
    assert (anna.respondent, anna.side, anna.post, anna.answers) == ("anna", "CIO", "CTO", (("Q313", 4),))
    assert anna.comments == (("Q313", "well, yes"),)
    assert (ben.post, ben.answers, ben.comments) == (None, (("Q311a", "dk"),), ())


def test_long_rows_are_joined(sheet: Questionnaire) -> None:
    """Side and post may be said once; items by code or text; a respondent may have answered nothing."""
    text = sheet.item("Q311a").text
    file = LONG + f'anna,CIO,CTO,Q313,4,yes\nben,CMO,,,,\nanna,,,"{text}",dk,\nanna,CIO,CTO,q312a,,only a word\n'
    anna, ben = read_answers(named(file), sheet).answer_sets
    assert (anna.post, anna.answers) == ("CTO", (("Q311a", "dk"), ("Q313", 4)))
    assert anna.comments == (("Q312a", "only a word"), ("Q313", "yes"))
    assert ben.answers == ()


def test_faults_of_long_rows(faults_of: FaultsOf) -> None:
    """Unknown item, an item twice, another side, another post: all at once, each with its line."""
    rows = "anna,CIO,CTO,Q313,4,\nanna,CMO,,Q999,4,\nanna,,VP,Q313,3,\nben,,,Q313,1,\ncara,CIO,,,3,\n,CIO,,Q313,9,\n"
    faults = faults_of(LONG + rows)
    assert [fault.place.removeprefix("answers.csv ") for fault in faults] == [
        "line 3, column 'side'",
        "line 3, column 'item'",
        "line 4",
        "line 4, column 'answer'",
        "line 5, column 'side'",
        "line 6, column 'item'",
        "line 7, column 'respondent'",
        "line 7, column 'answer'",
    ]


def test_a_text_of_two_items_in_a_long_row_is_a_fault(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """The row must say which."""
    text = sheet.item("Q311a").text
    twins = changed(sheet, "Q313", text=text)
    (fault,) = faults_of(LONG + f'anna,CIO,,"{text}",4,\n', of=twins)
    assert set(fault.allowed) == {"Q313", "Q311a"}


def test_rows_may_be_short_but_not_long(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """Trailing cells may lack, surplus cells must be empty."""
    panel = read_answers(named(HEADER + "anna,CIO\nben,CMO,1,2,, \n"), sheet)
    assert panel.answer_sets[0].answers == ()
    (fault,) = faults_of(HEADER + "anna,CIO,4,1,7\n")
    assert (fault.place, fault.found) == ("answers.csv line 2", "7")
    assert "5 cells, 4 headers" in fault.problem


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_a_side_that_is_not_asked_must_not_answer(sheet: Questionnaire, faults_of: FaultsOf, layout: str) -> None:
    """An answer of a side that an item is not put to is a fault; an empty cell is none."""
    asked = changed(sheet, "Q313", asked_of=("CIO",))
    wide = HEADER + "ben,CMO,4,1\nanna,CIO,4,1\ncara,CMO,,1\n"
    long = LONG + "ben,CMO,,Q313,4,\nanna,CIO,,Q313,4,\ncara,CMO,,Q313,,\n"
    (fault,) = faults_of(wide if layout == "wide" else long, of=asked)
    assert (fault.found, fault.allowed) == ("CMO", ("CIO",))
    assert fault.place.startswith("answers.csv line 2, column")


def test_lines_count_cells_of_several_lines(faults_of: FaultsOf) -> None:
    """A comment of three lines does not shift the places below it."""
    text = 'respondent,side,Q313,Q313 comment\nanna,CIO,4,"a\nb\nc"\nben,CMO,9,\n'
    assert faults_of(text)[0].place == "answers.csv line 5, column 'Q313'"


def test_formulas_and_markup_are_only_text(sheet: Questionnaire) -> None:
    """What would be a formula or a script elsewhere is kept as it was written."""
    text = 'respondent,side,Q313,Q313 comment\n<b>,CIO,4,"=HYPERLINK(""x"")"\n'
    (found,) = read_answers(named(text), sheet).answer_sets
    assert (found.respondent, found.comment("Q313")) == ("<b>", '=HYPERLINK("x")')


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_guesses_stand_beside_the_answers(sheet: Questionnaire, layout: str) -> None:
    """In a column ``Q311a guess``, or in a row's column ``guess``; an empty cell is none; they are no answers."""
    wide = "respondent,side,Q311a,Q311a guess,Q311b_guess\nanna,CIO,4,2,\nben,CMO,,, dk \n"
    long = "respondent,side,item,answer,guess\nanna,CIO,Q311a,4,2\nben,CMO,Q311b,,dk\n"
    panel = read_answers(named(wide if layout == "wide" else long), sheet)
    anna, ben = panel.answer_sets
    assert (anna.answers, anna.guesses) == ((("Q311a", 4),), (("Q311a", 2),))
    assert (ben.answers, ben.guesses) == ((), (("Q311b", "dk"),))
    assert panel.import_report is not None
    assert panel.import_report.guesses == 2


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_a_guess_that_cannot_be_is_a_fault(faults_of: FaultsOf, layout: str) -> None:
    """Off the scale, not applicable, or on an item that is not mirrored, with line and column."""
    wide = "respondent,side,Q311a,Q311a guess,Q313 guess,Q311b guess\nanna,CIO,4,9,3,na:other\n"
    long = "respondent,side,item,answer,guess\nanna,CIO,Q311a,4,9\nanna,CIO,Q313,,3\nanna,CIO,Q311b,,na:other\n"
    found = faults_of(wide if layout == "wide" else long)
    assert [fault.found for fault in found] == (["9", "Q313", "na:other"])
    assert all("line" in fault.place and "guess" in fault.place for fault in found)
