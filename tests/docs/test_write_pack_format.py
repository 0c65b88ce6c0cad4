"""The reference page of the pack format is what the classes say."""

import importlib.util
from pathlib import Path
from types import ModuleType

import attrs

from mbi_collab.catalogue.content import Content

SCRIPT = Path(__file__).parents[2] / "docs" / "reference" / "write_pack_format.py"


def script() -> ModuleType:
    """Return the script that writes the page."""
    spec = importlib.util.spec_from_file_location("write_pack_format", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_page_are_those_of_the_classes() -> None:
    """`python docs/reference/write_pack_format.py` writes them anew."""
    assert SCRIPT.with_name("pack-format.md").read_text(encoding="utf-8") == script().page()


def test_every_table_of_a_pack_has_its_section() -> None:
    """Once each, under its heading."""
    page = SCRIPT.with_name("pack-format.md").read_text(encoding="utf-8")
    for field in attrs.fields(Content):
        assert page.count(f"#### `[[{field.name}]]`") + page.count(f"#### `[{field.name}]`") == 1
