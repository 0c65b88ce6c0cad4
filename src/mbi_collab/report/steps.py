"""What to take up first: the first steps of the order, then the quick wins and the long leads."""

from collections.abc import Iterator

from mbi_collab.assessment.order import Step, practice_text
from mbi_collab.report.areas import areas_first
from mbi_collab.report.cards import card_of
from mbi_collab.report.outline import Block, Bullets, Heading, Lane, Lanes, Paragraph
from mbi_collab.report.phrases import Phrases

#: How many steps from the top of the order have a card, and how many practices of a lane.
FIRST, CARDS = 3, 3


def shown_steps(told: Phrases) -> tuple[Step, ...]:
    """Return the steps that have a card: the first of the order, and the first of each lane; each once."""
    order = told.result.order
    if order.is_withheld:
        return ()
    lanes = (*order.quick_wins[:CARDS], *order.long_leads[:CARDS])
    return tuple(dict.fromkeys((*order[:FIRST], *lanes)))


def first_steps(told: Phrases) -> Iterator[Block]:
    """Yield both lanes at a glance, then the cards; where a side is small, the areas instead."""
    order = told.result.order
    if order.is_withheld:
        yield from areas_first(told)
        return
    if not len(order):
        return
    lanes = {"quick": order.quick_wins, "long": order.long_leads}
    yield Paragraph(told("steps.intro"))
    yield Lanes(_lane(told, key, steps) for key, steps in lanes.items())
    first = order[:FIRST]
    yield Heading(told("steps.first" if len(first) == FIRST else "steps.first_few"))
    yield from (card_of(told, step) for step in first)
    for key, steps in lanes.items():
        others = [step for step in steps[:CARDS] if step not in first]
        if others:
            yield Heading(told(f"steps.{key}"))
            yield from (card_of(told, step) for step in others)


def _lane(told: Phrases, key: str, steps: tuple[Step, ...]) -> Lane:
    """Return a lane as a list of practices with their place in the order."""
    title = told(f"steps.{key}")
    if not steps:
        return Lane(title, (Paragraph(told(f"steps.{key}_none")),))
    return Lane(title, (Bullets(_line(told, step) for step in steps),))


def _line(told: Phrases, step: Step) -> str:
    return told("steps.lane_line", practice=practice_text(step, told.say), number=step.place)
