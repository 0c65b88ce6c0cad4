"""What a saved finding must hold: the codes of its kind, in their order, and its numbers."""

from collections.abc import Iterable, Iterator
from itertools import chain, cycle, islice
from typing import Final

from mbi_collab.assessment.findings import Finding
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault, unknown

#: By kind: what its codes are, and what may follow any number of times; a node is an area or a control question.
_CODES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "foci-differ": (("side", "focus", "side", "focus"), ("side", "focus")),
    "no-focus-declared": (("side",), ("side",)),
    "focus-not-applicable": (("item",), ("item",)),
    "priorities-disjoint": (("side", "side"), ()),
    "priorities-conflict": (("side", "side"), ()),
    "priorities-overlap": (("side", "side"), ()),
    "reporting-line": (("line",), ()),
    "one-side-only": (("side", "area"), ("area",)),
    "gaps-both-ways": (("side", "side"), ()),
    "split-inside": (("node", "side"), ()),
    "disputed-strength": (("node", "side", "side"), ()),
    "shared-weakness": (("node",), ()),
    "hidden-zero": (("area", "scored"), ()),
    "far-apart": (("question", "scored", "scored"), ()),
    "part-missing": (("question", "scored"), ("scored",)),
}
#: By kind: the numbers it must have.
_NUMBERS: Final[dict[str, tuple[str, ...]]] = {
    "focus-not-applicable": ("not_applicable", "answers"),
    "priorities-disjoint": ("shared", "first", "second"),
    "priorities-conflict": ("shared", "first", "second"),
    "priorities-overlap": ("shared", "first", "second"),
    "gaps-both-ways": ("first_higher", "second_higher"),
    "disputed-strength": ("high", "low"),
    "shared-weakness": ("level",),
    "hidden-zero": ("mean", "level"),
    "far-apart": ("high", "low"),
    "part-missing": ("level", "there", "parts"),
}
#: Kinds that rest on answers to single items.
_BELOW_AREA: Final = ("focus-not-applicable", "gaps-both-ways", "hidden-zero", "far-apart", "part-missing")


def finding_faults(findings: Iterable[Finding], sheet: Questionnaire) -> Iterator[Fault]:
    """Yield where a finding has other codes or numbers than its kind has, or hides that it rests on single items.

    Parameters
    ----------
    findings : iterable of Finding
        As read from a file.
    sheet : Questionnaire
        Knows the codes.
    """
    known = _known(sheet)
    practices = tuple(practice.code for practice in sheet.catalogue.practices)
    for at, each in enumerate(findings, start=1):
        place = f"findings {at} {each.kind}"
        yield from _code_faults(each, known, f"{place}, codes")
        yield from (
            unknown(f"{place}, practices", "a practice of this pack", code, practices)
            for code in each.practices
            if code not in practices
        )
        lacking = [name for name in _NUMBERS.get(each.kind, ()) if each.value(name) is None]
        yield from (Fault(f"{place}, values", "are without a number", name) for name in lacking)
        if each.kind in _BELOW_AREA and not each.is_below_area:
            yield Fault(f"{place}, is_below_area", "must be true for this kind", "false")


def _known(sheet: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Return the codes of each sort."""
    scored = tuple(item.code for item in sheet.items if not item.mirror_only and item.weight > 0)
    return {
        "side": sheet.side_codes,
        "focus": tuple(each.code for each in sheet.catalogue.focus_options),
        "line": tuple(each.code for each in sheet.catalogue.reporting_lines),
        "area": tuple(each.code for each in sheet.areas),
        "question": tuple(each.code for each in sheet.questions),
        "item": tuple(each.code for each in sheet.items),
        "scored": scored,
    }


def _code_faults(finding: Finding, known: dict[str, tuple[str, ...]], place: str) -> Iterator[Fault]:
    fixed, repeated = _CODES[finding.kind]
    more = len(finding.codes) - len(fixed)
    if more < 0 or more % max(1, len(repeated)) or (more and not repeated):
        yield Fault(place, "are not as many as this kind has", str(len(finding.codes)), (str(len(fixed)),))
        return
    sorts = islice(chain(fixed, cycle(repeated)), len(finding.codes))
    for code, sort in zip(finding.codes, sorts, strict=True):
        own = sort if sort != "node" else "question" if finding.is_below_area else "area"
        if code not in known[own]:
            yield unknown(place, "a code that can stand here", code, known[own])
