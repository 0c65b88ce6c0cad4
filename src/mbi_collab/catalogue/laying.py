"""Laying the texts of a language over the structure of a pack."""

from collections.abc import Mapping, Sequence
from typing import Any

from mbi_collab.errors import MOST_FAULTS, Fault, nearest, unknown

#: The fields that a text file may fill, as the classes of the catalogue mark them.
TEXTS = frozenset(
    {"title", "text", "use", "why", "help", "note", "stand_in", "evidence", "ask", "head", "focus"}
    | {"scenario_word", "task_word"}
    | {"formula", "reading", "example", "verification", "first_step", "deliverable", "done_when", "trap", "check_first"}
)


def name_of(entry: object, index: int | str) -> str:
    """Return what a list entry is called in the place of a fault: its code, else its number."""
    code = entry.get("code") if isinstance(entry, Mapping) else None
    return code if isinstance(code, str) and code else f"[{index}]"


def fill(texts: dict[str, Any], others: Mapping[str, Any]) -> int:
    """Fill up texts with those of another language, and return how many were missing."""
    missing = 0
    for key, value in others.items():
        if isinstance(value, Mapping):
            inner = texts.setdefault(key, {})
            missing += fill(inner, value) if isinstance(inner, dict) else 0
        elif key not in texts:
            texts[key] = value
            missing += 1
    return missing


def lay(target: Any, texts: Mapping[str, Any], path: tuple[str, ...], file: str, faults: list[Fault]) -> None:
    """Lay texts over the structure; a list's entries are found by their code."""
    parts = _parts(target) if isinstance(target, list) else target
    for key, value in texts.items():
        inner = parts.get(key) if isinstance(value, dict) else None
        if isinstance(inner, dict):
            lay(inner, value, (*path, key), file, faults)
        elif isinstance(inner, list):
            for entry in inner if parts is not target else [inner]:
                lay(entry, value, (*path, key), file, faults)
        elif isinstance(target, dict) and key in TEXTS and key not in target and not isinstance(value, dict):
            target[key] = value
        elif len(faults) < MOST_FAULTS:
            known = [name for name, part in parts.items() if isinstance(part, dict | list)]
            faults.append(_text_fault(f"{file} {'.'.join((*path, key))}", key, value, target, known))


def _parts(entries: Sequence[Any]) -> dict[str, list[Any]]:
    """Return the tables and lists among the entries of a list by code; two may share one, which is told later."""
    parts: dict[str, list[Any]] = {}
    for at, entry in enumerate(entries):
        if isinstance(entry, dict | list):
            parts.setdefault(name_of(entry, at), []).append(entry)
    return parts


def _text_fault(place: str, key: str, value: object, target: object, known: Sequence[str]) -> Fault:
    """Return why a text cannot be laid over the structure."""
    if isinstance(value, Mapping):
        return unknown(place, "something of this pack", key, known)
    if not isinstance(target, dict) or key not in TEXTS:
        return Fault(place, "is not a text of this object", key, sorted(TEXTS), nearest(key, TEXTS))
    return Fault(place, "stands in the structure as well")
