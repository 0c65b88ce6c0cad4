"""One object of the catalogue as a table: every field that has a value, codes with what they stand for."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.components import BundleParameter, RoleLink
from mbi_collab.catalogue.context import ContextFactor
from mbi_collab.catalogue.practices import Practice, Requirement
from mbi_collab.catalogue.scenarios import OpenQuestion, Role
from mbi_collab.markup.table import Column, Table

#: Fields that hold codes: of which kind of object.
_NAMES: Final = {
    "area": "area",
    "area_codes": "area",
    "asked_of": "side",
    "capability": "practice",
    "codes": "practice",
    "done_items": "item",
    "facts": "fact",
    "link_reason": "reason",
    "measures": "practice",
    "owners": "role",
    "parts": "item",
    "practices": "practice",
    "preface_practices": "practice",
    "primary": "practice",
    "question_codes": "question",
    "reason": "reason",
    "related_to": "find_object",
    "reporting_line": "reporting_line",
    "scale": "scale",
    "secondary": "practice",
    "seen_by": "side",
    "settled_in": "practice",
    "sides": "side",
    "source": "source",
    "studies": "study",
    "study": "study",
    "subject": "side",
    "task": "task",
    "task_codes": "task",
    "used_in": "practice",
}
#: Fields that hold one of a few words: under which key of the library's words these stand.
_WORDS: Final = {"basis": "basis", "effort": "page.effort", "horizon": "page.horizon"}
#: What is said of these is their text or title alone: nobody looks them up by code.
_WITHOUT_CODE: Final = ("reason", "side", "scale", "reporting_line")


def object_table(catalogue: Catalogue, code: str, language: str | None = None) -> Table:
    """Return what the catalogue knows of one object.

    Parameters
    ----------
    catalogue : Catalogue
        Where to look.
    code : str
        Of any object that the catalogue's graph holds.
    language : str, optional
        Tag of the language; default the catalogue's.

    Raises
    ------
    UnknownCodeError
        If nothing has this code.
    """
    say = Wording.of(catalogue, language)
    found: Any = say.catalogue.find_object(code)
    columns = [Column("field", say.words("table.what")), Column("value", say.words("table.which"))]
    rows = [[say.words(f"field.{name}"), value] for name, value in _rows(found, say) if value]
    if isinstance(found, Practice | Role):
        rows += [[say.words(f"field.{name}"), value] for name, value in _reverse(found, say)]
    kind = say.words(f"kind.{type(found).__name__}")
    return Table(say.words("field.heading", kind=kind, code=code), columns, rows)


def _rows(found: Any, say: Wording) -> Iterator[tuple[str, str]]:
    """Yield field and value, a row for each entry of a list; a part that is not in a list gives its own fields."""
    for field in attrs.fields(type(found)):
        value = getattr(found, field.name)
        if attrs.has(type(value)):
            yield from _rows(value, say)
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])):
            yield from ((field.name, _part(each, say)) for each in value)
        elif isinstance(value, tuple) and field.name in _NAMES:
            yield from ((field.name, _value(field.name, each, say)) for each in value)
        elif isinstance(value, tuple):
            yield field.name, say.listed([str(each) for each in value])
        else:
            yield field.name, _value(field.name, value, say)


def _reverse(found: Practice | Role, say: Wording) -> Iterator[tuple[str, str]]:
    """Yield what other objects say of a practice or a role."""
    catalogue = say.catalogue
    if isinstance(found, Practice):
        yield from (("unlocks", _named(each.code, "practice", say)) for each in catalogue.unlocked_by(found.code))
        bundles = (each.code for each in catalogue.bundles if found.code in each.practices)
        yield from (("part_of", _named(code, "bundle", say)) for code in bundles)
        yield from (("measured_by", _named(each.code, "metric", say)) for each in catalogue.metrics_of(found.code))
        yield from (("uses", _named(each.code, "application", say)) for each in catalogue.applications_of(found.code))
    for duty in catalogue.responsibilities_of(found.code):
        parts = say.listed([say.words(f"raci.{letter}") for letter in duty.letters_of(found.code)])
        named = _named(duty.code, "responsibility", say)
        yield "responsibilities", say.words("field.because", what=named, why=parts) if parts else named


def _value(field: str, value: object, say: Wording) -> str:
    """Return one value in words; empty for what is not there or not so."""
    if isinstance(value, bool):
        return say.words("field.yes") if value else ""
    if isinstance(value, float):
        return say.plain(value)
    if value is None or value == "":
        return ""
    if field in _NAMES:
        return _named(str(value), _NAMES[field], say)
    return say.words(f"{_WORDS[field]}.{value}") if field in _WORDS else str(value)


def _named(code: str, kind: str, say: Wording) -> str:
    """Return a code with the title, else the text, of its object."""
    found = getattr(say.catalogue, kind)(code)
    text: str = getattr(found, "title", "") or found.text
    return text if kind in _WITHOUT_CODE or text == code else say.words("table.coded", code=code, title=text)


def _part(part: Any, say: Wording) -> str:
    """Return a part of an object on one line: its code, its words, and the objects it names."""
    if isinstance(part, ContextFactor):
        times = say.plain(part.factor)
        return say.words("field.multiplied", what=_named(part.code, "practice", say), factor=times, why=part.why)
    if isinstance(part, Requirement):
        return say.words("field.because", what=_named(part.code, "practice", say), why=part.why)
    if isinstance(part, RoleLink):
        role = _named(part.role, "role", say)
        return say.words("field.because", what=role, why=say.words(f"raci.{part.letter}"))
    if isinstance(part, BundleParameter):
        return say.words("field.parameter", title=part.title, text=part.text, example=part.example)
    names = ("code", "section", "author", "year", "text", "title", "institution")
    told = " ".join(str(value) for name in names if (value := getattr(part, name, "")))
    if isinstance(part, OpenQuestion):
        return say.words("field.answered_by", question=told, area=_named(part.area, "area", say))
    listed = say.listed([_named(code, "practice", say) for code in getattr(part, "codes", ())])
    return f"{told} {listed}".rstrip()
