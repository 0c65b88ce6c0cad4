"""What stands out, in sentences, each with the practices it speaks for."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from mbi_collab.assessment.findings import PERCEIVED, Finding
from mbi_collab.assessment.scorecard import Score
from mbi_collab.report.outline import Block, Bullets, Paragraph
from mbi_collab.report.phrases import Phrases
from mbi_collab.report.questions import answered_part

#: How many findings of one kind are told, and how many statements and practices one of them names.
SHOWN: Final = 3
NAMED: Final = 4
#: Below this share answered, strength and weakness are told only as far as they were answered.
THIN: Final = 0.5
HEDGED: Final = ("shared-weakness", "disputed-strength")
#: Readings without evidence: where there are several, one line tells how many statements they are about.
UNDECIDED: Final = ("disputed", "disputed-undersold")


def what_stands_out(told: Phrases) -> Iterator[Block]:
    """Yield the findings; none below area level where a side is small."""
    texts = tuple(_lines(told))
    if texts:
        yield Paragraph(told("findings.intro"))
        yield Bullets(texts)
        yield from (Paragraph(text, "note") for text in (*_perceived(told), *_outside(told)))


def _told(told: Phrases) -> Iterator[tuple[tuple[Finding, ...], int]]:
    """Yield the findings that are told, kind by kind, with how many more there are."""
    for undecided, group in groupby(told.result.findings.shown, key=lambda each: each.kind in UNDECIDED or each.kind):
        found = tuple(group)
        yield (found, 0) if undecided is True else (found[:SHOWN], len(found[SHOWN:]))


def _perceived(told: Phrases) -> Iterator[str]:
    """Yield where more is told of the readings; a weakness that both see is told here."""
    told_of = {*PERCEIVED} - {"acknowledged-gap"}
    if any(each.kind in told_of for found, _ in _told(told) for each in found):
        yield told("findings.perceived", section=told("section.perception"))


def _outside(told: Phrases) -> Iterator[str]:
    """Yield what each practice is that a finding speaks for and the profile does not ask about."""
    inside = {practice.code for practice in told.sheet.practices}
    named = dict.fromkeys(code for found, _ in _told(told) for each in found for code in each.practices[:NAMED])
    for code in named:
        if code not in inside:
            text = told.catalogue.practice(code).text
            yield told("findings.outside", practice=told.say.practice(code), text=text)


def _lines(told: Phrases) -> Iterator[str]:
    for found, more in _told(told):
        if len(found) > 1 and found[0].kind in UNDECIDED:
            yield _undecided(told, found)
        else:
            yield from (finding_text(told, each) for each in found)
        if more:
            yield told("findings.more", number=more)


def finding_text(told: Phrases, finding: Finding) -> str:
    """Return one finding as a sentence, with the practices it speaks for."""
    partly = "-partly" if finding.kind in HEDGED and _is_thin(told, finding) else ""
    text = told.say.words(f"finding.{finding.kind}{partly}", **_FIELDS[finding.kind](told, finding))
    return _speaking(told, text, finding.practices)


def _undecided(told: Phrases, found: tuple[Finding, ...]) -> str:
    """Return as one sentence what nobody can decide, whichever side it is about and whoever thinks better of it."""
    number = sum(len(each.codes[2:]) for each in found)
    practices = dict.fromkeys(code for each in found for code in each.practices)
    return _speaking(told, told("findings.undecided", number=number), tuple(practices))


def _speaking(told: Phrases, text: str, practices: tuple[str, ...]) -> str:
    """Return a sentence with the practices it speaks for, if there are any."""
    if not practices:
        return text
    return told(
        "findings.speaks_for", text=text, practices=_first_of(told, [told.say.practice(each) for each in practices])
    )


def _first_of(told: Phrases, names: list[str]) -> str:
    """Return the first names in a row, and how many more there are."""
    named, more = told("semicolon").join(names[:NAMED]), len(names[NAMED:])
    return told("findings.and_more", names=named, number=more) if more else named


def _is_thin(told: Phrases, finding: Finding) -> bool:
    """Whether less than half of what a finding speaks of was answered."""
    score = _score(told, finding)
    part = answered_part(score) if told.result.scorecard.shown(score).bounds else None
    return part is not None and round(part, 9) < THIN


def _score(told: Phrases, finding: Finding) -> Score:
    """Return the score of the area or the control question that a finding speaks of."""
    card = told.result.scorecard
    return card.question(finding.codes[0]) if finding.is_below_area else card.area(finding.codes[0])


def _number(finding: Finding, name: str) -> str:
    return str(int(finding.value(name) or 0))


def _foci(told: Phrases, finding: Finding) -> dict[str, object]:
    named = [
        told("named", label=told.say.side(side), text=told.catalogue.focus_option(option).title)
        for side, option in zip(finding.codes[::2], finding.codes[1::2], strict=True)
    ]
    return {"foci": told("semicolon").join(named)}


def _sides(told: Phrases, finding: Finding) -> dict[str, object]:
    return {"sides": told.say.listed([told.say.side(code) for code in finding.codes])}


def _not_applicable(_: Phrases, finding: Finding) -> dict[str, object]:
    return {name: _number(finding, name) for name in ("not_applicable", "answers")}


def _lists(told: Phrases, finding: Finding) -> dict[str, object]:
    first, second = (told.say.side(code) for code in finding.codes)
    counted = {
        f"{name}_entries": told.say.words.plural("finding.entries", int(finding.value(name) or 0))
        for name in ("first", "second")
    }
    tau, turned = finding.value("tau"), int(finding.value("reordered") or 0)
    order = "" if tau is None else told.say.words("finding.tau", tau=told.say.plain(tau))
    parts = {"reordered": finding.entries[:turned], "in_order" if turned else "both": finding.entries[turned:]}
    quoted = {key: [told.say.words("finding.entry", text=told.priority(one)) for one in parts[key]] for key in parts}
    named = [told.say.words(f"finding.{key}", entries=_first_of(told, each)) for key, each in quoted.items() if each]
    shared = {"shared": _number(finding, "shared"), "order": order, "named": "".join(named)}
    return {"first": first, "second": second, **shared, **counted}


def _line(told: Phrases, finding: Finding) -> dict[str, object]:
    line = told.catalogue.reporting_line(finding.codes[0])
    return {"line": line.title, "focus": line.focus}


def _one_side(told: Phrases, finding: Finding) -> dict[str, object]:
    side, *areas = finding.codes
    return {"side": told.say.side(side), "areas": told("semicolon").join(_area(told, code) for code in areas)}


def _both_ways(told: Phrases, finding: Finding) -> dict[str, object]:
    first, second = (told.say.side(code) for code in finding.codes)
    counted = {name: _number(finding, name) for name in ("first_higher", "second_higher")}
    return {"first": first, "second": second, **counted}


def _reading(told: Phrases, finding: Finding) -> dict[str, object]:
    subject, other, *items = finding.codes
    sides = {"subject": told.say.side(subject), "other": told.say.side(other)}
    return {**sides, "number": len(items), "statements": told.statements(items[:NAMED])}


def _area(told: Phrases, code: str) -> str:
    return told.say.area(code)


def _node(told: Phrases, finding: Finding) -> dict[str, object]:
    """Return the name of an area or a control question, its sides and levels, and how many answered."""
    code, *sides = finding.codes
    name = told.catalogue.question(code).text if finding.is_below_area else _area(told, code)
    fields: dict[str, object] = {key: told.say.level(value) for key, value in finding.values}
    fields |= dict(zip(("side", "other"), (told.say.side(side) for side in sides), strict=False))
    return {"node": name, "answered": told.answered(_score(told, finding)), **fields}


def _items(told: Phrases, finding: Finding) -> dict[str, object]:
    """Return the name of an area or a control question, and the statements in it that stand out."""
    code, *items = finding.codes
    is_area = finding.kind == "hidden-zero"
    score = told.result.scorecard.area(code) if is_area else told.result.scorecard.question(code)
    return {
        "node": _area(told, code) if is_area else told.catalogue.question(code).text,
        "answered": told.answered(told.result.scorecard.item(items[-1]) if is_area else score),
        "first": told.statement(items[0]),
        "last": told.statement(items[-1]),
        "statements": told.statements(items),
        **{key: told.say.level(value) for key, value in finding.values},
        **{name: _number(finding, name) for name in ("there", "parts") if finding.value(name) is not None},
    }


_FIELDS: Final[dict[str, Callable[[Phrases, Finding], dict[str, object]]]] = {
    "foci-differ": _foci,
    "no-focus-declared": _sides,
    "focus-not-applicable": _not_applicable,
    "priorities-disjoint": _lists,
    "priorities-conflict": _lists,
    "priorities-overlap": _lists,
    "reporting-line": _line,
    "one-side-only": _one_side,
    "gaps-both-ways": _both_ways,
    **dict.fromkeys(PERCEIVED, _reading),
    "split-inside": _node,
    "disputed-strength": _node,
    "shared-weakness": _node,
    "hidden-zero": _items,
    "far-apart": _items,
    "part-missing": _items,
}
