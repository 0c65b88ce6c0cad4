"""What the two sides should talk about: what they see most differently, the evidence, the question, the comments."""

from collections.abc import Iterator

from mbi_collab.assessment.conversation import ConversationItem
from mbi_collab.report.outline import Block, Card, Entries, Entry, Paragraph, Quote
from mbi_collab.report.phrases import Phrases

#: How many statements are shown.
SHOWN = 5


def conversation(told: Phrases) -> Iterator[Block]:
    """Yield the statements most worth talking about; nothing where a side is small or nobody answered."""
    if told.result.is_withheld or not told.heard_sides:
        return
    items = told.result.conversation[:SHOWN]
    if items:
        yield Paragraph(told("talk.intro"))
        yield from (_card(told, each) for each in items)
    else:
        yield Paragraph(told("talk.none_one_side" if len(told.heard_sides) < 2 else "talk.none"))


def _card(told: Phrases, talked: ConversationItem) -> Card:
    item, score = told.catalogue.item(talked.item), told.result.scorecard.item(talked.item)
    views = told.say.listed(
        [told("view", side=told.say.side(each.side), level=told.say.level(each.level)) for each in talked.views]
    )
    line = told("talk.views", views=views, gap=told.say.gap(talked.gap), answered=told.answered(score))
    entries = [("evidence", item.evidence), ("ask", item.ask), ("bears", told.say.practice(talked.practice))]
    quotes = [Quote(text, told("talk.quote", side=told.say.side(side))) for side, text in talked.comments]
    blocks: list[Block] = [
        Paragraph(line, "strong"),
        Entries(Entry(told(f"talk.{key}"), text) for key, text in entries if text),
    ]
    if quotes:
        blocks += [Paragraph(told("talk.comments"), "note"), *quotes]
    return Card(told.statement(talked.item), blocks)
