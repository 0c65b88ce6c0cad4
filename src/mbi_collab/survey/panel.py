"""The answer sets of one organisation at one time, checked against the questionnaire."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault
from mbi_collab.survey.answers import AnswerSet, cell_of, pairs_of
from mbi_collab.survey.checks import (
    agreed_faults,
    answer_faults,
    chiefs_faults,
    identity_faults,
    kind_faults,
    population_faults,
)
from mbi_collab.survey.context import Context, context_faults, context_from
from mbi_collab.survey.import_report import ImportReport
from mbi_collab.survey.observations import Observation, by_item, is_day, observation_faults
from mbi_collab.survey.plain import FORMAT, VERSION, observation_of, origin_faults, panel_faults, set_as_dict, set_of


def _population(given: Mapping[str, int] | Iterable[tuple[str, int]] | None) -> tuple[tuple[str, int], ...]:
    return pairs_of(given, "population")


def _agreed(given: Mapping[str, int] | Iterable[tuple[str, int]] | None) -> tuple[tuple[str, int], ...]:
    return pairs_of(given, "agreed")


def _sets(given: Iterable[AnswerSet]) -> tuple[AnswerSet, ...]:
    """Return the answer sets by respondent, so that no order of arrival is kept."""
    sets: object = given
    if not isinstance(sets, Iterable) or isinstance(sets, str | bytes | Mapping):
        raise AnswersError([Fault("answer sets", "must be a list of AnswerSet values", type(given).__name__)], "panel")
    return tuple(sorted(given, key=lambda each: (str(getattr(each, "respondent", "")), str(getattr(each, "side", "")))))


@attrs.frozen(repr=False)
class Panel:
    """All answer sets of one organisation at one time.

    Attributes:
        questionnaire: what was asked.
        answer_sets: sorted by respondent.
        date: day of the survey, ``yyyy-mm-dd``, or ``None``.
        population: how many people each side has, where that is more than those who answered.
        observations: what the consultant found on mirrored items, by item; at most one each.
        agreed: the points the two chiefs settled on when they talked, by item. Levels, bounds and priorities take them
            in place of both sides' values; the answers and the gaps between them stay.
        context: what the company says of itself, or ``None``; it changes no answer and no level.
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
    observations: tuple[Observation, ...] = attrs.field(default=(), converter=by_item, kw_only=True)
    agreed: tuple[tuple[str, int], ...] = attrs.field(default=None, converter=_agreed, kw_only=True)
    context: Context | None = attrs.field(default=None, kw_only=True)
    named_chiefs: bool = attrs.field(default=False, kw_only=True)
    import_report: ImportReport | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        faults = list(kind_faults(self.questionnaire, self.answer_sets)) or list(self._faults())
        if faults:
            raise AnswersError(faults, "panel")

    def _faults(self) -> Iterator[Fault]:
        sheet = self.questionnaire
        yield from identity_faults(self.answer_sets)
        yield from population_faults(self.population, self.answer_sets, sheet)
        if self.date is not None and not is_day(self.date):
            yield Fault("date", "is not a day", str(self.date), ("yyyy-mm-dd",))
        yield from chiefs_faults(self.named_chiefs)
        for each in self.answer_sets:
            yield from answer_faults(each, sheet)
        yield from observation_faults(self.observations, sheet)
        yield from agreed_faults(self.agreed, sheet)
        yield from context_faults(self.context, sheet)

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
    def undeclared_sides(self) -> tuple[str, ...]:
        """The sides of which somebody answered and nobody said how many people they have: who answered counts as all.

        None where the named chiefs answered: they are all that is asked.
        """
        heard, declared = {each.side for each in self.answer_sets}, dict(self.population)
        sides = () if self.named_chiefs else self.questionnaire.side_codes
        return tuple(code for code in sides if code in heard and code not in declared)

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

    def with_agreed(self, agreed: Mapping[str, int]) -> "Panel":
        """Return the same panel with other agreed answers: items and the points the two chiefs settled on."""
        return attrs.evolve(self, agreed=agreed)

    def with_observations(self, observations: Iterable[Observation]) -> "Panel":
        """Return the same panel with other observations."""
        return attrs.evolve(self, observations=observations)

    def with_context(self, context: Context | None) -> "Panel":
        """Return the same panel with another context."""
        return attrs.evolve(self, context=context)

    def to_dict(self) -> dict[str, Any]:
        """Return the panel as plain data; ``from_dict`` reads it back."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "pack": {"id": self.questionnaire.catalogue.pack.id, "version": self.questionnaire.catalogue.pack.version},
            "profile": self.questionnaire.profile.code,
            "date": self.date,
            "population": dict(self.population),
            "named_chiefs": self.named_chiefs,
            "answer_sets": [set_as_dict(each) for each in self.answer_sets],
            "observations": [each.to_dict() for each in self.observations],
            "agreed": dict(self.agreed),
            "context": None if self.context is None else self.context.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], questionnaire: Questionnaire) -> "Panel":
        """Return a panel from plain data as ``to_dict`` gives it, or raise AnswersError with every fault.

        Data of another pack, version or profile is refused: ``survey.migration.migrate`` carries answers on.
        """
        faults = list(panel_faults(data)) or list(origin_faults(data, questionnaire))
        if faults:
            raise AnswersError(faults, "panel")
        return cls(
            questionnaire,
            [set_of(each) for each in data["answer_sets"]],
            date=data.get("date"),
            population=data.get("population"),
            observations=[observation_of(each) for each in data.get("observations") or ()],
            agreed=data.get("agreed"),
            context=None if data.get("context") is None else context_from(data["context"]),
            named_chiefs=data.get("named_chiefs", False),
        )

    def __repr__(self) -> str:
        sides = ", ".join(f"{code} {len(self.respondents_of(code))}" for code in self.questionnaire.side_codes)
        return f"<Panel of {self.questionnaire.profile.code!r}: {sides}>"
