"""The recommended order, whole, and what adds up to the priorities."""

from collections.abc import Iterator

import attrs

from mbi_collab.assessment.priorities import PARTS
from mbi_collab.markup.charts import BarRow
from mbi_collab.report.outline import Block, Paragraph, PartsChart
from mbi_collab.report.phrases import Phrases

#: How many steps the chart shows.
SHOWN = 8


def recommended_order(told: Phrases) -> Iterator[Block]:
    """Yield the order as a table, then the priorities; nothing where a side is small."""
    if not told.heard_sides or told.result.order.is_withheld:
        return
    if not len(told.result.order):
        assessed = any(each.status != "not-assessed" for each in told.result.priorities)
        yield Paragraph(told("order.none" if assessed else "order.unknown"))
        return
    yield Paragraph(told("order.intro"))
    yield attrs.evolve(told.result.order.table(told.say.words.language), title="", footnotes=[_tasks(told)])
    yield _chart(told)
    priorities = told.result.priorities.table(told.say.words.language)
    yield attrs.evolve(
        priorities, footnotes=[*priorities.footnotes, told("order.note_priorities", answered=_counted(told))]
    )


def _tasks(told: Phrases) -> str:
    """Return the names of the tasks that the table names by code."""
    codes = dict.fromkeys(step.task for step in told.result.order)
    return told("order.tasks", tasks=told("semicolon").join(told.task(code) for code in codes))


def _chart(told: Phrases) -> PartsChart:
    steps = told.result.order[:SHOWN]
    names = (*(told.say.words(f"part.{part}") for part in PARTS), told.say.words("part.priority"))
    rows = tuple(
        BarRow(told.say.practice(step.practice), tuple(each.points for each in step.priority.contributions))
        for step in steps
    )
    shown = {"number": len(steps), "all": len(told.result.order)}
    caption = told("order.chart_caption", **shown, answered=_counted(told))
    return PartsChart(told("order.chart", **shown), rows, names, caption)


def _counted(told: Phrases) -> str:
    return told.answered(told.result.scorecard.overall)
