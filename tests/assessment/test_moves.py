"""Places and states in two orders."""

import mbi_collab as mbi
from mbi_collab.assessment.moves import StepMove, moves_of
from mbi_collab.assessment.wording import Wording
from tests.strategies import sheet_of, small_pack

SHEET = sheet_of(small_pack("abc"))


def rated(**answers: int) -> mbi.Assessment:
    return mbi.assess(mbi.Panel(SHEET, [mbi.AnswerSet(side, side, answers) for side in ("S0", "S1")]))


def test_places_and_states_then_and_now() -> None:
    """Practice a is put in place, b falls below its target, c comes into view and goes first."""
    moves = moves_of(rated(a=1, b=3), rated(a=3, b=2, c=1))
    assert moves == (
        StepMove("pc", None, 1, "not-assessed", "open"),
        StepMove("pb", None, 2, "in-place", "open"),
        StepMove("pa", 1, None, "open", "in-place"),
    )
    assert [each.practice for each in moves if each.has_opened] == ["pb"]
    assert [each.practice for each in moves if each.has_closed] == ["pa"]
    assert all(each.has_moved for each in moves)


def test_nothing_moves_between_equals() -> None:
    result = rated(a=1, b=2, c=3)
    assert not any(each.has_moved or each.has_opened or each.has_closed for each in moves_of(result, result))


def test_a_move_is_shown_by_place_or_state() -> None:
    move = StepMove("pa", 3, None, "open", "in-place")
    assert move.shown(Wording.of(SHEET.catalogue)) == ("3", "in place")
    assert move.to_record()["place_then"] == 3
