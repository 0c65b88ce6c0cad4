"""The files that are named, as bytes: paths, folders and open files, all bounded."""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import attrs

from mbi_collab.errors import AnswersError, Fault, SettingsError, nearest

OneSource = str | os.PathLike[str] | BinaryIO
Source = OneSource | Iterable[OneSource]

#: What a folder is searched for; of other files in it the names are told.
SUFFIXES = (".csv", ".tsv", ".txt", ".json")
_PATTERNS = ("*.csv", "*.tsv", "*.txt", "*.json")
#: More sources than this are not the answers of one organisation.
MOST_FILES = 10_000


def _whole_number(_: "Limits", field: "attrs.Attribute[int]", value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise SettingsError([Fault(f"limits.{field.name}", "must be a whole number above 0", str(value))])


@attrs.frozen(kw_only=True)
class Limits:
    """How much is read at most; more is refused, not cut.

    Attributes:
        columns: of a table.
        rows: of a table, or answer sets of a JSON file.
        bytes: of all files together.
        cell: characters of one cell, or of one text in JSON.

    >>> Limits(rows=100).columns
    10000
    """

    columns: int = attrs.field(default=10_000, validator=_whole_number)
    rows: int = attrs.field(default=1_000_000, validator=_whole_number)
    bytes: int = attrs.field(default=256 * 1024 * 1024, validator=_whole_number)
    cell: int = attrs.field(default=1024 * 1024, validator=_whole_number)


@attrs.frozen
class SourceFile:
    """A file as it was read.

    Attributes:
        name: what messages call it: its name, or its path where two files share a name.
        content: its bytes.
    """

    name: str
    content: bytes = attrs.field(repr=False)

    @property
    def suffix(self) -> str:
        """The end of its name, ``".csv"``, in small letters."""
        return Path(self.name).suffix.lower()

    @property
    def is_json(self) -> bool:
        """Whether it is JSON: by its name, else by how it begins (``[Q313] …`` begins a table)."""
        if self.suffix == ".json":
            return True
        if self.suffix in (".csv", ".tsv"):
            return False
        begin = self.content[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        return begin.startswith(b"{") or (begin.startswith(b"[") and begin[1:].lstrip()[:1] in (b"{", b"]"))


def read_sources(source: Source, limits: Limits) -> tuple[list[SourceFile], list[str], list[Fault]]:
    """Return every file of a source, the files of its folders that are not read, and faults.

    What cannot be read is a fault, and the others are read all the same.

    Raises
    ------
    SettingsError
        If the source is no path, no folder, no open binary file and no list of them.
    """
    faults: list[Fault] = []
    others: list[Path] = []
    opened = [each for one in _each(source, faults) for each in _files_of(one, others, faults)]
    names = _names(opened)
    files: list[SourceFile] = []
    left = limits.bytes
    for name, each in zip(names, opened, strict=True):
        try:
            content = _content(each, name, left)
        except AnswersError as problem:
            faults += problem.faults
            continue
        if len(content) > left:
            faults.append(Fault(name, f"is too large: more than {limits.bytes} bytes with the files before it"))
            break
        left -= len(content)
        files.append(SourceFile(name, content))
    if not opened and not faults:
        faults.append(Fault("source", "names no file", None, _PATTERNS))
    read = {each for each in opened if isinstance(each, Path)}
    return files, [each.name for each in others if each not in read][:MOST_FILES], faults


def _each(source: object, faults: list[Fault]) -> Iterator[object]:
    """Yield the single sources."""
    if isinstance(source, str | os.PathLike) or hasattr(source, "read"):
        yield source
    elif isinstance(source, Iterable) and not isinstance(source, bytes | bytearray | memoryview):
        several = iter(source)
        yield from islice(several, MOST_FILES)
        if next(several, None) is not None:
            faults.append(Fault("source", f"names more than {MOST_FILES} files"))
    else:
        raise SettingsError([_no_source(source)])


def _no_source(source: object) -> Fault:
    kinds = ("a path", "a folder", "an open binary file (io.BytesIO for bytes)", "several of them")
    return Fault("source", "is nothing that can be read", type(source).__name__, kinds)


def _files_of(source: object, others: list[Path], faults: list[Fault]) -> Iterator[Path | BinaryIO]:
    """Yield the file itself, or the files of a folder by name; its other files join the others."""
    if hasattr(source, "read"):
        yield source  # type: ignore[misc]  # whether it gives bytes is seen when it is read
        return
    if not isinstance(source, str | os.PathLike):
        raise SettingsError([_no_source(source)])
    path = Path(source)
    try:
        mode = path.stat().st_mode
        found, left = _inside(path) if stat.S_ISDIR(mode) else ([path], [])
    except (OSError, ValueError) as problem:
        faults.append(_unreadable(path, problem))
        return
    if not found:
        faults.append(Fault(str(path), "is a folder without answer files", None, _PATTERNS))
    elif not stat.S_ISDIR(mode) and not stat.S_ISREG(mode):
        faults.append(Fault(str(path), "is neither a file nor a folder"))
    else:
        others += left
        yield from found


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the answer files of a folder and its other files, by name; hidden ones are left alone."""
    seen = (each for each in folder.iterdir() if not each.name.startswith(".") and each.is_file())
    files = sorted(seen, key=lambda each: each.name)
    answers = [each for each in files if each.suffix.lower() in SUFFIXES]
    return answers, [each for each in files if each.suffix.lower() not in SUFFIXES]


def _unreadable(path: Path, problem: Exception) -> Fault:
    reason = getattr(problem, "strerror", None) or str(problem)
    near = None
    if isinstance(problem, FileNotFoundError) and path.parent.is_dir():
        near = nearest(path.name, (each.name for each in islice(path.parent.iterdir(), 1000)))
    return Fault(str(path), f"cannot be read ({reason})", None, (), near)


def _names(opened: list[Path | BinaryIO]) -> list[str]:
    """Return what messages call the files: short where that is clear."""
    full = [str(getattr(each, "name", "")) if not isinstance(each, Path) else str(each) for each in opened]
    full = [each if each and not each.isdigit() else f"file {at}" for at, each in enumerate(full, start=1)]
    short = [Path(each).name or each for each in full]
    often, often_full = Counter(short), Counter(full)
    clear = [name if often[name] == 1 else path for name, path in zip(short, full, strict=True)]
    return [f"{name} ({at})" if often_full[full[at - 1]] > 1 else name for at, name in enumerate(clear, start=1)]


def _content(opened: Path | BinaryIO, name: str, most: int) -> bytes:
    """Return at most one byte more than is allowed."""
    try:
        if isinstance(opened, Path):
            with opened.open("rb") as file:
                return file.read(most + 1)
        content: object = opened.read(most + 1)
    except (OSError, ValueError) as problem:
        raise AnswersError([Fault(name, f"cannot be read ({getattr(problem, 'strerror', None) or problem})")]) from None
    if not isinstance(content, bytes):
        raise SettingsError([Fault("source", "is open as text: open it in binary mode, 'rb'", name)])
    return content
