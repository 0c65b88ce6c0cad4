"""What two views of one side and the evidence come to: one reading for every combination (model 5)."""

from typing import Final, Literal, get_args

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.questions import Item
from mbi_collab.catalogue.rules import Rules
from mbi_collab.engine.priorities import DECIMALS

Reading = Literal[
    "not-measurable",
    "acknowledged-gap",
    "shared-illusion",
    "strength",
    "disputed",
    "disputed-undersold",
    "stereotype",
    "self-deception",
    "hidden-problem",
    "modesty",
    "both-off",
    "middling",
]
READINGS: Final[tuple[Reading, ...]] = get_args(Reading)

#: What each reading leads to: ``capability`` of the subject, or one of the lists in ``Rules.perception``.
_LEADS_TO: Final[dict[Reading, tuple[str, ...]]] = {
    "acknowledged-gap": ("capability",),
    "shared-illusion": ("measure", "capability"),
    "strength": ("tell",),
    "disputed": ("correct",),
    "disputed-undersold": ("correct",),
    "stereotype": ("correct",),
    "self-deception": ("capability",),
    "hidden-problem": ("capability",),
    "both-off": ("correct",),
}


def reading_of(self_view: float | None, other_view: float | None, evidence: float | None, rules: Rules) -> Reading:
    """Return the reading of an item about one side: the first that applies.

    Parameters
    ----------
    self_view, other_view : float or None
        How the subject and the other side see the subject, in [0, 1]; ``None`` where nobody answered.
    evidence : float or None
        What was found, in [0, 1].
    rules : Rules
        Weakness, strength and the gap from which two views differ; compared rounded to 9 decimals.

    Returns
    -------
    str
        One of :data:`READINGS`. Without evidence nobody is said to be wrong.

    Examples
    --------
    >>> [reading_of(0.75, 0.25, evidence, Rules()) for evidence in (1.0, 0.0, None)]
    ['stereotype', 'self-deception', 'disputed']
    """
    if self_view is None or other_view is None:
        return "not-measurable"
    views = _rounded(self_view), _rounded(other_view)
    if max(views) <= _rounded(rules.weakness):
        return "acknowledged-gap"
    if min(views) >= _rounded(rules.strength):
        illusion = evidence is not None and _rounded(evidence) < _rounded(rules.weakness)
        return "shared-illusion" if illusion else "strength"
    if _rounded(abs(other_view - self_view)) < _rounded(rules.gap):
        return "middling"
    if evidence is None:
        return "disputed" if self_view > other_view else "disputed-undersold"
    return _judged(self_view, other_view, evidence)


def _judged(self_view: float, other_view: float, evidence: float) -> Reading:
    """Return who is wrong where the views differ: the one that is farther from the evidence."""
    own, others = _rounded(abs(self_view - evidence)), _rounded(abs(other_view - evidence))
    if own == others:
        return "both-off"
    if self_view > other_view:
        return "stereotype" if own < others else "self-deception"
    return "hidden-problem" if own < others else "modesty"


def practices_of(reading: Reading, item: Item, sheet: Questionnaire) -> tuple[str, ...]:
    """Return the codes of the practices that a reading of an item leads to; they need not be of the profile."""
    rules = sheet.catalogue.rules.perception
    named = [
        code
        for kind in _LEADS_TO.get(reading, ())
        for code in (sheet.capability_of(item) if kind == "capability" else getattr(rules, kind))
    ]
    return tuple(dict.fromkeys(named))


def _rounded(value: float) -> float:
    return round(value, DECIMALS)
