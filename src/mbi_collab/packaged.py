"""The files shipped inside a package, ours or another, read as bytes; the one place that knows where they lie."""

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


def package_files(package: str, folders: tuple[str, ...], suffix: str, most: int) -> tuple[tuple[str, bytes], ...]:
    """Read the files of another installed package that have a suffix, from some of its folders; it is imported for it.

    Parameters
    ----------
    package
        The name of an importable package.
    folders
        Which of its folders are read; ``""`` is the package itself. One that is not there is passed over.
    suffix
        What the names of the files end in.
    most
        Reading stops after this many bytes and one more: whoever gets more has got too much.

    Returns
    -------
    tuple of (str, bytes)
        Names below the package, with ``/``, and contents.

    Raises
    ------
    Exception
        Whatever importing the package or reading its files raises.

    Examples
    --------
    >>> [name for name, _ in package_files("mbi_collab", ("data/words",), "en.toml", 2**20)]
    ['data/words/en.toml']
    """
    found, left = [], most + 1
    root: Traversable = import_module("importlib_resources").files(package)
    for folder in folders:
        place = root.joinpath(*folder.split("/")) if folder else root
        names = sorted(each.name for each in place.iterdir()) if place.is_dir() else []
        for name in names:
            if _is_shown(name) and name.endswith(suffix):
                with place.joinpath(name).open("rb") as file:
                    content = file.read(left)
                left -= len(content)
                found.append((f"{folder}/{name}" if folder else name, content))
    return tuple(found)


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
