"""What was not answered: counts per area, statements without a view, practices that nobody knows enough about."""

from collections import Counter
from collections.abc import Iterator

from mbi_collab.assessment.sides import SideScore
from mbi_collab.catalogue.catalogue import NOT_APPLICABLE
from mbi_collab.catalogue.questions import Item
from mbi_collab.markup.table import Column, Table
from mbi_collab.report.cards import unknown_text
from mbi_collab.report.outline import Block, Bullets, Heading, Paragraph
from mbi_collab.report.phrases import Phrases

KINDS = ("points", "dont_know", "not_applicable", "unanswered")


def unanswered(told: Phrases) -> Iterator[Block]:
    """Yield what is missing, from the areas down; where a side is small, of the areas alone."""
    yield from (Paragraph(text) for text in _unheard(told))
    areas = _areas(told)
    if areas.rows:
        yield areas
    elif told.heard_sides:
        yield Paragraph(told("missing.none_applied"))
    if told.heard_sides and not told.result.is_withheld:
        yield from _items(told)
        yield from _listed(told, "indicated", _indicated(told), told("missing.indicated_text"))
        yield from _listed(told, "not_assessed", _not_assessed(told))
        yield from _listed(told, "check", _checks(told))


def _unheard(told: Phrases) -> Iterator[str]:
    panel = told.result.panel
    for side in told.sheet.side_codes:
        heard, population = len(panel.respondents_of(side)), panel.population_of(side)
        if population > heard:
            yield told("missing.unheard", side=told.say.side(side), heard=heard, population=population)


def _counts(told: Phrases, items: tuple[str, ...], side: str) -> Counter[str]:
    """Count the answers of a side to items by kind."""
    asked = [code for code in items if side in told.sheet.item(code).asked_of]
    given = [dict(each.answers) for each in told.result.panel.respondents_of(side)]
    return Counter(_kind(answers.get(code)) for answers in given for code in asked)


def _kind(answer: int | str | None) -> str:
    if answer is None:
        return "unanswered"
    if answer in NOT_APPLICABLE:
        return "not_applicable"
    return "points" if isinstance(answer, int) else "dont_know"


def _areas(told: Phrases) -> Table:
    columns = [Column("area", told("missing.area")), Column("side", told("missing.of"))]
    columns += [Column(kind, told(f"missing.{kind}"), "right") for kind in KINDS]
    columns += [Column("coverage", told("missing.coverage"), "right")]
    rows = []
    for score in told.result.scorecard.areas:
        title, shown = told.catalogue.area(score.code).title, told.result.scorecard.shown(score)
        for side in score.by_side:
            if not told.is_asked(score, side.side) or (shown.counts and side.low is None):
                continue
            counted = _counts(told, score.items, side.side)
            numbers = [told.say.shown(str(counted[kind]), may_be=shown.counts) for kind in KINDS]
            covered = told.say.shown(_covered(told, side), may_be=side.side in shown.side_bounds)
            rows.append([title, told.say.side(side.side), *numbers, covered])
    return Table(told("missing.table"), columns, rows, footnotes=[told("missing.note_coverage")])


def _covered(told: Phrases, side: SideScore) -> str:
    """Return the share of an area that a side answered; nothing where nothing applies."""
    return "" if side.low is None or side.high is None else told.say.share(1 - (side.high - side.low))


def _items(told: Phrases) -> Iterator[Block]:
    lacking = [(item, _silent(told, item)) for item in told.sheet.items]
    rows = [(told.statement(item.code), told.say.listed(sides)) for item, sides in lacking if sides]
    if rows:
        columns = [Column("item", told.say.words("table.item")), Column("side", told("missing.side"))]
        yield Table(told("missing.items"), columns, rows)
    elif 0 < told.result.scorecard.overall.answered == told.result.scorecard.overall.asked:
        yield Paragraph(told("missing.all_answered"))


def _silent(told: Phrases, item: Item) -> list[str]:
    """Return the sides that answered, but of which nobody gave this item a point, though it applies to somebody."""
    silent = []
    for side in item.asked_of:
        given = [each.answer(item.code) for each in told.result.panel.respondents_of(side)]
        applies = [answer for answer in given if answer not in NOT_APPLICABLE]
        if applies and not any(isinstance(answer, int) for answer in applies):
            silent.append(told.say.side(side))
    return silent


def _listed(told: Phrases, key: str, lines: Iterator[str], text: str = "") -> Iterator[Block]:
    """Yield a heading and a list, or nothing where there is nothing to list."""
    found = tuple(lines)
    if found:
        yield Heading(told(f"missing.{key}"))
        yield from (Paragraph(each) for each in (text,) if each)
        yield Bullets(found)


def _asking(told: Phrases, practice: str) -> str:
    """Return the statements that measure a practice."""
    codes = [item.code for item in told.sheet.catalogue.items if practice in item.primary]
    return told.statements(codes) if codes else told("missing.nothing_to_ask")


def _indicated(told: Phrases) -> Iterator[str]:
    for score in told.result.scorecard.practices:
        if score.indicated and score.level is not None:
            names = {"practice": told.say.practice(score.code), "items": told.say.listed(list(score.items))}
            yield told("missing.indicated_line", **names, statements=_asking(told, score.code))


def _not_assessed(told: Phrases) -> Iterator[str]:
    for each in told.result.priorities:
        if each.status == "not-assessed":
            practice = told.say.practice(each.practice)
            yield told("missing.not_assessed_line", practice=practice, statements=_asking(told, each.practice))


def _checks(told: Phrases) -> Iterator[str]:
    for step in told.result.order:
        if step.check_first:
            missing = told.joined(unknown_text(told, each) for each in step.check_first)
            yield told("missing.check_line", practice=told.say.practice(step.practice), missing=missing)
