"""The rules of a Panel, on arrays."""

import numpy as np
import pytest

from mbi_collab.exchange import batch_checks
from mbi_collab.exchange.batch_checks import wrong_answers, wrong_sides
from mbi_collab.exchange.batch_model import batch_model
from tests import strategies

DATA = strategies.small_pack("ab")
DATA["questions"][1]["items"][0]["asked_of"] = ["S1"]
MODEL = batch_model(strategies.sheet_of(DATA))


def test_a_side_is_a_place() -> None:
    """Below 0 and above the last there is none; the fault names the sides."""
    found = list(wrong_sides(np.array([0, -1, 1, 2]), MODEL))
    assert [row for row, _ in found] == [1, 3]
    assert str(found[0].fault) == "side: '-1' is no place of a side (allowed: 0 (S0), 1 (S1))"


@pytest.mark.parametrize("block", [1, 2**18])
def test_an_answer_is_on_the_scale_and_of_a_side_that_is_asked(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first fault of each row, in blocks of any size; unanswered is no answer, so nobody need be asked."""
    monkeypatch.setattr(batch_checks, "_BLOCK", block)
    answers = np.array([[3, 0], [4, 1], [-3, 0], [1, 3], [1, -1], [1, 3]])
    found = list(wrong_answers(answers, np.array([0, 1, 0, 0, 0, 1]), MODEL))
    assert [row for row, _ in found] == [1, 2, 3, 4]
    assert found[0].fault.place == "answer to a"
    assert (found[0].fault.found, found[1].fault.found) == ("4", "-3")
    assert found[2].fault.problem == "is an answer to an item that side S0 is not asked"
    assert found[2].fault.allowed == ("S1",)
