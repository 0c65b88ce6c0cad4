"""Quickstart: read the answers of a company, and ask what to take up first, and why."""

from pathlib import Path

import mbi_collab as mbi

HERE = Path(__file__).parent

catalogue = mbi.load_catalogue()
sheet = catalogue.questionnaire()
panel = mbi.read_answers(HERE / "outdoor-retailer", sheet)
result = mbi.assess(panel)

print(result.headline())
print(result.order[0].explain())
