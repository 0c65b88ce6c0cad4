"""Where packs lie, and their files as read: nothing is trusted, everything is bounded."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import attrs

from mbi_collab.errors import Fault, InvalidPackError, UnknownPackError, nearest
from mbi_collab.packaged import packaged_names, read_packaged

#: A pack's files are small texts; more than this is not a pack.
MOST_FILES, MOST_BYTES = 200, 16 * 1024 * 1024


@attrs.frozen(repr=False)
class PackFiles:
    """The files of a pack: names below its folder, with ``/``, and contents.

    Attributes:
        origin: the pack's name or folder, for messages.
        files: names and bytes, sorted by name.
    """

    origin: str
    files: tuple[tuple[str, bytes], ...]

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
    """Return the names of the packs that come with the library.

    >>> "cio-cmo" in available_catalogues()
    True
    """
    return packaged_names("packs")


def read_pack(name_or_path: str | Path) -> PackFiles:
    """Read the files of a packaged pack by name, or of a folder.

    Raises
    ------
    UnknownPackError
        If there is neither such a pack nor such a folder.
    InvalidPackError
        If the folder holds too much, or files that cannot be read.
    """
    name = str(name_or_path)
    if isinstance(name_or_path, str) and name in available_catalogues():
        return PackFiles(name, tuple(_packaged(name)))
    folder = Path(name_or_path)
    if not _is_folder(folder):
        known = available_catalogues()
        fault = Fault("pack", "is neither a pack that comes with the library nor a folder", name, known)
        raise UnknownPackError([attrs.evolve(fault, nearest=nearest(name, known))])
    return PackFiles(name, tuple(_folder(folder)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, a folder that may not be looked into
        return False


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
    if len(paths) > MOST_FILES:
        faults.append(Fault("pack", f"holds more than {MOST_FILES} files", str(len(paths))))
    if size > MOST_BYTES:
        faults.append(Fault("pack", f"holds more than {MOST_BYTES} bytes", str(size)))
    if faults:
        raise InvalidPackError(faults, f"content pack {str(folder)!r}")
    for path in paths:
        try:
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        except OSError as problem:
            fault = Fault(path.name, f"cannot be read ({problem.strerror})")
            raise InvalidPackError([fault], f"content pack {str(folder)!r}") from None
