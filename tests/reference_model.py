"""A slow, exact, second reading of ``design/measurement.md``, to check the engine against.

Written from sections 1, 2, 3, 4, 6 and 7 of that document alone, in plain Python with
fractions, without a look at the engine. Not covered: agreed answers, agreement inside a side,
classes, the lowest item of an area, overrides, lanes, the conversation, the roadmap, 5, 8 to 12.
Every docstring names the section that its function spells out; "Reading:" marks a place where
the document leaves a choice.

The one idea of the module: a number of the tree is a function of one value per item (its
*leaves*), and levels, sides, bounds, ``level_both`` and gaps differ only in those leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from itertools import combinations
from typing import Literal

Answer = int | Literal["dk", "na"]
Aggregation = Literal["mean", "minimum"]
Effort = Literal["low", "medium", "high"]
Status = Literal["open", "in place", "not assessed"]
Pair = tuple[str, str]
Value = Fraction | None
Leaves = dict[str, Value]

CRITERIA = ("need", "leverage", "ease")
EASE: dict[Effort, Fraction] = {"low": Fraction(1), "medium": Fraction(1, 2), "high": Fraction(0)}
EFFORT_ORDER: dict[Effort, int] = {"low": 0, "medium": 1, "high": 2}
PACK_TARGET = Fraction(3, 4)


def _mean_everywhere() -> dict[str, Aggregation]:
    return {"question": "mean", "area": "mean", "overall": "mean"}


def _default_criterion_weights() -> dict[str, Fraction]:
    return {"need": Fraction(3, 4), "leverage": Fraction(3, 20), "ease": Fraction(1, 10)}


# ------------------------------------------------------------------------------------ the data


@dataclass
class Model:
    """What is asked, how it adds up, and what the practices need (sections 1, 2, 6)."""

    items: list[str]
    #: Value of each scale point; index 0 is point 1.
    values: dict[str, tuple[Fraction, ...]]
    asked: dict[str, tuple[str, ...]]
    #: In the order of the scenario: the first is the minuend of the gap.
    sides: list[str]
    #: An item without a question (mirror-only) is in no tree.
    question_of: dict[str, str]
    area_of: dict[str, str]
    #: Weights left out are 1.
    item_weight: dict[str, Fraction] = field(default_factory=dict)
    question_weight: dict[str, Fraction] = field(default_factory=dict)
    area_weight: dict[str, Fraction] = field(default_factory=dict)
    #: The floor ("question", "area", "overall") -> how it is made from its children.
    aggregation: dict[str, Aggregation] = field(default_factory=_mean_everywhere)
    primary: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    secondary: dict[str, dict[str, Fraction]] = field(default_factory=dict)
    #: Of the whole pack, not of the profile only.
    requires: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: The practices of the profile.
    practices: list[str] = field(default_factory=list)
    #: A target left out is the pack's, .75.
    target: dict[str, Fraction] = field(default_factory=dict)
    effort: dict[str, Effort] = field(default_factory=dict)
    criterion_weights: dict[str, Fraction] = field(default_factory=_default_criterion_weights)
    leverage_scale: Fraction = Fraction(3)
    #: The product of the context's factors, f[p]; left out is 1.
    factor: dict[str, Fraction] = field(default_factory=dict)


@dataclass
class Answers:
    """Who said what: (respondent, side, item -> point from 1, "dk" or "na"); absent = unanswered."""

    respondents: list[tuple[str, str, dict[str, Answer]]]
    #: Declared head-count M of a side; a side left out has M = n.
    population: dict[str, int] = field(default_factory=dict)


# --------------------------------------------------------------------------------- the results


@dataclass(frozen=True)
class Node:
    """The numbers every item, question, area, practice and the overall node has."""

    level: Value
    by_side: dict[str, Value]
    low: Value
    high: Value
    low_by_side: dict[str, Value]
    high_by_side: dict[str, Value]
    coverage: Value
    coverage_by_side: dict[str, Value]
    gap: dict[Pair, Value]
    level_both: Value


@dataclass(frozen=True)
class ItemResult(Node):
    """A node and its careful level."""

    careful: Value


@dataclass(frozen=True)
class Need:
    """Need and its two parts; ``total == shared + disputed``."""

    total: Fraction
    shared: Fraction
    disputed: Fraction


@dataclass(frozen=True)
class Step:
    """One practice in the recommended order (section 7)."""

    practice: str
    inherited: Fraction
    for_sake_of: str | None
    wave: int
    at_least: bool


@dataclass(frozen=True)
class PracticeResult(Node):
    """A node, and what sections 6 and 7 say of a practice; the last eight are None unless open."""

    careful: Value
    gap_items: dict[Pair, int]
    indicated: bool
    status: Status
    need: Need
    leverage: Fraction
    ease: Fraction
    check_first: tuple[str, ...]
    priority: Value
    contributions: dict[str, Fraction] | None
    rank: int | None
    inherited: Value
    #: Place in the recommended order, from 1.
    place: int | None
    for_sake_of: str | None
    wave: int | None
    wave_at_least: bool | None


@dataclass(frozen=True)
class Result:
    """Everything :func:`assess` finds."""

    items: dict[str, ItemResult]
    questions: dict[str, Node]
    areas: dict[str, Node]
    overall: Node
    practices: dict[str, PracticeResult]
    #: Codes of the open practices, highest priority first.
    ranking: list[str]
    #: The recommended order.
    order: list[Step]


# ------------------------------------------------------------------------------------- helpers


def rounded(value: Fraction) -> Fraction:
    """6: values are compared rounded to 9 decimals."""
    return round(Fraction(value), 9)


def below(left: Fraction, right: Fraction) -> bool:
    """6: "less than", rounded to 9 decimals."""
    return rounded(left) < rounded(right)


def mean(numbers: Iterable[Fraction]) -> Value:
    """The plain mean, None of nothing."""
    found = list(numbers)
    return sum(found, Fraction(0)) / len(found) if found else None


def weighted_mean(weights: Mapping[str, Fraction], values: Mapping[str, Value]) -> Value:
    """2: Σ w·v/Σ w over the children with a value; None if nothing is left or all weights are 0."""
    total, weight_sum = Fraction(0), Fraction(0)
    for child, weight in weights.items():
        value = values.get(child)
        if value is not None and weight > 0:
            total += weight * value
            weight_sum += weight
    return total / weight_sum if weight_sum > 0 else None


def smallest(weights: Mapping[str, Fraction], values: Mapping[str, Value]) -> Value:
    """2: the minimum instead of the mean; 1: a child of weight 0 has left the node."""
    present = [value for child, weight in weights.items() if weight > 0 and (value := values.get(child)) is not None]
    return min(present) if present else None


def pairs(model: Model) -> list[Pair]:
    """4: with more than two sides a gap per pair, in the scenario's order of sides."""
    return list(combinations(model.sides, 2))


def check(model: Model, answers: Answers) -> None:
    """1, 2, 3 (by way of 8) and 6: what is an error."""
    heads = dict.fromkeys(model.sides, 0)
    for who, side, given in answers.respondents:
        if side not in heads:
            raise ValueError(f"{who}: no side {side!r}")
        heads[side] += 1
        _check_answers(model, who, side, given)
    for side, declared in answers.population.items():
        if declared < heads[side]:
            raise ValueError(f"{side}: {declared} people, {heads[side]} respondents")
    _check_weights(model)
    for practice in model.practices:
        if not 0 < model.target.get(practice, PACK_TARGET) <= 1:
            raise ValueError(f"{practice}: target outside (0, 1]")
        if not 0 < model.factor.get(practice, Fraction(1)) <= 2:
            raise ValueError(f"{practice}: factor outside (0, 2]")


def _check_answers(model: Model, who: str, side: str, given: Mapping[str, Answer]) -> None:
    """1: an answer of a side the item is not asked of is an error; so is one off the scale."""
    for item, answer in given.items():
        if side not in model.asked[item]:
            raise ValueError(f"{who}: {item} is not asked of {side}")
        if isinstance(answer, int) and not 1 <= answer <= len(model.values[item]):
            raise ValueError(f"{who}: {item} has no point {answer}")
        if not isinstance(answer, int) and answer not in {"dk", "na"}:
            raise ValueError(f"{who}: {item} has no answer {answer!r}")


def _check_weights(model: Model) -> None:
    """2: weights are not negative; links name items there are."""
    floors = (model.item_weight, model.question_weight, model.area_weight)
    links = [*model.primary.values(), *model.secondary.values()]
    if any(weight < 0 for table in (*floors, *links) for weight in table.values()):
        raise ValueError("negative weight")
    unknown = {item for table in links for item in table} - set(model.items)
    if unknown:
        raise ValueError(f"links name unknown items {sorted(unknown)}")


# ----------------------------------------------------------------------- leaves: one per item


def side_answers(answers: Answers, side: str, item: str) -> list[Answer | None]:
    """1: the answer of every respondent of the side; None is unanswered."""
    return [given.get(item) for _, whose, given in answers.respondents if whose == side]


def side_level(model: Model, answers: Answers, side: str, item: str) -> Value:
    """2: x[s,i], the mean value of the respondents of s that gave a point."""
    given = side_answers(answers, side, item)
    return mean(model.values[item][point - 1] for point in given if isinstance(point, int))


def item_level(model: Model, answers: Answers, item: str) -> Value:
    """2: l[i], the mean of x[s,i] over the sides where it is defined; each side has one voice."""
    return mean(level for side in model.sides if (level := side_level(model, answers, side, item)) is not None)


def side_bound(model: Model, answers: Answers, side: str, item: str, fill: Fraction) -> Value:
    """3: the mean over the applicable answers with missing counted as ``fill`` (0 low, 1 high).

    A side with no respondents is [0, 1] for the items asked of it. Of a declared population M
    the M - n people not heard are missing. None: not asked, or everybody said not applicable.
    Reading: people not heard are applicable, so n "na" of M > n leaves [0, 1].
    """
    if side not in model.asked[item]:
        return None
    given = side_answers(answers, side, item)
    if not given:
        return fill
    not_heard = answers.population.get(side, len(given)) - len(given)
    counted = [
        fill if answer is None or answer == "dk" else model.values[item][answer - 1]
        for answer in given
        if answer != "na"
    ]
    return mean([*counted, *[fill] * not_heard])


def item_bound(model: Model, answers: Answers, item: str, fill: Fraction) -> Value:
    """3 and 2: the mean of the sides' bounds, over the sides for which the item is applicable."""
    return mean(bound for side in model.sides if (bound := side_bound(model, answers, side, item, fill)) is not None)


def answered_by(model: Model, answers: Answers, item: str, sides: Iterable[str]) -> bool:
    """2 and 4: whether each of the sides has a level of the item."""
    return all(side_level(model, answers, side, item) is not None for side in sides)


def careful_item(model: Model, answers: Answers, item: str) -> Value:
    """6: l*[i] = ½·l[i] + ½·min over the sides that answered of x[s,i]."""
    level = item_level(model, answers, item)
    said = [x for side in model.sides if (x := side_level(model, answers, side, item)) is not None]
    return None if level is None else (level + min(said)) / 2


# ------------------------------------------------------------------ the views: leaves for all


@dataclass(frozen=True)
class Views:
    """The leaves from which every number of a node is built."""

    level: Leaves
    by_side: dict[str, Leaves]
    low: Leaves
    high: Leaves
    low_by_side: dict[str, Leaves]
    high_by_side: dict[str, Leaves]
    both: Leaves
    #: x of the first side, x of the second, each only where both answered.
    gap: dict[Pair, tuple[Leaves, Leaves]]
    careful: Leaves


def build_views(model: Model, answers: Answers) -> Views:
    """2, 3, 4, 6: one value per item for each kind of number."""
    items, sides = model.items, model.sides
    zero, one = Fraction(0), Fraction(1)

    def of_side(side: str, only: Collection[str]) -> Leaves:
        return {i: side_level(model, answers, side, i) if i in only else None for i in items}

    def shared(pair: Pair) -> set[str]:
        return {i for i in items if answered_by(model, answers, i, pair)}

    def bound_of_side(side: str, fill: Fraction) -> Leaves:
        return {i: side_bound(model, answers, side, i, fill) for i in items}

    return Views(
        level={i: item_level(model, answers, i) for i in items},
        by_side={s: of_side(s, items) for s in sides},
        low={i: item_bound(model, answers, i, zero) for i in items},
        high={i: item_bound(model, answers, i, one) for i in items},
        low_by_side={s: bound_of_side(s, zero) for s in sides},
        high_by_side={s: bound_of_side(s, one) for s in sides},
        both={
            i: item_level(model, answers, i) if answered_by(model, answers, i, model.asked[i]) else None for i in items
        },
        gap={p: (of_side(p[0], shared(p)), of_side(p[1], shared(p))) for p in pairs(model)},
        careful={i: careful_item(model, answers, i) for i in items},
    )


# ----------------------------------------------------------------------- the tree and its nodes


def children(
    parent_of: Mapping[str, str], weight: Mapping[str, Fraction], parent: str, known: Collection[str]
) -> dict[str, Fraction]:
    """2: child -> weight of one node; weights default to 1."""
    return {
        child: weight.get(child, Fraction(1))
        for child, its_parent in parent_of.items()
        if its_parent == parent and child in known
    }


def aggregate(model: Model, floor: str, weights: Mapping[str, Fraction], values: Mapping[str, Value]) -> Value:
    """2: mean, or minimum where the pack says so for this floor."""
    how = model.aggregation.get(floor, "mean")
    return smallest(weights, values) if how == "minimum" else weighted_mean(weights, values)


def questions_of(model: Model) -> list[str]:
    """2: the control questions that have an item, in order of first appearance."""
    return list(dict.fromkeys(model.question_of[i] for i in model.items if i in model.question_of))


def areas_of(model: Model) -> list[str]:
    """2: the areas that have a question, in order of first appearance."""
    return list(dict.fromkeys(model.area_of[question] for question in questions_of(model)))


def item_value(item: str, leaves: Leaves) -> Value:
    """2: the tree starts from its items."""
    return leaves[item]


def question_value(model: Model, question: str, leaves: Leaves) -> Value:
    """2: control-question level = weighted mean of its items."""
    weights = children(model.question_of, model.item_weight, question, model.items)
    return aggregate(model, "question", weights, leaves)


def area_value(model: Model, area: str, leaves: Leaves) -> Value:
    """2: area level = weighted mean of its control questions."""
    weights = children(model.area_of, model.question_weight, area, questions_of(model))
    values = {question: question_value(model, question, leaves) for question in weights}
    return aggregate(model, "area", weights, values)


def overall_value(model: Model, leaves: Leaves) -> Value:
    """2: overall = weighted mean of its areas."""
    weights = {area: model.area_weight.get(area, Fraction(1)) for area in areas_of(model)}
    values = {area: area_value(model, area, leaves) for area in weights}
    return aggregate(model, "overall", weights, values)


def difference(first: Value, second: Value) -> Value:
    """4: first minus second, undefined if either is."""
    return None if first is None or second is None else first - second


def coverage(low: Value, high: Value) -> Value:
    """3: coverage = 1 - (high - low)."""
    return None if low is None or high is None else 1 - (high - low)


def node(value_of: Callable[[Leaves], Value], views: Views) -> Node:
    """2, 3, 4: the same tree from different leaves.

    Reading of the gap under "minimum": the first side's tree minus the second's, each over the
    items both answered; a minimum of item gaps would not flip its sign with the sides.
    """
    low, high = value_of(views.low), value_of(views.high)
    low_by_side = {s: value_of(leaves) for s, leaves in views.low_by_side.items()}
    high_by_side = {s: value_of(leaves) for s, leaves in views.high_by_side.items()}
    return Node(
        level=value_of(views.level),
        by_side={s: value_of(leaves) for s, leaves in views.by_side.items()},
        low=low,
        high=high,
        low_by_side=low_by_side,
        high_by_side=high_by_side,
        coverage=coverage(low, high),
        coverage_by_side={s: coverage(low_by_side[s], high_by_side[s]) for s in low_by_side},
        gap={p: difference(value_of(a), value_of(b)) for p, (a, b) in views.gap.items()},
        level_both=value_of(views.both),
    )


# ----------------------------------------------------------------------------------- practices


@dataclass(frozen=True)
class Chosen:
    """The items on which a practice's numbers rest."""

    weights: dict[str, Fraction]
    indicated: bool


def chosen_items(model: Model, views: Views, practice: str) -> Chosen:
    """2 and 3: the items on which a practice's numbers rest.

    The primary items if any has a level, else the secondary ones if any has (indicated). Without
    a level, the primary items if any is applicable, else the secondary ones (for the bounds).
    Reading: a weight of 0 takes an item out of the choice.
    """
    primary = _linked(model.primary, practice)
    secondary = _linked(model.secondary, practice)
    if any(views.level[item] is not None for item in primary):
        return Chosen(primary, indicated=False)
    if any(views.level[item] is not None for item in secondary):
        return Chosen(secondary, indicated=True)
    if any(views.low[item] is not None for item in primary):
        return Chosen(primary, indicated=False)
    return Chosen(secondary, indicated=False)


def _linked(links: Mapping[str, Mapping[str, Fraction]], practice: str) -> dict[str, Fraction]:
    return {item: weight for item, weight in links.get(practice, {}).items() if weight > 0}


def gap_items(chosen: Chosen, views: Views) -> dict[Pair, int]:
    """4: on how many items the gap of a practice rests: those of its level both answered."""
    return {pair: sum(first[item] is not None for item in chosen.weights) for pair, (first, _) in views.gap.items()}


def status_of(careful: Value, target: Fraction, *, indicated: bool) -> Status:
    """6: open below the target, in place otherwise, not assessed without a level.

    2: an indicated practice is never in place (then: not assessed).
    """
    if careful is None:
        return "not assessed"
    if below(careful, target):
        return "open"
    return "not assessed" if indicated else "in place"


def need_of(level: Value, careful: Value, target: Fraction, status: Status, *, indicated: bool) -> Need:
    """6: need = max(0, t - l*)/t; shared = max(0, t - level)/t; disputed = the rest.

    Half for an indicated practice (both parts); 0 for one in place or not assessed.
    """
    if level is None or careful is None or status != "open":
        return Need(Fraction(0), Fraction(0), Fraction(0))
    half = Fraction(1, 2) if indicated else Fraction(1)
    total = half * max(Fraction(0), target - careful) / target
    shared = half * max(Fraction(0), target - level) / target
    return Need(total, shared, total - shared)


def prerequisites(model: Model, practice: str) -> set[str]:
    """6: all that ``practice`` waits for.

    The transitive closure of ``requires`` over the whole pack, through practices in any state,
    then restricted to the profile.
    """
    reached: set[str] = set()
    to_visit = list(model.requires.get(practice, ()))
    while to_visit:
        each = to_visit.pop()
        if each not in reached:
            reached.add(each)
            to_visit.extend(model.requires.get(each, ()))
    if practice in reached:
        raise ValueError(f"{practice} requires itself")
    return reached & set(model.practices)


def waiting_for(model: Model, practice: str) -> list[str]:
    """6: the practices of the profile that wait for ``practice``."""
    return [other for other in model.practices if practice in prerequisites(model, other)]


def leverage_of(model: Model, practice: str, needs: Mapping[str, Need]) -> Fraction:
    """6: min(1, Σ need of the practices that wait for it / 3)."""
    waiting = sum((needs[other].total for other in waiting_for(model, practice)), Fraction(0))
    return min(Fraction(1), waiting / model.leverage_scale)


def normalised_weights(model: Model) -> dict[str, Fraction]:
    """6: the user's weights are normalised, one left out is 0, negative or all 0 is an error."""
    unknown = set(model.criterion_weights) - set(CRITERIA)
    if unknown:
        raise ValueError(f"no criteria {sorted(unknown)}")
    weights = {each: model.criterion_weights.get(each, Fraction(0)) for each in CRITERIA}
    total = sum(weights.values(), Fraction(0))
    if min(weights.values()) < 0 or total == 0:
        raise ValueError("criterion weights negative or all 0")
    return {each: weight / total for each, weight in weights.items()}


def contributions_of(
    model: Model,
    practice: str,
    criteria: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """6: 100 · f[p] · weight[c] · criterion[p,c]; they add up to the priority."""
    factor = model.factor.get(practice, Fraction(1))
    return {each: 100 * factor * weight * criteria[each] for each, weight in normalised_weights(model).items()}


def check_first(model: Model, practice: str, status: Mapping[str, Status]) -> tuple[str, ...]:
    """7: the direct prerequisites that are not assessed, or outside the profile."""
    return tuple(
        each
        for each in dict.fromkeys(model.requires.get(practice, ()))
        if status.get(each, "not assessed") == "not assessed"
    )


# --------------------------------------------------------------------------------------- order


def ranking(model: Model, priority: Mapping[str, Fraction]) -> list[str]:
    """6: open practices by priority rounded to 9 decimals; ties: lower effort, then code."""
    return sorted(priority, key=lambda p: (-rounded(priority[p]), EFFORT_ORDER[model.effort[p]], p))


def inherited_priority(model: Model, practice: str, priority: Mapping[str, Fraction]) -> Fraction:
    """7: the largest priority among itself and the open practices that wait for it."""
    waiting = [priority[other] for other in waiting_for(model, practice) if other in priority]
    return max([priority[practice], *waiting])


def for_sake_of(model: Model, practice: str, priority: Mapping[str, Fraction]) -> str | None:
    """7: if inherited exceeds own, the largest open practice that waits for it, by own priority.

    Reading: "by more than the tolerance" is "greater after rounding to 9 decimals"; ties as in 6.
    """
    inherited = inherited_priority(model, practice, priority)
    if not below(priority[practice], inherited):
        return None
    waiting = set(waiting_for(model, practice))
    return next(other for other in ranking(model, priority) if other in waiting)


def recommended_order(model: Model, priority: Mapping[str, Fraction]) -> list[str]:
    """7: the recommended order.

    Repeats: among the open practices for which no unplaced open practice must come first, take
    the one with the largest inherited priority (ties: own priority, effort, code).
    """
    inherited = {p: inherited_priority(model, p, priority) for p in priority}
    before = {p: prerequisites(model, p) for p in priority}
    unplaced, order = set(priority), list[str]()
    while unplaced:
        free = [p for p in unplaced if not before[p] & unplaced]
        taken = min(
            free, key=lambda p: (-rounded(inherited[p]), -rounded(priority[p]), EFFORT_ORDER[model.effort[p]], p)
        )
        unplaced.remove(taken)
        order.append(taken)
    return order


def waves(model: Model, order: list[str]) -> dict[str, int]:
    """7: number of open practices on the longest chain before it; 0 = can start now.

    ``order`` holds the open practices, prerequisites first, so each is found from those before.
    """
    found: dict[str, int] = {}
    for practice in order:
        earlier = [found[each] for each in prerequisites(model, practice) if each in found]
        found[practice] = 1 + max(earlier) if earlier else 0
    return found


def at_least(model: Model, practice: str, status: Mapping[str, Status]) -> bool:
    """7: the wave is "at least" if any prerequisite in its closure is not assessed.

    Reading: the closure is that of 6, so practices outside the profile do not count here.
    """
    return any(status[each] == "not assessed" for each in prerequisites(model, practice))


def steps(
    model: Model,
    priority: Mapping[str, Fraction],
    status: Mapping[str, Status],
) -> list[Step]:
    """7: the recommended order, each step with its reasons."""
    order = recommended_order(model, priority)
    wave = waves(model, order)
    return [
        Step(
            p,
            inherited_priority(model, p, priority),
            for_sake_of(model, p, priority),
            wave[p],
            at_least(model, p, status),
        )
        for p in order
    ]


# --------------------------------------------------------------------------------- everything


def assess_practices(
    model: Model,
    views: Views,
) -> tuple[dict[str, PracticeResult], list[str], list[Step]]:
    """6 and 7: status, need, criteria, priority, rank and order of the practices of the profile."""
    codes = model.practices
    chosen = {p: chosen_items(model, views, p) for p in codes}
    nodes = {p: node(partial(weighted_mean, chosen[p].weights), views) for p in codes}
    careful = {p: weighted_mean(chosen[p].weights, views.careful) for p in codes}
    target = {p: model.target.get(p, PACK_TARGET) for p in codes}
    status = {p: status_of(careful[p], target[p], indicated=chosen[p].indicated) for p in codes}
    need = {p: need_of(nodes[p].level, careful[p], target[p], status[p], indicated=chosen[p].indicated) for p in codes}
    criteria = {
        p: {"need": need[p].total, "leverage": leverage_of(model, p, need), "ease": EASE[model.effort[p]]}
        for p in codes
    }
    contributions = {p: contributions_of(model, p, criteria[p]) for p in codes if status[p] == "open"}
    priority = {p: sum(parts.values(), Fraction(0)) for p, parts in contributions.items()}
    ranked, order = ranking(model, priority), steps(model, priority, status)
    place = {step.practice: (number, step) for number, step in enumerate(order, start=1)}

    def result(p: str) -> PracticeResult:
        number, step = place.get(p, (None, None))
        return PracticeResult(
            **vars(nodes[p]),
            careful=careful[p],
            gap_items=gap_items(chosen[p], views),
            indicated=chosen[p].indicated,
            status=status[p],
            need=need[p],
            leverage=criteria[p]["leverage"],
            ease=criteria[p]["ease"],
            check_first=check_first(model, p, status),
            priority=priority.get(p),
            contributions=contributions.get(p),
            rank=ranked.index(p) + 1 if p in priority else None,
            inherited=step.inherited if step else None,
            place=number,
            for_sake_of=step.for_sake_of if step else None,
            wave=step.wave if step else None,
            wave_at_least=step.at_least if step else None,
        )

    return {p: result(p) for p in codes}, ranked, order


def assess(model: Model, answers: Answers) -> Result:
    """Sections 1, 2, 3, 4, 6 and 7, for every node of the model."""
    check(model, answers)
    views = build_views(model, answers)
    practices, ranked, order = assess_practices(model, views)
    return Result(
        items={
            i: ItemResult(**vars(node(partial(item_value, i), views)), careful=views.careful[i]) for i in model.items
        },
        questions={q: node(partial(question_value, model, q), views) for q in questions_of(model)},
        areas={a: node(partial(area_value, model, a), views) for a in areas_of(model)},
        overall=node(partial(overall_value, model), views),
        practices=practices,
        ranking=ranked,
        order=order,
    )
