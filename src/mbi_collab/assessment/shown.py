"""What of each node may be handed on: all of it, nothing, or of an area where a side is small some of it (model 11)."""

from collections.abc import Sequence
from typing import Final

import attrs
import numpy as np

from mbi_collab.assessment.arrays import agreed_of, counts_of, plan_of
from mbi_collab.engine.means import BoolArray
from mbi_collab.engine.panels import in_areas
from mbi_collab.engine.showing import TOLD, as_told, parts_of, showing
from mbi_collab.survey.panel import Panel


@attrs.frozen
class Shown:
    """What of one node may be handed on.

    Attributes:
        sides: codes of the sides whose level may be.
        side_bounds: those whose bounds and coverage may be.
        level: whether the level of all sides may be, with their gaps and the class.
        bounds: whether its bounds and coverage may be.
        counts: whether it may be said how many answers there are.
    """

    sides: tuple[str, ...]
    side_bounds: tuple[str, ...]
    level: bool
    bounds: bool
    counts: bool

    @property
    def is_all(self) -> bool:
        """Whether nothing is withheld but, perhaps, a side that was not asked."""
        return self.level and self.bounds and self.counts


#: What may be handed on of a node below area level where a side is small.
NOTHING: Final = Shown((), (), level=False, bounds=False, counts=False)


def to_hand_on(record: dict[str, object]) -> dict[str, object]:
    """Return a record with its numbers as they are told of small sides.

    >>> to_hand_on({"code": "R", "level": 0.468})
    {'code': 'R', 'level': 0.47}
    """
    return {key: round(each, TOLD) if isinstance(each, float) else each for key, each in record.items()}


def raters_of(panel: Panel) -> dict[str, int]:
    """Return how many people of each side gave a point to a statement that enters a level."""
    sheet = panel.questionnaire
    entering = {item.code for item in sheet.items if not item.mirror_only}
    rated = [
        each.side
        for each in panel.answer_sets
        if any(isinstance(answer, int) and code in entering for code, answer in each.answers)
    ]
    return {side: rated.count(side) for side in sheet.side_codes}


def all_of(panel: Panel) -> Shown:
    """Return that everything may be handed on."""
    sides = panel.questionnaire.side_codes
    return Shown(sides, sides, level=True, bounds=True, counts=True)


def areas_shown(
    panel: Panel, small_sides: tuple[str, ...], levels: Sequence[Sequence[float | None]]
) -> dict[str, Shown]:
    """Return what may be handed on of the whole, under ``""``, and of each area, by code.

    Parameters
    ----------
    panel : Panel
        Whose answers these are.
    small_sides : tuple of str
        The sides that are too small to be broken out.
    levels : sequence
        Of each area the level of each side.
    """
    sheet = panel.questionnaire
    plan, points = plan_of(sheet), counts_of(panel).points.sum(axis=-1)
    parts = parts_of(plan.tree, plan.asked)
    settled: BoolArray = np.logical_or.reduce(in_areas(plan.tree) & ~np.isnan(agreed_of(panel)), axis=1)
    found = showing(
        points @ parts.member,
        (points > 0) @ parts.member,
        as_told(np.array(levels, dtype=np.float64).T),
        np.array([len(panel.respondents_of(side)) for side in sheet.side_codes], dtype=np.int64),
        np.array([side in small_sides for side in sheet.side_codes]),
        parts,
        settled,
    )
    listed = zip(
        found.sides.T.tolist(),
        found.side_bounds.T.tolist(),
        found.level.tolist(),
        found.bounds.tolist(),
        found.counts.tolist(),
        strict=True,
    )
    made = (
        Shown(_named(sides, sheet.side_codes), _named(ends, sheet.side_codes), *more) for sides, ends, *more in listed
    )
    return dict(zip(("", *(area.code for area in sheet.areas)), made, strict=True))


def _named(marks: list[bool], codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code, marked in zip(codes, marks, strict=True) if marked)
