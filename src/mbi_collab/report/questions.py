"""The scenario's open questions, each answered for this company from the area that measures it."""

from collections.abc import Iterator

from mbi_collab.assessment.scorecard import Score
from mbi_collab.assessment.sides import PairGap
from mbi_collab.catalogue.practices import Area
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.report.outline import Block, Bullets, Card, Paragraph
from mbi_collab.report.phrases import Phrases

#: How many practices of an area are named.
NAMED = 3
#: From this distance of the bounds on, the class of an area holds only as far as it was answered.
WIDE = 0.4


def open_questions(told: Phrases) -> Iterator[Block]:
    """Yield the scale, and a card for each open question that an area of the profile answers."""
    areas = {area.code for area in told.sheet.areas}
    points = told.catalogue.scale("").points
    ends = {"low": points[0], "high": points[-1]}
    numbers = {name: told.say.level(point.value) for name, point in ends.items()}
    yield Paragraph(told("question.scale", **numbers, **{f"{name}_text": point.text for name, point in ends.items()}))
    for question in told.catalogue.scenario(told.sheet.scenario.code).open_questions:
        if question.area in areas:
            yield _card(told, told.catalogue.area(question.area), question.text)


def further_areas(told: Phrases) -> Iterator[Block]:
    """Yield a card for each area that no open question of the scenario stands for."""
    answered = {question.area for question in told.sheet.scenario.open_questions}
    for code in (area.code for area in told.sheet.areas):
        if code not in answered:
            yield _card(told, told.catalogue.area(code))


def _card(told: Phrases, area: Area, asked: str = "") -> Card:
    """Return the card of an area: what the scenario asks, if it does, then what the area asks, with its answer."""
    score = told.result.scorecard.area(area.code)
    lines = list(_limits(told, score))
    if not told.result.is_withheld:
        lines = [*_below_the_average(told, score), *lines, _practices(told, area.code)]
    title = [Paragraph(area.title, "note")] if asked else []
    bullets = [Bullets(lines)] if lines else []
    answered = Paragraph(told.joined([area.text, answer(told, score)]), "strong")
    return Card(asked or area.title, (*title, answered, *bullets))


def answer(told: Phrases, score: Score) -> str:
    """Return one sentence that says how an area stands: level, answers, and how the sides see it."""
    if not told.result.scorecard.shown(score).level:
        return told("question.withheld", views=told.views(score), answered=told.answered(score))
    if score.level is None:
        if score.asked:
            return told("question.no_answer", answered=told.answered(score))
        return told("question.not_applicable" if score.low is None else "question.nobody_to_answer")
    is_mixed = score.agreed and score.answered  # the level is then not that of the answers, which the clause is about
    return told(
        "question.answer_agreed" if is_mixed else "question.answer",
        verdict=told(f"verdict.{int(round(score.level, DECIMALS) * 4 + 0.5)}"),
        level=told.say.level(score.level),
        answered=told.answered(score),
        clause=_as_far_as_answered(told, score),
    )


def answered_part(score: Score) -> float | None:
    """Return the coverage of a node by what was answered: what was agreed in the room raises its coverage, not this."""
    if not score.agreed:
        return score.coverage
    open_parts = [each.high - each.low for each in score.by_side if each.low is not None and each.high is not None]
    return 1.0 - sum(open_parts) / len(open_parts) if open_parts else None


def _as_far_as_answered(told: Phrases, score: Score) -> str:
    """Return how the sides see an area; where much is missing, that it holds only as far as it was answered."""
    clause, standing = _clause(told, score), score.standing.kind
    if not told.result.scorecard.shown(score).bounds:
        return clause
    part = answered_part(score)
    is_wide = part is not None and round(1 - part, 9) >= WIDE
    return told("question.partly", clause=clause) if is_wide and standing != "not-enough-answers" else clause


def _clause(told: Phrases, score: Score) -> str:
    standing = score.standing
    kind, fields = standing.kind, {"compared": told.compared(score)}
    if kind == "not-enough-answers":
        seen = [told.say.side(each.side) for each in score.by_side if each.level is not None]
        asked = [each for each in score.by_side if told.is_asked(score, each.side)]
        missing = [told.say.side(each.side) for each in asked if each.level is None]
        key = "not-enough-answers" if seen else "agreed-only"
        return told(f"standing.{key}", seen=told.say.listed(seen), missing=told.say.listed(missing))
    if kind == "seen-better-by":
        better = standing.side
        fields |= {"better": told.say.side(better), "other": told.say.side(_other(score, better))}
    elif kind == "split-inside":
        fields["side"] = told.say.side(standing.side)
    elif kind == "middling" and score.gap is None:
        return told("standing.apart", **fields)
    return told(f"standing.{kind}", **fields)


def _other(score: Score, better: str) -> str:
    """The side that sees it worse, in the first gap that counts."""
    pair: PairGap = next(each for each in score.gaps if each.counts and better in (each.first, each.second))
    return pair.second if pair.first == better else pair.first


def _below_the_average(told: Phrases, score: Score) -> Iterator[str]:
    """Yield what an area's averages do not show: differences, and low statements."""
    items = [told.result.scorecard.item(code) for code in score.items]
    apart = [item for item in items if item.gaps and item.gaps[0].counts]
    widest = min(apart, key=lambda item: (-round(abs(item.gap or 0.0), 9), item.code), default=None)
    if widest is not None and score.standing.kind != "seen-better-by":
        names = {"statement": told.statement(widest.code), "compared": told.compared(widest)}
        counted = told.answered(widest)
        yield told("question.differ", number=len(apart), all=len(items), answered=counted, **names)
    yield from _lowest(told, score, None if widest is None else widest.code)
    for item in items:
        if item.agreed:
            names = {"statement": told.statement(item.code), "level": told.say.level(item.level)}
            yield told("question.agreed", views=told.views(item), **names)


def _lowest(told: Phrases, score: Score, said: str | None) -> Iterator[str]:
    """Yield the lowest statement, and what a side sees far lower than the average lets on, unless it is said."""
    if score.lowest is None or score.level is None:
        return
    item = told.result.scorecard.item(score.lowest)
    rules = told.sheet.catalogue.rules
    hides = round(score.level, 9) >= rules.hidden_in
    hidden = hides and item.level is not None and round(item.level, 9) <= rules.hidden_at
    if item.level is not None and round(item.level, 9) < round(score.level, 9):
        names = {"statement": told.statement(item.code), "level": told.say.level(item.level)}
        yield told("question.hidden" if hidden else "question.lowest", answered=told.answered(item), **names)
    for side, code in score.lowest_by_side if hides and not hidden else ():
        view = told.result.scorecard.item(code).side(side)
        if code != said and view.level is not None and round(view.level, 9) <= rules.hidden_at:
            counted = told.say.words("report.answered", answered=view.answered, asked=view.asked)
            names = {"side": told.say.side(side), "statement": told.statement(code)}
            yield told("question.hidden_side", **names, level=told.say.level(view.level), answered=counted)


def _limits(told: Phrases, score: Score) -> Iterator[str]:
    """Yield what missing answers leave open."""
    wide = told.sheet.catalogue.rules.gap
    known = score.level is not None and told.result.scorecard.shown(score).bounds
    if known and score.coverage is not None and round(1 - score.coverage, DECIMALS) >= wide:
        yield told("question.wide", low=told.say.level(score.low), high=told.say.level(score.high))
    apart = score.one_sided and not told.result.is_withheld  # or a level less another would show a single statement
    if len(told.heard_sides) > 1 and apart and score.level_both is not None:
        yield told("question.one_sided", level=told.say.level(score.level_both))


def _practices(told: Phrases, area: str) -> str:
    codes = {practice.code for practice in told.sheet.practices if practice.area == area}
    steps = [step.practice for step in told.result.order if step.practice in codes]
    if steps:
        names = told.practices(steps[:NAMED])
        key = "question.practices_all" if len(steps) == len(codes) else "question.practices"
        return told(key, open=len(steps), all=len(codes), names=names)
    states = [each.status for each in told.result.priorities if each.practice in codes]
    counted = {"in_place": states.count("in-place"), "not_assessed": states.count("not-assessed")}
    key = "question.practices_closed" if counted["in_place"] else "question.practices_unknown"
    return told(key, all=len(codes), **counted)
