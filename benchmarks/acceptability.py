"""Rank acceptability against the floor and against loops over peers, and the draws of a panel: ratios in one run.

The floor is what nobody can leave out: draw the weightings, multiply in float32, sort one int32 array of that shape.
The peers (`pip install pymcdm crispyn`, in an environment of their own) rank one weighting at a time; each is timed on
few weightings, and its time is extrapolated. Run with OPENBLAS_NUM_THREADS=1.
"""

import importlib
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from mbi_collab.engine.acceptability import acceptability, rank_acceptability
from mbi_collab.engine.draws import draw_side_means
from mbi_collab.engine.heard import Heard, Streams
from mbi_collab.engine.placings import Ranked
from mbi_collab.engine.weightings import weights_uniform

REPEATS = 15
PRACTICES, CRITERIA, WEIGHTINGS = 30, 8, 100_000
#: How many weightings a peer is timed on.
FEW = 200
Action = Callable[[], object]


def seconds(action: Action) -> float:
    """Return how long the action takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def medians(actions: dict[str, Action]) -> dict[str, float]:
    """Run the actions in turns, after one turn to warm up; return the median time of each."""
    turns = [{name: seconds(action) for name, action in actions.items()} for _ in range(REPEATS + 1)][1:]
    return {name: statistics.median(turn[name] for turn in turns) for name in actions}


def peak(action: Action) -> float:
    """Return how many MB the action takes at its peak."""
    tracemalloc.start()
    action()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def floor(criteria: Any, keys: Any) -> Action:
    """Return the action that draws, multiplies and sorts, and nothing else."""
    generator, scaled = np.random.default_rng(0), criteria.T.astype(np.float32)

    def act() -> None:
        weights = generator.standard_exponential((WEIGHTINGS, CRITERIA), dtype=np.float32)
        np.matmul(weights, scaled)
        np.sort(keys, axis=-1)

    return act


def peers(criteria: Any, weights: Any) -> Iterator[tuple[str, Action]]:
    """Yield the loops over the peers that are installed, each over a few weightings."""
    kinds = np.ones(CRITERIA)
    try:
        methods, helpers = importlib.import_module("pymcdm.methods"), importlib.import_module("pymcdm.helpers")
    except ImportError:
        print("pymcdm is not installed")
    else:
        for name in ("WSM", "TOPSIS"):
            method = getattr(methods, name)()
            yield f"pymcdm {name}", partial(_loop, method, helpers.rrankdata, criteria, weights, kinds)
    try:
        crispyn = importlib.import_module("crispyn.mcda_methods")
    except ImportError:
        print("crispyn is not installed")
    else:
        yield "crispyn VIKOR_SMAA", partial(crispyn.VIKOR_SMAA(), criteria, weights[:FEW], kinds)


def _loop(method: Any, rank: Any, criteria: Any, weights: Any, kinds: Any) -> Any:
    counts = np.zeros((PRACTICES, PRACTICES))
    for each in weights[:FEW]:
        counts[np.arange(PRACTICES), rank(method(criteria, each, kinds)).astype(int) - 1] += 1
    return counts


def panel(items: int, sides: int) -> Action:
    """Return the action that draws the answers of 11 people with 12 % missing, 10 000 times."""
    generator = np.random.default_rng(1)
    cells = generator.integers(1, 6, (11, items)).astype(np.int8)
    cells[generator.random(cells.shape) < 0.12] = -1
    side = np.arange(11) % sides
    values = np.tile(np.linspace(0, 1, 5), (items, 1))
    heard = Heard(cells, side, np.bincount(side), values, np.full(items, 5))
    streams = Streams(0, tuple(range(sides)), tuple(range(items)))
    return lambda: draw_side_means(heard, streams, 10_000)


def ordering(practices: int) -> Action:
    """Return the action that ranks and orders practices, half of them open, in 10 000 draws."""
    generator = np.random.default_rng(2)
    careful = 0.3 * generator.random(practices) + 0.7 * generator.random((10_000, practices))
    is_open = careful < 0.4
    waits = np.triu(generator.random((practices, practices)) < 0.05, 1)
    ranked = Ranked(100 * (1 - careful), careful, is_open, np.ones(practices, dtype=bool), np.arange(practices))
    return lambda: acceptability(ranked, waits)


def main() -> None:
    """Measure, and print one table."""
    generator = np.random.default_rng(0)
    criteria, weights = generator.random((PRACTICES, CRITERIA)), weights_uniform(CRITERIA, WEIGHTINGS, generator)
    keys = generator.integers(0, 2**30, (WEIGHTINGS, PRACTICES), dtype=np.int32)

    def ours() -> object:
        return rank_acceptability(criteria, weights_uniform(CRITERIA, WEIGHTINGS, generator))

    own: dict[str, Action] = {"floor": floor(criteria, keys), "ours": ours}
    own |= {"S006+": panel(33, 2), "extended": panel(83, 3), "22": ordering(22), "56": ordering(56)}
    taken = medians(own)
    print(f"{PRACTICES} practices, {CRITERIA} criteria, {WEIGHTINGS} weightings, draws included; medians of {REPEATS}")
    ratio = taken["ours"] / taken["floor"]
    print(f"rank acceptability / floor: {ratio:.2f} (goal 2: {'reached' if ratio <= 2 else 'not reached'});", end=" ")
    print(f"floor {1000 * taken['floor']:.1f} ms; peak {peak(ours):.0f} MB")
    for name, loop in peers(criteria, weights):
        loop()
        slower = statistics.median(seconds(loop) for _ in range(7)) * WEIGHTINGS / FEW / taken["ours"]
        verdict = "reached" if slower >= 500 else "not reached"
        print(f"{name} loop, extrapolated from {FEW} / ours: {slower:.0f} (goal 500: {verdict})")
    for name, action in list(own.items())[2:]:
        what = f"rank and order {name} practices" if name.isdigit() else f"draw the answers, 11 people, {name}"
        print(f"{what}, 10 000 draws: {1000 * taken[name]:.0f} ms, {taken[name] / taken['floor']:.1f} floors,", end=" ")
        print(f"peak {peak(action):.0f} MB")


if __name__ == "__main__":
    main()
