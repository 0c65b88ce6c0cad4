"""How answers, items and sides may be spelled."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.questions import AnswerScale, ScalePoint
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.spellings import AnswerSpellings, ItemSpellings, normalised, side_spellings
from tests.exchange.samples import FaultsOf, changed, named


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
    assert fault.allowed[:6] == ("1", "2", "3", "4", "5", "dk")


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


@pytest.mark.parametrize("header", ["Q313", "q313", " Q313 ", "Q313. Any words", "[Q313] any", "[ q313 ]"])
def test_items_are_found_by_code(sheet: Questionnaire, header: str) -> None:
    """Alone, with a dot, or in brackets."""
    assert ItemSpellings(sheet).find(header) == (("Q313",), "code")


@pytest.mark.parametrize("header", ["Q31", "Q3133", "Q313x", "q[SQ313]", "x Q313", "[Q313", ".", "[]", "", "Q313 more"])
def test_other_headers_are_no_items(sheet: Questionnaire, header: str) -> None:
    """No part of a header is taken for a code."""
    assert ItemSpellings(sheet).find(header) == ((), "")


def test_items_are_found_by_text(sheet: Questionnaire) -> None:
    """Exactly, and normalised."""
    item = sheet.item("Q313")
    found = ItemSpellings(sheet)
    assert found.find(item.text) == (("Q313",), "text")
    assert found.find("  " + item.text.upper().replace(" ", "\n ")) == (("Q313",), "normalised text")


def test_a_text_of_two_items_names_both(sheet: Questionnaire) -> None:
    """A wording that two items share is told as such."""
    twins = changed(sheet, "Q313", text=sheet.item("Q311a").text)
    assert set(ItemSpellings(twins).find(sheet.item("Q311a").text)[0]) == {"Q313", "Q311a"}


def test_normalised_composes_letters() -> None:
    """A letter and its accent are the letter with the accent."""
    assert normalised("Cafe\u0301  X") == normalised("CAFÉ x")


def test_sides_by_code_and_title(sheet: Questionnaire) -> None:
    """Both, in any case."""
    found = side_spellings(sheet)
    assert {found[normalised(side.title)] for side in sheet.sides} == set(sheet.side_codes)
    assert found["cio"] == "CIO"
