"""Weighted means and minima over what is there: the one way a parent is made of its children."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


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
        child = (weights > 0) & there[..., None, :]
        lowest = np.where(child, values[..., None, :], np.inf).min(axis=-1, initial=np.inf)
        return np.where(child.any(axis=-1), lowest, np.nan)
    total = np.where(there, values, 0.0) @ weights.T
    weight = there.astype(np.float64) @ weights.T
    mean: FloatArray = np.divide(total, weight, out=np.full(total.shape, np.nan), where=weight > 0)
    return mean


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
    there = ~np.isnan(values)
    total = np.where(there, values, 0.0).sum(axis=-2)
    voices = there.sum(axis=-2)
    mean: FloatArray = np.divide(total, voices, out=np.full(total.shape, np.nan), where=voices > 0)
    return mean
