"""A questionnaire and its panels as the arrays the engine computes with."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.practices import Practice
from mbi_collab.engine.counting import Counts, count_panels
from mbi_collab.engine.levels import Tree
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray
from mbi_collab.survey.panel import Panel


class Plan(NamedTuple):
    """What a questionnaire comes to in arrays; the order of axes is that of the questionnaire's tuples.

    Attributes
    ----------
    tree : Tree
    asked : (S, I) bool
    waits : (P, P) bool
        Whether practice q (column) waits for practice p (row): the closure of ``requires`` over the whole pack.
    ease : (P,)
    tie : (P,)
        Place of each practice by effort, then code.
    """

    tree: Tree
    asked: BoolArray
    waits: BoolArray
    ease: FloatArray
    tie: IntArray


@lru_cache(maxsize=32)
def plan_of(sheet: Questionnaire) -> Plan:
    """Return the arrays of a questionnaire."""
    sides = sheet.side_codes
    asked = np.array([[side in item.asked_of for item in sheet.items] for side in sides], dtype=bool)
    ease = sheet.catalogue.rules.ease
    return Plan(
        tree=_tree(sheet),
        asked=asked,
        waits=_waits(sheet),
        ease=np.array([getattr(ease, practice.effort) for practice in sheet.practices], dtype=np.float64),
        tie=_tie(sheet.practices),
    )


def _tree(sheet: Questionnaire) -> Tree:
    items, questions, areas = sheet.items, sheet.questions, sheet.areas
    owner = {item.code: question for question in questions for item in question.items}
    rules = sheet.catalogue.rules
    how = (rules.aggregation.question, rules.aggregation.area, rules.aggregation.overall)
    weight_of = [0.0 if item.mirror_only else item.weight for item in items]
    return Tree(
        questions=np.array(
            [
                [w * (owner.get(item.code) is question) for item, w in zip(items, weight_of, strict=True)]
                for question in questions
            ]
        ),
        areas=np.array([[question.weight * (question.area == area.code) for question in questions] for area in areas]),
        overall=np.array([[area.weight for area in areas]]),
        primary=_links(sheet, secondary=False),
        secondary=_links(sheet, secondary=True),
        values=_values(sheet),
        minimum=(how[0] == "minimum", how[1] == "minimum", how[2] == "minimum"),
    )


def _links(sheet: Questionnaire, *, secondary: bool) -> FloatArray:
    weight = sheet.catalogue.rules.secondary_weight if secondary else 1.0
    rows = [
        [weight * (practice.code in (item.secondary if secondary else item.primary)) for item in sheet.items]
        for practice in sheet.practices
    ]
    return np.array(rows, dtype=np.float64).reshape(len(sheet.practices), len(sheet.items))


def _values(sheet: Questionnaire) -> FloatArray:
    """Return the values of the points, (I, K); a shorter scale is filled up with zeros that nobody can answer."""
    scales = [sheet.scale_of(item).points for item in sheet.items]
    values = np.zeros((len(scales), max(map(len, scales))))
    for row, points in enumerate(scales):
        values[row, : len(points)] = [point.value for point in points]
    return values


def _waits(sheet: Questionnaire) -> BoolArray:
    """Return who waits for whom: through practices in any state, in or outside the profile."""
    needs = {practice.code: [each.code for each in practice.requires] for practice in sheet.catalogue.practices}
    codes = [practice.code for practice in sheet.practices]
    waits = np.zeros((len(codes), len(codes)), dtype=bool)
    for column, code in enumerate(codes):
        before = closure(code, needs)
        waits[:, column] = [other in before for other in codes]
    return waits


def closure(code: str, needs: dict[str, list[str]]) -> frozenset[str]:
    """Return everything that must come before a practice, at any distance."""
    found: set[str] = set()
    ahead = list(needs[code])
    while ahead:
        each = ahead.pop()
        if each not in found:
            found.add(each)
            ahead += needs[each]
    return frozenset(found)


def _tie(practices: tuple[Practice, ...]) -> IntArray:
    effort = {"low": 0, "medium": 1, "high": 2}
    order = sorted(range(len(practices)), key=lambda at: (effort[practices[at].effort], practices[at].code))
    tie = np.empty(len(practices), dtype=np.int64)
    tie[order] = np.arange(len(practices))
    return tie


def counts_of(panel: Panel) -> Counts:
    """Return the counted answers of a panel."""
    sheet = panel.questionnaire
    plan = plan_of(sheet)
    cells = np.frombuffer(panel.cells, dtype=np.int8).reshape(len(panel.answer_sets), len(sheet.items))
    places = {side: at for at, side in enumerate(sheet.side_codes)}
    side = np.array([places[each.side] for each in panel.answer_sets], dtype=np.int64)
    people = np.array([[panel.population_of(code) for code in sheet.side_codes]], dtype=np.int64)
    counted = count_panels(cells, side, np.zeros_like(side), 1, plan.asked, plan.tree.values.shape[1], people)
    return Counts(*(each[0] for each in counted))


def agreed_of(panel: Panel) -> FloatArray:
    """Return the values that the chiefs settled on, (I,); ``nan`` where they did on nothing."""
    sheet = panel.questionnaire
    agreed = np.full(len(sheet.items), np.nan)
    for code, point in panel.agreed:
        place = sheet.place_of[code]
        agreed[place] = sheet.scale_of(sheet.items[place]).points[point - 1].value
    return agreed
