"""From a pack's files to its objects: parse, lay the texts over the structure, build, check. All faults at once."""

import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.checks import check
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.catalogue.structure import name_of, structure
from mbi_collab.errors import Fault, InvalidPackError, nearest, unknown

#: The fields that a text file may fill, as the classes of the catalogue mark them.
TEXTS = frozenset(
    {"title", "text", "use", "why", "help", "note", "stand_in", "evidence", "ask"}
    | {"first_step", "deliverable", "done_when", "trap", "check_first"}
)


@attrs.frozen
class Built:
    """What a pack's files gave in one language.

    Attributes:
        content: the objects.
        language: tag of the texts.
        languages: all tags of the pack, its own first.
        missing_texts: how many texts were taken from the pack's first language.
    """

    content: Content
    language: str
    languages: tuple[str, ...]
    missing_texts: int


def build(files: PackFiles, language: str | None) -> Built:
    """Make the objects of a pack in one language, or raise InvalidPackError with every fault."""
    faults: list[Fault] = []
    data, file_of = _structures(files, faults)
    languages = _languages(data, files, faults)
    if faults or not languages:
        raise InvalidPackError(faults, f"content pack {files.origin!r}")
    chosen = _chosen(language, languages)
    texts, missing = _texts(files, chosen, languages[0], faults)
    _lay(data, texts, (), f"text/{chosen}.toml", faults)
    place = _Place(file_of, f"text/{chosen}.toml")
    content, more = structure(data, Content, place)
    faults += more
    if content is not None and not faults:
        faults += check(content, place)
    if content is None or faults:
        raise InvalidPackError(faults, f"content pack {files.origin!r}")
    return Built(content, chosen, languages, missing)


@attrs.frozen
class _Place:
    """Says in which file and under which key something stands."""

    file_of: Mapping[str, str]
    text_file: str

    def __call__(self, path: tuple[str, ...]) -> str:
        if not path:
            return "pack"
        if path[-1] in TEXTS:
            return f"{self.text_file} {'.'.join(path)}"
        kind, *rest = path
        return f"{self.file_of.get(kind, 'pack.toml')} {'.'.join(rest) or kind}"


def _parse(name: str, content: bytes, faults: list[Fault]) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        faults.append(Fault(name, f"is not UTF-8 at byte {problem.start}"))
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        faults.append(Fault(name, f"is not TOML: {str(problem)[:200]}"))
    return {}


def _structures(files: PackFiles, faults: list[Fault]) -> tuple[dict[str, Any], dict[str, str]]:
    """Join the tables of the structure files; a table may stand in one file only."""
    data: dict[str, Any] = {}
    file_of: dict[str, str] = {}
    known = [field.name for field in attrs.fields(Content)]
    for name, content in files.files:
        if name.startswith("text/"):
            continue
        for key, value in _parse(name, content, faults).items():
            if key in data:
                faults.append(Fault(f"{name} {key}", f"stands in {file_of[key]} as well"))
            elif key not in known:
                faults.append(unknown(name, "a table of a pack", key, known))
            else:
                data[key], file_of[key] = value, name
    return data, file_of


def _languages(data: Mapping[str, Any], files: PackFiles, faults: list[Fault]) -> tuple[str, ...]:
    """Return the pack's languages; each needs its text file, and each text file its language."""
    there = [name[5:-5] for name, _ in files.files if name.startswith("text/")]
    pack = data.get("pack")
    named = pack.get("languages") if isinstance(pack, Mapping) else None
    if not isinstance(named, list) or not named or not all(isinstance(each, str) for each in named):
        faults.append(Fault("pack.toml pack.languages", "must list the languages of the pack, the main one first"))
        return ()
    faults += [Fault(f"text/{each}.toml", "is missing, but pack.languages names it") for each in named if each not in there]
    faults += [unknown("pack.toml pack.languages", "listed, but has a text file", each, named) for each in there if each not in named]
    return tuple(named)


def _chosen(language: str | None, languages: tuple[str, ...]) -> str:
    """Return the pack's language for a tag: RFC 4647 look-up, else the pack's first."""
    parts = (language or languages[0]).replace("_", "-").split("-")
    folded = {each.casefold(): each for each in languages}
    for length in range(len(parts), 0, -1):
        found = folded.get("-".join(parts[:length]).casefold())
        if found:
            return found
    return languages[0]


def _texts(files: PackFiles, chosen: str, main: str, faults: list[Fault]) -> tuple[dict[str, Any], int]:
    """Return the texts in a language, those it lacks from the main one, and how many it lacked."""
    content = dict(files.files)
    texts = _parse(f"text/{chosen}.toml", content[f"text/{chosen}.toml"], faults)
    if chosen == main:
        return texts, 0
    return texts, _fill(texts, _parse(f"text/{main}.toml", content[f"text/{main}.toml"], faults))


def _fill(texts: dict[str, Any], others: Mapping[str, Any]) -> int:
    missing = 0
    for key, value in others.items():
        if isinstance(value, Mapping):
            inner = texts.setdefault(key, {})
            missing += _fill(inner, value) if isinstance(inner, dict) else 0
        elif key not in texts:
            texts[key] = value
            missing += 1
    return missing


def _lay(target: Any, texts: Mapping[str, Any], path: tuple[str, ...], file: str, faults: list[Fault]) -> None:
    """Lay texts over the structure; a list's entries are found by their code."""
    entries = target if isinstance(target, dict) else {name_of(each, at): each for at, each in enumerate(target)}
    for key, value in texts.items():
        place = f"{file} {'.'.join((*path, key))}"
        if isinstance(value, Mapping):
            inner = entries.get(key)
            if isinstance(inner, dict | list):
                _lay(inner, value, (*path, key), file, faults)
            else:
                faults.append(unknown(place, "something of this pack", key, entries))
        elif not isinstance(target, dict) or key not in TEXTS:
            faults.append(Fault(place, "is not a text of this object", key, sorted(TEXTS), nearest(key, TEXTS)))
        elif key in target:
            faults.append(Fault(place, "stands in the structure as well"))
        else:
            target[key] = value


