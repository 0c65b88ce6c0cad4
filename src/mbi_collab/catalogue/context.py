"""What changes which practices matter, not how good the cooperation is: focus, organisation, reporting line, posts."""

from typing import Literal

import attrs

from mbi_collab.catalogue.fields import Basis, Code, Multiplier, OptionalText, Text

#: What a finding can be about; an :class:`Advice` names the practices for it.
AdviceKind = Literal[
    "foci-differ",
    "no-focus-declared",
    "focus-not-applicable",
    "priorities-disjoint",
    "priorities-conflict",
    "gaps-both-ways",
]


@attrs.frozen(kw_only=True)
class ContextFactor:
    """What a part of the context multiplies the priority of one practice with.

    Attributes:
        code: of the practice.
        factor: above 1 raises it, below 1 lowers it.
        basis, facts, reason: where it comes from.
        why: the reason, as it follows "because".
    """

    code: Code
    factor: Multiplier
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    why: Text


@attrs.frozen(kw_only=True)
class FocusOption:
    """A strategic focus that an organisation can declare; each side may name one, another, or none.

    Attributes:
        code: ``"customer-knowledge"``.
        factors: what it multiplies.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it means.
    """

    code: Code
    factors: tuple[ContextFactor, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class ModelClaim:
    """What is said of an organisation model: something it brings about, or something it needs.

    Attributes:
        code: unique within the model.
        kind: an effect or a condition.
        basis, facts, reason: where it comes from.
        text: the claim.
    """

    code: Code
    kind: Literal["effect", "condition"]
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    text: Text


@attrs.frozen(kw_only=True)
class OrganisationModel:
    """One way to arrange the two functions; the models are alternatives, never a ladder.

    Attributes:
        code: ``"one-executive"``.
        is_rejected: whether a source tells of it as the state that was left.
        reporting_line: code of the reporting line of IT that it brings with it, or empty.
        claims: its effects and conditions.
        factors: what it multiplies.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it is.
        head: who heads the two functions.
        focus: what IT is expected to look at.
    """

    code: Code
    is_rejected: bool = False
    reporting_line: str = ""
    claims: tuple[ModelClaim, ...] = ()
    factors: tuple[ContextFactor, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text
    head: Text
    focus: Text


@attrs.frozen(kw_only=True)
class ReportingLine:
    """To whom IT reports, and what it is expected to look at there.

    Attributes:
        code: ``"operations"``.
        recommends: codes of the practices to look at where IT reports so.
        factors: what it multiplies.
        basis, facts, reason: where it comes from.
        title: to whom IT reports.
        focus: what is expected of an IT that reports there, in a few words.
        text: why.
    """

    code: Code
    recommends: tuple[Code, ...] = ()
    factors: tuple[ContextFactor, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    focus: Text
    text: Text


@attrs.frozen(kw_only=True)
class Post:
    """A post that may exist in a company.

    Attributes:
        code: ``"CDO"``.
        side: code of the side it leads, or empty.
        factors: what it multiplies where it exists.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it is for.
        stand_in: who answers where it does not exist.
    """

    code: Code
    side: str = ""
    factors: tuple[ContextFactor, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text
    stand_in: OptionalText = ""


@attrs.frozen(kw_only=True)
class Advice:
    """The practices that a kind of finding speaks for.

    Attributes:
        code: the kind of finding.
        practices: codes of the practices.
        items: of ``focus-not-applicable``: codes of the items whose answers tell.
        basis, facts, reason: where it comes from.
    """

    code: AdviceKind
    practices: tuple[Code, ...]
    items: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
