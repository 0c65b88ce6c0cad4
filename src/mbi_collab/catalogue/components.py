"""MBI's objects beside scenarios, tasks and roles: metrics, applications, who answers for what, bundles, bare names."""

from typing import Literal

import attrs

from mbi_collab.catalogue.fields import Basis, Code, OptionalText, Text

ApplicationKind = Literal["digital tool", "customer data source", "company system", "data platform"]
NamedKind = Literal["scenario", "task", "task group", "document", "factor", "method", "metric group"]
ParameterKind = Literal["split", "sides", "yes or no", "words", "date"]
#: R carries it out, A answers for it, C is asked before, I is told.
RaciLetter = Literal["R", "A", "C", "I"]


@attrs.frozen(kw_only=True)
class Metric:
    """Something that is counted, and from where it can be seen.

    A rise is never good or bad by itself: ``reading`` says what has to be looked at with it.

    Attributes:
        code: ``"M-REACH"``; ours, MBI's own metrics were not readable.
        seen_by: codes of the sides in whose work it shows: its vantage points; empty: no source says.
        measures: codes of the practices whose effect it shows.
        related_to: codes of objects it has to do with in another way.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what is counted, and from where it is seen.
        formula: how it is worked out; no source gives formulas, so the wording is ours.
        reading: how to read a change.
    """

    code: Code
    seen_by: tuple[Code, ...] = ()
    measures: tuple[Code, ...] = ()
    related_to: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text
    formula: Text
    reading: Text


@attrs.frozen(kw_only=True)
class Application:
    """A kind of software that a source names; no product.

    Attributes:
        code: ``"A-ERP"``; ours.
        kind: digital tool, customer data source, company system or data platform.
        used_in: codes of the practices that use, renew or decide about it.
        related_to: codes of objects it has to do with in another way.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it does, and what the source says of it.
    """

    code: Code
    kind: ApplicationKind
    used_in: tuple[Code, ...] = ()
    related_to: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class RoleLink:
    """One role's part in a responsibility.

    Attributes:
        role: code of the role.
        letter: R, A, C or I.
        facts: where a source says it.
    """

    role: Code
    letter: RaciLetter
    facts: tuple[Code, ...]


@attrs.frozen(kw_only=True)
class Responsibility:
    """A subject that somebody answers for: a row of the responsibility matrix.

    Attributes:
        code: ``"data-processing"``.
        roles: who has which part; exactly one is accountable (A). What no source says is left open.
        settled_in: codes of the practices that settle it.
        basis, facts, reason: where it comes from.
        title: the subject.
        text: what the source says, and what it leaves open.
    """

    code: Code
    roles: tuple[RoleLink, ...]
    settled_in: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text

    @property
    def accountable(self) -> str:
        """Code of the one role that answers for it."""
        return next(link.role for link in self.roles if link.letter == "A")

    def letters_of(self, role: str) -> str:
        """Return the letters of a role, in the order R, A, C, I; empty where no source gives it a part."""
        held = {link.letter for link in self.roles if link.role == role}
        return "".join(letter for letter in "RACI" if letter in held)


@attrs.frozen(kw_only=True)
class BundleParameter:
    """Something to settle when a bundle is taken up.

    Attributes:
        code: ``"funding-split"``.
        kind: a split whose shares sum to 1, sides, yes or no, words, or a date.
        facts: where the example stands.
        title: what it is called.
        text: what has to be settled.
        example: what the source's case settled: an example, not a norm.
    """

    code: Code
    kind: ParameterKind
    facts: tuple[Code, ...]
    title: Text
    text: Text
    example: Text


@attrs.frozen(kw_only=True)
class Bundle:
    """Practices that work as one mechanism, with what has to be settled when it is taken up.

    Attributes:
        code: ``"joint-project"``.
        practices: codes of its practices.
        parameters: what has to be settled.
        study: code of the case it was seen in.
        related_to: codes of objects of the same shape.
        basis, facts, reason: where it comes from.
        title: its name.
        text: what it is.
    """

    code: Code
    practices: tuple[Code, ...]
    parameters: tuple[BundleParameter, ...]
    study: Code
    related_to: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class NamedObject:
    """An object of MBI known by code and name only: nothing of what it contains is described here.

    Attributes:
        code: MBI's own code, ``"S002"``.
        kind: scenario, task, task group, document, factor, method or metric group.
        public_id: its number in the portal's addresses, or empty.
        related_to: codes of objects it has to do with; these links are ours unless ``note`` says otherwise.
        basis, facts, reason: where the name comes from.
        title: its name.
        note: what else was found.
    """

    code: Code
    kind: NamedKind
    public_id: str = ""
    related_to: tuple[Code, ...] = ()
    basis: Basis
    facts: tuple[Code, ...] = ()
    reason: str = ""
    title: Text
    note: OptionalText = ""

    @property
    def described(self) -> bool:
        """Always false: only the name is known."""
        return False
