"""What to ask next: the answers that would change the first steps most (model 9)."""

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.certainty import FIRST
from mbi_collab.assessment.drawing import Basis, Drawn, draw, revalued
from mbi_collab.catalogue.questions import Item
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.priorities import recommended_order

#: So many draws tell questions worth asking from others; more only add decimals.
DRAWS = 1000


@attrs.frozen
class Question:
    """An item that was not fully answered, and what its answers are worth.

    Attributes:
        item: its code.
        value: expected share of the first three steps that would change, in [0, 1].
        missing: how many answers are missing, by side.
    """

    item: str
    value: float
    missing: tuple[tuple[str, int], ...]


def ask_next(result: Assessment, draws: int = DRAWS) -> tuple[Question, ...]:
    """Return the unanswered items whose answers would change the first steps most, the most valuable first.

    The value of an item is ½ · E|first three of a draw △ first three of the same draw with the item's missing answers at
    each of its points in turn| / 3; the points are weighted by how likely they are, given the answers there are
    (Dirichlet, 1/K a point). An item answered by everybody asked has no value and is left out.

    Parameters
    ----------
    result : Assessment
        Its settings say how the draws are made.
    draws : int
        How many.
    """
    basis = result.basis
    drawn = draw(basis, attrs.evolve(result.settings.sampling, samples=draws))
    before = _first_steps(drawn, basis)
    found = [
        Question(code, float(_value(at, drawn, before, basis)), missing)
        for at, code, missing in _unanswered(result, basis)
    ]
    return tuple(sorted(found, key=lambda each: (-round(each.value, 9), each.item)))


def _unanswered(result: Assessment, basis: Basis) -> Iterator[tuple[int, str, tuple[tuple[str, int], ...]]]:
    """Yield the items that enter levels and lack answers of a side that was asked."""
    sheet, missing = result.panel.questionnaire, basis.measured.counts.missing
    agreed = {code for code, _ in result.panel.agreed}
    for at, item in enumerate(sheet.items):
        lacks = tuple((side, int(missing[row, at])) for row, side in enumerate(sheet.side_codes) if missing[row, at])
        if lacks and not item.mirror_only and item.code not in agreed:
            yield at, item.code, lacks


def _value(at: int, drawn: Drawn, before: IntArray, basis: Basis) -> float:
    """Return the expected share of the first steps that change when an item is answered."""
    counts = basis.measured.counts.points[:, at]
    points = basis.measured.panel.questionnaire.scale_of(basis.measured.panel.questionnaire.items[at]).points
    given = counts[:, : len(points)].sum(axis=0) + 1.0 / len(points)
    shares = given / given.sum()
    changes = [
        _changed(before, _first_steps(_answered(at, point.value, drawn, basis), basis), len(basis.factors))
        for point in points
    ]
    return float(shares @ np.array(changes))


def _answered(at: int, value: float, drawn: Drawn, basis: Basis) -> Drawn:
    """Return the draws with every missing answer to one item at one value."""
    counts, values = basis.measured.counts, basis.measured.plan.tree.values[at]
    given = counts.points[:, at].sum(axis=-1)
    total = (counts.points[:, at] * values).sum(axis=-1)
    people = given + counts.missing[:, at]
    sides: FloatArray = drawn.sides.copy()
    for side in np.flatnonzero(counts.missing[:, at]).tolist():
        sides[:, side, at] = (total[side] + counts.missing[side, at] * value) / people[side]
    return revalued(basis, sides, drawn.weights)


def _first_steps(drawn: Drawn, basis: Basis) -> IntArray:
    """Return the first three steps of every draw, (N, 3); -1 where there are fewer."""
    ranked = drawn.ranked
    return recommended_order(ranked.priority, ranked.is_open, basis.measured.plan.waits, ranked.tie, FIRST)


def _changed(before: IntArray, after: IntArray, practices: int) -> float:
    """Return the mean share of the first places that other practices hold."""
    marks = [_marked(each, practices) for each in (before, after)]
    return float((marks[0] ^ marks[1]).sum(axis=-1).mean() / 2 / FIRST)


def _marked(steps: IntArray, practices: int) -> BoolArray:
    marked = np.zeros((len(steps), practices + 1), dtype=bool)
    np.put_along_axis(marked, steps, True, axis=-1)  # noqa: FBT003  the value put
    return marked[:, :practices]


def unmeasured(result: Assessment) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the practices that are only indicated, and the items of the pack that would measure them.

    Items of other profiles are named too: to be sure of the practice, ask one of them.
    """
    sheet = result.panel.questionnaire
    indicated = [score.code for score in result.scorecard.practices if score.indicated]
    return tuple((code, _measuring(code, sheet.catalogue.items)) for code in indicated)


def _measuring(practice: str, items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.code for item in items if practice in item.primary)
