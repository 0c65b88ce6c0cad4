"""Everything the answers of many panels come to, in bounded memory: the kernel that also scores one (model 2-7)."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.counting import CellArray, Counts, count_panels
from mbi_collab.engine.levels import Levels, Nodes, Tree, score, side_gaps
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.priorities import OPEN, Needs, contributions, leverage, needs, recommended_order

#: Panels that are scored at once; no number depends on it.
CHUNK = 256


class Criteria(NamedTuple):
    """What makes a practice urgent, besides the answers.

    Attributes
    ----------
    target : (P,) wanted levels, above 0
    weights : (3,) weights of need, leverage and ease; they sum to 1
    factors : (P,) what the context multiplies each priority with
    ease : (P,)
    tie : (P,) which of two equal practices comes first: the smaller
    waits : (P, P) whether practice q (column) waits for practice p (row)
    leverage_scale : the summed need of waiting practices that makes a leverage of 1
    """

    target: FloatArray
    weights: FloatArray
    factors: FloatArray
    ease: FloatArray
    tie: IntArray
    waits: BoolArray
    leverage_scale: float


class Urgency(NamedTuple):
    """How urgent practices are: (..., P) arrays, ``parts`` (..., P, 4); the parts add up to the priority."""

    needs: Needs
    lever: FloatArray
    parts: FloatArray
    values: FloatArray
    is_open: BoolArray


class Model(NamedTuple):
    """What scoring needs to know: how nodes are made, who is asked what, which items have levels, what is urgent.

    Attributes
    ----------
    tree : Tree
    asked : (S, I) bool
    entering : (I,) bool
        Whether an item enters levels; one that serves perception alone has no level of its own.
    criteria : Criteria
    """

    tree: Tree
    asked: BoolArray
    entering: BoolArray
    criteria: Criteria

    @property
    def nodes(self) -> int:
        """How many nodes a panel has: overall, areas, control questions, items that enter levels, practices."""
        tree = self.tree
        return 1 + len(tree.areas) + len(tree.questions) + int(self.entering.sum()) + len(tree.primary)

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The pairs of sides between which there is a gap."""
        return tuple(combinations(range(len(self.asked)), 2))


class PanelScores(NamedTuple):
    """What the answers of R panels come to; ``nan`` is undefined.

    Nodes are in the order of a scorecard: overall, areas, control questions, items that enter levels, practices.

    Attributes
    ----------
    level, coverage : (R, N)
    level_by_side : (R, S, N)
    gap : (R, G, N); one a pair of sides, first minus second
    priority : (R, P); ``nan`` where a practice is not open
    first_steps : (R, k) practices by index, the first of the recommended order; -1 after the last open one
    open_practices, answered, asked : (R,) numbers; answers given, of answers that could have been given
    respondents, raters : (R, S) people of each side, and how many of them gave a point
    given, rated : (R, S, A)
        How many points each side gave to the items of each area, and how many of these somebody gave one.
    """

    level: FloatArray
    coverage: FloatArray
    level_by_side: FloatArray
    gap: FloatArray
    priority: FloatArray
    first_steps: IntArray
    open_practices: IntArray
    answered: IntArray
    asked: IntArray
    respondents: IntArray
    raters: IntArray
    given: IntArray
    rated: IntArray


def urgency(levels: Levels, criteria: Criteria) -> Urgency:
    """Return how urgent each practice is."""
    needed = needs(levels.combined.practices, levels.careful_practices, levels.indicated, criteria.target)
    lever = leverage(needed.total, criteria.waits, criteria.leverage_scale)
    parts = contributions(needed, lever, criteria.ease, criteria.weights, criteria.factors)
    return Urgency(needed, lever, parts, parts.sum(axis=-1), needed.status == OPEN)


def score_panels(cells: CellArray, side: IntArray, starts: IntArray, model: Model, steps: int = 3) -> PanelScores:
    """Return what the answers of many panels come to, each the same to the bit as alone.

    Parameters
    ----------
    cells : (M, I) array
        One row a respondent: 1 to K a point, 0 unanswered, -1 don't know, -2 not applicable.
    side : (M,) array
        Place of each respondent's side.
    starts : (R + 1,) array
        Panel r has the rows ``starts[r]`` to ``starts[r + 1]`` - 1.
    model : Model
    steps : int
        How many places of the recommended order are wanted.

    Raises
    ------
    ValueError
        If a cell or a side is out of range, or the shapes do not fit each other.
    """
    panels, practices = len(starts) - 1, len(model.tree.primary)
    steps = min(steps, practices)
    found = _nothing(panels, model, steps)
    for first in range(0, panels, CHUNK):
        at = slice(first, min(first + CHUNK, panels))
        rows, bounds = slice(starts[at.start], starts[at.stop]), starts[at.start : at.stop + 1]
        panel = np.repeat(np.arange(at.stop - at.start), np.diff(bounds))
        size = at.stop - at.start
        counts = count_panels(cells[rows], side[rows], panel, size, model.asked, model.tree.values.shape[1])
        place = panel * len(model.asked) + side[rows]
        rated = (cells[rows] * model.entering).max(axis=1, initial=0) > 0
        for people, those in ((found.respondents, place), (found.raters, place[rated])):
            people[at] = np.bincount(those, minlength=size * len(model.asked)).reshape(size, -1)
        _fill(found, at, counts, model)
    return found


def _nothing(panels: int, model: Model, steps: int) -> PanelScores:
    """Return the arrays that are filled."""
    sides, practices = len(model.asked), len(model.tree.primary)

    def numbers(*shape: int) -> FloatArray:
        return np.empty((panels, *shape, model.nodes))

    def counts(*shape: int) -> IntArray:
        return np.empty((panels, *shape), dtype=np.int64)

    return PanelScores(
        level=numbers(),
        coverage=numbers(),
        level_by_side=numbers(sides),
        gap=numbers(len(model.pairs)),
        priority=np.empty((panels, practices)),
        first_steps=counts(steps),
        open_practices=counts(),
        answered=counts(),
        asked=counts(),
        respondents=counts(sides),
        raters=counts(sides),
        given=counts(sides, len(model.tree.areas)),
        rated=counts(sides, len(model.tree.areas)),
    )


def _fill(found: PanelScores, at: slice, counts: Counts, model: Model) -> None:
    """Score a chunk of panels."""
    levels, entering = score(counts.points, counts.missing, model.asked, model.tree), model.entering
    _put(found.level[at], levels.combined, entering)
    _put(found.level_by_side[at], levels.sides, entering)
    spread = Nodes(*(high - low for high, low in zip(levels.high, levels.low, strict=True)))
    _put(found.coverage[at], spread, entering)
    np.subtract(1.0, found.coverage[at], out=found.coverage[at])
    for place, (first, second) in enumerate(model.pairs):
        gaps, _ = side_gaps(levels.sides.items, levels.measured, model.tree, first, second)
        _put(found.gap[at, place], gaps, entering)
    made = urgency(levels, model.criteria)
    found.priority[at] = np.where(made.is_open, made.values, np.nan)
    criteria, steps = model.criteria, found.first_steps.shape[1]
    found.first_steps[at] = recommended_order(made.values, made.is_open, criteria.waits, criteria.tie, steps)
    found.open_practices[at] = made.is_open.sum(axis=-1)
    used, points = in_overall(model.tree).astype(np.int64), counts.points.sum(axis=-1)
    member = in_areas(model.tree).T.astype(np.int64)
    found.given[at], found.rated[at] = points @ member, (points > 0) @ member
    found.answered[at] = (points @ used).sum(axis=-1)
    found.asked[at] = (counts.heard @ used).sum(axis=-1)


def in_areas(tree: Tree) -> BoolArray:
    """Return which items the level of each area rests on, (A, I)."""
    within: BoolArray = (tree.areas > 0) @ (tree.questions > 0)
    return within


def in_overall(tree: Tree) -> BoolArray:
    """Return which items the overall level rests on, (I,)."""
    within: BoolArray = ((tree.overall > 0) @ in_areas(tree))[0]
    return within


def _put(out: npt.NDArray[np.float64], nodes: Nodes, entering: BoolArray) -> None:
    """Write nodes side by side, in the order of a scorecard; -0.0 becomes 0.0."""
    parts = (nodes.overall, nodes.areas, nodes.questions, nodes.items[..., entering], nodes.practices)
    np.add(np.concatenate(parts, axis=-1), 0.0, out=out)
