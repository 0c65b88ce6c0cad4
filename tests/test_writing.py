"""A file is replaced whole or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from mbi_collab.errors import OutputError
from mbi_collab.writing import write_whole

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def mask() -> Iterator[int]:
    """Let the group read what is written, and others nothing."""
    before = os.umask(0o027)
    yield 0o640
    os.umask(before)


def refused(path: str | Path, text: str = "new") -> str:
    """Return what is said of a file that cannot be written."""
    with pytest.raises(OutputError) as caught:
        write_whole(path, text)
    assert str(path) in caught.value.faults[0].place
    return str(caught.value)


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    """UTF-8, and newlines are not changed."""
    target = tmp_path / "a.txt"
    assert write_whole(str(target), "Žluťoučký\r\n\n") == target
    assert target.read_bytes() == "Žluťoučký\r\n\n".encode()


def test_an_old_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """After writing there is one file, the new one."""
    target = tmp_path / "a.txt"
    target.write_text("an old text that is longer", encoding="utf-8")
    write_whole(target, "new")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("a.txt", "new")]


@pytest.mark.parametrize("failing", ["replace", "chmod"])
def test_a_failure_leaves_the_old_file_alone(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails half way, the old file stands and no temporary one is left."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, failing, fail)
    assert "No space left" in refused(tmp_path / "a.txt")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("a.txt", "old")]


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while writing is passed on, and no temporary file is left."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "new")
    assert not list(tmp_path.iterdir())


def test_a_text_that_is_no_unicode_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half a character cannot be written, and the old file stands."""
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")
    refused(tmp_path / "a.txt", "\ud800")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("a.txt", "old")]


def test_what_is_no_place_for_a_file_is_told(tmp_path: Path) -> None:
    """A folder, a missing folder, a file taken for a folder, NUL and endless names are named with the reason."""
    (tmp_path / "file").touch()
    assert "folder or device" in refused(tmp_path)
    for place in (tmp_path / "no" / "a.txt", tmp_path / "file" / "a.txt"):
        assert "no such folder" in refused(place)
    for name in ("a\0b", "x" * 5000):
        refused(f"{tmp_path}/{name}")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_what_is_no_path_is_told() -> None:
    """A number names no file."""
    with pytest.raises(OutputError, match="path: 'int' is no path of a file"):
        write_whole(5, "new")  # type: ignore[arg-type]


@posix
def test_a_device_is_not_replaced() -> None:
    """Nobody loses /dev/null to a report, not even root."""
    assert "folder or device" in refused(os.devnull)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@posix
def test_a_new_file_is_as_open_as_any_other(tmp_path: Path, mask: int) -> None:
    """The process's mask decides who may read it, not the privacy of a temporary file."""
    assert mode_of(write_whole(tmp_path / "a.txt", "new")) == mask


@posix
@pytest.mark.usefixtures("mask")
def test_a_private_file_stays_private(tmp_path: Path) -> None:
    """What its owner alone could read is not opened by writing it anew."""
    (tmp_path / "a.txt").touch(0o600)
    assert mode_of(write_whole(tmp_path / "a.txt", "new")) == 0o600


@posix
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link leads to is replaced, in its own folder."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder/a.txt")
    assert write_whole(tmp_path / "link", "new") == tmp_path / "link"
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "a.txt").read_text(encoding="utf-8") == "new"
