"""A pack out of OWASP SAMM's public model folder: `python samm_pack.py MODEL FOLDER`; its scores are SAMM's own.

SAMM's function, practice, stream and question become area, control question, practice and item. Every stream has one
question a maturity level, so the mean of a practice's items is the mean of its streams' means, and the levels times
the number of maturity levels are the scores of SAMM's toolbox. See docs/how-to/samm.md.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

import mbi_collab as mbi
from mbi_collab.errors import MBICollabError

try:
    import yaml
except ModuleNotFoundError:
    raise ModuleNotFoundError("SAMM's model is YAML, and PyYAML reads it: pip install pyyaml", name="yaml") from None

Data = dict[str, Any]

#: The folders of the model that are read.
KINDS = (
    *("business_functions", "security_practices", "streams", "practice_levels"),
    *("maturity_levels", "activities", "questions", "answer_sets"),
)
#: Keys whose values are words: they go into the pack's text file.
WORDS = frozenset({"title", "text", "help"})
FROM_SAMM: Data = {"basis": "stated", "facts": ["SAMM-1"]}
OURS: Data = {"basis": "judged", "reason": "ours"}


class ModelError(ValueError):
    """A model folder that cannot be turned into a pack; the message names the file."""


@attrs.frozen
class Entry:
    """One file of the model.

    Attributes:
        file: its place in the model folder.
        fields: what it holds, every scalar as text.
    """

    file: str
    fields: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The file's name without its ending."""
        return Path(self.file).stem

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        value = self.fields.get(key)
        if not isinstance(value, str) or not value.strip():
            raise ModelError(f"{self.file}: {key} must be a text")
        return value.strip()

    def line(self, key: str) -> str:
        """Return a text that must be there, on one line."""
        return " ".join(self.text(key).split())

    def number(self, key: str) -> float:
        """Return a number that must be there."""
        try:
            return float(self.text(key))
        except ValueError:
            raise ModelError(f"{self.file}: {key} must be a number") from None


@attrs.frozen
class Model:
    """The files of a model folder: kind → id → entry."""

    entries: Mapping[str, Mapping[str, Entry]]

    def linked(self, entry: Entry, key: str, kind: str) -> Entry:
        """Return the entry that another one names by its id."""
        found = self.entries[kind].get(entry.text(key))
        if found is None:
            raise ModelError(f"{entry.file}: {key} is not the id of a file in {kind}/")
        return found

    def under(self, parent: Entry, key: str, parents: str, kind: str) -> list[Entry]:
        """Return the entries of a kind that name the parent, in their order."""
        every = self.entries[kind].values()
        found = [each for each in every if self.linked(each, key, parents) == parent]
        if not found:
            raise ModelError(f"{parent.file}: no file in {kind}/ names it")
        return sorted(found, key=lambda each: each.number("order"))

    def functions(self) -> list[Entry]:
        """Return the business functions in their order."""
        return sorted(self.entries["business_functions"].values(), key=lambda each: each.number("order"))

    def practices_of(self, function: Entry) -> list[Entry]:
        """Return the security practices of a function."""
        return self.under(function, "function", "business_functions", "security_practices")

    def streams_of(self, practice: Entry) -> list[Entry]:
        """Return the streams of a practice."""
        return self.under(practice, "practice", "security_practices", "streams")

    def questions_of(self, stream: Entry) -> list[Entry]:
        """Return a stream's questions from the lowest maturity level up; there must be one a level."""
        of_stream = [
            (self._level(activity), each)
            for each in self.entries["questions"].values()
            if self.linked(activity := self.linked(each, "activity", "activities"), "stream", "streams") == stream
        ]
        levels = sorted(each.number("number") for each in self.entries["maturity_levels"].values())
        if sorted(level for level, _ in of_stream) != levels:
            raise ModelError(f"{stream.file}: must have exactly one question for each maturity level")
        return [each for _, each in sorted(of_stream, key=lambda pair: pair[0])]

    def _level(self, activity: Entry) -> float:
        practice_level = self.linked(activity, "level", "practice_levels")
        return self.linked(practice_level, "maturityLevel", "maturity_levels").number("number")


def read_model(folder: Path) -> Model:
    """Read the YAML files of a model folder."""
    return Model({kind: _by_id(_read_kind(folder, kind)) for kind in KINDS})


def _by_id(entries: list[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for each in entries:
        if found.setdefault(each.text("id"), each) != each:
            raise ModelError(f"{each.file}: has the id of {found[each.text('id')].file}")
    return found


def _read_kind(folder: Path, kind: str) -> list[Entry]:
    paths = sorted((folder / kind).glob("*.yml"))
    if not paths:
        raise ModelError(f"{folder / kind}: holds no .yml files; is this the model folder?")
    return [_read(path, f"{kind}/{path.name}") for path in paths]


def _read(path: Path, file: str) -> Entry:
    try:
        # BaseLoader makes texts, lists and dicts alone; others make False of the answer No.
        fields = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506  makes no objects
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise ModelError(f"{file}: is not YAML: {problem}") from None
    if not isinstance(fields, dict):
        raise ModelError(f"{file}: must be a table of keys")
    return Entry(file, fields)


def _parent_code(children: Iterable[str], parent: Entry) -> str:
    """Return the code of a parent: what is left of its children's when their last part is cut off."""
    codes = {each.rpartition("-")[0] for each in children}
    if len(codes) != 1 or "" in codes:
        raise ModelError(f"{parent.file}: the streams below it must have names that begin alike, such as K-AB-…")
    return codes.pop()


def _item(model: Model, question: Entry, stream: Entry) -> Data:
    code = question.code.replace("-", "")
    scale = model.linked(question, "answerSet", "answer_sets").code
    links = {"primary": [stream.code], "link_reason": "measures"}
    item = {"code": code, "asked_of": ["team"], "scale": scale, **links, **FROM_SAMM, "text": question.line("text")}
    criteria = question.fields.get("quality")
    return item | ({"help": "; ".join(map(str, criteria))} if isinstance(criteria, list) and criteria else {})


def _tree(model: Model) -> tuple[list[Data], list[Data], list[Data]]:
    """Return the areas, control questions and practices of the pack."""
    areas, controls, practices = [], [], []
    for function in model.functions():
        below = [(each, model.streams_of(each)) for each in model.practices_of(function)]
        codes = [_parent_code([stream.code for stream in streams], practice) for practice, streams in below]
        area = _parent_code(codes, function)
        words = {"title": function.line("name"), "text": function.text("description")}
        areas.append({"code": area, **FROM_SAMM, **words})
        for code, (practice, streams) in zip(codes, below, strict=True):
            items = [_item(model, each, stream) for stream in streams for each in model.questions_of(stream)]
            place = {"code": code, "area": area, "place": practice.file, "items": items}
            controls.append({**place, **FROM_SAMM, "text": practice.line("name")})
            practices += [_practice(stream, practice, area) for stream in streams]
    return areas, controls, practices


def _practice(stream: Entry, practice: Entry, area: str) -> Data:
    """Return a stream as what can be taken up; SAMM says nothing of effort and time, so they are alike everywhere."""
    judged = {"owners": ["TEAM"], "effort": "medium", "horizon": "medium", "task": "IMPROVE"}
    words = {"title": f"{practice.line('name')}: {stream.line('name')}", "text": stream.text("description")}
    return {"code": stream.code, "area": area, "kind": "stated", **judged, "judged": list(judged), **FROM_SAMM, **words}


def _scale(answers: Entry) -> Data:
    values = answers.fields.get("values")
    if not isinstance(values, list) or not all(isinstance(each, dict) for each in values):
        raise ModelError(f"{answers.file}: values must be a list of answers")
    ordered = sorted((Entry(answers.file, each) for each in values), key=lambda each: each.number("order"))
    points = [
        {"code": str(number), "value": each.number("value"), "text": each.line("text")}
        for number, each in enumerate(ordered, start=1)
    ]
    return {"code": answers.code, "points": points, "title": f"Answer set {answers.code}"}


def pack_of(model: Model, version: str) -> dict[str, Data]:
    """Return the pack's files, each with its tables, words and structure still together."""
    areas, controls, practices = _tree(model)
    scales = [_scale(each) for each in model.entries["answer_sets"].values()]
    codes = {
        "items": [item["code"] for each in controls for item in each["items"]],
        "practices": [each["code"] for each in practices],
    }
    wholes = {"title": "All questions", "text": "Every question of the model."}
    return {
        "pack.toml": {
            "pack": _pack(version, scales[0]["code"]),
            "rules": _rules(len(model.entries["maturity_levels"])),
            "sides": [{"code": "team", "role": "TEAM", "title": "Team"}],
            "profiles": [{"code": "all", **codes, **wholes}],
            **_provenance(),
        },
        "scenarios.toml": _situation([each["code"] for each in areas], [each["code"] for each in controls]),
        "scales.toml": {"scales": scales},
        "practices.toml": {"areas": areas, "practices": practices},
        "questions.toml": {"questions": controls},
    }


def _pack(version: str, scale: str) -> Data:
    defaults = {"scenario": "SAMM", "profile": "all", "scale": scale}
    words = {"title": "OWASP SAMM", "text": "The questions of OWASP SAMM's public model."}
    return {"id": "samm", "version": version, "license": "CC-BY-SA-4.0", "languages": ["en"], **defaults, **words}


def _rules(levels: int) -> Data:
    """Return the rules: means throughout, shown from 0 to the number of levels; one team's answers are no secret."""
    means = {"question": "mean", "area": "mean", "overall": "mean"}
    weights = {"need": 1.0, "leverage": 0.0, "ease": 0.0}
    shown = {"display_factor": float(levels), "minimum_group": 1}
    return {**shown, "aggregation": means, "criterion_weights": weights}


def _provenance() -> Data:
    stated = "Functions, practices, streams, questions and answers are those of the model's files."
    return {
        "sources": [{"code": "SAMM", "file": "model/", "language": "en", "title": "OWASP SAMM's public model"}],
        "facts": [{"code": "SAMM-1", "source": "SAMM", "place": "model/", "kind": "structure", "text": stated}],
        "reasons": [
            {"code": "ours", "text": "The converter's own: the model does not say it, and a pack needs it."},
            {"code": "measures", "text": "The question belongs to an activity of this stream."},
        ],
    }


def _situation(areas: list[str], controls: list[str]) -> Data:
    """Return the least of a scenario, task and role that a pack needs."""
    tree = {"area_codes": areas, "question_codes": controls, "task_codes": ["IMPROVE"]}
    origin = {"original_title": "Software assurance", "author": {"name": "mbi-collab"}, "modified": "2026-11-21"}
    parts: Data = {"sides": ["team"], "problems": [], "open_questions": [], "listed_practices": []}
    words = {"title": "Software assurance", "text": "How mature are the practices by which software is kept secure?"}
    task = {"title": "Improve software assurance", "text": "Bring the chosen streams to their targets."}
    return {
        "scenarios": [{"code": "SAMM", **origin, **parts, **tree, **OURS, **words}],
        "tasks": [{"code": "IMPROVE", "original_title": "Improve software assurance", **OURS, **task}],
        "roles": [{"code": "TEAM", **OURS, "title": "Team lead", "text": "Answers for the team that is assessed."}],
    }


def split_words(whole: Data) -> tuple[Data, Data]:
    """Split plain data into structure and words; the words of a list's entries stand under their codes."""
    structure: Data = {}
    words: Data = {}
    for key, value in whole.items():
        if key in WORDS:
            words[key] = value
        elif isinstance(value, dict):
            structure[key], words[key] = split_words(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            parts = [split_words(each) for each in value]
            structure[key] = [part for part, _ in parts]
            words[key] = {part["code"]: inner for part, inner in parts}
        else:
            structure[key] = value
    return structure, {key: value for key, value in words.items() if value}


def to_toml(data: Data, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield plain data as lines of TOML, single values before tables and lists of tables."""
    tables = {key: each for key, each in data.items() if isinstance(each, dict) or _is_tables(each)}
    yield from (f"{_key(key)} = {_value(each)}" for key, each in data.items() if key not in tables)
    for key, each in tables.items():
        name = ".".join(map(_key, (*path, key)))
        for table in each if isinstance(each, list) else [each]:
            if isinstance(each, list):
                yield from ("", f"[[{name}]]")
            elif any(not isinstance(inner, dict) for inner in table.values()):
                yield from ("", f"[{name}]")
            yield from to_toml(table, (*path, key))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _key(key: str) -> str:
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else _value(key)


def _value(value: str | float | list[str]) -> str:
    """Return a value as TOML: JSON's spelling, but for one character that TOML does not take as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def convert(model: str | Path, folder: str | Path, *, version: str = "1.0") -> Path:
    """Write the pack of a model folder into a new or empty folder, and return that folder.

    Raises
    ------
    ModelError
        If the model lacks something, or a stream has not exactly one question a maturity level.
    FileExistsError
        If the folder holds anything: old files would become part of the pack.
    """
    target = Path(folder)
    files = pack_of(read_model(Path(model)), version)
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    (target / "text").mkdir(parents=True)
    words: Data = {}
    for name, whole in files.items():
        structure, told = split_words(whole)
        words |= told
        _write(target / name, structure)
    _write(target / "text" / "en.toml", words)
    return target


def _write(path: Path, data: Data) -> None:
    path.write_text("\n".join(to_toml(data)).lstrip() + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Convert, and load the pack to check it."""
    parser = argparse.ArgumentParser(description="Turn OWASP SAMM's model folder into a content pack.")
    parser.add_argument("model", help="the folder model/ of owaspsamm/core")
    parser.add_argument("folder", help="where the pack is written: a new folder")
    parser.add_argument("--version", default="1.0", help="version of the pack")
    given = parser.parse_args()
    try:
        print(mbi.load_catalogue(convert(given.model, given.folder, version=given.version)))
    except (ModelError, MBICollabError, OSError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
