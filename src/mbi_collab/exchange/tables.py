"""From text to rows of cells, each with the line it begins on; what is no table is a fault."""

import csv
import io
import threading
from collections.abc import Iterator

import attrs

from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.sources import Limits

DELIMITERS = (",", ";", "\t")

# The csv module has one limit for all readers: it is set for one row at a time and set back, by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()


@attrs.frozen
class Row:
    """The cells of a row.

    Attributes:
        line: on which it begins, from 1.
        cells: as they stand in the file.
    """

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether every cell is empty or blank."""
        return not any(cell.strip() for cell in self.cells)


def rows_of(text: str, delimiter: str, name: str, limits: Limits) -> Iterator[Row]:
    """Yield the rows of a table that are not blank.

    Raises
    ------
    AnswersError
        Where quotes do not close, or a row, a cell or the table is larger than allowed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = blank = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = _next_cells(reader, limits.cell)
        except csv.Error as problem:
            raise AnswersError([_broken(name, line, reader.line_num, str(problem), limits)]) from None
        if cells is None:
            return
        row = Row(line, tuple(cells))
        blank, count = (blank + 1, count) if row.is_blank else (blank, count + 1)
        if row.is_blank and blank <= limits.rows:
            continue
        _refuse_too_many(row, count, name, limits)
        yield row


def _next_cells(reader: Iterator[list[str]], most: int) -> list[str] | None:
    with _ONE_AT_A_TIME:
        before = csv.field_size_limit(most)
        try:
            return next(reader, None)
        finally:
            csv.field_size_limit(before)


def _broken(name: str, first: int, last: int, problem: str, limits: Limits) -> Fault:
    """Return the fault of a row that the csv module refuses, in words a reader can act on."""
    if "field limit" in problem:
        return Fault(f"{name} line {first}", f"has a cell of more than {limits.cell} characters; is a quote left open?")
    if "unexpected end" in problem:
        return Fault(f"{name} line {first}", "opens a quote that is never closed")
    if "expected after" in problem:
        return Fault(f"{name} line {last}", "goes on after a closing quote; a quote inside a cell is written twice")
    return Fault(f"{name} line {first}", f"is no row of a table ({problem})")


def _refuse_too_many(row: Row, count: int, name: str, limits: Limits) -> None:
    place = f"{name} line {row.line}"
    if len(row.cells) > limits.columns:
        raise AnswersError([Fault(place, f"has more than {limits.columns} columns", str(len(row.cells)))])
    if row.is_blank or count > limits.rows + 1:  # the header is no row of answers
        raise AnswersError([Fault(place, f"is beyond the {limits.rows} rows that are read at most")])
