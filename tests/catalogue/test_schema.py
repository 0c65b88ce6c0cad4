"""The JSON Schemas: valid themselves, kept as they are shipped, and true of the packs that are there."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mbi_collab.catalogue.evidence import Reference
from mbi_collab.catalogue.practices import Area
from mbi_collab.catalogue.schema import PACK, STRUCTURE, TEXT, first_line, meanings_of, schemas
from mbi_collab.catalogue.sources import read_pack
from mbi_collab.catalogue.structure import FieldFault, _code, _day, _words
from tests.fuzz.mutated_packs import validators

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "docs" / "reference" / "schema"


@pytest.mark.parametrize("name", [STRUCTURE, TEXT, PACK])
def test_the_shipped_schema_is_what_the_classes_say(name: str) -> None:
    """`python docs/reference/write_pack_format.py` writes them anew."""
    assert json.loads((SHIPPED / name).read_text(encoding="utf-8")) == schemas()[name]
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("pack", ["cio-cmo", "examples/clinic-pack"])
def test_the_packs_at_hand_fit(pack: str) -> None:
    """What check-pack takes, the schemas take."""
    joined: dict[str, Any] = {}
    for name, content in read_pack(pack if pack == "cio-cmo" else ROOT / pack).files:
        table = tomllib.loads(content.decode())
        validators()[TEXT if name.startswith("text/") else STRUCTURE].validate(table)
        joined |= {} if name.startswith("text/") else table
    validators()[PACK].validate(joined)


DEFS = schemas()[STRUCTURE]["$defs"]


def disagree(form: dict[str, Any], hook: Any, values: list[str]) -> list[str]:
    """Return the values of which a form of the schema and the converter's hook do not say the same."""
    fits = Draft202012Validator({"$defs": {"code": DEFS["code"], "words": DEFS["words"]}, **form}).is_valid
    return [value for value in values if fits(value) != is_taken(hook, value)]


def is_taken(hook: Any, value: str) -> bool:
    try:
        hook(value)
    except FieldFault:
        return False
    return True


@pytest.mark.parametrize(
    "year", ["2014", "2016", "1900", "2000", "0000", "0004", "9999", "\u0662\u0660\u0661\u0664", "14"]
)
def test_the_schema_knows_the_calendar(year: str) -> None:
    """Every day of the year and those that are none, with either separator, as the converter does."""
    days = [f"{year}{s}{month:02}{s}{day:02}" for s in "-." for month in range(14) for day in range(33)]
    days += [f"{year}-02.03", f" {year}-02-03\n", f"{year}-2-3", f"{year}-02-03T00:00"]
    assert disagree(DEFS["Scenario"]["properties"]["modified"], _day, days) == []


def test_the_schema_knows_placeholders() -> None:
    """A text is no placeholder, not blank and without control characters, as the converter has it."""
    words = ["", " ", "\t", "todo", " ToDo ", "todos", "N/A", "…", "...", "–", "?", "??", "a\0", "\x7f", "a\tb\n"]
    assert disagree(DEFS["words"], _words, [*words, "\u00a0", "\ufffe", "FIXME\n", "é", "\x85", "\x1f", "xXx"]) == []


def test_the_schema_knows_codes() -> None:
    """A code is what the converter takes for one."""
    codes = ["", "A", "A1", "A1\n", " A1", "1.0", "S006+", "-A", "A_1", "x" * 40, "x" * 41, "é", "A\u0661"]
    assert disagree(DEFS["code"], _code, codes) == []


def test_a_missing_table_is_a_fault_of_the_pack() -> None:
    """No file must hold all tables; all files together must."""
    validators()[STRUCTURE].validate({"areas": []})
    assert not validators()[PACK].is_valid({"areas": []})


def test_every_key_has_a_meaning() -> None:
    """Each key of each class is explained in its docstring; so schema and reference page are whole."""
    bare = [
        f"{name}.{key}"
        for name, form in DEFS.items()
        for key, each in form.get("properties", {}).items()
        if not each.get("description")
    ]
    assert bare == []


def test_meanings_come_from_the_docstring() -> None:
    """Names that share a line share a meaning, and lines that go on are joined."""
    assert first_line(Area).startswith("A part of the assessment")
    assert meanings_of(Reference)["term"] == "the term of a lecture, if it is one."
    assert {"basis", "facts", "reason"} <= meanings_of(Area).keys()
