"""What to ask next: the answers that would change the first steps most (model 9)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import attrs
import numpy as np

from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.assessment.certainty import FIRST
from mbi_collab.assessment.doubt import is_whole
from mbi_collab.assessment.drawing import Basis, Drawn, DrawnItems, draw, heard_of, items_of, ranked_of
from mbi_collab.catalogue.questions import Item
from mbi_collab.engine.draws import Sources, draw_side_means
from mbi_collab.engine.means import BoolArray, FloatArray
from mbi_collab.engine.placings import Ranked
from mbi_collab.engine.priorities import recommended_order
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.survey.panel import Panel

#: So many draws hold the standard error of a value below one per cent; the report takes the same, so both say the same.
DRAWS = 1000

#: How many answers are missing, by side; ``None``: nobody of the side answered, and how many it has is not known.
Missing = tuple[tuple[str, int | None], ...]


@attrs.frozen
class Question:
    """An item that was not fully answered, or not asked, and what its answers are worth.

    Attributes:
        item: its code.
        value: expected share of the first three steps that would change, in [0, 1].
        missing: how many answers are missing, by side; ``None`` where nobody of a side answered and no head-count was
            declared. Of such a side one person cannot speak for all, unless it is a named chief.
    """

    item: str
    value: float
    missing: Missing


class _Answering(NamedTuple):
    """What answers are tried on: the draws, the answers there are as read in them, and the first steps, (N, P)."""

    basis: Basis
    drawn: Drawn
    read: FloatArray
    before: BoolArray


def ask_next(result: Assessment, draws: int = DRAWS) -> tuple[Question, ...]:
    """Return the items whose missing answers would change the first steps most, the most valuable first.

    The value of an item is ½ · E|first three of a draw △ first three of the same draw with the item's missing answers
    at each of its points in turn| / 3; the points are weighted by how likely they are, given the answers there are
    (Dirichlet, 1/K a point). Items of the pack that were not asked are tried where they would measure a practice that
    is only indicated. An item answered by everybody asked has no value and is left out.

    Parameters
    ----------
    result : Assessment
        Its settings say how the draws are made.
    draws : int
        How many, at least 1.

    Raises
    ------
    SettingsError
        If the result is no assessment, or there is nothing to draw.
    """
    refuse_other_kinds(result, "ask_next()")
    if not is_whole(draws) or draws < 1:
        raise SettingsError([Fault("draws", "must be a whole number of 1 or more", str(draws))], "ask_next()")
    sampling = attrs.evolve(result.settings.sampling, samples=draws)
    basis = result.basis
    drawn, read = draw(basis, sampling), _read(basis, draws, sampling.seed, sampling.doubt.misreading)
    tried = _Answering(basis, drawn, read, _first_steps(drawn.ranked, basis))
    found = [_question(item, lacks, tried) for item, lacks in (*_unanswered(result, basis), *_unasked(result))]
    return tuple(sorted(found, key=lambda each: (-round(each.value, 9), each.item)))


def _read(basis: Basis, draws: int, seed: int, misreading: float) -> FloatArray:
    """Return the side means of the answers there are, as they are read in the same draws; 0 where there are none."""
    heard, streams = heard_of(basis.measured.panel, seed)
    return np.nan_to_num(draw_side_means(heard, streams, draws, Sources(unheard=False, misreading=misreading)))


def _unanswered(result: Assessment, basis: Basis) -> Iterator[tuple[Item, Missing]]:
    """Yield the items that enter levels and lack answers of a side that was asked."""
    sheet, missing = result.panel.questionnaire, basis.measured.counts.missing
    agreed = {code for code, _ in result.panel.agreed}
    for at, item in enumerate(sheet.items):
        lacks = tuple(
            (side, _people(result.panel, side, int(missing[row, at])))
            for row, side in enumerate(sheet.side_codes)
            if missing[row, at]
        )
        if lacks and not item.mirror_only and item.code not in agreed:
            yield item, lacks


def _unasked(result: Assessment) -> Iterator[tuple[Item, Missing]]:
    """Yield the items outside the questionnaire that would measure a practice that is only indicated."""
    panel, sheet = result.panel, result.panel.questionnaire
    for code in dict.fromkeys(code for _, codes in unmeasured(result) for code in codes):
        item = sheet.catalogue.item(code)
        if code not in sheet.place_of:
            yield item, tuple((side, _people(panel, side, max(1, panel.population_of(side)))) for side in item.asked_of)


def _people(panel: Panel, side: str, number: int) -> int | None:
    """Return how many people are to be asked; ``None`` of a side without answers, head-count or named chief."""
    is_known = bool(panel.respondents_of(side)) or side in dict(panel.population)
    is_a_chief = panel.named_chiefs and side in panel.questionnaire.scenario.sides
    return number if is_known or is_a_chief else None


def _question(item: Item, missing: Missing, tried: _Answering) -> Question:
    """Return the expected share of the first steps that change when an item is answered."""
    basis, sheet = tried.basis, tried.basis.measured.panel.questionnaire
    points = sheet.scale_of(item).points
    likely = np.full(len(points), 1.0 / len(points))
    if item.code in sheet.place_of:
        likely += basis.measured.counts.points[:, sheet.place_of[item.code], : len(points)].sum(axis=0)
        answered = _answered
    else:
        answered = _asked
    after = [ranked_of(basis, answered(item, each.value, tried), tried.drawn.weights) for each in points]
    changed = [(tried.before ^ _first_steps(each, basis)).sum(axis=-1).mean() / 2 / FIRST for each in after]
    return Question(item.code, float(likely / likely.sum() @ np.array(changed)), missing)


def _answered(item: Item, value: float, tried: _Answering) -> DrawnItems:
    """Return the draws with every missing answer to one item at one value."""
    at, counts = tried.basis.measured.panel.questionnaire.place_of[item.code], tried.basis.measured.counts
    given, missing = counts.points[:, at].sum(axis=-1), counts.missing[:, at]
    sides = tried.drawn.sides.copy()
    for side in np.flatnonzero(missing).tolist():
        total = given[side] * tried.read[:, side, at] + missing[side] * value
        sides[:, side, at] = total / (given[side] + missing[side])
    return items_of(tried.basis, sides)


def _asked(item: Item, value: float, tried: _Answering) -> DrawnItems:
    """Return the draws with an item more, which everybody answers with one value."""
    sheet, made = tried.basis.measured.panel.questionnaire, tried.drawn.items
    all_alike = np.full((len(made.level), 1), value)
    primary = np.array([[float(each.code in item.primary)] for each in sheet.practices])
    secondary = np.array([[float(each.code in item.secondary)] for each in sheet.practices])
    more = (all_alike, all_alike, primary, secondary * sheet.catalogue.rules.secondary_weight)
    return DrawnItems(*(np.hstack(each) for each in zip(made, more, strict=True)))


def _first_steps(ranked: Ranked, basis: Basis) -> BoolArray:
    """Return which practices are among the first three steps of every draw, (N, P)."""
    is_open = ranked.is_open & ranked.assessed
    steps = recommended_order(ranked.priority, is_open, basis.measured.plan.waits, ranked.tie, FIRST)
    marked = np.zeros((len(steps), is_open.shape[1] + 1), dtype=bool)  # the last for places that nothing holds
    np.put_along_axis(marked, steps, True, axis=-1)  # noqa: FBT003  the value put
    return marked[:, :-1]


def unmeasured(result: Assessment) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the practices that are only indicated, and the items of the pack that would measure them.

    Items of other profiles are named too: to be sure of the practice, ask one of them.

    Raises
    ------
    SettingsError
        If the result is no assessment.
    """
    refuse_other_kinds(result, "unmeasured()")
    sheet = result.panel.questionnaire
    indicated = [score.code for score in result.scorecard.practices if score.indicated]
    return tuple((code, _measuring(code, sheet.catalogue.items)) for code in indicated)


def _measuring(practice: str, items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(item.code for item in items if practice in item.primary)
