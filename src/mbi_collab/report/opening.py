"""The top of the page: whose answers these are, what is missing, and what to take up first."""

from collections.abc import Iterator

from mbi_collab.report.certainty import how_sure_of_the_first
from mbi_collab.report.outline import Paragraph
from mbi_collab.report.phrases import Phrases


def title_of(told: Phrases) -> str:
    """Return the heading of the page: the scenario's name, as the name it is and no finding."""
    scenario = told.catalogue.scenario(told.sheet.scenario.code)
    word = told.catalogue.pack.scenario_word or told("scenario")
    return told("title", scenario=told.say.words("table.coded", code=word, title=scenario.code), title=scenario.title)


def opening_of(told: Phrases) -> tuple[Paragraph, ...]:
    """Return whose answers these are: date, people per side, stand-ins' posts, sides that are missing."""
    date = told.result.panel.date
    surveyed = [told("surveyed", date=date)] if date else []
    return (
        Paragraph(told("purpose"), "lead"),
        Paragraph(told.joined([*surveyed, _who(told), *_undeclared(told), *_chiefs(told), *_stand_ins(told)])),
        *(Paragraph(text, "strong") for text in _missing(told)),
        *_withheld(told),
    )


def _who(told: Phrases) -> str:
    panel = told.result.panel
    parts = []
    for side in told.sheet.side_codes:
        number, population = len(panel.respondents_of(side)), panel.population_of(side)
        people = told.say.words.plural("page.reading.people", number)
        heard = people if population == number else told("heard_of", heard=number, population=population)
        parts.append(told("named", label=told.say.side(side), text=heard))
    return told("who", sides=told.say.listed(parts))


def _undeclared(told: Phrases) -> Iterator[str]:
    sides = [told.say.side(side) for side in told.result.panel.undeclared_sides]
    if sides:
        yield told("undeclared", sides=told.say.listed(sides))


def _chiefs(told: Phrases) -> Iterator[str]:
    if told.result.panel.named_chiefs and told.heard_sides:
        yield told("named_chiefs")


def _stand_ins(told: Phrases) -> Iterator[str]:
    for side in told.sheet.side_codes:
        posts = sorted({str(each.post) for each in told.result.panel.stand_ins if each.side == side})
        role = told.catalogue.side(side).role
        if posts:
            name = told.role(role) if role else told.say.side(side)
            yield told("stand_in", role=name, posts=told.say.listed(posts))


def _missing(told: Phrases) -> Iterator[str]:
    if told.heard_sides:
        parties = told.sheet.scenario.sides
        for side in told.result.panel.missing_sides:
            if side in parties:
                yield told("missing_side", side=told.say.side(side))


def _withheld(told: Phrases) -> Iterator[Paragraph]:
    if told.result.is_withheld:
        yield Paragraph(told("withheld", number=told.result.scorecard.minimum_group), "note")


def headline_of(told: Phrases) -> tuple[Paragraph, ...]:
    """Return what to take up first, in which task, and why; or why there is nothing, or nothing may be told."""
    result = told.result
    if result.is_withheld:
        return (Paragraph(result.headline(told.say.words.language), "strong"),)
    if not len(result.order):
        return (Paragraph(_nothing(told), "strong"),)
    first = result.order[0]
    word = told.catalogue.pack.task_word or told.say.words("table.task")
    task = told.say.words("table.coded", code=word, title=told.task(first.task))
    names = {"practice": told.say.practice(first.practice), "task": task}
    return (
        Paragraph(told.say.words("headline.urgent", **names), "strong"),
        Paragraph(told.joined([told.reasons(first), _first_number(told)])),
        *(Paragraph(text) for text in [how_sure_of_the_first(told)] if text),
    )


def _first_number(told: Phrases) -> str:
    step = told.result.order[0]
    score = told.result.scorecard.practice(step.practice)
    return told(
        "first_number",
        code=step.practice,
        level=told.say.level(score.level),
        target=told.say.level(step.priority.target),
        views=told.views(score),
        answered=told.answered(score),
    )


def _nothing(told: Phrases) -> str:
    result, priorities = told.result, told.result.priorities
    placed = sum(each.status == "in-place" for each in priorities)
    if not told.heard_sides:
        return told("nobody")
    if result.scorecard.overall.low is None and not placed:
        return told("nothing_applies", all=len(priorities))
    return told("nothing_open" if placed else "nothing_assessed", number=placed, all=len(priorities))
