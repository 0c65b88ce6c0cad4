"""Writing a text to a file: whole or not at all."""

import os
import stat
import tempfile
from pathlib import Path

from mbi_collab.errors import Fault, OutputError


def write_whole(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text as UTF-8 with newlines as they are; the file is replaced whole or not at all.

    A new file is as open to others as the process's mask allows; one that was there stays as open as it was.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    try:
        target = Path(path)
    except TypeError:
        raise OutputError([Fault("path", "is no path of a file", type(path).__name__)]) from None
    problem: object = ""
    try:
        place = Path(os.path.realpath(target))  # a link stays, what it leads to is replaced
        if not place.parent.is_dir():
            problem = "there is no such folder"
        elif place.exists() and not place.is_file():
            problem = "there is a folder or device of this name"
        else:
            _replace(place, text.encode("utf-8"))
            return target
    except (OSError, ValueError) as caught:
        problem = getattr(caught, "strerror", None) or caught
    raise OutputError([Fault(str(path), f"cannot be written ({problem})")])


def _replace(place: Path, content: bytes) -> None:
    """Write beside the file, then put the new one in its place; whatever happens, nothing is left beside it."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:50]}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    """Return the mask of the process: a temporary file is private, a report is as open as any other file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
