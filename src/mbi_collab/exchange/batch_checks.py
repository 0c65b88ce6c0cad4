"""What can be wrong with the answers of an organisation before they are scored: the rules of a Panel, on arrays."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.counting import NOT_APPLICABLE
from mbi_collab.errors import Fault
from mbi_collab.exchange.batch_model import BatchModel, engine_model

#: Answers that are checked at once.
_BLOCK = 2**18


class Wrong(NamedTuple):
    """A respondent, by place, and what is wrong with the row."""

    row: int
    fault: Fault


def wrong_sides(side: npt.NDArray[np.integer], model: BatchModel) -> Iterator[Wrong]:
    """Yield the respondents whose side is none."""
    for row in np.flatnonzero((side < 0) | (side >= len(model.sides))).tolist():
        allowed = [f"{at} ({code})" for at, code in enumerate(model.sides)]
        yield Wrong(row, Fault("side", "is no place of a side", str(side[row]), allowed))


def wrong_answers(
    answers: npt.NDArray[np.integer], side: npt.NDArray[np.integer], model: BatchModel
) -> Iterator[Wrong]:
    """Yield the respondents with an answer that is none, or to an item not asked of their side: the first one each.

    Parameters
    ----------
    answers : (M, I) array
    side : (M,) array
        Places of sides.
    model : BatchModel
    """
    points, asked = np.array(model.points), engine_model(model).asked
    step = max(1, _BLOCK // max(1, len(model.items)))
    for start in range(0, len(answers), step):
        block, sides = answers[start : start + step], side[start : start + step]
        off = (block < NOT_APPLICABLE) | (block > points)
        unasked = (block != 0) & ~asked[sides]
        for row in np.flatnonzero((off | unasked).any(axis=1)).tolist():
            item = int((off | unasked)[row].argmax())
            yield Wrong(start + row, _answer_fault(int(block[row, item]), item, int(sides[row]), model))


def _answer_fault(answer: int, item: int, side: int, model: BatchModel) -> Fault:
    place = f"answer to {model.items[item]}"
    if not NOT_APPLICABLE <= answer <= model.points[item]:
        points = map(str, range(1, model.points[item] + 1))
        meant = ("0 (unanswered)", "-1 (don't know)", "-2 (not applicable)")
        return Fault(place, "is no answer", str(answer), (*points, *meant))
    asked = engine_model(model).asked[:, item]
    allowed = [code for code, is_asked in zip(model.sides, asked.tolist(), strict=True) if is_asked]
    return Fault(place, f"is an answer to an item that side {model.sides[side]} is not asked", str(answer), allowed)
