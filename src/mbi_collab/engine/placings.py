"""Every draw's ranking of the practices, and what can be read from it (model 8)."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.engine.weightings import weight_sums

#: Practices by index, best first, one row for each draw.
Placings = npt.NDArray[np.int16]

_SCALE = 10.0**DECIMALS
#: What is not open comes after the lowest priority.
_LARGEST = 4000.0
_BLOCK = 4096


class Ranked(NamedTuple):
    """What decides a ranking, in N draws.

    Attributes
    ----------
    priority, careful : (N, P) priorities and careful levels; read where needed only
    is_open : (N, P)
    assessed : (P,) whether a practice is assessed in the data: only these are ranked
    tie : (P,) which of two equal practices comes first: the smaller
    """

    priority: FloatArray
    careful: FloatArray
    is_open: BoolArray
    assessed: BoolArray
    tie: IntArray


def rankings(ranked: Ranked) -> Placings:
    """Return every draw's ranking: open practices first by priority, then the others, lowest careful level first.

    Parameters
    ----------
    ranked : Ranked

    Returns
    -------
    (N, R) array
        The R assessed practices by index, each once in every row.

    Raises
    ------
    ValueError
        If shapes do not fit each other, or an assessed practice lacks in a draw the number that places it.

    Examples
    --------
    >>> careful = np.array([[0.9, 0.2, 0.8]])
    >>> is_open = np.array([[False, True, False]])
    >>> rankings(Ranked(np.array([[0.0, 40.0, 0.0]]), careful, is_open, np.ones(3, bool), np.arange(3)))
    array([[1, 2, 0]], dtype=int16)
    """
    _check_shapes(ranked)
    inside = np.flatnonzero(ranked.assessed)
    by_tie = inside[np.argsort(ranked.tie[inside], kind="stable")].astype(np.int16)
    bits = index_bits(len(by_tie))
    found = np.empty((len(ranked.priority), len(by_tie)), dtype=np.int16)
    for at in blocks(len(found), _BLOCK):
        keys = _keys(ranked, by_tie, at) << bits | np.arange(len(by_tie))
        keys.sort(axis=-1)
        found[at] = by_tie[keys & ((1 << bits) - 1)]
    return found


def pairwise_winning(found: Placings, practices: int) -> FloatArray:
    """Return the share of the draws in which practice p (row) is ranked before practice q (column).

    Parameters
    ----------
    found : (N, R) array
        See :func:`rankings`.
    practices : int
        P.

    Returns
    -------
    (P, P) array
        p, q and q, p sum to 1; ``nan`` on the diagonal, and for a practice that is not ranked.

    References
    ----------
    Leskinen, P., Viitanen, J., Kangas, A., & Kangas, J. (2006). Alternatives to incorporate uncertainty and risk
    attitude in multicriteria evaluation of forest plans. Forest Science, 52(3), 304-312.

    Examples
    --------
    >>> pairwise_winning(np.array([[0, 1], [0, 1], [1, 0], [0, 1]], np.int16), 2)
    array([[ nan, 0.75],
           [0.25,  nan]])
    """
    inside = np.unique(found[:1])
    before = np.zeros((practices, practices), dtype=np.int64)
    for at in blocks(len(found), _BLOCK):
        place = np.empty((len(found[at]), practices), dtype=np.int16)
        np.put_along_axis(place, found[at].astype(np.int64), np.arange(found.shape[1], dtype=np.int16), axis=1)
        for practice in inside:
            before[practice] += np.count_nonzero(place[:, practice, None] < place, axis=0)
    shares = np.full(before.shape, np.nan)
    shares[np.ix_(inside, inside)] = before[np.ix_(inside, inside)] / len(found)
    np.fill_diagonal(shares, np.nan)
    return shares


def central_weights(first: Placings, weights: FloatArray, practices: int) -> FloatArray:
    """Return the typical weights that put each practice first: their mean over the draws in which it is.

    Parameters
    ----------
    first : (N,) array
        The practice ranked first in each draw: ``rankings(…)[:, 0]``.
    weights : (N, C) array
        The criterion weights of each draw.
    practices : int
        P.

    Returns
    -------
    (P, C) array
        ``nan`` for a practice that is never first.

    Raises
    ------
    ValueError
        As in :func:`weight_sums`: if weights are negative, not finite, or in some draw all 0.

    References
    ----------
    Lahdelma & Salminen (2001), SMAA-2. Operations Research, 49(3), 444-454.

    Examples
    --------
    >>> central_weights(np.array([0, 0], np.int16), np.array([[0.75, 0.25], [0.25, 0.75]]), 2)
    array([[0.5, 0.5],
           [nan, nan]])
    """
    weight_sums(weights)
    wins = np.bincount(first, minlength=practices)[:, None]
    summed = np.stack([np.bincount(first, weights=each, minlength=practices) for each in weights.T], axis=1)
    central: FloatArray = np.divide(summed, wins, out=np.full(summed.shape, np.nan), where=wins > 0)
    return central


def confidence_factors(criteria: FloatArray, ranked: Ranked, central: FloatArray) -> FloatArray:
    """Return in which share of the draws each practice is first if weights are its own central ones.

    Parameters
    ----------
    criteria : (N, P, C) array
        The criteria in each draw, times whatever multiplies a priority.
    ranked : Ranked
        As in :func:`rankings`; its priorities are not read.
    central : (P, C) array
        See :func:`central_weights`.

    Returns
    -------
    (P,) array
        ``nan`` for a practice without central weights.

    References
    ----------
    Lahdelma & Salminen (2001), SMAA-2. Operations Research, 49(3), 444-454.
    """
    factors = np.full(len(central), np.nan)
    for practice in np.flatnonzero(~np.isnan(central).any(axis=1)).tolist():
        first = rankings(ranked._replace(priority=criteria @ central[practice]))[:, 0]
        factors[practice] = (first == practice).mean()
    return factors


def index_bits(practices: int) -> int:
    """Return how many bits an index of a practice takes."""
    return max(1, (practices - 1).bit_length())


def blocks(rows: int, size: int) -> Iterator[slice]:
    """Yield the draws, so many at a time."""
    for start in range(0, rows, size):
        yield slice(start, start + size)


def _keys(ranked: Ranked, by_tie: Placings, at: slice) -> IntArray:
    """Return integers that grow with the rank, ties left: numbers are compared rounded to 9 decimals."""
    priority, careful = ranked.priority[at][:, by_tie], ranked.careful[at][:, by_tie]
    is_open = ranked.is_open[at][:, by_tie]
    if not np.where(is_open, np.abs(priority) < _LARGEST, (careful >= 0) & (careful < _LARGEST)).all():
        message = "an assessed practice has neither a priority below 4000 nor a careful level in some draw"
        raise ValueError(message)
    placed = np.where(is_open, -priority, _LARGEST + careful)
    return np.rint(placed * _SCALE).astype(np.int64)


def _check_shapes(ranked: Ranked) -> None:
    draws, practices = ranked.priority.shape
    right = ranked.careful.shape == ranked.is_open.shape == (draws, practices)
    if not right or not ranked.assessed.shape == ranked.tie.shape == (practices,) or draws == 0:
        message = "priorities, careful levels, open, assessed and tie do not fit each other, or there is no draw"
        raise ValueError(message)
