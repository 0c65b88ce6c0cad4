"""Simulated panels."""

import numpy as np
import pytest

from mbi_collab import load_catalogue, simulate_panels
from mbi_collab.errors import SettingsError
from mbi_collab.survey import simulate
from mbi_collab.survey.simulate import ResponseModel

SHEET = load_catalogue().questionnaire()
EXTENDED = load_catalogue().questionnaire("extended")


def test_the_same_seed_gives_the_same_and_the_first_whatever_the_number() -> None:
    """Organisations are drawn in blocks of their own random numbers."""
    few, many = simulate_panels(SHEET, 3, 7), simulate_panels(SHEET, simulate.BLOCK + 2, 7)
    rows = many.organisation < 3
    for one, other in ((few.answers, many.answers[rows]), (few.side, many.side[rows]), (few.truth, many.truth[:3])):
        np.testing.assert_array_equal(one, other)
    assert (many.organisation.min(), many.organisation.max()) == (0, simulate.BLOCK + 1)
    assert not np.array_equal(few.truth, simulate_panels(SHEET, 3, 8).truth)
    blocks = many.truth[: simulate.BLOCK], many.truth[simulate.BLOCK :]
    assert not np.array_equal(blocks[0][:2], blocks[1])


@pytest.mark.parametrize("sheet", [SHEET, EXTENDED], ids=["two sides", "three sides"])
def test_every_organisation_is_a_panel(sheet: object) -> None:
    """The rules of a Panel hold, and its cells are the simulated answers."""
    drawn = simulate_panels(sheet, 4, 1)  # type: ignore[arg-type]
    panels = list(drawn.panels())
    for number, panel in enumerate(panels):
        rows = drawn.organisation == number
        assert len(panel.answer_sets) == rows.sum()
        assert sorted(panel.cells) == sorted(drawn.answers[rows].tobytes())


def test_answers_are_as_the_model_says() -> None:
    """Without bias, leniency, ease and noise answers are the levels, rounded to the scale; shares are as stated."""
    exact = ResponseModel(bias=0, leniency=0, ease=0, noise=0, not_applicable=0, dont_know=0, unanswered=0)
    drawn = simulate_panels(SHEET, 200, 0, model=exact)
    places = simulate._area_of(SHEET)
    asked = drawn.answers > 0
    off = np.abs((drawn.answers - 1) / 4 - drawn.truth[drawn.organisation][:, places])
    assert (off[asked] <= 0.125 + 1e-12).all()
    drawn = simulate_panels(SHEET, 2000, 0)
    shares = [(drawn.answers == cell).mean() for cell in (-2, -1)]
    assert shares == pytest.approx([0.02, 0.05], abs=0.01)
    assert set(np.unique(drawn.side)) == {0, 1}
    assert np.bincount(drawn.organisation).max() <= 10


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ({"noise": -0.1}, "noise: '-0.1' must be a number that is not negative"),
        ({"ease": float("nan")}, "ease: 'nan' must be a number"),
        ({"bias": "wide"}, "bias: 'wide' must be a number"),
        ({"dont_know": 0.99}, "must sum to less than 1"),
        ({"fewest": 6}, "fewest: '6' must not be above most"),
        ({"fewest": -1}, "fewest: '-1' must be a whole number"),
        ({"most": 2.5}, "most: '2.5' must be a whole number"),
    ],
)
def test_a_model_that_cannot_be_drawn_is_refused(numbers: dict[str, object], problem: str) -> None:
    """Each number that cannot be, by its name."""
    with pytest.raises(SettingsError, match=problem):
        ResponseModel(**numbers)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [(-1, 0), (1, -1), ("3", 0), (2.5, 0), (1, None), (True, 0)])
def test_what_is_no_number_of_organisations_or_no_seed_is_refused(wrong: tuple[int, int]) -> None:
    with pytest.raises(SettingsError, match="must be a whole number that is not negative"):
        simulate_panels(SHEET, *wrong)


def test_what_is_no_questionnaire_is_refused() -> None:
    with pytest.raises(SettingsError, match="must be a Questionnaire"):
        simulate_panels("S006", 1, 0)  # type: ignore[arg-type]


def test_no_organisations_are_no_rows() -> None:
    assert simulate_panels(SHEET, 0, 0).answers.shape == (0, len(SHEET.items))
