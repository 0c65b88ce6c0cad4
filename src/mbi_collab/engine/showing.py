"""What may be told of the areas where a side is small, so that no answer below them can be worked out (model 11).

Of a small side an area tells one number, its level, and how many answers of each kind there are. All else that is told
follows from that number: the level of both sides, the gap and the bounds do so only where little or nothing is missing.
Of small sides whether something is told hangs on how many answers there are, never on which; and on whether the level
lies so near an end of the scale that it would say which statements were rated at that end.
"""

from typing import Final, NamedTuple

import numpy as np

from mbi_collab.engine.levels import Tree
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.panels import in_areas
from mbi_collab.engine.priorities import DECIMALS

#: To how many decimals the levels of small sides are told: the exact fraction would tell which item was left out.
TOLD: Final = 2


def as_told(numbers: FloatArray) -> FloatArray:
    """Return numbers as they are told of small sides: the last bits of a sum do not decide how they are rounded.

    >>> as_told(np.array([0.135 - 1e-17, 0.135, 0.325])).tolist()
    [0.14, 0.14, 0.32]
    """
    return np.round(np.round(numbers, DECIMALS), TOLD)


class Parts(NamedTuple):
    """What each area is made of, A areas.

    Attributes
    ----------
    items : (S, A) how many items of an area a side is asked
    member : (I, A) 1 where an item is of an area, else 0
    even : (A,) whether items that share a side are asked of the same sides: then levels of sides have one mean
    mean : whether areas and control questions are means; of a minimum the number would be that of one item
    overall : (A,) bool; whether the overall level rests on an area
    ends : (2, S, A) the lowest and the highest level that a side can have
    steps : (2, S, A) how far from it a level has to be: two steps of one person on the heaviest item, so that this item
        may lie off the end, and others make up the rest
    """

    items: IntArray
    member: IntArray
    even: BoolArray
    mean: bool
    overall: BoolArray
    ends: FloatArray
    steps: FloatArray


class Showing(NamedTuple):
    """What may be told; leading axes are panels, nodes N are the whole, then each area.

    Attributes
    ----------
    sides : (..., S, N) the level of each side
    side_bounds : (..., S, N) its bounds and coverage
    level : (..., N) the level of all sides, their gaps and the class
    bounds : (..., N) bounds and coverage of that level
    counts : (..., N) how many answers of each kind
    """

    sides: BoolArray
    side_bounds: BoolArray
    level: BoolArray
    bounds: BoolArray
    counts: BoolArray


def parts_of(tree: Tree, asked: BoolArray) -> Parts:
    """Return what each area is made of.

    Parameters
    ----------
    tree : Tree
    asked : (S, I) array
        Whether item i is put to side s.
    """
    inside, questions = in_areas(tree), tree.questions > 0
    member = inside.T.astype(np.int64)
    even = [_is_even(asked, within, questions[of]) for within, of in zip(inside, tree.areas > 0, strict=True)]
    return Parts(
        items=asked.astype(np.int64) @ member,
        member=member,
        even=np.array(even, dtype=bool),
        mean=not (tree.minimum[0] or tree.minimum[1]),
        overall=tree.overall[0] > 0,
        **_reach(tree, asked),
    )


def _reach(tree: Tree, asked: BoolArray) -> dict[str, FloatArray]:
    """Return the ends of each side's levels and the steps from them, by scales and weights of what it is asked."""
    values = np.sort(tree.values, axis=-1)
    points = np.stack([tree.values[:, 0], values[:, -1]])
    apart = np.stack([tree.values[:, 1] - tree.values[:, 0], values[:, -1] - values[:, -2]])
    weights = []
    for side in asked:
        items = _shares(tree.questions * side)
        weights.append(_shares(tree.areas * (items.sum(axis=1) > 0)) @ items)
    stacked = np.stack(weights)
    ends = np.einsum("sai,ei->esa", stacked, points)
    return {"ends": ends, "steps": 2 * (stacked * apart[:, None, None]).max(axis=-1, initial=0.0)}


def _shares(weights: FloatArray) -> FloatArray:
    """Return each row divided by its sum; a row of zeros stays."""
    total = weights.sum(axis=1, keepdims=True)
    return weights / np.where(total > 0, total, 1.0)


def _is_even(asked: BoolArray, within: BoolArray, questions: BoolArray) -> bool:
    """Whether the items of an area that share a side or a control question are asked of the same sides."""
    columns = asked[:, within].T.astype(np.int64)
    together = questions[:, within].astype(np.int64)
    related = (columns @ columns.T + together.T @ together) > 0
    alike = (columns[:, None] == columns[None]).all(axis=-1)
    return bool((alike | ~related).all())


def showing(  # noqa: PLR0913, PLR0917  one argument an array
    given: IntArray,
    rated: IntArray,
    level: FloatArray,
    people: IntArray,
    small: BoolArray,
    parts: Parts,
    settled: BoolArray | None = None,
) -> Showing:
    """Return what may be told of panels in which a side is too small to be broken out.

    Parameters
    ----------
    given : (..., S, A) array
        How many points each side gave to the items of each area.
    rated : (..., S, A) array
        How many of these items somebody of the side gave a point.
    level : (..., S, A) array
        The level of each side; ``nan`` where it has none.
    people : (..., S) array
        How many people of each side answered.
    small : (..., S) array
        Whether it is too small; of the others, which items they answered is no secret.
    parts : Parts
    settled : (A,) array, optional
        Whether an area has an item that the chiefs agreed on: the level of both sides is then another mixture.

    Returns
    -------
    Showing

    Examples
    --------
    One area of three items of three points, two sides of two people. One side gave all six points; the other six, five,
    four, two; and six of the lowest:

    >>> tree = Tree(np.eye(3), np.ones((1, 3)), np.ones((1, 1)), *[np.zeros((0, 3))] * 2, np.tile([0, 0.5, 1], (3, 1)))
    >>> parts = parts_of(tree, np.full((2, 3), True))
    >>> given = np.array([[[6], [6]], [[6], [5]], [[6], [4]], [[6], [2]], [[6], [6]]])
    >>> level = np.array([[[0.5], [0.5]]] * 4 + [[[0.5], [0.0]]])
    >>> made = showing(given, np.minimum(given, 3), level, np.full((5, 2), 2), np.full((5, 2), True), parts)
    >>> made.bounds[:, 1].tolist(), made.level[:, 1].tolist()
    ([True, False, False, False, False], [True, True, False, False, False])
    >>> made.sides[:, 1, 1].tolist()
    [True, True, True, False, False]
    """
    few, heard = small[..., None], people[..., None]
    lacking = heard * parts.items - given
    told = (given > heard) & _is_between(level, parts)
    several: BoolArray = ((few & told) | (~few & (rated >= 2))) & parts.mean
    every = (heard == 0) | np.where(few, lacking < heard, rated == parts.items)
    whole = ~few | (heard == 0) | (lacking == 0)
    counts = (~few | (parts.items != 1)).all(axis=-2)
    nothing = (given == 0) & (~few | (parts.items != 1))
    sides = several | nothing
    agreed = np.zeros(len(parts.even), dtype=bool) if settled is None else settled
    both = (nothing.all(axis=-2) | ((sides & every).all(axis=-2) & parts.even)) & ~agreed
    bounds = both & (nothing | whole).all(axis=-2)
    made = (sides, nothing | (whole & several), both, bounds, counts)
    return Showing(*(_with_overall(each, parts.overall) for each in made))


def _is_between(level: FloatArray, parts: Parts) -> BoolArray:
    """Whether any one item may be rated off either end of its scale, as far as the level tells."""
    low, high = (np.round(each, DECIMALS) for each in (parts.ends[0] + parts.steps[0], parts.ends[1] - parts.steps[1]))
    found: BoolArray = (np.round(level, DECIMALS) >= low) & (np.round(level, DECIMALS) <= high)
    return found


def _with_overall(areas: BoolArray, used: BoolArray) -> BoolArray:
    """Put the whole before the areas; it is told only where each area is, or one could be worked out from the rest."""
    overall = (areas | ~used).all(axis=-1, keepdims=True)
    return np.concatenate([overall, areas], axis=-1)
