"""How sure the first step is, what was varied to find out, and what to ask next."""

from collections.abc import Iterator

from mbi_collab.assessment.asking import Question, ask_next, unmeasured
from mbi_collab.assessment.certainty import FIRST, Certainty, PracticeCertainty, certainty_sentence, chance, varied
from mbi_collab.report.outline import Block, Bullets, Entries, Entry, Heading, Paragraph
from mbi_collab.report.phrases import Phrases

#: From this share on, a practice is firm among the first three; a rival is named; a question is worth asking.
FIRM, RIVAL, WORTH = 0.9, 0.05, 0.01
#: How many questions are shown.
QUESTIONS = 5


def how_sure_of_the_first(told: Phrases) -> str:
    """Return how often the first step is first; empty without draws, without a step, or where a side is small.

    With what is first more often, and the sides of which nobody was heard: they are not varied.
    """
    found, order = told.result.certainty, told.result.order
    if found is None or not len(order) or found.withheld:
        return ""
    own = found.practice(order[0].practice)
    rival = max(found.practices, key=lambda each: each.first or 0.0)
    more = _rival(told, found) if (rival.first or 0.0) > (own.first or 0.0) else ""
    return told.joined([certainty_sentence(found, own.practice, told.say), more, *_silent(told)])


def _silent(told: Phrases) -> Iterator[str]:
    for side in told.sheet.scenario.sides:
        if side in told.result.panel.missing_sides:
            yield told("certainty.silent", side=told.say.side(side))


def how_sure(told: Phrases) -> Iterator[Block]:
    """Yield how sure the order is and what to ask next; where a side is small, why that is not shown."""
    found = told.result.certainty
    if found is None or all(each.level is None for each in told.result.scorecard.areas):
        return
    if found.withheld:
        yield Paragraph(told.say.words("certainty.withheld"))
        return
    yield from _first_steps(told, found)
    yield Heading(told("certainty.areas"))
    yield Paragraph(told("certainty.areas_intro"))
    yield Bullets(_areas(told, found))
    drawn, fixed = varied(found, told.say)
    texts = {"varied": drawn or [told.say.words("certainty.nothing")], "not_varied": fixed}
    yield Entries(Entry(told(f"certainty.{key}"), told("semicolon").join(each)) for key, each in texts.items())
    yield Heading(told("certainty.ask"))
    yield from _questions(told)


def _first_steps(told: Phrases, found: Certainty) -> Iterator[Block]:
    if not len(told.result.order):
        yield Paragraph(told("certainty.nothing_open"))
        return
    yield Paragraph(how_sure_of_the_first(told), "strong")
    steps = [found.practice(step.practice) for step in told.result.order[:FIRST]]
    firm = [each.practice for each in steps if (each.among_first or 0.0) >= FIRM]
    loose = told("semicolon").join(_loose(told, each) for each in steps if each.practice not in firm)
    least = told.say.share(FIRM)
    texts = [
        told("certainty.firm", least=least, practices=told.practices(firm))
        if firm
        else told("certainty.firm_none", least=least),
        told("certainty.loose", practices=loose) if loose else "",
        _rival(told, found),
    ]
    yield Paragraph(told.joined(texts))


def _loose(told: Phrases, each: PracticeCertainty) -> str:
    share = chance(each.among_first or 0.0, told.say)
    return told("certainty.loose_one", practice=told.say.practice(each.practice), share=share)


def _rival(told: Phrases, found: Certainty) -> str:
    """Return which other practice is first most often, if one often is."""
    first = told.result.order[0].practice
    for each in found.practices:  # the most often first step first
        if each.practice != first and (each.first or 0.0) >= RIVAL:
            share = chance(each.first or 0.0, told.say)
            return told("certainty.rival", practice=told.say.practice(each.practice), share=share)
    return told("certainty.no_rival", least=told.say.share(RIVAL))


def _areas(told: Phrases, found: Certainty) -> Iterator[str]:
    """Yield between what the level and the gap of each area lie."""
    for score in told.result.scorecard.areas:
        between = found.interval("area", score.code)
        if between.low is None or score.level is None:
            continue
        ends = {"low": told.say.level(between.low), "high": told.say.level(between.high)}
        key = "certainty.area_fixed" if score.low == score.high else "certainty.area"
        texts = [told(key, area=told.catalogue.area(score.code).title, level=told.say.level(score.level), **ends)]
        if score.gap is not None:
            gaps = {"gap": score.gap, "low": between.gap_low, "high": between.gap_high}
            texts.append(told("certainty.area_gap", **{name: told.say.gap(gap) for name, gap in gaps.items()}))
        yield told("semicolon").join(texts)


def _questions(told: Phrases) -> Iterator[Block]:
    """Yield the questions worth asking, and what would measure the practices that are only indicated."""
    worth = [each for each in ask_next(told.result) if each.value >= WORTH][:QUESTIONS]
    if worth:
        yield Paragraph(told("certainty.ask_intro"))
        yield Bullets(_question(told, each) for each in worth)
    else:
        yield Paragraph(told("certainty.ask_none"))
    lines = [
        told("certainty.indicated", practice=told.say.practice(code), statements=told.statements(items))
        for code, items in unmeasured(told.result)
        if items
    ]
    if lines:
        yield Bullets(lines)


def _question(told: Phrases, asked: Question) -> str:
    people = [
        told("certainty.several", side=told.say.side(side))
        if number is None
        else told.say.words.plural("page.certainty.people", number, side=told.say.side(side))
        for side, number in asked.missing
    ]
    share, statement = told.say.share(asked.value), told.statement(asked.item)
    return told("certainty.ask_line", share=share, statement=statement, people=told.say.listed(people))
