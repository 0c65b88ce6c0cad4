"""The one strict converter: plain data from a pack's files to checked objects, with every fault and its place."""

import datetime
import itertools
import operator
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, Literal, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError

from mbi_collab.catalogue.fields import (
    Code,
    CodeTable,
    Count,
    Day,
    Multiplier,
    OptionalText,
    PositiveShare,
    Share,
    Text,
    Weight,
)
from mbi_collab.catalogue.laying import name_of
from mbi_collab.errors import MOST_FAULTS, Fault, nearest

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]{0,39}")
_DAY = re.compile(r"([0-9]{4})([-.])([0-9]{2})\2([0-9]{2})")
#: What no text holds: control characters but tab and newline, and what XML has no place for.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_PLACEHOLDERS = frozenset({"-", "–", "…", "...", "?", "todo", "tbd", "xxx", "n/a", "fixme"})
_LONGEST_PLACEHOLDER = max(map(len, _PLACEHOLDERS))

_T = TypeVar("_T")


class FieldFault(ValueError):
    """A value of the wrong form, before its place is known."""

    def __init__(self, problem: str, found: object, allowed: Sequence[str] = ()) -> None:
        self.problem, self.found, self.allowed = problem, str(found), tuple(allowed)
        super().__init__(problem)


def _text(value: object, _: object = None) -> str:
    if not isinstance(value, str):
        raise FieldFault("is not text", value)
    return value


def _words(value: object, _: object = None) -> str:
    text = _text(value)
    words = text.strip()
    if not words or (len(words) <= _LONGEST_PLACEHOLDER and words.lower() in _PLACEHOLDERS):
        raise FieldFault("is a placeholder, not a text", text)
    if not text.isprintable() and _CONTROL.search(text):  # what is printable, and quickly known, holds none
        raise FieldFault("holds a control character", text)
    return text


def _optional_words(value: object, _: object = None) -> str:
    return "" if value == "" else _words(value)


def _code(value: object, _: object = None) -> str:
    text = _text(value)
    if not _CODE.fullmatch(text):
        raise FieldFault("is not a code", text, ["a letter or digit, then at most 39 letters, digits, + . -"])
    return text


def _day(value: object, _: object = None) -> str:
    match = _DAY.fullmatch(_text(value).strip())
    try:
        if match is None:
            raise ValueError
        return datetime.date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    except ValueError:
        raise FieldFault("is not a day", value, ["yyyy-mm-dd", "yyyy.mm.dd"]) from None


def _number(value: object, _: object = None) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise FieldFault("is not a finite number", value)
    return float(value)


def _between(low: float, high: float, says: str, *, open_low: bool = False) -> Callable[[object, object], float]:
    def check(value: object, _: object = None) -> float:
        number = _number(value)
        if not low <= number <= high or (open_low and number == low):
            raise FieldFault("is out of range", value, [says])
        return number

    return check


def _integer(value: object, _: object = None) -> int:
    if isinstance(value, float) and value.is_integer():  # to JSON and its schemas, 3.0 is 3
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldFault("is not a whole number", value)
    return value


def _count(value: object, _: object = None) -> int:
    number = _integer(value)
    if not 1 <= number <= 1000:
        raise FieldFault("is out of range", value, ["1 to 1000"])
    return number


def _code_table(value: object, _: object = None) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping):
        raise FieldFault("is not a table of codes", value)
    faults: list[tuple[Any, Exception]] = []
    for key, each in value.items():
        for code in (key, each):
            try:
                _code(code)
            except FieldFault as fault:
                faults.append((key, fault))
    if faults:
        raise _ListFaults(faults)
    return tuple(value.items())


def _flag(value: object, _: object = None) -> bool:
    if not isinstance(value, bool):
        raise FieldFault("is not true or false", value, ["true", "false"])
    return value


def _one_of(literal: Any) -> Callable[[object, object], Any]:
    allowed = get_args(literal)

    def check(value: object, _: object = None) -> Any:
        if value not in allowed or not isinstance(value, str):
            raise FieldFault("is not one of the words allowed here", value, allowed)
        return value

    return check


def _tuple_of(kind: Any, made: cattrs.Converter) -> Callable[[object, object], Any]:
    """Structure a list entry by entry; a text is not taken for a list of its letters."""
    inner = get_args(kind)[0]
    entry = made.get_structure_hook(inner)

    def check(value: object, _: object = None) -> Any:
        if not isinstance(value, list | tuple):
            raise FieldFault("is not a list", value)
        entries, faults = [], []
        for index, each in enumerate(value):
            try:
                entries.append(entry(each, inner))
            except Exception as fault:  # noqa: BLE001  each fault of each entry is collected, none is lost
                faults.append((index, fault))
        if faults:
            raise _ListFaults(faults)
        return tuple(entries)

    return check


class _ListFaults(ValueError):
    def __init__(self, faults: list[tuple[Any, Exception]]) -> None:
        self.faults = faults
        super().__init__()


def _is_of(origin: object, kind: Any) -> bool:
    return get_origin(kind) is origin


@lru_cache(maxsize=2)
def converter(*, detailed: bool = True) -> cattrs.Converter:
    """Return the strict converter: unknown keys and loose scalars are faults.

    The detailed one reports all faults; the other stops at the first, and takes a third of the time to make.
    """
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=detailed)
    for kind, hook in ((str, _text), (int, _integer), (float, _number), (bool, _flag)):
        made.register_structure_hook(kind, hook)
    forms: dict[Any, Callable[[object, object], Any]] = {
        Code: _code,
        Text: _words,
        OptionalText: _optional_words,
        Day: _day,
        Share: _between(0, 1, "0 to 1"),
        PositiveShare: _between(0, 1, "above 0 to 1", open_low=True),
        Multiplier: _between(0, 2, "above 0 to 2", open_low=True),
        Count: _count,
        Weight: _between(0, 1000, "0 to 1000"),
        CodeTable: _code_table,
    }
    for form, form_hook in forms.items():
        made.register_structure_hook_func(partial(operator.eq, form), form_hook)
    made.register_structure_hook_factory(partial(_is_of, Literal), _one_of)
    made.register_structure_hook_factory(partial(_is_of, tuple), _tuple_of)
    return made


def structure(
    data: object, kind: type[_T], place: Callable[[tuple[str, ...]], str], made: cattrs.Converter | None = None
) -> tuple[_T | None, list[Fault]]:
    """Make an object of plain data, or return every fault of it.

    Parameters
    ----------
    data : plain data
        Dicts, lists, texts, numbers as TOML or JSON give them.
    kind : class
        What to make.
    place : callable
        Turns the path of a fault, names and codes from the root, into the words that name its place.
    made : Converter, optional
        A copy of the strict converter that knows more classes.
    """
    if made is None:
        with suppress(Exception):  # most data is sound; what is not is read again for every fault
            return converter(detailed=False).structure(data, kind), []
    try:
        return (made or converter()).structure(data, kind), []
    except Exception as fault:  # noqa: BLE001  cattrs raises groups of many kinds; each becomes a fault with its place
        leaves = itertools.islice(_leaves(fault, data, ()), MOST_FAULTS)
        return None, [_placed(each, path, place) for each, path in leaves]


def _leaves(fault: Exception, data: Any, path: tuple[str, ...]) -> Iterator[tuple[Exception, tuple[str, ...]]]:
    """Walk down a group of faults to the single ones, keeping the path of each."""
    if isinstance(fault, _ListFaults):
        for index, each in fault.faults:
            yield from _leaves(each, data[index], (*path, name_of(data[index], index)))
    elif isinstance(fault, ForbiddenExtraKeysError):
        known = [each.name for each in attrs.fields(fault.cl)]
        yield from ((FieldFault("is not a key known here", key, known), (*path, key)) for key in fault.extra_fields)
    elif isinstance(fault, FieldFault | KeyError):
        yield fault, path
    elif not isinstance(data, Mapping):
        yield FieldFault("is not a table of keys", data), path
    elif isinstance(fault, ClassValidationError):
        noted, other = fault.group_exceptions()
        for each, note in noted:
            yield from _leaves(each, data.get(note.name), (*path, note.name))
        for each in other:
            yield from _leaves(each, data, path)
    else:
        yield fault, path


def _placed(fault: Exception, path: tuple[str, ...], place: Callable[[tuple[str, ...]], str]) -> Fault:
    if isinstance(fault, FieldFault):
        return Fault(place(path), fault.problem, fault.found, fault.allowed, nearest(fault.found, fault.allowed))
    if isinstance(fault, KeyError):
        return Fault(place(path), "nothing stands here, but something must")
    return Fault(place(path), f"cannot be read ({type(fault).__name__})")
