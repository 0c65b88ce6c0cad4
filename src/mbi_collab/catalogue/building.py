"""From a pack's files to its objects: parse, lay the texts over the structure, build, check. All faults at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from mbi_collab.catalogue.assembling import Built
from mbi_collab.catalogue.checks import check
from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.laying import TEXTS, fill, lay
from mbi_collab.catalogue.sound_part import check_sound_part
from mbi_collab.catalogue.sources import MOST_ENTRIES, PackFiles
from mbi_collab.catalogue.structure import structure
from mbi_collab.errors import MOST_FAULTS, Fault, InvalidPackError, unknown
from mbi_collab.language.tags import best_tag


def build(files: PackFiles, language: str | None) -> Built:
    """Make the objects of a pack in one language, or raise InvalidPackError with every fault."""
    try:
        built, faults = _built(files, language)
    except RecursionError:
        built, faults = None, [Fault("pack", "is nested too deeply")]
    if built is None or faults:
        raise InvalidPackError(faults, f"content pack {files.origin!r}")
    return built


def _built(files: PackFiles, language: str | None) -> tuple[Built | None, list[Fault]]:
    """Return the objects, if they can be made, and every fault; a file that cannot be read hides those of the rest."""
    faults: list[Fault] = []
    contents = dict(files.files)
    tables = {name: _parse(name, contents[name], faults) for name in contents if not name.startswith("text/")}
    if faults:
        return None, faults
    data, file_of = _structures(tables, faults)
    too_long = [fault for name, table in tables.items() for fault in _too_long(name, table)]
    if too_long:
        return None, faults + too_long
    languages = _languages(data, [name[5:-5] for name in contents if name.startswith("text/")], faults)
    if not languages:
        return None, faults
    chosen, main = best_tag(language or languages[0], languages), languages[0]
    broken: list[Fault] = []
    texts = {each: _parse(f"text/{each}.toml", contents[f"text/{each}.toml"], broken) for each in {chosen, main}}
    if broken:
        return None, faults + broken
    missing = fill(texts[chosen], texts[main]) if chosen != main else 0
    lay(data, texts[chosen], (), f"text/{chosen}.toml", faults)
    place = _Place(file_of, f"text/{chosen}.toml")
    content, more = structure(data, Content, place)
    faults += more
    if content:
        faults += check(content, place)
    else:
        told = {(fault.place, fault.found) for fault in faults}
        faults += [fault for fault in check_sound_part(data, place) if (fault.place, fault.found) not in told]
    return Built(content, chosen, languages, missing) if content else None, faults


def _too_long(name: str, value: Any) -> Iterator[Fault]:
    """Yield the lists that are longer than any pack needs: to hold each entry against each would take for ever."""
    if value.__class__ is list and len(value) > MOST_ENTRIES:
        yield Fault(name, f"holds more than {MOST_ENTRIES} entries", str(len(value)))
    elif _holds_too_long(value):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            if each.__class__ is list or each.__class__ is dict:
                yield from _too_long(f"{name}.{key}", each)


def _holds_too_long(value: Any) -> bool:
    """Whether such a list stands anywhere below; quick, because every pack is asked."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if each.__class__ is list and len(each) > MOST_ENTRIES:
            return True
        waiting += [
            inner
            for inner in (each.values() if each.__class__ is dict else each)
            if inner.__class__ is dict or inner.__class__ is list
        ]
    return False


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
    except (ValueError, RecursionError) as problem:  # a ValueError too: a number of thousands of digits
        faults.append(Fault(name, f"is not TOML: {str(problem)[:200]}"))
    return {}


def _structures(tables: Mapping[str, Any], faults: list[Fault]) -> tuple[dict[str, Any], dict[str, str]]:
    """Join the tables of the structure files; a table may stand in one file only."""
    data: dict[str, Any] = {}
    file_of: dict[str, str] = {}
    known = [field.name for field in attrs.fields(Content)]
    for name, key, value in ((name, *entry) for name, table in tables.items() for entry in table.items()):
        if key in data:
            faults.append(Fault(f"{name} {key}", f"stands in {file_of[key]} as well"))
        elif key not in known:
            faults += [unknown(name, "a table of a pack", key, known)] if len(faults) < MOST_FAULTS else []
        else:
            data[key], file_of[key] = value, name
    return data, file_of


def _languages(data: Mapping[str, Any], there: Sequence[str], faults: list[Fault]) -> tuple[str, ...]:
    """Return the pack's languages that have a text file; each text file needs its language too."""
    place = "pack.toml pack.languages"
    pack = data.get("pack")
    named = pack.get("languages") if isinstance(pack, Mapping) else None
    if not isinstance(named, list) or not named or not all(isinstance(each, str) for each in named):
        faults.append(Fault(place, "must list the languages of the pack, the main one first"))
        return ()
    faults += [Fault(place, "is named twice", each) for each in sorted(set(named)) if named.count(each) > 1]
    lacking = [each for each in named if each not in there]
    faults += [Fault(f"text/{each}.toml", "is missing, but pack.languages names it") for each in lacking]
    extra = [each for each in there if each not in named]
    faults += [unknown(f"text/{each}.toml", "a language of pack.languages", each, named) for each in extra]
    return tuple(each for each in named if each in there)
