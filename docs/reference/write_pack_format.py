"""Write the JSON Schemas, and the tables of keys in pack-format.md, anew from the classes of the catalogue.

``python docs/reference/write_pack_format.py`` after a class has changed; a test fails until it has been run.
"""

import json
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

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
from mbi_collab.catalogue.schema import first_line, is_needed, is_text, meanings_of, schemas

HERE = Path(__file__).parent
BEGIN, END = "<!-- keys: written by write_pack_format.py -->", "<!-- end of keys -->"
#: How the page names what a field may hold.
VALUES: dict[Any, str] = {
    str: "words",
    int: "whole number",
    float: "number",
    bool: "`true` or `false`",
    Code: "code",
    Text: "text",
    OptionalText: "text",
    Day: "day, `yyyy-mm-dd`",
    Share: "0 to 1",
    PositiveShare: "above 0 to 1",
    Multiplier: "above 0 to 2",
    Weight: "0 to 1000",
    Count: "whole number, 1 to 1000",
    CodeTable: "table of codes",
}


def page() -> str:
    """Return the page with its tables of keys as the classes have them."""
    before, _, rest = (HERE / "pack-format.md").read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{rest.partition(END)[2]}"


def tables() -> str:
    """Return a section for each table of a pack: first those every pack has."""
    known: tuple[attrs.Attribute[Any], ...] = attrs.fields(Content)
    fields = [*filter(is_needed, known), *(field for field in known if not is_needed(field))]
    first_optional = next(field for field in fields if not is_needed(field))
    lines: list[str] = []
    for field in fields:
        if field is fields[0]:
            lines += ["### Tables that every pack has", ""]
        if field is first_optional:
            lines += ["### Tables that a pack may have", ""]
        lines += section(field.name, field.type)
    return "\n".join(lines)


def section(path: str, kind: Any) -> Iterator[str]:
    """Yield the lines of one class: its heading, its keys, then the classes inside it."""
    (own,) = classes_of(kind)
    yield from (f"#### `{f'[[{path}]]' if get_origin(kind) is tuple else f'[{path}]'}`", "", plain(first_line(own)), "")
    yield from ("| key | value | | meaning |", "|---|---|---|---|")
    meanings = meanings_of(own)
    for field in attrs.fields(own):
        yield f"| `{field.name}` | {value_of(field.type)} | {need_of(field)} | {meanings[field.name]} |"
    yield ""
    for field in attrs.fields(own):
        if classes_of(field.type):
            yield from section(f"{path}.{field.name}", field.type)


def classes_of(kind: Any) -> list[type[Any]]:
    """Return the class of the objects in a field, if it holds any."""
    return [kind] if attrs.has(kind) else [each for part in get_args(kind) for each in classes_of(part)]


def value_of(kind: Any) -> str:
    """Return what a field may hold, in words."""
    if kind in VALUES:
        return VALUES[kind]
    if classes_of(kind):
        return "list of tables" if get_origin(kind) is tuple else "table"
    if get_origin(kind) is Literal:
        return ", ".join(f"`{each}`" for each in get_args(kind))
    if get_origin(kind) is tuple:
        inner = value_of(get_args(kind)[0])
        return "list of codes" if inner == "code" else f"list of {inner}"
    return next(value_of(each) for each in get_args(kind) if each is not types.NoneType)


def need_of(field: "attrs.Attribute[Any]") -> str:
    """Return whether something must stand in a field, or what counts where nothing does."""
    where = "text file, " if is_text(field) else ""
    if is_needed(field):
        return f"{where}needed"
    if isinstance(field.default, int | float) or (isinstance(field.default, str) and field.default):
        return f"{where}else `{str(field.default).lower()}`"
    return f"{where}may be left out"


def plain(text: str) -> str:
    """Return a docstring's line as Markdown."""
    return text.replace("``", "`")


def main() -> None:
    """Write the schemas and the page."""
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False)
        (HERE / "schema" / name).write_text(f"{text}\n", encoding="utf-8")
    (HERE / "pack-format.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
