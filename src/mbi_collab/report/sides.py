"""The two sides side by side: areas, the practices they differ on most, and every practice by itself."""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import attrs

from mbi_collab.assessment.agreement import ItemAgreement
from mbi_collab.assessment.scorecard import Score
from mbi_collab.markup.charts import DumbbellRow
from mbi_collab.markup.table import Column, Table
from mbi_collab.report.outline import Block, Heading, LevelChart, Paragraph
from mbi_collab.report.phrases import Phrases

#: How many practices the chart of differences shows.
SHOWN = 12


def sides_compared(told: Phrases) -> Iterator[Block]:
    """Yield the areas, and what the sides differ on most; below the areas nothing where a side is small."""
    if not told.heard_sides:
        return
    card = told.result.scorecard
    drawn = [each for each in card.areas if {*told.sheet.scenario.sides} <= {*card.shown(each).sides}]
    if _is_compared(told) and drawn:
        rows = [(told.catalogue.area(each.code).title, each, None) for each in drawn]
        yield _chart(told, "sides.areas_chart", rows)
    yield _table(told, "sides.areas", [*card.areas, card.overall], _area_name)
    if told.result.is_withheld:
        return
    yield from _inside(told)
    if _is_compared(told) and len(told.heard_sides) > 1:
        yield from _differences(told)


def _is_compared(told: Phrases) -> bool:
    """Whether the scenario has two sides to compare."""
    return len(told.sheet.scenario.sides) > 1


def every_practice(told: Phrases) -> Iterator[Block]:
    """Yield the levels of every practice; nothing where a side is small or nobody answered."""
    if told.heard_sides and not told.result.is_withheld:
        yield _table(told, "sides.all", told.result.scorecard.practices, _practice_name)


def _differences(told: Phrases) -> Iterator[Block]:
    # where a side answered only in part, the levels drawn would lie apart otherwise than the gap
    alike = [each for each in told.result.scorecard.practices if not each.one_sided]
    largest = sorted(
        (each for each in alike if each.gap), key=lambda each: (-round(abs(each.gap or 0.0), 9), each.code)
    )[:SHOWN]
    yield Heading(told("sides.practices"))
    if not largest:
        is_known = any(each.gap is not None for each in alike)
        yield Paragraph(told("sides.practices_none" if is_known else "sides.practices_unknown"))
        return
    target = {each.practice: each.target for each in told.result.priorities}
    rows = [(told.say.practice(each.code), each, target[each.code]) for each in largest]
    caption = told("sides.practices_caption", number=len(largest), section=told("section.practices"))
    yield attrs.evolve(_chart(told, "sides.practices_chart", rows), caption=caption, is_alone=True)


def _inside(told: Phrases) -> Iterator[Paragraph]:
    """Yield how far the people of each side agree with each other, and on what the least; nothing of a single one."""
    found = [each for each in told.result.agreement.sides if each.consensus is not None]
    if not found:
        return
    means = [
        told(
            "sides.inside_side",
            side=told.say.side(each.side),
            consensus=told.say.plain(each.consensus),
            people=told.say.words.plural("page.reading.people", each.respondents),
            number=each.items,
        )
        for each in found
    ]
    splits = [_split(told, each.most_split) for each in found if each.most_split is not None]
    yield Paragraph(told.joined([told("sides.inside", sides=told("semicolon").join(means)), *splits]))


def _split(told: Phrases, lowest: ItemAgreement) -> str:
    """Return on what a side is most split, and how many of those it was put to answered."""
    score = told.result.scorecard.item(lowest.item).side(lowest.side)
    return told(
        "sides.inside_split",
        side=told.say.side(lowest.side),
        statement=told.statement(lowest.item),
        consensus=told.say.plain(lowest.consensus),
        answered=told.say.words("report.answered", answered=score.answered, asked=score.asked),
    )


def _chart(told: Phrases, title: str, rows: Iterable[tuple[str, Score, float | None]]) -> LevelChart:
    """Return the levels of the two sides; below it why some are not joined by a gap."""
    first, second = told.sheet.scenario.sides[:2]
    names = (told.say.side(first), told.say.side(second), told.say.words("table.target"))
    drawn: list[DumbbellRow] = []
    apart: dict[str, list[str]] = {}
    for name, score, target in rows:
        ends = score.side(first).level, score.side(second).level
        reason = _why_apart(told, score)
        drawn.append(DumbbellRow(name, *ends, target, has_gap=not reason))
        if reason and None not in ends:
            apart.setdefault(reason, []).append(name)
    reasons = (told(f"sides.{reason}", names=told.say.listed(alike)) for reason, alike in apart.items())
    return LevelChart(told(title), tuple(drawn), names, told.joined(reasons))


def _why_apart(told: Phrases, score: Score) -> Literal["", "gap_withheld", "no_gap"]:
    """Return why no gap joins the sides; nothing where one does."""
    if not told.result.scorecard.shown(score).level:
        return "gap_withheld"
    return "no_gap" if score.gap is None else ""


def _area_name(told: Phrases, score: Score) -> str:
    if score.kind == "overall":
        return told.say.words("table.overall")
    return told.catalogue.area(score.code).title


def _practice_name(told: Phrases, score: Score) -> str:
    return told.say.practice(score.code)


def _table(told: Phrases, title: str, scores: Iterable[Score], name: Callable[[Phrases, Score], str]) -> Table:
    sides = told.sheet.side_codes
    columns = [Column("what", told.say.words("table.what"))]
    columns += [Column(code, told.say.side(code), "right") for code in sides]
    heads = {
        "level": told.say.words("table.level"),
        "gap": told("sides.gap"),
        "bounds": told("sides.could_be"),
        "answered": told.say.words("table.answers"),
    }
    columns += [Column(key, head, "right") for key, head in heads.items()]
    rows = [_row(told, each, name(told, each)) for each in scores]
    caption = told(title) if title == "sides.areas" else ""
    return Table(caption, columns, rows, footnotes=tuple(_notes(told, title)))


def _row(told: Phrases, score: Score, name: str) -> list[str]:
    level = told.say.level(score.level)
    if score.indicated:
        level = told.say.words("table.indicated", level=level)
    elif score.agreed and score.kind == "practice":
        level = told.say.words("table.agreed", level=level)
    silent = told.say.words("table.not_asked")
    views = [told.say.level(each.level) if told.is_asked(score, each.side) else silent for each in score.by_side]
    applies = score.low is not None
    counted = told.say.counted(score.answered, score.asked) if applies else told.say.words("table.did_not_apply")
    shown = told.result.scorecard.shown(score)
    cells = [(view, each.side in shown.sides) for view, each in zip(views, score.by_side, strict=True)]
    cells += [(level, shown.level), (told.say.gap(score.gap), shown.level)]
    cells += [(told.say.bounds(score.low, score.high), shown.bounds), (counted, shown.counts)]
    return [name, *(told.say.shown(text, may_be=may_be) for text, may_be in cells)]


def _notes(told: Phrases, title: str) -> Iterator[str]:
    if _is_compared(told):
        yield told.say.words("table.note_rests")
    if title == "sides.areas" and not _is_compared(told):
        yield told("sides.note_bounds")
    elif title == "sides.areas":
        rules = told.sheet.catalogue.rules
        sizes = {"gap": told.say.level(rules.gap), "gap_of_few": told.say.level(rules.gap_of_few)}
        first, second = (told.say.side(code) for code in told.sheet.scenario.sides[:2])
        yield told("sides.note_gap", first=first, second=second, few=rules.few, **sizes)
        yield told("sides.note_bounds")
    else:
        if any(each.indicated for each in told.result.scorecard.practices):
            yield told.say.words("table.note_indicated")
        if any(each.agreed for each in told.result.scorecard.practices):
            yield told.say.words("table.note_agreed")
