"""What a caller may say, and what cannot be used."""

from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import SettingsError
from mbi_collab.exchange.options import checked_options, respondent_key
from mbi_collab.exchange.reading import read_answers
from tests.exchange.samples import HEADER, TWO, FaultsOf, named

BARE = "respondent,Q313,Team\nanna,4,CIO side\nben,2,CMO\n"


def sides(sheet: Questionnaire, text: str, **options: Any) -> list[str]:
    """The sides of the respondents, by name."""
    return [each.side for each in read_answers(named(text), sheet, **options).answer_sets]


def test_a_side_for_all_a_column_or_a_dict(sheet: Questionnaire) -> None:
    """Three ways to say the sides, by code or title, in any case."""
    assert sides(sheet, BARE, side="cmo") == ["CMO", "CMO"]
    assert sides(sheet, BARE, side="CMO side") == ["CMO", "CMO"]
    assert sides(sheet, BARE, side="team") == ["CIO", "CMO"]
    assert sides(sheet, BARE, side={"ben": "CIO", " anna": "cmo", "not there": "CIO"}) == ["CMO", "CIO"]
    assert sides(sheet, BARE, mapping={"Team": "side"}) == ["CIO", "CMO"]


def test_a_named_column_takes_the_place_of_side(sheet: Questionnaire) -> None:
    """A column called side is then any other column."""
    assert sides(sheet, "respondent,side,Team,Q313\nanna,left,CIO,4\n", side="Team") == ["CIO"]


def test_no_side_is_a_fault_and_never_filled(faults_of: FaultsOf) -> None:
    """Neither an empty cell nor a missing column nor a dict without the name is guessed."""
    assert "no column 'side'" in faults_of("respondent,Q313\nanna,4\n")[0].problem
    assert "has no side" in faults_of(HEADER + "anna, ,4,\n")[0].problem
    (fault,) = faults_of("respondent,Q313\nana,4\n", side={"anna": "CIO"})
    assert fault.nearest == "anna"


def test_an_unknown_side_has_a_nearest(faults_of: FaultsOf) -> None:
    """A misspelled side is told with what is allowed."""
    (fault,) = faults_of(HEADER + "anna,CIOO,4,\n")
    assert (fault.place, fault.found, fault.nearest) == ("answers.csv line 2, column 'side'", "CIOO", "CIO")


def test_what_the_file_and_the_caller_say_must_agree(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """A file that says CMO is not made CIO; what is no side is no contradiction."""
    (fault,) = faults_of(HEADER + "anna,CMO,4,\n", side="CIO")
    assert (fault.found, fault.allowed) == ("CMO", ("CIO",))
    assert sides(sheet, HEADER + "anna,Head office,4,\n", side="CIO") == ["CIO"]


def test_a_column_that_is_not_there(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """A misspelled side or column is told with the nearest."""
    (fault,) = faults_of(BARE, side="Teem")
    assert (fault.found, fault.nearest) == ("Teem", "Team")
    with pytest.raises(SettingsError, match="neither a side"):
        read_answers(named('{"respondent":"a","side":"CIO","answers":{}}', "a.json"), sheet, side="Teem")


def test_a_mapping_names_headers(sheet: Questionnaire) -> None:
    """Headers that do not match by themselves; blanks and case do not count."""
    text = "Name;Group;Shared goals\nanna;CIO;4\n"
    panel = read_answers(named(text), sheet, mapping={"name": "respondent", "Group": "side", " Shared  goals ": "Q313"})
    assert panel.answer_sets[0].answers == (("Q313", 4),)


def test_a_mapped_header_that_is_nowhere(sheet: Questionnaire, faults_of: FaultsOf) -> None:
    """A setting that cannot be used, where all else is right; otherwise a fault among the others."""
    with pytest.raises(SettingsError, match="header of none of the files"):
        read_answers(named(TWO), sheet, mapping={"Q31": "Q312a"})
    faults = faults_of("Name,side,Q313\nanna,CIO,4\n", mapping={"Nmae": "respondent"})
    assert faults[-1].nearest == "Name"


@pytest.mark.parametrize(
    "options",
    [
        {"duplicates": "newest"},
        {"duplicates": None},
        {"encoding": "klingon"},
        {"encoding": "hex"},
        {"encoding": 5},
        {"encoding": "utf\0"},
        {"limits": 5},
        {"mapping": {"Name": "respondant"}},
        {"mapping": {5: "respondent"}},
        {"mapping": "Name"},
        {"side": {"anna": "CTO"}},
        {"side": {5: "CIO"}},
        {"side": ""},
        {"side": 5},
    ],
)
def test_options_that_cannot_be_used(sheet: Questionnaire, options: dict[str, Any]) -> None:
    """Each is a SettingsError, before any file is opened."""
    with pytest.raises(SettingsError) as caught:
        read_answers("/no/such/file", sheet, **options)
    assert len(caught.value.faults) == 1


def test_all_faults_of_the_options_at_once(sheet: Questionnaire) -> None:
    """With what was meant."""
    with pytest.raises(SettingsError) as caught:
        checked_options(sheet, duplicates="lst", mapping={"a": "respondant"}, side={"b": "CIOO"}, encoding="x")
    assert [fault.nearest for fault in caught.value.faults] == ["respondent", "CIO", None, "last"]


def test_respondents_are_told_apart_without_blanks_and_composition() -> None:
    """The same name in two ways to write it is one respondent."""
    assert respondent_key(" Rene\u0301") == respondent_key("René")


def test_a_catalogue_is_no_questionnaire(sheet: Questionnaire) -> None:
    """The message says how one is made."""
    with pytest.raises(SettingsError, match="'Catalogue' must be a Questionnaire"):
        read_answers(named(TWO), sheet.catalogue)  # type: ignore[arg-type]
