"""How numbers and codes are said in a language."""

import pytest

import mbi_collab as mbi
from mbi_collab.assessment.wording import Wording
from mbi_collab.errors import SettingsError
from tests import strategies

CATALOGUE = mbi.load_catalogue()
SAY = Wording.of(CATALOGUE)


def test_a_language_that_is_no_text_is_refused() -> None:
    with pytest.raises(SettingsError, match="language: '5' must be the tag of a language"):
        Wording.of(CATALOGUE, 5)  # type: ignore[arg-type]


def test_numbers_are_shown_by_their_kind() -> None:
    """Levels and weights two decimals, gaps signed, points one decimal, shares per cent, counts whole."""
    assert SAY.level(0.5) == SAY.plain(0.5) == "0.50"
    assert SAY.gap(-0.25) == "−0.25"
    assert SAY.points(67.49) == "67.5"
    assert SAY.share(0.256).startswith("26")
    assert SAY.bounds(0.25, 0.75) == "0.25 to 0.75"
    assert (SAY.bounds(0.5, 0.5), SAY.range("a", "b")) == ("0.50", "a to b")
    assert SAY.counted(97, 121) == "97 of 121"


def test_what_is_undefined_is_said_in_words() -> None:
    """Never «nan», «None» or 0."""
    for shown in (SAY.level(None), SAY.plain(None), SAY.gap(None), SAY.points(None), SAY.share(None)):
        assert shown
        assert not set(shown.lower().split()) & {"nan", "none", "0"}


def test_levels_and_gaps_are_shown_times_the_packs_factor() -> None:
    """A pack that shows levels from 0 to 3; weights and points are no levels."""
    sheet = strategies.sheet_of(strategies.small_pack(["a"], rules={"display_factor": 3.0}))
    say = Wording.of(sheet.catalogue)
    assert (say.level(0.5), say.gap(-0.5), say.bounds(0.0, 1.0)) == ("1.50", "−1.50", "0.00 to 3.00")
    assert (say.plain(0.5), say.points(50.0)) == ("0.50", "50.0")


def test_codes_are_said_with_their_titles() -> None:
    """A practice by code and title, a side by its title, several with commas."""
    assert SAY.practice("R02") == f"R02 {CATALOGUE.practice('R02').title}"
    assert SAY.side("CIO") == "CIO side"
    assert SAY.listed(["R01", "R02"]) == "R01, R02"


def test_a_reason_is_a_sentence_with_names_of_its_kind() -> None:
    """Practices by code and title, a side by its name, statements by code alone."""
    assert SAY.reason("needed-by", ("R02",)) == f"Comes before {SAY.practice('R02')}, which is more urgent."
    assert SAY.reason("one-side-sees-it", ("CIO",)) == "Only CIO side sees the need."
    assert SAY.reason("seen-apart", ("CIO", "CMO")).startswith("A need is seen by CIO side, CMO side; no statement")
    assert SAY.reason("indicated-by", ("Q313", "Q322")) == "Only indicated, by Q313, Q322."


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_a_language_is_looked_up_by_its_tag(language: str) -> None:
    """A region falls back to its language."""
    assert Wording.of(CATALOGUE, language).practice("R02") == SAY.practice("R02")
