"""Many organisations with Polars: collect their respondents, score them, count what each takes up first."""

import polars as pl

import mbi_collab as mbi

sheet = mbi.load_catalogue().questionnaire()
drawn = mbi.simulate_panels(sheet, 200, seed=0)  # made-up people: they need no minimum_group
respondents = pl.DataFrame({"organisation": drawn.organisation, "side": drawn.side, "answers": drawn.answers})

organisations = respondents.group_by("organisation").agg("side", "answers")
scores = pl.DataFrame(mbi.score_frame(sheet, organisations, minimum_group=1))

firsts = scores.group_by(pl.col("first_steps").list.first().alias("first")).len().sort("first")
for practice, count in firsts.rows():
    print(f"{count} organisations take up {practice} first")
