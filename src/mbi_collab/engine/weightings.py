"""Criterion weights as they could be: what matters, drawn around, over or in an order (model 8)."""

import numpy as np

from mbi_collab.engine.means import FloatArray, IntArray

#: How closely draws keep to the weights in force: a weight w varies with variance w(1 - w)/21.
CONCENTRATION = 20.0

_BLOCK = 4096


def weights_around(
    weights: FloatArray, draws: int, generator: np.random.Generator, concentration: float = CONCENTRATION
) -> FloatArray:
    """Return weights scattered around those in force: Dirichlet(concentration · w).

    Parameters
    ----------
    weights : (C,) array
        Not negative, not all 0; normalised here. A criterion of weight 0 stays 0 in every draw.
    draws : int
        N, at least 1.
    generator : Generator
    concentration : float
        Above 0; the larger, the closer to the weights in force.

    Returns
    -------
    (N, C) array
        Rows sum to 1.

    Raises
    ------
    ValueError
        If a weight is negative or not finite, all are 0, or there is nothing to draw.

    Examples
    --------
    >>> weights_around(np.array([3.0, 0.0]), 2, np.random.default_rng(0))
    array([[1., 0.],
           [1., 0.]])
    """
    inside = _normalised(weights)
    if not (np.isfinite(concentration) and concentration > 0):
        message = f"concentration must be above 0, is {concentration}"
        raise ValueError(message)
    _check_draws(draws)
    drawn = np.zeros((draws, weights.shape[0]))
    used = inside > 0
    drawn[:, used] = generator.dirichlet(concentration * inside[used], draws)
    return drawn


def weights_fixed(weights: FloatArray, draws: int) -> FloatArray:
    """Return the weights in force in every draw.

    Parameters
    ----------
    weights : (C,) array
        As in :func:`weights_around`.
    draws : int

    Returns
    -------
    (N, C) array
        Rows sum to 1.

    Raises
    ------
    ValueError
        As in :func:`weights_around`.

    Examples
    --------
    >>> weights_fixed(np.array([3.0, 1.0]), 2)
    array([[0.75, 0.25],
           [0.75, 0.25]])
    """
    inside = _normalised(weights)
    _check_draws(draws)
    return np.tile(inside, (draws, 1))


def weights_uniform(criteria: int, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return weights of which nothing is known: uniform on the simplex.

    Parameters
    ----------
    criteria : int
        C, at least 1.
    draws : int
    generator : Generator

    Returns
    -------
    (N, C) array
        Rows sum to 1.

    Raises
    ------
    ValueError
        If there is nothing to draw.

    References
    ----------
    Rubinstein, R. Y. (1982). Generating random vectors uniformly distributed inside and on the surface of different
    regions. European Journal of Operational Research, 10(2), 205-209.

    Examples
    --------
    >>> weights_uniform(3, 4, np.random.default_rng(0)).sum(axis=1)
    array([1., 1., 1., 1.])
    """
    _check_draws(draws)
    if criteria < 1:
        message = "there must be a criterion"
        raise ValueError(message)
    drawn, ones = np.empty((draws, criteria)), np.ones(criteria)
    for start in range(0, draws, _BLOCK):
        block = drawn[start : start + _BLOCK]
        generator.standard_exponential(out=block)
        block /= (block @ ones)[:, None]
    return drawn


def weights_in_order(places: IntArray, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return weights of which only the order is known: uniform over all weights that keep to it.

    Equal places mean equally important: such criteria have the same weight in every draw. The weights that keep to an
    order of G places form a simplex whose corners share the weight equally among the first 1, 2, … G places, so they
    are drawn as those corners mixed uniformly.

    Parameters
    ----------
    places : (C,) integer array
        Place of each criterion in the order of importance; the smallest number is the most important.
    draws : int
    generator : Generator

    Returns
    -------
    (N, C) array
        Rows sum to 1; a criterion never weighs less than one of a later place.

    Raises
    ------
    ValueError
        If there is nothing to draw, or places are no integers.

    References
    ----------
    Lahdelma, R., Miettinen, K., & Salminen, P. (2003). Ordinal criteria in stochastic multicriteria acceptability
    analysis (SMAA). European Journal of Operational Research, 147(1), 117-127.

    Examples
    --------
    >>> drawn = weights_in_order(np.array([1, 2, 2]), 5, np.random.default_rng(0))
    >>> bool((drawn[:, 0] >= drawn[:, 1]).all()), bool((drawn[:, 1] == drawn[:, 2]).all())
    (True, True)
    """
    if places.ndim != 1 or not np.issubdtype(places.dtype, np.integer):
        message = "places must be one integer for each criterion"
        raise ValueError(message)
    if places.size == 0:
        message = "there must be a criterion"
        raise ValueError(message)
    _, group = np.unique(places, return_inverse=True)
    kept = group[None, :] <= np.arange(group.max() + 1)[:, None]
    # Mixed group by group, from the last corner to the first, so that equal places get the same bits.
    share = weights_uniform(kept.shape[0], draws, generator) / kept.sum(axis=1)
    tail: FloatArray = np.cumsum(share[:, ::-1], axis=1)[:, ::-1]
    return tail[:, group]


def weight_sums(weights: FloatArray) -> FloatArray:
    """Return the sum of each draw's weights, where every draw's can rank.

    Parameters
    ----------
    weights : (N, C) array

    Returns
    -------
    (N,) array
        Above 0.

    Raises
    ------
    ValueError
        If there is not a row of weights for each draw, one is negative or not finite, or in some draw all are 0 or
        their sum is not finite.

    Examples
    --------
    >>> weight_sums(np.array([[0.5, 0.5], [3.0, 0.0]]))
    array([1., 3.])
    """
    message = "weights must be there, finite, not negative, and in no draw all 0"
    if weights.ndim != 2 or not weights.size or weights.min() < 0:
        raise ValueError(message)
    with np.errstate(over="ignore", invalid="ignore"):
        sums: FloatArray = weights @ np.ones(weights.shape[1])  # not finite where a weight is not
    if not ((sums > 0) & np.isfinite(sums)).all():
        raise ValueError(message)
    return sums


def _normalised(weights: FloatArray) -> FloatArray:
    if weights.ndim != 1 or not np.isfinite(weights).all() or (weights < 0).any() or not (weights > 0).any():
        message = "weights must be one number for each criterion, finite, not negative, and not all 0"
        raise ValueError(message)
    scaled = weights / weights.max()
    normalised: FloatArray = scaled / scaled.sum()
    return normalised


def _check_draws(draws: int) -> None:
    if draws < 1:
        message = f"there must be at least one draw, not {draws}"
        raise ValueError(message)
