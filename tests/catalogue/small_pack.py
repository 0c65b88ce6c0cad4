"""A small pack with an object of every kind, as plain data; tests change one thing of it and write it as TOML."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.errors import Fault, InvalidPackError

Data = dict[str, Any]


def structure() -> Data:
    """Everything but the words."""
    stated: Data = {"basis": "stated", "facts": ["X-1"]}
    judged: Data = {"basis": "judged", "reason": "guess"}
    both = {"asked_of": ["IT", "MK"]}
    practice: Data = {"kind": "stated", "owners": ["BOSS"], "effort": "low", "horizon": "short", "task": "T1"}
    return {
        "pack": {
            "id": "small",
            "version": "1.0",
            "license": "MIT",
            "languages": ["en"],
            "scenario": "S1",
            "profile": "P",
            "scale": "three",
        },
        "rules": {"target": 0.75, "criterion_weights": {"need": 0.8, "leverage": 0.1, "ease": 0.1}},
        "sides": [{"code": "IT", "role": "BOSS"}, {"code": "MK"}],
        "profiles": [{"code": "P", "items": ["Q1a", "Q2"], "practices": ["A1", "A2", "B1"], "mirror_only": ["M1"]}],
        "reasons": [{"code": "guess"}, {"code": "asks"}],
        "scales": [{"code": "three", "points": [{"code": str(n + 1), "value": n / 2} for n in range(3)]}],
        "sources": [{"code": "X", "file": "x.txt", "language": "en"}],
        "facts": [{"code": f"X-{n}", "source": "X", "place": "top", "kind": "claim"} for n in (1, 2)],
        "studies": [
            {"code": "B1890", "kind": "survey", "facts": ["X-2"]},
            {"code": "B1891", "kind": "case", "facts": ["X-2"], "wordings": [{"code": "X-2"}]},
        ],
        "roles": [{"code": "BOSS", **stated}],
        "scenarios": [
            {
                "code": "S1",
                "original_title": "Scénář",
                "author": {"name": "Novák, J.", "affiliation": ["ČVUT"]},
                "modified": "2014.11.02",
                "sides": ["IT", "MK"],
                "problems": [{"code": "b1", "facts": ["X-1"]}],
                "open_questions": [{"code": "OQ1", "area": "A", "facts": ["X-1"]}],
                "outcome_signs": [{"code": "sign1", "items": ["Q2"], "facts": ["X-2"]}],
                "listed_practices": [{"section": "1", "ordered": True, "codes": ["A1", "A2"]}],
                "preface_practices": ["B1"],
                "area_codes": ["A", "B"],
                "question_codes": ["Q1", "Q2"],
                "task_codes": ["T1"],
                "references": [{"author": "Novák, J.", "year": 2014, "title": "Přednášky"}],
                **stated,
            }
        ],
        "tasks": [{"code": "T1", "original_title": "Úloha", "probability": 0.5, **stated}],
        "areas": [{"code": "A", "weight": 2, **stated}, {"code": "B", "target": 0.5, **judged}],
        "practices": [
            {"code": "A1", "area": "A", **practice, "card": {"done_items": ["Q1a"]}, **stated},
            {"code": "A2", "area": "A", **practice, "requires": [{"code": "A1", "basis": "stated"}], **judged},
            {
                "code": "B1",
                "area": "B",
                **practice,
                "judged": ["effort"],
                "requires": [{"code": "A2", "basis": "judged"}],
                "studies": ["B1890"],
                "cadence_weeks": 4,
                **judged,
            },
        ],
        "questions": [
            {
                "code": "Q1",
                "area": "A",
                "place": "1",
                "items": [
                    {
                        "code": "Q1a",
                        "subject": "IT",
                        "mirrored": True,
                        **both,
                        "primary": ["A1"],
                        "secondary": ["A2"],
                        "link_reason": "asks",
                        **stated,
                    },
                    {"code": "Q1b", "scale": "three", **both, **judged},
                ],
                **stated,
            },
            {"code": "Q2", "area": "B", "place": "2", "items": [{"code": "Q2", **both, **judged}], **judged},
            {
                "code": "M1",
                "area": "B",
                "place": "3",
                "items": [{"code": "M1", "mirror_only": True, **both, **judged}],
                **judged,
            },
        ],
        **components(),
        **context(),
    }


def context() -> Data:
    """A focus, models, a reporting line, a post, and the practices that a finding speaks for."""
    stated: Data = {"basis": "stated", "facts": ["X-1"]}
    judged: Data = {"basis": "judged", "reason": "guess"}
    return {
        "focus_options": [
            {"code": "money", "factors": [{"code": "A1", "factor": 1.2, **stated}], **stated},
            {"code": "people", "factors": [{"code": "A2", "factor": 1.5, **judged}], **judged},
        ],
        "organisation_models": [
            {
                "code": "apart",
                "reporting_line": "top",
                "claims": [{"code": "calm", "kind": "effect", **stated}],
                "factors": [{"code": "A1", "factor": 0.8, **stated}],
                **stated,
            },
            {"code": "mixed", "is_rejected": True, **judged},
        ],
        "reporting_lines": [
            {"code": "top", "recommends": ["B1"], **stated},
            {"code": "side", "factors": [{"code": "B1", "factor": 2, **judged}], **judged},
        ],
        "posts": [{"code": "bridge", "side": "IT", "factors": [{"code": "A2", "factor": 0.5, **judged}], **stated}],
        "advice": [{"code": "foci-differ", "practices": ["A1"], "items": ["Q2"], **judged}],
    }


def components() -> Data:
    """Metrics, applications, responsibilities, bundles and bare names."""
    stated: Data = {"basis": "stated", "facts": ["X-1"]}
    return {
        "metrics": [{"code": "M-X", "seen_by": ["IT", "MK"], "measures": ["A1"], "related_to": ["A-X"], **stated}],
        "applications": [
            {"code": "A-X", "kind": "digital tool", "used_in": ["A2"], "basis": "judged", "reason": "guess"}
        ],
        "responsibilities": [
            {
                "code": "data",
                "roles": [{"role": "BOSS", "letter": letter, "facts": ["X-1"]} for letter in "AR"],
                "settled_in": ["B1"],
                **stated,
            }
        ],
        "bundles": [
            {
                "code": "pair",
                "practices": ["A1", "A2"],
                "parameters": [{"code": "split", "kind": "split", "facts": ["X-2"]}],
                "study": "B1890",
                **stated,
            }
        ],
        "named_objects": [{"code": "S9", "kind": "scenario", "related_to": ["S1"], **stated}],
    }


def words(title: str) -> Data:
    return {"title": title, "text": f"About {title}."}


def texts() -> Data:
    """The words, by the code of the object they belong to."""
    card = dict.fromkeys(("first_step", "deliverable", "done_when", "trap", "check_first"), "Do it.")
    return {
        "pack": words("Small"),
        "sides": {"IT": {"title": "IT side"}, "MK": {"title": "Marketing", "stand_in": "Whoever sells."}},
        "profiles": {"P": words("All")},
        "reasons": {"guess": {"text": "We think so."}, "asks": {"text": "It asks so."}},
        "scales": {"three": {"title": "Fit", "points": {n: {"text": f"Point {n}"} for n in "123"}}},
        "sources": {"X": {"title": "A page"}},
        "facts": {"X-1": {"text": "One."}, "X-2": {"text": "Two."}},
        "studies": {
            "B1890": {**words("A study"), "use": "As it is."},
            "B1891": {**words("A case"), "use": "As it is.", "wordings": {"X-2": {"text": "Two."}}},
        },
        "metrics": {"M-X": {**words("Sales"), "formula": "Count.", "reading": "With care."}},
        "applications": {"A-X": words("Tool")},
        "responsibilities": {"data": words("Data")},
        "bundles": {"pair": {**words("Both"), "parameters": {"split": {**words("Split"), "example": "Half."}}}},
        "named_objects": {"S9": {"title": "Another scenario"}},
        **context_texts(),
        "roles": {"BOSS": words("Boss")},
        "scenarios": {
            "S1": {
                **words("Scenario"),
                "problems": {"b1": {"text": "A problem."}},
                "open_questions": {"OQ1": {"text": "Why?"}},
                "outcome_signs": {"sign1": {"text": "Seen."}},
            }
        },
        "tasks": {"T1": words("Task")},
        "areas": {"A": words("First area"), "B": words("Second area")},
        "practices": {
            "A1": {**words("Begin"), "card": card},
            "A2": {**words("Go on"), "requires": {"A1": {"why": "First things first."}}, "note": "Slowly."},
            "B1": {**words('End & "rest"'), "requires": {"A2": {"why": "It follows."}}},
        },
        "questions": {
            "Q1": {"text": "One?", "items": {"Q1a": {"text": "One a.", "help": "All."}, "Q1b": {"text": "One b."}}},
            "Q2": {"text": "Two?", "items": {"Q2": {"text": "Two."}}},
            "M1": {"text": "Three?", "items": {"M1": {"text": "Three."}}},
        },
    }


def context_texts() -> Data:
    """The words of the context."""
    model = {**words("Apart"), "head": "Two.", "focus": "Money."}
    return {
        "focus_options": {
            "money": {**words("Money"), "factors": {"A1": {"why": "money comes first"}}},
            "people": {**words("People"), "factors": {"A2": {"why": "people come first"}}},
        },
        "organisation_models": {
            "apart": {
                **model,
                "claims": {"calm": {"text": "It is calm."}},
                "factors": {"A1": {"why": "they are apart"}},
            },
            "mixed": model | {"title": "Mixed"},
        },
        "reporting_lines": {
            "top": {**words("the top"), "focus": "high focus"},
            "side": {**words("the side"), "focus": "low focus", "factors": {"B1": {"why": "it looks sideways"}}},
        },
        "posts": {"bridge": {**words("Bridge"), "factors": {"A2": {"why": "the bridge stands"}}}},
    }


def toml(value: object) -> str:
    """Return plain data as a TOML value."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(toml, value))}]"
        case dict():
            return f"{{{', '.join(f'{toml(key)} = {toml(each)}' for key, each in value.items())}}}"
    return str(value)


def document(data: Data) -> bytes:
    """Return a table as a TOML document."""
    return "".join(f"{toml(key)} = {toml(value)}\n" for key, value in data.items()).encode()


def files(data: Data | None = None, *, extra: dict[str, bytes] | None = None, **languages: Data) -> PackFiles:
    """Return a pack's files: one for each table, one for each language, then others."""
    contents = {f"{kind}.toml": document({kind: value}) for kind, value in (data or structure()).items()}
    contents |= {f"text/{tag}.toml": document(each) for tag, each in ({"en": texts()} | languages).items()}
    return PackFiles("small", tuple(sorted((contents | (extra or {})).items())))


def write(folder: Path, pack: PackFiles | None = None) -> Path:
    """Write a pack's files to a folder, and return it."""
    for name, content in (pack or files()).files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(pack: PackFiles, top: str = "") -> bytes:
    """Return a pack as a zip file, at its top or in a folder."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pack.files:
            archive.writestr(f"{top}{name}", content)
    return made.getvalue()


def inside(data: Any, path: str) -> tuple[Any, Any]:
    """Return what holds the value at a path such as ``practices.0.effort``, and its last key."""
    *way, last = path.split(".")
    for part in way:
        data = data[int(part) if isinstance(data, list) else part]
    return data, int(last) if isinstance(data, list) else last


def put(path: str, value: object) -> Callable[[Data], None]:
    """Return a change that sets one value."""

    def change(data: Data) -> None:
        holder, key = inside(data, path)
        holder[key] = value

    return change


def drop(path: str) -> Callable[[Data], None]:
    """Return a change that takes one value out."""

    def change(data: Data) -> None:
        holder, key = inside(data, path)
        del holder[key]

    return change


def changed(data: Data, *changes: Callable[[Data], None]) -> Data:
    """Return the data after changes."""
    for change in changes:
        change(data)
    return data


def faults_of(pack: PackFiles, language: str | None = None) -> tuple[Fault, ...]:
    """Return what a pack is refused for."""
    with pytest.raises(InvalidPackError) as refused:
        Catalogue.from_files(pack, language)
    assert refused.value.faults
    return refused.value.faults


def places(faults: tuple[Fault, ...]) -> list[str]:
    """Return where the faults are."""
    return [fault.place for fault in faults]
