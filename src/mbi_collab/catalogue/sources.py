"""Where packs lie, and their files as read: nothing is trusted, everything is bounded."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from mbi_collab.errors import Fault, InvalidPackError, UnknownPackError, nearest
from mbi_collab.packaged import package_files, packaged_names, read_packaged

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

#: A pack's files are small texts; more than this is not a pack.
MOST_FILES, MOST_BYTES = 200, 16 * 1024 * 1024
#: And no list in them is longer than this.
MOST_ENTRIES = 2000
#: The group of entry points by which installed packages announce packs.
ENTRY_POINTS = "mbi_collab.packs"


@attrs.frozen(repr=False)
class PackFiles:
    """The files of a pack: names below its folder, with ``/``, and contents.

    Attributes:
        origin: the pack's name, folder or zip file, for messages.
        files: names and bytes, sorted by name.
        is_sound: whether it ships with the library, whose tests check it in full.
    """

    origin: str
    files: tuple[tuple[str, bytes], ...]
    is_sound: bool = False

    @cached_property
    def digest(self) -> str:
        """SHA-256 over names and contents, in hexadecimal."""
        import hashlib  # noqa: PLC0415  it loads OpenSSL, and a digest is not always wanted

        made = hashlib.sha256()
        for name, content in self.files:
            made.update(f"{name}\0{len(content)}\0".encode())
            made.update(content)
        return made.hexdigest()


def available_catalogues() -> tuple[str, ...]:
    """Return the names of the packs that come with the library, then of those that installed packages bring.

    A package brings a pack by an entry point of the group ``mbi_collab.packs``: its name is the pack's, its value the
    package that holds the files. Nothing is imported to list them.

    >>> "cio-cmo" in available_catalogues()
    True
    """
    ours = packaged_names("packs")
    return ours + tuple(sorted({each.name for each in _installed()} - set(ours)))


def is_packaged(name: object) -> bool:
    """Whether a pack of this name comes with the library: such a pack never changes."""
    return isinstance(name, str) and name in packaged_names("packs")


def read_pack(name_or_path: str | Path) -> PackFiles:
    """Read the files of a packaged or installed pack by name, or of a folder or zip file.

    Raises
    ------
    UnknownPackError
        If there is neither such a pack nor such a folder or file; with the nearest name or place.
    InvalidPackError
        If it holds too much, or files that cannot be read.
    """
    name = str(name_or_path)
    files: Iterable[tuple[str, bytes]] | None = None
    if isinstance(name_or_path, str):
        files = _packaged(name) if is_packaged(name) else _of_package(name)
    if files is None and name_or_path != "":
        files = _at(Path(name_or_path))
    if files is None and isinstance(name_or_path, Path):  # a place, so no name is meant
        raise UnknownPackError([Fault("pack", "is neither a folder nor a zip file", name)])
    if files is None:
        known = available_catalogues()
        fault = Fault("pack", "is neither a pack at hand nor a folder or zip file", name, known)
        raise UnknownPackError([attrs.evolve(fault, nearest=nearest(name, (*known, *_beside(Path(name)))))])
    return PackFiles(name, tuple(sorted(files)), is_sound=is_packaged(name_or_path))


def _beside(place: Path) -> list[str]:
    """Return the folders and zip files beside a place where there is none."""
    try:
        return [str(each) for each in islice(place.parent.iterdir(), 1000) if each.is_dir() or _is_zip(each)]
    except (OSError, ValueError):  # no such folder, or no name of one
        return []


def _installed() -> "EntryPoints":
    """Return the packs that installed packages announce; none of them is imported."""
    from importlib.metadata import entry_points  # noqa: PLC0415  it is slow to import, and seldom asked

    return entry_points(group=ENTRY_POINTS)


def _of_package(name: str) -> tuple[tuple[str, bytes], ...] | None:
    """Read the pack of an installed package, or return ``None`` if none has this name."""
    found = sorted({each.value for each in _installed() if each.name == name})
    if not found:
        return None
    if len(found) > 1:
        raise _invalid(name, [Fault("pack", "is the name of packs of several packages", name, found)])
    try:
        files = package_files(found[0], ("", "text"), ".toml", MOST_BYTES)
    except Exception as problem:  # a package's own code runs when it is imported: whatever it raises
        fault = Fault("pack", f"cannot be read ({type(problem).__name__}: {str(problem)[:200]})", found[0])
        raise _invalid(name, [fault]) from problem
    faults = list(_too_much(len(files), sum(len(content) for _, content in files)))
    if faults:
        raise _invalid(name, faults)
    return files


def _too_much(count: int, size: int) -> Iterator[Fault]:
    if count > MOST_FILES:
        yield Fault("pack", f"holds more than {MOST_FILES} files", str(count))
    if size > MOST_BYTES:
        yield Fault("pack", f"holds more than {MOST_BYTES} bytes", str(size))


def _invalid(origin: str | Path, faults: Iterable[Fault]) -> InvalidPackError:
    return InvalidPackError(faults, f"content pack {str(origin)!r}")


def _at(path: Path) -> Iterator[tuple[str, bytes]] | tuple[tuple[str, bytes], ...] | None:
    """Read the pack in a folder or a zip file, or return ``None`` if there is neither."""
    try:
        if path.is_dir():
            return _folder(path)
        return _zip(path) if path.is_file() and _is_zip(path) else None
    except OSError:  # a name that is too long, a folder that may not be looked into
        return None


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _zip(path: Path) -> tuple[tuple[str, bytes], ...]:
    from mbi_collab.catalogue.zipped import ZipFaultsError, unzip  # noqa: PLC0415  most packs are not zipped

    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise _invalid(path, [Fault("pack", f"cannot be read ({problem.strerror})", str(path))]) from None
    faults = list(_too_much(0, len(content)))
    if faults:
        raise _invalid(path, faults)
    try:
        return unzip(content, MOST_FILES, MOST_BYTES)
    except ZipFaultsError as problem:
        raise _invalid(path, problem.faults) from None


def _packaged(name: str) -> Iterator[tuple[str, bytes]]:
    for each in packaged_names("packs", name):
        if each.endswith(".toml"):
            yield each, read_packaged("packs", name, each)
    for each in packaged_names("packs", name, "text"):
        yield f"text/{each}", read_packaged("packs", name, "text", each)


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Read the TOML files of a folder and of its ``text`` folder, hidden ones left out; links are not followed."""
    paths = [path for part in (folder, folder / "text") for path in sorted(part.glob("[!.]*.toml"))]
    odd = [path for path in paths if path.is_symlink() or not path.is_file()]
    odd += [path for path in (folder / "text",) if path.is_symlink()]
    faults = [Fault(path.relative_to(folder).as_posix(), "is not a plain file or folder") for path in odd]
    size = 0
    try:
        size = sum(path.lstat().st_size for path in paths)
    except OSError as problem:
        faults.append(Fault("pack", f"cannot be read ({problem.strerror})", str(folder)))
    faults += _too_much(len(paths), size)
    if faults:
        raise _invalid(folder, faults)
    for path in paths:
        try:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        except OSError as problem:
            fault = Fault(path.name, f"cannot be read ({problem.strerror})")
            raise _invalid(folder, [fault]) from None
