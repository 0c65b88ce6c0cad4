"""From the rows of a table to answer sets: one row a respondent, or one row an answer."""

from collections.abc import Iterator
from typing import get_args

import attrs

from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.columns import Columns
from mbi_collab.exchange.found import FoundFile, FoundSet
from mbi_collab.exchange.options import Options, respondent_key
from mbi_collab.exchange.recognition import Recognised
from mbi_collab.exchange.tables import Row, rows_of
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.checks import guess_faults
from mbi_collab.survey.import_report import ColumnKind, ImportedFile


def read_table(name: str, table: Recognised, options: Options) -> FoundFile:
    """Return the answer sets of a table, and every fault of its rows."""
    reader = _Table(name, table.columns, options)
    count = 0
    try:
        rows = rows_of(table.decoding.text, table.delimiter, name, options.limits)
        next(rows)  # the header
        for count, row in enumerate(rows, start=1):  # noqa: B007  the number of the last row is what is wanted
            reader.add(row)
    except AnswersError as problem:
        reader.faults += problem.faults
    if not count and not reader.faults:
        reader.faults.append(Fault(name, "has a header row, but no answers below it"))
    sets = tuple(each.found() for each in reader.people)
    report = ImportedFile(
        name=name,
        layout=table.columns.layout,
        encoding=table.decoding.encoding,
        delimiter=table.delimiter,
        rows=count,
        answer_sets=len(sets),
        numbered=reader.numbered,
        columns=table.columns.columns,
    )
    return FoundFile(report=report, sets=sets, faults=(*table.columns.faults, *reader.faults))


@attrs.define
class _Person:
    """One respondent's answers while they are read."""

    respondent: str
    side: str
    post: str
    place: str
    answers: dict[str, Answer] = attrs.field(factory=dict)
    comments: dict[str, str] = attrs.field(factory=dict)
    guesses: dict[str, Answer] = attrs.field(factory=dict)
    lines: dict[str, int] = attrs.field(factory=dict)

    def found(self) -> FoundSet:
        """The answer set, with its place."""
        own = AnswerSet(
            self.respondent,
            self.side,
            self.answers,
            post=self.post or None,
            comments=self.comments,
            guesses=self.guesses,
        )
        return FoundSet(own, self.place)


class _Table:
    """The rows of one table, as they are added."""

    def __init__(self, name: str, columns: Columns, options: Options) -> None:
        self.name, self.columns, self.options = name, columns, options
        self.people: list[_Person] = []
        self.faults: list[Fault] = []
        self._by_key: dict[str, _Person] = {}
        self._places = {kind: columns.place_of(kind) for kind in get_args(ColumnKind)}
        coded = [(at, each) for at, each in enumerate(columns.columns) if each.code]
        #: Whether no column names the respondents: each row is one, called by file and line.
        self.numbered = self._places["respondent"] is None
        self._answers = [(at, each.code) for at, each in coded if each.kind == "answer"]
        self._comments = [(at, each.code) for at, each in coded if each.kind == "comment"]
        self._guesses = [(at, each.code) for at, each in coded if each.kind == "guess"]

    def add(self, row: Row) -> None:
        """Take one row, and its faults."""
        surplus = [cell for cell in row.cells[len(self.columns.columns) :] if cell.strip()]
        if surplus:
            there = f"stands under no header: {len(row.cells)} cells, {len(self.columns.columns)} headers"
            self.faults.append(Fault(f"{self.name} line {row.line}", there, surplus[0]))
        if self.columns.layout == "wide":
            self._add_wide(row)
        else:
            self._add_long(row)

    def _place(self, row: Row, at: int | None) -> str:
        line = f"{self.name} line {row.line}"
        return line if at is None else f"{line}, column {self.columns.columns[at].header.strip()!r}"

    def _cell(self, row: Row, kind: str) -> str:
        return _at(row, self._places[kind])

    def _person(self, row: Row) -> _Person | None:
        """Return whose row it is; without a respondent there is nobody to take it for."""
        respondent = self._place(row, None) if self.numbered else self._cell(row, "respondent").strip()
        if not respondent:
            self.faults.append(Fault(self._place(row, self._places["respondent"]), "names no respondent"))
            return None
        return _Person(
            respondent, self._cell(row, "side"), self._cell(row, "post").strip(), f"{self.name} line {row.line}"
        )

    def _settle_side(self, person: _Person, row: Row) -> None:
        side = self.options.side_of(person.side, person.respondent, self._place(row, self._places["side"]))
        if isinstance(side, Fault):
            self.faults.append(side)
        person.side = "" if isinstance(side, Fault) else side

    def _add_wide(self, row: Row) -> None:
        person = self._person(row)
        if person is not None:
            self._settle_side(person, row)
            self.people.append(person)
        for at, code in self._answers:
            self._take_answer(person, code, row, at)
        for at, code in self._comments:
            self._take_comment(person, code, _at(row, at))
        for at, code in self._guesses:
            self._take_guess(person, code, row, at)

    def _take_answer(self, person: _Person | None, code: str, row: Row, at: int | None) -> None:
        cell = _at(row, at)
        if not cell or cell.isspace():
            return
        spellings = self.options.answers_of(code)
        answer = spellings.find(cell)
        if answer is None:
            self.faults.append(spellings.fault(self._place(row, at), cell.strip()))
        if person is None:
            return
        asked_of = self.options.item(code).asked_of
        if person.side and person.side not in asked_of:
            problem = f"is answered, but item {code} is not asked of this side"
            self.faults.append(Fault(self._place(row, at), problem, person.side, asked_of))
        if answer is not None:
            person.answers[code] = answer

    def _take_comment(self, person: _Person | None, code: str, comment: str) -> None:
        if person is not None and comment.strip():
            person.comments[code] = comment

    def _take_guess(self, person: _Person | None, code: str, row: Row, at: int | None) -> None:
        cell = _at(row, at)
        if not cell or cell.isspace():
            return
        spellings = self.options.answers_of(code)
        guess = spellings.find(cell)
        if guess is None:
            self.faults.append(spellings.fault(self._place(row, at), cell.strip()))
            return
        side = "" if person is None else person.side
        self.faults += guess_faults(self._place(row, at), code, guess, side, self.options.questionnaire)
        if person is not None:
            person.guesses[code] = guess

    def _add_long(self, row: Row) -> None:
        person = self._person(row)
        if person is not None:
            person = self._joined(person, row)
        code = self._item(row)
        if code is None:
            return
        if person is not None and code in person.lines:
            problem = f"answers item {code} of {person.respondent!r} again: line {person.lines[code]} does as well"
            self.faults.append(Fault(self._place(row, self._places["answer"]), problem))
        self._take_answer(person, code, row, self._places["answer"])
        if person is not None:
            person.lines.setdefault(code, row.line)
            self._take_comment(person, code, self._cell(row, "comment"))
        self._take_guess(person, code, row, self._places["guess"])

    def _joined(self, person: _Person, row: Row) -> _Person:
        """Return the respondent with the rows before; side and post may be said once, but not twice differently."""
        key = respondent_key(person.respondent)
        if person.side.strip() or key not in self._by_key:
            self._settle_side(person, row)
        else:
            person.side = ""
        known = self._by_key.setdefault(key, person)
        if known is person:
            self.people.append(person)
            return person
        self.faults += _contradictions(known, person, self._place(row, self._places["side"]))
        known.post = known.post or person.post
        return known

    def _item(self, row: Row) -> str | None:
        """Return the item of a long row; a row with neither item nor answer only names its respondent."""
        text = self._cell(row, "item")
        if not text.strip() and not self._cell(row, "answer").strip() and not self._cell(row, "comment").strip():
            return None
        codes, _ = self.options.items.find(text)
        if len(codes) == 1:
            return codes[0]
        self.faults.append(self.options.items.fault(self._place(row, self._places["item"]), text.strip()))
        return None


def _at(row: Row, at: int | None) -> str:
    """Return a cell; a row may be shorter than its header."""
    return row.cells[at] if at is not None and at < len(row.cells) else ""


def _contradictions(known: _Person, again: _Person, place: str) -> Iterator[Fault]:
    if again.side and known.side and again.side != known.side:
        problem = f"is another side of {known.respondent!r} than on {known.place}"
        yield Fault(place, problem, again.side, (known.side,))
    if again.post and known.post and again.post != known.post:
        yield Fault(
            again.place, f"is another post of {known.respondent!r} than on {known.place}", again.post, (known.post,)
        )
