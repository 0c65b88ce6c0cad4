"""The files shipped inside the package, read as bytes; the one place that knows where they lie."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

#: What no part of a path may hold: a part is the name of one file or folder.
_SEPARATORS = frozenset("/\\:\0")


def read_packaged(*path: str) -> bytes:
    """Return the content of one packaged file.

    Parameters
    ----------
    *path
        Names from the folder ``data`` down to the file.

    Raises
    ------
    ValueError
        If a name is not a plain name: hidden, ``..``, or with a separator.
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> read_packaged("words", "en.toml").decode().splitlines()[0]
    "# The library's own words, in English."
    """
    return _packaged(path).read_bytes()


def packaged_names(*folder: str) -> tuple[str, ...]:
    """Return the names in a packaged folder, sorted; hidden files and ``__pycache__`` left out.

    Parameters
    ----------
    *folder
        Names from the folder ``data`` down to the folder.

    Raises
    ------
    ValueError
        If a name is not a plain name: hidden, ``..``, or with a separator.
    FileNotFoundError
        If there is no such folder.

    Examples
    --------
    >>> "en.toml" in packaged_names("words")
    True
    """
    names = (each.name for each in _packaged(folder).iterdir())
    return tuple(sorted(name for name in names if _is_shown(name)))


def _packaged(path: tuple[str, ...]) -> "Traversable | Path":
    """The packaged file or folder."""
    for name in path:
        if not _is_plain(name):
            raise ValueError(f"not the name of a packaged file: {name!r}")
    place = _data()
    for name in path:
        place = place.joinpath(name)
    return place


def _data() -> "Traversable | Path":
    """The folder of data: beside this file, or wherever the package was loaded from, such as a zip.

    The first look saves the import of importlib_resources, which takes as long as attrs.
    """
    beside = Path(__file__).with_name("data")
    if beside.is_dir():
        return beside
    found: Traversable = import_module("importlib_resources").files("mbi_collab").joinpath("data")
    return found


def _is_plain(name: str) -> bool:
    return bool(name) and not name.startswith(".") and not _SEPARATORS.intersection(name)


def _is_shown(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"
