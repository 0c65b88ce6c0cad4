"""How often each practice gets each rank, or a place of the order, over many draws: SMAA-2 (model 8)."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.placings import Placings, Ranked, blocks, index_bits, rankings
from mbi_collab.engine.priorities import recommended_order
from mbi_collab.engine.weightings import weight_sums

#: So many draws at once: they stay in the cache, and BLAS stays on one thread.
_ROWS = 1024


class Acceptability(NamedTuple):
    """Shares of the draws; ``nan`` for a practice that is not ranked.

    Attributes
    ----------
    ranks : (P, P); share in which practice p gets rank r (column), the first being 0; rows sum to 1
    expected : (P,); expected rank, from 1
    open : (P,); share in which it is open
    first_k : (P,); share in which it is among the first k by rank
    order_first, order_first_k : (P,); share in which it is first, and among the first k, of the recommended order
    """

    ranks: FloatArray
    expected: FloatArray
    open: FloatArray
    first_k: FloatArray
    order_first: FloatArray
    order_first_k: FloatArray


def acceptability(ranked: Ranked, waits: BoolArray, first: int = 3) -> Acceptability:
    """Return how often each practice gets each rank, and a place at the head of the recommended order.

    Parameters
    ----------
    ranked : Ranked
    waits : (P, P) array
        Whether practice q (column) waits for practice p (row).
    first : int
        k, at least 1: how many are «the first».

    Returns
    -------
    Acceptability
        Practices that are not assessed are in no rank and in no order.

    Raises
    ------
    ValueError
        As in :func:`rankings`, or if k is below 1.

    References
    ----------
    Lahdelma, R., & Salminen, P. (2001). SMAA-2: Stochastic multicriteria acceptability analysis for group decision
    making. Operations Research, 49(3), 444-454.

    Examples
    --------
    >>> priority, careful = np.array([[9.0, 8.0], [7.0, 8.0]]), np.zeros((2, 2))
    >>> two = Ranked(priority, careful, np.ones((2, 2), bool), np.ones(2, bool), np.arange(2))
    >>> acceptability(two, np.zeros((2, 2), bool)).order_first
    array([0.5, 0.5])
    """
    if first < 1:
        message = f"there must be a first practice, not the first {first}"
        raise ValueError(message)
    found = rankings(ranked)
    ranks = _rank_shares(found, len(ranked.assessed))
    places = np.arange(1, len(ranks) + 1)
    order_first, order_first_k = _order_shares(ranked, waits, first)
    parts = (ranks @ places, ranked.is_open.mean(axis=0), ranks[:, :first].sum(axis=1), order_first, order_first_k)
    nothing = ~ranked.assessed
    ranks[nothing] = np.nan
    return Acceptability(ranks, *(np.where(nothing, np.nan, part) for part in parts))


def rank_acceptability(criteria: FloatArray, weights: FloatArray) -> FloatArray:
    """Return how often each practice gets each rank, were the weighted sum of its criteria all that counts.

    The sums are computed to float32: two of up to 128 practices that are closer than 1e-7 of the largest criterion,
    the weights summing to 1, are ranked by index.

    Parameters
    ----------
    criteria : (P, C) array
        Not negative; the larger, the better.
    weights : (N, C) array
        Not negative, in no draw all 0; each draw's are normalised here.

    Returns
    -------
    (P, P) array
        Rows are practices, columns ranks from the first; both sum to 1.

    Raises
    ------
    ValueError
        If the C axes differ in length, a number is negative or not finite, or in some draw all weights are 0.

    References
    ----------
    Lahdelma & Salminen (2001), as in :func:`acceptability`. Tervonen, T., & Lahdelma, R. (2007). Implementing
    stochastic multicriteria acceptability analysis. European Journal of Operational Research, 178(2), 500-513.

    Examples
    --------
    >>> rank_acceptability(np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([[1.0, 0.0], [0.75, 0.25], [0.0, 1.0]]))
    array([[0.66666667, 0.33333333],
           [0.33333333, 0.66666667]])
    """
    _check(criteria, weights)
    totals = weight_sums(weights)
    practices, even = len(criteria), len(criteria) + len(criteria) % 2
    bits = index_bits(even)
    # Sums fill what an int32 has left beside the index; negative, so that the largest is sorted to the front. An odd
    # number of practices gets one more of sum 0, which is always last.
    largest = float(criteria.max())
    scaled = np.zeros((criteria.shape[1], even), dtype=np.float32)
    scaled[:, :practices] = criteria.T / (largest or 1.0) * (128 - 2.0 ** (31 - bits))
    sums, keys = np.empty((_ROWS, even), dtype=np.float32), np.empty((_ROWS, even), dtype=np.int32)
    index, counts = np.arange(even, dtype=np.int32), np.zeros(_cells(even, bits), dtype=np.int64)
    for at in blocks(len(weights), _ROWS):
        part = (weights[at] / totals[at, None]).astype(np.float32)
        key = keys[: len(part)]
        np.copyto(key, np.matmul(part, scaled, out=sums[: len(part)]), casting="unsafe")
        key <<= bits
        key |= index
        key.sort(axis=-1)
        key &= (1 << bits) - 1
        counts += np.bincount(_codes(key, bits), minlength=len(counts))
    shares: FloatArray = _ranks(counts, even, bits)[:practices, :practices].T / len(weights)
    return shares


def _cells(ranks: int, bits: int) -> int:
    """Return how many codes there are; two ranks are counted at a time unless the pairs would be too many."""
    return ranks // 2 << 2 * bits if bits <= 6 else ranks << bits


def _codes(found: npt.NDArray[np.int32], bits: int) -> IntArray:
    """Return rank and practice, or two ranks and the two practices, as one number each."""
    ranks = found.shape[1]
    if bits > 6:
        return (found + (np.arange(ranks) << bits)).ravel()
    pairs = found[:, 1::2] << bits
    pairs |= found[:, ::2]
    return (pairs + (np.arange(ranks // 2) << 2 * bits)).ravel()


def _ranks(counts: IntArray, ranks: int, bits: int) -> IntArray:
    """Return how often each practice (column) stands at each rank (row)."""
    if bits > 6:
        return counts.reshape(ranks, -1)
    both = counts.reshape(-1, 1 << bits, 1 << bits)
    return np.stack([both.sum(axis=1), both.sum(axis=2)], axis=1).reshape(ranks, -1)


def _rank_shares(found: Placings, practices: int) -> FloatArray:
    counts = np.zeros((practices, practices))
    for rank, column in enumerate(found.T):
        counts[:, rank] = np.bincount(column, minlength=practices)
    return counts / len(found)


def _order_shares(ranked: Ranked, waits: BoolArray, first: int) -> tuple[FloatArray, FloatArray]:
    """Return how often each practice is first, and among the first k, of the recommended order."""
    used = np.flatnonzero(ranked.assessed & ranked.is_open.any(axis=0))
    counts = np.zeros((min(first, max(1, len(used))), len(ranked.assessed)))
    around, tie = waits[np.ix_(used, used)], ranked.tie[used]
    for at in blocks(len(ranked.priority), _ROWS):
        placed = recommended_order(ranked.priority[at][:, used], ranked.is_open[at][:, used], around, tie, first)
        for place, column in enumerate(placed.T):
            counts[place] += np.bincount(used[column[column >= 0]], minlength=counts.shape[1])
    shares = counts / len(ranked.priority)
    return shares[0], shares.sum(axis=0)


def _check(criteria: FloatArray, weights: FloatArray) -> None:
    if criteria.ndim != 2 or weights.ndim != 2 or criteria.shape[1:] != weights.shape[1:] or not criteria.size:
        message = f"criteria {criteria.shape} and weights {weights.shape} do not share their last axis"
        raise ValueError(message)
    if not np.isfinite(criteria).all() or (criteria < 0).any():
        message = "criteria must be finite and not negative"
        raise ValueError(message)
