"""One object of the catalogue as a table: every field that has a value, codes with their titles."""

from collections.abc import Iterator
from typing import Any

import attrs

from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.practices import Practice
from mbi_collab.errors import UnknownCodeError
from mbi_collab.markup.table import Column, Table


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
    kind = type(found).__name__
    columns = [Column("field", say.words("table.what")), Column("value", say.words("table.which"))]
    rows = [[label, value] for label, value in _rows(found, say) if value]
    if isinstance(found, Practice):
        unlocked = say.listed([each.code for each in say.catalogue.unlocked_by(code)])
        rows += [[say.words("field.unlocks"), unlocked]] if unlocked else []
    return Table(say.words("field.heading", kind=say.words(f"kind.{kind}"), code=code), columns, rows)


def _rows(found: Any, say: Wording) -> Iterator[tuple[str, str]]:
    for field in attrs.fields(type(found)):
        value = getattr(found, field.name)
        label = say.words(f"field.{field.name}")
        if attrs.has(type(value)):
            yield from _rows(value, say)
        elif isinstance(value, tuple) and value and attrs.has(type(value[0])):
            yield from ((label, _one(each, say)) for each in value)
        elif isinstance(value, tuple):
            yield label, say.listed([_titled(str(each), say) for each in value])
        elif field.name != "reason":
            yield label, "" if value is None else _titled(str(value), say)
        elif value:
            yield label, say.catalogue.reason(value).text


def _one(part: Any, say: Wording) -> str:
    """Return a part of an object on one line: its code, then its words."""
    texts = [getattr(part, name, "") for name in ("code", "section", "text", "why", "title", "name")]
    codes = [_titled(code, say) for code in getattr(part, "codes", ())]
    return " ".join([*(str(text) for text in texts if text), *codes])


def _titled(text: str, say: Wording) -> str:
    """Return a code with its title, where it is the code of a practice, task, area or role."""
    for kind in ("practice", "task", "area", "role"):
        try:
            return say.words("table.coded", code=text, title=getattr(say.catalogue, kind)(text).title)
        except UnknownCodeError:
            continue
    return text
