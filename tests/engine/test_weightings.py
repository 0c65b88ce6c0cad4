"""Criterion weights as drawn: sums, moments known from theory, orders kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.weightings import (
    weight_sums,
    weights_around,
    weights_fixed,
    weights_in_order,
    weights_uniform,
)

DEFAULT = np.array([0.75, 0.15, 0.10])


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=6).filter(any), st.integers(0, 2**32))
def test_rows_are_weights(weights: list[float], seed: int) -> None:
    """Every draw is not negative and sums to 1; a weight of 0 stays 0."""
    generator, given_weights = np.random.default_rng(seed), np.array(weights)
    around = weights_around(given_weights, 20, generator)
    assert not around[:, given_weights == 0].any()
    for drawn in (around, weights_fixed(given_weights, 20), weights_uniform(len(weights), 20, generator)):
        assert (drawn >= 0).all()
        np.testing.assert_allclose(drawn.sum(axis=1), 1)


def test_around_has_the_moments_of_the_dirichlet() -> None:
    """Mean w, variance w(1 - w)/21 (Kotz, Balakrishnan & Johnson 2000, 49: Dirichlet distributions)."""
    drawn = weights_around(DEFAULT, 200_000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), DEFAULT, atol=0.001)
    np.testing.assert_allclose(drawn.var(axis=0), DEFAULT * (1 - DEFAULT) / 21, rtol=0.02)


def test_uniform_has_the_moments_of_the_simplex() -> None:
    """Mean 1/C, variance (C - 1)/(C²(C + 1)); blocks of draws join without a seam."""
    drawn = weights_uniform(4, 100_001, np.random.default_rng(1))
    np.testing.assert_allclose(drawn.mean(axis=0), 1 / 4, atol=0.002)
    np.testing.assert_allclose(drawn.var(axis=0), 3 / 80, rtol=0.02)


def test_an_order_gives_the_rank_order_centroid() -> None:
    """The mean of all weights that keep to an order is its centroid: 11/18, 5/18, 2/18 (Barron & Barrett 1996)."""
    drawn = weights_in_order(np.array([2, 1, 3]), 200_000, np.random.default_rng(2))
    np.testing.assert_allclose(drawn.mean(axis=0), np.array([5, 11, 2]) / 18, atol=0.002)
    assert (np.diff(drawn[:, [1, 0, 2]], axis=1) <= 0).all()


def test_an_order_is_uniform_over_what_keeps_to_it() -> None:
    """Sorting uniform weights gives the same distribution."""
    drawn = weights_in_order(np.array([1, 2, 3]), 200_000, np.random.default_rng(3))
    other = -np.sort(-weights_uniform(3, 200_000, np.random.default_rng(4)), axis=1)
    np.testing.assert_allclose(
        np.quantile(drawn, [0.1, 0.5, 0.9], axis=0), np.quantile(other, [0.1, 0.5, 0.9], axis=0), atol=0.005
    )
    np.testing.assert_allclose(np.cov(drawn.T), np.cov(other.T), atol=0.001)


@given(st.lists(st.integers(-2, 3), min_size=1, max_size=6), st.integers(0, 2**32))
def test_an_order_is_kept_and_ties_are_equal(places: list[int], seed: int) -> None:
    """An earlier place never weighs less; equal places weigh the same to the bit."""
    order = np.array(places)
    drawn = weights_in_order(order, 10, np.random.default_rng(seed))
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    for first in range(len(order)):
        for second in range(len(order)):
            if order[first] < order[second]:
                assert (drawn[:, first] >= drawn[:, second]).all()
            elif order[first] == order[second]:
                assert (drawn[:, first] == drawn[:, second]).all()


@pytest.mark.parametrize("wrong", [[0.0, 0.0], [-1.0, 2.0], [np.nan, 1.0], [np.inf, 1.0], []])
def test_weights_that_are_none_are_refused(wrong: list[float]) -> None:
    """Negative, all zero, NaN and no weights at all are errors."""
    with pytest.raises(ValueError, match="weights"):
        weights_around(np.array(wrong), 5, np.random.default_rng(0))
    with pytest.raises(ValueError, match="weights"):
        weights_fixed(np.array(wrong), 5)


def test_settings_out_of_range_are_refused() -> None:
    """No draw, no criterion, no concentration, places that are no integers."""
    generator = np.random.default_rng(0)
    with pytest.raises(ValueError, match="draw"):
        weights_fixed(DEFAULT, 0)
    with pytest.raises(ValueError, match="concentration"):
        weights_around(DEFAULT, 5, generator, 0.0)
    with pytest.raises(ValueError, match="criterion"):
        weights_uniform(0, 5, generator)
    with pytest.raises(ValueError, match="criterion"):
        weights_in_order(np.array([], dtype=np.int64), 5, generator)
    with pytest.raises(ValueError, match="integer"):
        weights_in_order(np.array([0.5, 1.0]), 5, generator)


def test_the_same_seed_gives_the_same_bytes() -> None:
    """What is drawn hangs on the generator alone."""
    drawn = []
    for generator in (np.random.default_rng(7), np.random.default_rng(7)):
        around, order = weights_around(DEFAULT, 9, generator), weights_in_order(np.array([1, 1, 2]), 9, generator)
        drawn.append((around.tobytes(), order.tobytes(), weights_uniform(3, 9, generator).tobytes()))
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    "wrong",
    [
        [[0.0, 0.0]],
        [[1.0, 0.0], [0.0, 0.0]],
        [[1.0, -0.5]],
        [[1.0, np.nan]],
        [[np.inf, 1.0]],
        [[1.7e308, 1.7e308]],
        [1.0, 2.0],
        [[]],
    ],
)
def test_weights_that_can_rank_nothing_are_refused(wrong: object) -> None:
    """All 0 in one draw, negative, not finite, not even as a sum, no row a draw: without a warning of NumPy's."""
    with pytest.raises(ValueError, match="finite, not negative, and in no draw all 0"):
        weight_sums(np.array(wrong))
