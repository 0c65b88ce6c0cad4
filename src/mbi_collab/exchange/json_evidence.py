"""What a JSON panel holds beside the answers: observations, and what the two chiefs agreed on."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault
from mbi_collab.exchange.found import Statement
from mbi_collab.survey.checks import agreed_faults
from mbi_collab.survey.observations import observation_faults, shape_faults
from mbi_collab.survey.plain import observation_of


def evidence_of(panel: Mapping[str, Any], name: str, sheet: Questionnaire) -> Iterator[Statement | Fault]:
    """Yield each observation and each agreed answer of a JSON panel, or what is wrong with it."""
    yield from _observations(panel.get("observations"), name, sheet)
    yield from _agreed(panel.get("agreed"), name, sheet)


def _observations(given: Any, name: str, sheet: Questionnaire) -> Iterator[Statement | Fault]:
    if not isinstance(given, list | None):
        yield Fault(f"{name} observations", "must be a list of observations")
        return
    for at, each in enumerate(given or (), start=1):
        place = f"{name} observation {at}"
        faults = list(shape_faults(each, place))
        if faults:
            yield from faults
            continue
        found = observation_of({**each, "point": _whole(each["point"])})
        wrong = list(observation_faults((found,), sheet))
        yield from (attrs.evolve(fault, place=f"{place}, {fault.place}") for fault in wrong)
        if not wrong:
            yield Statement(f"observation of {found.item}", found, place)


def _agreed(given: Any, name: str, sheet: Questionnaire) -> Iterator[Statement | Fault]:
    if not isinstance(given, Mapping | None):
        yield Fault(f"{name} agreed", "must be an object of items and points")
        return
    for code, point in (given or {}).items():
        place, whole = f"{name} agreed", _whole(point)
        wrong = list(agreed_faults([(code, whole)], sheet))
        yield from (attrs.evolve(fault, place=f"{place}, {fault.place}") for fault in wrong)
        if not wrong:
            yield Statement(f"agreed answer to {code}", whole, place)


def _whole(value: Any) -> Any:
    """Return a whole number as such, however JSON writes it: ``4.0``."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
