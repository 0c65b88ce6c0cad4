"""The parsed tables of the packs that ship: fresh, and never believed when they are not."""

import os
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import mbi_collab as mbi
from mbi_collab.catalogue import parsed
from mbi_collab.catalogue.assembling import assemble
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.parsed import FOLDER, file_name, tables_of, to_keep
from mbi_collab.catalogue.sources import read_pack
from mbi_collab.packaged import packaged_names, read_packaged

DATA = Path(mbi.__file__).parent / "data"


def parts() -> Iterator[tuple[str, str, list[bytes]]]:
    """Pack, part and files of everything that is kept parsed."""
    for pack in packaged_names("packs"):
        files = read_pack(pack).files
        yield pack, "structure", [content for name, content in files if not name.startswith("text/")]
        texts = [(name, content) for name, content in files if name.startswith("text/")]
        yield from ((pack, Path(name).stem, [content]) for name, content in texts)


@pytest.mark.parametrize(
    ("pack", "part", "contents"), list(parts()), ids=lambda each: each if isinstance(each, str) else ""
)
def test_what_is_kept_is_of_the_files_as_they_are(pack: str, part: str, contents: list[bytes]) -> None:
    """After a change of a pack: ``MBI_GOLDEN=write python -m pytest tests/catalogue/test_parsed.py``."""
    place, wanted = DATA / FOLDER / file_name(pack, part), to_keep(contents)
    if os.environ.get("MBI_GOLDEN") == "write":
        place.parent.mkdir(exist_ok=True)
        place.write_text(wanted, encoding="utf-8", newline="\n")
    assert read_packaged(FOLDER, place.name).decode() == wanted


def test_nothing_else_is_kept() -> None:
    assert packaged_names(FOLDER) == tuple(sorted(file_name(pack, part) for pack, part, _ in parts()))


def test_with_and_without_what_is_kept_the_content_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, texts and lists come out of JSON as they come out of TOML."""
    files = read_pack("cio-cmo")
    kept = assemble(files, "en").content
    monkeypatch.setattr(parsed, "FOLDER", "packs")  # holds no such files
    read = assemble(files, "en").content
    assert all(getattr(read, each.name) == getattr(kept, each.name) for each in attrs.fields(Content))


def test_a_changed_file_is_read_itself() -> None:
    """Whoever edits a pack sees the edit at once, not what was kept of it."""
    contents = [content for name, content in read_pack("cio-cmo").files if not name.startswith("text/")]
    edited = [contents[0] + b"\n[more]\na = 1.0\n", *contents[1:]]
    assert "more" not in tables_of("cio-cmo", "structure", contents)
    assert tables_of("cio-cmo", "structure", edited)["more"] == {"a": 1.0}
