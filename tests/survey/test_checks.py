"""What must hold for guesses and agreed answers; the other checks are shown with the panel."""

from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.checks import guess_faults

SHEET = mbi.load_catalogue().questionnaire("extended")


def faults(*sets: mbi.AnswerSet, **more: Any) -> list[str]:
    with pytest.raises(AnswersError) as caught:
        mbi.Panel(SHEET, sets, **more)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("guess", [1, 5, "dk"])
def test_a_guess_is_a_point_or_dont_know(guess: Any) -> None:
    panel = mbi.Panel(SHEET, [mbi.AnswerSet("a", "CIO", {}, guesses={"QP5": guess})])
    assert panel.answer_sets[0].guess("QP5") == guess
    assert mbi.Panel.from_dict(panel.to_dict(), SHEET) == panel


@pytest.mark.parametrize("guess", [0, 6, 4.0, True, "4", "na:other", "", None, [1]])
def test_another_guess_is_refused(guess: Any) -> None:
    (fault,) = faults(mbi.AnswerSet("a", "CIO", {}, guesses={"QP5": guess}))
    assert "respondent 'a', guess on 'QP5'" in fault
    assert "(allowed: 1, 2, 3, 4, 5, dk)" in fault


@pytest.mark.parametrize("code", ["Q313", "QM9", "QL4", "qp5", "", 5, None])
def test_only_mirrored_items_are_guessed(code: Any) -> None:
    (fault,) = faults(mbi.AnswerSet("a", "CIO", {}, guesses={code: 4}))
    assert "mirrored" in fault or "is not an item" in fault


def test_only_the_two_sides_that_are_compared_guess() -> None:
    """The rest of the company is neither; an unknown side is told once, as such."""
    (fault,) = faults(mbi.AnswerSet("a", "rest", {}, guesses={"QP5": 4}))
    assert "'rest' is given, but this side is not one of the two that are compared (allowed: CMO, CIO)" in fault
    assert not list(guess_faults("here", "QP5", 4, "nobody", SHEET))


def test_guesses_twice_are_refused() -> None:
    (fault,) = faults(mbi.AnswerSet("a", "CIO", {}, guesses=[("QP5", 4), ("QP5", 5)]))
    assert "guess on 'QP5': is there more than once" in fault


def test_codes_that_cannot_be_counted_are_faults_and_no_crash() -> None:
    """Lists for codes, in answers, guesses and agreed answers."""
    strange: Any = [(["Q313"], 4)]
    assert len(faults(mbi.AnswerSet("a", "CIO", strange, guesses=strange), agreed=strange)) == 3


def test_agreed_answers_are_points_of_items_asked() -> None:
    panel = mbi.Panel(SHEET, [], agreed={"Q313": 2, "QP5": 5})
    assert panel.agreed == (("Q313", 2), ("QP5", 5))
    assert mbi.Panel.from_dict(panel.to_dict(), SHEET) == panel
    assert panel.with_agreed({}).agreed == ()


@pytest.mark.parametrize("point", [0, 6, 2.0, True, "dk", "na:other", None, pytest.param(10**5000, id="huge")])
def test_nothing_but_a_point_can_be_agreed(point: Any) -> None:
    """Don't know is no agreement."""
    (fault,) = faults(agreed={"Q313": point})
    assert "agreed answer to 'Q313'" in fault
    assert "is not a point of this scale" in fault


def test_a_label_names_its_point() -> None:
    """In answers, guesses and agreed answers Python takes the number, and says which."""
    found = faults(mbi.AnswerSet("a", "CIO", {"QU4": "hardly"}, guesses={"QP5": "Largely"}), agreed={"QU4": "hardly"})
    assert "item 'QU4': 'hardly' is the label of point 2: write the number (allowed: 1, 2" in found[0]
    assert "'Largely' is the label of point 4" in found[1]
    assert "agreed answer to 'QU4': 'hardly' is the label of point 2: write the number (allowed: 1, 2" in found[2]


def test_faults_of_agreed_answers() -> None:
    """Unknown items with the nearest, items that enter no level, one item twice."""
    found = faults(agreed=[("q313", 2), ("QM9", 3), ("Q322", 1), ("Q322", 2)])
    assert "Did you mean 'Q313'?" in "".join(found)
    assert any("would change nothing" in fault for fault in found)
    assert any("'Q322': is there more than once" in fault for fault in found)
    assert len(found) == 3
