"""Packs that are wrong in many ways: the library refuses each with its own error, and the JSON Schemas agree.

``python -m tests.fuzz.mutated_packs 10000`` prints what came of so many; ``nox -s fuzz`` runs it.
"""

import copy
import datetime
import json
import random
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from mbi_collab.catalogue.inspection import inspect_files
from mbi_collab.catalogue.schema import PACK, STRUCTURE, TEXT, schemas
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.errors import Fault, InvalidPackError
from tests.catalogue import small_pack

Data = dict[str, Any]

#: Problems of a file by itself, which its schema sees too; the others are between objects and files.
OF_STRUCTURE = frozenset(
    {
        *("is not text", "is not a code", "is not a day", "is not a finite number", "is out of range"),
        *("is not a whole number", "is not true or false", "is not one of the words allowed here", "is not a list"),
        *("is not a table of keys", "is not a key known here", "is not a table of a pack", "is not a table of codes"),
        *("is a placeholder, not a text", "holds a control character", "is not a text of this object"),
        *("nothing stands here, but something must", "must list the languages of the pack, the main one first"),
    }
)


@attrs.frozen
class Outcome:
    """What came of one pack.

    Attributes:
        parsed: whether each of its files is TOML.
        refused: whether the library refused it, with its own error.
        faults: what for.
        by_schema: what the schemas say, empty where they find nothing.
    """

    parsed: bool
    refused: bool
    faults: tuple[Fault, ...]
    by_schema: tuple[str, ...]

    @property
    def by_library(self) -> tuple[Fault, ...]:
        """The faults of structure that the library found; a text that no language has is no fault of one file."""
        return tuple(
            each
            for each in self.faults
            if each.problem in OF_STRUCTURE
            and not (each.problem.startswith("nothing stands here") and each.place.startswith("text/"))
        )

    @property
    def agree(self) -> bool:
        """Whether the schemas refuse what the library calls a fault of structure, and nothing that it takes."""
        return not self.parsed or (
            (not self.by_library or bool(self.by_schema)) and (self.refused or not self.by_schema)
        )


@lru_cache(maxsize=1)
def bases() -> tuple[tuple[Data, Data], ...]:
    """Return structures and texts (by language) of the packs that are made wrong."""
    small, clinic = small_pack.structure(), Path(__file__).parents[2] / "examples" / "clinic-pack"
    small["pack"] |= {"languages": ["en", "cs"], "version": "3.0"}
    small["migrations"] = [
        {"version": "1.0", "to": "2.0", "items": {"Q1": "Q1a"}, "dropped": {"Q9": "guess"}},
        {"version": "2.0", "to": "3.0", "practices": {"A0": "A1"}},
    ]
    cs: Data = {"areas": {"A": {"title": "První"}}, "practices": {"A1": {"title": "Začít", "card": {"trap": "Past."}}}}
    joined: Data = {}
    for file in clinic.glob("*.toml"):
        joined |= tomllib.loads(file.read_text(encoding="utf-8"))
    texts = tomllib.loads((clinic / "text" / "en.toml").read_text(encoding="utf-8"))
    return (small, {"en": small_pack.texts(), "cs": cs}), (joined, {"en": texts})


def holders(data: Any, kind: type | tuple[type, ...]) -> list[tuple[Any, Any]]:
    """Return every place in plain data that holds a value of a kind: what holds it, and its key."""
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = []
    for key, value in entries:
        if isinstance(value, kind):
            found.append((data, key))
        found += holders(value, kind)
    return found


ANY = (dict, list, str, int, float, bool)
ODD: tuple[Any, ...] = (
    *(0, -1, 2, 7, 1.5, 2.0, 1e300, float("nan"), float("inf"), 10**30, True, False, datetime.date(2014, 11, 2)),
    *("", " ", "TODO", "x", "1", "true", "A 1", "é", "x" * 41, "a\x01b", "A1\n", "2014-02-29", "2016.02.29"),
    *([], {}, [1], ["A1"], [[]], {"code": "A1"}, {"a": 1}, [{}], "\u0662\u0660\u0661\u0664-11-02"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz_ABC0123456789 "


def typo(word: str, chance: random.Random) -> str:
    """Return a word with one letter more, less or other."""
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice(LETTERS) * chance.randrange(2) + word[at + 1 :]


def rename_key(data: Data, chance: random.Random) -> None:
    """Misspell a key."""
    holder, key = chance.choice([each for each in holders(data, ANY) if isinstance(each[0], dict)])
    holder[typo(str(key), chance)] = holder.pop(key)


def add_key(data: Data, chance: random.Random) -> None:
    """Add a key that nothing knows, or that another kind of object knows."""
    holder, key = chance.choice(holders(data, dict))
    holder[key][chance.choice(["extra", "weight", "title", "code", "facts", "text", "basis"])] = chance.choice(ODD)


def drop(data: Data, chance: random.Random) -> None:
    """Leave something out."""
    holder, key = chance.choice(holders(data, ANY))
    del holder[key]


def replace(data: Data, chance: random.Random) -> None:
    """Put a value of another kind or out of range."""
    holder, key = chance.choice(holders(data, ANY))
    holder[key] = copy.deepcopy(chance.choice(ODD))


def replace_number(data: Data, chance: random.Random) -> None:
    """Put something else where a number or a flag stands."""
    holder, key = chance.choice(holders(data, (int, float)) or holders(data, ANY))
    holder[key] = chance.choice([-0.1, 1.01, 1001, "0.5", None, float("nan"), 2.5, 10**400, 0]) or "0"


def misspell(data: Data, chance: random.Random) -> None:
    """Misspell a code, a word or a reference."""
    found = holders(data, str)
    holder, key = chance.choice([each for each in found if " " not in each[0][each[1]]] or found)
    holder[key] = typo(holder[key], chance)


def dangle(data: Data, chance: random.Random) -> None:
    """Name something that is not there."""
    holder, key = chance.choice(
        [each for each in holders(data, str) if isinstance(each[0], list)] or holders(data, str)
    )
    holder[key] = chance.choice(["ZZ9", "A9", "Q1", "H9", "IT2"])


def double(data: Data, chance: random.Random) -> None:
    """Repeat an entry of a list."""
    holder, key = chance.choice([each for each in holders(data, list) if each[0][each[1]]])
    holder[key].append(copy.deepcopy(chance.choice(holder[key])))


def exchange(data: Data, chance: random.Random) -> None:
    """Exchange two values."""
    (one, first), (two, second) = chance.choice(holders(data, ANY)), chance.choice(holders(data, (str, list, int)))
    one[first], two[second] = copy.deepcopy(two[second]), copy.deepcopy(one[first])


def close_circle(data: Data, _: random.Random) -> None:
    """Let the first practice wait for the last."""
    first, last = data["practices"][0], data["practices"][-1]
    first["requires"] = [{"code": last["code"], "basis": "judged", "why": "So."}]


CHANGES: tuple[Callable[[Data, random.Random], None], ...] = (
    *(rename_key, add_key, drop, replace, replace, replace_number, misspell, misspell),
    *(dangle, dangle, double, exchange, close_circle),
)


def files_of(structure: Data, texts: Data) -> PackFiles:
    """Return a pack as its files."""
    return small_pack.files(structure, **{tag: each if isinstance(each, dict) else {} for tag, each in texts.items()})


def mutated(seed: int) -> PackFiles:
    """Return one wrong pack: one to three changes, in the structure or the texts; in some, in the bytes."""
    chance = random.Random(seed)  # noqa: S311  no secret
    structure, texts = copy.deepcopy(chance.choice(bases()))
    for _ in range(chance.choice([1, 1, 2, 3])):
        change = chance.choice(CHANGES)
        try:
            change(chance.choice([structure, structure, structure, texts]), chance)
        except (LookupError, TypeError, AttributeError):  # an earlier change has left nothing to change
            continue
    pack = files_of(structure, texts)
    return attrs.evolve(pack, files=tuple(_noisy(pack.files, chance)))


def _noisy(files: tuple[tuple[str, bytes], ...], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield the files; in one pack of twelve, one is left out, moved or has noise in it."""
    victim = chance.randrange(len(files)) if chance.random() < 1 / 12 else None
    for at, (name, content) in enumerate(files):
        if at != victim:
            yield name, content
            continue
        way, cut = chance.randrange(4), chance.randrange(len(content) + 1)
        if way == 1:
            yield f"text/{name}".replace("text/text/", ""), content
        elif way:
            yield name, content[:cut] + chance.randbytes(chance.randrange(1, 4)) + content[cut:]


def outcome(pack: PackFiles) -> Outcome:
    """Load a pack in all its languages, and let the schemas look at it."""
    tables = _parsed(pack)
    refused = None
    try:
        inspect_files(pack)
    except InvalidPackError as error:
        refused = error
    faults = refused.faults if refused else ()
    assert not refused or (faults and str(refused)), "refused without a fault"
    assert all(fault.place and fault.problem for fault in faults), faults
    by_schema = () if tables is None else tuple(_by_schema(tables))
    return Outcome(tables is not None, refused is not None, faults, by_schema)


def _parsed(pack: PackFiles) -> dict[str, Data] | None:
    try:
        return {name: tomllib.loads(content.decode("utf-8-sig")) for name, content in pack.files}
    except (ValueError, RecursionError):
        return None


@lru_cache(maxsize=1)
def validators() -> Mapping[str, Draft202012Validator]:
    """Return the validator of each schema."""
    made = schemas()
    registry: Registry[Any] = Registry().with_resources(
        (name, Resource.from_contents(each)) for name, each in made.items()
    )
    return {name: Draft202012Validator(each, registry=registry) for name, each in made.items()}


def _by_schema(tables: Mapping[str, Data]) -> Iterator[str]:
    joined: Data = {}
    clean = True
    for name, table in tables.items():
        found = list(_faults(name, TEXT if name.startswith("text/") else STRUCTURE, table))
        yield from found
        joined = joined if name.startswith("text/") else table | joined
        clean = clean and not found
    if clean:  # what it says beyond the schema of the files is which tables must be there
        yield from _faults("pack", PACK, joined)


def _faults(name: str, schema: str, data: Data) -> Iterator[str]:
    """Yield what one schema says of one file; what JSON cannot hold, days and endless numbers, no schema can take."""
    try:
        json.dumps(data, allow_nan=False)
    except (TypeError, ValueError) as problem:
        yield f"{name}: {problem}"
        return
    yield from (f"{name} {each.json_path}: {each.message[:200]}" for each in validators()[schema].iter_errors(data))


def main(count: int) -> int:
    """Try so many packs and print what came of them; 1 if any broke out or the two disagree on any."""
    begun, counts = time.perf_counter(), Counter[str]()
    wrong: list[str] = []
    for seed in range(count):
        try:
            found = outcome(mutated(seed))
        except Exception as problem:  # noqa: BLE001  anything but the library's own error is what is looked for
            wrong.append(f"pack {seed} broke out: {type(problem).__name__}: {str(problem)[:200]}")
            continue
        counts["parse as TOML"] += found.parsed
        counts["parse and are refused"] += found.parsed and found.refused
        counts["do not parse, refused"] += found.refused and not found.parsed
        counts["valid"] += not found.refused
        counts["with faults of structure"] += bool(found.parsed and found.by_library)
        if not found.agree:
            wrong.append(
                f"pack {seed}: library {[str(each) for each in found.faults][:3]}, schema {found.by_schema[:3]}"
            )
    print(f"{count} packs, {time.perf_counter() - begun:.0f} s")
    for name, number in counts.items():
        print(f"  {number:6} {name}")
    print(f"  {len(wrong):6} broke out or disagree", *wrong[:20], sep="\n  ")
    return 1 if wrong or counts["parse and are refused"] < 0.8 * count else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
