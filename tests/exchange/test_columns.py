"""What columns are, by their headers."""

from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import SettingsError
from mbi_collab.exchange.columns import Columns, columns_of, missing_faults
from mbi_collab.exchange.options import checked_options
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.tables import Row
from tests.exchange.samples import FaultsOf, changed, named


def columns(sheet: Questionnaire, *headers: str, **options: object) -> Columns:
    """The columns under a header row."""
    return columns_of(Row(1, headers), "a.csv", checked_options(sheet, **options))


def test_each_way_to_match_is_reported(sheet: Questionnaire) -> None:
    """By name, code, text, normalised text and mapping; what matches nothing is ignored."""
    item, other = sheet.item("Q313"), sheet.item("Q311a")
    found = columns(
        sheet, "Respondent", "SIDE", "[Q312a] x", item.text, other.text.upper(), "Mine", "Timestamp", "",
        mapping={"mine": "Q311b"},
    )  # fmt: skip
    assert [(each.kind, each.code, each.matched_by) for each in found.columns] == [
        ("respondent", "", "name"),
        ("side", "", "name"),
        ("answer", "Q312a", "code"),
        ("answer", "Q313", "text"),
        ("answer", "Q311a", "normalised text"),
        ("answer", "Q311b", "mapping"),
        ("ignored", "", ""),
        ("ignored", "", ""),
    ]
    assert (found.layout, found.missing, found.faults, found.recognised) == ("wide", (), (), 6)


def test_comments_stand_beside_their_item(sheet: Questionnaire) -> None:
    """``Q313 comment`` and ``Q313_comment``, in any case."""
    found = columns(sheet, "Q313 comment", "q311a_Comment", "nobody comment", "comment")
    assert [(each.kind, each.code) for each in found.columns] == [
        ("comment", "Q313"), ("comment", "Q311a"), ("ignored", ""), ("ignored", ""),
    ]  # fmt: skip


def test_a_row_that_names_its_item_makes_the_layout_long(sheet: Questionnaire) -> None:
    """Columns item and answer make it long; item columns are then left alone."""
    found = columns(sheet, "respondent", "side", "item", "answer", "comment", "Q313")
    assert found.layout == "long"
    assert [each.kind for each in found.columns][3:] == ["answer", "comment", "ignored"]


def test_place_plays_no_part(sheet: Questionnaire) -> None:
    """The same columns in another order give the same panel."""
    one = read_answers(named("respondent,side,Q313,Q311a\nanna,CIO,4,1\n"), sheet)
    two = read_answers(named("Q311a,Q313,side,respondent\n1,4,CIO,anna\n"), sheet)
    assert one == two


def test_two_columns_for_one_thing_are_a_fault(faults_of: FaultsOf) -> None:
    """For an item, for a comment and for the respondent; all are told."""
    header = "respondent,side,Q313,q313. Again,Q311a comment,Q311a_comment,Respondent"
    faults = faults_of(header + "\nanna,CIO,4,4,,,anna\n")
    assert [fault.found for fault in faults] == ["q313. Again", "Q311a_comment", "Respondent"]
    assert faults[0].place == "answers.csv line 1"
    assert "column 3, 'Q313'" in faults[0].problem


def test_a_header_that_is_the_text_of_two_items_is_a_fault(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """Nothing is guessed; a mapping settles it."""
    text = sheet.item("Q311a").text
    twins = changed(sheet, "Q313", text=text)
    (fault,) = faults_of(f'respondent,side,QR2,"{text}"\nanna,CIO,4,4\n', of=twins)
    assert set(fault.allowed) == {"Q313", "Q311a"}
    file = named(f'respondent,side,QR2,"{text}"\nanna,CIO,4,4\n')
    assert read_answers(file, twins, mapping={text: "Q313"}).answer_sets[0].answer("Q313") == 4


def test_missing_columns_say_what_they_are_like(sheet: Questionnaire) -> None:
    """Each missing column is a fault with the nearest header."""
    found = columns(sheet, "respondant", "sides", "Q31")
    faults = list(missing_faults(found, "a.csv", checked_options(sheet)))
    assert [fault.nearest for fault in faults] == ["respondant", "sides", "Q313"]
    assert "or name the side of all" in faults[1].problem
    assert "name the side" not in faults[0].problem


def test_a_table_may_leave_its_respondents_out(sheet: Questionnaire) -> None:
    """Each row of a form's export is a respondent, called by file and line, and the report says so."""
    panel = read_answers(named("Timestamp,side,Q313\n9:00,CIO,4\n9:05,CMO,2\n", "forms.csv"), sheet)
    assert [each.respondent for each in panel.answer_sets] == ["forms.csv line 2", "forms.csv line 3"]
    assert panel.import_report is not None
    assert panel.import_report.files[0].numbered
    again = read_answers(named("respondent,side,Q313\nanna,CIO,4\n"), sheet).import_report
    assert again is not None
    assert not again.files[0].numbered


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("Name,side,Q313", {"mapping": {"Who": "respondent"}}),
        ("Name,Q313,Q311a", {"side": {"anna": "CIO"}}),
        ("Response ID,side,Q313", {}),
        ("side,item,answer", {}),
    ],
)
def test_respondents_are_not_numbered_where_they_are_wanted(
    header: str, options: dict[str, Any], faults_of: FaultsOf
) -> None:
    """A mapping or ``side=`` names them, a header nearly does, or each row is one answer."""
    assert any("'respondent'" in fault.problem for fault in faults_of(f"{header}\nanna,CIO,4\n", **options))


def test_a_mapped_header_may_stand_in_one_of_several_files(sheet: Questionnaire) -> None:
    """It is a fault only where no file has it."""
    files = [named("Name,side,Q313\nanna,CIO,4\n", "a.csv"), named("respondent,side,Q313\nben,CMO,2\n", "b.csv")]
    assert len(read_answers(files, sheet, mapping={"Name": "respondent"}).answer_sets) == 2
    with pytest.raises(SettingsError, match="is a header of none of the files"):
        read_answers(named("respondent,side,Q313\nben,CMO,2\n"), sheet, mapping={"Nam": "post"})


def test_an_unknown_header_that_is_all_but_a_code_is_a_fault(sheet: Questionnaire) -> None:
    """Its answers would be lost in silence; other headers, and codes of other profiles, are ignored as before."""
    (fault,) = columns(sheet, "respondent", "side", "Q313", "QR22", "Duration", "QL4", "Q1").faults
    assert (fault.found, fault.nearest) == ("QR22", "QR2")
    assert "map it to what it means" in str(fault)
    assert columns(sheet, "respondent", "side", "Q313", "QR22", mapping={"QR22": "QR2"}).faults == ()


def test_an_unknown_header_that_is_all_but_a_text_is_a_fault(sheet: Questionnaire) -> None:
    """One letter is missing; a mapping to whatever it means settles it, and far texts are ignored as before."""
    text = sheet.item("Q313").text
    slip = text.replace("teams", "team")
    (fault,) = columns(sheet, "respondent", "side", "Q311a", slip, "Do you meet?", f"{text} [Comment]").faults
    assert (fault.place, fault.found, fault.nearest) == ("a.csv line 1", slip, text)
    assert fault.problem == "is nearly, but not quite, the text of item Q313: map it to what it means"
    for meaning in ("Q313", "comment"):
        assert columns(sheet, "respondent", "side", "Q311a", slip, mapping={slip: meaning}).faults == ()


def test_texts_are_found_as_survey_tools_export_them(sheet: Questionnaire) -> None:
    """Behind a number, in brackets after a question, or behind their code and a colon."""
    one, two = sheet.item("Q311a").text, sheet.item("Q313").text
    found = columns(sheet, "respondent", "side", f"1. {one}", f"How true are these? [{two}]", "Q311b: any").columns
    assert [(each.kind, each.code) for each in found[2:]] == [("answer", code) for code in ("Q311a", "Q313", "Q311b")]
