"""How alike two rankings of the same things are: Kendall's tau-b."""

import math
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.arguments import plain_array
from mbi_collab.engine.means import FloatArray

#: Pairs compared at once, so that the memory is bounded.
_PAIRS = 1 << 20


class Tau(NamedTuple):
    """Kendall's tau-b of two rankings, or why there is none.

    Attributes
    ----------
    value : float
        From -1, one the reverse of the other, to 1, the same order; ``nan`` where it is undefined.
    reason : str
        Empty, or ``"too-few"``: fewer than two things are ranked by both; ``"no-variation"``: one ranking ties all of
        them.
    things : int
        How many things are ranked by both.
    """

    value: float
    reason: Literal["", "too-few", "no-variation"]
    things: int


def kendall_tau_b(first: FloatArray, second: FloatArray) -> Tau:
    """Return Kendall's tau-b: pairs in the same order less pairs in the other, over the pairs that are not tied.

    S / √((N - T₁)(N - T₂)) with N pairs, of which T₁ are tied in the first ranking and T₂ in the second.

    Parameters
    ----------
    first, second : (P,) arrays
        Ranks or values of P things; ``nan`` where one is not ranked, which leaves it out of both.

    Returns
    -------
    Tau

    Raises
    ------
    ValueError
        If the two are not of numbers, or do not have one axis of the same length.

    References
    ----------
    Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika, 33(3), 239-251.

    Examples
    --------
    >>> kendall_tau_b(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 3.0, 2.0, 4.0]))
    Tau(value=0.6666666666666666, reason='', things=4)
    """
    first, second = plain_array(first, "rankings"), plain_array(second, "rankings")
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(f"rankings {first.shape} and {second.shape} do not have one axis of the same length")
    both = ~np.isnan(first) & ~np.isnan(second)
    first, second = first[both], second[both]
    things = len(first)
    if things < 2:
        return Tau(math.nan, "too-few", things)
    untied = _untied(first) * _untied(second)
    if not untied:
        return Tau(math.nan, "no-variation", things)
    return Tau(_same_less_other(first, second) / math.sqrt(untied), "", things)


def _untied(ranking: FloatArray) -> int:
    """Return how many pairs are not tied."""
    tied = np.unique(ranking, return_counts=True)[1].tolist()
    return math.comb(len(ranking), 2) - sum(math.comb(each, 2) for each in tied)


def _same_less_other(first: FloatArray, second: FloatArray) -> int:
    """Return how many pairs stand in the same order in both, less those that do not; ties count nothing."""
    score, rows = 0, max(1, _PAIRS // len(first))
    for top in range(0, len(first), rows):
        above = _order(first[top : top + rows], first) * _order(second[top : top + rows], second)
        score += int(above.sum(dtype=np.int64))
    return score // 2


def _order(these: FloatArray, those: FloatArray) -> npt.NDArray[np.int8]:
    """Return 1 where this stands above that, -1 where below, 0 where they are tied."""
    above, below = these[:, None] > those, these[:, None] < those
    return above.astype(np.int8) - below.astype(np.int8)
