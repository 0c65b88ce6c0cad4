"""How urgent each practice is by the criteria alone, and what adds up to that."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, overload

import attrs
import numpy as np

from mbi_collab.assessment.factors import Factor, factors_of, product
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.scoring import Measured
from mbi_collab.assessment.settings import Settings
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.means import BoolArray, FloatArray
from mbi_collab.engine.panels import Criteria, urgency
from mbi_collab.engine.priorities import IN_PLACE, NOT_ASSESSED, OPEN, Needs, ranks
from mbi_collab.markup.table import Column, Table

Status = Literal["open", "in-place", "not-assessed"]
Part = Literal["shared-need", "disputed-need", "leverage", "ease"]
PARTS: tuple[Part, ...] = ("shared-need", "disputed-need", "leverage", "ease")
_STATUS: Mapping[int, Status] = {OPEN: "open", IN_PLACE: "in-place", NOT_ASSESSED: "not-assessed"}


@attrs.frozen
class Contribution:
    """What one criterion adds to a priority.

    Attributes:
        part: shared need, disputed need, leverage or ease.
        weight: the criterion's weight; the weights of need, leverage and ease sum to 1.
        value: how far the criterion is met, in [0, 1].
        points: 100 · factor · weight · value.
    """

    part: Part
    weight: float
    value: float
    points: float


@attrs.frozen
class Priority:
    """How urgent a practice is.

    Attributes:
        practice: its code.
        status: open, in place or not assessed; only open practices have a rank and a value.
        rank: 1 is the most urgent; ties go to the lower effort, then the code.
        value: 0 to 100, times the factor; the contributions add up to it.
        need: how far the careful level is below the target: its shared and its disputed part.
        shared_need, disputed_need: see ``need``.
        target: the wanted level.
        factor: what the context multiplies with: the product of ``factors``, above 0 to 2; 1 without.
        factors: each factor with what it comes from.
        contributions: one a part.
        scorecard: the scores it was made from.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> panel = mbi.Panel(sheet, [mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4, "Q312a": 2})])
    >>> urgent = mbi.assess(panel).priorities[0]
    >>> urgent.practice, urgent.rank, urgent.value, sum(part.points for part in urgent.contributions)
    ('R06', 1, 60.0, 60.0)
    """

    practice: str
    status: Status
    rank: int | None
    value: float | None
    shared_need: float
    disputed_need: float
    target: float
    factor: float
    factors: tuple[Factor, ...]
    contributions: tuple[Contribution, ...]
    scorecard: Scorecard = attrs.field(eq=False, repr=False)

    @property
    def need(self) -> float:
        """How far the careful level is below the target, as a share of the target."""
        return self.shared_need + self.disputed_need

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; of where it stands nothing where a side is too small to be broken out."""
        record: dict[str, object] = {"practice": self.practice, "withheld": self.scorecard.is_withheld}
        if self.scorecard.is_withheld:
            return record
        record |= {"status": self.status, "rank": self.rank}
        record |= {"value": self.value, "need": self.need, "shared_need": self.shared_need}
        record |= {"disputed_need": self.disputed_need, "target": self.target, "factor": self.factor}
        record |= {f"points_{each.part}": each.points for each in self.contributions}
        return record


@attrs.frozen(repr=False)
class Priorities(Sequence[Priority]):
    """The priorities of all practices of a profile: open ones by rank, then the others by code.

    Attributes:
        entries: one a practice.
        questionnaire: what was asked.
        is_withheld: whether a side is too small to be broken out, so that none of it may be handed on.
    """

    entries: tuple[Priority, ...]
    questionnaire: Questionnaire = attrs.field(eq=False)
    is_withheld: bool

    @overload
    def __getitem__(self, index: int) -> Priority: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Priority, ...]: ...
    def __getitem__(self, index: int | slice) -> Priority | tuple[Priority, ...]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Priority]:
        return iter(self.entries)

    @cached_property
    def by_practice(self) -> Mapping[str, Priority]:
        """The priorities by practice code."""
        return {each.practice: each for each in self.entries}

    def practice(self, code: str) -> Priority:
        """Return the priority of a practice."""
        return find_by_code(code, self.by_practice, "a practice of this assessment")

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per practice; none where a side is too small to be broken out."""
        return [] if self.is_withheld else [each.to_record() for each in self.entries]

    def table(self, language: str | None = None) -> Table:
        """Return the open practices by urgency, with what adds up to each priority."""
        say = Wording.of(self.questionnaire.catalogue, language)
        columns = [Column("rank", say.words("table.rank"), "right"), Column("practice", say.words("table.practice"))]
        keys = ("priority", *PARTS)
        columns += [Column(key, say.words(f"part.{key}"), "right") for key in keys]
        title = say.words("table.priorities")
        if self.is_withheld:
            return Table(title, columns, [], footnotes=[say.words("table.note_no_order")])
        rows = [_row(each, say) for each in self.entries if each.status == "open"]
        return Table(title, columns, rows, footnotes=_notes(self.entries, say))

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.is_withheld:
            return f"<Priorities of {len(self)} practices: nothing shown>"
        return f"<Priorities: {sum(each.status == 'open' for each in self)} open of {len(self)} practices>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _row(each: Priority, say: Wording) -> list[str]:
    points = (say.points(part.points) for part in each.contributions)
    return [str(each.rank), say.practice(each.practice), say.points(each.value), *points]


def _notes(entries: tuple[Priority, ...], say: Wording) -> list[str]:
    counted = {
        status: sum(each.status == status for each in entries) for status in ("open", "in-place", "not-assessed")
    }
    return [
        say.words(
            "table.note_priorities",
            open=counted["open"],
            in_place=counted["in-place"],
            not_assessed=counted["not-assessed"],
        )
    ]


class Prioritized(NamedTuple):
    """The priorities of a panel, as arrays (P,) and as values."""

    priorities: Priorities
    needs: Needs
    values: FloatArray
    is_open: BoolArray


def prioritize(measured: Measured, scorecard: Scorecard, settings: Settings) -> Prioritized:
    """Return the priorities of a measured panel."""
    plan, levels, sheet = measured.plan, measured.levels, measured.panel.questionnaire
    target = np.array([target for _, target in settings.targets])
    weights = np.array([weight for _, weight in settings.weights])
    brought = factors_of(sheet, measured.panel.context)
    factors_by = [tuple(each for each in brought if each.practice == one.code) for one in sheet.practices]
    factors = np.array([product(each) for each in factors_by])
    scale = sheet.catalogue.rules.leverage_scale
    needed, lever, parts, values, is_open = urgency(
        levels, Criteria(target, weights, factors, plan.ease, plan.tie, plan.waits, scale)
    )
    rank = ranks(values, is_open, plan.tie).tolist()
    status = needed.status.tolist()
    met = np.stack([needed.shared, needed.disputed, lever, plan.ease], axis=-1).tolist()
    shares, points = weights.tolist(), parts.tolist()
    entries = [
        Priority(
            practice=practice.code,
            status=_STATUS[status[at]],
            rank=rank[at] or None,
            value=float(values[at]) if rank[at] else None,
            shared_need=met[at][0],
            disputed_need=met[at][1],
            target=settings.targets[at][1],
            factor=float(factors[at]),
            factors=factors_by[at],
            contributions=_contributions(shares, met[at], points[at]) if rank[at] else (),
            scorecard=scorecard,
        )
        for at, practice in enumerate(sheet.practices)
    ]
    entries.sort(key=lambda each: (each.rank is None, each.rank or 0))
    return Prioritized(Priorities(tuple(entries), sheet, scorecard.is_withheld), needed, values, is_open)


def _contributions(weights: list[float], met: list[float], points: list[float]) -> tuple[Contribution, ...]:
    of_part = (weights[0], weights[0], weights[1], weights[2])
    return tuple(Contribution(part, of_part[at], met[at], points[at]) for at, part in enumerate(PARTS))
