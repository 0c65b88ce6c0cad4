"""What stands out in the answers: disputed, hidden, split or one-sided, and what is missing of a whole (model 4)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import attrs

from mbi_collab.assessment.declared import declared_findings
from mbi_collab.assessment.findings import PERCEIVED, Finding, FindingKind, Findings, advised
from mbi_collab.assessment.perception import ItemPerception, Perception
from mbi_collab.assessment.priorities import Priorities, Priority
from mbi_collab.assessment.scorecard import Score, Scorecard
from mbi_collab.assessment.standing import Standing
from mbi_collab.engine.priorities import DECIMALS

#: How many practices of an area a finding names.
NAMED = 3
#: The kinds of findings on areas, control questions and items, in their order.
_KINDS: tuple[FindingKind, ...] = ("split-inside", "disputed-strength", "shared-weakness")
_KINDS += ("hidden-zero", "far-apart", "part-missing")


def findings_of(scorecard: Scorecard, priorities: Priorities, perception: Perception) -> Findings:
    """Return what stands out in what a company said of itself and in what its people answered.

    Parameters
    ----------
    scorecard : Scorecard
        The scores of the panel.
    priorities : Priorities
        Says which practices of an area are most urgent.
    perception : Perception
        How the sides see each other.
    """
    panel = scorecard.panel
    declared = tuple(declared_findings(panel.questionnaire, panel.context))
    found = (*declared, *_not_applicable(scorecard), *_answered(scorecard, priorities, perception))
    if not scorecard.is_withheld:
        return Findings(found, panel.questionnaire, is_withheld=False)
    told = attrs.evolve(scorecard.told, areas=tuple(_as_told(scorecard, area) for area in scorecard.told.areas))
    of_areas = (each for each in _answered(told, (), perception) if not each.is_below_area)
    return Findings(found, panel.questionnaire, is_withheld=True, told=(*declared, *of_areas))


def _as_told(scorecard: Scorecard, area: Score) -> Score:
    """Return an area with no more than may be handed on of it."""
    shown = scorecard.shown(area)
    if not shown.level:
        nothing, views = Standing("not-enough-answers"), tuple(each for each in area.by_side if shown.counts)
        return attrs.evolve(area, level=None, standing=nothing, gaps=(), by_side=views)
    return area


def _not_applicable(scorecard: Scorecard) -> Iterator[Finding]:
    """Where most answers to the items about the focus say that there is none here, no focus is declared."""
    sheet, kind = scorecard.panel.questionnaire, "focus-not-applicable"
    items = next((each.items for each in sheet.catalogue.advice if each.code == kind), ())
    asked = tuple(code for code in items if code in sheet.place_of)
    answers = [answer for each in scorecard.panel.answer_sets for code, answer in each.answers if code in asked]
    not_applicable = sum(answer == "na:not-here" for answer in answers)
    if 2 * not_applicable > len(answers):
        counted = {"not_applicable": float(not_applicable), "answers": float(len(answers))}
        yield advised(sheet, "focus-not-applicable", asked, counted, is_below_area=True)


def _answered(scorecard: Scorecard, priorities: Sequence[Priority], perception: Perception) -> Iterator[Finding]:
    yield from _one_side_only(scorecard)
    yield from _both_ways(scorecard)
    yield from _perceived(perception)
    urgent = {area.code: _urgent(scorecard, priorities, area.code) for area in scorecard.areas}
    found = [*_nodes(scorecard, urgent)]
    found += (each for area in scorecard.areas for each in _hidden_zero(scorecard, area))
    found += (each for question in scorecard.questions for each in _inside(scorecard, question))
    yield from sorted(found, key=lambda each: (_KINDS.index(each.kind), each.is_below_area, -_size(each)))


def _size(finding: Finding) -> float:
    """Return how far apart the two levels of a finding are; of a single level, how low it is."""
    levels = [value for name, value in finding.values if name in ("high", "mean", "low", "level")]
    return round(max(levels) - min(levels) if len(levels) > 1 else 1.0 - sum(levels), DECIMALS)


def _urgent(scorecard: Scorecard, priorities: Sequence[Priority], area: str) -> tuple[str, ...]:
    """Return the most urgent open practices of an area."""
    own = {each.code for each in scorecard.panel.questionnaire.practices if each.area == area}
    return tuple(each.practice for each in priorities if each.status == "open" and each.practice in own)[:NAMED]


def _one_side_only(scorecard: Scorecard) -> Iterator[Finding]:
    """Name the areas that one party alone has a view of, by that party."""
    parties = scorecard.panel.questionnaire.scenario.sides
    alone: dict[str, list[str]] = {}
    for area in scorecard.areas:
        seen = [each.side for each in area.by_side if each.side in parties and each.level is not None]
        asked = [each.side for each in area.by_side if each.side in parties and each.high is not None]
        if len(seen) == 1 < len(asked):
            alone.setdefault(seen[0], []).append(area.code)
    for side, areas in alone.items():
        yield Finding("one-side-only", (side, *areas), (), (), is_below_area=False)


def _both_ways(scorecard: Scorecard) -> Iterator[Finding]:
    """Tell of two parties of whom each sees some items so much better than the other that it counts."""
    sheet = scorecard.panel.questionnaire
    for pair in combinations(sheet.scenario.sides, 2):
        gaps = [gap for item in scorecard.items for gap in item.gaps if (gap.first, gap.second) == pair and gap.counts]
        ahead = sum((gap.value or 0.0) > 0 for gap in gaps)
        if 0 < ahead < len(gaps):
            counted = {"first_higher": float(ahead), "second_higher": float(len(gaps) - ahead)}
            yield advised(sheet, "gaps-both-ways", pair, counted, is_below_area=True)


def _perceived(perception: Perception) -> Iterator[Finding]:
    """Name the items on which a reading of mirrored perception says something, by reading and the side it is about."""
    for kind in PERCEIVED:
        for side in perception.sides:
            seen = [each for each in perception if (each.reading, each.subject) == (kind, side.side)]
            if seen:
                seen.sort(key=_levels if kind == "acknowledged-gap" else _errors)
                practices = dict.fromkeys(code for each in seen for code in each.practices)
                codes = (side.side, seen[0].other, *(each.item for each in seen))
                yield Finding(kind, codes, tuple(practices), (), is_below_area=True)


def _levels(each: ItemPerception) -> float:
    """Put what both see as weakest first."""
    return round((each.self_view or 0.0) + (each.other_view or 0.0), DECIMALS)


def _errors(each: ItemPerception) -> float:
    """Put first where most is at stake."""
    return -each.size


def _nodes(scorecard: Scorecard, urgent: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Classify areas, then the control questions of areas of which the same is not said already."""
    said = {(each.kind, area.code) for area in scorecard.areas for each in _classes(scorecard, area, ())}
    for area in scorecard.areas:
        yield from _classes(scorecard, area, urgent[area.code])
    for question in scorecard.questions:
        area_code = scorecard.panel.questionnaire.catalogue.question(question.code).area
        for each in _classes(scorecard, question, _practices(scorecard, question.items)):
            if (each.kind, area_code) not in said:
                yield each


def _classes(scorecard: Scorecard, node: Score, practices: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what is said of one node: split inside, a disputed strength, a shared weakness."""
    rules, below = scorecard.panel.questionnaire.catalogue.rules, node.kind != "area"
    if node.standing.kind == "split-inside":
        yield Finding("split-inside", (node.code, node.standing.side), practices, (), below)
    if node.standing.kind == "shared-weakness" and node.level is not None:
        seen = [each.level for each in node.by_side if each.level is not None]
        level = sum(seen) / len(seen) if node.agreed else node.level  # the finding is about their answers
        yield Finding("shared-weakness", (node.code,), practices, (("level", level),), below)
    for gap in (each for each in node.gaps if each.counts):
        views = [(side, node.side(side).level or 0.0) for side in (gap.first, gap.second)]
        (low_side, low), (high_side, high) = sorted(views, key=lambda each: each[1])
        if _at_least(high, rules.strength) and _at_least(rules.weakness, low):
            values = (("high", high), ("low", low))
            yield Finding("disputed-strength", (node.code, high_side, low_side), practices, values, below)


def _hidden_zero(scorecard: Scorecard, area: Score) -> Iterator[Finding]:
    """Name the lowest item of an area whose mean hides it."""
    rules = scorecard.panel.questionnaire.catalogue.rules
    if area.lowest is None or area.level is None:
        return
    level = scorecard.item(area.lowest).level
    if level is not None and _at_least(rules.hidden_at, level) and _at_least(area.level, rules.hidden_in):
        values = (("mean", area.level), ("level", level))
        practices = _practices(scorecard, (area.lowest,))
        yield Finding("hidden-zero", (area.code, area.lowest), practices, values, is_below_area=True)


def _inside(scorecard: Scorecard, question: Score) -> Iterator[Finding]:
    """Name the item of a control question that is low where another is high, or the missing parts of a whole."""
    rules = scorecard.panel.questionnaire.catalogue.rules
    parts = scorecard.panel.questionnaire.catalogue.question(question.code).parts
    levels = {code: scorecard.item(code).level for code in question.items}
    known = [(level, code) for code, level in levels.items() if level is not None and (not parts or code in parts)]
    high = [code for level, code in known if _at_least(level, rules.strength)]
    low = [code for level, code in known if _at_least(rules.weakness, level)]
    if not high or not low:
        return
    if parts:
        mean = sum(level for level, _ in known) / len(known)
        values = (("level", mean), ("there", float(len(high))), ("parts", float(len(known))))
        yield Finding("part-missing", (question.code, *low), _practices(scorecard, low), values, is_below_area=True)
        return
    (lowest, worst), (highest, best) = min(known), min(known, key=lambda each: (-each[0], each[1]))
    ends = (("high", highest), ("low", lowest))
    practices = _practices(scorecard, (worst,))
    yield Finding("far-apart", (question.code, best, worst), practices, ends, is_below_area=True)


def _practices(scorecard: Scorecard, items: Iterable[str]) -> tuple[str, ...]:
    """Return the practices of the profile that items measure, else those they hint at."""
    sheet = scorecard.panel.questionnaire
    known, given = {each.code for each in sheet.practices}, [sheet.item(code) for code in items]
    found = [code for item in given for code in item.primary] or [code for item in given for code in item.secondary]
    return tuple(dict.fromkeys(code for code in found if code in known))


def _at_least(value: float, threshold: float) -> bool:
    return round(value, DECIMALS) >= round(threshold, DECIMALS)
