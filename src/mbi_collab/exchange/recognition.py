"""Which encoding and which delimiter a table has: those under which its headers are found."""

import attrs

from mbi_collab.errors import AnswersError, Fault, nearest
from mbi_collab.exchange.columns import Columns, columns_of, missing_faults
from mbi_collab.exchange.decoding import Decoding, ambiguous, decodings
from mbi_collab.exchange.options import COLUMN_NAMES, Options
from mbi_collab.exchange.sources import SourceFile
from mbi_collab.exchange.tables import DELIMITERS, Row, rows_of


@attrs.frozen
class Recognised:
    """A table whose columns are known.

    Attributes:
        decoding: its text and encoding.
        delimiter: between its cells.
        columns: what they are.
    """

    decoding: Decoding
    delimiter: str
    columns: Columns

    @property
    def rank(self) -> tuple[bool, int]:
        """How well the headers are found: all that are needed, then how many."""
        return not self.columns.missing, self.columns.recognised


def recognise(file: SourceFile, options: Options) -> Recognised:
    """Return how a table is to be read.

    Raises
    ------
    AnswersError
        If it is empty, no header row is found under any encoding and delimiter, or under several encodings alike.
    """
    texts = decodings(file, options.encoding)
    if not texts[0].text.strip():
        raise AnswersError([Fault(file.name, "is empty: it holds no answers")])
    tried = [each for text in texts for each in [_best_delimiter(file.name, text, options)] if each]
    if not tried:
        raise AnswersError(_unreadable(file.name, texts[0], options))
    best = max(each.rank for each in tried)
    winners = [each for each in tried if each.rank == best]
    complete, recognised = best
    if not recognised:
        raise AnswersError(_unreadable(file.name, texts[0], options) or [_no_header(file, winners, options)])
    if not complete:
        raise AnswersError([*_missing(file, winners[0], options), *_no_encoding(file, texts)])
    if len(winners) > 1:
        raise AnswersError([ambiguous(file, tuple(each.decoding for each in winners))])
    return winners[0]


def _missing(file: SourceFile, found: Recognised, options: Options) -> list[Fault]:
    return [*missing_faults(found.columns, file.name, options), *found.columns.faults]


def _no_encoding(file: SourceFile, texts: tuple[Decoding, ...]) -> list[Fault]:
    """Return the fault that no code page shows all headers, where code pages had to be tried."""
    pages = tuple(page for each in texts for page in each.encodings)
    problem = "is not UTF-8, and no code page shows all headers: name its encoding"
    return [Fault(file.name, problem, None, pages)] if len(texts) > 1 else []


def _best_delimiter(name: str, decoding: Decoding, options: Options) -> Recognised | None:
    """Return the table under the delimiter that finds most headers; ``None`` if no header row can be read."""
    found = []
    for delimiter in DELIMITERS:
        header = _header(name, decoding, delimiter, options)
        if header is not None:
            found.append(Recognised(decoding, delimiter, columns_of(header, name, options)))
    return max(found, key=lambda each: (each.rank, len(each.columns.columns)), default=None)


def _header(name: str, decoding: Decoding, delimiter: str, options: Options) -> Row | None:
    try:
        return next(rows_of(decoding.text, delimiter, name, options.limits), None)
    except AnswersError:
        return None


def _unreadable(name: str, decoding: Decoding, options: Options) -> list[Fault]:
    """Return why the first row cannot be read with the delimiter that it most likely has, if it cannot."""
    begin = decoding.text[:100_000]
    likeliest = max(DELIMITERS, key=begin.count)
    try:
        first = next(rows_of(decoding.text, likeliest, name, options.limits), None)
    except AnswersError as problem:
        return list(problem.faults)
    return [] if first else [Fault(name, "is empty: it holds no answers")]


def _no_header(file: SourceFile, tried: list[Recognised], options: Options) -> Fault:
    """Return the fault of a first row in which nothing is recognised, with the header that is most like one."""
    widest = max(tried, key=lambda each: len(each.columns.columns))
    headers = [column.header.strip() for column in widest.columns.columns]
    known = (*COLUMN_NAMES[:3], *options.items.codes)
    near = next((found for header in headers[:200] if header for found in [nearest(header, known)] if found), None)
    also = "" if len(tried) == 1 else "; if its letters are not ASCII, name its encoding"
    problem = f"is no header row that is known (cells apart by comma, semicolon or tab{also})"
    return Fault(f"{file.name} line {widest.columns.line}", problem, " ".join(headers)[:200], known, near)
