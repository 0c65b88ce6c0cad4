"""Very many rows of answers, for the benchmarks of levels; apart from them, so that a process can read it alone."""

from functools import cache

import numpy as np

from mbi_collab.engine.counting import CellArray
from mbi_collab.engine.voices import levels_of_voices

ROWS, ITEMS, NODES = 1_000_000, 40, 12
VALUES = np.tile(np.linspace(0, 1, 5), (ITEMS, 1))
#: Each node is the mean of three or four items.
WEIGHTS = np.array([[float(item % NODES == node) for item in range(ITEMS)] for node in range(NODES)])


@cache
def answers(rows: int = ROWS) -> CellArray:
    """Return answers on five points, a tenth of them missing."""
    generator = np.random.default_rng(0)
    cells = generator.integers(1, 6, (rows, ITEMS), dtype=np.int8)
    cells[generator.integers(0, 10, cells.shape, dtype=np.int8) == 0] = 0
    return cells


def work() -> float:
    """Compute the levels; return one of them, so that a process has little to send back."""
    return float(levels_of_voices(answers(), VALUES, WEIGHTS)[-1, -1])
