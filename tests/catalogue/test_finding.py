"""Finding objects by code or words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab import load_catalogue
from mbi_collab.catalogue.finding import Found, find_in, folded
from mbi_collab.catalogue.practices import Area
from mbi_collab.errors import SettingsError

CATALOGUE = load_catalogue()


def codes(text: str) -> list[str]:
    """Return the codes that a text finds."""
    return [each.code for each in CATALOGUE.find(text)]


@pytest.mark.system(42)
@pytest.mark.parametrize(
    "text",
    ["Je třeba zkvalitnit spolupráci CIO a CMO", "ZKVALITNIT spolupraci", "zkvalitnit", "S006", "s006", " S006, "],
)
def test_a_czech_name_or_a_code_finds_the_scenario_first(text: str) -> None:
    """With accents and without, in any case, whole or in part."""
    assert codes(text)[0] == "S006"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("media effect", "V02"),
        ("effect media", "V02"),
        ("u04", "U04"),
        ("erp", "A-ERP"),
        ("bsc", "M002"),
        ("task-233", "U005B"),
        ("R1", "R01"),
        ("s6", "S006"),
        ("one executive for both", "one-executive"),
        ("customer knowledge", "customer-knowledge"),
        ("shared customer record", "D03"),
        ("digital business", "F032"),
        ("CZ-23", "CZ-23"),
    ],
)
def test_the_best_comes_first(text: str, first: str) -> None:
    """A code before a title, a title before a text."""
    found = CATALOGUE.find(text)
    assert found[0].code == first
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize("text", ["", "  ", "\n", "…?!.,", "media xyzzy", "\udcff\0", "U04 U05"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    """No word, or one that does not occur: an empty tuple."""
    assert CATALOGUE.find(text.replace("…", "")) == ()


def test_a_found_object_says_what_it_is() -> None:
    """Code, kind, title and score; a bare name says so."""
    assert CATALOGUE.find("S002")[0] == Found(
        "S002", "scenario (name only)", "Communication problems between IT and the business", 1.0
    )
    assert {each.kind for each in CATALOGUE.find("Q313")} == {"item", "control question"}
    assert all(CATALOGUE.find_object(each.code) for each in CATALOGUE.find("customer"))


def test_all_words_must_occur() -> None:
    """More words never find more."""
    assert set(codes("stock sales")) == set(codes("stock")) & set(codes("sales"))


def test_where_a_word_stands_decides() -> None:
    """Code, whole word of a title, its beginning, beginning of the code, part of a title, word and part of a text."""
    area = Area(code="ABC1", basis="judged", title="Kočičí umění", text="Nothing else matters")
    words = ("abc1", "umeni", "koc", "abc", "men", "matters", "othing")
    scores = [find_in([("area", area)], word)[0].score for word in words]
    assert scores == sorted(set(scores), reverse=True)
    assert scores[0] == 1


def test_zeros_left_out_of_a_code_find_it_after_the_code_that_lacks_them() -> None:
    """Before what only begins so; zeros inside a number are not left out."""
    areas = [("area", Area(code=code, basis="judged", title="x", text="y")) for code in ("R101", "R01", "R1", "R10")]
    for word, found in (("r1", ["R1", "R01", "R101", "R10"]), ("R001", ["R01", "R1"]), ("R10", ["R10", "R101"])):
        assert [each.code for each in find_in(areas, word)][: len(found)] == found


@given(st.text(max_size=30))
def test_any_text_may_be_asked(text: str) -> None:
    """The same answer each time, and never an error."""
    assert CATALOGUE.find(text) == CATALOGUE.find(text)


def test_folding_takes_accents_and_case_away() -> None:
    """Czech, German and Korean; a text without either stays."""
    assert folded("Žluťoučký KŮŇ") == "zlutoucky kun"
    assert folded("Straße") == "strasse"
    assert folded("협업") == "협업"


def test_only_text_is_looked_for() -> None:
    """Nothing and numbers are told with our own error."""
    for text in (None, 5):
        with pytest.raises(SettingsError, match="must be a code or words"):
            load_catalogue().find(text)  # type: ignore[arg-type]
