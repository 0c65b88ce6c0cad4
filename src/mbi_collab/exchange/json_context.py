"""What a JSON panel says of the company: its context."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.found import Statement
from mbi_collab.survey.context import context_faults, context_from


def context_of(panel: Mapping[str, Any], name: str, sheet: Questionnaire) -> Iterator[Statement | Fault]:
    """Yield the context of a JSON panel, or everything that is wrong with it.

    Parameters
    ----------
    panel : mapping
        The panel as the file gives it.
    name : str
        Of the file: the place of each fault begins with it.
    sheet : Questionnaire
        Knows the codes.
    """
    if panel.get("context") is None:
        return
    try:
        found = context_from(panel["context"])
    except AnswersError as problem:
        yield from (attrs.evolve(fault, place=f"{name} {fault.place}") for fault in problem.faults)
        return
    faults = list(context_faults(found, sheet, f"{name} context"))
    yield from faults
    if not faults:
        yield Statement("context", found, f"{name} context")
