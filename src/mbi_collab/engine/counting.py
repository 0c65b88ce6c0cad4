"""From cells to counts: how many respondents of each side gave each answer to each item (model 1)."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.arguments import plain_array, whole_number
from mbi_collab.engine.means import BoolArray, IntArray

CellArray = npt.NDArray[np.int8]

#: The smallest cell: not applicable; -1 is don't know, 0 unanswered, 1 to K a point.
NOT_APPLICABLE = -2
_BLOCK = 2**16


class Counts(NamedTuple):
    """The answers of one panel, or of many along the leading axes, counted.

    Attributes
    ----------
    points : (..., S, I, K)
        How many respondents gave each point.
    missing : (..., S, I)
        Don't knows, unanswered and people not heard; 1 where a side asked has nobody, so that its bounds are [0, 1].
    heard : (..., S, I)
        Answers of the people to whom the item applies, heard or not: what "97 of 121" counts.
    not_applicable : (..., S, I)
    """

    points: IntArray
    missing: IntArray
    heard: IntArray
    not_applicable: IntArray


def count_cells(cells: CellArray, group: IntArray, groups: int, points: int) -> IntArray:
    """Return how many rows of each group hold each cell, item by item.

    Parameters
    ----------
    cells : (R, I) array
        -2 to ``points``.
    group : (R,) array
        0 to ``groups`` - 1.
    groups, points : int

    Returns
    -------
    (groups, I, 3 + points) array
        Not applicable, don't know, unanswered, then the points.

    Raises
    ------
    ValueError
        If one is not of whole numbers or out of range, or the shapes do not fit each other.

    Examples
    --------
    >>> count_cells(np.array([[1], [2], [2], [-1]], dtype=np.int8), np.zeros(4, dtype=np.int64), 1, 2)
    array([[[0, 1, 0, 1, 2]]])
    """
    cells, group = plain_array(cells, "cells", whole=True), _places(group, "group")
    groups, points = whole_number(groups, "groups", 0), whole_number(points, "points", 0)
    if cells.ndim != 2 or group.shape != cells.shape[:1]:
        raise ValueError(f"cells {cells.shape} and group {group.shape} do not fit each other")
    if cells.size and not (cells.min() >= NOT_APPLICABLE and cells.max() <= points):
        raise ValueError(f"cells must be {NOT_APPLICABLE} to {points}")
    if group.size and not (group.min() >= 0 and group.max() < groups):
        raise ValueError(f"groups must be 0 to {groups - 1}")
    items, kinds = cells.shape[1], points - NOT_APPLICABLE + 1
    counted = np.zeros(groups * items * kinds, dtype=np.int64)
    first = np.arange(items) * kinds - NOT_APPLICABLE
    step = max(1, _BLOCK // max(1, items), len(counted) // max(1, items))
    for start in range(0, len(cells), step):
        block = slice(start, start + step)
        flat = group[block, None] * (items * kinds) + first + cells[block]
        counted += np.bincount(flat.ravel(), minlength=len(counted))
    return counted.reshape(groups, items, kinds)


def count_panels(  # noqa: PLR0913, PLR0917  one argument an axis
    cells: CellArray,
    side: IntArray,
    panel: IntArray,
    panels: int,
    asked: BoolArray,
    points: int,
    people: IntArray | None = None,
) -> Counts:
    """Return the counted answers of panels.

    Parameters
    ----------
    cells : (R, I) array
        See :func:`count_cells`.
    side, panel : (R,) arrays
        Whose each row is: places of sides, and of panels.
    panels : int
    asked : (S, I) array
        Whether item i is put to side s.
    points : int
        K, of the longest scale.
    people : (panels, S) array, optional
        How many people each side has, heard or not; without it, as many as answered.

    Returns
    -------
    Counts
        With a leading axis of panels.

    Raises
    ------
    ValueError
        As in :func:`count_cells`, and if a side has fewer people than answered.
    """
    cells, asked = plain_array(cells, "cells", whole=True), plain_array(asked, "asked", whole=True)
    side, panel, panels = _places(side, "side"), _places(panel, "panel"), whole_number(panels, "panels", 0)
    if asked.ndim != 2 or asked.shape[1:] != cells.shape[1:] or side.shape != panel.shape:
        raise ValueError(f"cells {cells.shape}, asked {asked.shape}, side and panel do not fit each other")
    if side.size and not (side.min() >= 0 and side.max() < len(asked)):
        raise ValueError(f"side must be 0 to {len(asked) - 1}")
    sides = len(asked)
    group = panel * sides + side
    counted = count_cells(cells, group, panels * sides, points)
    counted = counted.reshape(panels, sides, *counted.shape[1:])
    respondents = np.bincount(group, minlength=panels * sides).reshape(panels, sides)
    everyone = respondents if people is None else plain_array(people, "people", whole=True)
    if everyone.shape != respondents.shape or (everyone < respondents).any():
        raise ValueError(f"people must be panels x sides, {respondents.shape}, and no fewer than answered")
    unheard = np.where(everyone == 0, 1, everyone - respondents)[..., None]
    not_applicable = counted[..., 0]
    return Counts(
        points=counted[..., 3:],
        missing=np.where(asked, counted[..., 1] + counted[..., 2] + unheard, 0),
        heard=np.where(asked, everyone[..., None] - not_applicable, 0),
        not_applicable=not_applicable,
    )


def _places(given: IntArray, name: str) -> IntArray:
    """Return places as int64, in which no product of theirs overflows."""
    return plain_array(given, name, whole=True).astype(np.int64, copy=False)
