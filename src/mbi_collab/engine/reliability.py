"""How far the answers to a block of items rise above chance: Krippendorff's alpha and its interval (model 4)."""

from typing import Literal, NamedTuple, get_args

import numpy as np

from mbi_collab.engine.arguments import plain_array, proper_fraction, whole_number
from mbi_collab.engine.means import FloatArray

#: What may be done with the values: compare, order, subtract, divide.
Measurement = Literal["nominal", "ordinal", "interval", "ratio"]
#: Why there is no alpha; `too-few-units` and `mostly-undefined` say why there is no interval.
Reason = Literal["", "no-pairs", "no-variation", "too-few-units", "mostly-undefined"]

_MEASUREMENTS = get_args(Measurement)
#: Raters counted at once: so many that their number fits a byte and their comparisons stay near the processor.
_RATERS, _COMPARED = 255, 1 << 20
#: Ratings glanced at to find the values; values counted one by one; values counted at all.
_GLANCE, _FEW_VALUES, _MOST_VALUES = 4096, 32, 2000
#: Cells of a block of resamples.
_CELLS = 1 << 16


class Alpha(NamedTuple):
    """Krippendorff's alpha of a block, or why there is none.

    Attributes
    ----------
    value : float
        At most 1; 0 is what chance would give; ``nan`` where it is undefined.
    reason : str
        Empty, or ``"no-pairs"``: no unit has two ratings; ``"no-variation"``: all ratings are equal, so nothing tells
        agreement from a habit.
    units, ratings : int
        On how many units with two or more ratings it rests, and on how many ratings of these.
    """

    value: float
    reason: Reason
    units: int
    ratings: int


class AlphaInterval(NamedTuple):
    """The bootstrap interval of alpha, or why there is none.

    Attributes
    ----------
    low, high : float
        ``nan`` where it is undefined.
    reason : str
        Empty; as in :class:`Alpha`; ``"too-few-units"``: a single unit, resampled, is always itself;
        ``"mostly-undefined"``: more resamples have no alpha than the interval leaves outside.
    undefined : int
        How many resamples had no variation; they are left out.
    """

    low: float
    high: float
    reason: Reason
    undefined: int


def krippendorff_alpha(ratings: FloatArray, *, level: Measurement) -> Alpha:
    """Return Krippendorff's alpha: 1 - observed / expected disagreement of the pairs of ratings inside units.

    The categories are the distinct values of the pairable ratings, in their order: by Krippendorff's definition a
    point that nobody used changes nothing. Ratings of units that have only one are not pairable and are left out.

    Parameters
    ----------
    ratings : (R, U) array
        What rater r gave unit u; ``nan`` where missing. No order of raters changes a bit.
    level : "nominal", "ordinal", "interval" or "ratio"
        Krippendorff's difference functions: unequal or not; ratings standing between the two; difference;
        difference over sum (of values not negative; 0 for two zeros).

    Returns
    -------
    Alpha

    Raises
    ------
    ValueError
        If ratings are not a table of finite numbers, the level is unknown, a value of a ratio scale is negative, or
        there are more than 2000 distinct values.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> two = np.array([[1.0, 2.0, 3.0, np.nan], [1.0, 2.0, 4.0, 1.0]])
    >>> krippendorff_alpha(two, level="ordinal")
    Alpha(value=0.9494949494949495, reason='', units=3, ratings=6)
    """
    values, counts = _pairable(ratings, level)
    reason = _undefined(counts)
    units, totals = len(counts), counts.sum(axis=0)
    number = totals.sum()
    if reason:
        return Alpha(np.nan, reason, units, int(number))
    metric = _metric(values, totals, level)
    expected = totals @ metric @ totals / (number - 1)
    return Alpha(float(1 - _disagreement(counts, metric).sum() / expected), "", units, int(number))


def alpha_interval(
    ratings: FloatArray, *, level: Measurement, seed: int, draws: int = 10_000, share: float = 0.9
) -> AlphaInterval:
    """Return the percentile interval of alpha when the units are drawn again.

    The bootstrap of Zapf et al. (2016): units with two or more ratings are resampled, with all their ratings, and
    alpha is computed anew, expected disagreement included. It is not the one of Hayes and Krippendorff (2007), which
    resamples pairs, holds the expected disagreement fixed, and is narrower. It says how far the choice of items moves
    alpha, not the choice of people; with few units it is too narrow. Resamples without variation have no alpha and
    are left out, and counted.

    Parameters
    ----------
    ratings : (R, U) array
        As in :func:`krippendorff_alpha`. No order of raters or units changes a bit.
    level : "nominal", "ordinal", "interval" or "ratio"
        As there.
    seed : int
        Of NumPy's default generator.
    draws : int
        Number of resamples.
    share : float
        Share of the resamples inside, between 0 and 1; the rest lies outside, half on each side (linear percentiles).

    Returns
    -------
    AlphaInterval

    Raises
    ------
    ValueError
        As there; if seed is negative, draws less than 1, either no whole number, or share not between 0 and 1.

    References
    ----------
    Zapf, A., Castell, S., Morawietz, L., & Karch, A. (2016). Measuring inter-rater reliability for nominal data: which
    coefficients and confidence intervals are appropriate? BMC Medical Research Methodology, 16, 93.

    Examples
    --------
    >>> two = np.array([[1.0, 2.0, 3.0, np.nan], [1.0, 2.0, 4.0, 1.0]])
    >>> alpha_interval(two, level="nominal", seed=1, draws=1000).reason
    ''
    """
    seed, draws, share = whole_number(seed, "seed", 0), whole_number(draws, "draws", 1), proper_fraction(share, "share")
    values, counts = _pairable(ratings, level)
    reason = _undefined(counts) or ("too-few-units" if len(counts) == 1 else "")
    if reason:
        return AlphaInterval(np.nan, np.nan, reason, 0)
    alphas = _resampled(counts[np.lexsort(counts.T)], values, level, draws, seed)
    defined = alphas[~np.isnan(alphas)]
    undefined = draws - len(defined)
    if undefined > (1 - share) * draws:
        return AlphaInterval(np.nan, np.nan, "mostly-undefined", undefined)
    low, high = np.quantile(defined, [(1 - share) / 2, (1 + share) / 2])
    return AlphaInterval(float(low), float(high), "", undefined)


def _pairable(ratings: FloatArray, level: object) -> tuple[FloatArray, FloatArray]:
    """Return the V values of the pairable ratings and how often each unit that has two or more got each: (U, V)."""
    ratings = plain_array(ratings, "ratings")
    if ratings.ndim != 2:
        raise ValueError(f"ratings must be raters x units, not of shape {ratings.shape}")
    if not (isinstance(level, str) and level in _MEASUREMENTS):
        raise ValueError(f"level must be one of {', '.join(_MEASUREMENTS)}, not {level!r}")
    values, counts = _counted(ratings)
    if not np.isfinite(values).all():
        raise ValueError("ratings must be finite, or nan where missing")
    if level == "ratio" and (values < 0).any():
        raise ValueError("values of a ratio scale must not be negative")
    counts = counts[counts.sum(axis=1) >= 2]
    used = counts.any(axis=0)
    return values[used], counts[:, used]


def _counted(ratings: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the values, and how often each unit got each; those seen at a glance are nearly always all."""
    glance = ratings[: max(1, _GLANCE // max(1, ratings.shape[1])), :_GLANCE]
    values = np.unique(glance[~np.isnan(glance)])
    if len(values) <= _FEW_VALUES:
        counts, missing = _compared(ratings, values)
        if counts.sum() + missing == ratings.size:
            return values.astype(np.float64), counts
    return _sorted(ratings)


def _compared(ratings: FloatArray, values: FloatArray) -> tuple[FloatArray, int]:
    """Count these values in each unit, and all that is missing, in blocks and bytes."""
    counts = np.zeros((len(values), ratings.shape[1]))
    missing = 0
    rows = min(_RATERS, max(1, _COMPARED // max(1, counts.size)))
    for top in range(0, ratings.shape[0], rows):
        block = ratings[top : top + rows]
        equal = (block == values[:, None, None]).view(np.uint8)
        counts += equal.sum(axis=1, dtype=np.uint8)
        missing += int(np.count_nonzero(np.isnan(block)))
    return counts.T, missing


def _sorted(ratings: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Do the same for whatever values there are, by sorting them."""
    there = ~np.isnan(ratings)
    values, code = np.unique(ratings[there], return_inverse=True)
    if len(values) > _MOST_VALUES:
        raise ValueError(f"ratings have {len(values)} distinct values; {_MOST_VALUES} are the most a scale may have")
    units, points = ratings.shape[1], len(values)
    cell = np.nonzero(there)[1] * points + code
    counts = np.bincount(cell, minlength=units * points).reshape(units, points)
    return values.astype(np.float64), counts.astype(np.float64)


def _undefined(counts: FloatArray) -> Reason:
    """Say why alpha is undefined, if it is."""
    if not len(counts):
        return "no-pairs"
    return "no-variation" if counts.shape[1] == 1 else ""


def _metric(values: FloatArray, totals: FloatArray, level: str) -> FloatArray:
    """Return Krippendorff's squared differences of the V values, (V, V); the ordinal one is that of mid-ranks."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    places = _midranks(totals) if level == "ordinal" else _scaled(values)
    difference = places[:, None] - places
    if level == "ratio":
        both = places[:, None] + places
        np.divide(difference, both, out=difference, where=both > 0)
    squared: FloatArray = difference**2
    return squared


def _scaled(values: FloatArray) -> FloatArray:
    """Divide by a power of two, which rounds nothing, so that no square over- or underflows."""
    scaled: FloatArray = np.ldexp(values, -np.frexp(np.abs(values).max())[1])
    return scaled


def _midranks(totals: FloatArray) -> FloatArray:
    """Return the mean rank of each value's ratings, less that of all; (..., V) both."""
    ranks: FloatArray = np.cumsum(totals, axis=-1) - totals / 2 - totals.sum(axis=-1, keepdims=True) / 2
    return ranks


def _disagreement(counts: FloatArray, metric: FloatArray) -> FloatArray:
    """Return what each unit adds to the observed disagreement: all its pairs, divided by its ratings less one."""
    added: FloatArray = (counts @ metric * counts).sum(axis=1) / (counts.sum(axis=1) - 1)
    return added


def _resampled(counts: FloatArray, values: FloatArray, level: str, draws: int, seed: int) -> FloatArray:
    """Return alpha of each resample of the units, ``nan`` for one without variation; in blocks, to bound memory."""
    random = np.random.default_rng(seed)
    metric = None if level == "ordinal" else _metric(values, counts.sum(axis=0), level)
    rows = max(1, _CELLS // max(counts.shape))
    blocks = (_times(random, min(rows, draws - done), len(counts)) for done in range(0, draws, rows))
    return np.concatenate([_alphas(times, counts, metric) for times in blocks])


def _alphas(times: FloatArray, counts: FloatArray, metric: FloatArray | None) -> FloatArray:
    """Return alpha of each resample, by a metric that is the same for all, or by each one's own mid-ranks."""
    totals = times @ counts
    if metric is None:
        observed, expected = _ranked(times, totals, counts)
    else:
        observed, expected = times @ _disagreement(counts, metric), (totals @ metric * totals).sum(axis=1)
    chance = expected / (totals.sum(axis=1) - 1)
    ratio = np.full(len(times), np.nan)
    np.divide(observed, chance, out=ratio, where=chance > 0)
    return 1 - ratio


def _times(random: np.random.Generator, draws: int, units: int) -> FloatArray:
    """Return how often each resample has each unit: (draws, U)."""
    drawn = random.integers(0, units, size=(draws, units)) + units * np.arange(draws)[:, None]
    times = np.bincount(drawn.ravel(), minlength=draws * units)
    return times.reshape(draws, units).astype(np.float64)


def _ranked(times: FloatArray, totals: FloatArray, counts: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the ordinal disagreements of each resample, whose mid-ranks are its own.

    Of a unit with counts c of ratings m, Σ c_j c_k (m_j - m_k)² = 2 (Σc Σcm² - (Σcm)²); over all ratings Σcm is 0.
    """
    ranks, sizes = _midranks(totals), counts.sum(axis=1)
    squares = ranks**2
    pairs = sizes * (squares @ counts.T) - (ranks @ counts.T) ** 2
    observed = 2 * (times * pairs) @ (1 / (sizes - 1))
    expected = 2 * totals.sum(axis=1) * (totals * squares).sum(axis=1)
    return observed, expected
