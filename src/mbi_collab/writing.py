"""Writing a text to a file: whole or not at all."""

import os
import tempfile
from pathlib import Path

from mbi_collab.errors import Fault, OutputError


def write_whole(path: str | Path, text: str) -> Path:
    """Write a text as UTF-8 with newlines as they are; the file is replaced whole or not at all.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    target = Path(path)
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except (OSError, ValueError) as problem:
        if name:
            Path(name).unlink(missing_ok=True)
        raise OutputError([Fault(str(path), f"cannot be written ({problem})")]) from None
    return target


def _umask() -> int:
    """Return the mask of the process: a temporary file is private, a report is as open as any other file."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
