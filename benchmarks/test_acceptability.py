"""Rank acceptability, against what nobody can leave out and against loops over peers.

The peers rank one weighting at a time; each takes a few, and its time is extrapolated.
"""

from typing import Any

import numpy as np
import pytest

from benchmarks.figures import Timed
from mbi_collab.engine.acceptability import rank_acceptability
from mbi_collab.engine.weightings import weights_uniform

PRACTICES, CRITERIA, WEIGHTINGS, FEW = 30, 8, 100_000, 200
pytestmark = pytest.mark.benchmark(
    group=f"Rank acceptability, {PRACTICES} practices × {CRITERIA} criteria × {WEIGHTINGS:,} weightings, drawn anew"
)
MATRIX = np.random.default_rng(0).random((PRACTICES, CRITERIA))


def weightings(count: int) -> Any:
    """Return weightings drawn uniformly, the same each time."""
    return weights_uniform(CRITERIA, count, np.random.default_rng(1))


def is_doubly_stochastic(found: Any) -> None:
    """Raise unless each practice has one rank, and each rank one practice."""
    np.testing.assert_allclose([found.sum(axis=0), found.sum(axis=1)], 1.0, atol=1e-9)


def test_floor(timed: Timed) -> None:
    """drawing, a float32 product and one int32 sort."""
    generator, scaled = np.random.default_rng(0), MATRIX.T.astype(np.float32)
    keys = generator.integers(0, 2**30, (WEIGHTINGS, PRACTICES), dtype=np.int32)

    def act() -> Any:
        weights = generator.standard_exponential((WEIGHTINGS, CRITERIA), dtype=np.float32)
        return np.matmul(weights, scaled), np.sort(keys, axis=-1)

    timed(act, lambda found: np.testing.assert_array_equal(found[0].shape, found[1].shape), rounds=5)


@pytest.mark.goal("time", of=test_floor, at_most=2)
def test_ours(timed: Timed) -> None:
    """ours."""
    timed(lambda: rank_acceptability(MATRIX, weightings(WEIGHTINGS)), is_doubly_stochastic, rounds=5)


def counted(method: Any) -> Any:
    """Return the rank acceptability of a few weightings by a method of pymcdm, one by one."""
    rank = pytest.importorskip("pymcdm.helpers").rrankdata
    shares = np.zeros((PRACTICES, PRACTICES))
    for each in weightings(FEW):
        shares[np.arange(PRACTICES), rank(method(MATRIX, each, np.ones(CRITERIA))).astype(int) - 1] += 1 / FEW
    return shares


@pytest.mark.goal("time", of=test_ours, at_least=500)
def test_weighted_sum(timed: Timed) -> None:
    """loop over pymcdm's weighted sum, × 500 from 200 weightings."""
    method = pytest.importorskip("pymcdm.methods").WSM(lambda column, **_: column)
    ours = rank_acceptability(MATRIX, weightings(FEW))
    timed(lambda: counted(method), lambda found: np.testing.assert_allclose(found, ours), times=WEIGHTINGS / FEW)


@pytest.mark.goal("time", of=test_ours, at_least=500)
def test_topsis(timed: Timed) -> None:
    """loop over pymcdm's TOPSIS, × 500 from 200 weightings."""
    method = pytest.importorskip("pymcdm.methods").TOPSIS()
    timed(lambda: counted(method), is_doubly_stochastic, times=WEIGHTINGS / FEW)


@pytest.mark.goal("time", of=test_ours, at_least=500)
def test_vikor(timed: Timed) -> None:
    """crispyn's VIKOR_SMAA, × 500 from 200 weightings."""
    smaa, weights = pytest.importorskip("crispyn.mcda_methods").VIKOR_SMAA(), weightings(FEW)
    timed(lambda: smaa(MATRIX, weights, np.ones(CRITERIA))[0], is_doubly_stochastic, times=WEIGHTINGS / FEW)
