"""What the consultant observed: evidence on an item about one side, as a point of its scale."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.questions import ScalePoint
from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.survey.texts import shown, text_faults

#: The keys of an observation as plain data.
KEYS = ("item", "point", "source", "date", "figure")


@attrs.frozen
class Observation:
    """What shows how things are, on an item that two sides see; it is checked where it joins a Panel.

    Attributes:
        item: code of a mirrored item.
        point: the number of the point of its scale that the evidence comes to.
        source: where it comes from.
        date: the day it is of, ``yyyy-mm-dd``.
        figure: the raw figure, as it was found.

    >>> Observation("QP5", 5, "marketing plan", "2026-03-31", figure="planned 36 months ahead").point
    5
    """

    item: str
    point: int
    source: str
    date: str
    figure: str = attrs.field(default="", kw_only=True)

    def to_dict(self) -> dict[str, Any]:
        """Return the observation as plain data."""
        return attrs.asdict(self)


def by_item(given: Iterable[Observation] | None) -> tuple[Observation, ...]:
    """Return observations by item, so that no order of entry is kept, or raise AnswersError for what is no list."""
    listed: object = given or ()
    if not isinstance(listed, Iterable) or isinstance(listed, str | bytes | Mapping):
        raise AnswersError([Fault("observations", "must be a list of Observation values", type(given).__name__)])
    return tuple(sorted(given or (), key=lambda each: str(getattr(each, "item", ""))))


def observation_faults(given: Iterable[object], sheet: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong with the observations of a panel."""
    given = tuple(given)
    own = [each for each in given if isinstance(each, Observation)]
    strange = [type(each).__name__ for each in given if not isinstance(each, Observation)]
    yield from (Fault("observations", "must be Observation values", each) for each in strange)
    for code, count in Counter(str(each.item) for each in own).items():
        if count > 1:
            yield Fault(
                f"observation of {code!r}", "is there more than once: enter what the evidence together comes to"
            )
    for each in own:
        yield from _faults(each, sheet)


def _faults(given: Observation, sheet: Questionnaire) -> Iterator[Fault]:
    where = f"observation of {given.item!r}"
    yield from mirrored_faults(where, given.item, sheet)
    item: object = given.item
    if isinstance(item, str) and item in sheet.place_of:
        yield from point_faults(where, item, given.point, sheet)
    source: object = given.source
    if not isinstance(source, str) or not source.strip():
        yield Fault(f"{where}, source", "must say where the evidence comes from", shown(source))
    else:
        yield from text_faults(f"{where}, source", source)
    if not is_day(given.date):
        yield Fault(f"{where}, date", "is not a day", shown(given.date), ("yyyy-mm-dd",))
    yield from text_faults(f"{where}, figure", given.figure)


def mirrored_faults(where: str, code: object, sheet: Questionnaire) -> Iterator[Fault]:
    """Yield why a code is no mirrored item of the questionnaire."""
    known = isinstance(code, str) and code in sheet.place_of
    if known and sheet.item(str(code)).mirrored:
        return
    mirrored = tuple(item.code for item in sheet.items if item.mirrored)
    if known:
        yield Fault(where, "is no mirrored item: two sides' views are not compared on it", str(code), mirrored)
    else:
        yield unknown(where, f"a mirrored item of profile {sheet.profile.code!r}", str(code), mirrored)


def point_faults(where: str, code: str, point: object, sheet: Questionnaire) -> Iterator[Fault]:
    """Yield why a number is no point of an item's scale."""
    points = sheet.scale_of(sheet.item(code)).points
    if isinstance(point, bool) or not isinstance(point, int) or not 1 <= point <= len(points):
        codes = tuple(each.code for each in points)
        yield as_text_fault(where, point, codes, points) or Fault(
            where, "is not a point of this scale", shown(point), codes
        )


def as_text_fault(where: str, given: object, codes: tuple[str, ...], points: Iterable[ScalePoint]) -> Fault | None:
    """Return the fault of a point that is given as text, its number or its label; ``None`` for everything else."""
    if not isinstance(given, str):
        return None
    if given.strip().isdecimal():
        return Fault(where, "is text: points are whole numbers", repr(given), codes)
    label = given.strip().casefold()
    number = next((at for at, each in enumerate(points, start=1) if each.text.casefold() == label), None)
    return None if number is None else Fault(where, f"is the label of point {number}: write the number", given, codes)


def shape_faults(data: object, where: str) -> Iterator[Fault]:
    """Yield what keeps plain data from being an observation at all."""
    if not isinstance(data, Mapping):
        yield Fault(where, f"must be an object with {', '.join(KEYS)}", shown(data))
        return
    yield from (unknown(where, "a key of an observation", str(key), KEYS) for key in data if key not in KEYS)
    yield from (Fault(f"{where} {key}", "is missing") for key in KEYS[:-1] if key not in data)


def is_day(text: object) -> bool:
    """Whether a text is a day as ISO 8601 writes it, ``yyyy-mm-dd``."""
    try:
        return isinstance(text, str) and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
