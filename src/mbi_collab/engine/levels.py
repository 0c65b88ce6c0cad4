"""Levels, careful levels, bounds and side gaps of items, control questions, areas and practices (model 2-4)."""

from typing import NamedTuple

import numpy as np

from mbi_collab.engine.means import BoolArray, FloatArray, IntArray, combine, mean_of_sides, product


class Tree(NamedTuple):
    """How items make control questions, areas and the overall level, and which items make a practice.

    Attributes
    ----------
    questions : (Q, I) weights; areas : (A, Q) weights; overall : (1, A) weights
    primary, secondary : (P, I) link weights
    values : (I, K) values of the scale points; unused points are 0
    minimum : whether question, area, overall are minima instead of means
    """

    questions: FloatArray
    areas: FloatArray
    overall: FloatArray
    primary: FloatArray
    secondary: FloatArray
    values: FloatArray
    minimum: tuple[bool, bool, bool] = (False, False, False)


class Nodes(NamedTuple):
    """One number for every node: (..., I), (..., Q), (..., A), (..., 1) and (..., P) arrays."""

    items: FloatArray
    questions: FloatArray
    areas: FloatArray
    overall: FloatArray
    practices: FloatArray


class Levels(NamedTuple):
    """What the answers of one or many panels come to; leading axes are panels, ``nan`` is undefined.

    Attributes
    ----------
    combined, both, low, high : Nodes
        Level; level over the items that every asked side answered; bounds.
    sides, side_low, side_high : Nodes with an axis S before the last
        The same trees for each side's own means.
    careful_items : (..., I); careful_practices : (..., P)
    measured, indicated : (..., P) bool
        Whether a primary item has a level; whether only a secondary one has.
    """

    combined: Nodes
    both: Nodes
    low: Nodes
    high: Nodes
    sides: Nodes
    side_low: Nodes
    side_high: Nodes
    careful_items: FloatArray
    careful_practices: FloatArray
    measured: BoolArray
    indicated: BoolArray


def side_means(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return x[s, i], the mean value of the points given; from counts, so no order of respondents changes a bit.

    Parameters
    ----------
    counts : (..., S, I, K) array
        How many respondents of side s gave item i its point k.
    values : (I, K) array
        Values of the points.

    Returns
    -------
    (..., S, I) array
        ``nan`` where nobody gave a point.
    """
    total, given = _totals(counts, values)
    mean: FloatArray = np.divide(total, given, out=np.full(total.shape, np.nan), where=given > 0)
    return mean


def side_bounds(counts: IntArray, missing: IntArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the side means with every missing answer counted as 0, and as 1.

    Parameters
    ----------
    counts : (..., S, I, K) array
        As in :func:`side_means`.
    missing : (..., S, I) array
        Don't knows, unanswered, and people who were not heard.
    values : (I, K) array
        Values of the points.

    Returns
    -------
    low, high : (..., S, I) arrays
        ``nan`` where the item applies to nobody of the side, or is not asked of it.
    """
    total, given = _totals(counts, values)
    applicable = given + missing
    nothing = np.full(total.shape, np.nan)
    low = np.divide(total, applicable, out=nothing.copy(), where=applicable > 0)
    high = np.divide(total + missing, applicable, out=nothing, where=applicable > 0)
    return low, high


def _totals(counts: IntArray, values: FloatArray) -> tuple[FloatArray, IntArray]:
    """Return the summed values and the number of the points given, summed point by point in the scale's order."""
    total, given = np.zeros(counts.shape[:-1]), np.zeros(counts.shape[:-1], dtype=np.int64)
    for point in range(counts.shape[-1]):
        total += counts[..., point] * values[:, point]
        given += counts[..., point]
    return total, given


def score(
    counts: IntArray, missing: IntArray, asked: BoolArray, tree: Tree, agreed: FloatArray | None = None
) -> Levels:
    """Return the levels and bounds of every node.

    Parameters
    ----------
    counts : (..., S, I, K) array
        Points given.
    missing : (..., S, I) array
        Missing answers; see :func:`side_bounds`.
    asked : (S, I) array
        Whether item i is put to side s.
    tree : Tree
        How nodes are made of items.
    agreed : (..., I) array, optional
        Values that the sides settled on, ``nan`` elsewhere. They are the items' levels, careful levels and bounds; each
        side's own trees, and so the gaps, stay those of its answers.

    Raises
    ------
    ValueError
        If the shapes do not fit each other.
    """
    if (
        counts.shape[:-1] != missing.shape
        or asked.shape != missing.shape[-2:]
        or counts.shape[-2:] != tree.values.shape
    ):
        message = f"counts {counts.shape}, missing {missing.shape}, asked {asked.shape} do not fit each other"
        raise ValueError(message)
    if agreed is None:
        agreed = np.full(missing.shape[-1:], np.nan)
    elif agreed.shape[-1:] != missing.shape[-1:]:
        raise ValueError(f"agreed {agreed.shape} does not fit {missing.shape[-1]} items")
    side = side_means(counts, tree.values)
    low, high = side_bounds(counts, missing, tree.values)
    items, item_low, item_high = (_settled(mean_of_sides(each), agreed) for each in (side, low, high))
    heard_by_all = (~np.isnan(side) | ~asked).all(axis=-2) | ~np.isnan(agreed)
    both = np.where(heard_by_all, items, np.nan)
    views = [each[..., None, :] for each in (items, _settled(careful_levels(side), agreed), both, item_low, item_high)]
    floors = _floors(np.concatenate([*views, side, low, high], axis=-2), tree)
    measured = ~np.isnan(floors.primary[..., 0, :])
    indicated = ~measured & ~np.isnan(floors.secondary[..., 0, :])
    base = measured | (~indicated & ~np.isnan(floors.primary[..., 3, :]))
    combined, careful, both_nodes = (floors.nodes(at, measured) for at in range(3))
    sides = len(asked)
    return Levels(
        combined=combined,
        both=both_nodes,
        low=_at_most(floors.nodes(3, base), combined),
        high=_at_least(floors.nodes(4, base), combined),
        sides=floors.nodes(slice(5, 5 + sides), measured[..., None, :]),
        side_low=floors.nodes(slice(5 + sides, 5 + 2 * sides), base[..., None, :]),
        side_high=floors.nodes(slice(5 + 2 * sides, 5 + 3 * sides), base[..., None, :]),
        careful_items=careful.items,
        careful_practices=careful.practices,
        measured=measured,
        indicated=indicated,
    )


def _settled(levels: FloatArray, agreed: FloatArray) -> FloatArray:
    """Return what was agreed, where something was, else the levels."""
    return np.where(np.isnan(agreed), levels, agreed)


def careful_levels(side: FloatArray) -> FloatArray:
    """Return the level drawn halfway to the least satisfied side: ½ mean + ½ minimum over the sides that answered.

    >>> careful_levels(np.array([[1.0], [0.5]]))
    array([0.625])
    """
    lowest: FloatArray = np.fmin.reduce(side, axis=-2)
    return 0.5 * mean_of_sides(side) + 0.5 * lowest


class _Floors(NamedTuple):
    """Every floor of the tree over any views of the items; practices over their primary and their secondary items."""

    items: FloatArray
    questions: FloatArray
    areas: FloatArray
    overall: FloatArray
    primary: FloatArray
    secondary: FloatArray

    def nodes(self, view: int | slice, measured: BoolArray) -> Nodes:
        """Return the nodes of a view, or of several; a practice uses its primary items where it is measured."""
        items, questions, areas, overall, primary, secondary = (each[..., view, :] for each in self)
        return Nodes(items, questions, areas, overall, np.where(measured, primary, secondary))


def _floors(items: FloatArray, tree: Tree) -> _Floors:
    """Return the floors over (..., V, I) views of the items, multiplied all at once."""
    lowest = tree.minimum[0]
    parents = [tree.primary, tree.secondary] if lowest else [tree.primary, tree.secondary, tree.questions]
    made = combine(items, np.concatenate(parents))
    practices = len(tree.primary)
    questions = combine(items, tree.questions, minimum=True) if lowest else made[..., 2 * practices :]
    areas = combine(questions, tree.areas, minimum=tree.minimum[1])
    overall = combine(areas, tree.overall, minimum=tree.minimum[2])
    return _Floors(items, questions, areas, overall, made[..., :practices], made[..., practices : 2 * practices])


def nodes(items: FloatArray, measured: BoolArray, tree: Tree) -> Nodes:
    """Return every node made of these items; a practice uses its primary items where it is measured."""
    return _floors(items[..., None, :], tree).nodes(0, measured)


def side_gaps(side: FloatArray, measured: BoolArray, tree: Tree, first: int, second: int) -> tuple[Nodes, IntArray]:
    """Return first side minus second, of every node over the items that both answered.

    Parameters
    ----------
    side : (..., S, I) array
        Side means.
    measured : (..., P) array
        Whether a practice uses its primary items.
    tree : Tree
        How nodes are made.
    first, second : int
        Places of the sides; swapping them flips every sign.

    Returns
    -------
    gaps : Nodes
    items : (..., P) array
        On how many items the gap of a practice rests.
    """
    views = side[..., [first, second], :]
    both: BoolArray = np.logical_and.reduce(~np.isnan(views), axis=-2)
    floors = _floors(np.where(both[..., None, :], views, np.nan), tree)
    links = np.concatenate([tree.primary, tree.secondary]) > 0
    linked = product(both.astype(np.float64), links.astype(np.float64))
    practices = len(tree.primary)
    resting = np.where(measured, linked[..., :practices], linked[..., practices:]).astype(np.int64)
    seen = [floors.nodes(at, measured) for at in (0, 1)]
    return Nodes(*(a - b for a, b in zip(*seen, strict=True))), resting


def _at_most(bound: Nodes, level: Nodes) -> Nodes:
    """Take the last rounding error out of lower bounds: low ≤ level holds to the bit."""
    return Nodes(*(np.fmin(b, np.where(np.isnan(x), b, x)) for b, x in zip(bound, level, strict=True)))


def _at_least(bound: Nodes, level: Nodes) -> Nodes:
    return Nodes(*(np.fmax(b, np.where(np.isnan(x), b, x)) for b, x in zip(bound, level, strict=True)))
