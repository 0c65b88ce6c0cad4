"""What the columns of a CSV file of many organisations are."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.csv_header import delimiter_of, read_header


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_are_known_by_their_names_in_any_order(sheet: Questionnaire, delimiter: str) -> None:
    """Names in any case, items by code or text; comments and what is unknown are left alone."""
    cells = [
        "Side",
        "Q313. Do they?",
        "Q311a comment",
        "ORGANISATION",
        "Region",
        f'"{sheet.item("Q312a").text}"',
        "q311a",
    ]
    line = delimiter.join(cells) + "\r\n"
    assert delimiter_of(line) == delimiter
    header = read_header(line, delimiter, sheet)
    assert dict(header.places) == {"side": 0, "organisation": 3}
    assert header.items == tuple((at, sheet.place_of[code]) for at, code in [(1, "Q313"), (5, "Q312a"), (6, "Q311a")])
    assert not header.is_long


def test_item_and_answer_make_each_row_an_answer(sheet: Questionnaire) -> None:
    header = read_header("organisation,respondent,side,item,answer,comment", ",", sheet)
    assert (header.is_long, header.items) == (True, ())
    assert dict(header.places) == {"organisation": 0, "respondent": 1, "side": 2, "item": 3, "answer": 4}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("organization,side,Q313", "header: has no column 'organisation'. Did you mean 'organization'?"),
        ("organisation,sides,Q313", "header: has no column 'side'. Did you mean 'sides'?"),
        ("organisation,side,Q313,Q311aa", "header: 'Q311aa' is not the code of an item. Did you mean 'Q311a'?"),
        ("organisation,side,Q313,q313", "header: 'q313' gives Q313 in columns 3 and 4"),
        ("organisation,side,Side,Q313", "header: 'Side' gives side in columns 2 and 3"),
        ("organisation,side,respondent,item,answr", "header: has no column 'answer'. Did you mean 'answr'?"),
        ("organisation,side,item,answer", "header: has no column 'respondent'"),
        ('organisation,"side', "header: is no row of a table (unexpected end of data)"),
    ],
)
def test_a_wrong_header_is_told_with_what_was_meant(sheet: Questionnaire, line: str, told: str) -> None:
    with pytest.raises(AnswersError) as caught:
        read_header(line, ",", sheet)
    assert str(caught.value) == told


def test_texts_are_found_as_survey_tools_export_them(sheet: Questionnaire) -> None:
    """Behind a number or in brackets; one with a slip is a fault."""
    one, two = sheet.item("Q312a").text, sheet.item("Q313").text
    header = read_header(f"organisation,side,1. {one},How true? [{two}]", ",", sheet)
    assert header.items == ((2, sheet.place_of["Q312a"]), (3, sheet.place_of["Q313"]))
    with pytest.raises(AnswersError, match=r"is nearly, but not quite, the text of item Q313"):
        read_header(f"organisation,side,Q312a,{two.replace('teams', 'team')}", ",", sheet)


def test_a_header_without_items_names_the_nearest(sheet: Questionnaire) -> None:
    """And everything else that is missing, at once."""
    with pytest.raises(AnswersError) as caught:
        read_header("organisation,Q31", ",", sheet)
    side, items = caught.value.faults
    assert side.problem == "has no column 'side'"
    assert (items.problem, items.nearest) == ("has no column that is an item of this profile", "Q313")


def test_a_line_that_names_no_organisation_is_cut_where_it_is_cut_most() -> None:
    assert delimiter_of("organization;side;Q313, with a comma") == ";"
