"""A questionnaire and its panels as the arrays the engine computes with."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.practices import Practice
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


class Counts(NamedTuple):
    """The answers of one panel, counted.

    Attributes
    ----------
    points : (S, I, K)
        How many respondents gave each point.
    missing : (S, I)
        Don't knows, unanswered and people not heard; 1 where a side asked has nobody, so that its bounds are [0, 1].
    heard : (S, I)
        Answers of respondents to whom the item applies: what "97 of 121" counts.
    not_applicable : (S, I)
    """

    points: IntArray
    missing: IntArray
    heard: IntArray
    not_applicable: IntArray


def counts_of(panel: Panel) -> Counts:
    """Return the counted answers of a panel."""
    sheet = panel.questionnaire
    plan = plan_of(sheet)
    cells = np.frombuffer(panel.cells, dtype=np.int8).reshape(len(panel.answer_sets), len(sheet.items))
    side_of = np.array([sheet.side_codes.index(each.side) for each in panel.answer_sets], dtype=np.int64)
    member = side_of[None, :] == np.arange(len(sheet.sides))[:, None]
    points = _counted(cells, member, np.arange(1, plan.tree.values.shape[1] + 1))
    unsaid = _counted(cells, member, np.array([0, -1])).sum(axis=-1)
    not_applicable = _counted(cells, member, np.array([-2]))[..., 0]
    respondents = member.sum(axis=1)
    people = np.array([panel.population_of(side) for side in sheet.side_codes], dtype=np.int64)
    unheard = np.where(people == 0, 1, people - respondents)
    missing = np.where(plan.asked, unsaid + unheard[:, None], 0)
    heard = np.where(plan.asked, respondents[:, None] - not_applicable, 0)
    return Counts(points, missing, heard, not_applicable)


def agreed_of(panel: Panel) -> FloatArray:
    """Return the values that the chiefs settled on, (I,); ``nan`` where they did on nothing."""
    sheet = panel.questionnaire
    agreed = np.full(len(sheet.items), np.nan)
    for code, point in panel.agreed:
        place = sheet.place_of[code]
        agreed[place] = sheet.scale_of(sheet.items[place]).points[point - 1].value
    return agreed


def _counted(cells: npt.NDArray[np.int8], member: BoolArray, wanted: IntArray) -> IntArray:
    """Return how many cells of each side and item hold each wanted value, (S, I, len(wanted))."""
    hits = (cells[:, :, None] == wanted).astype(np.int64)
    flat = member.astype(np.int64) @ hits.reshape(len(cells), cells.shape[1] * len(wanted))
    counted: IntArray = flat.reshape(len(member), cells.shape[1], len(wanted))
    return counted
