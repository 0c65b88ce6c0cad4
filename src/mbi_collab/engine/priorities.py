"""Need, leverage, priority and the recommended order of practices (model 6-7)."""

import math
from typing import NamedTuple

import numpy as np

from mbi_collab.engine.means import BoolArray, FloatArray, IntArray, product

#: Values are compared rounded to this many decimals; nothing shown is rounded by it.
DECIMALS = 9

OPEN, IN_PLACE, NOT_ASSESSED = 0, 1, 2


class Needs(NamedTuple):
    """How far practices are from their targets: (..., P) arrays.

    Attributes
    ----------
    status : OPEN, IN_PLACE or NOT_ASSESSED
    shared, disputed : the two parts of the need; they add up to it
    """

    status: IntArray
    shared: FloatArray
    disputed: FloatArray

    @property
    def total(self) -> FloatArray:
        """The need."""
        return self.shared + self.disputed


def needs(level: FloatArray, careful: FloatArray, indicated: BoolArray, target: FloatArray) -> Needs:
    """Return the status and the need of each practice.

    Parameters
    ----------
    level, careful : (..., P) arrays
        ``nan`` without a level.
    indicated : (..., P) array
        Whether only secondary items have a level: need counts half, and it is never in place.
    target : (P,) array
        Wanted levels, above 0.
    """
    if (target <= 0).any() or level.shape[-1] != target.shape[0]:
        message = "targets must be above 0, one for each practice"
        raise ValueError(message)
    below = np.round(careful, DECIMALS) < np.round(target, DECIMALS)
    status = np.where(below, OPEN, np.where(np.isnan(careful) | indicated, NOT_ASSESSED, IN_PLACE))
    counts = np.where(status == OPEN, np.where(indicated, 0.5, 1.0), 0.0)
    with np.errstate(invalid="ignore"):
        total = np.maximum(0.0, target - careful) / target
        shared = np.maximum(0.0, target - level) / target
    shared = np.where(counts > 0, shared, 0.0) * counts
    total = np.where(counts > 0, total, 0.0) * counts
    return Needs(status, shared, total - shared)


def leverage(need: FloatArray, waits: BoolArray, scale: float) -> FloatArray:
    """Return min(1, summed need of the practices that wait for each practice / scale).

    Parameters
    ----------
    need : (..., P) array
        See :class:`Needs`.
    waits : (P, P) array
        Whether practice q (column) waits for practice p (row).
    scale : float
        The summed need that makes 1.
    """
    summed = product(need, waits.astype(np.float64)) / scale
    return np.minimum(1.0, summed)


def contributions(
    needed: Needs, lever: FloatArray, ease: FloatArray, weights: FloatArray, factors: FloatArray
) -> FloatArray:
    """Return what shared need, disputed need, leverage and ease add to each priority, out of 100.

    Parameters
    ----------
    needed : Needs
    lever : (..., P) array
    ease : (P,) array
    weights : (..., 3) array
        Weights of need, leverage and ease; they sum to 1.
    factors : (P,) array
        What the context multiplies a practice's priority with.

    Returns
    -------
    (..., P, 4) array
        They add up to the priority.
    """
    need, lift, easy = (weights[..., at, None] for at in range(3))
    parts = (need * needed.shared, need * needed.disputed, lift * lever, easy * np.broadcast_to(ease, lever.shape))
    return 100.0 * np.stack(parts, axis=-1) * factors[:, None]


def inherited(priority: FloatArray, is_open: BoolArray, waits: BoolArray) -> FloatArray:
    """Return the largest priority among each practice and the open ones that wait for it; -inf where not open."""
    own = np.where(is_open, priority, -np.inf)
    lifted = own.copy()
    for before in np.flatnonzero(waits.any(axis=1)).tolist():  # row by row: no (…, P, P) array is made
        np.maximum(lifted[..., before], own[..., waits[before]].max(axis=-1), out=lifted[..., before])
    return np.where(is_open, lifted, -np.inf)


def recommended_order(
    priority: FloatArray, is_open: BoolArray, waits: BoolArray, tie: IntArray, places: int | None = None
) -> IntArray:
    """Return the open practices in the order in which to take them up, prerequisites first.

    Parameters
    ----------
    priority : (..., P) array
    is_open : (..., P) array
    waits : (P, P) array
        Whether practice q (column) waits for practice p (row).
    tie : (P,) array
        Which of two equal practices comes first: the smaller.
    places : int, optional
        How many places of the order are wanted; default all.

    Returns
    -------
    (..., places) array
        Practices by index; -1 after the last open one.
    """
    count = priority.shape[-1]
    places = count if places is None else min(places, count)
    panels = math.prod(priority.shape[:-1])
    keys = _keys(priority, inherited(priority, is_open, waits), tie).reshape(panels, count)
    order = np.full((panels, places), -1, dtype=np.int64)
    opened = is_open.reshape(panels, count)
    left, keys = opened.astype(np.float64), np.where(opened, keys, count)
    first, each, ends = waits.astype(np.float64), np.arange(panels), opened.sum(axis=-1)
    for place in range(min(places, int(ends.max(initial=0)))):
        blocked = left @ first > 0  # whole numbers: exact in any order
        best = np.where(blocked, count, keys).argmin(axis=-1)
        order[:, place] = best
        left[each, best], keys[each, best] = 0.0, count
    order[np.arange(places) >= ends[:, None]] = -1
    return order.reshape(*priority.shape[:-1], places)


def _keys(priority: FloatArray, lifted: FloatArray, tie: IntArray) -> IntArray:
    """Return each practice's place by inherited priority, then own, then tie: the smallest is taken first."""
    rounded = [np.round(each, DECIMALS) for each in (lifted, priority)]
    order = np.lexsort((np.broadcast_to(tie, priority.shape), -rounded[1], -rounded[0]), axis=-1)
    return _places(order)


def ranks(priority: FloatArray, is_open: BoolArray, tie: IntArray) -> IntArray:
    """Return the rank of each open practice by priority, from 1; 0 where not open."""
    rounded = np.round(np.where(is_open, priority, -np.inf), DECIMALS)
    order = np.lexsort((np.broadcast_to(tie, priority.shape), -rounded), axis=-1)
    return np.where(is_open, _places(order) + 1, 0)


def _places(order: IntArray) -> IntArray:
    """Return at which place of an order each index stands."""
    flat = order.reshape(-1, max(1, order.shape[-1]))
    places = np.empty_like(flat)
    places[np.arange(len(flat))[:, None], flat] = np.arange(flat.shape[-1])
    return places.reshape(order.shape)


def waves(is_open: BoolArray, waits: BoolArray) -> IntArray:
    """Return the number of open practices on the longest chain before each practice, (P,) arrays."""
    wave = np.zeros(is_open.shape[-1], dtype=np.int64)
    for _ in range(is_open.shape[-1]):
        through = np.where(waits & is_open[:, None], wave[:, None] + 1, 0).max(axis=0, initial=0)
        if (through == wave).all():
            break
        wave = through
    return wave
