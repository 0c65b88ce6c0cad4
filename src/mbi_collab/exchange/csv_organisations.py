"""Organisations from a CSV file of any size, some thousand respondents at a time; their rows stand together."""

import csv
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import numpy as np

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.arrow_rows import Organisations, arrow
from mbi_collab.exchange.csv_header import delimiter_of, read_header
from mbi_collab.exchange.csv_rows import UNSAID, LongRows, People, WideRows
from mbi_collab.exchange.options import respondent_key
from mbi_collab.exchange.spellings import normalised

#: Respondents, or organisations, after which a batch ends.
_BATCH = 20_000
#: Bytes of a line; a longer one is no row of answers.
_LINE = 2**20

#: The number of a line, and its cells.
_Row = tuple[int, list[str]]


def read_csv(path: Path, sheet: Questionnaire) -> Iterator[Organisations]:
    """Yield the organisations of a CSV file in UTF-8, batch by batch.

    Either a row is a respondent, with the columns ``organisation``, ``side``, one an item, and perhaps ``respondent``.
    Or an answer: ``organisation``, ``respondent``, ``side``, ``item``, ``answer``. Words are as in ``read_answers()``.
    A row that cannot be read is a fault of its organisation; one that names none, of the organisation before it.

    Raises
    ------
    AnswersError
        If the file is empty, no UTF-8, has NUL characters, quotes that do not close, or a header that is not known.
    OSError
        If it cannot be read.
    """
    with path.open("rb") as file:
        lines = _Lines(file)
        first = next((line for line in lines if line.strip()), None)
        if first is None:
            raise AnswersError([Fault("", "is empty: it holds no answers")])
        delimiter = delimiter_of(first)
        header = read_header(first, delimiter, sheet)
        reader = LongRows(header, sheet) if header.is_long else WideRows(header, sheet)
        at, width = dict(header.places)["organisation"], len(header.names)
        batch = _Batch(reader.items, len(sheet.items))
        for name, rows in groupby(_rows(lines, delimiter), _Naming(at)):
            batch.add(name, *_respondents(rows, reader, at, width))
            if batch.is_full:
                yield batch.organisations()
                batch = _Batch(reader.items, len(sheet.items))
        yield batch.organisations()


class _Lines:
    """The lines of a file, as texts; it knows the number of the last one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(_LINE + 1)
        if not raw:
            raise StopIteration
        self.number += 1
        if len(raw) > _LINE:
            raise self._refused(f"is longer than {_LINE} bytes: it is no row of answers")
        if b"\0" in raw:
            raise self._refused("holds a NUL character: save the file as CSV in UTF-8")
        try:
            return raw.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise self._refused("is not UTF-8: save the file as CSV in UTF-8") from None

    def _refused(self, problem: str) -> AnswersError:
        return AnswersError([Fault(f"line {self.number}", problem)])


def _rows(lines: _Lines, delimiter: str) -> Iterator[_Row]:
    """Yield the rows that are not blank, each with the number of its last line."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield lines.number, cells
    except csv.Error as problem:
        raise AnswersError([Fault(f"line {lines.number}", f"is no row of a table ({problem})")]) from None


class _Naming:
    """Says whose a row is: the organisation that it names, else that of the row before."""

    def __init__(self, at: int) -> None:
        self._at = at
        self._told = self._name = ""

    def __call__(self, row: _Row) -> str:
        _, cells = row
        told = cells[self._at] if self._at < len(cells) else ""
        if told != self._told:
            self._told = told
            self._name = respondent_key(told) or self._name
        return self._name


def _respondents(rows: Iterable[_Row], reader: WideRows | LongRows, at: int, width: int) -> tuple[People, Fault | None]:
    """Return the respondents of an organisation and, if one of its rows cannot be read, why."""
    people: People = {}
    spelled: dict[str, str] = {}
    for line, cells in rows:
        if len(cells) != width:
            return {}, Fault(f"line {line}", f"has {len(cells)} cells, the header {width}")
        if not cells[at].strip():
            return {}, Fault(f"line {line}", "names no organisation")
        before = len(people)
        fault = reader.take(line, cells, people) or _again(line, people, before, spelled)
        if fault is not None:
            return {}, fault
    return people, None


def _again(line: int, people: People, before: int, spelled: dict[str, str]) -> Fault | None:
    """Return the fault of a respondent who has just come and differs from another in case and blanks alone."""
    if len(people) == before:
        return None
    name = next(reversed(people))
    first = spelled.setdefault(normalised(name), name)
    return (
        None
        if first == name
        else Fault(f"line {line}", f"is there twice in this organisation, first as {first!r}", name)
    )


class _Batch:
    """Organisations while they are collected."""

    def __init__(self, items: tuple[int, ...], count: int) -> None:
        self._items, self._count = items, count
        self._names: list[str] = []
        self._faults: list[tuple[int, Fault]] = []
        self._sides: list[int] = []
        self._answers = bytearray()
        self._starts = [0]

    @property
    def is_full(self) -> bool:
        """Whether it is time to score what it holds."""
        return max(len(self._sides), len(self._names)) >= _BATCH

    def add(self, name: str, people: People, fault: Fault | None) -> None:
        """Take an organisation, or what is wrong with it."""
        if fault is not None:
            self._faults.append((len(self._names), fault))
        else:
            self._sides += [side for side, _ in people.values()]
            self._answers += b"".join([answers for _, answers in people.values()])
            self._starts.append(len(self._sides))
        self._names.append(name)

    def organisations(self) -> Organisations:
        """Return them as they are scored."""
        pa = arrow("score_folder()")
        good = np.ones(len(self._names), dtype=bool)
        good[[row for row, _ in self._faults]] = False
        told = self._answers.replace(bytes([UNSAID]), b"\0")
        cells = np.zeros((len(self._sides), self._count), dtype=np.int8)
        cells[:, self._items] = np.frombuffer(told, dtype=np.int8).reshape(-1, len(self._items))
        sides, starts = np.array(self._sides, dtype=np.int64), np.array(self._starts, dtype=np.int64)
        return Organisations(pa.array(self._names, pa.string()), good, cells, sides, starts, tuple(self._faults))
