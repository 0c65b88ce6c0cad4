"""Reading a content pack by name or from a folder."""

from functools import lru_cache
from pathlib import Path

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.sources import available_catalogues, read_pack


def load_catalogue(name_or_path: str | Path = "cio-cmo", *, language: str = "en") -> Catalogue:
    """Read a content pack, check it, and return its catalogue.

    Parameters
    ----------
    name_or_path : str or Path
        The name of a pack that comes with the library, or a folder. Packaged packs are cached: they never change.
    language : str
        Tag of the wanted language; what the pack lacks falls back to its first language.

    Raises
    ------
    UnknownPackError
        If there is no such pack.
    InvalidPackError
        If the pack has faults; it tells all of them at once.

    >>> load_catalogue().scenario("S006").modified
    '2014-11-02'
    """
    if isinstance(name_or_path, str) and name_or_path in available_catalogues():
        return _packaged(name_or_path, language)
    return Catalogue.from_files(read_pack(name_or_path), language)


@lru_cache(maxsize=16)
def _packaged(name: str, language: str) -> Catalogue:
    return Catalogue.from_files(read_pack(name), language)
