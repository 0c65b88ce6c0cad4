"""Krippendorff's ordinal alpha and its bootstrap interval, against the maintained peer."""

from typing import Any

import numpy as np
import pytest

from benchmarks.figures import Timed
from mbi_collab.engine.means import FloatArray
from mbi_collab.engine.reliability import alpha_interval, krippendorff_alpha

peer = pytest.importorskip("krippendorff")
pytestmark = pytest.mark.benchmark(group="Ordinal alpha, raters × units, a tenth missing")
TABLES = ((1000, 1000, 5, 15), (100, 1000, 15, 5), (10, 50, 101, 1))
#: Resamples of the interval, and those that the peer's loop takes.
DRAWS, LOOP = 10_000, 200


def ratings(raters: int, units: int) -> FloatArray:
    """Return answers on five points, of which one in ten is missing."""
    random = np.random.default_rng(1)
    table = random.integers(1, 6, size=(raters, units)).astype(np.float64)
    table[random.random(table.shape) < 0.1] = np.nan
    return table


def peers(table: FloatArray) -> float:
    """Return alpha as the peer has it."""
    return float(peer.alpha(table, level_of_measurement="ordinal"))


@pytest.mark.parametrize(("raters", "units", "rounds"), [table[:3] for table in TABLES])
def test_ours(timed: Timed, raters: int, units: int, rounds: int) -> None:
    """ours, {raters} × {units}."""
    table = ratings(raters, units)
    timed(
        lambda: krippendorff_alpha(table, level="ordinal").value,
        lambda found: np.testing.assert_allclose(found, peers(table), rtol=0, atol=1e-12),
        rounds=rounds,
    )


@pytest.mark.parametrize(
    ("raters", "units", "rounds"),
    [pytest.param(*table[:3], marks=pytest.mark.goal("time", of=test_ours, at_least=table[3])) for table in TABLES],
)
def test_peer(timed: Timed, raters: int, units: int, rounds: int) -> None:
    """krippendorff.alpha, {raters} × {units}."""
    table = ratings(raters, units)
    timed(
        lambda: peers(table),
        lambda found: np.testing.assert_allclose(krippendorff_alpha(table, level="ordinal").value, found, atol=1e-12),
        rounds=rounds,
    )


def close(found: Any, alphas: list[float]) -> None:
    """Raise unless an interval is about that of other resamples."""
    np.testing.assert_allclose(found, np.quantile(alphas, [0.05, 0.95]), atol=0.02)


def loop() -> list[float]:
    """Return the peer's alpha of the first resamples, one by one."""
    table = ratings(30, 40)
    return [peers(table[:, units]) for units in np.random.default_rng(2).integers(0, 40, size=(LOOP, 40))]


def interval() -> tuple[float, float]:
    """Return our interval."""
    found = alpha_interval(ratings(30, 40), level="ordinal", seed=1, draws=DRAWS)
    return found.low, found.high


def test_our_interval(timed: Timed) -> None:
    """ours, interval of 10,000 resamples of 30 × 40."""
    timed(interval, lambda found: close(found, loop()))


@pytest.mark.goal("time", of=test_our_interval, at_least=100)
def test_peer_loop(timed: Timed) -> None:
    """loop over krippendorff.alpha, × 50 from 200 resamples."""
    timed(loop, lambda found: close(interval(), found), times=DRAWS / LOOP)
