"""Where packs lie: folders are read with bounds, links and odd files are refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab.catalogue import sources
from mbi_collab.catalogue.sources import PackFiles, available_catalogues, read_pack
from mbi_collab.errors import InvalidPackError, UnknownPackError
from tests.catalogue.small_pack import files, write, zipped


def faults_of(folder: Path) -> set[tuple[str, str]]:
    """Return place and problem of what a folder is refused for."""
    with pytest.raises(InvalidPackError) as refused:
        read_pack(folder)
    return {(fault.place, fault.problem) for fault in refused.value.faults}


def test_the_shipped_pack_is_listed_and_read() -> None:
    """Names come sorted, the text files under their folder."""
    assert available_catalogues() == ("cio-cmo",)
    names = [name for name, _ in read_pack("cio-cmo").files]
    assert "text/en.toml" in names
    assert "practices.toml" in names


def test_a_folder_is_read_as_written(tmp_path: Path) -> None:
    """Names with a slash, contents byte for byte; other files and hidden ones are left out."""
    folder = write(tmp_path)
    (folder / "README.md").write_text("no content")
    (folder / "._areas.toml").write_bytes(b"\0\xff")
    assert read_pack(folder).files == files().files
    assert read_pack(str(folder)) == read_pack(folder)


def test_a_copy_of_a_pack_has_its_digest(tmp_path: Path) -> None:
    """The digest is of names and contents, not of where they lie."""
    pack = read_pack("cio-cmo")
    assert read_pack(write(tmp_path, pack)).digest == pack.digest


def test_the_digest_tells_packs_apart() -> None:
    """A byte more, a byte moved to the next file or another name is another digest."""
    packs = [
        PackFiles("a", (("a", b"12"), ("b", b"3"))),
        PackFiles("a", (("a", b"1"), ("b", b"23"))),
        PackFiles("a", (("a", b"123"), ("b", b""))),
        PackFiles("a", (("a", b"12"), ("c", b"3"))),
    ]
    assert len({pack.digest for pack in packs}) == len(packs)
    assert len(packs[0].digest) == 64


@pytest.mark.parametrize("name", ["", "cio-cno", "no/such/folder", "a\0b", "x" * 5000, "\ud800", "../cio-cmo"])
def test_an_unknown_pack_gets_the_nearest(name: str) -> None:
    """Whatever the name, the error is ours, a LookupError, and lists what there is."""
    with pytest.raises(UnknownPackError) as refused:
        read_pack(name)
    assert isinstance(refused.value, LookupError)
    (fault,) = refused.value.faults
    assert (fault.found, fault.allowed) == (name, ("cio-cmo",))
    assert (fault.nearest == "cio-cmo") == ("cio-c" in name)


@pytest.mark.parametrize(("name", "near"), [("smal", "small"), ("packs/bgi", "packs/big.zip"), ("cio_cmo", "cio-cmo")])
def test_what_is_misspelled_may_be_a_name_or_a_place(
    name: str, near: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders and zip files that stand where the wanted one does not; other files are none."""
    monkeypatch.chdir(tmp_path)
    for folder in ("small", "packs"):
        Path(folder).mkdir()
    for file in ("smal.txt", "packs/bgi.txt", "packs/big.zip"):
        Path(file).touch()
    with pytest.raises(UnknownPackError) as refused:
        read_pack(name)
    assert refused.value.faults[0].nearest == str(Path(near))


def test_a_place_is_not_taken_for_a_name() -> None:
    """What is given as a path gets no names to choose from, least of all its own."""
    with pytest.raises(UnknownPackError) as caught:
        read_pack(Path("cio-cmo"))
    assert (caught.value.faults[0].found, caught.value.faults[0].allowed, caught.value.faults[0].nearest) == (
        "cio-cmo",
        (),
        None,
    )


def test_a_file_is_no_pack(tmp_path: Path) -> None:
    """A pack is a folder or a zip file, not one of its files."""
    (tmp_path / "pack.toml").touch()
    with pytest.raises(UnknownPackError):
        read_pack(tmp_path / "pack.toml")


@pytest.mark.parametrize("name", ["areas.toml", "text/en.toml", "text"])
def test_links_are_not_followed(tmp_path: Path, name: str) -> None:
    """A link out of the folder could show any file of the machine."""
    folder = write(tmp_path / "pack")
    shutil.move(folder / name, tmp_path / "elsewhere")
    (folder / name).symlink_to(tmp_path / "elsewhere")
    assert faults_of(folder) == {(name, "is not a plain file or folder")}


def test_a_broken_link_is_a_fault(tmp_path: Path) -> None:
    """A link to nothing is refused like any other."""
    (write(tmp_path) / "more.toml").symlink_to(tmp_path / "nothing")
    assert faults_of(tmp_path) == {("more.toml", "is not a plain file or folder")}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_odd_files_are_refused(tmp_path: Path) -> None:
    """A folder with the name of a file, and a pipe that would never end."""
    folder = write(tmp_path)
    (folder / "odd.toml").mkdir()
    os.mkfifo(folder / "text" / "pipe.toml")
    problem = "is not a plain file or folder"
    assert faults_of(folder) == {("odd.toml", problem), ("text/pipe.toml", problem)}


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is no pack is not read to its end."""
    monkeypatch.setattr(sources, "MOST_FILES", 5)
    assert faults_of(write(tmp_path)) == {("pack", "holds more than 5 files")}


def test_too_large_a_pack_is_refused_unread(tmp_path: Path) -> None:
    """The bound is on all files together."""
    folder = write(tmp_path)
    with (folder / "big.toml").open("wb") as file:
        file.truncate(sources.MOST_BYTES + 1)
    assert faults_of(folder) == {("pack", f"holds more than {sources.MOST_BYTES} bytes")}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the system becomes one of ours."""
    folder = write(tmp_path)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    ((place, problem),) = faults_of(folder)
    assert place.endswith(".toml")
    assert problem == "cannot be read (Permission denied)"


def test_no_name_is_not_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty name reads nothing, even where the current folder is a pack."""
    monkeypatch.chdir(write(tmp_path))
    with pytest.raises(UnknownPackError):
        mbi.load_catalogue("")
    assert mbi.load_catalogue(".").id == "small"


@pytest.mark.parametrize("top", ["", "small-1.0/"])
def test_a_zip_file_is_read_like_its_folder(tmp_path: Path, top: str) -> None:
    """At the top or in one folder, a zipped pack is the same pack: same files, same digest, equal catalogue."""
    folder, packed = write(tmp_path / "folder"), tmp_path / "small.ZIP"
    packed.write_bytes(zipped(files(), top))
    assert read_pack(packed).files == read_pack(folder).files
    assert mbi.load_catalogue(packed) == mbi.load_catalogue(str(folder))


def test_faults_of_a_zip_file_name_it(tmp_path: Path) -> None:
    """What is wrong is an InvalidPackError whose subject is the file."""
    packed = tmp_path / "small.zip"
    packed.write_bytes(b"PK\x03\x04 no zip")
    with pytest.raises(InvalidPackError, match=r"small\.zip.*is not a readable zip file"):
        read_pack(packed)


def test_too_large_a_zip_file_is_refused_unread(tmp_path: Path) -> None:
    """No more than the bound is held."""
    with (tmp_path / "big.zip").open("wb") as file:
        file.truncate(sources.MOST_BYTES + 1)
    assert faults_of(tmp_path / "big.zip") == {("pack", f"holds more than {sources.MOST_BYTES} bytes")}


def install(site: Path, name: str, value: str, code: str = "") -> None:
    """Put a package with the small pack, and what announces it, where Python finds it."""
    package = site / value.replace("-", "_")
    write(package)
    (package / "__init__.py").write_text(code, encoding="utf-8")
    about = site / f"{package.name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package.name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[mbi_collab.packs]\n{name} = {value}\n", encoding="utf-8")


def test_an_installed_pack_is_listed_without_import_and_read_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package with the entry point brings a pack; its code runs when the pack is read, not when it is listed."""
    install(tmp_path, "small", "mbi_small_pack")
    monkeypatch.syspath_prepend(tmp_path)
    assert available_catalogues() == ("cio-cmo", "small")
    assert "mbi_small_pack" not in sys.modules
    assert read_pack("small").files == files().files
    assert mbi.load_catalogue("small").questionnaire().profile.code == "P"
    monkeypatch.delitem(sys.modules, "mbi_small_pack")


def test_an_installed_pack_does_not_stand_in_for_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that takes the name of a pack of the library changes nothing."""
    install(tmp_path, "cio-cmo", "mbi_false_pack", "raise SystemError")
    monkeypatch.syspath_prepend(tmp_path)
    assert available_catalogues() == ("cio-cmo",)
    assert "scenarios.toml" in dict(read_pack("cio-cmo").files)


@pytest.mark.parametrize("code", ["raise SystemError('no')", "import no_such_module", "1 +"])
def test_a_package_that_fails_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Whatever the package raises when it is imported becomes an error of ours that names it."""
    install(tmp_path, "bad", "mbi_bad_pack", code)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(InvalidPackError, match="'mbi_bad_pack' cannot be read"):
        read_pack("bad")


def test_two_packages_of_one_name_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of them is meant is not guessed."""
    for value in ("mbi_one_pack", "mbi_two_pack"):
        install(tmp_path, "same", value)
    monkeypatch.syspath_prepend(tmp_path)
    assert available_catalogues() == ("cio-cmo", "same")
    with pytest.raises(InvalidPackError, match=r"mbi_one_pack, mbi_two_pack"):
        read_pack("same")


def test_an_installed_pack_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of folders hold for packages."""
    install(tmp_path, "much", "mbi_much_pack")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sources, "MOST_BYTES", 100)
    with pytest.raises(InvalidPackError, match="holds more than 100 bytes"):
        read_pack("much")
    monkeypatch.delitem(sys.modules, "mbi_much_pack")


def test_installed_packs_are_not_looked_for_in_vain() -> None:
    """A pack of the library is loaded without a look at what is installed."""
    code = (
        "import sys, mbi_collab; mbi_collab.load_catalogue(); print({'importlib.metadata', 'zipfile'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "set()"
