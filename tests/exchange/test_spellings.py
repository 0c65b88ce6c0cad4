"""How answers and sides may be spelled."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.questions import AnswerScale, ScalePoint
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.spellings import AnswerSpellings, normalised, side_names, side_spellings
from tests.exchange.samples import FaultsOf, named


def scale(*texts: str) -> AnswerSpellings:
    """The spellings of a scale with these labels."""
    points = [ScalePoint(code=str(at), value=at / 10, text=text) for at, text in enumerate(texts, start=1)]
    return AnswerSpellings(AnswerScale(code="s", points=tuple(points), title="t"))


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("4", 4),
        (" 4\t", 4),
        ("4.0", 4),
        ("4,00", 4),
        ("largely", 4),
        ("  LARGELY ", 4),
        ("4 – largely", 4),
        ("4 - largely", 4),
        ("4-Largely", 4),
        ("largely - 4", 4),
        ("largely — 4", 4),
        ("not at\u00a0all  true here", 1),
        ("dk", "dk"),
        ("DK", "dk"),
        ("na:out-of-scope", "na:out-of-scope"),
        ("NA:No-Such-Role", "na:no-such-role"),
        ("na:not-here", "na:not-here"),
        ("na:other", "na:other"),
    ],
)
def test_answers_are_read(sheet: Questionnaire, cell: str, answer: int | str) -> None:
    """A number, a label, both, don't know, and not applicable with its reason."""
    text = f'respondent;side;Q313\nanna;CIO;"{cell}"\n'
    assert read_answers(named(text), sheet).answer_sets[0].answer("Q313") == answer


@pytest.mark.parametrize(
    "cell",
    ["0", "6", "-1", "−1", "4.5", "04", "4 – hardly", "44", "true", "na:maybe", "1e0", "٤", "=4", "4 5", "4.0.0"],
)
def test_other_spellings_are_faults(faults_of: FaultsOf, cell: str) -> None:
    """Whatever is not on the scale is a fault with its place and what is allowed, and is never averaged."""
    (fault,) = faults_of(f'respondent,side,Q313\nanna,CIO,"{cell}"\n')
    assert fault.place == "answers.csv line 2, column 'Q313'"
    assert fault.found == cell
    labels = ("1 - not at all true here", "2 - hardly", "3 - partly", "4 - largely", "5 - fully true here")
    assert fault.allowed == (*labels, "dk", "na:out-of-scope", "na:no-such-role", "na:not-here", "na:other")


def test_what_a_fault_allows_is_allowed(sheet: Questionnaire) -> None:
    """Each spelling that is offered is read, and they stand for all answers there are."""
    spellings = AnswerSpellings(sheet.scale_of(sheet.item("Q313")))
    found = [spellings.find(each) for each in spellings.allowed]
    assert found == [1, 2, 3, 4, 5, "dk", "na:out-of-scope", "na:no-such-role", "na:not-here", "na:other"]


@pytest.mark.parametrize("cell", ["don't know", "Don’t know", "DO NOT KNOW", "weiß nicht", "I don't know"])
def test_words_for_not_knowing_name_dk(faults_of: FaultsOf, cell: str) -> None:
    """Survey tools write them out; they are not taken, but told."""
    (fault,) = faults_of(f"respondent,side,Q313\nanna,CIO,{cell}\n")
    assert (fault.found, fault.nearest) == (cell, "dk")


@pytest.mark.parametrize("cell", ["n/a", "NA", "-", "–", "N.A.", "?", "None"])
def test_vague_cells_say_which_spellings_exist(faults_of: FaultsOf, cell: str) -> None:
    """Not applicable needs its reason."""
    (fault,) = faults_of(f"respondent,side,Q313\nanna,CIO,{cell}\n")
    assert "needs its reason" in fault.problem
    assert "na:no-such-role" in fault.allowed


def test_a_misspelled_label_gets_its_point_but_a_number_none(faults_of: FaultsOf) -> None:
    """Largly may be largely; 7 is nothing like 1."""
    first, second = faults_of("respondent,side,Q313,Q311a\nanna,CIO,Largly,7\n")
    assert (first.nearest, second.nearest) == ("largely", None)


def test_a_number_before_a_label_says_which_point_may_be_meant(faults_of: FaultsOf) -> None:
    """``4 – …`` never gets another point than 4, and a number that no point has gets none."""
    cells = ["4 – largely true here", "4 - not at all", "9 - largely"]
    found = faults_of("respondent,side,Q313\n" + "".join(f"p{at},CIO,{cell}\n" for at, cell in enumerate(cells)))
    assert [fault.nearest for fault in found] == ["largely", None, None]


def test_labels_that_two_points_share_are_not_taken() -> None:
    """A label must say which point it is."""
    found = scale("same", "same", "else")
    assert found.find("same") is None
    assert found.find("same - 2") == 2
    assert found.find("else") == 3


def test_codes_come_before_labels() -> None:
    """Where a label is another point's number, the number is meant."""
    assert scale("2", "3", "x").find("2") == 2


def test_far_too_many_faults_stay_quick() -> None:
    """Near matches are looked for some hundred times, not a million times."""
    found = scale("largely", "hardly")
    faults = [found.fault("a", f"largel{at}") for at in range(600)]
    assert faults[0].nearest == "largely"
    assert faults[-1].nearest is None


def test_normalised_composes_letters() -> None:
    """A letter and its accent are the letter with the accent."""
    assert normalised("Cafe\u0301  X") == normalised("CAFÉ x")


def test_sides_by_code_and_title(sheet: Questionnaire) -> None:
    """Both, in any case."""
    found = side_spellings(sheet)
    assert {found[normalised(side.title)] for side in sheet.sides} == set(sheet.side_codes)
    assert found["cio"] == "CIO"
    assert side_names(sheet) == ("CIO", "CMO", "CIO side", "CMO side")


@pytest.mark.parametrize("cell", ["IT", "Marketing"])
def test_a_cell_that_is_no_side_is_told_codes_and_titles(faults_of: FaultsOf, cell: str) -> None:
    """Nothing is guessed where nothing is near."""
    (fault,) = faults_of(f"respondent,side,Q313\nanna,{cell},4\n")
    assert (fault.found, fault.allowed, fault.nearest) == (cell, ("CIO", "CMO", "CIO side", "CMO side"), None)
