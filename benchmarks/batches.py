"""Many rows and many organisations against what no one can leave out, and against peers: ratios of one run.

The floor of levels is reading the input and writing the output once. The floor of record batches is the bare kernel on
the same arrays. What is compared takes turns, after one turn to warm up; medians. Equality is checked first.
The peers (`nox -s batches` installs them) are Polars and pandas.

    python benchmarks/batches.py [OUTPUT]
"""

import importlib.metadata
import math
import os
import platform
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("POLARS_MAX_THREADS", "2")

import numpy as np  # noqa: E402  threads are pinned before it is imported

import mbi_collab as mbi  # noqa: E402
from mbi_collab.engine.panels import score_panels  # noqa: E402
from mbi_collab.engine.voices import levels_of_voices  # noqa: E402
from mbi_collab.exchange.batch_model import batch_model, engine_model  # noqa: E402

ROWS, ITEMS, NODES = 1_000_000, 40, 12
ORGANISATIONS = 20_000
REPEATS = 7
Action = Callable[[], object]


def seconds(action: Action) -> float:
    """Return how long the action takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


class Taken(NamedTuple):
    """The median time of each action, and the least: what a busy machine disturbs least."""

    median: dict[str, float]
    least: dict[str, float]


def times(actions: dict[str, Action]) -> Taken:
    """Run the actions in turns, after one turn to warm up."""
    turns = [{name: seconds(action) for name, action in actions.items()} for _ in range(REPEATS + 1)][1:]
    median = {name: statistics.median(turn[name] for turn in turns) for name in actions}
    return Taken(median, {name: min(turn[name] for turn in turns) for name in actions})


def beyond(action: Action, output: int) -> float:
    """Return how many MB the action takes at its peak beyond its output."""
    tracemalloc.start()
    kept = action()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return (most - output) / 1e6


def answers(rows: int) -> Any:
    """Return answers on five points, a tenth of them missing."""
    generator = np.random.default_rng(0)
    cells = generator.integers(1, 6, (rows, ITEMS), dtype=np.int8)
    cells[generator.integers(0, 10, cells.shape, dtype=np.int8) == 0] = 0
    return cells


VALUES = np.tile(np.linspace(0, 1, 5), (ITEMS, 1))
#: Each node is the mean of three or four items.
WEIGHTS = np.array([[float(item % NODES == node) for item in range(ITEMS)] for node in range(NODES)])


def floor(cells: Any) -> Action:
    """Return the action that reads the input once and writes the output once."""

    def act() -> Any:
        cells.max()
        out = np.empty((len(cells), NODES))
        out.fill(1.0)
        return out

    return act


def peers(cells: Any) -> Iterator[tuple[str, Action]]:
    """Yield the same levels as the installed data frames compute them; an action returns an array."""
    groups = [[str(item) for item in range(ITEMS) if item % NODES == node] for node in range(NODES)]
    try:
        import polars as pl  # noqa: PLC0415
    except ImportError:
        print("polars is not installed")
    else:
        frame = pl.DataFrame({str(item): np.ascontiguousarray(cells[:, item]) for item in range(ITEMS)})

        def value(item: str) -> Any:
            return pl.when(pl.col(item) > 0).then((pl.col(item).cast(pl.Float32) - 1) / 4)

        def lazy() -> Any:
            wanted = [
                pl.mean_horizontal([value(item) for item in group]).alias(str(at)) for at, group in enumerate(groups)
            ]
            return frame.lazy().select(wanted).collect()

        yield "Polars lazy float32, 2 threads", lazy
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError:
        print("pandas is not installed")
    else:
        table = pd.DataFrame(np.where(cells > 0, (cells - 1) / 4, np.nan), columns=[str(item) for item in range(ITEMS)])

        def dot() -> Any:
            right = WEIGHTS.T
            with np.errstate(invalid="ignore"):
                return (table.fillna(0.0).to_numpy() @ right) / (table.notna().to_numpy(dtype=float) @ right)

        yield "pandas as two products, values at hand", dot


def levels() -> Iterator[str]:
    """Yield the lines on levels of many rows."""
    cells = answers(ROWS)
    actions: dict[str, Action] = {"floor": floor(cells), "ours": partial(levels_of_voices, cells, VALUES, WEIGHTS)}
    others = dict(peers(cells))
    wanted = levels_of_voices(cells, VALUES, WEIGHTS)
    for action in others.values():
        found = action()
        np.testing.assert_allclose(
            np.asarray(found.to_numpy() if hasattr(found, "to_numpy") else found), wanted, atol=1e-6
        )
    taken, least = times(actions | others)
    ratio, extra = taken["ours"] / taken["floor"], beyond(actions["ours"], wanted.nbytes)
    quiet = least["ours"] / least["floor"]
    yield f"levels, {ROWS:,} x {ITEMS} int8 to {NODES} nodes, float64, one core: {1000 * taken['ours']:.0f} ms"
    yield f"  / reading and writing once: {ratio:.1f} (goal 6: {verdict(ratio <= 6)}); of the least times {quiet:.1f}"
    yield f"  memory beyond the output {extra:.1f} MB (goal 16: {verdict(extra <= 16)})"
    yield from (f"  {other} / ours: {taken[other] / taken['ours']:.1f}" for other in others)


def verdict(is_reached: bool) -> str:  # noqa: FBT001  said of one thing
    """Return whether a goal is reached, in words."""
    return "reached" if is_reached else "not reached"


def slope(numbers: list[int], times: list[float]) -> float:
    """Return the slope on a log-log plot."""
    return float(np.polyfit([math.log(each) for each in numbers], [math.log(each) for each in times], 1)[0])


def growth() -> Iterator[str]:
    """Yield how time grows with the rows, the output allocated before."""
    numbers, cells = [10**5, 10**6, 10**7], answers(10**7)
    out = np.zeros((10**7, NODES))
    actions: dict[str, Action] = {
        str(rows): partial(levels_of_voices, cells[:rows], VALUES, WEIGHTS, out[:rows]) for rows in numbers
    }
    taken = times(actions).least
    found = slope(numbers, [taken[str(rows)] for rows in numbers])
    yield f"levels of 100,000 to 10,000,000 rows: slope {found:.3f} (goal 1.05: {verdict(found <= 1.05)})"


def organisations() -> Iterator[str]:
    """Yield the lines on whole organisations: bare kernel, arrays, record batches."""
    sheet = mbi.load_catalogue().questionnaire()
    drawn = mbi.simulate_panels(sheet, ORGANISATIONS, 0)
    model = engine_model(batch_model(sheet))
    side = drawn.side.astype(np.int64)
    starts = np.searchsorted(drawn.organisation, np.arange(ORGANISATIONS + 1)).astype(np.int64)
    actions: dict[str, Action] = {
        "bare": lambda: score_panels(drawn.answers, side, starts, model),
        "arrays": lambda: mbi.score_arrays(sheet, drawn.answers, drawn.side, drawn.organisation),
    }
    try:
        import pyarrow as pa  # noqa: PLC0415
    except ImportError:
        print("pyarrow is not installed")
    else:
        every = pa.array(np.arange(len(side) + 1, dtype=np.int32) * len(sheet.items))
        lists = pa.ListArray.from_arrays(every, pa.array(drawn.answers.ravel()))
        offsets = pa.array(starts.astype(np.int32))
        sides = pa.ListArray.from_arrays(offsets, pa.array(drawn.side))
        columns = [pa.array(range(ORGANISATIONS)), sides, pa.ListArray.from_arrays(offsets, lists)]
        table = pa.table(columns, names=["organisation", "side", "answers"])
        scorer = mbi.BatchScorer(sheet, named_chiefs=True)
        actions["batches"] = lambda: sum(each.num_rows for each in scorer.map_batches(table.to_batches(5000)))
    taken = times(actions).median
    yield f"{ORGANISATIONS:,} organisations, {len(side):,} respondents x {len(sheet.items)} items, everything:"
    yield f"  bare kernel {taken['bare']:.2f} s, {1e6 * taken['bare'] / ORGANISATIONS:.0f} µs an organisation"
    yield f"  score_arrays / bare kernel: {taken['arrays'] / taken['bare']:.2f}"
    if "batches" in taken:
        ratio = taken["batches"] / taken["bare"]
        yield f"  BatchScorer / bare kernel: {ratio:.2f} (goal 1.3: {verdict(ratio <= 1.3)})"


def one_panel() -> Iterator[str]:
    """Yield the time of assess() for the demo's panel."""
    sheet = mbi.load_catalogue().questionnaire()
    demo = Path(mbi.__file__).parent / "data" / "demo"
    panel = mbi.read_answers(demo, sheet)
    mbi.assess(panel)
    found = sorted(seconds(lambda: mbi.assess(panel)) for _ in range(101))
    median = 1000 * found[50]
    yield f"assess() of {len(panel.answer_sets)} people, without draws: median {median:.1f} ms,"
    yield f"  least {1000 * found[0]:.1f} ms (goal 2 ms: {verdict(median <= 2)})"


def machine() -> str:
    """Return versions, processors and how busy they are."""
    versions = []
    for package in ("numpy", "pyarrow", "polars", "pandas"):
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {', '.join(versions)}; {os.cpu_count()} processors{busy}"


def main() -> None:
    """Measure, print one table, and write it where told to."""
    lines = [machine()]
    print(lines[0])
    for part in (one_panel, levels, organisations, growth):
        for line in part():
            print(line, flush=True)
            lines.append(line)
    for path in sys.argv[1:]:
        Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
