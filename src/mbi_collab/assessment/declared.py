"""What stands out in what a company says of itself: its foci, its priority lists, to whom IT reports."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import attrs
import numpy as np

from mbi_collab.assessment.factors import reporting_line_of
from mbi_collab.assessment.findings import Finding, FindingKind, advised
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.engine.rankings import kendall_tau_b
from mbi_collab.survey.context import Context, entry_key

#: Kendall's tau-b is told from so many common entries on: of two it can only be 1 or -1.
_RANKED: Final = 3


def declared_findings(sheet: Questionnaire, context: Context | None) -> Iterator[Finding]:
    """Yield what stands out in a context: foci, priority lists and the reporting line.

    Parameters
    ----------
    sheet : Questionnaire
        What is asked; its catalogue knows the codes.
    context : Context or None
        What the company says of itself.
    """
    if context is None:
        return
    yield from _foci(sheet, context)
    lists = {side: entries for side, entries in context.priority_lists if entries}  # an empty one disputes nothing
    for first, second in combinations((side for side in sheet.side_codes if side in lists), 2):
        yield _lists(sheet, (first, second), (lists[first], lists[second]))
    line = reporting_line_of(sheet.catalogue, context)
    recommends = sheet.catalogue.reporting_line(line).recommends if line else ()
    if line and recommends:
        yield Finding("reporting-line", (line,), recommends, (), is_below_area=False)


def _foci(sheet: Questionnaire, context: Context) -> Iterator[Finding]:
    declared = [(side, option) for side, option in context.focus if option is not None]
    without = tuple(side for side, option in context.focus if option is None)
    if len({option for _, option in declared}) > 1:
        codes = tuple(code for pair in declared for code in pair)
        yield advised(sheet, "foci-differ", codes, is_below_area=False)
    if without:
        yield advised(sheet, "no-focus-declared", without, is_below_area=False)


def _lists(sheet: Questionnaire, sides: tuple[str, str], lists: tuple[tuple[str, ...], tuple[str, ...]]) -> Finding:
    """Compare two priority lists: what they share, and what of it they put in different orders."""
    first, second = ({entry_key(entry): place for place, entry in enumerate(each)} for each in lists)
    shared = [entry for entry in first if entry in second]
    pairs = [pair for pair in combinations(shared, 2) if second[pair[0]] > second[pair[1]]]
    turned = {entry for pair in pairs for entry in pair}
    values = {"shared": float(len(shared)), "reordered": float(len(turned))}
    values |= {"first": float(len(first)), "second": float(len(second))}
    tau = kendall_tau_b(*(np.array([float(each[entry]) for entry in shared]) for each in (first, second)))
    if tau.things >= _RANKED:
        values["tau"] = tau.value
    kind: FindingKind = "priorities-overlap"
    if not shared:
        kind = "priorities-disjoint"
    elif not tau.reason and round(tau.value, DECIMALS) <= 0:
        kind = "priorities-conflict"
    found = advised(sheet, kind, sides, values, is_below_area=False)
    named = sorted(shared, key=lambda entry: entry not in turned)
    return attrs.evolve(found, entries=tuple(lists[0][first[entry]] for entry in named))
