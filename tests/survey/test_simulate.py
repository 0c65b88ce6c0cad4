"""Simulated panels."""

import numpy as np
import pytest

from mbi_collab import load_catalogue, simulate_panels
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


@pytest.mark.parametrize("numbers", [{"noise": -0.1}, {"dont_know": 0.99}, {"fewest": 6}, {"fewest": -1}])
def test_a_model_that_cannot_be_drawn_is_refused(numbers: dict[str, float]) -> None:
    """Negative numbers, shares of 1 and more, more at least than at most."""
    with pytest.raises(ValueError, match="negative"):
        ResponseModel(**numbers)  # type: ignore[arg-type]


def test_negative_numbers_are_refused_and_none_is_empty() -> None:
    """No organisations are no rows."""
    for wrong in ((-1, 0), (1, -1)):
        with pytest.raises(ValueError, match="negative"):
            simulate_panels(SHEET, *wrong)
    assert simulate_panels(SHEET, 0, 0).answers.shape == (0, len(SHEET.items))
