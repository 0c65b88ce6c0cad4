"""Spark hands record batches to Python workers and takes the scores back; `nox -s spark` installs it."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from mbi_collab import BatchScorer, load_catalogue
from tests.exchange.uneven import SCORER, scores_of, uneven_batches

pa = pytest.importorskip("pyarrow")
sql = pytest.importorskip("pyspark.sql")
arrow_types = pytest.importorskip("pyspark.sql.pandas.types")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark in this process with two workers, which run this Python."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
        yield session
        session.stop()


def in_partitions(spark: Any) -> Any:
    """Return the uneven batches as a Spark frame, one partition each."""
    batches = uneven_batches()

    def put(ids: Iterator[Any]) -> Iterator[Any]:
        return (batches[at] for each in ids for at in each.column("id").to_pylist())

    ids = spark.range(0, len(batches), 1, len(batches))
    return ids.mapInArrow(put, "organisation string, side array<tinyint>, answers array<array<tinyint>>")


@pytest.mark.parametrize("rows", [1, 7, 10_000])
def test_partitions_give_the_bits_of_the_pyarrow_loop(spark: Any, rows: int) -> None:
    """Rows with faults and empty partitions among them, in batches of any number of rows."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows)
    frame = in_partitions(spark)
    found = frame.mapInArrow(SCORER.map_batches, SCORER.spark_ddl).toArrow()
    assert frame.rdd.glom().map(len).collect() == [0, 1, 8, 0, 81, 29, 1, 0]
    assert found.equals(scores_of(uneven_batches()))


@pytest.mark.parametrize("profile", ["S006", "extended"])
def test_the_ddl_is_the_schema(spark: Any, profile: str) -> None:
    """What Spark parses, what it hands back, and what the scorer says in Arrow's types are one."""
    scorer = BatchScorer(load_catalogue().questionnaire(profile))
    parsed = sql.types.StructType.fromDDL(scorer.spark_ddl)
    scores = in_partitions(spark).mapInArrow(SCORER.map_batches, scorer.spark_ddl)
    assert parsed == scores.schema == arrow_types.from_arrow_schema(scorer.schema)
    assert arrow_types.to_arrow_schema(parsed).equals(scorer.schema)
    assert scores.toArrow().schema.equals(scorer.schema)
    assert scorer(uneven_batches()[1]).schema.equals(scorer.schema)
