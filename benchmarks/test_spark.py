"""Many organisations on Spark, two workers: the scorer against what Spark and the kernel take without it."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mbi_collab as mbi
from benchmarks.figures import Timed
from mbi_collab.engine.panels import score_panels
from mbi_collab.exchange.batch_model import batch_model, engine_model
from mbi_collab.survey.simulate import ResponseModel

pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
sql = pytest.importorskip("pyspark.sql")
ORGANISATIONS, BATCH = 200_000, 5_000
pytestmark = pytest.mark.benchmark(
    group=f"{ORGANISATIONS:,} organisations, 1,000,000 respondents × 22 items (S006), Spark local[2]"
)
SHEET = mbi.load_catalogue().questionnaire("S006")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Parquet file with one row an organisation."""
    file = tmp_path_factory.mktemp("spark") / "organisations.parquet"
    write_organisations(file)
    return file


@pytest.fixture(scope="module")
def organisations(file: Path) -> Iterator[Any]:
    """Give the file as a Spark frame."""
    settings = {"spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH)}
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with sql.SparkSession.builder.master("local[2]").config(map=settings).getOrCreate() as spark:
        yield spark.read.parquet(str(file))


def write_organisations(file: Path) -> None:
    """Write simulated organisations of two to eight respondents, five on average, into several row groups."""
    drawn = mbi.simulate_panels(SHEET, ORGANISATIONS, 0, model=ResponseModel(fewest=1, most=4))
    each = pa.array(np.arange(len(drawn.answers) + 1, dtype=np.int32) * len(SHEET.items))
    offsets = pa.array(np.searchsorted(drawn.organisation, np.arange(ORGANISATIONS + 1)).astype(np.int32))
    answers = pa.ListArray.from_arrays(each, pa.array(drawn.answers.ravel()))
    lists = [pa.ListArray.from_arrays(offsets, array) for array in (pa.array(drawn.side), answers)]
    names = pa.array(np.arange(ORGANISATIONS)).cast(pa.string())
    pq.write_table(pa.table([names, *lists], names=["organisation", "side", "answers"]), file, row_group_size=BATCH)


def take(frame: Any) -> None:
    """Have Spark compute every row of a frame, and keep none."""
    frame.write.format("noop").mode("overwrite").save()


def test_identity_and_kernel(timed: Timed, organisations: Any) -> None:
    """the same batches back, and the bare kernel on them."""
    model = batch_model(SHEET)

    def act(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            sides, answers = batch.column("side"), batch.column("answers")
            cells = answers.flatten().flatten().to_numpy().reshape(-1, len(model.items))
            starts = sides.offsets.to_numpy().astype(np.int64)
            score_panels(cells, sides.flatten().to_numpy().astype(np.int64), starts - starts[0], engine_model(model))
            yield batch

    frame = organisations.mapInArrow(act, organisations.schema)
    timed(partial(take, frame), lambda _: np.testing.assert_equal(frame.count(), ORGANISATIONS), is_traced=False)


@pytest.mark.goal("time", of=test_identity_and_kernel, at_most=1.5)
def test_scorer(timed: Timed, organisations: Any, file: Path) -> None:
    """mapInArrow(scorer.map_batches)."""
    scorer = mbi.BatchScorer(SHEET, named_chiefs=True)
    frame = organisations.mapInArrow(scorer.map_batches, scorer.spark_ddl)

    def check(_: None) -> None:
        frame.write.parquet(str(file.with_name("scores")))
        found = pq.read_table(file.with_name("scores")).sort_by("organisation")
        assert found.equals(mbi.score_frame(SHEET, pq.read_table(file), named_chiefs=True).sort_by("organisation"))

    timed(partial(take, frame), check, is_traced=False)
