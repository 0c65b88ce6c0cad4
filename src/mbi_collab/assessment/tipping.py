"""Tipping points: the smallest change of one answer, or of one criterion weight, that changes the first step."""

from collections.abc import Iterator
from itertools import groupby

import attrs
import numpy as np

from mbi_collab.assessment.arrays import counts_of
from mbi_collab.assessment.assessment import Assessment, assess_under, refuse_other_kinds
from mbi_collab.assessment.doubt import CRITERIA
from mbi_collab.assessment.first_places import BLOCK, criteria_of, first_by_weights, first_places, yardstick_of
from mbi_collab.assessment.settings import Settings
from mbi_collab.assessment.whatif import what_if
from mbi_collab.assessment.wording import Wording
from mbi_collab.engine.means import FloatArray
from mbi_collab.survey.panel import Panel

#: How near the weight found is to the exact one.
NEAR = 1e-6


@attrs.frozen
class AnswerTipping:
    """The smallest change of one answer that changes the first step.

    Attributes:
        respondent, side, item: whose answer to what.
        point_then, point_now: the answer, and the one that changes the first step.
        first_now: the practice that is taken up first then, or ``None`` if none is open any more.
    """

    respondent: str
    side: str
    item: str
    point_then: int
    point_now: int
    first_now: str | None

    @property
    def steps(self) -> int:
        """By how many points of the scale."""
        return abs(self.point_now - self.point_then)


@attrs.frozen
class WeightTipping:
    """The smallest change of one criterion weight that changes the first step; the others keep their proportions.

    Attributes:
        criterion: need, leverage or ease.
        weight_then, weight_now: its share of 1, and the one that changes the first step, to 0.000001.
        first_now: the practice that is taken up first then.
    """

    criterion: str
    weight_then: float
    weight_now: float
    first_now: str

    @property
    def change(self) -> float:
        """Now minus then."""
        return self.weight_now - self.weight_then


@attrs.frozen(repr=False)
class TippingPoint:
    """How little would change what is taken up first.

    Attributes:
        result: the assessment asked about.
        first: what is taken up first in it, or ``None``.
        answer: the smallest change of one answer, or ``None`` if no single answer changes it.
        weight: the smallest change of one weight, or ``None`` if none changes it.
    """

    result: Assessment = attrs.field(eq=False)
    first: str | None
    answer: AnswerTipping | None
    weight: WeightTipping | None

    def to_records(self, *, names: bool = False) -> list[dict[str, object]]:
        """Return one dict for the answer and one for the weight; whose answer it is only with names.

        Where a side is too small to be broken out there is none, with names or without.
        """
        if self.result.is_withheld:
            return []
        return [*self._answer_records(names=names), *self._weight_records()]

    def _answer_records(self, *, names: bool) -> Iterator[dict[str, object]]:
        if self.answer is None:
            return
        record: dict[str, object] = {"kind": "answer", "first": self.first, "steps": self.answer.steps}
        record |= {"side": self.answer.side, "item": self.answer.item, "first_now": self.answer.first_now}
        yield record | attrs.asdict(self.answer) if names else record

    def _weight_records(self) -> Iterator[dict[str, object]]:
        if self.weight is not None:
            yield {"kind": "weight", "first": self.first} | attrs.asdict(self.weight)

    def explain(self, language: str | None = None) -> tuple[str, ...]:
        """Return how little would change the first step, in sentences; no names."""
        say = Wording.of(self.result.panel.questionnaire.catalogue, language)
        return tuple(self._sentences(say))

    def _sentences(self, say: Wording) -> Iterator[str]:
        answer, weight = self.answer, self.weight
        if self.result.is_withheld:
            yield say.words("tipping.withheld", number=self.result.scorecard.minimum_group)
            return
        if answer is None:
            yield say.words("tipping.no_answer")
        else:
            first = _named(answer.first_now, say)
            names = {"side": say.side(answer.side), "item": answer.item, "first": first}
            yield say.words("tipping.answer", points=say.words.plural("tipping.points", answer.steps), **names)
        if weight is None:
            yield say.words("tipping.no_weight")
        else:
            shares = {"then": say.plain(weight.weight_then), "now": say.plain(weight.weight_now)}
            part = say.words(f"tipping.{weight.criterion}")
            yield say.words("tipping.weight", criterion=part, first=_named(weight.first_now, say), **shares)

    def __str__(self) -> str:
        return "\n".join(self.explain())

    def __repr__(self) -> str:
        return f"<TippingPoint: {' '.join(self.explain())}>"


def _named(practice: str | None, say: Wording) -> str:
    return say.words("tipping.nothing") if practice is None else say.practice(practice)


def tipping_point(result: Assessment) -> TippingPoint:
    """Return the smallest change of one answer, and of one weight, that changes what is taken up first.

    Of answers that change it with as few steps of the scale, the one with the first item code is taken, then the first
    respondent, then the lower point. Only points have steps: what is unanswered, don't know or not applicable stays.

    Raises
    ------
    SettingsError
        If the result is no assessment.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = {item.code: 2 for item in sheet.items}
    >>> chiefs = [mbi.AnswerSet(who, side=who, answers=twos) for who in ("CIO", "CMO")]
    >>> tipping_point(mbi.assess(mbi.Panel(sheet, chiefs))).first
    'R01'
    """
    refuse_other_kinds(result, "tipping_point()")
    first = _first(result)
    return TippingPoint(result, first, _answer_tipping(result, first), _weight_tipping(result, first))


def _first(result: Assessment) -> str | None:
    return result.order[0].practice if len(result.order) else None


# --------------------------------------------------------------------------------------- one answer


@attrs.frozen
class _Swap:
    """One respondent of a side gives an item another point: places and points from 0."""

    side: int
    item: int
    old: int
    new: int

    @property
    def steps(self) -> int:
        return abs(self.new - self.old)


def _swaps(panel: Panel) -> Iterator[_Swap]:
    """Yield every change of one answer that anybody could make; people who gave the same point are as one."""
    sheet = panel.questionnaire
    for side, item, old in np.argwhere(counts_of(panel).points > 0).tolist():
        for new in range(len(sheet.scale_of(sheet.items[item]).points)):
            if new != old:
                yield _Swap(side, item, old, new)


def _answer_tipping(result: Assessment, first: str | None) -> AnswerTipping | None:
    sheet = result.panel.questionnaire
    swaps = sorted(_swaps(result.panel), key=lambda each: (each.steps, sheet.items[each.item].code))
    for _, group in groupby(swaps, key=lambda each: each.steps):
        found = [tipping for swap in _tried(result, first, list(group)) for tipping in _people(result, swap)]
        for each in sorted(found, key=lambda one: (one.item, one.respondent, one.point_now)):
            made = what_if(result, {each.respondent: {each.item: each.point_now}}).result
            if _first(made) != first:  # always, but for a tie that the two ways of adding break differently
                return attrs.evolve(each, first_now=_first(made))
    return None


def _tried(result: Assessment, first: str | None, swaps: list[_Swap]) -> Iterator[_Swap]:
    """Yield those of some swaps that change the first step."""
    points, by = counts_of(result.panel).points, yardstick_of(result)
    own = -1 if first is None else by.codes.index(first)
    for start in range(0, len(swaps), BLOCK):
        block = swaps[start : start + BLOCK]
        varied = np.repeat(points[None], len(block), axis=0)
        for at, each in enumerate(block):
            varied[at, each.side, each.item, each.old] -= 1
            varied[at, each.side, each.item, each.new] += 1
        changed = first_places(varied, by, 1)[:, 0] != own
        yield from (each for each, tips in zip(block, changed.tolist(), strict=True) if tips)


def _people(result: Assessment, swap: _Swap) -> Iterator[AnswerTipping]:
    """Yield who can make a swap."""
    sheet = result.panel.questionnaire
    side, item = sheet.side_codes[swap.side], sheet.items[swap.item].code
    for each in result.panel.respondents_of(side):
        if each.answer(item) == swap.old + 1:
            yield AnswerTipping(each.respondent, side, item, swap.old + 1, swap.new + 1, None)


# --------------------------------------------------------------------------------------- one weight


def _weight_tipping(result: Assessment, first: str | None) -> WeightTipping | None:
    if first is None:
        return None
    found = [each for at in range(len(CRITERIA)) for each in _weight_tippings(result, first, at)]
    return min(found, key=lambda each: abs(each.change), default=None)


def _weight_tippings(result: Assessment, first: str, at: int) -> Iterator[WeightTipping]:
    """Yield the nearest lower and the nearest higher weight of a criterion that change the first step."""
    weights = np.array([weight for _, weight in result.settings.weights])
    own = float(weights[at])
    if 1.0 - own <= NEAR:
        return  # there are no others to take from or give to in proportion
    codes = yardstick_of(result).codes
    for tries in _tries(result, weights, at):
        changed = first_by_weights(result, _varied(weights, at, tries)) != codes.index(first)
        for place in np.flatnonzero(changed).tolist():
            inside = own if place == 0 else float(tries[place - 1])
            weight = _bisected(result, weights, at, (inside, float(tries[place])), codes.index(first))
            made = _first(assess_under(result.panel, _settings(result, _varied(weights, at, np.array([weight]))[0]), 1))
            if made is not None and made != first:
                yield WeightTipping(CRITERIA[at], own, weight, made)
                break


def _tries(result: Assessment, weights: FloatArray, at: int) -> Iterator[FloatArray]:
    """Yield weights below the own one, then weights above it, outwards: one between any two crossings, and the end.

    Priorities are straight lines over the weight, so that between two of their crossings no practice changes places.
    """
    own = float(weights[at])
    ends = _varied(weights, at, np.array([0.0, 1.0]))
    lines = criteria_of(result)
    lines = lines[~np.isnan(lines[:, 0])] @ ends.T
    apart = lines[:, None, :] - lines[None, :, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = (apart[..., 0] / (apart[..., 0] - apart[..., 1])).ravel()
    inside = np.unique(crossing[(crossing > 0) & (crossing < 1)])
    for side, end in ((inside[inside < own][::-1], 0.0), (inside[inside > own], 1.0)):
        marks = np.concatenate([[own], side, [end]])
        yield np.append((marks[:-1] + marks[1:]) / 2, end)


def _varied(weights: FloatArray, at: int, tries: FloatArray) -> FloatArray:
    """Return the weights with one of them as tried, (N, 3); the others share the rest as they did."""
    rest = (1.0 - tries) / (1.0 - weights[at])
    made: FloatArray = weights[None, :] * rest[:, None]
    made[:, at] = tries
    return made


def _bisected(result: Assessment, weights: FloatArray, at: int, between: tuple[float, float], own: int) -> float:
    """Return the weight nearest to the first of two that changes the first step, as the second does."""
    inside, outside = between
    while abs(outside - inside) > NEAR / 2:
        middle = (inside + outside) / 2
        same = first_by_weights(result, _varied(weights, at, np.array([middle])))[0] == own
        inside, outside = (middle, outside) if same else (inside, middle)
    return outside


def _settings(result: Assessment, weights: FloatArray) -> Settings:
    return attrs.evolve(result.settings, weights=tuple(zip(CRITERIA, weights.tolist(), strict=True)))
