"""Saved assessments: the consultant's working copy, complete, written and read back unchanged."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

import cattrs

from mbi_collab.assessment.assessment import Assessment, Provenance
from mbi_collab.assessment.conversation import ConversationItem
from mbi_collab.assessment.order import Order, Step
from mbi_collab.assessment.priorities import Priorities, Priority
from mbi_collab.assessment.scorecard import Score, Scorecard
from mbi_collab.assessment.settings import Settings
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.catalogue.structure import converter, structure
from mbi_collab.errors import Fault, MBICollabError, SavedFileError, UnknownPackError
from mbi_collab.survey.panel import Panel
from mbi_collab.writing import write_whole

#: A saved assessment is a few hundred kilobytes; more than this is not one.
MOST_BYTES = 256 * 1024 * 1024

_T = TypeVar("_T")


def write_assessment(result: Assessment, path: str | Path) -> Path:
    """Write an assessment as JSON: every answer and every number, for the consultant's own use.

    Parameters
    ----------
    result : Assessment
        What to save.
    path : str or Path
        The file; it is replaced whole or not at all.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    return write_whole(path, json.dumps(result.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def read_assessment(path: str | Path, catalogue: Catalogue | None = None) -> Assessment:
    """Read a saved assessment back, unchanged; nothing is computed again.

    Parameters
    ----------
    path : str or Path
        A file that :func:`write_assessment` wrote.
    catalogue : Catalogue, optional
        The pack it was made with; without it, the packaged pack of that name.

    Raises
    ------
    SavedFileError
        If the file is no saved assessment, or was made with other content than the catalogue's.
    """
    data = _read(path)
    known = catalogue or _catalogue(data, str(path))
    faults = _version_faults(data, known)
    if faults:
        raise SavedFileError(faults, str(path))
    try:
        sheet = known.questionnaire(data["provenance"]["profile"])
        return _assessment(data, Panel.from_dict(data["panel"], sheet), str(path))
    except SavedFileError:
        raise
    except MBICollabError as problem:
        raise SavedFileError(problem.faults, str(path)) from None
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise SavedFileError([Fault(str(path), f"lacks or garbles a part of an assessment ({problem})")]) from None


def _read(path: str | Path) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise SavedFileError([Fault(str(path), f"is larger than {MOST_BYTES} bytes")])
        data = json.loads(content, parse_constant=_no_constant)
    except (OSError, ValueError, RecursionError) as problem:
        if isinstance(problem, SavedFileError):
            raise
        raise SavedFileError([Fault(str(path), f"cannot be read ({problem})")]) from None
    wanted = ("mbi-collab/assessment", 1)
    if not isinstance(data, dict) or (data.get("format"), data.get("version")) != wanted:
        found = str(data.get("format")) if isinstance(data, dict) else type(data).__name__
        raise SavedFileError([Fault(f"{path} format", "is no saved assessment of this version", found, (wanted[0],))])
    return data


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number here")  # noqa: TRY003, EM102


def _catalogue(data: Mapping[str, Any], path: str) -> Catalogue:
    try:
        return load_catalogue(str(data["provenance"]["pack"]))
    except (UnknownPackError, KeyError, TypeError):
        raise SavedFileError(
            [Fault(path, "was made with another pack: give read_assessment() its catalogue")]
        ) from None


def _version_faults(data: Mapping[str, Any], known: Catalogue) -> list[Fault]:
    made = data.get("provenance")
    if not isinstance(made, Mapping):
        return [Fault("provenance", "is missing")]
    pairs = (("pack", known.id), ("pack_version", known.version), ("pack_digest", known.digest))
    return [
        Fault(f"provenance.{name}", "is not that of the catalogue it is read with", str(made.get(name)), (wanted,))
        for name, wanted in pairs
        if made.get(name) != wanted
    ]


def _assessment(data: Mapping[str, Any], panel: Panel, path: str) -> Assessment:
    saved = data["scorecard"]
    parts = {name: _each(saved[name], Score, path) for name in ("areas", "questions", "items", "practices")}
    scorecard = Scorecard(panel, _one(saved["overall"], Score, path), **parts, minimum_group=data["minimum_group"])
    priorities = Priorities(_each(data["priorities"], Priority, path, {"scorecard": scorecard}))
    order = Order(_each(data["order"], Step, path, {"priorities": priorities}), panel.questionnaire)
    settings = data["settings"]
    return Assessment(
        panel=panel,
        settings=Settings(tuple(settings["targets"].items()), tuple(settings["weights"].items())),
        provenance=_one(data["provenance"], Provenance, path),
        scorecard=scorecard,
        priorities=priorities,
        order=order,
        conversation=_each(data["conversation"], ConversationItem, path),
    )


def _each(entries: list[Any], kind: type[_T], path: str, back: Mapping[str, object] | None = None) -> tuple[_T, ...]:
    return tuple(_one({**entry, **(back or {})}, kind, path) for entry in entries)


def _one(entry: object, kind: type[_T], path: str) -> _T:
    made, faults = structure(entry, kind, lambda place: ".".join(place) or kind.__name__, _converter())
    if made is None or faults:
        raise SavedFileError(faults, path)
    return made


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    """Return the strict converter that also takes pairs, and lets a value through that others lead back to."""
    made = converter().copy()
    for kind in (Scorecard, Priorities):
        made.register_structure_hook(kind, _through)
    made.register_structure_hook_factory(_is_pair, _pair_of)
    return made


def _through(value: object, _: object = None) -> Any:
    return value


def _is_pair(kind: Any) -> bool:
    return get_origin(kind) is tuple and Ellipsis not in get_args(kind)


def _pair_of(kind: Any, made: cattrs.Converter) -> Callable[[Any, object], Any]:
    inner = get_args(kind)

    def pair(value: Any, _: object = None) -> Any:
        return tuple(made.structure(each, of) for each, of in zip(value, inner, strict=True))

    return pair
