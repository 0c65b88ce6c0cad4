"""What must hold of metrics, responsibilities, bundles and bare names: one accountable role, no dangling code."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from mbi_collab.catalogue.components import Bundle, Responsibility
from mbi_collab.catalogue.content import KIND_OF, Content
from mbi_collab.errors import Fault, unknown

#: Codes in order, quick to look up.
Codes: TypeAlias = Mapping[str, None]


def check_components(content: Content, place: Callable[[tuple[str, ...]], str]) -> Iterator[Fault]:
    """Yield every fault inside the components of a pack, and of what they are related to."""
    facts, roles, practices = (_codes(content, name) for name in ("facts", "roles", "practices"))
    for duty in content.responsibilities:
        yield from _responsibility(duty, place(("responsibilities", duty.code, "roles")), roles, facts)
    for bundle in content.bundles:
        yield from _bundle(bundle, place(("bundles", bundle.code)), practices, facts)
    for study in content.studies:
        where = place(("studies", study.code, "wordings"))
        for wording in study.wordings:
            if wording.code not in study.facts:
                yield unknown(where, "a fact of this study", wording.code, study.facts)
    yield from _related(content, place)


def _responsibility(duty: Responsibility, where: str, roles: Codes, facts: Codes) -> Iterator[Fault]:
    """Exactly one role answers for a subject; whoever else takes part carries it out, is asked or is told."""
    accountable = [link.role for link in duty.roles if link.letter == "A"]
    if len(accountable) != 1:
        yield Fault(where, "must hold exactly one accountable role, letter A", ", ".join(accountable) or "none")
    for (role, letter), count in Counter((link.role, link.letter) for link in duty.roles).items():
        if count > 1:
            yield Fault(where, "is named twice with one letter", f"{role} {letter}")
    for link in duty.roles:
        yield from _missing(where, "a role of this pack", (link.role,), roles)
        yield from _missing(where, "a fact of this pack", link.facts, facts)


def _bundle(bundle: Bundle, where: str, practices: Codes, facts: Codes) -> Iterator[Fault]:
    for code, count in Counter(each.code for each in bundle.parameters).items():
        if count > 1:
            yield Fault(f"{where}.parameters", "is used twice", code)
    for parameter in bundle.parameters:
        yield from _missing(f"{where}.parameters", "a fact of this pack", parameter.facts, facts)
    if len(set(bundle.practices)) < 2 and practices.keys() >= set(bundle.practices):
        yield Fault(f"{where}.practices", "must name at least two practices", ", ".join(bundle.practices))


def _related(content: Content, place: Callable[[tuple[str, ...]], str]) -> Iterator[Fault]:
    known = dict.fromkeys(code for name in KIND_OF if name != "questions" for code in _codes(content, name))
    for name in ("metrics", "applications", "bundles", "named_objects"):
        for each in getattr(content, name):
            where = place((name, each.code, "related_to"))
            yield from _missing(where, "an object of this pack", each.related_to, known)
            if each.code in each.related_to:
                yield Fault(where, "must name another object", each.code)


def _codes(content: Content, name: str) -> Codes:
    """Return the codes of a collection, in its order; a dict, because it is asked often."""
    return dict.fromkeys(each.code for each in getattr(content, name))


def _missing(where: str, what: str, codes: tuple[str, ...], known: Codes) -> Iterator[Fault]:
    yield from (unknown(where, what, code, tuple(known)) for code in codes if code not in known)
