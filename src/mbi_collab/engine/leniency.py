"""How far the side means would move were everybody heard, because people differ in leniency (model 8)."""

import math
from typing import NamedTuple

import numpy as np

from mbi_collab.engine.heard import Heard, Streams, key, stream
from mbi_collab.engine.levels import side_means
from mbi_collab.engine.means import FloatArray

_SPREAD = key("spread of leniency")


class Leniency(NamedTuple):
    """How much people are thought to differ in leniency before anybody answered.

    Attributes
    ----------
    spread : τ₀, standard deviation in values of [0, 1]
    weight : ν₀, as how many people's worth of evidence it counts
    """

    spread: float = 0.12
    weight: float = 2.0


def person_shifts(heard: Heard, streams: Streams, draws: int, leniency: Leniency) -> FloatArray:
    """Return by how much each side's means would move were everybody heard, because people differ in leniency.

    Parameters
    ----------
    heard, streams, draws, leniency
        As in :func:`draw_side_means`.

    Returns
    -------
    (S, N) array
        0 where everybody, or nobody, was heard.

    Raises
    ------
    ValueError
        If the spread is negative, or the weight is not above 0.

    References
    ----------
    Gelman, A., Carlin, J. B., Stern, H. S., Dunson, D. B., Vehtari, A., & Rubin, D. B. (2013). Bayesian Data Analysis
    (3rd ed.), chapter 2: the scaled inverse χ² of a variance. Chapman & Hall/CRC.
    """
    if not (leniency.spread >= 0 and leniency.weight > 0):
        message = f"leniency needs a spread of 0 or more and a weight above 0, not {leniency}"
        raise ValueError(message)
    shifts = np.zeros((len(heard.population), draws))
    respondents = np.bincount(heard.side, minlength=len(heard.population))
    squares, freedom = leniency.weight * leniency.spread**2, leniency.weight
    for side in np.flatnonzero(respondents > 1).tolist():
        squares += leniency_squares(heard, side)
        freedom += int(respondents[side]) - 1
    spread = np.sqrt(squares / stream(streams.seed, _SPREAD, _SPREAD).chisquare(freedom, draws))
    for side in np.flatnonzero((respondents > 0) & (respondents < heard.population)).tolist():
        people, n = float(heard.population[side]), float(respondents[side])
        factor = (people - n) / people * math.sqrt(1 / n + 1 / (people - n))
        shifts[side] = factor * spread * stream(streams.seed, streams.sides[side]).standard_normal(draws)
    return shifts


def leniency_squares(heard: Heard, side: int) -> float:
    """Return how far the respondents of a side differ in leniency, squared and summed: SS_s of the model.

    Parameters
    ----------
    heard : Heard
    side : int
        A side with two or more respondents.

    Returns
    -------
    float
        Σ h² less what the noise of single answers adds to it, at least 0.
    """
    cells = heard.cells[heard.side == side]
    there = cells > 0
    respondents, items = cells.shape
    counts = (cells[:, :, None] == np.arange(1, heard.values.shape[1] + 1)).sum(axis=0)
    value = heard.values[np.arange(items), np.maximum(cells, 1) - 1]
    residual = np.where(there, value - side_means(counts, heard.values), 0.0)
    given = there.sum(axis=1)
    mean = residual.sum(axis=1) / np.maximum(given, 1)
    if items == 1 or not given.any():
        return math.fsum(mean**2)  # single answers and leniency cannot be told apart
    within = np.where(there, residual - mean[:, None], 0.0)
    noise = math.fsum((within**2).sum(axis=1)) / ((respondents - 1) * (items - 1))
    answers = int(given.sum()) / respondents
    squares: float = max(0.0, math.fsum(mean**2) - (respondents - 1) * noise / answers)
    return squares
