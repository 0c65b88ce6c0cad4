"""Rank acceptabilities: areas of the simplex that are known exactly, properties, and the place in the order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.acceptability import acceptability, rank_acceptability
from mbi_collab.engine.means import FloatArray
from mbi_collab.engine.placings import Ranked, rankings
from mbi_collab.engine.priorities import recommended_order
from mbi_collab.engine.weightings import weights_in_order, weights_uniform


def drawn(practices: int, draws: int, seed: int) -> Ranked:
    generator = np.random.default_rng(seed)
    careful = generator.random((draws, practices))
    assessed = generator.random(practices) < 0.8
    assessed[0] = True
    return Ranked(
        100 * generator.random((draws, practices)), careful, careful < 0.6, assessed, generator.permutation(practices)
    )


def test_rank_acceptability_two_practices_two_criteria() -> None:
    """Practice 0 leads while .7 w₁ ≥ .6 w₂: so for 7/13 of all weights."""
    criteria = np.array([[0.9, 0.1], [0.2, 0.7]])
    found = rank_acceptability(criteria, weights_uniform(2, 200_000, np.random.default_rng(0)))
    np.testing.assert_allclose(found, [[7 / 13, 6 / 13], [6 / 13, 7 / 13]], atol=0.004)


def test_rank_acceptability_three_practices_on_the_triangle() -> None:
    """Each best on its own criterion and equal elsewhere: every rank has a third of the triangle, by symmetry."""
    found = rank_acceptability(np.eye(3), weights_uniform(3, 200_000, np.random.default_rng(1)))
    np.testing.assert_allclose(found, np.full((3, 3), 1 / 3), atol=0.004)


def test_rank_acceptability_with_a_sure_compromise() -> None:
    """A compromise of .5 everywhere leads where no weight is above .5: the middle quarter of the triangle's four."""
    criteria = np.vstack([np.eye(3), np.full(3, 0.5)])
    found = rank_acceptability(criteria, weights_uniform(3, 200_000, np.random.default_rng(2)))
    np.testing.assert_allclose(found[:, 0], [0.25, 0.25, 0.25, 0.25], atol=0.004)
    np.testing.assert_allclose(found[3], [0.25, 0.75, 0.0, 0.0], atol=0.004)


def test_a_stated_order_of_criteria_settles_what_it_can() -> None:
    """Were the first criterion known to weigh most, the practice best on it alone leads in every draw."""
    weights = weights_in_order(np.array([1, 2, 3]), 5000, np.random.default_rng(3))
    np.testing.assert_array_equal(rank_acceptability(np.eye(3), weights), np.eye(3))


@given(st.integers(1, 70), st.integers(1, 5), st.integers(0, 2**32))
def test_rank_acceptability_is_what_sorting_gives(practices: int, criteria: int, seed: int) -> None:
    """The packed sort gives the shares of plain sorting; rows and columns sum to 1."""
    generator = np.random.default_rng(seed)
    matrix = np.stack([generator.permutation(1000)[:practices] for _ in range(criteria)], axis=1) / 1000
    weights = weights_uniform(criteria, 50, generator)
    found = rank_acceptability(matrix, weights)
    order = np.argsort(-(weights @ matrix.T), axis=1)
    wanted = np.stack([np.bincount(each, minlength=practices) for each in order.T], axis=1) / 50
    np.testing.assert_allclose(found.sum(axis=0), 1)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert np.abs(found - wanted).max() <= 0.04 + 1e-12  # one pair in millions is nearer than float32 tells


def test_rank_acceptability_of_many_practices() -> None:
    """Beyond 64 practices ranks are counted one by one, with the same result."""
    generator = np.random.default_rng(4)
    matrix, weights = generator.random((70, 3)), weights_uniform(3, 3000, generator)
    order = np.argsort(-(weights @ matrix.T), axis=1)
    wanted = np.stack([np.bincount(each, minlength=70) for each in order.T], axis=1) / 3000
    np.testing.assert_allclose(rank_acceptability(matrix, weights), wanted, atol=0.002)


@given(st.integers(2, 8), st.integers(0, 2**32))
def test_a_dominated_practice_is_never_first(practices: int, seed: int) -> None:
    """What another practice beats on every criterion is first under no weights."""
    generator = np.random.default_rng(seed)
    matrix = 0.1 + 0.8 * generator.random((practices, 3))
    matrix[-1] = matrix[0] - 0.05
    found = rank_acceptability(matrix, weights_uniform(3, 200, generator))
    assert found[-1, 0] == 0


@pytest.mark.parametrize("scale", [1e-300, 1e-50, 1.0, 1e300])
def test_only_the_ratio_of_weights_counts(scale: float) -> None:
    """Neither weights that float32 cannot hold, nor others beside them, put the dominated practice first."""
    weights = np.array([[1.0, 2.0], [3.0, 1.0]]) * np.array([[scale], [1.0]])
    found = rank_acceptability(np.array([[0.0, 0.0], [1.0, 1.0]]), weights)
    np.testing.assert_array_equal(found, [[0.0, 1.0], [1.0, 0.0]])


def test_all_zero_criteria_are_ranked_by_index() -> None:
    """Where nothing tells practices apart, the index does."""
    np.testing.assert_array_equal(rank_acceptability(np.zeros((3, 2)), np.full((4, 2), 0.5)), np.eye(3))


@pytest.mark.parametrize(
    ("criteria", "weights"),
    [
        (np.ones((2, 2)), np.ones((3, 3))),
        (np.ones((2, 2)), np.ones((0, 2))),
        (np.array([[np.nan, 1.0]]), np.ones((1, 2))),
        (np.ones((2, 2)), -np.ones((1, 2))),
        (np.ones((2, 2)), np.zeros((4, 2))),
        (np.ones((2, 2)), np.array([[1.0, 1.0], [0.0, 0.0]])),
        (np.ones((2, 2)), np.full((1, 2), np.nan)),
        (np.ones(2), np.ones((1, 2))),
    ],
)
def test_a_matrix_that_cannot_be_ranked_is_refused(criteria: FloatArray, weights: FloatArray) -> None:
    """Shapes that do not fit, holes, negative numbers and weights that weigh nothing are errors."""
    with pytest.raises(ValueError, match=r"criteria|weights"):
        rank_acceptability(criteria, weights)


@given(st.integers(1, 8), st.integers(0, 2**32), st.integers(1, 4))
def test_acceptability_is_counted_draw_by_draw(practices: int, seed: int, first: int) -> None:
    """Every share is that of a plain count; ranks sum to 1 over practices and over ranks."""
    ranked = drawn(practices, 40, seed)
    waits = np.triu(np.random.default_rng(seed).random((practices, practices)) < 0.2, 1)
    found = acceptability(ranked, waits, first)
    placed, inside = rankings(ranked), np.flatnonzero(ranked.assessed)
    order = recommended_order(ranked.priority, ranked.is_open & ranked.assessed, waits, ranked.tie)
    np.testing.assert_allclose(found.ranks[inside].sum(axis=1), 1)
    np.testing.assert_allclose(np.nansum(found.ranks, axis=0)[: len(inside)], 1)
    for practice in range(practices):
        rank = (placed == practice).argmax(axis=1) + 1
        wanted = (
            rank.mean(),
            ranked.is_open[:, practice].mean(),
            (rank <= first).mean(),
            (order[:, 0] == practice).mean(),
            (order[:, :first] == practice).any(axis=1).mean(),
        )
        got = [each[practice] for each in found[1:]]
        np.testing.assert_allclose(got, wanted if practice in inside else [np.nan] * 5)


def test_the_order_puts_a_prerequisite_first() -> None:
    """Who waits is first by rank, whom it waits for is first in the order: the sentence uses the latter."""
    ranked = Ranked(np.array([[90.0, 10.0]]), np.zeros((1, 2)), np.ones((1, 2), bool), np.ones(2, bool), np.arange(2))
    waits = np.array([[False, False], [True, False]])
    found = acceptability(ranked, waits, 1)
    assert found.first_k.tolist() == [1.0, 0.0]
    assert found.order_first.tolist() == [0.0, 1.0]


def test_nothing_open_gives_no_first_step() -> None:
    """Where every practice is in place in every draw, ranks stand and the order is empty."""
    ranked = drawn(4, 10, 0)._replace(is_open=np.zeros((10, 4), dtype=bool), assessed=np.ones(4, dtype=bool))
    found = acceptability(ranked, np.zeros((4, 4), dtype=bool))
    assert not found.order_first_k.any()
    np.testing.assert_allclose(found.ranks.sum(axis=0), 1)


def test_nothing_assessed_has_no_shares() -> None:
    """Where no practice has a level there is nothing to rank, and no share."""
    found = acceptability(drawn(3, 5, 0)._replace(assessed=np.zeros(3, dtype=bool)), np.zeros((3, 3), dtype=bool))
    for each in found:
        assert np.isnan(each).all()


def test_the_same_draws_give_the_same_bytes() -> None:
    """Nothing in the counting is random."""
    ranked, waits = drawn(6, 5000, 5), np.zeros((6, 6), dtype=bool)
    assert acceptability(ranked, waits).ranks.tobytes() == acceptability(ranked, waits).ranks.tobytes()


def test_there_must_be_a_first() -> None:
    """Among the first 0 is no question."""
    with pytest.raises(ValueError, match="first"):
        acceptability(drawn(2, 2, 0), np.zeros((2, 2), dtype=bool), 0)
