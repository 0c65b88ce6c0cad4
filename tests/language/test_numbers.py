"""How numbers are shown."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.language.numbers import count, gap, level, points, share


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.5, "0.50"),
        (0, "0.00"),
        (1, "1.00"),
        (0.125, "0.13"),
        (0.375, "0.38"),
        (0.1 + 0.185, "0.29"),
        (-0.001, "0.00"),
    ],
)
def test_a_level_has_two_decimals(value: float, shown: str) -> None:
    """Halves go away from zero, whichever way the sum was made."""
    assert level(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.25, "+0.25"),
        (-0.5, "−0.50"),
        (0.0, "0.00"),
        (-0.0, "0.00"),
        (-0.004, "0.00"),
        (0.004, "0.00"),
        (0.005, "+0.01"),
    ],
)
def test_a_gap_has_its_sign(value: float, shown: str) -> None:
    """The minus is a real one; what rounds to nothing has no sign."""
    assert gap(value) == shown


def test_a_share_is_whole_per_cent() -> None:
    """The sign follows a no-break space."""
    assert [share(each) for each in (0.914, 0.005, 0, 1)] == ["91\xa0%", "1\xa0%", "0\xa0%", "100\xa0%"]


def test_points_have_one_decimal() -> None:
    """Priorities, and the worked example of the rounding."""
    assert [points(each) for each in (71.25, 100, 0)] == ["71.3", "100.0", "0.0"]


def test_counts_are_grouped_from_five_digits() -> None:
    """Four digits are read at a glance."""
    assert [count(each) for each in (0, 121, 9999, 10_000, 1_234_567)] == [
        "0", "121", "9999", "10\xa0000", "1\xa0234\xa0567",
    ]  # fmt: skip
    assert count(-3) == "−3"


@pytest.mark.parametrize("show", [level, gap, share, points])
def test_a_missing_value_shows_the_words_passed_in(show: object) -> None:
    """Never ``nan``, never ``None``."""
    assert callable(show)
    assert show(None) == show(math.nan) == "no answer"
    assert show(None, "bez odpovědi") == "bez odpovědi"
    assert count(None, "–") == "–"


@pytest.mark.parametrize("show", [level, gap, share, points])
def test_infinity_is_a_fault(show: object) -> None:
    """No result is infinite, so none is shown."""
    assert callable(show)
    with pytest.raises(ValueError, match="inf"):
        show(math.inf)


def test_the_decimal_mark_is_the_languages() -> None:
    """Czech and Finnish write a comma."""
    assert (level(0.5, mark=","), gap(-0.25, mark=","), points(71.25, mark=",")) == ("0,50", "−0,25", "71,3")
    assert gap(0.0, mark=",") == "0,00"


@settings(deadline=None)
@given(st.floats(min_value=-1, max_value=1))
def test_a_gap_and_its_mirror_differ_by_the_sign_alone(value: float) -> None:
    """Swapping the sides never changes the digits."""
    assert gap(value).lstrip("+−") == gap(-value).lstrip("+−")
    assert gap(value) != "−0.00"
