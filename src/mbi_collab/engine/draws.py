"""Side means as they could be: who was not heard, and how firm a rating is (model 8)."""

from typing import NamedTuple

import numpy as np

from mbi_collab.engine.heard import Heard, Streams, check, counted, stream
from mbi_collab.engine.leniency import Leniency, person_shifts
from mbi_collab.engine.means import FloatArray, IntArray

#: Up to this many people not heard are drawn one by one; more, by their shares.
_ONE_BY_ONE = 8
_OTHERS, _MISREAD = 0, 1
_EDGES = (5.0, 95.0)


class Sources(NamedTuple):
    """Which sources of doubt about the answers are switched on.

    Attributes
    ----------
    unheard : whether to draw the people and answers that are missing
    misreading : ε in [0, 1], the probability that an answered point is read one step up or down; 0 is off
    leniency : how much people are thought to differ
    """

    unheard: bool = True
    misreading: float = 0.2
    leniency: Leniency = Leniency()


ALL_SOURCES = Sources()


class Points(NamedTuple):
    """The answers of one side to one item: (K,) counts and values of its scale's points."""

    counts: IntArray
    values: FloatArray


def draw_side_means(
    heard: Heard,
    streams: Streams,
    draws: int,
    sources: Sources = ALL_SOURCES,
) -> FloatArray:
    """Return what the side means could be, were everybody heard and every rating firm.

    Per side and item with an answer: the people not heard are drawn from Dirichlet(c + 1/K) and the multinomial, moved
    by one shift for each side and draw, and kept to the bounds; each answered point is read one step up or down with
    probability ε, a step off the end stays. Nobody missing and ε = 0 give the observed mean to the bit. The order of
    respondents changes nothing, and an item's random numbers are its own.

    Parameters
    ----------
    heard : Heard
    streams : Streams
    draws : int
        N, at least 1.
    sources : Sources
        A source switched off leaves the random numbers of the others as they are.

    Returns
    -------
    (N, S, I) array
        ``nan`` where nobody of the side gave a point.

    Raises
    ------
    ValueError
        If shapes do not fit each other, a population is smaller than its respondents, a cell is off its scale, or a
        setting is out of range.

    References
    ----------
    Ghosh, M., & Meeden, G. (1997). Bayesian Methods for Finite Population Sampling. Chapman & Hall: the people of a
    finite population who were not heard, drawn given those who were.

    Examples
    --------
    >>> heard = Heard(np.array([[3]], np.int8), np.array([0]), np.array([1]), np.array([[0, 0.5, 1]]), np.array([3]))
    >>> draw_side_means(heard, Streams(0, (1,), (2,)), 2, Sources(misreading=0.0)).ravel()
    array([1., 1.])
    """
    check(heard, streams)
    if draws < 1 or not 0 <= sources.misreading <= 1:
        message = f"draws must be at least 1, misreading lie in [0, 1]; they are {draws} and {sources.misreading}"
        raise ValueError(message)
    sides, items = len(heard.population), heard.cells.shape[1]
    counts, not_applicable = counted(heard)
    given = counts.sum(axis=-1)
    total = (counts * heard.values).sum(axis=-1)
    others = heard.population[:, None] - not_applicable - given if sources.unheard else np.zeros_like(given)
    shifts = person_shifts(heard, streams, draws, sources.leniency) if sources.unheard else np.zeros((sides, draws))
    drawn = np.full((sides, items, draws), np.nan)
    for side, item in np.argwhere(given > 0).tolist():
        keys = (streams.seed, streams.sides[side], streams.items[item])
        point = Points(counts[side, item, : heard.points[item]], heard.values[item, : heard.points[item]])
        summed, missing = np.full(draws, total[side, item]), int(others[side, item])
        people = int(given[side, item]) + missing
        if sources.misreading > 0:
            summed = _read(point, total[side, item], sources.misreading, draws, stream(*keys, _MISREAD))
        if missing > 0:
            rest = _others(point, missing, draws, stream(*keys, _OTHERS))
            summed += np.clip(rest + people * shifts[side], 0.0, missing)
        drawn[side, item] = summed / people
    return np.ascontiguousarray(np.moveaxis(drawn, -1, 0))


def interval(draws: FloatArray, level: FloatArray, low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return between which values 90 % of the draws of a level or gap lie.

    Parameters
    ----------
    draws : (N, ...) array
    level : (...) array
        What was observed; the interval is widened to hold it.
    low, high : (...) arrays
        Bounds that the interval never leaves; they hold the level.

    Returns
    -------
    lower, upper : (...) arrays
        5th and 95th percentile, linear; ``nan`` where there is no level.

    Raises
    ------
    ValueError
        If shapes do not fit each other, or a level lies outside its bounds.

    Examples
    --------
    >>> lower, upper = interval(np.linspace(0, 1, 21)[:, None], np.array([0.97]), np.array([0.1]), np.array([1.0]))
    >>> lower, upper
    (array([0.1]), array([0.97]))
    """
    if not draws.shape[1:] == level.shape == low.shape == high.shape:
        message = f"draws {draws.shape}, level {level.shape}, bounds {low.shape}, {high.shape} do not fit each other"
        raise ValueError(message)
    if ((level < low) | (level > high)).any():
        message = "a level lies outside its bounds"
        raise ValueError(message)
    lower, upper = np.percentile(draws, _EDGES, axis=0)
    there = ~np.isnan(level)
    lower = np.where(there, np.maximum(np.minimum(lower, level), low), np.nan)
    return lower, np.where(there, np.minimum(np.maximum(upper, level), high), np.nan)


def _others(point: Points, missing: int, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return the summed values of the people not heard: Dirichlet(c + 1/K), then multinomial."""
    alpha: FloatArray = point.counts.astype(np.float64) + 1.0 / len(point.values)
    if missing <= _ONE_BY_ONE:
        return _one_by_one(alpha, point.values, missing, draws, generator)
    shares = generator.standard_gamma(alpha, (draws, len(alpha)))
    shares /= shares.sum(axis=1, keepdims=True)
    summed: FloatArray = (generator.multinomial(missing, shares) * point.values).sum(axis=1)
    return summed


def _one_by_one(
    alpha: FloatArray, values: FloatArray, missing: int, draws: int, generator: np.random.Generator
) -> FloatArray:
    """Return the same in distribution, person by person, from the urn of Blackwell and MacQueen (1973).

    The next person answers as a person drawn before, each of them with weight 1, or a point afresh with weight alpha.
    """
    edges = np.cumsum(alpha)
    drawn = np.empty((missing, draws))
    row = np.arange(draws)
    for person in range(missing):
        ball = generator.random(draws) * (edges[-1] + person)
        drawn[person] = values[np.minimum(np.searchsorted(edges, ball, side="right"), len(values) - 1)]
        if person:
            earlier = np.clip((ball - edges[-1]).astype(np.int64), 0, person - 1)
            np.copyto(drawn[person], drawn[earlier, row], where=ball >= edges[-1])
    summed: FloatArray = drawn.sum(axis=0)
    return summed


def _read(point: Points, total: float, chance: float, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return the summed values of the answers as they could have been read."""
    step = np.diff(point.values)
    if len(step) and np.ptp(step) < 1e-12:
        moved = step[0] * _net_steps(point.counts, chance, draws, generator)
    else:
        moved = _moved(point.counts, step, chance, draws, generator)
    answers = int(point.counts.sum())
    ends = answers * point.values.min(), answers * point.values.max()
    read: FloatArray = np.clip(total + moved, min(total, ends[0]), max(total, ends[1]))
    return read


def _net_steps(counts: IntArray, chance: float, draws: int, generator: np.random.Generator) -> IntArray:
    """Return steps up less steps down, over all answers: on a scale of equal steps nothing else matters."""
    half, shares = chance / 2, np.ones(1)
    for place, answers in enumerate(counts.tolist()):
        down, up = half * (place > 0), half * (place < len(counts) - 1)
        for _ in range(answers):
            shares = np.convolve(shares, np.array([down, 1 - down - up, up]))
    edges = np.cumsum(shares)
    found: IntArray = np.searchsorted(edges[:-1], generator.random(draws) * edges[-1], side="right")
    return found - int(counts.sum())


def _moved(counts: IntArray, step: FloatArray, chance: float, draws: int, generator: np.random.Generator) -> FloatArray:
    """Return the summed change in value over all answers, on a scale of unequal steps."""
    rise, fall = np.append(step, 0.0), np.append(0.0, step)
    moved = np.zeros(draws)
    for place in np.flatnonzero(counts).tolist():
        misread = generator.binomial(counts[place], chance, draws)
        up = generator.binomial(misread, 0.5)
        moved += up * rise[place] - (misread - up) * fall[place]
    return moved
