"""How the two sides see each other: what each reading means, the table behind it, and what to do."""

from collections.abc import Iterator

from mbi_collab.assessment.perception import ItemPerception, SidePerception
from mbi_collab.assessment.standing import at_least
from mbi_collab.report.outline import Block, Bullets, Card, Entries, Entry, Heading, Paragraph
from mbi_collab.report.phrases import Phrases

#: How many statements are shown with a card of their own, and how many are named that both call strong.
SHOWN, NAMED = 6, 4
#: Readings that lack evidence: a line each is enough. What rests on evidence has a card.
DISPUTED = ("disputed", "disputed-undersold")
#: Readings on which both agree, and those that say nothing; weaknesses that both see stand with the findings.
QUIET = ("acknowledged-gap", "strength", "middling", "not-measurable")


def how_they_see_each_other(told: Phrases) -> Iterator[Block]:
    """Yield the readings in words, the table, and what to do; nothing where a side is small or nothing was asked."""
    seen = [each for each in told.result.perception if each.own.respondents or each.others.respondents]
    if told.result.is_withheld or not seen:
        return
    both = [each for each in seen if each.view_gap is not None]
    if not both:
        yield Paragraph(told("perception.one_view"))
        return
    yield Paragraph(told("perception.intro"))
    if all(each.two_people for each in both):
        yield Paragraph(told("perception.two_people"), "note")
    lines = [*_sides(told), *_strengths(told, both), *_shared_pictures(told)]
    if lines:
        yield Bullets(lines)
    telling = sorted(both, key=lambda each: (-each.size, each.item))
    judged = [each for each in telling if each.reading not in (*DISPUTED, *QUIET)]
    disputed = [each for each in telling if each.reading in DISPUTED]
    if judged:
        yield Heading(told("perception.apart"))
        yield from (_card(told, each) for each in judged[:SHOWN])
        yield from _more(told, judged)
    if disputed:
        yield from _disputed(told, disputed)
    if not judged and not disputed:
        yield Paragraph(told("perception.none_apart"))
    yield told.result.perception.table(told.say.words.language)
    if len(both) < len(told.result.perception):
        yield Paragraph(told("perception.unmeasured", number=len(both), all=len(told.result.perception)), "note")


def _names(told: Phrases, each: ItemPerception) -> dict[str, str]:
    return {"subject": told.say.side(each.subject), "other": told.say.side(each.other)}


def _sides(told: Phrases) -> Iterator[str]:
    """Yield how each side is seen, and which is seen worse, measured by its own view; of views, not of who is right."""
    for side in told.result.perception.sides:
        yield from _side(told, side)
    apart, (first, second) = told.result.perception.asymmetry, told.sheet.scenario.sides[:2]
    if apart is not None and _counts(told, apart):
        lower, other = (told.say.side(each) for each in ((first, second) if apart < 0 else (second, first)))
        yield told("perception.seen_lower", side=lower, other=other, size=told.say.level(abs(apart)))


def _counts(told: Phrases, gap: float) -> bool:
    """Whether a difference of views is large enough to count."""
    return at_least(abs(gap), told.catalogue.rules.gap)


def _side(told: Phrases, side: SidePerception) -> Iterator[str]:
    name, mean = told.say.side(side.side), side.mean_view_gap
    if mean is not None:
        key = "alike" if not _counts(told, mean) else "worse" if mean < 0 else "better"
        seen = told(f"perception.seen_{key}", side=name, gap=told.say.gap(mean), number=side.items)
        is_unproven = side.misconception is None and key != "alike" and _is_same(side.perception_difference, mean)
        yield told.joined([seen, told("perception.difference_alone") if is_unproven else ""])
    if side.misconception is not None:
        off = told.say.level(side.misconception)
        yield told("perception.misconception", side=name, off=off, number=side.evidenced)
    elif side.perception_difference is not None and not _is_same(side.perception_difference, mean):
        apart = told.say.level(side.perception_difference)
        yield told("perception.difference", side=name, apart=apart, number=side.items)


def _is_same(apart: float | None, mean: float | None) -> bool:
    """Whether the distance of two views says no more than the mean view gap: all gaps go one way."""
    return apart is not None and mean is not None and round(apart - abs(mean), 9) == 0


def _strengths(told: Phrases, both: list[ItemPerception]) -> Iterator[str]:
    """Yield what both call strong, side by side."""
    for side in told.sheet.side_codes:
        alike = [each for each in both if each.reading == "strength" and each.subject == side]
        if alike:
            names = _names(told, alike[0])
            statements = told.statements(each.item for each in alike[:NAMED])
            counted = told("perception.named", number=len(alike), statements=statements)
            said = told("perception.reading.strength", **names), counted, told("perception.advice.strength", **names)
            yield told.joined([*said, _leads_to(told, alike[:NAMED])])


def _leads_to(told: Phrases, shown: list[ItemPerception]) -> str:
    """Return the practices that some statements lead to, each once."""
    codes = dict.fromkeys(code for each in shown for code in each.practices)
    return told("perception.leads_to", practices=told.practices(codes)) if codes else ""


def _shared_pictures(told: Phrases) -> Iterator[str]:
    """Yield how alike the two see what is about neither of them."""
    seen = [(each.agreement, each.item) for each in told.result.perception.shared if each.agreement is not None]
    if seen:
        mean = sum(agreement for agreement, _ in seen) / len(seen)
        least, item = min(seen, key=lambda each: (round(each[0], 9), each[1]))
        lowest = told("perception.shared_least", statement=told.statement(item), least=told.say.plain(least))
        shared = told("perception.shared", number=len(seen), mean=told.say.plain(mean))
        yield told.joined([shared, lowest if round(least, 2) < 1 else ""])


def _disputed(told: Phrases, disputed: list[ItemPerception]) -> Iterator[Block]:
    """Yield what cannot be decided yet, with what to bring; the advice is said once."""
    yield Heading(told("perception.undecided"))
    advice = told("perception.advice.disputed", **_names(told, disputed[0]))
    yield Paragraph(advice)
    yield Bullets(
        told.joined([told.statement(each.item), _views(told, each), _evidence(told, each)]) for each in disputed[:SHOWN]
    )
    yield from _more(told, disputed)


def _more(told: Phrases, found: list[ItemPerception]) -> Iterator[Paragraph]:
    """Yield how many more there are than are shown; the table has them."""
    if len(found) > SHOWN:
        yield Paragraph(told("perception.more", number=len(found) - SHOWN), "note")


def _card(told: Phrases, each: ItemPerception) -> Card:
    names = _names(told, each)
    entries = [
        ("views", _views(told, each)),
        ("evidence", _evidence(told, each)),
        ("guesses", told.joined(_guesses(told, each))),
        ("distance", _distance(told, each)),
        ("to_do", told(f"perception.advice.{each.reading}", **names)),
        ("practices", told.practices(each.practices)),
    ]
    made = [Entry(told(f"perception.{key}"), text) for key, text in entries if text]
    said = told(f"perception.reading.{each.reading}", **names)
    return Card(told.statement(each.item), [Paragraph(said, "strong"), Entries(made)], 4)


def _views(told: Phrases, each: ItemPerception) -> str:
    views = {"own": told.say.level(each.self_view), "others": told.say.level(each.other_view)}
    people = {"own_people": each.own.respondents, "other_people": each.others.respondents}
    return told("perception.views_line", **_names(told, each), **views, gap=told.say.gap(each.view_gap), **people)


def _evidence(told: Phrases, each: ItemPerception) -> str:
    """Return what was found, with source and date; without it, what would show who is right."""
    for found in told.result.panel.observations:
        if found.item == each.item:
            level = told.say.level(each.evidence)
            line = told("perception.evidence_line", level=level, source=found.source, date=found.date)
            return told.joined([line, found.figure and told("perception.figure", figure=found.figure)])
    wanted = told.catalogue.item(each.item).evidence
    return told("perception.evidence_to_bring", evidence=wanted) if wanted else ""


def _guesses(told: Phrases, each: ItemPerception) -> Iterator[str]:
    for own, other in ((each.own, each.others), (each.others, each.own)):
        if own.guess is not None and other.level is not None:
            sides = {"side": told.say.side(own.side), "other": told.say.side(other.side)}
            levels = {"guess": told.say.level(own.guess), "level": told.say.level(other.level)}
            yield told("perception.guess_line", **sides, **levels)


def _distance(told: Phrases, each: ItemPerception) -> str:
    if not each.distance:
        return ""
    people = len(told.result.panel.respondents_of(each.other))
    return told("perception.distance_line", other=told.say.side(each.other), number=each.distance, all=people)
