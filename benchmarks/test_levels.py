"""Levels of very many rows: against reading and writing once, against data frames, and with a busy neighbour."""

import functools
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
import pytest

from benchmarks.conftest import THREADS
from benchmarks.figures import Timed
from benchmarks.many_rows import ITEMS, NODES, ROWS, VALUES, WEIGHTS, answers, work
from mbi_collab.engine.means import combine
from mbi_collab.engine.voices import levels_of_voices

pytestmark = pytest.mark.benchmark(group=f"Levels of {ROWS:,} × {ITEMS} int8 → {NODES} nodes, float64, one core")

NAMES = [f"i{item}" for item in range(ITEMS)]
GROUPS = [NAMES[node::NODES] for node in range(NODES)]


def values_of(cells: Any) -> Any:
    """Return the values of the points, ``nan`` for what is missing."""
    return np.where(cells > 0, (cells - 1) / 4, np.nan)


@pytest.fixture(scope="module")
def wanted() -> Any:
    """Return the levels as the plain weighted mean gives them."""
    return combine(values_of(answers()), WEIGHTS)


def test_floor(timed: Timed, wanted: Any) -> None:
    """reading and writing once."""
    cells = answers()

    def act() -> Any:
        cells.max()
        out = np.empty(wanted.shape)
        out.fill(1.0)
        return out

    timed(act, lambda found: np.testing.assert_array_equal(found.shape, wanted.shape), rounds=3)


@pytest.mark.goal("time", of=test_floor, at_most=6)
@pytest.mark.goal("memory", at_most=ROWS * NODES * 8 / 1e6 + 16)
def test_ours(timed: Timed, wanted: Any) -> None:
    """ours."""
    cells = answers()
    check = functools.partial(np.testing.assert_array_equal, desired=wanted)
    timed(lambda: levels_of_voices(cells, VALUES, WEIGHTS), check, rounds=3)


def close_to(wanted: Any, found: Any) -> None:
    """Raise unless a peer's levels are ours, to float32."""
    np.testing.assert_allclose(np.asarray(found, dtype=np.float64), wanted, atol=1e-6)


@pytest.mark.goal("time", of=test_ours, at_least=1)
def test_polars(timed: Timed, wanted: Any) -> None:
    """Polars, lazy, float32, two threads."""
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({name: np.ascontiguousarray(answers()[:, at]) for at, name in enumerate(NAMES)})
    values = {name: pl.when(pl.col(name) > 0).then((pl.col(name).cast(pl.Float32) - 1) / 4) for name in NAMES}
    means = [pl.mean_horizontal([values[name] for name in group]).alias(group[0]) for group in GROUPS]
    action = frame.lazy().select(means).collect
    timed(action, lambda found: close_to(wanted, found.to_numpy()), is_traced=False)


@pytest.mark.goal("time", of=test_ours, at_least=1)
def test_duckdb(timed: Timed, wanted: Any) -> None:
    """DuckDB, two threads."""
    duckdb, pa = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow")
    connection = duckdb.connect(config={"threads": 2})
    connection.register("cells", pa.table({name: answers()[:, at] for at, name in enumerate(NAMES)}))
    connection.execute("create table answers as select * from cells")
    sums = [
        f"({' + '.join(f'greatest({name}, 1) - 1' for name in group)})"
        f" / 4.0::double / nullif({' + '.join(f'({name} > 0)::int' for name in group)}, 0) as {group[0]}"
        for group in GROUPS
    ]
    query = f"select {', '.join(sums)} from answers"  # noqa: S608  our own names
    timed(
        lambda: connection.sql(query).to_arrow_table(),
        lambda found: close_to(wanted, np.transpose([column.to_numpy() for column in found.columns])),
        is_traced=False,
    )


@pytest.mark.goal("time", of=test_ours, at_least=4)
def test_pandas(timed: Timed, wanted: Any) -> None:
    """pandas, two products, from a frame of values."""
    pd = pytest.importorskip("pandas")
    frame, right = pd.DataFrame(values_of(answers()), columns=NAMES), WEIGHTS.T

    def act() -> Any:
        with np.errstate(invalid="ignore"):
            return (frame.fillna(0.0).to_numpy() @ right) / (frame.notna().to_numpy(dtype=float) @ right)

    timed(act, lambda found: close_to(wanted, found))


@pytest.mark.goal("time", of=test_ours, at_least=250)
def test_melt(timed: Timed, wanted: Any) -> None:
    """pandas, melt and groupby, × 20 from 50,000 rows."""
    pd, rows = pytest.importorskip("pandas"), ROWS // 20
    frame = pd.DataFrame(values_of(answers()[:rows]), columns=NAMES).rename_axis("row").reset_index()
    node_of = {name: node for node, group in enumerate(GROUPS) for name in group}

    def act() -> Any:
        long = frame.melt("row", var_name="item")
        long["node"] = long["item"].map(node_of)
        return long.groupby(["row", "node"])["value"].mean().unstack()

    timed(act, lambda found: close_to(wanted[:rows], found.to_numpy()), times=20)


@pytest.fixture(scope="module")
def neighbour() -> Iterator[ProcessPoolExecutor]:
    """Give a process whose BLAS may take as many threads as it likes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in THREADS:
            patch.delenv(name)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            pool.submit(work).result()
            yield pool


@pytest.fixture
def busy() -> Iterator[None]:
    """Keep one core busy."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    yield
    process.kill()
    process.wait()


def test_quiet(timed: Timed, neighbour: ProcessPoolExecutor, wanted: Any) -> None:
    """ours in a process whose threads are not pinned."""
    check = functools.partial(np.testing.assert_equal, desired=wanted[-1, -1])
    timed(lambda: neighbour.submit(work).result(), check, is_traced=False)


@pytest.mark.goal("time", of=test_quiet, at_most=1.3)
@pytest.mark.usefixtures("busy")
def test_busy(timed: Timed, neighbour: ProcessPoolExecutor, wanted: Any) -> None:
    """the same, one core busy with something else."""
    check = functools.partial(np.testing.assert_equal, desired=wanted[-1, -1])
    timed(lambda: neighbour.submit(work).result(), check, is_traced=False)
