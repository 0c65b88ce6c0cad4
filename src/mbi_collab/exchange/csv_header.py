"""The header of a CSV file of many organisations: which column is what, by its name."""

import csv

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, nearest
from mbi_collab.exchange.columns import ENDS
from mbi_collab.exchange.item_spellings import ItemSpellings
from mbi_collab.exchange.spellings import normalised
from mbi_collab.exchange.tables import DELIMITERS

#: What a column may be besides the answers to an item.
NAMES = ("organisation", "side", "respondent", "item", "answer")
_ENDS = tuple(end for end, _ in ENDS)


@attrs.frozen
class Header:
    """The columns of a file, by place from 0.

    Attributes:
        names: as they stand in the file.
        places: those of NAMES that are there, each with its place.
        items: place of a column, and of the item whose answers it holds; none where each row names its item.
    """

    names: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    items: tuple[tuple[int, int], ...]

    @property
    def is_long(self) -> bool:
        """Whether each row is one answer, not one respondent."""
        return not self.items


def delimiter_of(line: str) -> str:
    """Return what stands between the cells of a header line.

    >>> delimiter_of("organisation;side;Q313")
    ';'
    """
    for each in DELIMITERS:
        if "organisation" in (normalised(cell.strip(' "')) for cell in line.split(each)):
            return each
    return max(DELIMITERS, key=line.count)


def read_header(line: str, delimiter: str, sheet: Questionnaire) -> Header:
    """Return what the columns are.

    Raises
    ------
    AnswersError
        If a column is missing, is there twice, or is all but an item's code or text.

    >>> import mbi_collab as mbi
    >>> header = read_header("organisation,side,Q313", ",", mbi.load_catalogue().questionnaire())
    >>> header.places, header.is_long
    ((('organisation', 0), ('side', 1)), False)
    """
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as problem:
        raise AnswersError([Fault("header", f"is no row of a table ({problem})")]) from None
    spellings, faults = ItemSpellings(sheet), list[Fault]()
    places: dict[str, int] = {}
    unknown: list[str] = []
    for at, cell in enumerate(cells):
        meaning = _meaning(cell, spellings)
        if isinstance(meaning, Fault):
            faults.append(meaning)
        elif meaning is None:
            unknown.append(cell.strip())
        elif places.setdefault(meaning, at) != at:
            faults.append(Fault("header", f"gives {meaning} in columns {places[meaning] + 1} and {at + 1}", cell))
    named = {name: places.pop(name) for name in NAMES if name in places}
    items = tuple((at, sheet.place_of[code]) for code, at in places.items())
    faults += _missing(named, items, unknown, sheet)
    if faults:
        raise AnswersError(faults)
    return Header(tuple(cells), tuple(named.items()), items)


def _meaning(cell: str, spellings: ItemSpellings) -> str | Fault | None:
    """Return one of NAMES, an item's code, the fault of a header that is neither but nearly, or nothing."""
    name = normalised(cell)
    if name in NAMES:
        return name
    if name.endswith(_ENDS):
        return None
    codes, _ = spellings.find(cell)
    if len(codes) > 1:
        return spellings.fault("header", cell.strip())
    return codes[0] if codes else spellings.misspelled("header", cell)


def _missing(
    named: dict[str, int], items: tuple[tuple[int, int], ...], unknown: list[str], sheet: Questionnaire
) -> list[Fault]:
    """Return the faults of the columns that must be there and are not."""
    is_long = not items and {"item", "answer"} & named.keys()
    needed = NAMES if is_long else NAMES[:2]
    faults = [
        Fault("header", f"has no column {name!r}", None, (), nearest(name, unknown))
        for name in needed
        if name not in named
    ]
    if not items and not is_long:
        codes = tuple(sheet.place_of)
        near = next(filter(None, (nearest(each, codes) for each in unknown[:200])), None)
        faults.append(Fault("header", "has no column that is an item of this profile", None, codes, near))
    return faults
