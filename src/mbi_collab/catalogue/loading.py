"""Reading a content pack by name, or from a folder or zip file."""

import os
from functools import lru_cache
from pathlib import Path

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.sources import is_packaged, read_pack
from mbi_collab.errors import Fault, SettingsError, UnknownPackError


def load_catalogue(name_or_path: str | Path = "cio-cmo", *, language: str = "en") -> Catalogue:
    """Read a content pack, check it, and return its catalogue.

    Parameters
    ----------
    name_or_path : str or Path
        The name of a pack that comes with the library or with an installed package, or a folder or zip file that
        holds one. The library's own packs are cached: they never change.
    language : str
        Tag of the wanted language; what the pack lacks falls back to its first language.

    Returns
    -------
    Catalogue
        Immutable; equal to every other catalogue of the same content and language.

    Raises
    ------
    UnknownPackError
        If there is no such pack.
    InvalidPackError
        If the pack has faults; it tells all of them at once.
    SettingsError
        If the language is no text.

    >>> load_catalogue().scenario("S006").modified
    '2014-11-02'
    """
    if not isinstance(name_or_path, str | os.PathLike):
        raise UnknownPackError([Fault("pack", "is neither a name nor a path", type(name_or_path).__name__)])
    if not isinstance(language, str | None):
        raise SettingsError([Fault("language", "must be the tag of a language", repr(language)[:80], ("en", "cs"))])
    if isinstance(name_or_path, str) and is_packaged(name_or_path):
        return _packaged(name_or_path, language)
    return Catalogue.from_files(read_pack(name_or_path), language)


@lru_cache(maxsize=16)
def _packaged(name: str, language: str) -> Catalogue:
    return Catalogue.from_files(read_pack(name), language)
