"""The form of a saved assessment: its keys, and what kind of value stands under each."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Final, Literal, get_args, get_origin

import attrs
import cattrs

from mbi_collab.assessment.doubt import Sampling
from mbi_collab.assessment.order import Step
from mbi_collab.assessment.priorities import Priorities, Priority
from mbi_collab.assessment.provenance import Provenance
from mbi_collab.assessment.scorecard import Score, Scorecard
from mbi_collab.catalogue.structure import FieldFault, converter, structure
from mbi_collab.errors import Fault, SavedFileError
from mbi_collab.survey.plain import ASSESSMENT

FORMAT: Final = ASSESSMENT
VERSION: Final = 1


@attrs.frozen
class SavedScores:
    """The scorecard as it is saved."""

    overall: Score
    areas: tuple[Score, ...]
    questions: tuple[Score, ...]
    items: tuple[Score, ...]
    practices: tuple[Score, ...]


@attrs.frozen
class SavedSettings:
    """The settings as they are saved."""

    targets: Any
    weights: Any
    sampling: Sampling


@attrs.frozen
class SavedAssessment:
    """The file as it is saved; what others check, or make anew, is ``Any`` here."""

    format: Literal["mbi-collab/assessment"]
    version: int
    working_copy: str
    provenance: Provenance
    settings: SavedSettings
    minimum_group: Any
    panel: Any
    scorecard: SavedScores
    priorities: tuple[Priority, ...]
    order: tuple[Step, ...]
    conversation: Any
    findings: Any


def structured(data: object) -> SavedAssessment:
    """Return plain data as the values of a saved assessment, or raise SavedFileError with every fault."""
    if not isinstance(data, Mapping) or (data.get("format"), data.get("version")) != (FORMAT, VERSION):
        found = f"{data.get('format')} {data.get('version')}" if isinstance(data, Mapping) else type(data).__name__
        fault = Fault("format", "is no saved assessment of this version", found, (f"{FORMAT} {VERSION}",))
        raise SavedFileError([fault])
    made, faults = structure(data, SavedAssessment, ".".join, _converter())
    if made is None:
        raise SavedFileError(faults)
    return made


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    """Return the strict converter that takes pairs as well, and leaves open what a value was made from."""
    made = converter().copy()
    made.register_structure_hook_factory(_is_pair, _pair_of)
    made.register_structure_hook_func((Scorecard, Priorities).__contains__, lambda _, __: None)
    backs: dict[type, str] = {Priority: "scorecard", Step: "priorities"}
    for kind, back in backs.items():
        made.register_structure_hook(kind, partial(_without, back, made.get_structure_hook(kind)))
    return made


def _without(back: str, hook: Callable[[object, object], Any], value: object, kind: object) -> Any:
    """Structure a value whose field ``back`` is not saved."""
    if isinstance(value, Mapping) and back in value:
        raise FieldFault("is not a key known here", back)
    return hook({**value, back: None} if isinstance(value, Mapping) else value, kind)


def _is_pair(kind: Any) -> bool:
    return get_origin(kind) is tuple and Ellipsis not in get_args(kind)


def _pair_of(kind: Any, made: cattrs.Converter) -> Callable[[Any, object], Any]:
    def pair(value: Any, _: object = None) -> Any:
        if not isinstance(value, list) or len(value) != len(get_args(kind)):
            raise FieldFault(f"is not a list of {len(get_args(kind))}", value)
        return tuple(made.structure(each, of) for each, of in zip(value, get_args(kind), strict=True))

    return pair
