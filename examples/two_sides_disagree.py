"""The two sides disagree: one CIO and one CMO, what they see differently, and what they should talk about."""

from pathlib import Path

import mbi_collab as mbi

HERE = Path(__file__).parent

catalogue = mbi.load_catalogue()
panel = mbi.read_answers(HERE / "two-chiefs.json", catalogue.questionnaire("S006"))
result = mbi.assess(panel)

for score in result.scorecard.areas:
    views = ", ".join(f"{each.side} {each.level:.2f}" for each in score.by_side if each.level is not None)
    print(f"{catalogue.area(score.code).title}: {views}")

for talk in result.conversation[:3]:
    item = catalogue.item(talk.item)
    print(f"\n{item.text} (side gap {talk.gap:+.2f}, for {talk.practice})")
    print(f"  bring: {item.evidence}")
    print(f"  ask:   {item.ask}")
