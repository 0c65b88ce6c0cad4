"""How the levels of every node changed between two panels, over what both answered (model 10)."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import attrs
import numpy as np

from mbi_collab.assessment.arrays import Plan, agreed_of, counts_of, plan_of
from mbi_collab.assessment.scorecard import NodeKind
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.engine.levels import Nodes, nodes, side_gaps, side_means
from mbi_collab.engine.means import BoolArray, FloatArray, mean_of_sides
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.survey.panel import Panel


@attrs.frozen
class Change:
    """A number then and now; both are ``None`` where it cannot be compared.

    Attributes:
        then, now: a level or a side gap.
    """

    then: float | None
    now: float | None

    @property
    def value(self) -> float | None:
        """Now minus then."""
        return None if self.then is None or self.now is None else self.now - self.then


@attrs.frozen
class NodeChange:
    """How one node changed, over the items that have a level both times.

    An item counts for a side if people of that side rated it both times, so that no change comes from asking others.

    Attributes:
        code, kind: of the node.
        then, now: its levels.
        by_side: the levels as each side's people see them.
        gaps: side gaps, one a pair of sides: first minus second.
        items: on how many items the levels rest.
        target: the wanted level of a practice; ``None`` for other nodes, which have none.
    """

    code: str
    kind: NodeKind
    then: float | None
    now: float | None
    by_side: tuple[tuple[str, Change], ...]
    gaps: tuple[tuple[str, str, Change], ...]
    items: int
    target: float | None = None

    @property
    def change(self) -> float | None:
        """Now minus then; ``None`` where no item has a level both times."""
        return Change(self.then, self.now).value

    @property
    def gap_change(self) -> float | None:
        """How the gap between the scenario's two sides changed."""
        return self.gaps[0][2].value if self.gaps else None

    @property
    def gap_closed(self) -> float | None:
        """The share of the way to the target that was gone, (now − then)/(target − then); below 0 on the way back.

        ``None`` without a target, or where it was reached then already.
        """
        if self.then is None or self.now is None or self.target is None:
            return None
        if round(self.then, DECIMALS) >= round(self.target, DECIMALS):
            return None
        return (self.now - self.then) / (self.target - self.then)

    def to_record(self, *, withheld: bool = False) -> dict[str, object]:
        """Return one flat dict; withheld: without numbers."""
        record: dict[str, object] = {"code": self.code, "kind": self.kind, "withheld": withheld}
        if withheld:
            return record
        record |= {"then": self.then, "now": self.now, "change": self.change, "items": self.items}
        record |= {"target": self.target, "gap_closed": self.gap_closed}
        for side, level in self.by_side:
            record |= {f"then_{side}": level.then, f"now_{side}": level.now}
        for first, second, gap in self.gaps:
            record |= {f"gap_{first}_{second}_then": gap.then, f"gap_{first}_{second}_now": gap.now}
        return record


class Changes(NamedTuple):
    """The changes of all nodes, each kind in the questionnaire's order."""

    overall: NodeChange
    areas: tuple[NodeChange, ...]
    questions: tuple[NodeChange, ...]
    items: tuple[NodeChange, ...]
    practices: tuple[NodeChange, ...]


def changes_of(then: Panel, now: Panel, targets: Mapping[str, float]) -> Changes:
    """Return how every node changed between two panels of one questionnaire.

    Parameters
    ----------
    then, now : Panel
        Answers to the same items of the same pack.
    targets : mapping
        Wanted levels by practice.
    """
    sheet = now.questionnaire
    plan = plan_of(sheet)
    compared = shared_of(then, now)
    moments = [_moment(shared, observed(each), plan) for each, shared in zip((then, now), compared, strict=True)]
    there = compared[0].there
    made: dict[NodeKind, tuple[NodeChange, ...]] = {}
    for floor, (kind, codes, within) in enumerate(kinds_of(sheet, compared[0].measured)):
        rows = zip(_changes(kind, floor, moments, sheet), codes, (within & there).sum(axis=1).tolist(), strict=True)
        wanted = targets if kind == "practice" else {}
        made[kind] = tuple(
            attrs.evolve(each, code=code, items=items, target=wanted.get(code)) for each, code, items in rows
        )
    items = zip(made["item"], sheet.items, strict=True)
    return Changes(
        overall=made["overall"][0],
        areas=made["area"],
        questions=made["question"],
        items=tuple(each for each, item in items if not item.mirror_only),
        practices=made["practice"],
    )


class Shared(NamedTuple):
    """What of one panel is compared with another.

    Attributes
    ----------
    voices : (S, I) bool
        Whose views make the level of an item.
    both : (S, I) bool
        Which sides rated an item both times.
    there : (I,) bool
        Which items have a level both times.
    agreed : (I,)
        What was agreed; ``nan`` elsewhere.
    measured : (P,) bool
        Which practices rest on their primary items.
    """

    voices: BoolArray
    both: BoolArray
    there: BoolArray
    agreed: FloatArray
    measured: BoolArray

    def items(self, sides: FloatArray) -> FloatArray:
        """Return the levels of the items that have one both times, (..., I), from (..., S, I) side means."""
        means = mean_of_sides(np.where(self.voices, sides, np.nan))
        return np.where(self.there, np.where(np.isnan(self.agreed), means, self.agreed), np.nan)

    def sides(self, sides: FloatArray) -> FloatArray:
        """Return the side means that are there both times, (..., S, I)."""
        return np.where(self.both, sides, np.nan)


def observed(panel: Panel) -> FloatArray:
    """Return the side means of a panel, (S, I)."""
    return side_means(counts_of(panel).points, plan_of(panel.questionnaire).tree.values)


def shared_of(then: Panel, now: Panel) -> tuple[Shared, Shared]:
    """Return what of each of two panels of one questionnaire is compared."""
    rated = [~np.isnan(observed(each)) for each in (then, now)]
    agreed = [agreed_of(each) for each in (then, now)]
    both = rated[0] & rated[1]
    settled = ~np.isnan(agreed[0]) | ~np.isnan(agreed[1])  # an agreed level is everybody's, whoever answered
    voices = [np.where(settled, each, both) for each in rated]
    has_level = [each.any(axis=0) | ~np.isnan(said) for each, said in zip(voices, agreed, strict=True)]
    there = has_level[0] & has_level[1]
    measured = (there.astype(np.float64) @ plan_of(now.questionnaire).tree.primary.T) > 0
    first, second = (Shared(each, both, there, said, measured) for each, said in zip(voices, agreed, strict=True))
    return first, second


class _Moment(NamedTuple):
    """All nodes then, or now: combined, by side, and gaps by pair of sides."""

    combined: Nodes
    sides: Nodes
    gaps: tuple[tuple[int, int, Nodes], ...]


def _moment(shared: Shared, sides: FloatArray, plan: Plan) -> _Moment:
    views, measured = shared.sides(sides), shared.measured
    pairs = combinations(range(len(sides)), 2)
    gaps = tuple((a, b, side_gaps(views, measured, plan.tree, a, b)[0]) for a, b in pairs)
    return _Moment(nodes(shared.items(sides), measured, plan.tree), nodes(views, measured[None, :], plan.tree), gaps)


def kinds_of(sheet: Questionnaire, measured: BoolArray) -> Iterator[tuple[NodeKind, list[str], BoolArray]]:
    """Yield the nodes of each kind, in the order of :class:`Nodes`, and which items each rests on."""
    plan = plan_of(sheet)
    in_question = plan.tree.questions > 0
    in_area = (plan.tree.areas > 0) @ in_question
    linked = np.where(measured[:, None], plan.tree.primary, plan.tree.secondary) > 0
    yield "item", [each.code for each in sheet.items], np.eye(len(sheet.items), dtype=bool)
    yield "question", [each.code for each in sheet.questions], in_question
    yield "area", [each.code for each in sheet.areas], in_area
    yield "overall", ["overall"], (plan.tree.overall > 0) @ in_area
    yield "practice", [each.code for each in sheet.practices], linked


def _changes(kind: NodeKind, floor: int, moments: list[_Moment], sheet: Questionnaire) -> Iterator[NodeChange]:
    """Yield the changes of the nodes of one kind, without what they rest on."""
    codes, sides = sheet.side_codes, [each.sides[floor] for each in moments]
    for node, (then, now) in enumerate(zip(*(each.combined[floor].tolist() for each in moments), strict=True)):
        pairs = zip(*(each.gaps for each in moments), strict=True)
        yield NodeChange(
            code="",
            kind=kind,
            then=_number(then),
            now=_number(now),
            by_side=tuple((side, _pair(sides[0][at, node], sides[1][at, node])) for at, side in enumerate(codes)),
            gaps=tuple(
                (codes[a], codes[b], _pair(old[floor][node], new[floor][node])) for (a, b, old), (_, _, new) in pairs
            ),
            items=0,
        )


def _pair(then: float, now: float) -> Change:
    return Change(_number(float(then)), _number(float(now)))


def _number(value: float) -> float | None:
    """Return a number, ``None`` for undefined; -0.0 becomes 0.0."""
    return None if np.isnan(value) else value + 0.0
