"""How items may be spelled, as headers and as cells."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.exchange.item_spellings import ItemSpellings
from mbi_collab.exchange.spellings import MOST_COMPARED
from tests.exchange.samples import changed

STEM = "How true are these statements?"


@pytest.mark.parametrize("header", ["Q313", "q313", " Q313 ", "Q313. Any words", "Q313: any", "[Q313] any", "[ q313 ]"])
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


FORMS = ["1. {}", "12) {}", "(3) {}", "1.2 {}", "4: {}", "5 – {}", STEM + " [{}]", STEM + "\n[ 7. {} ]", "[{}]"]


@pytest.mark.parametrize("form", FORMS)
def test_a_text_is_found_behind_a_number_and_in_brackets(sheet: Questionnaire, form: str) -> None:
    """As survey tools export it; the text must be whole."""
    found, text = ItemSpellings(sheet), sheet.item("Q311a").text
    assert found.find(form.format(text)) == (("Q311a",), "normalised text")
    assert found.find(form.format(text + " at least")) == ((), "")


def test_a_text_with_something_in_brackets_is_no_item(sheet: Questionnaire) -> None:
    """It may be a column of comments."""
    text = sheet.item("Q313").text
    for header in (f"{text} [Comment]", f"1. {text} [Comment]", f"Comment on: {text}"):
        assert ItemSpellings(sheet).find(header) == ((), "")
        assert ItemSpellings(sheet).misspelled("a", header) is None


@pytest.mark.parametrize("form", ["{} [{}]", "3. {} [{}]", "[{}] or [{}]"])
def test_a_header_with_two_texts_names_both(sheet: Questionnaire, form: str) -> None:
    """Nothing is guessed between two."""
    codes, _ = ItemSpellings(sheet).find(form.format(sheet.item("Q313").text, sheet.item("Q322").text))
    assert set(codes) == {"Q313", "Q322"}


@pytest.mark.parametrize("form", ["{}", "1. {}", STEM + " [{}]", "{}*"])
def test_a_text_with_a_slip_names_its_item(sheet: Questionnaire, form: str) -> None:
    """With the text as it should be."""
    text = sheet.item("Q313").text
    fault = ItemSpellings(sheet).misspelled("a.csv line 1", form.format(text.replace("teams", "team")))
    assert fault is not None
    assert (fault.nearest, fault.problem) == (text, "is nearly, but not quite, the text of item Q313")
    cell = ItemSpellings(sheet).fault("a.csv line 2", text.replace("teams", "team"))
    assert cell.nearest == "Q313"


@pytest.mark.parametrize("header", ["QR22", "q3133", "QU10"])
def test_a_code_with_a_slip_names_the_code(sheet: Questionnaire, header: str) -> None:
    """Where it is long enough to be one."""
    fault = ItemSpellings(sheet).misspelled("a.csv line 1", header)
    assert fault is not None
    assert fault.nearest in sheet.place_of


def test_what_is_far_or_of_another_profile_is_no_slip(sheet: Questionnaire) -> None:
    """It is a column of its own, whose answers nobody wants here."""
    other = next(item for item in sheet.catalogue.items if item.code not in sheet.place_of)
    found = ItemSpellings(sheet)
    for header in (other.code, other.text, other.text + "*", "Duration", "Q1", "", "Meetings of teams take place"):
        assert found.misspelled("a", header) is None


def test_far_too_many_headers_stay_quick(sheet: Questionnaire) -> None:
    """Near texts are looked for some hundred times, not ten thousand times."""
    found, text = ItemSpellings(sheet), sheet.item("Q313").text
    faults = [found.misspelled("a", f"{text[:-4]}{at:04}") for at in range(MOST_COMPARED + 100)]
    assert faults[0] is not None
    assert faults[-1] is None


def test_the_quotes_of_a_word_processor_and_a_missing_full_stop_are_no_slip(sheet: Questionnaire) -> None:
    """Survey tools set the one and drop the other."""
    item = next(each for each in sheet.items if "'" in each.text and each.text.endswith("."))
    for text in (item.text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"), item.text.rstrip(".")):
        assert ItemSpellings(sheet).find(text) == ((item.code,), "normalised text")
