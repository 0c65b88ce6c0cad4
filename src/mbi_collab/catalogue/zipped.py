"""A pack in a zip file: nothing is unpacked, nothing is trusted, what is read is counted while it is read."""

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from mbi_collab.errors import Fault

#: An entry may be at most this many times as large as what the zip file holds of it.
MOST_RATIO = 200
#: How a zip file marks each entry in its directory; counted before the directory is read.
_ENTRY = b"PK\x01\x02"
#: What no name of an entry may hold: another separator, a drive, and what a name is cut off at.
_STRANGE = frozenset("\\:\x7f") | frozenset(map(chr, range(32)))
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, LookupError, OverflowError)


class ZipFaultsError(ValueError):
    """What is wrong with a zip file; the faults are in ``faults``."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(faults)


def unzip(content: bytes, most_files: int, most_bytes: int) -> tuple[tuple[str, bytes], ...]:
    """Return the TOML files of a zipped pack and of its ``text`` folder; other files are not read.

    The pack lies at the top, or in the one folder that is there.

    Parameters
    ----------
    content : bytes
        The zip file, already bounded.
    most_files, most_bytes : int
        How many entries it may have, and how many bytes they may be together.

    Raises
    ------
    ZipFaultsError
        If an entry could lead out of the pack, is a link, encrypted, there twice or far larger than it says, or there
        is too much of them; nothing has been written anywhere.
    """
    if content.count(_ENTRY) > most_files:
        raise ZipFaultsError([Fault("pack", f"holds more than {most_files} files", str(content.count(_ENTRY)))])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(_files(archive, most_bytes))
    except ZipFaultsError:
        raise
    except _BROKEN as problem:
        raise ZipFaultsError([Fault("pack", f"is not a readable zip file ({str(problem)[:200]})")]) from None


def _files(archive: zipfile.ZipFile, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    entries = archive.infolist()
    faults = [*_entry_faults(entries), *_name_faults(entries)]
    size = sum(entry.file_size for entry in entries)
    if size > most_bytes:
        faults.append(Fault("pack", f"holds more than {most_bytes} bytes", str(size)))
    if faults:
        raise ZipFaultsError(faults)
    root = _root([entry.filename for entry in entries])
    for entry in entries:
        name = entry.filename.removeprefix(root)
        if entry.filename.startswith(root) and _is_wanted(name):
            yield name, _content(archive, entry)


def _entry_faults(entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Yield what is wrong with single entries, before any is read."""
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield Fault(_shown(entry), "is not a plain file or folder")
        if entry.flag_bits & 0x1 or entry.flag_bits & 0x40 or entry.flag_bits & 0x2000:
            yield Fault(_shown(entry), "is encrypted")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield Fault(_shown(entry), "is packed in another way", str(entry.compress_type), ("stored", "deflated"))
        if entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            yield Fault(_shown(entry), f"is more than {MOST_RATIO} times what the zip file holds of it")


def _name_faults(entries: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """Yield the names that lead elsewhere, and those that fall on one another where case does not count."""
    for entry in entries:
        for name in {entry.orig_filename, entry.filename}:
            if _STRANGE.intersection(name) or not {"", ".", ".."}.isdisjoint(name.removesuffix("/").split("/")):
                yield Fault(_shown(entry), "is not a plain path below the pack")
                break
    counts = Counter(entry.filename.removesuffix("/").casefold() for entry in entries)
    yield from (Fault(name[:200], "is there twice") for name, count in counts.items() if count > 1)


def _shown(entry: zipfile.ZipInfo) -> str:
    return repr(entry.orig_filename[:200])


def _root(names: list[str]) -> str:
    """Return the folder that holds the pack, with its slash; empty: the top."""
    shown = [name for name in names if not name.startswith((".", "__MACOSX/"))]
    tops = {name.split("/")[0] for name in shown}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in shown) else ""


def _is_wanted(name: str) -> bool:
    folder, _, last = name.rpartition("/")
    return folder in ("", "text") and last.endswith(".toml") and not last.startswith(".")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one entry; more than it says to be is never held."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise ZipFaultsError([Fault(_shown(entry), "is not as large as the zip file says", str(len(content)))])
    return content
