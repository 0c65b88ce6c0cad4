"""Objects of a pack that is known to be sound: the packs that ship with the library, which its tests check in full.

The strict way, in :mod:`~mbi_collab.catalogue.building`, tells everything that is wrong with a pack, and takes longer.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import attrs

from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.fields import Day
from mbi_collab.catalogue.laying import fill, lay
from mbi_collab.catalogue.parsed import tables_of
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.language.tags import best_tag


@attrs.frozen
class Built:
    """What a pack's files gave in one language.

    Attributes:
        content: the objects.
        language: tag of the texts.
        languages: all tags of the pack, its own first.
        missing_texts: how many texts were taken from the pack's first language.
    """

    content: Content
    language: str
    languages: tuple[str, ...]
    missing_texts: int


def assemble(files: PackFiles, language: str | None) -> Built:
    """Make the objects of a sound pack in one language; what it holds is taken as it is."""
    data = tables_of(files.origin, "structure", [each for name, each in files.files if not name.startswith("text/")])
    languages = tuple(data["pack"]["languages"])
    chosen, main = best_tag(language or languages[0], languages), languages[0]
    texts = _texts(files, chosen)
    missing = fill(texts, _texts(files, main)) if chosen != main else 0
    lay(data, texts, (), f"text/{chosen}.toml", [])
    content = _object(Content, data)
    return Built(content, chosen, languages, missing)


def _texts(files: PackFiles, language: str) -> dict[str, Any]:
    return tables_of(files.origin, language, [dict(files.files)[f"text/{language}.toml"]])


Maker = Callable[[Any], Any]


def _object(kind: Any, data: Mapping[str, Any]) -> Any:
    """Return an object of a table: its values as the class's fields want them."""
    makers = _makers_of(kind)
    return kind(**{name: makers[name](value) for name, value in data.items()})


@lru_cache(maxsize=128)
def _makers_of(kind: Any) -> dict[str, Maker]:
    return {field.name: _maker(field.type) for field in attrs.fields(kind)}


def _as_it_is(value: Any) -> Any:
    return value


def _day(text: str) -> str:
    return text.replace(".", "-")


def _maker(kind: Any) -> Maker:
    """Return what makes a field's value of plain data."""
    if kind == Day:
        return _day
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if kind is float:
        return float
    if get_origin(kind) is tuple:
        inner = _maker(get_args(kind)[0])
        return tuple if inner is _as_it_is else lambda values: tuple([inner(value) for value in values])
    if isinstance(kind, type) and attrs.has(kind):
        return lambda data: _object(kind, data)
    if NoneType in get_args(kind):
        return _maker(next(each for each in get_args(kind) if each is not NoneType))
    return _as_it_is
