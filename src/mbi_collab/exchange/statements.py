"""What a JSON file or the caller says of the whole panel: the day of the survey, and how many people each side has."""

import re
from collections.abc import Iterator

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.exchange.found import Statement
from mbi_collab.exchange.spellings import normalised, side_names, side_spellings
from mbi_collab.survey.answers import pairs_of
from mbi_collab.survey.checks import MOST_PEOPLE
from mbi_collab.survey.observations import is_day
from mbi_collab.survey.texts import shown

_WRITTEN_AS_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def date_of(date: object, place: str) -> Iterator[Statement | Fault]:
    """Yield the day of the survey, or why it is none; nothing where nothing is said.

    >>> [str(each) for each in date_of("2.3.2026", "answers.json date")]
    ["answers.json date: '2.3.2026' is not a day written as text (allowed: yyyy-mm-dd)"]
    """
    if isinstance(date, str) and is_day(date):
        yield Statement("date", date, place)
    elif isinstance(date, str) and _WRITTEN_AS_DAY.fullmatch(date):
        yield Fault(place, "is no day of the calendar", date, ("a day that there is, as yyyy-mm-dd",))
    elif date is not None:
        yield Fault(place, "is not a day written as text", shown(date), ("yyyy-mm-dd",))


def population_of(population: object, place: str, sheet: Questionnaire) -> Iterator[Statement | Fault]:
    """Yield how many people each side has, side by side, and every fault; nothing where nothing is said.

    Parameters
    ----------
    population : dict, or pairs
        Sides, by code or title, with whole numbers.
    place : str
        Where it is said; each fault begins with it.
    sheet : Questionnaire
        Knows the sides.
    """
    try:
        pairs = pairs_of(population, place)
    except AnswersError as problem:
        yield from problem.faults
        return
    sides, said = side_spellings(sheet), set[str]()
    for side, people in pairs:
        code = sides.get(normalised(side)) if isinstance(side, str) else None
        if code is None:
            yield unknown(place, "a side of this questionnaire", shown(side), side_names(sheet))
        elif isinstance(people, bool) or not isinstance(people, int) or not 0 <= people <= MOST_PEOPLE:
            yield Fault(f"{place} of {code}", "must be a whole number", shown(people), (f"0 to {MOST_PEOPLE}",))
        elif code in said:
            yield Fault(f"{place} of {code}", "is said twice", shown(people))
        else:
            said.add(code)
            yield Statement(f"population of {code}", people, f"{place} of {code}")
