"""Rankings of draws, against a published model with everything SMAA-2 gives, and against plain sorting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.means import FloatArray
from mbi_collab.engine.placings import (
    Ranked,
    blocks,
    central_weights,
    confidence_factors,
    index_bits,
    pairwise_winning,
    rankings,
)
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.engine.weightings import weights_uniform

#: Second-generation antidepressants, as JSMAA's own test has them: fluoxetine, paroxetine, sertraline, venlafaxine.
#: Mean and standard deviation of the logarithm of efficacy (the more the better), and of diarrhoea, dizziness,
#: headache, insomnia, nausea in per cent (the less the better).
MEASURED = (
    ((0.0, 0.0), (0.086, 0.056), (0.095, 0.044), (0.113, 0.048)),
    ((11.7, 2.5), (9.2, 1.86), (15.4, 2.65), (5.5, 2.32)),
    ((7.2, 1.45), (10.6, 1.58), (7.5, 1.48), (15.7, 4.44)),
    ((16.6, 3.27), (21.2, 5.15), (20.2, 3.78), (12.8, 2.45)),
    ((13.7, 1.89), (14.3, 2.93), (15.0, 3.21), (11.2, 3.98)),
    ((18.6, 1.79), (18.3, 3.7), (19.5, 2.6), (31.0, 1.68)),
)
RANKS = ((0.20, 0.28, 0.30, 0.22), (0.25, 0.29, 0.27, 0.19), (0.17, 0.25, 0.29, 0.30), (0.39, 0.18, 0.15, 0.29))
CENTRAL = (
    (0.08, 0.14, 0.23, 0.18, 0.16, 0.22),
    (0.18, 0.17, 0.15, 0.13, 0.15, 0.22),
    (0.21, 0.10, 0.22, 0.13, 0.15, 0.20),
    (0.18, 0.21, 0.12, 0.21, 0.19, 0.09),
)
CONFIDENCE = (0.48, 0.44, 0.34, 0.74)


def antidepressants(draws: int, generator: np.random.Generator) -> FloatArray:
    """Return partial values, (N, P, C): linear over what the 95 % intervals of all measurements span."""
    measured = np.array(MEASURED)
    mean, deviation = measured[..., 0], measured[..., 1]
    drawn = mean + deviation * generator.standard_normal((draws, *mean.shape))
    low, high = mean - 1.96 * deviation, mean + 1.96 * deviation
    drawn[:, 0], low[0], high[0] = np.exp(drawn[:, 0]), np.exp(low[0]), np.exp(high[0])
    low, high = low.min(axis=1)[:, None], high.max(axis=1)[:, None]
    value = (drawn - low) / (high - low)
    value[:, 1:] = 1 - value[:, 1:]
    return np.ascontiguousarray(value.transpose(0, 2, 1))


def all_open(priority: FloatArray) -> Ranked:
    practices = priority.shape[1]
    always = np.ones(priority.shape, dtype=bool)
    return Ranked(priority, np.zeros(priority.shape), always, np.ones(practices, dtype=bool), np.arange(practices))


def test_smaa2_jsmaa_antidepressants() -> None:
    """Rank acceptabilities, central weights and confidence factors are those published with JSMAA, to its tolerance.

    Tervonen, T. (2014). JSMAA: open source software for SMAA computations. International Journal of Systems Science,
    45(1), 69-81. Model and numbers are those that the software's ``SMAA2SimulationTest`` states (testCorrectResults
    WithBRModel; github.com/tommite/jsmaa at 1daabb5).
    """
    generator = np.random.default_rng(0)
    criteria, weights = antidepressants(20_000, generator), weights_uniform(6, 20_000, generator)
    ranked = all_open(np.einsum("npc,nc->np", criteria, weights))
    found = rankings(ranked)
    shares = np.stack([np.bincount(each, minlength=4) for each in found.T], axis=1) / len(found)
    central = central_weights(found[:, 0], weights, 4)
    np.testing.assert_allclose(shares, RANKS, atol=0.02)
    np.testing.assert_allclose(central, CENTRAL, atol=0.02)
    np.testing.assert_allclose(confidence_factors(criteria, ranked, central), CONFIDENCE, atol=0.03)


@given(st.integers(1, 9), st.integers(0, 2**32))
def test_rankings_are_what_sorting_by_the_rule_gives(practices: int, seed: int) -> None:
    """Each draw is the permutation that sorting open first, then by priority or careful level, then by tie gives."""
    generator = np.random.default_rng(seed)
    shape = (20, practices)
    ranked = Ranked(
        priority=np.where(generator.random(shape) < 0.3, 50.0, 100 * generator.random(shape)),
        careful=generator.integers(0, 3, shape) / 3 + generator.choice([0, 1e-12], shape),
        is_open=generator.random(shape) < 0.5,
        assessed=generator.random(practices) < 0.8,
        tie=generator.permutation(practices),
    )
    for row, found in enumerate(rankings(ranked).tolist()):

        def place(practice: int, row: int = row) -> tuple[bool, float, int]:
            is_open = bool(ranked.is_open[row, practice])
            number = -ranked.priority[row, practice] if is_open else ranked.careful[row, practice]
            return (not is_open, round(float(number), DECIMALS), int(ranked.tie[practice]))

        assert found == sorted(np.flatnonzero(ranked.assessed).tolist(), key=place)


def test_what_is_not_assessed_is_not_ranked() -> None:
    """A practice without a level takes no rank, and its numbers are not read."""
    ranked = all_open(np.array([[1.0, np.nan, 3.0]]))._replace(assessed=np.array([True, False, True]))
    assert rankings(ranked).tolist() == [[2, 0]]


def test_pairwise_winning_is_the_share_of_draws_and_its_complement() -> None:
    """Of two practices one wins; what is not ranked has no share."""
    generator = np.random.default_rng(3)
    ranked = all_open(generator.random((5000, 4)))._replace(assessed=np.array([True, True, False, True]))
    shares = pairwise_winning(rankings(ranked), 4)
    wins = (ranked.priority[:, 0] > ranked.priority[:, 3]).mean()
    assert shares[0, 3] == wins
    inside = np.ix_([0, 1, 3], [0, 1, 3])
    np.testing.assert_allclose((shares + shares.T)[inside][~np.eye(3, dtype=bool)], 1.0)
    assert np.isnan(shares[2]).all()
    assert np.isnan(shares[:, 2]).all()
    assert np.isnan(np.diag(shares)).all()


def test_central_weights_are_none_if_never_first() -> None:
    """A practice that is never first has no typical weights, and no confidence factor."""
    central = central_weights(np.array([1, 1], np.int16), np.array([[1.0, 0.0], [0.5, 0.5]]), 2)
    np.testing.assert_array_equal(central, [[np.nan, np.nan], [0.75, 0.25]])
    criteria = np.array([[[0.0, 0.0], [1.0, 1.0]]])
    factors = confidence_factors(criteria, all_open(np.zeros((1, 2))), central)
    np.testing.assert_array_equal(factors, [np.nan, 1.0])


def test_central_weights_of_no_weights_are_refused() -> None:
    """A mean of what weighs nothing, or is no number, is no typical weighting."""
    for wrong in (0.0, -1.0, np.nan):
        with pytest.raises(ValueError, match="in no draw all 0"):
            central_weights(np.array([0], np.int16), np.full((1, 2), wrong), 2)


@pytest.mark.parametrize("wrong", [np.nan, 5000.0])
def test_numbers_that_cannot_be_ranked_are_refused(wrong: float) -> None:
    """A missing or huge priority of an open practice is an error, never a silent last place."""
    with pytest.raises(ValueError, match="4000"):
        rankings(all_open(np.array([[1.0, wrong]])))


def test_shapes_that_do_not_fit_are_refused() -> None:
    """Every array has the draws and practices of the priorities."""
    good = all_open(np.zeros((2, 3)))
    for wrong in (good._replace(careful=np.zeros((2, 2))), good._replace(tie=np.arange(2)), all_open(np.zeros((0, 3)))):
        with pytest.raises(ValueError, match="do not fit"):
            rankings(wrong)


def test_blocks_and_bits_hold_everything() -> None:
    """The blocks cover every draw once; the bits hold every index."""
    assert [list(range(10))[each] for each in blocks(10, 4)] == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]
    assert [index_bits(practices) for practices in (1, 2, 3, 32, 33)] == [1, 1, 2, 5, 6]
