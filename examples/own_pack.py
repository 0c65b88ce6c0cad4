"""A pack of your own: three sides of a clinic, a scale of four points, the lowest question counts for an area."""

from pathlib import Path

import mbi_collab as mbi

HERE = Path(__file__).parent

catalogue = mbi.load_catalogue(HERE / "clinic-pack")
sheet = catalogue.questionnaire()
panel = mbi.Panel(
    sheet,
    [
        mbi.AnswerSet("w1", "ward", {"H1a": 4, "H1b": 2, "H2": 2, "H3": 1, "M1": 2, "M2a": 3, "M2b": 1}),
        mbi.AnswerSet("p1", "pharmacy", {"H2": 4, "M1": 4, "M2a": 1, "M2b": 3, "M3": 3}),
        mbi.AnswerSet("l1", "lab", {"H1a": 2, "H1b": 4, "H2": 4, "H3": "dk"}),
    ],
    named_chiefs=True,
)
result = mbi.assess(panel)

print(result.headline())
print(result.scorecard)
for gap in result.scorecard.item("H2").gaps:
    print(gap.first, gap.second, gap.value)
