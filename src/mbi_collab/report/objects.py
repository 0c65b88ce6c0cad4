"""One object of the catalogue as a table: every field that has a value, codes with what they stand for."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.practices import Practice, Requirement
from mbi_collab.catalogue.scenarios import OpenQuestion
from mbi_collab.markup.table import Column, Table

#: Fields that hold codes: of which kind of object.
_NAMES: Final = {
    "area": "area",
    "area_codes": "area",
    "asked_of": "side",
    "codes": "practice",
    "done_items": "item",
    "facts": "fact",
    "link_reason": "reason",
    "owners": "role",
    "preface_practices": "practice",
    "primary": "practice",
    "question_codes": "question",
    "reason": "reason",
    "scale": "scale",
    "secondary": "practice",
    "sides": "side",
    "source": "source",
    "studies": "study",
    "subject": "side",
    "task": "task",
    "task_codes": "task",
}
#: Fields that hold one of a few words: under which key of the library's words these stand.
_WORDS: Final = {"basis": "basis", "effort": "page.effort", "horizon": "page.horizon"}
#: What is said of these is their text or title alone: nobody looks them up by code.
_WITHOUT_CODE: Final = ("reason", "side", "scale")


def object_table(catalogue: Catalogue, code: str, language: str | None = None) -> Table:
    """Return what the catalogue knows of one object.

    Parameters
    ----------
    catalogue : Catalogue
        Where to look.
    code : str
        Of a scenario, task, practice, area, control question, item, role, study or fact.
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
    if isinstance(found, Practice):
        unlocked = say.catalogue.unlocked_by(code)
        rows += [[say.words("field.unlocks"), _named(each.code, "practice", say)] for each in unlocked]
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
    if isinstance(part, Requirement):
        return say.words("field.because", what=_named(part.code, "practice", say), why=part.why)
    names = ("code", "section", "author", "year", "text", "title", "institution")
    told = " ".join(str(value) for name in names if (value := getattr(part, name, "")))
    if isinstance(part, OpenQuestion):
        return say.words("field.answered_by", question=told, area=_named(part.area, "area", say))
    listed = say.listed([_named(code, "practice", say) for code in getattr(part, "codes", ())])
    return f"{told} {listed}".rstrip()
