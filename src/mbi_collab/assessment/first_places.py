"""The first places of the recommended order for many variants of one panel's answers, or of the weights, at once."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import Plan, agreed_of, plan_of
from mbi_collab.assessment.assessment import Assessment
from mbi_collab.engine.levels import score
from mbi_collab.engine.means import FloatArray, IntArray
from mbi_collab.engine.panels import Criteria, urgency
from mbi_collab.engine.priorities import recommended_order

#: How many variants are scored at once, so that memory stays small.
BLOCK = 256


class Yardstick(NamedTuple):
    """What decides an order besides the answers.

    Attributes
    ----------
    plan : Plan
    agreed : (I,)
    criteria : Criteria
    codes : tuple of str
        The practices.
    """

    plan: Plan
    agreed: FloatArray
    criteria: Criteria
    codes: tuple[str, ...]

    def names(self, places: IntArray) -> tuple[str, ...]:
        """Return the practices at some places; -1 stands after the last open one."""
        return tuple(self.codes[at] for at in places.tolist() if at >= 0)


def yardstick_of(result: Assessment) -> Yardstick:
    """Return what decided the order of an assessment besides the answers."""
    sheet = result.panel.questionnaire
    codes = tuple(practice.code for practice in sheet.practices)
    plan = plan_of(sheet)
    criteria = Criteria(
        target=np.array([target for _, target in result.settings.targets]),
        weights=np.array([weight for _, weight in result.settings.weights]),
        factors=np.array([result.priorities.practice(code).factor for code in codes]),
        ease=plan.ease,
        tie=plan.tie,
        waits=plan.waits,
        leverage_scale=sheet.catalogue.rules.leverage_scale,
    )
    return Yardstick(plan, agreed_of(result.panel), criteria, codes)


def first_places(points: IntArray, by: Yardstick, places: int) -> IntArray:
    """Return the first places of the order of each variant of the answers.

    Parameters
    ----------
    points : (N, S, I, K) array
        How many respondents gave each point.
    by : Yardstick
    places : int
        How many places are wanted.

    Returns
    -------
    (N, places) array
        Practices by index; -1 after the last open one.
    """
    found = np.full((len(points), places), -1, dtype=np.int64)
    for at in _blocks(len(points)):
        levels = score(
            points[at], np.zeros(points[at].shape[:-1], dtype=np.int64), by.plan.asked, by.plan.tree, by.agreed
        )
        made = urgency(levels, by.criteria)
        order = recommended_order(made.values, made.is_open, by.plan.waits, by.plan.tie, places)
        found[at, : order.shape[-1]] = order
    return found


def first_by_weights(result: Assessment, weights: FloatArray) -> IntArray:
    """Return which practice each variant of the criterion weights puts first.

    Parameters
    ----------
    result : Assessment
    weights : (N, 3) array
        Of need, leverage and ease; each row sums to 1.

    Returns
    -------
    (N,) array
        Practices by index; -1 where none is open.
    """
    by, values = yardstick_of(result), criteria_of(result)
    is_open = ~np.isnan(values[:, 0])
    if not is_open.any():
        return np.full(len(weights), -1, dtype=np.int64)
    priority = np.where(is_open, weights @ np.nan_to_num(values).T, 0.0)
    return recommended_order(priority, np.broadcast_to(is_open, priority.shape), by.plan.waits, by.plan.tie, 1)[:, 0]


def criteria_of(result: Assessment) -> FloatArray:
    """Return how far each practice meets need, leverage and ease, times 100 and its factor, (P, 3).

    The weighted sum of a row is the priority; ``nan`` where the practice is not open.
    """
    rows = []
    for practice in result.panel.questionnaire.practices:
        each = result.priorities.practice(practice.code)
        value = {one.part: 100.0 * each.factor * one.value for one in each.contributions}
        if not value:
            rows.append([np.nan] * 3)
        else:
            rows.append([value["shared-need"] + value["disputed-need"], value["leverage"], value["ease"]])
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _blocks(count: int) -> Iterator[slice]:
    for start in range(0, count, BLOCK):
        yield slice(start, start + BLOCK)
