"""What the columns of a table are, by their headers; never by position."""

from collections.abc import Iterator
from typing import Literal

import attrs

from mbi_collab.errors import Fault, nearest
from mbi_collab.exchange.options import COLUMN_NAMES, Options
from mbi_collab.exchange.spellings import normalised, side_names
from mbi_collab.exchange.tables import Row
from mbi_collab.survey.import_report import ColumnKind, ImportedColumn, MatchedBy

#: How a column of comments or of guesses ends: ``Q313 comment``, ``Q313_guess``.
ENDS: tuple[tuple[str, ColumnKind], ...] = (
    (" comment", "comment"),
    ("_comment", "comment"),
    (" guess", "guess"),
    ("_guess", "guess"),
)


@attrs.frozen(kw_only=True)
class Columns:
    """A header row, understood.

    Attributes:
        columns: one for each cell of the header row.
        layout: ``"long"`` where each row names its item, else ``"wide"``.
        missing: the kinds of column that are needed and not there.
        faults: columns that mean the same, and headers that mean two items.
        line: of the header row.
    """

    columns: tuple[ImportedColumn, ...]
    layout: Literal["wide", "long"]
    missing: tuple[str, ...]
    faults: tuple[Fault, ...]
    line: int

    @property
    def recognised(self) -> int:
        """How many columns have a meaning."""
        return sum(not column.is_ignored for column in self.columns)

    def place_of(self, kind: ColumnKind, code: str = "") -> int | None:
        """Return the place of a column, from 0, or ``None``."""
        matching = (at for at, each in enumerate(self.columns) if (each.kind, each.code) == (kind, code))
        return next(matching, None)


def columns_of(header: Row, name: str, options: Options) -> Columns:
    """Return what the columns under a header row are."""
    place = f"{name} line {header.line}"
    found = [_column(each, options) for each in header.cells]
    kinds = {(each.kind, each.code) for each in found}
    layout: Literal["wide", "long"] = "long" if {("item", ""), ("answer", "")} <= kinds else "wide"
    columns = tuple(_kept(each, layout) for each in found)
    faults = (
        *_shared_wordings(columns, place, options),
        *_repeated(columns, place),
        *_misspelled(columns, place, options),
    )
    return Columns(
        columns=columns, layout=layout, missing=_missing(columns, layout, options), faults=faults, line=header.line
    )


def _column(header: str, options: Options) -> ImportedColumn:
    """Return what a column is: as mapped, by its own name, by an item's code, by an item's text."""
    mapped = options.mapped(header)
    if mapped is not None:
        return _named(header, mapped, "mapping")
    if options.side_column is not None and normalised(header) == normalised(options.side_column):
        return ImportedColumn(header, "side", "", "side")
    name = normalised(header)
    if name in COLUMN_NAMES and not (name == "side" and options.side_column is not None):
        return _named(header, name, "name")
    for end, kind in ENDS:
        code = options.items.by_code(header.strip()[: -len(end)]) if name.endswith(end) else None
        if code:
            return ImportedColumn(header, kind, code, "code")
    codes, how = options.items.find(header)
    return ImportedColumn(header, "answer", codes[0], how) if len(codes) == 1 else ImportedColumn(header, "ignored")


def _named(header: str, meaning: str, how: MatchedBy) -> ImportedColumn:
    if meaning in COLUMN_NAMES:
        return ImportedColumn(header, meaning, "", how)  # type: ignore[arg-type]  # one of the kinds
    return ImportedColumn(header, "answer", meaning, how)


def _kept(column: ImportedColumn, layout: str) -> ImportedColumn:
    """Return the column, or an ignored one where it belongs to the other layout."""
    of_a_row = column.kind in ("item", "answer", "comment", "guess") and not column.code
    if of_a_row if layout == "wide" else column.code:
        return ImportedColumn(column.header, "ignored")
    return column


def _missing(columns: tuple[ImportedColumn, ...], layout: str, options: Options) -> tuple[str, ...]:
    kinds = {column.kind for column in columns}
    side = ("side",) if options.needs_side else ()
    missing = [kind for kind in ("respondent", *side) if kind not in kinds]
    if "respondent" in missing and layout == "wide" and _is_anonymous(columns, options):
        missing.remove("respondent")
    if layout == "wide" and "answer" not in kinds:
        missing.append("an item's code")
    return tuple(missing)


def _is_anonymous(columns: tuple[ImportedColumn, ...], options: Options) -> bool:
    """Whether a table leaves its respondents out on purpose: nothing says or needs who they are, nor nearly says so."""
    if options.side_by_respondent or any(meaning == "respondent" for _, meaning in options.mapping):
        return False
    return nearest("respondent", (each.header.strip() for each in columns if each.is_ignored)) is None


def _shared_wordings(columns: tuple[ImportedColumn, ...], place: str, options: Options) -> Iterator[Fault]:
    for column in columns:
        codes, _ = options.items.find(column.header) if column.is_ignored else ((), "")
        if len(codes) > 1:
            yield Fault(place, "is the text of several items: map it to one of them", column.header, codes)


def _misspelled(columns: tuple[ImportedColumn, ...], place: str, options: Options) -> Iterator[Fault]:
    """Yield a fault for each unknown header that is all but an item's code or text, unless the mapping knows it."""
    for column in columns:
        if column.is_ignored and options.mapped(column.header) is None and not options.items.find(column.header)[0]:
            fault = options.items.misspelled(place, column.header)
            if fault:
                yield attrs.evolve(fault, problem=f"{fault.problem}: map it to what it means")


def _repeated(columns: tuple[ImportedColumn, ...], place: str) -> Iterator[Fault]:
    """Yield a fault for every column that means what an earlier one means."""
    first: dict[tuple[str, str], int] = {}
    for at, column in enumerate(columns):
        if column.is_ignored:
            continue
        before = first.setdefault((column.kind, column.code), at)
        if before != at:
            what = f"{column.kind} of {column.code}" if column.code else column.kind
            problem = f"(column {at + 1}) gives the {what} that column {before + 1}, {columns[before].header!r}, gives"
            yield Fault(place, problem, column.header)


def missing_faults(columns: Columns, name: str, options: Options) -> Iterator[Fault]:
    """Yield a fault for every needed column that is not there, and for every mapped header that is not."""
    place = f"{name} line {columns.line}"
    unmatched = [each.header.strip() for each in columns.columns if each.is_ignored and each.header.strip()]
    for kind in columns.missing:
        if kind == "side" and options.side_column is not None:
            problem = "is no header here, and no side of this questionnaire"
            sides = side_names(options.questionnaire)
            yield Fault(place, problem, options.side_column, sides, nearest(options.side_column, (*sides, *unmatched)))
        elif kind == "an item's code":
            found = (nearest(each.split(None, 1)[0], options.items.codes) for each in unmatched[:200])
            problem = "has no column that is an item of this profile"
            yield Fault(place, problem, None, options.items.codes, next(filter(None, found), None))
        else:
            ways = ", or name the side of all" if kind == "side" else ""
            problem = f"has no column {kind!r}: add it, or map a header to it{ways}"
            yield Fault(place, problem, None, (), nearest(kind, unmatched))
    there = {normalised(each.header) for each in columns.columns}
    for header, _ in options.mapping:
        if normalised(header) not in there:
            yield Fault(place, "is no header here, but is mapped", header, (), nearest(header, unmatched))
