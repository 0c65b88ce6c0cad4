"""Weighted means and minima over what is there: the one way a parent is made of its children.

Numbers are multiplied in blocks of one fixed number of rows, the last one padded. A block is small enough for BLAS to
work on it alone, without threads, whose borders would show in the last bit: so a row comes to the same number wherever
it stands, whatever else is scored with it.
"""

import math

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

#: Rows that are multiplied at once.
ROWS = 16
#: Multiplications of one block at most; from 2 ** 18 on OpenBLAS takes threads.
BLOCK = 2**17


def product(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return ``values @ weights.T``, each row to the same bit wherever it stands and however many there are.

    Parameters
    ----------
    values : (..., C) array
        Finite.
    weights : (P, C) array

    Returns
    -------
    (..., P) array
    """
    parents, children = weights.shape
    count = math.prod(values.shape[:-1])
    flat = np.ascontiguousarray(values, dtype=np.float64).reshape(count, children)
    whole = count // ROWS * ROWS
    made = np.empty((count, parents))
    last = np.zeros((ROWS, children))
    last[: count - whole] = flat[whole:]
    step = max(1, BLOCK // (ROWS * max(1, children)))
    for start in range(0, parents, step):
        right = np.ascontiguousarray(weights[start : start + step].T)
        if whole:
            blocks = np.matmul(flat[:whole].reshape(-1, ROWS, children), right)
            made[:whole, start : start + step] = blocks.reshape(whole, -1)
        if whole < count:
            made[whole:, start : start + step] = np.matmul(last[None], right)[0, : count - whole]
    return made.reshape(*values.shape[:-1], parents)


def combine(values: FloatArray, weights: FloatArray, *, minimum: bool = False) -> FloatArray:
    """Return each parent as the weighted mean, or the minimum, of its children that have a value.

    Parameters
    ----------
    values : (..., C) array
        Values of C children; ``nan`` where there is none.
    weights : (P, C) array
        Weight of child c in parent p, not negative; 0: not a child.
    minimum : bool
        The smallest child of positive weight instead of the mean.

    Returns
    -------
    (..., P) array
        ``nan`` where no child of positive weight has a value.

    Raises
    ------
    ValueError
        If the C axes differ in length, or a weight is negative or not finite.

    Examples
    --------
    >>> combine(np.array([1.0, 0.5, np.nan]), np.array([[1.0, 1.0, 2.0]]))
    array([0.75])
    """
    _check_weights(values, weights)
    there = ~np.isnan(values)
    if minimum:
        return _lowest(np.where(there, values, np.inf), weights)
    both = np.empty((2, *values.shape))
    both[0], both[1] = np.where(there, values, 0.0), there
    total, weight = product(both, weights)
    mean: FloatArray = np.divide(total, weight, out=np.full(total.shape, np.nan), where=weight > 0)
    return mean


def _lowest(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the smallest child of positive weight; ``inf`` is no value."""
    lowest = np.full((*values.shape[:-1], len(weights)), np.inf)
    for parent, weight in enumerate(weights):
        lowest[..., parent] = values[..., weight > 0].min(axis=-1, initial=np.inf)
    return np.where(np.isinf(lowest), np.nan, lowest)


def _check_weights(values: FloatArray, weights: FloatArray) -> None:
    if weights.ndim != 2 or values.shape[-1:] != weights.shape[1:]:
        message = f"values {values.shape} and weights {weights.shape} do not share their last axis"
        raise ValueError(message)
    if not np.isfinite(weights).all() or (weights < 0).any():
        message = "weights must be finite and not negative"
        raise ValueError(message)


def mean_of_sides(values: FloatArray) -> FloatArray:
    """Return the plain mean over the sides where there is a value: each side has one voice.

    Parameters
    ----------
    values : (..., S, I) array
        ``nan`` where a side has none.

    Returns
    -------
    (..., I) array
    """
    shape = (*values.shape[:-2], values.shape[-1])
    total, voices = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    for side in range(values.shape[-2]):  # one by one: NumPy is slow along a short axis
        each = values[..., side, :]
        there = ~np.isnan(each)
        total += np.where(there, each, 0.0)
        voices += there
    mean: FloatArray = np.divide(total, voices, out=np.full(total.shape, np.nan), where=voices > 0)
    return mean
