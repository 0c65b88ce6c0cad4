"""load_catalogue: by name or folder, cached where nothing can change."""

from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab.catalogue.sources import read_pack
from mbi_collab.errors import InvalidPackError, SettingsError, UnknownPackError
from tests.catalogue.small_pack import document, files, texts, write


@pytest.mark.system(1)
def test_the_shipped_pack_holds_the_scenario_and_its_tasks() -> None:
    """The packaged data gives an object for each code of the portal."""
    catalogue = mbi.load_catalogue()
    assert catalogue.scenario("S006").code == "S006"
    assert [catalogue.task(code).code for code in ("U005B", "U003A", "U004A")] == ["U005B", "U003A", "U004A"]


def test_packaged_packs_are_read_once() -> None:
    """What cannot change is kept, one catalogue a language."""
    assert mbi.load_catalogue() is mbi.load_catalogue("cio-cmo")


def test_folders_are_read_each_time(tmp_path: Path) -> None:
    """Who edits a pack sees the edit."""
    folder = write(tmp_path)
    before = mbi.load_catalogue(folder)
    words = texts() | {"pack": {"title": "Changed", "text": "Changed."}}
    (folder / "text" / "en.toml").write_bytes(document(words))
    after = mbi.load_catalogue(str(folder))
    assert (before.pack.title, after.pack.title) == ("Small", "Changed")
    assert before != after


def test_a_copied_pack_is_equal_to_the_shipped_one(tmp_path: Path) -> None:
    """Where a pack lies does not matter."""
    assert mbi.load_catalogue(write(tmp_path, read_pack("cio-cmo"))) == mbi.load_catalogue()


def test_an_unknown_pack_is_an_error_of_ours() -> None:
    """The nearest name is offered."""
    with pytest.raises(UnknownPackError, match="Did you mean 'cio-cmo'"):
        mbi.load_catalogue("cio_cmo")


def test_a_folder_that_is_no_pack_is_an_error_of_ours(tmp_path: Path) -> None:
    """An empty folder lacks everything."""
    with pytest.raises(InvalidPackError) as refused:
        mbi.load_catalogue(tmp_path)
    assert str(tmp_path) in str(refused.value)


def test_the_message_names_the_pack(tmp_path: Path) -> None:
    """One fault reads as one line: the pack, the file, the key, the problem."""
    folder = write(tmp_path, files(extra={"areas.toml": b"areas = 1\n"}))
    with pytest.raises(InvalidPackError, match=r"areas\.toml areas: '1' is not a list"):
        mbi.load_catalogue(folder)


@pytest.mark.parametrize("language", ["fi", "en-US", "xx-Latn"])
def test_an_absent_language_gives_the_first(language: str) -> None:
    """Nobody is refused a catalogue for a language."""
    assert mbi.load_catalogue(language=language).language == "en"


@pytest.mark.parametrize("pack", [None, 5, b"cio-cmo", ["cio-cmo"]])
def test_what_is_neither_name_nor_path_is_no_pack(pack: object) -> None:
    """Other kinds of value are told with our own error."""
    with pytest.raises(UnknownPackError, match="is neither a name nor a path"):
        mbi.load_catalogue(pack)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", [5, ["en"], b"en"])
def test_what_is_no_tag_of_a_language_is_refused(language: object) -> None:
    """Whether or not it could be remembered."""
    with pytest.raises(SettingsError, match="must be the tag of a language"):
        mbi.load_catalogue(language=language)  # type: ignore[arg-type]
