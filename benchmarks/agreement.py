"""How fast Krippendorff's alpha and its interval are, against the maintained peer: ratios of medians, in one run.

Ours and the peer are measured in turns, so that a busy machine slows both alike; NumPy's BLAS has one thread. The loop
of 10 000 bootstraps over the peer is measured on fewer, and multiplied.
"""

import importlib
import os
import statistics
import time
from collections.abc import Callable

for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  after its number of threads

from mbi_collab.engine.means import FloatArray  # noqa: E402
from mbi_collab.engine.reliability import alpha_interval, krippendorff_alpha  # noqa: E402

PEER = importlib.import_module("krippendorff")
DRAWS, LOOP = 10_000, 200
#: Raters, units, how often it is measured, how many times faster it shall be.
TABLES = ((1000, 1000, 9, 15), (100, 1000, 31, 5), (10, 50, 301, 1))


def ratings(raters: int, units: int) -> FloatArray:
    """Return answers on five points, of which one in ten is missing."""
    random = np.random.default_rng(1)
    table = random.integers(1, 6, size=(raters, units)).astype(np.float64)
    table[random.random(table.shape) < 0.1] = np.nan
    return table


def seconds(action: Callable[[], object]) -> float:
    """Return how long the action takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def in_turns(ours: Callable[[], object], peer: Callable[[], object], repeats: int) -> tuple[float, float]:
    """Return the median time of each, after one turn to warm up."""
    turns = [(seconds(ours), seconds(peer)) for _ in range(repeats + 1)][1:]
    first, second = zip(*turns, strict=True)
    return statistics.median(first), statistics.median(second)


def point(raters: int, units: int, repeats: int) -> tuple[float, float]:
    """Measure ordinal alpha of one table."""
    table = ratings(raters, units)
    return in_turns(
        lambda: krippendorff_alpha(table, level="ordinal"),
        lambda: PEER.alpha(table, level_of_measurement="ordinal"),
        repeats,
    )


def interval() -> tuple[float, float]:
    """Measure the bootstrap interval of 30 raters and 40 units, the peer's by a part of the loop."""
    table = ratings(30, 40)
    drawn = np.random.default_rng(2).integers(0, 40, size=(LOOP, 40))

    def loop() -> None:
        for units in drawn:
            PEER.alpha(table[:, units], level_of_measurement="ordinal")

    ours, peer = in_turns(lambda: alpha_interval(table, level="ordinal", seed=1, draws=DRAWS), loop, 15)
    return ours, peer * DRAWS / LOOP


def main() -> None:
    """Measure, and print one table."""
    rows = [
        (f"alpha {raters} x {units}", point(raters, units, repeats), goal) for raters, units, repeats, goal in TABLES
    ]
    rows.append((f"{DRAWS} bootstraps 30 x 40 (loop of {LOOP}, times {DRAWS // LOOP})", interval(), 100))
    print(f"{'ordinal, 10 % missing; ms':48}{'ours':>9}{'peer':>11}{'faster':>9}{'goal':>7}")
    for what, (ours, peer), goal in rows:
        reached = "reached" if peer / ours >= goal else "not reached"
        print(f"{what:48}{ours * 1000:9.3f}{peer * 1000:11.3f}{peer / ours:8.1f}x{goal:6}x  {reached}")


if __name__ == "__main__":
    main()
