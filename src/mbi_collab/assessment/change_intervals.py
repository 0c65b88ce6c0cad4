"""How sure a change is: what it would be, had the answers then and now been a little different (model 8 and 10)."""

from collections.abc import Sequence

import attrs
import numpy as np

from mbi_collab.assessment.arrays import plan_of
from mbi_collab.assessment.certainty import Interval, between
from mbi_collab.assessment.changes import NodeChange, Shared, kinds_of, shared_of
from mbi_collab.assessment.doubt import Sampling
from mbi_collab.assessment.drawing import drawn_sides
from mbi_collab.engine.heard import key
from mbi_collab.engine.levels import Nodes, Tree, nodes, side_gaps
from mbi_collab.engine.means import FloatArray
from mbi_collab.survey.panel import Panel


def change_intervals(
    changed: Sequence[NodeChange], then: Panel, now: Panel, sampling: Sampling
) -> tuple[Interval, ...]:
    """Return between which values the changes of levels and of gaps lie in 90 % of the draws.

    Who was not heard, and how firm a rating is, are drawn for both panels as for one, with random numbers of their own;
    in each draw the change is made of the same items and sides as the one observed. An interval holds the change. It
    stays within what the missing answers could make of it, and, where ratings are misread, every rating one step off.

    Parameters
    ----------
    changed : sequence of NodeChange
        How the nodes changed, as ``changes_of`` gives it.
    then, now : Panel
        The panels it was given.
    sampling : Sampling
        The weighting is of no account: no level hangs on it.

    Returns
    -------
    tuple of Interval
        One a node; ``None`` where there is no change, or no draws are made.
    """
    if not sampling.samples:
        return tuple(Interval(each.kind, each.code, None, None, None, None) for each in changed)
    compared, tree = shared_of(then, now), plan_of(now.questionnaire).tree
    seeds = _seeds(then, now, sampling.seed)
    moments = [
        _drawn(drawn_sides(panel, attrs.evolve(sampling, seed=seed)), shared, tree)
        for panel, seed, shared in zip((then, now), seeds, compared, strict=True)
    ]
    kinds = kinds_of(now.questionnaire, compared[0].measured)
    column = {node: at for at, node in enumerate((kind, code) for kind, codes, _ in kinds for code in codes)}
    columns = [column[each.kind, each.code] for each in changed]
    observed = ([each.change for each in changed], [each.gap_change for each in changed])
    ends: list[FloatArray] = []
    for drawn_then, drawn_now, values, farthest in zip(*moments, observed, (1.0, 2.0), strict=True):
        value = np.array(values, dtype=np.float64)
        far = np.full_like(value, farthest)
        ends += between((drawn_now - drawn_then)[:, columns], value, -far, far)
    rows = zip(changed, *(each.tolist() for each in ends), strict=True)
    return tuple(Interval(each.kind, each.code, *map(_number, numbers)) for each, *numbers in rows)


def _drawn(sides: FloatArray, shared: Shared, tree: Tree) -> tuple[FloatArray, FloatArray]:
    """Return the levels of all nodes, and the gaps between the first two sides, in every draw."""
    levels = nodes(shared.items(sides), shared.measured, tree)
    if sides.shape[1] < 2:
        return _whole(levels), np.full_like(_whole(levels), np.nan)
    return _whole(levels), _whole(side_gaps(shared.sides(sides), shared.measured, tree, 0, 1)[0])


def _whole(parts: Nodes) -> FloatArray:
    """Return all nodes side by side."""
    return np.concatenate(parts, axis=-1)


def _seeds(then: Panel, now: Panel, seed: int) -> tuple[int, int]:
    """Return where the random numbers of each of two panels start.

    The earlier one by date, and without dates the smaller one by its answers, has the first seed: each keeps its own
    when then and now are swapped, so the intervals are mirrored. Equal panels are drawn apart too.
    """
    first, second = (key(f"change {at}, seed {seed}") for at in (0, 1))
    return (second, first) if _content(now) < _content(then) else (first, second)


def _content(panel: Panel) -> tuple[str, list[tuple[str, bytes]], list[tuple[str, int]], list[tuple[str, int]]]:
    """Return what tells a panel from another, whatever its people are called."""
    items = len(panel.questionnaire.items)
    rows = [(each.side, panel.cells[at * items : (at + 1) * items]) for at, each in enumerate(panel.answer_sets)]
    return panel.date or "", sorted(rows), sorted(panel.population), sorted(panel.agreed)


def _number(value: float) -> float | None:
    """Return a number, ``None`` for undefined; -0.0 becomes 0.0."""
    return None if np.isnan(value) else value + 0.0
