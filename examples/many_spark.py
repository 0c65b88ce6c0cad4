"""Many organisations with Spark: collect their respondents, score them in Arrow batches, count the first steps."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import SparkSession
from pyspark.sql import functions as sf

import mbi_collab as mbi

sheet = mbi.load_catalogue().questionnaire()
drawn = mbi.simulate_panels(sheet, 200, seed=0)  # made-up people: they need no minimum_group
answers = {item.code: drawn.answers[:, at] for at, item in enumerate(sheet.items)}
respondents = pa.table({"organisation": drawn.organisation, "side": drawn.side, **answers})

os.environ["PYSPARK_PYTHON"] = sys.executable  # local workers run the Python that has the library
with TemporaryDirectory() as folder, SparkSession.builder.master("local[2]").getOrCreate() as spark:
    pq.write_table(respondents, Path(folder, "respondents.parquet"))
    rows = spark.read.parquet(folder)

    # Side and answers as one struct: collect_list leaves nulls out, and two lists could come to differ.
    respondent = sf.struct("side", sf.array(*answers).alias("answers"))
    collected = rows.groupBy("organisation").agg(sf.collect_list(respondent).alias("each"))
    organisations = collected.select("organisation", "each.side", "each.answers")

    scorer = mbi.BatchScorer(sheet, minimum_group=1)
    scores = organisations.mapInArrow(scorer.map_batches, scorer.spark_ddl)

    firsts = scores.groupBy(sf.col("first_steps")[0].alias("first")).count().orderBy("first")
    for practice, count in firsts.collect():
        print(f"{count} organisations take up {practice} first")
