"""Many panels: each comes to the same numbers, to the bit, wherever it stands."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine import panels
from mbi_collab.engine.means import ROWS, product
from mbi_collab.engine.panels import Model, PanelScores, score_panels
from mbi_collab.exchange.batch_model import batch_model, engine_model
from tests import strategies


def starts_of(sizes: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)


def answers(model: Model, sizes: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return random cells and sides of so many respondents a panel."""
    side = random.integers(0, len(model.asked), sizes.sum())
    points = 1 + (model.tree.values[:, 1:] > 0).sum(axis=1)
    cells = random.integers(-2, 1 + points, (len(side), len(points)))
    return np.where(model.asked[side], cells, 0).astype(np.int8), side


def picked(scores: PanelScores, at: slice) -> PanelScores:
    """Return some panels' scores, or all of them in another order."""
    return PanelScores(**{name: each[at] for name, each in scores._asdict().items()})


def assert_equal(one: PanelScores, other: PanelScores) -> None:
    for name, found in one._asdict().items():
        np.testing.assert_array_equal(found, getattr(other, name), err_msg=name)


@strategies.some_examples
@given(strategies.packs(), st.integers(0, 999), st.integers(1, 40), st.integers(1, 50))
def test_neither_batch_size_nor_order_changes_a_bit(sheet: object, seed: int, count: int, chunk: int) -> None:
    """Together in chunks of any size, backwards, and each alone."""
    model, random = engine_model(batch_model(sheet)), np.random.default_rng(seed)  # type: ignore[arg-type]
    sizes = random.integers(0, 4, count)
    cells, side = answers(model, sizes, random)
    starts = starts_of(sizes)
    together = score_panels(cells, side, starts, model)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panels, "CHUNK", chunk)
        assert_equal(score_panels(cells, side, starts, model), together)
    backwards = np.concatenate([np.arange(starts[at], starts[at + 1]) for at in range(count)[::-1]]).astype(np.int64)
    found = score_panels(cells[backwards], side[backwards], starts_of(sizes[::-1]), model)
    assert_equal(picked(found, slice(None, None, -1)), together)
    for at in range(min(count, 3)):
        rows = slice(starts[at], starts[at + 1])
        alone = score_panels(cells[rows], side[rows], starts_of(sizes[at : at + 1]), model)
        assert_equal(alone, picked(together, slice(at, at + 1)))


@given(st.integers(1, 90), st.integers(1, 180), st.integers(1, 70), st.integers(0, 999))
def test_a_row_is_multiplied_to_the_same_bit_wherever_it_stands(
    children: int, parents: int, rows: int, seed: int
) -> None:
    """Also where there are more rows than one block, and so many weights that BLAS would take threads."""
    random = np.random.default_rng(seed)
    values, weights = random.random((rows, children)), random.random((parents, children))
    together, order = product(values, weights), random.permutation(rows)
    np.testing.assert_array_equal(product(values[order], weights), together[order])
    np.testing.assert_array_equal(product(values[0], weights), together[0])
    shifted = np.concatenate([random.random((ROWS - 1, children)), values])
    np.testing.assert_array_equal(product(shifted, weights)[ROWS - 1 :], together)
    np.testing.assert_allclose(together, values @ weights.T, rtol=1e-12)


def test_memory_beyond_the_output_is_bounded() -> None:
    """Ten times the panels take no more than ten times the output and as much again as before."""
    model = engine_model(batch_model(strategies.sheet_of(strategies.small_pack("abc"))))

    def beyond(count: int) -> float:
        sizes = np.full(count, 2)
        cells, side = answers(model, sizes, np.random.default_rng(0))
        tracemalloc.start()
        found = score_panels(cells, side, starts_of(sizes), model)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most - sum(each.nbytes for each in found)

    assert beyond(20_000) < beyond(2_000) + 1e6


def test_no_panel_at_all() -> None:
    """No panels give empty arrays."""
    model = engine_model(batch_model(strategies.sheet_of(strategies.small_pack("ab"))))
    found = score_panels(
        np.empty((0, 2), dtype=np.int8), np.empty(0, dtype=np.int64), np.zeros(1, dtype=np.int64), model
    )
    assert found.level.shape == (0, model.nodes)
