"""Zipped packs: hostile entries are refused before any is read, and nothing is written."""

import io
import struct
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.catalogue.zipped import MOST_RATIO, ZipFaultsError, unzip
from tests.catalogue.small_pack import files, zipped

FILES, BYTES = 200, 1024 * 1024


def packed(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip file of these entries."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as archive:
        warnings.simplefilter("ignore")  # of a name that is there twice
        for entry, content in entries:
            archive.writestr(entry, content)
    return made.getvalue()


def faults_of(content: bytes, most_files: int = FILES, most_bytes: int = BYTES) -> list[str]:
    """Return what a zip file is refused for."""
    with pytest.raises(ZipFaultsError) as refused:
        unzip(content, most_files, most_bytes)
    assert refused.value.faults
    return [str(fault) for fault in refused.value.faults]


def test_the_toml_files_of_the_pack_are_read() -> None:
    """Those at the top and in `text`; code, hidden files, other folders and what macOS adds are not."""
    others = ["__init__.py", "setup.py", ".hidden.toml", "other/a.toml", "text/more/b.toml", "__MACOSX/._pack.toml"]
    content = packed(*[(name, each) for name, each in files().files], *[(name, b"\xff") for name in others])
    assert tuple(sorted(unzip(content, FILES, BYTES))) == files().files


def test_the_pack_may_lie_in_one_folder() -> None:
    """The folder's name does not count, and its own entry is no file."""
    content = packed(("small/", b""), *[(f"small/{name}", each) for name, each in files().files])
    assert tuple(sorted(unzip(content, FILES, BYTES))) == files().files


def test_of_two_folders_none_is_the_pack() -> None:
    """Which is meant is not guessed."""
    assert unzip(packed(("a/pack.toml", b""), ("b/pack.toml", b"")), FILES, BYTES) == ()


@pytest.mark.parametrize(
    "name",
    [
        *("/etc/pack.toml", "../pack.toml", "text/../../pack.toml", "./pack.toml", "text//en.toml", "//host/pack.toml"),
        *("C:/pack.toml", "C:pack.toml", "..\\pack.toml", "text\\en.toml", "a\nb.toml", "\x7f.toml", "..", "text/.."),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    """Whatever one system or another would take for a path out of the pack."""
    (fault,) = faults_of(packed(("pack.toml", b""), (name, b"")))
    assert "is not a plain path below the pack" in fault


def test_a_name_that_is_cut_off_is_refused() -> None:
    """What stands behind a NUL is not seen by the reader of names."""
    content = packed(("pack.toml!.exe", b"")).replace(b"pack.toml!", b"pack.toml\0")
    (fault,) = faults_of(content)
    assert "is not a plain path below the pack" in fault


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o060644, 0o020644, 0o140644])
def test_links_and_devices_are_refused(kind: int) -> None:
    """A link, a pipe, a device, a socket."""
    entry = zipfile.ZipInfo("pack.toml")
    entry.external_attr = kind << 16
    assert faults_of(packed((entry, b"/etc/passwd"))) == ["'pack.toml': is not a plain file or folder"]


@pytest.mark.parametrize(
    "names", [("a.toml", "a.toml"), ("a.toml", "A.TOML"), ("text", "text/"), ("a.toml", "a.toml/")]
)
def test_names_that_are_there_twice_are_refused(names: tuple[str, str]) -> None:
    """One reader takes the first, another the last, and some systems do not tell case."""
    assert any("is there twice" in fault for fault in faults_of(packed(*[(name, b"") for name in names])))


@pytest.mark.parametrize("bit", [0x1, 0x40, 0x2000])
def test_encrypted_entries_are_refused(bit: int) -> None:
    """Nobody is asked for a password."""
    content = bytearray(packed(("pack.toml", b"x")))
    at = content.index(b"PK\x01\x02") + 8
    content[at : at + 2] = struct.pack("<H", bit)
    assert "'pack.toml': is encrypted" in faults_of(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    """Stored and deflated are what every tool writes."""
    assert "is packed in another way" in faults_of(packed(("pack.toml", b"x" * 50), method=method))[0]


def test_bombs_are_refused_unread() -> None:
    """What unpacks to more than 200 times its size, and what is too large together."""
    bomb = packed(("pack.toml", b" " * 500_000), method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 1000
    assert faults_of(bomb) == [f"'pack.toml': is more than {MOST_RATIO} times what the zip file holds of it"]
    many = packed(*[(f"{n}.toml", b"x" * 1000) for n in range(20)])
    assert faults_of(many, most_bytes=19_999) == ["pack: '20000' holds more than 19999 bytes"]
    assert len(unzip(many, FILES, 20_000)) == 20


def test_too_many_entries_are_refused_before_they_are_listed() -> None:
    """They are counted in the bytes of the file."""
    many = packed(*[(f"{n}.txt", b"") for n in range(21)])
    assert faults_of(many, most_files=20) == ["pack: '21' holds more than 20 files"]


@pytest.mark.parametrize("says", [10, 5_000_000])
def test_an_entry_that_lies_about_its_size_is_refused(says: int) -> None:
    """What is read is counted: neither more nor less than the directory says."""
    content = bytearray(packed(("pack.toml", bytes(range(256)) * 200), method=zipfile.ZIP_DEFLATED))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", says)
    assert faults_of(bytes(content), most_bytes=10_000_000)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip", b"\0" * 100])
def test_what_is_no_zip_file_is_told(content: bytes) -> None:
    """Whatever stands in the file, the fault is ours."""
    assert "is not a readable zip file" in faults_of(content)[0]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_noise_in_a_zip_file_never_breaks_out(at: int, noise: bytes) -> None:
    """Bytes thrown into a zipped pack give files or faults."""
    content = zipped(files())
    at %= len(content)
    try:
        assert all(
            name.endswith(".toml") for name, _ in unzip(content[:at] + noise + content[at + len(noise) :], FILES, BYTES)
        )
    except ZipFaultsError:
        return
