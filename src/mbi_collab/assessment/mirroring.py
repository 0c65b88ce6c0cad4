"""From a panel's mirrored items, guesses and observations to how the two sides see each other.

Which measures are the literature's and which are ours stands in `perception`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import counts_of, plan_of
from mbi_collab.assessment.perception import ItemPerception, Perception, SharedPicture, SidePerception, View, difference
from mbi_collab.assessment.readings import practices_of, reading_of
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.catalogue.questions import Item
from mbi_collab.engine.agreement import standard_deviation
from mbi_collab.engine.levels import side_means
from mbi_collab.engine.means import FloatArray, IntArray
from mbi_collab.survey.answers import DONT_KNOW
from mbi_collab.survey.panel import Panel

#: A mean view gap of a side rests on at least so many items.
FEWEST_ITEMS = 2


class _Answers(NamedTuple):
    """The answers of a panel, counted, side by item."""

    panel: Panel
    means: FloatArray
    spreads: FloatArray
    points: IntArray
    guesses: FloatArray
    guessed: IntArray
    dont_know: IntArray


def perception_of(scorecard: Scorecard) -> Perception:
    """Return how the two sides of a scorecard's panel see each other.

    Each side's answers are averaged apart, and no missing view is filled in. What the chiefs agreed on later changes
    nothing here: it shows how they saw each other before.

    References
    ----------
    McLeod, J. M., & Chaffee, S. H. (1973). Interpersonal approaches to communication research. American Behavioral
    Scientist, 16(4), 469-499: agreement, accuracy and congruency.
    """
    answers = _answers(scorecard.panel)
    sheet = scorecard.panel.questionnaire
    items = tuple(_item(answers, item) for item in sheet.items if item.mirrored)
    subjects = {each.subject for each in items}
    sides = {code: _side(code, items) for code in sheet.side_codes if code in subjects}
    means = [sides[code].mean_view_gap if code in sides else None for code in sheet.scenario.sides[:2]]
    return Perception(
        items=items,
        sides=tuple(sides.values()),
        shared=tuple(_shared(answers)),
        asymmetry=difference(*means) if len(means) > 1 else None,
        scorecard=scorecard,
    )


def _answers(panel: Panel) -> _Answers:
    sheet, values = panel.questionnaire, plan_of(panel.questionnaire).tree.values
    points = counts_of(panel).points
    guessed, dont_know = np.zeros_like(points), np.zeros_like(points[..., 0])
    for each in panel.answer_sets:
        side = sheet.side_codes.index(each.side)
        for code, guess in each.guesses:
            if isinstance(guess, int):
                guessed[side, sheet.place_of[code], guess - 1] += 1
        for code, answer in each.answers:
            dont_know[side, sheet.place_of[code]] += answer == DONT_KNOW
    return _Answers(
        panel=panel,
        means=side_means(points, values),
        spreads=standard_deviation(points, values),
        points=points.sum(axis=-1),
        guesses=side_means(guessed, values),
        guessed=guessed.sum(axis=-1),
        dont_know=dont_know,
    )


def _item(answers: _Answers, item: Item) -> ItemPerception:
    sheet = answers.panel.questionnaire
    subject, other = sheet.views_of(item)
    own, others = _view(answers, item, subject, other), _view(answers, item, other, subject)
    points = sheet.scale_of(item).points
    found = [points[each.point - 1].value for each in answers.panel.observations if each.item == item.code]
    evidence = found[0] if found else None
    reading = reading_of(own.level, others.level, evidence, sheet.catalogue.rules)
    return ItemPerception(item.code, own, others, evidence, reading, practices_of(reading, item, sheet))


def _view(answers: _Answers, item: Item, side: str, counterpart: str) -> View:
    """Return one side's view; its accuracy is measured against what the counterpart answered."""
    sheet = answers.panel.questionnaire
    at, place = sheet.side_codes.index(side), sheet.place_of[item.code]
    level, guess = _number(answers.means[at, place]), _number(answers.guesses[at, place])
    answered = _number(answers.means[sheet.side_codes.index(counterpart), place])
    return View(
        side=side,
        level=level,
        respondents=int(answers.points[at, place]),
        spread=_number(answers.spreads[at, place]),
        dont_know=int(answers.dont_know[at, place]),
        guess=guess,
        guesses=int(answers.guessed[at, place]),
        accuracy=_likeness(guess, answered),
        congruency=_likeness(level, guess),
    )


def _side(code: str, items: Iterable[ItemPerception]) -> SidePerception:
    own = [each for each in items if each.subject == code]
    gaps = [each.view_gap for each in own if each.view_gap is not None]
    self_errors = [each.self_error for each in own if each.self_error is not None]
    observer_errors = [each.observer_error for each in own if each.observer_error is not None]
    return SidePerception(
        side=code,
        items=len(gaps),
        mean_view_gap=_mean(gaps) if len(gaps) >= FEWEST_ITEMS else None,
        perception_difference=_mean(map(abs, gaps)),
        evidenced=len(observer_errors),
        mean_self_error=_mean(self_errors),
        mean_observer_error=_mean(observer_errors),
        misconception=_mean(map(abs, observer_errors)),
    )


def _shared(answers: _Answers) -> Iterator[SharedPicture]:
    """Yield the items about neither side that both sides of the scenario were asked."""
    sheet = answers.panel.questionnaire
    sides = [code for code in sheet.scenario.sides[:2] if code in sheet.side_codes]
    for place, item in enumerate(sheet.items):
        if len(sides) == 2 and not item.subject and not item.mirrored and {*sides} <= {*item.asked_of}:
            first, second = (sheet.side_codes.index(code) for code in sides)
            views = [_number(answers.means[at, place]) for at in (first, second)]
            heard = int(answers.points[first, place]), int(answers.points[second, place])
            yield SharedPicture(item.code, _likeness(*views), heard)


def _likeness(first: float | None, second: float | None) -> float | None:
    """Return 1 minus the distance of two values, or ``None``."""
    apart = difference(first, second)
    return None if apart is None else 1.0 - abs(apart)


def _mean(values: Iterable[float]) -> float | None:
    given = list(values)
    return sum(given) / len(given) if given else None


def _number(value: float) -> float | None:
    """Return a number of an array as one of Python's, ``None`` for undefined."""
    return None if np.isnan(value) else float(value)
