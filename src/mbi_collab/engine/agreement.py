"""How alike the answers inside a side are (model 4)."""

import numpy as np

from mbi_collab.engine.arguments import plain_array
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray

#: So many at one point, and values so large, that no sum or square of theirs overflows.
_MOST, _LARGEST = 10**12, 1e100


def consensus(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return Tastle and Wierman's consensus of ratings on an ordered scale.

    1 + Σ p_k log2(1 - |v_k - μ| / width), with the width of the declared scale, not of what was used:
    1 if all agree, 0 if half stand at each end.

    Parameters
    ----------
    counts : (..., K) array
        How many respondents gave each point.
    values : (..., K) array
        Values of the points; the width is largest minus smallest. ``nan`` at places that a shorter scale does not have.

    Returns
    -------
    (...) array
        ``nan`` where nobody gave a point, or all points of the scale have one value.

    Raises
    ------
    ValueError
        As in :func:`average_deviation`.

    References
    ----------
    Tastle, W. J., & Wierman, M. J. (2007). Consensus and dissention: A measure of ordinal dispersion.
    International Journal of Approximate Reasoning, 45(3), 531-545.

    Examples
    --------
    >>> consensus(np.array([[4, 0, 0], [2, 0, 2]]), np.array([0.0, 0.5, 1.0]))
    array([1., 0.])
    """
    counts, values = _checked(counts, values)
    given, away = _deviations(counts, values)
    absent = np.isnan(values)
    highest = np.where(absent, -np.inf, values).max(axis=-1, initial=-np.inf)
    width = highest - np.where(absent, np.inf, values).min(axis=-1, initial=np.inf)
    defined = (given > 0) & (width > 0)
    far = _ratio(np.abs(away), width[..., None], defined[..., None])
    log = np.log2(1.0 - far, out=np.zeros(far.shape), where=(counts > 0) & (far < 1.0))
    return np.clip(1.0 + _ratio((counts * log).sum(axis=-1), given, defined), 0.0, 1.0)


def average_deviation(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return the mean distance of the ratings from their mean, in the unit of the values: 0 if all agree.

    Parameters
    ----------
    counts : (..., K) array
        How many respondents gave each point.
    values : (..., K) array
        Values of the points; ``nan`` at places that a shorter scale does not have.

    Returns
    -------
    (...) array
        ``nan`` where fewer than two gave a point: agreement takes two.

    Raises
    ------
    ValueError
        If counts are not whole numbers from 0 to 10¹², values are not numbers from -10¹⁰⁰ to 10¹⁰⁰, the two do not
        share their last axis, or a place without a value has a count.

    References
    ----------
    Burke, M. J., Finkelstein, L. M., & Dusig, M. S. (1999). On average deviation indices for estimating interrater
    agreement. Organizational Research Methods, 2(1), 49-68.

    Examples
    --------
    >>> average_deviation(np.array([1, 0, 1]), np.array([0.0, 0.5, 1.0]))
    array(0.5)
    """
    counts, values = _checked(counts, values)
    given, away = _deviations(counts, values)
    return _ratio((counts * np.abs(away)).sum(axis=-1), given, given >= 2)


def standard_deviation(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return the standard deviation of the ratings with n - 1, in the unit of the values.

    Parameters, exceptions and undefined cases as in :func:`average_deviation`.

    Examples
    --------
    >>> standard_deviation(np.array([2, 0, 2]), np.array([1.0, 2.0, 3.0])).tolist()
    1.1547005383792515
    """
    return np.sqrt(_variance(*_checked(counts, values)))


def r_wg(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return James, Demaree and Wolf's agreement on one item: 1 - variance / variance of answers spread evenly.

    The variance is that of a sample (n - 1); the even spread is over the *declared* points, whether used or not:
    (K² - 1) / 12 in steps of an evenly spaced scale. A variance larger than that counts as equal to it, giving 0.

    Parameters, exceptions and undefined cases as in :func:`average_deviation`; ``nan`` too for a scale whose points
    all have one value.

    References
    ----------
    James, L. R., Demaree, R. G., & Wolf, G. (1984). Estimating within-group interrater reliability with and without
    response bias. Journal of Applied Psychology, 69(1), 85-98.

    Examples
    --------
    >>> round(float(r_wg(np.array([0, 0, 0, 5, 5]), np.arange(1.0, 6.0))), 4)
    0.8611
    """
    return np.maximum(1.0 - _variance_ratio(*_checked(counts, values)), 0.0)


def r_wg_j(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return James, Demaree and Wolf's agreement over a block of J items that measure the same.

    J(1 - m) / (J(1 - m) + m), with m the mean over the items of variance / variance of answers spread evenly, at most
    1. It rises with J whatever the agreement, so say J beside it. (The paper divides the mean variance, which is the
    same where all items have one scale.)

    Parameters
    ----------
    counts : (..., J, K) array
        How many respondents gave each item each point; items with fewer than two are left out, also of J.
    values : (..., J, K) or (K,) array
        As in :func:`average_deviation`.

    Returns
    -------
    (...) array
        ``nan`` where no item is left.

    Raises
    ------
    ValueError
        As in :func:`average_deviation`, and if counts have no axis of items.

    References
    ----------
    As in :func:`r_wg`.

    Examples
    --------
    >>> four = np.array([[0, 0, 0, 5, 5], [0, 0, 0, 5, 5], [0, 0, 0, 5, 5], [0, 0, 0, 4, 6]])
    >>> round(float(r_wg_j(four, np.arange(1.0, 6.0))), 4)
    0.9617
    """
    counts, values = _checked(counts, values)
    if counts.ndim == 1:
        raise ValueError(f"counts must be items x points, not of shape {counts.shape}")
    ratio = _variance_ratio(counts, values)
    there = ~np.isnan(ratio)
    items = there.sum(axis=-1)
    total = np.where(there, ratio, 0.0).sum(axis=-1)
    mean = np.minimum(_ratio(total, items, items > 0), 1.0)
    return np.asarray(items * (1 - mean) / (items * (1 - mean) + mean))


def _checked(counts: IntArray, values: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return both as arrays of numbers, or refuse what the indices cannot take."""
    counts = plain_array(counts, "counts", whole=True).astype(np.int64, copy=False)
    values = plain_array(values, "values").astype(np.float64, copy=False)
    try:
        fits = counts.ndim > 0 and counts.shape[-1:] == values.shape[-1:] and not (counts * np.isnan(values)).any()
    except ValueError:  # leading axes of different lengths
        fits = False
    if not fits:
        raise ValueError(f"counts {counts.shape} do not fit the values {values.shape} of the points")
    if (counts < 0).any() or (counts > _MOST).any():
        raise ValueError(f"counts must not be negative, nor above {_MOST}")
    if (np.abs(values) > _LARGEST).any():
        raise ValueError(f"values must lie within ±{_LARGEST}, or be nan where the scale has no point")
    return counts, values


def _deviations(counts: IntArray, values: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return how many gave a point, and how far each point lies from their mean; 0 at places without a value."""
    absent = np.isnan(values)
    given, known = counts.sum(axis=-1), np.where(absent, 0.0, values)
    mean = _ratio((counts * known).sum(axis=-1), given, given > 0)
    alone = counts == given[..., None]  # where all gave one point, a rounded mean would make them disagree
    return given, np.where(absent | alone, 0.0, known - mean[..., None])


def _variance(counts: IntArray, values: FloatArray) -> FloatArray:
    given, away = _deviations(counts, values)
    return _ratio((counts * away**2).sum(axis=-1), given - 1, given >= 2)


def _variance_ratio(counts: IntArray, values: FloatArray) -> FloatArray:
    """Return the variance over that of answers spread evenly over the K declared points, which divides by K."""
    declared = (~np.isnan(values)).astype(np.int64)
    points, away = _deviations(declared, values)
    even = _ratio((declared * away**2).sum(axis=-1), points, points > 0)
    return _ratio(_variance(counts, values), even, even > 0)


def _ratio(above: FloatArray, below: FloatArray | IntArray, defined: BoolArray) -> FloatArray:
    """Divide where it is defined; ``nan`` elsewhere."""
    ratio = np.full(above.shape, np.nan)
    np.divide(above, below, out=ratio, where=defined)
    return ratio
