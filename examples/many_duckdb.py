"""Many organisations with DuckDB: collect their respondents in SQL, stream them through, query the scores in SQL."""

import duckdb
import pyarrow as pa

import mbi_collab as mbi

sheet = mbi.load_catalogue().questionnaire()
drawn = mbi.simulate_panels(sheet, 200, seed=0)  # made-up people: they need no minimum_group
answers = {item.code: drawn.answers[:, at] for at, item in enumerate(sheet.items)}
respondents = pa.table({"organisation": drawn.organisation, "side": drawn.side, **answers})

codes = ", ".join(f'"{code}"' for code in answers)
asking = duckdb.connect()
asking.register("respondents", respondents)
organisations = asking.sql(
    f"select organisation, list(side) as side, list([{codes}]) as answers from respondents group by organisation"  # noqa: S608  codes of ours
)

scorer = mbi.BatchScorer(sheet, minimum_group=1)
scores = pa.RecordBatchReader.from_batches(scorer.schema, scorer.map_batches(organisations.to_arrow_reader(50)))

answering = duckdb.connect()  # the first connection is still at work
answering.register("scores", scores)
firsts = answering.sql("select count(*), first_steps[1] as first from scores group by first order by first")
for count, practice in firsts.fetchall():
    print(f"{count} organisations take up {practice} first")
