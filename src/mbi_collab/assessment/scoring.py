"""From a panel's counted answers to its scorecard."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, compress
from typing import Any, NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import Plan, agreed_of, counts_of, plan_of
from mbi_collab.assessment.scorecard import NodeKind, Score, Scorecard
from mbi_collab.assessment.sides import PairGap, SideScore
from mbi_collab.assessment.standing import gap_counts, item_agreement, split_nodes, standing_of
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.rules import Rules
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
    layout = _layout_of(sheet)
    used = np.where(_on_primary(measured)[:, None], tree.primary, tree.secondary) > 0
    scores = tuple(_scores(measured, layout, np.concatenate([layout.within, used])))
    ends = np.cumsum([len(each) for each in (sheet.items, sheet.questions, sheet.areas, ("overall",))]).tolist()
    return Scorecard(
        panel=measured.panel,
        overall=scores[ends[2]],
        areas=scores[ends[1] : ends[2]],
        questions=scores[ends[0] : ends[1]],
        items=tuple(each for each, item in zip(scores[: ends[0]], sheet.items, strict=True) if not item.mirror_only),
        practices=scores[ends[3] :],
        minimum_group=minimum_group,
    )


def _on_primary(measured: Measured) -> BoolArray:
    """Return which practices rest on their primary items: measured ones, and those nobody answered anything about."""
    applicable = ~np.isnan(measured.levels.low.items)
    primary = (measured.plan.tree.primary > 0) & applicable
    on: BoolArray = measured.levels.measured | (~measured.levels.indicated & primary.any(axis=1))
    return on


class _Layout(NamedTuple):
    """All nodes of a questionnaire, in the order of :class:`Nodes`, and which items make each but the practices."""

    kinds: tuple[NodeKind, ...]
    codes: tuple[str, ...]
    within: BoolArray


@lru_cache(maxsize=32)
def _layout_of(sheet: Questionnaire) -> _Layout:
    tree = plan_of(sheet).tree
    in_question = tree.questions > 0
    in_area = (tree.areas > 0) @ in_question
    parts = [np.eye(len(sheet.items), dtype=bool), in_question, in_area, (tree.overall > 0) @ in_area]
    floors: list[tuple[NodeKind, Sequence[str]]] = [
        ("item", [each.code for each in sheet.items]),
        ("question", [each.code for each in sheet.questions]),
        ("area", [each.code for each in sheet.areas]),
        ("overall", ["overall"]),
        ("practice", [each.code for each in sheet.practices]),
    ]
    kinds = tuple(kind for kind, codes in floors for _ in codes)
    return _Layout(kinds, tuple(code for _, codes in floors for code in codes), np.concatenate(parts))


class _ListedGaps(NamedTuple):
    """The gaps of all nodes between two sides: on how many items each rests, and how few of a side rated these."""

    first: str
    second: str
    values: list[float | None]
    items: list[int]
    fewest: list[int]


class _Listed(NamedTuple):
    """The numbers of all nodes as plain lists, node by node; ``None`` is undefined."""

    level: list[float | None]
    both: list[float | None]
    careful: list[float | None]
    low: list[float | None]
    high: list[float | None]
    sides: list[list[float | None]]
    side_low: list[list[float | None]]
    side_high: list[list[float | None]]
    answered: list[list[int]]
    asked: list[list[int]]
    lacking: list[list[bool]]
    split: list[list[bool]]
    sides_asked: list[int]
    gaps: list[_ListedGaps]
    items: list[list[int]]


def _plain(values: FloatArray) -> list[Any]:
    """Return numbers as lists: ``None`` for undefined; -0.0 becomes 0.0."""
    made = (values + 0.0).astype(object)
    made[np.isnan(values)] = None
    listed: list[Any] = made.tolist()
    return listed


def _whole(nodes: Nodes) -> FloatArray:
    """Return all nodes side by side."""
    return np.concatenate(nodes, axis=-1)


def _listed(measured: Measured, within: BoolArray) -> _Listed:
    levels, counts, panel = measured.levels, measured.counts, measured.panel
    member = within.T.astype(np.int64)
    there = ~np.isnan(levels.sides.items)
    silent = measured.plan.asked & ~there & there.any(axis=0) & np.isnan(agreed_of(panel))
    sides, gaps = panel.questionnaire.side_codes, []
    for first, second, nodes, resting in measured.gaps:
        items = (there[first] & there[second]).astype(np.int64) @ member
        items[len(items) - len(resting) :] = resting
        rated = counts.points[[first, second]].sum(axis=-1) * (there[first] & there[second])
        fewest = (rated @ member).min(axis=0).tolist()
        gaps.append(_ListedGaps(sides[first], sides[second], _plain(_whole(nodes)), items.tolist(), fewest))
    careful = np.full(len(within), np.nan)
    careful[: len(member)] = levels.careful_items
    careful[len(within) - len(levels.careful_practices) :] = levels.careful_practices
    sizes, few = np.array(measured.respondents), panel.questionnaire.catalogue.rules.few
    made_of: list[list[int]] = [[] for _ in within]
    for node, item in np.argwhere(within).tolist():
        made_of[node].append(item)
    return _Listed(
        level=_plain(_whole(levels.combined)),
        both=_plain(_whole(levels.both)),
        careful=_plain(careful),
        low=_plain(_whole(levels.low)),
        high=_plain(_whole(levels.high)),
        sides=_plain(_whole(levels.sides).T),
        side_low=_plain(_whole(levels.side_low).T),
        side_high=_plain(_whole(levels.side_high).T),
        answered=(counts.points.sum(axis=-1) @ member).T.tolist(),
        asked=(counts.heard @ member).T.tolist(),
        lacking=(silent.astype(np.int64) @ member > 0).T.tolist(),
        split=split_nodes(*measured.agreement, within, sizes, few).T.tolist(),
        sides_asked=(measured.plan.asked.astype(np.int64) @ member > 0).sum(axis=0).tolist(),
        gaps=gaps,
        items=made_of,
    )


def _scores(measured: Measured, layout: _Layout, within: BoolArray) -> Iterator[Score]:
    """Yield the score of each node."""
    listed, sheet = _listed(measured, within), measured.panel.questionnaire
    sides, rules, agreed = sheet.side_codes, sheet.catalogue.rules, dict(measured.panel.agreed)
    indicated = [False] * (len(within) - len(sheet.practices)) + measured.levels.indicated.tolist()
    for node, (kind, code) in enumerate(zip(layout.kinds, layout.codes, strict=True)):
        told, asked, items = listed.answered[node], listed.asked[node], listed.items[node]
        by_side = tuple(
            map(SideScore, sides, listed.sides[node], listed.side_low[node], listed.side_high[node], told, asked)
        )
        gaps = tuple([_gap(pair, node, rules) for pair in listed.gaps])
        split = next(compress(sides, listed.split[node]), None)
        codes = tuple([layout.codes[item] for item in items])
        lowest = dict(_lowest(listed, items, layout.codes, sides)) if kind == "area" else {}
        yield Score(
            code=code,
            kind=kind,
            level=listed.level[node],
            level_both=listed.both[node],
            careful=listed.careful[node],
            low=listed.low[node],
            high=listed.high[node],
            by_side=by_side,
            gaps=gaps,
            answered=sum(told),
            asked=sum(asked),
            standing=standing_of(by_side, listed.sides_asked[node], split, gaps, rules),
            one_sided=tuple(compress(sides, listed.lacking[node])),
            items=codes,
            lowest=lowest.pop("", None),
            lowest_by_side=tuple(lowest.items()),
            indicated=indicated[node],
            agreed=tuple([each for each in codes if each in agreed]) if agreed else (),
        )


def _gap(pair: _ListedGaps, node: int, rules: Rules) -> PairGap:
    value, items = pair.values[node], pair.items[node]
    return PairGap(pair.first, pair.second, value, items, gap_counts(value, items, pair.fewest[node], rules))


def _lowest(listed: _Listed, items: list[int], codes: Sequence[str], sides: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the lowest item of a node, combined (side "") and as each side sees it; ties by code."""
    views = [("", [listed.level[item] for item in items])]
    views += [(side, [listed.sides[item][at] for item in items]) for at, side in enumerate(sides)]
    for side, levels in views:
        there = [(round(lv, DECIMALS), codes[at]) for at, lv in zip(items, levels, strict=True) if lv is not None]
        if there:
            yield side, min(there)[1]
