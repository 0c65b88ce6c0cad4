"""The recommended order: what to take up first, prerequisites before what needs them, and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, overload

import attrs
import numpy as np

from mbi_collab.assessment.priorities import Priorities, Prioritized, Priority
from mbi_collab.assessment.scoring import Measured
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.practices import Practice
from mbi_collab.engine.means import IntArray
from mbi_collab.engine.priorities import DECIMALS, NOT_ASSESSED, inherited, recommended_order, waves
from mbi_collab.errors import Fault, UnknownCodeError
from mbi_collab.markup.table import Column, Table

if TYPE_CHECKING:
    from mbi_collab.assessment.explanation import Explanation

ReasonKind = Literal[
    "most-urgent",
    "needed-by",
    "after",
    "both-see-it",
    "one-side-sees-it",
    "seen-apart",
    "agreed-on",
    "indicated-by",
]


@attrs.frozen
class Reason:
    """Why a step stands where it does.

    Attributes:
        kind: ``most-urgent`` of what can be taken then, or ``needed-by`` a more urgent practice; ``after`` its
            prerequisites; every side sees it below its target, or not every side, or sides do of which no two rated
            the same item; the chiefs agreed on some of its items, whatever the sides answered; or it is only indicated.
        codes: practices, a side, or items, as the kind says.
    """

    kind: ReasonKind
    codes: tuple[str, ...] = ()


@attrs.frozen
class CheckFirst:
    """A direct prerequisite of which nothing is known: it neither blocks nor counts as done.

    Attributes:
        practice: its code.
        items: codes of the items that would measure it.
    """

    practice: str
    items: tuple[str, ...]


@attrs.frozen
class Step:
    """A practice at its place in the recommended order.

    Attributes:
        practice: its code.
        place: 1 is what to take up first.
        task: code of the MBI task in which it is carried out.
        wave: open practices on the longest chain before it; 0 can start now.
        wave_at_least: whether a prerequisite at some distance is not assessed, so that the wave may be higher.
        inherited: the largest priority among itself and the open practices that wait for it.
        for_the_sake_of: the practice it is placed for, if its own priority would not bring it here.
        reasons: why it stands here, the first one first.
        check_first: prerequisites of which nothing is known.
        priorities: what it was made from.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> panel = mbi.Panel(sheet, [mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4, "Q312a": 2})])
    >>> first = mbi.assess(panel).order[0]
    >>> first.practice, first.task, first.wave
    ('R06', 'U005B', 0)
    """

    practice: str
    place: int
    task: str
    wave: int
    wave_at_least: bool
    inherited: float
    for_the_sake_of: str | None
    reasons: tuple[Reason, ...]
    check_first: tuple[CheckFirst, ...]
    priorities: Priorities = attrs.field(eq=False, repr=False)

    def explain(self) -> "Explanation":
        """Return what this step rests on: answers, links, gap, prerequisites, tasks, sources; the numbers add up."""
        from mbi_collab.assessment.explanation import explain  # noqa: PLC0415  not every step is asked

        return explain(self.practice, self.priorities.by_practice, [(each.kind, each.codes) for each in self.reasons])

    @property
    def before(self) -> tuple[str, ...]:
        """The open practices that must come before it, in their order."""
        return next((each.codes for each in self.reasons if each.kind == "after"), ())

    @property
    def priority(self) -> Priority:
        """Its own urgency."""
        return self.priorities.practice(self.practice)

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; nothing where a side is too small to be broken out: places rest on single answers."""
        withheld = self.priority.scorecard.is_withheld
        if withheld:
            return {"withheld": withheld}
        record: dict[str, object] = {"place": self.place, "practice": self.practice, "withheld": withheld}
        record |= {"task": self.task, "wave": self.wave, "wave_at_least": self.wave_at_least}
        record |= {"rank": self.priority.rank, "for_the_sake_of": self.for_the_sake_of, "reason": self.reasons[0].kind}
        record["check_first"] = " ".join(each.practice for each in self.check_first)
        return record | {"priority": self.priority.value, "inherited": self.inherited}


@attrs.frozen(repr=False)
class Order(Sequence[Step]):
    """The recommended order of the open practices.

    Attributes:
        steps: ``order[0]`` is what to take up first.
        questionnaire: what was asked.
        is_withheld: whether a side is too small to be broken out, so that no place may be handed on.
    """

    steps: tuple[Step, ...]
    questionnaire: Questionnaire = attrs.field(eq=False)
    is_withheld: bool

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        return self.steps[index]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def practice(self, code: str) -> Step:
        """Return the step of a practice, or raise UnknownCodeError if it is not open."""
        for step in self.steps:
            if step.practice == code:
                return step
        open_ones = tuple(step.practice for step in self.steps)
        raise UnknownCodeError([Fault("order", "is not an open practice of this assessment", str(code), open_ones)])

    def _lane(self, *, quick: bool) -> tuple[Step, ...]:
        practices = {step.practice: self.questionnaire.catalogue.practice(step.practice) for step in self.steps}
        lane = is_quick_win if quick else is_long_lead
        return tuple(step for step in self.steps if lane(practices[step.practice]))

    @property
    def quick_wins(self) -> tuple[Step, ...]:
        """Steps of low effort whose horizon is not long."""
        return self._lane(quick=True)

    @property
    def long_leads(self) -> tuple[Step, ...]:
        """Steps of high effort or long horizon: to be started early."""
        return self._lane(quick=False)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per step; none where a side is too small to be broken out."""
        return [] if self.is_withheld else [each.to_record() for each in self.steps]

    def table(self, language: str | None = None) -> Table:
        """Return the order with waves, tasks and first reasons."""
        say = Wording.of(self.questionnaire.catalogue, language)
        names = (("place", "right"), ("practice", "left"), ("task", "left"), ("wave", "right"), ("why", "left"))
        columns = [
            Column(name, say.words(f"table.{name}"), "right" if how == "right" else "left") for name, how in names
        ]
        rows = [
            [
                str(step.place),
                practice_text(step, say),
                step.task,
                wave_text(step, say),
                say.why_here(step.for_the_sake_of, step.before),
            ]
            for step in (() if self.is_withheld else self.steps)
        ]
        note = say.words("table.note_no_order" if self.is_withheld else "table.note_order")
        return Table(say.words("table.order"), columns, rows, footnotes=[note])

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.is_withheld:
            return "<Order: nothing shown>"
        return f"<Order: {', '.join(step.practice for step in self.steps) or 'nothing open'}>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def is_quick_win(practice: Practice) -> bool:
    """Whether a practice takes little effort and not long."""
    return practice.effort == "low" and practice.horizon != "long"


def is_long_lead(practice: Practice) -> bool:
    """Whether a practice takes much effort or long, so that it must be started early."""
    return practice.effort == "high" or practice.horizon == "long"


def practice_text(step: Step, say: Wording) -> str:
    """Return a step's practice by code and title, marked where it is only indicated."""
    name = say.practice(step.practice)
    indicated = step.priority.scorecard.practice(step.practice).indicated
    return say.words("table.indicated", level=name) if indicated else name


def wave_text(step: Step, say: Wording) -> str:
    """Return a step's wave in words: «0», «at least 1»."""
    return say.words("table.at_least", number=step.wave) if step.wave_at_least else str(step.wave)


def order_of(measured: Measured, made: Prioritized) -> Order:
    """Return the recommended order of a panel's open practices."""
    sheet, plan = measured.panel.questionnaire, measured.plan
    codes = [practice.code for practice in sheet.practices]
    placed = [at for at in recommended_order(made.values, made.is_open, plan.waits, plan.tie).tolist() if at >= 0]
    lifted, wave = inherited(made.values, made.is_open, plan.waits), waves(made.is_open, plan.waits).tolist()
    unassessed, waits = ((made.needs.status == NOT_ASSESSED) @ plan.waits).tolist(), plan.waits.tolist()
    is_lifted = (np.round(lifted, DECIMALS) > np.round(made.values, DECIMALS)).tolist()
    inside, steps = set(codes), []
    for place, at in enumerate(placed, start=1):
        code, practice = codes[at], sheet.practices[at]
        sake = _sake(waits[at], made, plan.tie) if is_lifted[at] else None
        before = [codes[other] for other in placed if waits[other][at]]
        steps.append(
            Step(
                practice=code,
                place=place,
                task=practice.task,
                wave=wave[at],
                wave_at_least=unassessed[at],
                inherited=float(lifted[at]),
                for_the_sake_of=None if sake is None else codes[sake],
                reasons=tuple(_reasons(made.priorities.practice(code), None if sake is None else codes[sake], before)),
                check_first=tuple(_checks(practice, sheet, inside, made.priorities)),
                priorities=made.priorities,
            )
        )
    return Order(tuple(steps), sheet, made.priorities.is_withheld)


def _sake(waits: list[bool], made: Prioritized, tie: IntArray) -> int:
    """Return for which waiting practice one is placed where it is that has a smaller priority of its own."""
    waiting = [other for other, is_waiting in enumerate(waits) if is_waiting and made.is_open[other]]
    return min(waiting, key=lambda other: (-round(float(made.values[other]), DECIMALS), int(tie[other])))


def _is_unknown(code: str, priorities: Priorities) -> bool:
    return priorities.practice(code).status == "not-assessed"


def _reasons(priority: Priority, sake: str | None, before: list[str]) -> Iterator[Reason]:
    yield Reason("most-urgent") if sake is None else Reason("needed-by", (sake,))
    if before:
        yield Reason("after", tuple(before))
    score = priority.scorecard.practice(priority.practice)
    levels = [(each.level, each.side) for each in score.by_side if each.level is not None]
    below = [each for each in levels if round(each[0], DECIMALS) < round(priority.target, DECIMALS)]
    seeing = tuple(side for _, side in sorted(below))
    if score.agreed:
        yield Reason("agreed-on", score.agreed)
    elif len(levels) > 1 and below and not any(gap.items for gap in score.gaps):
        yield Reason("seen-apart", seeing)
    elif len(levels) > 1 and len(below) == len(levels):
        yield Reason("both-see-it")
    elif len(levels) > 1 and below:
        yield Reason("one-side-sees-it", seeing)
    if score.indicated:
        yield Reason("indicated-by", score.items)


def _checks(practice: Practice, sheet: Questionnaire, inside: set[str], priorities: Priorities) -> Iterator[CheckFirst]:
    """Yield the direct prerequisites that are not assessed or not inside the profile, with what to ask."""
    for need in practice.requires:
        if need.code not in inside or _is_unknown(need.code, priorities):
            asks = tuple(item.code for item in sheet.catalogue.items if need.code in item.primary)
            yield CheckFirst(need.code, asks)
