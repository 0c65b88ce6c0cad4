"""Saved assessments and answers, told apart by their content."""

import codecs
from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError, SavedFileError
from mbi_collab.exchange.opening import is_saved, open_assessment

SHEET = mbi.load_catalogue().questionnaire()
PANEL = mbi.Panel(SHEET, [mbi.AnswerSet("anna", "CIO", {"Q313": 4}), mbi.AnswerSet("ben", "CMO", {"Q313": 2})])


def test_a_saved_assessment_is_given_as_it_is(tmp_path: Path) -> None:
    """Its name does not matter, nor the questionnaire at hand."""
    result = mbi.assess(PANEL, targets={"R01": 0.5})
    path = mbi.write_assessment(result, tmp_path / "saved.csv")
    assert open_assessment(path, mbi.load_catalogue().questionnaire("S006")) == result


def test_answers_are_read_and_assessed(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("respondent;Q313\nanna;4\n", encoding="utf-8")
    result = open_assessment(path, SHEET, side="CIO")
    assert result.scorecard.item("Q313").level == 0.75
    assert open_assessment(tmp_path, SHEET, side="CIO").panel == result.panel
    assert result.is_withheld
    assert not open_assessment(path, SHEET, side="CIO", named_chiefs=True).is_withheld


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": "mbi-collab/panel"}', "respondent;side"]
)
def test_nothing_else_is_a_saved_assessment(tmp_path: Path, content: str) -> None:
    path = tmp_path / "file.json"
    path.write_text(content, encoding="utf-8")
    assert not is_saved(path)
    assert not is_saved(tmp_path)
    assert not is_saved(tmp_path / "none")


def test_a_mark_at_the_beginning_does_not_hide_it(tmp_path: Path) -> None:
    path = mbi.write_assessment(mbi.assess(PANEL), tmp_path / "saved.json")
    path.write_bytes(codecs.BOM_UTF8 + b"\n " + path.read_bytes())
    assert is_saved(path)


def test_faults_name_the_file(tmp_path: Path) -> None:
    """Two files are opened one after the other, so each fault says which it is in."""
    saved = tmp_path / "saved.json"
    saved.write_text('{"format": "mbi-collab/assessment", "version": 99}', encoding="utf-8")
    with pytest.raises(SavedFileError, match=r"saved\.json, format"):
        open_assessment(saved, SHEET)
    with pytest.raises(AnswersError, match=r"none\.csv"):
        open_assessment(tmp_path / "none.csv", SHEET)
