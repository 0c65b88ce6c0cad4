"""What the two sides should talk about: what they see most differently, the evidence, the question, the comments."""

from collections.abc import Iterator

from mbi_collab.assessment.conversation import ConversationItem
from mbi_collab.markup.table import Column, Table
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
        yield Paragraph(told(f"talk.{_nothing(told)}"))
    if told.result.panel.agreed:
        yield _agreed(told)


def _nothing(told: Phrases) -> str:
    """Return why there is nothing to talk about: one side, nothing that both answered, or no difference."""
    if len(told.heard_sides) < 2:
        return "none_one_side"
    return "none" if any(each.gap is not None for each in told.result.scorecard.items) else "none_known"


def _agreed_answer(told: Phrases, code: str) -> str:
    """Return the answer to an item that the two chiefs agreed on, with its anchor; empty where they did not."""
    point = dict(told.result.panel.agreed).get(code)
    if point is None:
        return ""
    agreed = told.catalogue.scale(told.catalogue.item(code).scale).points[point - 1]
    return told("talk.agreed_answer", level=told.say.level(agreed.value), text=agreed.text)


def _agreed(told: Phrases) -> Table:
    """Everything that was agreed, with what each side had answered before."""
    sides = told.sheet.side_codes
    columns = [Column("item", told.say.words("table.item"))]
    columns += [Column(code, told.say.side(code), "right") for code in sides]
    columns += [
        Column("agreed", told("talk.agreed_level"), "right"),
        Column("answered", told.say.words("table.answers")),
    ]
    rows = [_agreed_row(told, code) for code, _ in told.result.panel.agreed]
    return Table(told("talk.agreed_table"), columns, rows, footnotes=[told("talk.note_agreed")])


def _agreed_row(told: Phrases, code: str) -> list[str]:
    score = next((each for each in told.result.scorecard.items if each.code == code), None)
    if score is None:  # it measures a practice, but counts 0 in its control question
        views, answered = [told.say.level(None) for _ in told.sheet.side_codes], ""
    else:
        views, answered = [told.say.level(each.level) for each in score.by_side], told.answered(score)
    return [told.statement(code), *views, _agreed_answer(told, code), answered]


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
        *(Paragraph(told("talk.agreed", agreed=agreed)) for agreed in [_agreed_answer(told, talked.item)] if agreed),
        Entries(Entry(told(f"talk.{key}"), text) for key, text in entries if text),
    ]
    if quotes:
        blocks += [Paragraph(told("talk.comments"), "note"), *quotes]
    return Card(told.statement(talked.item), blocks)
