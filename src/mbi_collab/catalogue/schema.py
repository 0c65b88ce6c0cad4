"""JSON Schemas of a pack's files, made from the classes of the catalogue and their docstrings."""

import inspect
import re
from collections.abc import Iterator, Mapping
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin

import attrs

from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.fields import (
    Code,
    CodeTable,
    Count,
    Day,
    Multiplier,
    OptionalText,
    PositiveShare,
    Share,
    Text,
    Weight,
)

Schema = dict[str, Any]

#: What the fields of the catalogue's classes may hold, as JSON Schema says it; ``structure.py`` says it in Python.
_PLACEHOLDER = r"^\s*(-|–|…|\.\.\.|\?|[tT][oO][dD][oO]|[tT][bB][dD]|[xX]{3}|[nN]/[aA]|[fF][iI][xX][mM][eE])\s*$"
_LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAYS_OF = (  # month, separator, day
    "(0[13578]|1[02])#(0[1-9]|[12][0-9]|3[01])",
    "(0[469]|11)#(0[1-9]|[12][0-9]|30)",
    "02#(0[1-9]|1[0-9]|2[0-8])",
)
_DAYS = "|".join([*(f"[0-9]{{4}}#{each}" for each in _DAYS_OF), f"{_LEAP}#02#29"])
_DAY = "|".join(_DAYS.replace("#", separator) for separator in ("-", r"\."))
_CODE: Final[Schema] = {
    "type": "string",
    "pattern": "^[A-Za-z0-9][A-Za-z0-9+.-]{0,39}$",
    "not": {"pattern": r"\s"},
}
_WORDS: Final[Schema] = {
    "type": "string",
    "pattern": r"\S",
    "not": {
        "anyOf": [{"pattern": _PLACEHOLDER}, {"pattern": r"[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]"}],
    },
}
_FORMS: Final[Mapping[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Code: {"$ref": "#/$defs/code"},
    Text: {"$ref": "#/$defs/words"},
    OptionalText: {"anyOf": [{"const": ""}, {"$ref": "#/$defs/words"}]},
    Day: {"type": "string", "pattern": rf"^\s*({_DAY})\s*$", "not": {"pattern": r"^\s*0000"}},
    Share: {"type": "number", "minimum": 0, "maximum": 1},
    PositiveShare: {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    Multiplier: {"type": "number", "exclusiveMinimum": 0, "maximum": 2},
    Weight: {"type": "number", "minimum": 0, "maximum": 1000},
    Count: {"type": "integer", "minimum": 1, "maximum": 1000},
    CodeTable: {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/code"},
        "additionalProperties": {"$ref": "#/$defs/code"},
    },
}
#: What the three fields mean that say where a claim comes from, whatever it is a claim of.
_CLAIM: Final[Mapping[str, str]] = {
    "basis": '`"stated"`: a source says it, and `facts` says where. `"judged"`: it is ours, and `reason` says why.',
    "facts": "codes of the facts that state it.",
    "reason": "code of the reason why it is judged so.",
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
STRUCTURE, TEXT, PACK = "structure.schema.json", "text.schema.json", "pack.schema.json"


def schemas() -> dict[str, Schema]:
    """Return the JSON Schemas (Draft 2020-12) of a pack's files by the names they are shipped under.

    ``structure.schema.json`` is of every file that is not a text file: each holds some of the pack's tables.
    ``text.schema.json`` is of every file in the folder ``text``. ``pack.schema.json`` is of all structure files of a
    pack as one document: it also says which tables a pack must have. None knows which codes there are: ``check-pack``
    tells what the schemas do and the rest.

    >>> schemas()["pack.schema.json"]["required"]
    ['pack', 'sides', 'profiles', 'scales', 'scenarios', 'areas', 'practices', 'questions']
    """
    structure = _structure_of(Content)
    needed = structure.pop("required")
    classes = dict(sorted((kind.__name__, _structure_of(kind)) for kind in set(_classes(Content)) - {Content}))
    classes["Pack"]["properties"]["languages"]["minItems"] = 1
    texts = {kind.__name__: _texts_of(kind) for kind in set(_classes(Content)) - {Content} if _has_texts(kind)}
    head = {"$schema": _DRAFT}
    own = {"title": "A structure file of an mbi-collab content pack"}
    return {
        STRUCTURE: head | own | structure | {"$defs": {"code": _CODE, "words": _WORDS, **classes}},
        TEXT: head
        | {"title": "A text file of an mbi-collab content pack: one language, by the codes of the objects"}
        | _texts_of(Content)
        | {"$defs": {"words": _WORDS, **dict(sorted(texts.items()))}},
        PACK: head
        | {"title": "All structure files of an mbi-collab content pack together", "$ref": STRUCTURE}
        | {"required": needed},
    }


def _structure_of(kind: type[Any]) -> Schema:
    """Return the schema of a class's table in a structure file; texts may stand there too, but need not."""
    meanings = meanings_of(kind)
    properties = {}
    for field in attrs.fields(kind):
        properties[field.name] = _described(_form_of(field.type), meanings.get(field.name, ""))
    needed = [field.name for field in attrs.fields(kind) if is_needed(field) and not is_text(field)]
    made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {"description": _plain(first_line(kind))} | made | ({"required": needed} if needed else {})


def _texts_of(kind: type[Any]) -> Schema:
    """Return the schema of a class's table in a text file; an empty table says nothing and is passed over."""
    meanings = meanings_of(kind)
    properties: Schema = {}
    for field in attrs.fields(kind):
        inner = next((each for each in _named(field.type) if _has_texts(each)), None)
        if is_text(field):
            properties[field.name] = _described(_FORMS[field.type], meanings.get(field.name, ""))
        elif inner is not None:
            table = {"$ref": f"#/$defs/{inner.__name__}"}
            listed = get_origin(field.type) is tuple
            properties[field.name] = {"type": "object", "additionalProperties": table} if listed else table
    empty = {"type": "object", "maxProperties": 0}
    return {"type": "object", "additionalProperties": empty, "properties": properties}


def _described(form: Schema, meaning: str) -> Schema:
    return form | ({"description": meaning} if meaning else {})


def _form_of(kind: Any) -> Schema:
    """Return the schema of a field's type."""
    if kind in _FORMS:
        return dict(_FORMS[kind])
    if attrs.has(kind):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _form_of(get_args(kind)[0])}
    (only,) = (each for each in get_args(kind) if each is not NoneType)
    return _form_of(only)


def _classes(kind: Any) -> Iterator[type[Any]]:
    """Yield the attrs classes that a class is made of, itself first; some come several times."""
    yield kind
    for field in attrs.fields(kind):
        for each in _named(field.type):
            yield from _classes(each)


def _named(kind: Any) -> Iterator[type[Any]]:
    """Yield the attrs classes in a field's type."""
    if attrs.has(kind):
        yield kind
    for part in get_args(kind):
        yield from _named(part)


def _has_texts(kind: type[Any]) -> bool:
    return any(is_text(field) for each in _classes(kind) for field in attrs.fields(each))


def is_text(field: "attrs.Attribute[Any]") -> bool:
    """Whether a field's words stand in the text files."""
    return field.type in (Text, OptionalText)


def is_needed(field: "attrs.Attribute[Any]") -> bool:
    """Whether something must stand in a field."""
    return field.default is attrs.NOTHING


def first_line(kind: type[Any]) -> str:
    """Return what an object of a class is, as its docstring begins."""
    return (inspect.getdoc(kind) or "").partition("\n")[0]


def meanings_of(kind: type[Any]) -> dict[str, str]:
    """Return what each field of a class means, as its docstring says under ``Attributes:``.

    >>> from mbi_collab.catalogue.practices import Requirement
    >>> meanings_of(Requirement)["why"]
    'the reason, in one sentence.'
    """
    _, _, listed = (inspect.getdoc(kind) or "").partition("Attributes:\n")
    entries = re.findall(r"^    ([a-z_]+(?:, [a-z_]+)*): (.*(?:\n     +.*)*)", listed, re.MULTILINE)
    meanings = {name: _plain(meaning) for names, meaning in entries for name in names.split(", ")}
    return meanings | (dict(_CLAIM) if _CLAIM.keys() <= meanings.keys() else {})


def _plain(meaning: str) -> str:
    """Return a meaning in one line, for readers of files: what is ``None`` in Python is left out there."""
    return re.sub(r"\s*\n\s*", " ", meaning).replace("``None``", "left out").replace("``", "`")
