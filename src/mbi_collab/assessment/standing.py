"""The class of a node: shared strength, shared weakness, seen differently, split, or not enough answers (model 4)."""

from typing import Literal

import attrs
import numpy as np

from mbi_collab.assessment.sides import PairGap, SideScore
from mbi_collab.catalogue.rules import Rules
from mbi_collab.engine.agreement import consensus
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray, combine
from mbi_collab.engine.priorities import DECIMALS

StandingKind = Literal[
    "not-enough-answers", "split-inside", "seen-better-by", "shared-strength", "shared-weakness", "middling"
]

#: Farther apart than this, rounding to DECIMALS decides nothing.
_FAR = 10.0 ** (1 - DECIMALS)


@attrs.frozen
class Standing:
    """The class of a node.

    Attributes:
        kind: the first class that applies.
        side: whose it is, for ``split-inside`` and ``seen-better-by``.
    """

    kind: StandingKind
    side: str = ""


def gap_counts(value: float | None, items: int, fewest: int, rules: Rules) -> bool:
    """Return whether a side gap is large enough to count.

    Parameters
    ----------
    value : float or None
        The gap.
    items : int
        On how many items it rests: on a single one the threshold is higher where few answered.
    fewest : int
        How many of the side that gave fewer points gave one to the items it rests on.
    rules : Rules
        The pack's thresholds.
    """
    if value is None:
        return False
    threshold = rules.gap_of_few if items == 1 and fewest < rules.few else rules.gap
    return at_least(abs(value), threshold)


def at_least(value: float, threshold: float) -> bool:
    """Return whether a value is at or above a threshold, both rounded; what is far from it is not rounded first."""
    apart = value - threshold
    return apart > 0 if abs(apart) > _FAR else round(value, DECIMALS) >= round(threshold, DECIMALS)


def item_agreement(points: IntArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the consensus of each side on each item, and that of a uniform spread over the item's scale.

    Parameters
    ----------
    points : (S, I, K) array
        How many gave each point.
    values : (I, K) array
        Values of the points; a scale's unused points at the end are 0.

    Returns
    -------
    agreed, uniform : (S, I) arrays
        ``nan`` where fewer than two gave a point.
    """
    used = np.concatenate([np.ones((len(values), 1), dtype=bool), values[:, 1:] > 0], axis=1)
    declared = np.where(used, values, values[:, :1])
    several = points.sum(axis=-1) >= 2
    agreed = np.where(several, consensus(points, declared), np.nan)
    uniform = np.where(several, consensus(used.astype(np.int64), declared), np.nan)
    return agreed, uniform


def split_nodes(agreed: FloatArray, uniform: FloatArray, within: BoolArray, sizes: IntArray, few: int) -> BoolArray:
    """Return which sides are split inside over the items of each node.

    A side of at least ``few`` respondents is split if its mean consensus over the items is below that of answers
    spread evenly over the scale.

    Parameters
    ----------
    agreed, uniform : (S, I) arrays
        See :func:`item_agreement`.
    within : (N, I) array
        The items of each node.
    sizes : (S,) array
        Respondents of each side.
    few : int
        See above.

    Returns
    -------
    (S, N) array
    """
    below, weights = agreed - uniform, within.astype(np.float64)
    mean = combine(below, weights)
    split: BoolArray = np.round(np.where(np.isnan(mean), 0.0, mean), DECIMALS) < 0
    return split & (sizes >= few)[:, None]


def standing_of(
    by_side: tuple[SideScore, ...], asked: int, split: str | None, gaps: tuple[PairGap, ...], rules: Rules
) -> Standing:
    """Return the first class that applies to a node.

    Parameters
    ----------
    by_side : tuple of SideScore
        What each side says.
    asked : int
        How many sides are asked something of the node.
    split : str or None
        The side that is split inside.
    gaps : tuple of PairGap
        The node's gaps.
    rules : Rules
        The pack's thresholds.
    """
    levels = [each.level for each in by_side if each.level is not None]
    if len(levels) < min(2, max(1, asked)):
        return Standing("not-enough-answers")
    if split is not None:
        return Standing("split-inside", split)
    for gap in gaps:
        if gap.counts and gap.value is not None:
            return Standing("seen-better-by", gap.first if gap.value > 0 else gap.second)
    if at_least(min(levels), rules.strength):
        return Standing("shared-strength")
    if at_least(rules.weakness, max(levels)):
        return Standing("shared-weakness")
    return Standing("middling")
