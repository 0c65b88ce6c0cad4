"""From JSON text to plain data that can be trusted: no key twice, no NaN, no half characters, bounded."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.sources import Limits

#: A panel is four deep.
MOST_DEPTH = 20

_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


class _Object(dict[str, Any]):
    """An object that remembers which of its keys stood there more than once."""

    repeated: tuple[str, ...] = ()


@attrs.frozen
class NoNumber:
    """What stood where a number is wanted: ``NaN``, ``1e999``."""

    text: str


def parse_json(text: str, name: str, limits: Limits) -> tuple[Any, list[Fault]]:
    """Return the data of a JSON text, and what in it is not to be trusted.

    Raises
    ------
    AnswersError
        If it is no JSON, or nested too deeply.
    """
    _refuse_depth(text, name)
    try:
        data = json.loads(
            text, object_pairs_hook=_object, parse_constant=NoNumber, parse_float=_number, parse_int=_whole_number
        )
    except json.JSONDecodeError as problem:
        raise AnswersError(
            [Fault(f"{name} line {problem.lineno}, column {problem.colno}", f"is not JSON ({problem.msg})")]
        ) from None
    except RecursionError:
        raise AnswersError([Fault(name, "is nested too deeply")]) from None
    return data, list(_oddities(data, name, limits))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        made.repeated = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return made


def _number(text: str) -> float | NoNumber:
    number = float(text)
    return number if math.isfinite(number) else NoNumber(text)


def _whole_number(text: str) -> int | NoNumber:
    return int(text) if len(text) <= 20 else NoNumber(text)


def _refuse_depth(text: str, name: str) -> None:
    """Refuse deep nesting before the parser meets it."""
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        letter = text[match.start()]
        if letter == '"':
            continue
        depth += 1 if letter in "[{" else -1
        if depth > MOST_DEPTH:
            raise AnswersError([Fault(name, f"is nested more than {MOST_DEPTH} deep")])


def _oddities(value: Any, place: str, limits: Limits) -> Iterator[Fault]:
    """Yield what JSON parsers let pass and answers cannot hold, each with its path."""
    if isinstance(value, NoNumber):
        yield Fault(place, "is no number that can be used", value.text)
    elif isinstance(value, str):
        yield from _text_faults(value, place, limits)
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _oddities(each, f"{place}, entry {number}", limits)
    elif isinstance(value, _Object):
        yield from (Fault(place, "is a key that stands there more than once", key) for key in value.repeated)
        for key, each in value.items():
            yield from _text_faults(key, f"{place}, a key", limits)
            yield from _oddities(each, f"{place}, {_shown(key)}", limits)


def _shown(key: str) -> str:
    return repr(key if len(key) <= 80 else key[:77] + "...")


def _text_faults(text: str, place: str, limits: Limits) -> Iterator[Fault]:
    if len(text) > limits.cell:
        yield Fault(place, f"is a text of more than {limits.cell} characters")
    elif "\0" in text:
        yield Fault(place, "holds a NUL character", text)
    elif not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        yield Fault(place, "holds half a character (a surrogate without its other half)", ascii(text))
