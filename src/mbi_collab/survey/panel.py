"""The answer sets of one organisation at one time, checked against the questionnaire."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Questionnaire
from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.survey.answers import AnswerSet, cell_of
from mbi_collab.survey.import_report import ImportReport


def _population(given: Mapping[str, int] | Iterable[tuple[str, int]] | None) -> tuple[tuple[str, int], ...]:
    pairs = given.items() if isinstance(given, Mapping) else (given or ())
    return tuple(sorted(pairs))


def _sets(given: Iterable[AnswerSet]) -> tuple[AnswerSet, ...]:
    """Return the answer sets by respondent, so that no order of arrival is kept."""
    return tuple(sorted(given, key=lambda each: (str(each.respondent), str(each.side))))


@attrs.frozen(repr=False)
class Panel:
    """All answer sets of one organisation at one time.

    Attributes:
        questionnaire: what was asked.
        answer_sets: sorted by respondent.
        date: day of the survey, ``yyyy-mm-dd``, or ``None``.
        population: how many people each side has, where that is more than those who answered.
        named_chiefs: whether the respondents are the chiefs themselves, named and agreed to be shown.
        import_report: how its files were read, or ``None`` where it was made without any.

    Raises:
        AnswersError: with every fault of every answer set at once.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> mbi.Panel(sheet, [mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4})])
    <Panel of 'S006+': CIO 1, CMO 0>
    """

    questionnaire: Questionnaire
    answer_sets: tuple[AnswerSet, ...] = attrs.field(converter=_sets)
    date: str | None = attrs.field(default=None, kw_only=True)
    population: tuple[tuple[str, int], ...] = attrs.field(default=None, converter=_population, kw_only=True)
    named_chiefs: bool = attrs.field(default=False, kw_only=True)
    import_report: ImportReport | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = [*_identity_faults(self), *(fault for each in self.answer_sets for fault in answer_faults(each, self))]
        if faults:
            raise AnswersError(faults, "panel")

    @cached_property
    def cells(self) -> bytes:
        """The answers as int8, R × I by rows: 1 to K a point, 0 unanswered, -1 don't know, -2 not applicable."""
        items, places = self.questionnaire.items, self.questionnaire.place_of
        points = [len(self.questionnaire.scale_of(item).points) for item in items]
        rows = bytearray(len(self.answer_sets) * len(items))
        for row, each in enumerate(self.answer_sets):
            for code, answer in each.answers:
                place = places[code]
                rows[row * len(items) + place] = (cell_of(answer, points[place]) or 0) % 256
        return bytes(rows)

    def respondents_of(self, side: str) -> tuple[AnswerSet, ...]:
        """Return the answer sets of a side."""
        return tuple(each for each in self.answer_sets if each.side == side)

    def population_of(self, side: str) -> int:
        """Return how many people a side has; without a statement, as many as answered."""
        return dict(self.population).get(side, len(self.respondents_of(side)))

    @property
    def missing_sides(self) -> tuple[str, ...]:
        """The sides that are asked something and of which nobody answered."""
        heard = {each.side for each in self.answer_sets}
        return tuple(code for code in self.questionnaire.side_codes if code not in heard)

    @property
    def stand_ins(self) -> tuple[AnswerSet, ...]:
        """The answer sets of people who stand in for a post that does not exist."""
        return tuple(each for each in self.answer_sets if each.post)

    def with_answer_sets(self, answer_sets: Iterable[AnswerSet]) -> "Panel":
        """Return the same panel with other answer sets."""
        return attrs.evolve(self, answer_sets=answer_sets)

    def to_dict(self) -> dict[str, Any]:
        """Return the panel as plain data; ``from_dict`` reads it back."""
        return {
            "format": "mbi-collab/panel",
            "version": 1,
            "pack": {"id": self.questionnaire.catalogue.pack.id, "version": self.questionnaire.catalogue.pack.version},
            "profile": self.questionnaire.profile.code,
            "date": self.date,
            "population": dict(self.population),
            "named_chiefs": self.named_chiefs,
            "answer_sets": [_set_as_dict(each) for each in self.answer_sets],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], questionnaire: Questionnaire) -> "Panel":
        """Return a panel from plain data as ``to_dict`` gives it, or raise AnswersError with every fault."""
        faults = list(_shape_faults(data))
        if faults:
            raise AnswersError(faults, "panel")
        return cls(
            questionnaire,
            [
                AnswerSet(
                    each["respondent"],
                    each["side"],
                    each["answers"],
                    post=each.get("post"),
                    comments=each.get("comments"),
                )
                for each in data["answer_sets"]
            ],
            date=data.get("date"),
            population=data.get("population"),
            named_chiefs=data.get("named_chiefs", False),
        )

    def __repr__(self) -> str:
        sides = ", ".join(f"{code} {len(self.respondents_of(code))}" for code in self.questionnaire.side_codes)
        return f"<Panel of {self.questionnaire.profile.code!r}: {sides}>"


def _set_as_dict(each: AnswerSet) -> dict[str, Any]:
    plain: dict[str, Any] = {"respondent": each.respondent, "side": each.side, "answers": dict(each.answers)}
    if each.post:
        plain["post"] = each.post
    if each.comments:
        plain["comments"] = dict(each.comments)
    return plain


def _identity_faults(panel: Panel) -> Iterator[Fault]:
    sides = panel.questionnaire.side_codes
    for respondent, count in Counter(each.respondent for each in panel.answer_sets).items():
        if not isinstance(respondent, str) or not respondent.strip():
            yield Fault("respondent", "must be a name or an id", repr(respondent))
        elif count > 1:
            yield Fault("respondent", "is there more than once", respondent)
    for side, people in panel.population:
        heard = len(panel.respondents_of(side))
        if side not in sides:
            yield unknown("population", "a side of this questionnaire", str(side), sides)
        elif isinstance(people, bool) or not isinstance(people, int) or people < heard:
            yield Fault(f"population of {side}", f"must be a whole number, at least the {heard} who answered", str(people))
    if panel.date is not None and not is_day(panel.date):
        yield Fault("date", "is not a day", str(panel.date), ("yyyy-mm-dd",))


def is_day(text: object) -> bool:
    """Whether a text is a day as ISO 8601 writes it, ``yyyy-mm-dd``."""
    try:
        return isinstance(text, str) and datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def answer_faults(given: AnswerSet, panel: Panel) -> Iterator[Fault]:
    """Yield what is wrong with one answer set: its side, its items, its values."""
    sheet, who = panel.questionnaire, f"respondent {given.respondent!r}"
    if given.side not in sheet.side_codes:
        yield unknown(who, "a side of this questionnaire", str(given.side), sheet.side_codes)
    for code, count in Counter(code for code, _ in given.answers).items():
        if count > 1:
            yield Fault(f"{who}, item {code!r}", "is answered more than once")
    for code, answer in given.answers:
        yield from _answer_faults(code, answer, given.side, sheet, who)
    for code, _ in given.comments:
        if code not in sheet.place_of:
            yield unknown(f"{who}, comment", f"an item of profile {sheet.profile.code!r}", code, sheet.place_of)


def _answer_faults(code: object, answer: object, side: str, sheet: Questionnaire, who: str) -> Iterator[Fault]:
    if not isinstance(code, str) or code not in sheet.place_of:
        yield unknown(who, f"an item of profile {sheet.profile.code!r}", str(code), sheet.place_of)
        return
    item = sheet.items[sheet.place_of[code]]
    points = sheet.scale_of(item).points
    if cell_of(answer, len(points)) is None:
        allowed = (*(point.code for point in points), "dk", *NOT_APPLICABLE)
        yield unknown(f"{who}, item {code!r}", "an answer of this scale", str(answer), allowed)
    if side in sheet.side_codes and side not in item.asked_of:
        yield Fault(f"{who}, item {code!r}", "is answered, but this side is not asked", side, item.asked_of)


def _shape_faults(data: object) -> Iterator[Fault]:
    """Yield what keeps plain data from being a panel at all."""
    if not isinstance(data, Mapping) or not isinstance(data.get("answer_sets"), list | tuple):
        yield Fault("panel", "must be an object with a list 'answer_sets'")
        return
    if data.get("format", "mbi-collab/panel") != "mbi-collab/panel" or data.get("version", 1) != 1:
        yield Fault("panel", "is of another format", f"{data.get('format')} {data.get('version')}", ("mbi-collab/panel 1",))
    known = ("format", "version", "pack", "profile", "date", "population", "named_chiefs", "answer_sets")
    yield from (unknown("panel", "a key of a panel", str(key), known) for key in data if key not in known)
    if not isinstance(data.get("population") or {}, Mapping):
        yield Fault("panel population", "must be an object of sides and numbers")
    if not isinstance(data.get("named_chiefs", False), bool):
        yield Fault("panel named_chiefs", "must be true or false", str(data["named_chiefs"]))
    for number, each in enumerate(data["answer_sets"], start=1):
        yield from _set_shape_faults(each, f"answer set {number}")


def _set_shape_faults(each: object, where: str) -> Iterator[Fault]:
    keys = {"respondent": str, "side": str, "answers": Mapping, "post": str | None, "comments": Mapping | None}
    if not isinstance(each, Mapping):
        yield Fault(where, "must be an object with respondent, side and answers")
        return
    yield from (unknown(where, "a key of an answer set", str(key), keys) for key in each if key not in keys)
    for key, kind in keys.items():
        if not isinstance(each.get(key), kind):
            yield Fault(f"{where} {key}", "is missing or of the wrong kind", None if key not in each else str(each[key]))
