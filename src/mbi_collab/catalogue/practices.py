"""What a company can adopt: areas, practices, their prerequisites and their cards."""

from typing import Literal

import attrs

from mbi_collab.catalogue.fields import Basis, Code, Count, OptionalText, PositiveShare, Text, Weight

Effort = Literal["low", "medium", "high"]
Horizon = Literal["immediate", "short", "medium", "long"]
PracticeKind = Literal["stated-step", "stated", "implied", "inferred"]


@attrs.frozen(kw_only=True)
class Area:
    """A part of the assessment; S006's three areas are its three open questions.

    Attributes:
        code: ``"R"``.
        weight: how much it counts in the overall level.
        target: the wanted level of its practices; ``None``: the pack's.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it asks, as a question a manager would ask.

    >>> import mbi_collab as mbi
    >>> mbi.load_catalogue().area("R").title
    'Shared reasons'
    """

    code: Code
    weight: Weight = 1.0
    target: PositiveShare | None = None
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class Requirement:
    """A practice that must be in place first.

    Attributes:
        code: of the prerequisite.
        basis: whether a source states the order or we judge it.
        why: the reason, in one sentence.
    """

    code: Code
    basis: Basis
    why: Text


@attrs.frozen(kw_only=True)
class PracticeCard:
    """How to take a practice up.

    Attributes:
        done_items: codes of the items whose level says that it is done.
        first_step: what can be done within 30 days.
        deliverable: what is on the table afterwards.
        done_when: how both sides see that it is done.
        trap: what usually goes wrong.
        check_first: what to look at before starting.
    """

    done_items: tuple[Code, ...]
    first_step: Text
    deliverable: Text
    done_when: Text
    trap: Text
    check_first: Text


@attrs.frozen(kw_only=True)
class Practice:
    """Something the two sides do together, which a company can adopt.

    Attributes:
        code: ``"U04"``.
        area: code of its area.
        kind: a step in the source's order, stated, implied by a control question, or inferred.
        owners: codes of the roles that own it; several own it jointly.
        effort: low, medium or high.
        horizon: immediate (< 3 months), short (3–6), medium (6–18) or long, from its start.
        task: code of the MBI task in which it is carried out.
        judged: which of ``owners``, ``effort``, ``horizon``, ``task`` are our judgement; the others are stated.
        requires: the practices that must be in place first.
        studies: codes of published evidence.
        causes: what it works against: mistrust, misunderstanding, priorities, tempo, information.
        cadence_weeks: how often it recurs, for what recurs; a judgement.
        target: the wanted level; ``None``: the area's.
        basis, facts, reason: where it comes from.
        title: a few words.
        text: what it is.
        card: how to take it up.
        note: what else a reader should know.

    >>> import mbi_collab as mbi
    >>> practice = mbi.load_catalogue().practice("R04")
    >>> practice.effort, practice.requires[0].code, practice.basis_of("effort")
    ('low', 'R03', 'judged')
    """

    code: Code
    area: Code
    kind: PracticeKind
    owners: tuple[Code, ...]
    effort: Effort
    horizon: Horizon
    task: Code
    judged: tuple[Literal["owners", "effort", "horizon", "task"], ...] = ()
    requires: tuple[Requirement, ...] = ()
    studies: tuple[Code, ...] = ()
    causes: tuple[str, ...] = ()
    cadence_weeks: Count | None = None
    target: PositiveShare | None = None
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text
    card: PracticeCard | None = None
    note: OptionalText = ""

    def basis_of(self, name: Literal["owners", "effort", "horizon", "task"]) -> Basis:
        """Return whether that single value is stated or judged."""
        return "judged" if name in self.judged else "stated"
