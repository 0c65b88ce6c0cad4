"""From a panel's counted answers to its scorecard."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import Counts, Plan, counts_of, plan_of
from mbi_collab.assessment.scorecard import NodeKind, PairGap, Score, Scorecard, SideScore
from mbi_collab.assessment.standing import gap_counts, split_items, split_side, standing_of
from mbi_collab.engine.levels import Levels, Nodes, score, side_gaps
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.survey.panel import Panel


class Scored(NamedTuple):
    """A panel with everything its scores are made of."""

    panel: Panel
    plan: Plan
    counts: Counts
    levels: Levels
    gaps: tuple[tuple[int, int, Nodes, IntArray], ...]
    agreed: FloatArray
    uniform: FloatArray


def measure(panel: Panel) -> Scored:
    """Return the levels of a panel as the engine gives them."""
    plan, counts = plan_of(panel.questionnaire), counts_of(panel)
    levels = score(counts.points, counts.missing, plan.asked, plan.tree)
    pairs = combinations(range(len(panel.questionnaire.sides)), 2)
    gaps = tuple((a, b, *side_gaps(levels.sides.items, levels.measured, plan.tree, a, b)) for a, b in pairs)
    return Scored(panel, plan, counts, levels, gaps, *split_items(counts.points, plan.tree.values))


def scorecard_of(scored: Scored, minimum_group: int) -> Scorecard:
    """Return the scorecard of a measured panel."""
    sheet, tree, levels = scored.panel.questionnaire, scored.plan.tree, scored.levels
    in_question = tree.questions > 0
    in_area = (tree.areas > 0) @ in_question
    in_overall = (tree.overall > 0) @ in_area
    used = np.where(_based(scored)[:, None], tree.primary, tree.secondary) > 0
    codes = {
        "overall": ["overall"],
        "area": [each.code for each in sheet.areas],
        "question": [each.code for each in sheet.questions],
        "item": [each.code for each in sheet.items],
        "practice": [each.code for each in sheet.practices],
    }
    kinds: tuple[tuple[NodeKind, BoolArray, int], ...] = (
        ("overall", in_overall, 3),
        ("area", in_area, 2),
        ("question", in_question, 1),
        ("item", np.eye(len(sheet.items), dtype=bool), 0),
        ("practice", used, 4),
    )
    made = {
        kind: tuple(
            _score(scored, kind, codes[kind][at], at, within[at], floor, levels) for at in range(len(codes[kind]))
        )
        for kind, within, floor in kinds
    }
    level_items = tuple(
        each for each, item in zip(made["item"], sheet.items, strict=True) if not item.mirror_only and item.weight > 0
    )
    return Scorecard(
        panel=scored.panel,
        overall=made["overall"][0],
        areas=made["area"],
        questions=made["question"],
        items=level_items,
        practices=made["practice"],
        minimum_group=minimum_group,
    )


def _based(scored: Scored) -> BoolArray:
    """Return which practices rest on their primary items: measured ones, and those nobody answered anything about."""
    applicable = ~np.isnan(scored.levels.low.items)
    primary = (scored.plan.tree.primary > 0) & applicable
    based: BoolArray = scored.levels.measured | (~scored.levels.indicated & primary.any(axis=1))
    return based


def _score(
    scored: Scored, kind: NodeKind, code: str, at: int, within: BoolArray, floor: int, levels: Levels
) -> Score:
    sheet = scored.panel.questionnaire
    sizes = [len(scored.panel.respondents_of(side)) for side in sheet.side_codes]
    by_side = tuple(_side_score(scored, side, at, within, floor) for side in range(len(sheet.sides)))
    gaps = tuple(_gap(scored, entry, at, within, floor, sizes) for entry in scored.gaps)
    asked = int((scored.plan.asked & within).any(axis=1).sum())
    split = split_side(scored.agreed, scored.uniform, within, sizes, sheet.catalogue.rules.few)
    standing = standing_of(
        by_side, asked, None if split is None else sheet.side_codes[split], gaps, sheet.catalogue.rules
    )
    careful = {"item": levels.careful_items, "practice": levels.careful_practices}.get(kind)
    lowest = tuple(_lowest(scored, within)) if kind == "area" else ()
    return Score(
        code=code,
        kind=kind,
        level=_number(levels.combined[floor][at]),
        level_both=_number(levels.both[floor][at]),
        careful=None if careful is None else _number(careful[at]),
        low=_number(levels.low[floor][at]),
        high=_number(levels.high[floor][at]),
        by_side=by_side,
        gaps=gaps,
        answered=sum(each.answered for each in by_side),
        asked=sum(each.asked for each in by_side),
        standing=standing,
        one_sided=_one_sided(scored, within),
        items=tuple(item.code for item, there in zip(sheet.items, within, strict=True) if there),
        lowest=next((item for side, item in lowest if not side), None),
        lowest_by_side=tuple((side, item) for side, item in lowest if side),
        indicated=kind == "practice" and bool(levels.indicated[at]),
    )


def _number(value: np.floating) -> float | None:  # type: ignore[type-arg]
    """Return a plain float, ``None`` for undefined; -0.0 becomes 0.0."""
    return None if np.isnan(value) else float(value) + 0.0


def _side_score(scored: Scored, side: int, at: int, within: BoolArray, floor: int) -> SideScore:
    levels, counts = scored.levels, scored.counts
    return SideScore(
        side=scored.panel.questionnaire.side_codes[side],
        level=_number(levels.sides[floor][side, at]),
        low=_number(levels.side_low[floor][side, at]),
        high=_number(levels.side_high[floor][side, at]),
        answered=int(counts.points[side][within].sum()),
        asked=int(counts.heard[side][within].sum()),
    )


def _gap(
    scored: Scored, entry: tuple[int, int, Nodes, IntArray], at: int, within: BoolArray, floor: int, sizes: list[int]
) -> PairGap:
    first, second, gaps, resting = entry
    sides = scored.panel.questionnaire.side_codes
    value = _number(gaps[floor][at])
    both = ~np.isnan(scored.levels.sides.items[[first, second]]).any(axis=0)
    items = int(resting[at]) if floor == 4 else int((both & within).sum())  # noqa: PLR2004  practices
    counts = gap_counts(value, items, min(sizes[first], sizes[second]), scored.panel.questionnaire.catalogue.rules)
    return PairGap(sides[first], sides[second], value, items, counts)


def _one_sided(scored: Scored, within: BoolArray) -> tuple[str, ...]:
    """Return the sides that were asked but have no view on some item of the node that has a level."""
    there = ~np.isnan(scored.levels.sides.items)
    lacking = scored.plan.asked & ~there & there.any(axis=0) & within
    return tuple(
        side for side, lacks in zip(scored.panel.questionnaire.side_codes, lacking.any(axis=1), strict=True) if lacks
    )


def _lowest(scored: Scored, within: BoolArray) -> Iterator[tuple[str, str]]:
    """Yield the lowest item of a node, combined (side "") and as each side sees it; ties by code."""
    sheet = scored.panel.questionnaire
    views = [("", scored.levels.combined.items)]
    views += [(code, scored.levels.sides.items[at]) for at, code in enumerate(sheet.side_codes)]
    for side, levels in views:
        there = [(round(float(levels[at]), DECIMALS), item.code) for at, item in enumerate(sheet.items)
                 if within[at] and not np.isnan(levels[at])]
        if there:
            yield side, min(there)[1]
