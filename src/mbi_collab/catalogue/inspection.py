"""What a pack is worth, told whole: every fault of every language, or how far each language is translated."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from mbi_collab.catalogue.assembling import Built
from mbi_collab.catalogue.building import build
from mbi_collab.catalogue.sources import PackFiles, read_pack
from mbi_collab.errors import Fault, InvalidPackError


@attrs.frozen
class LanguageReport:
    """How far a pack is translated into one language.

    Attributes:
        tag: of the language.
        translated: how many of the texts of the pack's first language it has.
        total: how many there are.
    """

    tag: str
    translated: int
    total: int

    @property
    def missing(self) -> int:
        """How many texts fall back to the pack's first language."""
        return self.total - self.translated


@attrs.frozen(kw_only=True)
class PackReport:
    """A pack without faults.

    Attributes:
        id, version, license: as the pack says.
        digest: SHA-256 of its files.
        files: how many there are.
        languages: the pack's own first.
        migrates_from: the earlier versions whose answers it carries.
    """

    id: str
    version: str
    license: str
    digest: str
    files: int
    languages: tuple[LanguageReport, ...]
    migrates_from: tuple[str, ...]

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per language: pack, version, digest, language, translated, total, missing."""
        own = {"pack": self.id, "version": self.version, "digest": self.digest}
        return [
            {**own, "language": each.tag, "translated": each.translated, "total": each.total, "missing": each.missing}
            for each in self.languages
        ]


def inspect_pack(name_or_path: str | Path) -> PackReport:
    """Load a pack in each of its languages and report what it is.

    Raises
    ------
    UnknownPackError
        If there is no such pack.
    InvalidPackError
        With every fault of every language, each once.

    >>> report = inspect_pack("cio-cmo")
    >>> report.id, report.languages[0].missing
    ('cio-cmo', 0)
    """
    return inspect_files(read_pack(name_or_path))


def inspect_files(files: PackFiles) -> PackReport:
    """Report what a pack's files are, or raise InvalidPackError with every fault of every language."""
    texts = {name[5:-5]: _parsed(content) for name, content in files.files if name.startswith("text/")}
    built: list[Built] = []
    faults: dict[Fault, None] = {}
    for tag in (None, *texts):  # first the pack's own first language, whichever that is
        try:
            built.append(build(files, tag))
        except InvalidPackError as refused:
            lent = {_key(fault) for fault in faults}
            faults |= {each: None for each in refused.faults if _is_own(each, tag, texts) or _key(each) not in lent}
    if faults:
        raise InvalidPackError(faults, f"content pack {files.origin!r}")
    return _report(files, built[1:], texts)


def _parsed(content: bytes) -> Mapping[str, Any]:
    """Return a text file as plain data; of one that cannot be read, nothing: its fault is told elsewhere."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}


def _key(fault: Fault) -> tuple[str, ...]:
    """Return what is the same in faults of a text that one language has lent to another."""
    file, _, path = fault.place.partition(" ")
    return (path if file.startswith("text/") else fault.place, fault.problem, fault.found or "")


def _is_own(fault: Fault, tag: str | None, texts: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a fault is not of a text that the first language has lent."""
    file, _, path = fault.place.partition(" ")
    return tag is None or file != f"text/{tag}.toml" or _holds(texts[tag], path)


def _holds(table: object, path: str) -> bool:
    """Whether a table has a path of keys, joined by dots; a key may hold dots itself."""
    entries = table.items() if isinstance(table, Mapping) else ()
    return not path or any(
        path == key or (path.startswith(f"{key}.") and _holds(each, path[len(key) + 1 :])) for key, each in entries
    )


def _report(files: PackFiles, built: list[Built], texts: Mapping[str, Mapping[str, Any]]) -> PackReport:
    pack, languages = built[0].content.pack, built[0].languages
    total = _count(texts[languages[0]])
    found = {each.language: LanguageReport(each.language, total - each.missing_texts, total) for each in built}
    return PackReport(
        id=pack.id,
        version=pack.version,
        license=pack.license,
        digest=files.digest,
        files=len(files.files),
        languages=tuple(found[tag] for tag in languages),
        migrates_from=tuple(each.version for each in built[0].content.migrations),
    )


def _count(texts: Mapping[str, Any]) -> int:
    return sum(_count(each) if isinstance(each, Mapping) else 1 for each in texts.values())
