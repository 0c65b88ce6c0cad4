"""Levels, careful levels, bounds and side gaps of items, control questions, areas and practices (model 2-4)."""

from typing import NamedTuple

import numpy as np

from mbi_collab.engine.means import BoolArray, FloatArray, IntArray, combine, mean_of_sides


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
    total = (counts * values).sum(axis=-1)
    given = counts.sum(axis=-1)
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
    total = (counts * values).sum(axis=-1)
    applicable = counts.sum(axis=-1) + missing
    nothing = np.full(total.shape, np.nan)
    low = np.divide(total, applicable, out=nothing.copy(), where=applicable > 0)
    high = np.divide(total + missing, applicable, out=nothing, where=applicable > 0)
    return low, high


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
    items = _settled(mean_of_sides(side), agreed)
    careful = _settled(careful_levels(side), agreed)
    measured = _any(items, tree.primary)
    indicated = ~measured & _any(items, tree.secondary)
    heard_by_all = (~np.isnan(side) | ~asked).all(axis=-2) | ~np.isnan(agreed)
    combined = nodes(items, measured, tree)
    item_low, item_high = _settled(mean_of_sides(low), agreed), _settled(mean_of_sides(high), agreed)
    base = measured | (~indicated & _any(item_low, tree.primary))
    return Levels(
        combined=combined,
        both=nodes(np.where(heard_by_all, items, np.nan), measured, tree),
        low=_at_most(nodes(item_low, base, tree), combined),
        high=_at_least(nodes(item_high, base, tree), combined),
        sides=nodes(side, measured[..., None, :], tree),
        side_low=nodes(low, base[..., None, :], tree),
        side_high=nodes(high, base[..., None, :], tree),
        careful_items=careful,
        careful_practices=_practices(careful, measured, tree),
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
    lowest = np.where(np.isnan(side), np.inf, side).min(axis=-2)
    return 0.5 * mean_of_sides(side) + 0.5 * np.where(np.isinf(lowest), np.nan, lowest)


def nodes(items: FloatArray, measured: BoolArray, tree: Tree) -> Nodes:
    """Return every node made of these items; a practice uses its primary items where it is measured."""
    questions = combine(items, tree.questions, minimum=tree.minimum[0])
    areas = combine(questions, tree.areas, minimum=tree.minimum[1])
    overall = combine(areas, tree.overall, minimum=tree.minimum[2])
    return Nodes(items, questions, areas, overall, _practices(items, measured, tree))


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
    both = ~np.isnan(side[..., first, :]) & ~np.isnan(side[..., second, :])
    views = [nodes(np.where(both, side[..., at, :], np.nan), measured, tree) for at in (first, second)]
    linked = np.where(measured[..., None], tree.primary, tree.secondary) > 0
    resting = (linked & both[..., None, :]).sum(axis=-1)
    return Nodes(*(a - b for a, b in zip(*views, strict=True))), resting


def _practices(items: FloatArray, measured: BoolArray, tree: Tree) -> FloatArray:
    return np.where(measured, combine(items, tree.primary), combine(items, tree.secondary))


def _any(items: FloatArray, weights: FloatArray) -> BoolArray:
    """Return whether any item of positive weight has a value."""
    found: BoolArray = (~np.isnan(items)).astype(np.float64) @ weights.T > 0
    return found


def _at_most(bound: Nodes, level: Nodes) -> Nodes:
    """Take the last rounding error out of lower bounds: low ≤ level holds to the bit."""
    return Nodes(*(np.fmin(b, np.where(np.isnan(x), b, x)) for b, x in zip(bound, level, strict=True)))


def _at_least(bound: Nodes, level: Nodes) -> Nodes:
    return Nodes(*(np.fmax(b, np.where(np.isnan(x), b, x)) for b, x in zip(bound, level, strict=True)))
