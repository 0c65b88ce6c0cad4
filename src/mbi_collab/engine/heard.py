"""The answers that draws start from, and the random numbers they hang on (model 8)."""

import hashlib
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.means import FloatArray, IntArray

_NOT_APPLICABLE = -2


class Heard(NamedTuple):
    """The answers of a panel.

    Attributes
    ----------
    cells : (R, I) int8; 1 to K a point, 0 unanswered, -1 don't know, -2 not applicable
    side : (R,) place of each respondent's side
    population : (S,) M, how many people each side has, heard or not
    values : (I, K) values of the scale points; unused points are 0
    points : (I,) number of points of each item's scale
    """

    cells: npt.NDArray[np.int8]
    side: IntArray
    population: IntArray
    values: FloatArray
    points: IntArray


class Streams(NamedTuple):
    """What the random numbers hang on: each side and item has its own.

    Attributes
    ----------
    seed : not negative
    sides, items : S and I keys; see :func:`key`
    """

    seed: int
    sides: tuple[int, ...]
    items: tuple[int, ...]


def key(code: str) -> int:
    """Return a number for a code, the same on every machine.

    >>> key("Q311a") == key("Q311a") != key("Q311b")
    True
    """
    return int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big")


def stream(seed: int, *keys: int) -> np.random.Generator:
    """Return the random numbers of a seed and keys, independent of those of other keys."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=keys)))


def check(heard: Heard, streams: Streams) -> None:
    """Raise ValueError for the first thing about answers and keys that does not fit."""
    if heard.cells.ndim != 2:
        message = f"cells must be (R, I), are {heard.cells.shape}"
        raise ValueError(message)
    sides, (people, items) = len(heard.population), heard.cells.shape
    shapes = (
        heard.side.shape,
        heard.points.shape,
        heard.values.shape[:1],
        (len(streams.items),),
        (len(streams.sides),),
    )
    right = shapes == ((people,), (items,), (items,), (items,), (sides,))
    known = right and bool(((heard.side >= 0) & (heard.side < sides)).all())
    faults = (
        (not known, "cells, sides, scales and keys do not fit each other"),
        (known and (np.bincount(heard.side, minlength=sides) > heard.population).any(), "a population is below n"),
        (known and (heard.cells > heard.points).any(), "a cell is off its scale"),
        (
            known and ((heard.points < 1) | (heard.points > heard.values.shape[1])).any(),
            "a scale has no point, or more points than values",
        ),
    )
    for wrong, message in faults:
        if wrong:
            raise ValueError(message)


def counted(heard: Heard) -> tuple[IntArray, IntArray]:
    """Return how many of each side gave each point of each item, and how many it does not apply to."""
    sides, (items, most) = len(heard.population), heard.values.shape
    counts = np.zeros((sides, items, most), dtype=np.int64)
    not_applicable = np.zeros((sides, items), dtype=np.int64)
    for side in range(sides):
        cells = heard.cells[heard.side == side]
        for point in range(most):
            counts[side, :, point] = (cells == point + 1).sum(axis=0)
        not_applicable[side] = (cells <= _NOT_APPLICABLE).sum(axis=0)
    return counts, not_applicable
