"""From the rows of a large CSV file to an organisation's respondents: one row a respondent, or one row an answer."""

from collections.abc import Callable

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault, unknown
from mbi_collab.exchange.csv_header import Header
from mbi_collab.exchange.item_spellings import ItemSpellings
from mbi_collab.exchange.options import respondent_key
from mbi_collab.exchange.spellings import MOST_REMEMBERED, AnswerSpellings, normalised, side_names, side_spellings
from mbi_collab.survey.answers import cell_of

#: The byte of an item that no row has spoken of yet.
UNSAID = 0x80

#: The respondents of an organisation by name: the place of their side, and their answers, one byte an item.
People = dict[str, tuple[int, bytearray]]


class Known(dict[str, int]):
    """Spellings and the numbers they stand for, each looked for once; what stands for nothing is a KeyError.

    >>> Known({"two": 2}.get)["two"]
    2
    """

    def __init__(self, find: Callable[[str], int | None]) -> None:
        self._find = find

    def __missing__(self, text: str) -> int:
        found = self._find(text)
        if found is None:
            raise KeyError(text)
        if len(self) < MOST_REMEMBERED:
            self[text] = found
        return found


class _Words:
    """How sides, items and answers are spelled in a file, and what is wrong with a cell that is none."""

    def __init__(self, header: Header, sheet: Questionnaire) -> None:
        self.header, self.sheet = header, sheet
        spelled = side_spellings(sheet)
        self.sides = Known(lambda text: _index(sheet.side_codes, spelled.get(normalised(text))))
        self._items = ItemSpellings(sheet)
        self.items = Known(self._item)
        self._scales = {item.scale: AnswerSpellings(sheet.scale_of(item)) for item in sheet.items}
        on_scale = {code: Known(_cells_on(scale)) for code, scale in self._scales.items()}
        unasked = Known(lambda text: None if text.strip() else 0)
        #: Of each side and each item.
        self.answers = [
            [on_scale[item.scale] if side in item.asked_of else unasked for item in sheet.items]
            for side in sheet.side_codes
        ]

    def _item(self, text: str) -> int | None:
        codes, _ = self._items.find(text)
        return self.sheet.place_of[codes[0]] if len(codes) == 1 else None

    def place(self, line: int, at: int) -> str:
        """Return where a cell stands."""
        return f"line {line}, column {self.header.names[at].strip()!r}"

    def side_fault(self, place: str, text: str) -> Fault:
        """Return the fault of a cell that is no side."""
        if not text.strip():
            return Fault(place, "names no side", None, self.sheet.side_codes)
        return unknown(place, "a side of this questionnaire", text.strip(), side_names(self.sheet))

    def item_fault(self, place: str, text: str) -> Fault:
        """Return the fault of a cell that is no item."""
        return self._items.fault(place, text.strip())

    def answer_fault(self, place: str, text: str, side: int, item: int) -> Fault:
        """Return the fault of a cell that is no answer of this side to this item."""
        asked, code = self.sheet.items[item], self.sheet.side_codes[side]
        if code not in asked.asked_of:
            return Fault(place, f"is answered, but item {asked.code} is not asked of this side", code, asked.asked_of)
        return self._scales[asked.scale].fault(place, text.strip())


def _index(codes: tuple[str, ...], code: str | None) -> int | None:
    return codes.index(code) if code is not None else None


def _cells_on(scale: AnswerSpellings) -> Callable[[str], int | None]:
    """Return what gives the byte of an answer on a scale; an empty cell is unanswered."""

    def find(text: str) -> int | None:
        cell = cell_of(scale.find(text), len(scale.scale.points)) if text.strip() else 0
        return None if cell is None else cell & 0xFF

    return find


class WideRows:
    """Takes rows of one respondent each.

    Attributes:
        items: the places of the items whose answers a respondent's bytes are.
    """

    def __init__(self, header: Header, sheet: Questionnaire) -> None:
        places = dict(header.places)
        self._words = _Words(header, sheet)
        self._side, self._respondent = places["side"], places.get("respondent")
        self._columns = [[(at, known[item], item) for at, item in header.items] for known in self._words.answers]
        self.items = tuple(item for _, item in header.items)

    def take(self, line: int, cells: list[str], people: People) -> Fault | None:
        """Add a respondent to an organisation's; or return what is wrong with the row."""
        words = self._words
        name = str(line) if self._respondent is None else respondent_key(cells[self._respondent])
        if not name:
            return Fault(f"line {line}", "names no respondent")
        if name in people:
            return Fault(f"line {line}", "is there twice in this organisation", name)
        try:
            side = words.sides[cells[self._side]]
        except KeyError:
            return words.side_fault(words.place(line, self._side), cells[self._side])
        answers = bytearray()
        for at, known, item in self._columns[side]:
            try:
                answers.append(known[cells[at]])
            except KeyError:
                return words.answer_fault(words.place(line, at), cells[at], side, item)
        people[name] = side, answers
        return None


class LongRows:
    """Takes rows of one answer each; a respondent's side may stand in the first of them only.

    Attributes:
        items: the places of the items whose answers a respondent's bytes are.
    """

    def __init__(self, header: Header, sheet: Questionnaire) -> None:
        places = dict(header.places)
        self._words = _Words(header, sheet)
        self._respondent, self._side = places["respondent"], places["side"]
        self._item, self._answer = places["item"], places["answer"]
        self.items = tuple(range(len(sheet.items)))

    def take(self, line: int, cells: list[str], people: People) -> Fault | None:
        """Add an answer to an organisation's; or return what is wrong with the row."""
        words, told = self._words, cells[self._side]
        name = respondent_key(cells[self._respondent])
        if not name:
            return Fault(f"line {line}", "names no respondent")
        if name not in people or told.strip():
            try:
                side = words.sides[told]
            except KeyError:
                return words.side_fault(words.place(line, self._side), told)
            known, _ = people.setdefault(name, (side, bytearray([UNSAID]) * len(self.items)))
            if known != side:
                codes = words.sheet.side_codes
                problem = f"is another side of {name!r} than before"
                return Fault(words.place(line, self._side), problem, codes[side], (codes[known],))
        if not cells[self._item].strip() and not cells[self._answer].strip():
            return None  # only says that there is such a respondent
        return self._take_answer(line, cells, *people[name])

    def _take_answer(self, line: int, cells: list[str], side: int, answers: bytearray) -> Fault | None:
        words, text, answer = self._words, cells[self._item], cells[self._answer]
        try:
            item = words.items[text]
        except KeyError:
            return words.item_fault(words.place(line, self._item), text)
        if answers[item] != UNSAID:
            return Fault(words.place(line, self._item), "is answered again by the same respondent", text.strip())
        try:
            answers[item] = words.answers[side][item][answer]
        except KeyError:
            return words.answer_fault(words.place(line, self._answer), answer, side, item)
        return None
