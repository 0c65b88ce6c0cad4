"""Levels of very many rows of answers, each row one voice: one respondent, or a side that speaks as one."""

import math

import numpy as np

from mbi_collab.engine.counting import CellArray
from mbi_collab.engine.means import BLOCK, ROWS, FloatArray, combine

#: Rows that are looked at while they are in the processor's cache; no number depends on it.
_CHUNK = 2048
#: The largest packed answer.
_LARGEST = 2**15 - 1
#: Whole numbers below it are exact in float32, in whatever order they are added.
_EXACT = 2**24


def levels_of_voices(
    cells: CellArray, values: FloatArray, weights: FloatArray, out: FloatArray | None = None
) -> FloatArray:
    """Return the weighted means of the values of the points that each row gives: :func:`combine`, to the same bit.

    Where every item has the same scale of equal steps and the weights are multiples of a power of two, one
    multiplication of whole numbers gives sum and weight at once, exactly. Otherwise the values are looked up and
    combined. Memory beyond the output stays below 8 MB, whatever the number of rows, for up to 200 items.

    Parameters
    ----------
    cells : (R, I) array
        1 to K a point; 0 and below: no point.
    values : (I, K) array
        Values of the points.
    weights : (P, I) array
        Weight of item i in node p, not negative.
    out : (R, P) array, optional
        Filled and returned; an array that was used before saves the time the system takes to hand out memory.

    Returns
    -------
    (R, P) array
        ``nan`` where no item of positive weight has a point.

    Raises
    ------
    ValueError
        If shapes do not fit each other, or a cell is above K.

    Examples
    --------
    >>> cells = np.array([[1, 5], [3, 0], [0, -1]], dtype=np.int8)
    >>> levels_of_voices(cells, np.tile(np.linspace(0, 1, 5), (2, 1)), np.array([[1.0, 1.0], [0.0, 1.0]]))
    array([[0.5, 1. ],
           [0.5, nan],
           [nan, nan]])
    """
    shape = (len(cells), len(weights))
    found = np.empty(shape) if out is None else out
    if cells.ndim != 2 or values.shape[:1] != cells.shape[1:] or weights.shape[1:] != cells.shape[1:]:
        raise ValueError(f"cells {cells.shape}, values {values.shape}, weights {weights.shape} do not fit each other")
    if found.shape != shape or found.dtype != np.float64 or not found.flags.c_contiguous:
        raise ValueError(f"out must be a contiguous float64 array of {shape}")
    combine(np.empty((0, cells.shape[1])), weights)  # refuses weights that cannot be used
    unit = _unit(values, weights)
    if unit is None:
        _look_up(cells, values, weights, found)
    else:
        _multiply(cells, values.shape[1], unit[0], unit[1], found)
    return found


def _unit(values: FloatArray, weights: FloatArray) -> tuple[int, FloatArray] | None:
    """Return how many steps make 1, and the weights as whole numbers; ``None`` if there is no such unit."""
    if not values.size or values.shape[1] < 2 or not (values == np.arange(values.shape[1]) * values[0, 1]).all():
        return None
    steps = 1.0 / values[0, 1]
    if not steps.is_integer() or math.frexp(steps)[0] != 0.5:
        return None
    for power in range(11):
        whole = weights * 2.0**power
        if (whole == np.rint(whole)).all() and _is_exact(whole, values.shape[1], int(steps)):
            return int(steps), whole
    return None


def _is_exact(weights: FloatArray, points: int, steps: int) -> bool:
    """Return whether packed answers, and their weighted sums, are small enough."""
    most = _most(weights, points, steps)
    return most <= _LARGEST and most * float(weights.sum(axis=1).max(initial=0.0)) < _EXACT


def _most(weights: FloatArray, points: int, steps: int) -> int:
    """Return what the highest point is packed as."""
    return _base(weights, points) * steps + points - 1


def _base(weights: FloatArray, points: int) -> int:
    """Return the power of two above every weighted sum of steps."""
    largest = float(weights.sum(axis=1).max(initial=0.0)) * (points - 1)
    return 1 << int(min(largest, 2.0**40)).bit_length()


def _multiply(cells: CellArray, points: int, steps: int, weights: FloatArray, out: FloatArray) -> None:
    """Fill the levels: a point given is packed as its steps plus base · steps of 1, and unpacked after multiplying.

    All numbers are whole and stay exact in the small types, which are the fast ones; the levels are float64.
    """
    items, nodes = cells.shape[1], len(weights)
    base, most = _base(weights, points), _most(weights, points, steps)
    right = np.ascontiguousarray(weights.T, dtype=np.float32)
    rows = min(256, max(ROWS, 1 << max(0, (BLOCK // max(1, items * nodes)).bit_length() - 1)))
    given = np.empty((_CHUNK, items), dtype=np.bool_)
    packed = np.empty((_CHUNK, items), dtype=np.uint8 if most < 2**8 else np.int16)
    numbers = np.zeros((_CHUNK, items), dtype=np.float32)
    summed, weight, carried = np.empty((3, _CHUNK, nodes), dtype=np.float32)
    for start in range(0, len(cells), _CHUNK):
        block = cells[start : start + _CHUNK]
        count = len(block)
        if block.size and block.max() > points:
            raise ValueError(f"cells must be at most {points}")
        np.greater(block, 0, out=given[:count])
        np.copyto(packed[:count], block, casting="unsafe")  # what is no point may wrap: it is multiplied by 0
        packed[:count] += base * steps - 1
        packed[:count] *= given[:count]
        numbers[:count] = packed[:count]
        np.matmul(numbers.reshape(-1, rows, items), right, out=summed.reshape(-1, rows, nodes))
        np.floor(np.multiply(summed, 1.0 / base, out=weight), out=weight)
        summed -= np.multiply(weight, base, out=carried)
        with np.errstate(invalid="ignore"):
            np.divide(summed[:count], weight[:count], out=out[start : start + count], dtype=np.float64)


def _look_up(cells: CellArray, values: FloatArray, weights: FloatArray, out: FloatArray) -> None:
    """Fill the levels by looking up each value."""
    known = np.concatenate([np.full((len(values), 1), np.nan), values], axis=1)
    first = np.arange(len(values)) * known.shape[1]
    for start in range(0, len(cells), _CHUNK):
        block = cells[start : start + _CHUNK]
        if block.size and block.max() > values.shape[1]:
            raise ValueError(f"cells must be at most {values.shape[1]}")
        out[start : start + _CHUNK] = combine(known.ravel()[first + np.maximum(block, 0)], weights)
