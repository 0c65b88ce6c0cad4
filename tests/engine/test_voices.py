"""Levels of very many rows: the same as combine(), to the bit."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.means import combine
from mbi_collab.engine.voices import levels_of_voices

STEPS = {points: np.linspace(0, 1, points) for points in (2, 3, 4, 5, 6)}


@st.composite
def drawn(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells, values and weights, of scales of equal and of other steps, with easy and with awkward weights."""
    items, points = draw(st.integers(1, 6)), draw(st.sampled_from(sorted(STEPS)))
    values = np.tile(STEPS[points], (items, 1))
    if draw(st.booleans()):
        values[draw(st.integers(0, items - 1))] *= 0.9
    weight = st.sampled_from([0.0, 0.5, 1.0, 1.0, 3.0, 1000.0] if draw(st.booleans()) else [0.0, 0.1, 1 / 3, 1.0])
    weights = np.array(draw(st.lists(st.lists(weight, min_size=items, max_size=items), min_size=1, max_size=4)))
    seed, rows = draw(st.integers(0, 999)), draw(st.sampled_from([0, 1, 15, 16, 17, 300, 2048, 2049]))
    return np.random.default_rng(seed).integers(-2, points + 1, (rows, items)).astype(np.int8), values, weights


@given(drawn())
def test_is_combine_to_the_bit(arrays: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    """Whatever the scales, the weights and the number of rows, and so whatever stands beside a row."""
    cells, values, weights = arrays
    known = np.concatenate([np.full((len(values), 1), np.nan), values], axis=1)
    wanted = combine(known[np.arange(len(values)), np.maximum(cells, 0)], weights)
    np.testing.assert_array_equal(levels_of_voices(cells, values, weights), wanted)


def test_fills_what_it_is_given_in_bounded_memory() -> None:
    """Memory beyond the output does not grow with the rows, on either path."""
    cells = np.random.default_rng(0).integers(0, 6, (200_000, 40)).astype(np.int8)
    out = np.empty((len(cells), 12))
    weights = np.random.default_rng(1).integers(0, 2, (12, 40)).astype(np.float64)
    for values in (np.tile(STEPS[5], (40, 1)), np.tile(STEPS[5] ** 2, (40, 1))):
        tracemalloc.start()
        assert levels_of_voices(cells, values, weights, out) is out
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 16e6


@pytest.mark.parametrize("values", [np.tile(STEPS[3], (2, 1)), np.tile(STEPS[4], (2, 1))])
def test_what_does_not_fit_is_refused(values: np.ndarray) -> None:
    """A cell above the scale, other numbers of items, an output of another shape or type, a negative weight."""
    cells, weights = np.ones((3, 2), dtype=np.int8), np.ones((1, 2))
    with pytest.raises(ValueError, match="at most"):
        levels_of_voices(np.full((3, 2), 5, dtype=np.int8), values, weights)
    for wrong in ((cells[:, :1], values, weights), (cells, values[:1], weights), (cells, values, weights[:, :1])):
        with pytest.raises(ValueError, match="do not fit"):
            levels_of_voices(*wrong)
    wrong_type: np.ndarray = np.empty((3, 1), dtype=np.float32)
    for out in (np.empty((2, 1)), wrong_type, np.empty((3, 2))[:, :1]):
        with pytest.raises(ValueError, match="out must be"):
            levels_of_voices(cells, values, weights, out)
    with pytest.raises(ValueError, match="weights must be"):
        levels_of_voices(cells, values, -weights)
