"""The tables of packs that ship with the library, kept parsed beside them: JSON is read twenty times as fast as TOML.

The TOML files are the pack. What is kept is taken only while it is of their very bytes; a test says when it is not.
"""

import json
import zlib
from collections.abc import Sequence
from typing import Any

from mbi_collab.packaged import read_packaged

#: The folder of data in which the parsed tables lie.
FOLDER = "parsed"


def tables_of(pack: str, part: str, contents: Sequence[bytes]) -> dict[str, Any]:
    """Return the tables of some TOML files of a packaged pack, merged.

    Parameters
    ----------
    pack : str
        Its name.
    part : str
        What the files are: ``"structure"``, or the tag of the language of its texts.
    contents : sequence of bytes
        The files.

    >>> tables_of("cio-cmo", "structure", [b"a = 1", b"b = 2"])  # not those that are kept
    {'a': 1, 'b': 2}
    """
    try:
        kept = json.loads(read_packaged(FOLDER, file_name(pack, part)))
    except FileNotFoundError:
        kept = {}
    if kept.get("checksum") == _checksum(contents):
        tables: dict[str, Any] = kept["tables"]
        return tables
    return _parse(contents)


def file_name(pack: str, part: str) -> str:
    """Return the name of the file that keeps a part of a pack."""
    return f"{pack}.{part}.json"


def to_keep(contents: Sequence[bytes]) -> str:
    """Return what is kept of some files."""
    kept = {"checksum": _checksum(contents), "tables": _parse(contents)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n"


def _checksum(contents: Sequence[bytes]) -> int:
    return zlib.crc32(b"\0".join(contents))


def _parse(contents: Sequence[bytes]) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415  seldom needed here

    tables: dict[str, Any] = {}
    for content in contents:
        tables |= tomllib.loads(content.decode("utf-8"))
    return tables
