"""What can be checked of a pack whose entries have faults of their own: the sound ones, and whom the others name."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

import attrs

from mbi_collab.catalogue.checks import NAMES, check
from mbi_collab.catalogue.circles import CIRCLE, circle
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.laying import name_of
from mbi_collab.catalogue.structure import structure
from mbi_collab.errors import MOST_FAULTS, Fault, unknown

#: An entry of the pack's files as plain data, with its path.
_Entry = tuple[tuple[str, ...], Mapping[str, Any]]


def check_sound_part(data: Mapping[str, Any], place: Callable[[tuple[str, ...]], str]) -> list[Fault]:
    """Check what can be made of a pack with faults: its faulty entries are left out, their codes do not dangle.

    Of an entry that is left out, the codes that it names are looked for all the same, and circles that lead through it.
    """
    sound, left_out, faulty_of = dict(data), set[str](), dict[str, list[Any]]()
    for field in attrs.fields(Content):
        value, kinds = data.get(field.name), get_args(field.type)
        if kinds and isinstance(value, list):
            faulty = [each for each in value if structure(each, kinds[0], place)[0] is None]
            out = {id(each) for each in faulty}
            sound[field.name] = [each for each in value if id(each) not in out]
            faulty_of[field.name] = faulty
            left_out.update(_codes(faulty))
        elif structure(value, field.type or object, place)[0] is None:
            sound.pop(field.name, None)
    content, _ = structure(sound, Content, place)
    found = [fault for fault in check(content, place) if fault.found not in left_out] if content else []
    if not any(fault.problem == CIRCLE for fault in found):
        found += circle(_needs(data), place)
    return found + list(itertools.islice(_dangling(data, faulty_of, place), MOST_FAULTS))


def _dangling(
    data: Mapping[str, Any], faulty_of: Mapping[str, list[Any]], place: Callable[[tuple[str, ...]], str]
) -> Iterator[Fault]:
    """Yield the codes that entries with other faults name and that no entry has."""
    known = {target: _known(data, target) for target in {row[2] for row in NAMES}}
    for kind, field, target, what in NAMES:
        for path, entry in _entries(faulty_of, kind):
            yield from _unknown(place((*path, field)), what, entry.get(field), known[target])
    for path, practice in _entries(faulty_of, "practices"):
        requires, card = practice.get("requires"), practice.get("card")
        needed = [each.get("code") for each in _tables(requires)]
        yield from _unknown(place((*path, "requires")), "a practice of this pack", needed, known["practices"])
        done = card.get("done_items") if isinstance(card, Mapping) else ()
        yield from _unknown(place((*path, "card.done_items")), "an item of this pack", done, known["items"])


def _unknown(where: str, what: str, named: object, known: Mapping[str, None]) -> Iterator[Fault]:
    codes = [named] if isinstance(named, str) and named else named if isinstance(named, list) else []
    yield from (unknown(where, what, code, known) for code in codes if isinstance(code, str) and code not in known)


def _entries(entries_of: Mapping[str, Any], kind: str) -> Iterator[_Entry]:
    """Yield the entries of a kind that are tables; items stand in their control questions."""
    if kind == "items":
        for path, question in _entries(entries_of, "questions"):
            inner = question.get("items")
            for at, item in enumerate(inner if isinstance(inner, list) else ()):
                if isinstance(item, Mapping):
                    yield (*path, "items", name_of(item, at)), item
    else:
        value = entries_of.get(kind)
        for at, each in enumerate(value if isinstance(value, list) else ()):
            if isinstance(each, Mapping):
                yield (kind, name_of(each, at)), each


def _needs(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what each practice requires, those with faults too."""
    return {
        code: [need for each in _tables(entry.get("requires")) if isinstance(need := each.get("code"), str)]
        for _, entry in _entries(data, "practices")
        if isinstance(code := entry.get("code"), str)
    }


def _tables(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _known(data: Mapping[str, Any], kind: str) -> dict[str, None]:
    """Return the codes of all entries of a kind, faulty ones too, in their order and quick to look up."""
    codes = (entry.get("code") for _, entry in _entries(data, kind))
    return dict.fromkeys(code for code in codes if isinstance(code, str))


def _codes(value: object) -> Iterator[str]:
    """Yield every code in plain data."""
    if isinstance(value, Mapping):
        yield str(value.get("code"))
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _codes(each)
