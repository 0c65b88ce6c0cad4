"""From a panel's counted answers to its scorecard."""

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import Plan, agreed_of, counts_of, plan_of
from mbi_collab.assessment.scorecard import NodeKind, PairGap, Score, Scorecard, SideScore
from mbi_collab.assessment.standing import gap_counts, item_agreement, split_nodes, standing_of
from mbi_collab.engine.counting import Counts
from mbi_collab.engine.levels import Levels, Nodes, score, side_gaps
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.survey.panel import Panel


class Measured(NamedTuple):
    """A panel with everything its scores are made of."""

    panel: Panel
    plan: Plan
    counts: Counts
    levels: Levels
    gaps: tuple[tuple[int, int, Nodes, IntArray], ...]
    agreement: tuple[FloatArray, FloatArray]
    respondents: tuple[int, ...]


def measure(panel: Panel) -> Measured:
    """Return the levels of a panel as the engine gives them."""
    plan, counts = plan_of(panel.questionnaire), counts_of(panel)
    levels = score(counts.points, counts.missing, plan.asked, plan.tree, agreed_of(panel))
    pairs = combinations(range(len(panel.questionnaire.sides)), 2)
    gaps = tuple((a, b, *side_gaps(levels.sides.items, levels.measured, plan.tree, a, b)) for a, b in pairs)
    respondents = tuple(len(panel.respondents_of(side)) for side in panel.questionnaire.side_codes)
    return Measured(panel, plan, counts, levels, gaps, item_agreement(counts.points, plan.tree.values), respondents)


def scorecard_of(measured: Measured, minimum_group: int) -> Scorecard:
    """Return the scorecard of a measured panel."""
    sheet, tree = measured.panel.questionnaire, measured.plan.tree
    in_question = tree.questions > 0
    in_area = (tree.areas > 0) @ in_question
    used = np.where(_on_primary(measured)[:, None], tree.primary, tree.secondary) > 0
    parts = {
        "items": _scores(
            measured, "item", [each.code for each in sheet.items], np.eye(len(sheet.items), dtype=bool), 0
        ),
        "questions": _scores(measured, "question", [each.code for each in sheet.questions], in_question, 1),
        "areas": _scores(measured, "area", [each.code for each in sheet.areas], in_area, 2),
        "practices": _scores(measured, "practice", [each.code for each in sheet.practices], used, 4),
    }
    counting = zip(parts["items"], sheet.items, strict=True)
    parts["items"] = tuple(each for each, item in counting if not item.mirror_only)
    (overall,) = _scores(measured, "overall", ["overall"], (tree.overall > 0) @ in_area, 3)
    return Scorecard(panel=measured.panel, overall=overall, **parts, minimum_group=minimum_group)


def _on_primary(measured: Measured) -> BoolArray:
    """Return which practices rest on their primary items: measured ones, and those nobody answered anything about."""
    applicable = ~np.isnan(measured.levels.low.items)
    primary = (measured.plan.tree.primary > 0) & applicable
    on: BoolArray = measured.levels.measured | (~measured.levels.indicated & primary.any(axis=1))
    return on


class _Floor(NamedTuple):
    """The numbers of all nodes of one kind as plain lists, node by node or side by side and node."""

    level: list[float]
    both: list[float]
    careful: list[float] | None
    low: list[float]
    high: list[float]
    sides: list[list[float]]
    side_low: list[list[float]]
    side_high: list[list[float]]
    answered: list[list[int]]
    asked: list[list[int]]
    lacking: list[list[bool]]
    split: list[list[bool]]
    sides_asked: list[int]
    gaps: list[tuple[int, int, list[float], list[int]]]


def _floor(measured: Measured, kind: NodeKind, within: BoolArray, at: int) -> _Floor:
    levels, counts, panel = measured.levels, measured.counts, measured.panel
    member = within.T.astype(np.int64)
    there = ~np.isnan(levels.sides.items)
    careful = {"item": levels.careful_items, "practice": levels.careful_practices}.get(kind)
    few = panel.questionnaire.catalogue.rules.few
    silent = measured.plan.asked & ~there & there.any(axis=0) & np.isnan(agreed_of(panel))
    gaps = []
    for first, second, nodes, resting in measured.gaps:
        items = resting if kind == "practice" else (there[first] & there[second]).astype(np.int64) @ member
        gaps.append((first, second, nodes[at].tolist(), items.tolist()))
    return _Floor(
        level=levels.combined[at].tolist(),
        both=levels.both[at].tolist(),
        careful=None if careful is None else careful.tolist(),
        low=levels.low[at].tolist(),
        high=levels.high[at].tolist(),
        sides=levels.sides[at].tolist(),
        side_low=levels.side_low[at].tolist(),
        side_high=levels.side_high[at].tolist(),
        answered=(counts.points.sum(axis=-1) @ member).tolist(),
        asked=(counts.heard @ member).tolist(),
        lacking=(silent.astype(np.int64) @ member > 0).tolist(),
        split=split_nodes(*measured.agreement, within, np.array(measured.respondents), few).tolist(),
        sides_asked=(measured.plan.asked.astype(np.int64) @ member > 0).sum(axis=0).tolist(),
        gaps=gaps,
    )


def _scores(measured: Measured, kind: NodeKind, codes: list[str], within: BoolArray, at: int) -> tuple[Score, ...]:
    floor = _floor(measured, kind, within, at)
    return tuple(_score(measured, kind, code, node, within[node], floor) for node, code in enumerate(codes))


def _score(measured: Measured, kind: NodeKind, code: str, node: int, within: BoolArray, floor: _Floor) -> Score:
    sheet = measured.panel.questionnaire
    by_side = tuple(_side_score(side, at, node, floor) for at, side in enumerate(sheet.side_codes))
    gaps = tuple(_gap(measured, entry, node) for entry in floor.gaps)
    split = next((side for at, side in enumerate(sheet.side_codes) if floor.split[at][node]), None)
    lowest = dict(_lowest(measured, within)) if kind == "area" else {}
    codes = tuple(sheet.items[item].code for item in np.flatnonzero(within).tolist())
    agreed = dict(measured.panel.agreed)
    return Score(
        code=code,
        kind=kind,
        level=_number(floor.level[node]),
        level_both=_number(floor.both[node]),
        careful=None if floor.careful is None else _number(floor.careful[node]),
        low=_number(floor.low[node]),
        high=_number(floor.high[node]),
        by_side=by_side,
        gaps=gaps,
        answered=sum(each.answered for each in by_side),
        asked=sum(each.asked for each in by_side),
        standing=standing_of(by_side, floor.sides_asked[node], split, gaps, sheet.catalogue.rules),
        one_sided=tuple(side for at, side in enumerate(sheet.side_codes) if floor.lacking[at][node]),
        items=codes,
        lowest=lowest.pop("", None),
        lowest_by_side=tuple(lowest.items()),
        indicated=kind == "practice" and bool(measured.levels.indicated[node]),
        agreed=tuple(item for item in codes if item in agreed),
    )


def _number(value: float) -> float | None:
    """Return a number, ``None`` for undefined; -0.0 becomes 0.0."""
    return None if math.isnan(value) else value + 0.0


def _side_score(side: str, at: int, node: int, floor: _Floor) -> SideScore:
    return SideScore(
        side=side,
        level=_number(floor.sides[at][node]),
        low=_number(floor.side_low[at][node]),
        high=_number(floor.side_high[at][node]),
        answered=floor.answered[at][node],
        asked=floor.asked[at][node],
    )


def _gap(measured: Measured, entry: tuple[int, int, list[float], list[int]], node: int) -> PairGap:
    first, second, values, items = entry
    sheet = measured.panel.questionnaire
    sides = (sheet.side_codes[first], sheet.side_codes[second])
    value = _number(values[node])
    fewest = min(measured.respondents[first], measured.respondents[second])
    counts = gap_counts(value, items[node], fewest, sheet.catalogue.rules)
    return PairGap(*sides, value, items[node], counts)


def _lowest(measured: Measured, within: BoolArray) -> Iterator[tuple[str, str]]:
    """Yield the lowest item of a node, combined (side "") and as each side sees it; ties by code."""
    sheet = measured.panel.questionnaire
    views: list[tuple[str, FloatArray]] = [("", measured.levels.combined.items)]
    views += [(code, measured.levels.sides.items[at]) for at, code in enumerate(sheet.side_codes)]
    for side, levels in views:
        there: Any = np.flatnonzero(within & ~np.isnan(levels)).tolist()
        if there:
            yield side, min((round(float(levels[at]), DECIMALS), sheet.items[at].code) for at in there)[1]
