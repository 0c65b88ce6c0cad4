"""Simulated answers of many organisations, for trying things out and for measuring: no real company answered them.

The response model, in values of [0, 1], every draw Normal with mean 0 unless said otherwise:

    latent[o, r, i] = level[o, area of i] + bias[o, side of r, area of i] + leniency[o, r] + ease[i] + noise[o, r, i]

* level: what is true of the organisation in an area: .5 + a draw of the organisation + a draw of the area;
* bias: how much better a side sees an area than it is;
* leniency: how much better a person answers, all items alike, than others of the same side;
* ease: how much more easily an item is agreed to, the same in all organisations;
* noise: the rest.

The answer is the point of the item's scale whose value is nearest to the latent value. Then answers are replaced, each
independently of all else, by not applicable, don't know or nothing. How many answer for a side is drawn uniformly.
"""

import math
from collections.abc import Iterator
from numbers import Integral
from typing import Any, NamedTuple

import attrs
import numpy as np
import numpy.typing as npt

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Questionnaire
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.survey.answers import DONT_KNOW, Answer, AnswerSet
from mbi_collab.survey.panel import Panel

#: Organisations drawn at once, from random numbers of their own: the first ones do not hang on how many follow.
BLOCK = 1024


@attrs.frozen(kw_only=True)
class ResponseModel:
    """The numbers of the response model: standard deviations, then shares, then people.

    Attributes:
        organisation, area: of levels.
        bias, leniency, ease, noise: as named.
        not_applicable, dont_know, unanswered: shares of answers; they sum to less than 1.
        fewest, most: respondents of a side.

    Raises:
        SettingsError: if one is negative or no number, shares sum to 1 or more, or ``fewest`` is above ``most``.
    """

    organisation: float = 0.15
    area: float = 0.12
    bias: float = 0.10
    leniency: float = 0.12
    ease: float = 0.10
    noise: float = 0.15
    not_applicable: float = 0.02
    dont_know: float = 0.05
    unanswered: float = 0.05
    fewest: int = 1
    most: int = 5

    def __attrs_post_init__(self) -> None:
        given = attrs.asdict(self)
        people = {name: given.pop(name) for name in ("fewest", "most")}
        faults = [_not_counted(name, number) for name, number in people.items() if not _is_counted(number)]
        faults += [
            Fault(name, "must be a number that is not negative", str(number))
            for name, number in given.items()
            if not isinstance(number, int | float) or not (math.isfinite(number) and number >= 0)
        ]
        if not faults and self.not_applicable + self.dont_know + self.unanswered >= 1:
            faults.append(Fault("not_applicable, dont_know, unanswered", "must sum to less than 1"))
        if not faults and self.fewest > self.most:
            faults.append(Fault("fewest", "must not be above most", str(self.fewest)))
        if faults:
            raise SettingsError(faults, "ResponseModel()")


def _is_counted(number: Any) -> bool:
    """Whether it is a whole number, and not negative."""
    return not isinstance(number, bool) and isinstance(number, Integral) and int(number) >= 0


def _not_counted(name: str, number: object) -> Fault:
    return Fault(name, "must be a whole number that is not negative", str(number))


class SimulatedPanels(NamedTuple):
    """Simulated answers, one row a respondent: what :func:`mbi_collab.score_arrays` takes.

    Attributes
    ----------
    questionnaire : Questionnaire
    answers : (M, I) int8; a point, 0 unanswered, -1 don't know, -2 not applicable
    side : (M,) int8; places in ``questionnaire.side_codes``
    organisation : (M,) from 0, ascending
    truth : (organisations, A) the level of each area that the answers were drawn from
    """

    questionnaire: Questionnaire
    answers: npt.NDArray[np.int8]
    side: npt.NDArray[np.int8]
    organisation: npt.NDArray[np.int64]
    truth: npt.NDArray[np.float64]

    def panel(self, organisation: int) -> Panel:
        """Return the panel of one organisation."""
        first, end = np.searchsorted(self.organisation, [organisation, organisation + 1]).tolist()
        sheet = self.questionnaire
        sets = []
        for row in range(first, end):
            given = zip(sheet.items, self.answers[row].tolist(), strict=True)
            answers = {item.code: _answer(cell) for item, cell in given if cell}
            sets.append(AnswerSet(f"respondent-{row - first}", sheet.side_codes[self.side[row]], answers))
        return Panel(sheet, sets)

    def panels(self) -> Iterator[Panel]:
        """Yield the panel of each organisation."""
        return map(self.panel, range(len(self.truth)))


def _answer(cell: int) -> Answer:
    return cell if cell > 0 else DONT_KNOW if cell == -1 else NOT_APPLICABLE[-1]


def simulate_panels(
    sheet: Questionnaire, organisations: int, seed: int, *, model: ResponseModel | None = None
) -> SimulatedPanels:
    """Return simulated answers of organisations; of the same seed, the first ones are the same however many there are.

    Parameters
    ----------
    sheet : Questionnaire
        What is asked.
    organisations : int
        How many.
    seed : int
        Not negative.
    model : ResponseModel, optional
        The numbers of the response model, which is written at the top of ``survey/simulate.py``.

    Returns
    -------
    SimulatedPanels
        One row a respondent, as ``score_arrays`` takes it; ``panel(n)`` makes one of them a Panel.

    Raises
    ------
    SettingsError
        If the number of organisations or the seed is negative or no whole number, or the sheet no questionnaire.

    >>> import mbi_collab as mbi
    >>> drawn = mbi.simulate_panels(mbi.load_catalogue().questionnaire(), 3, seed=0)
    >>> len(drawn.truth), drawn.panel(2) == list(drawn.panels())[2]
    (3, True)
    """
    if not isinstance(sheet, Questionnaire):
        raise SettingsError([Fault("sheet", "must be a Questionnaire", type(sheet).__name__)], "simulate_panels()")
    counted = {"organisations": organisations, "seed": seed}
    faults = [_not_counted(name, number) for name, number in counted.items() if not _is_counted(number)]
    if faults:
        raise SettingsError(faults, "simulate_panels()")
    used = model or ResponseModel()
    ease = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed))).normal(0.0, used.ease, len(sheet.items))
    cells, sides, owners, truths = [], [], [], []
    for first in range(0, organisations, BLOCK):
        block = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(first // BLOCK,))))
        answers, side, owner, truth = _drawn(sheet, ease, used, block)
        count = min(BLOCK, organisations - first)
        kept = owner < count
        cells.append(answers[kept])
        sides.append(side[kept])
        owners.append(owner[kept] + first)
        truths.append(truth[:count])
    if not truths:
        nobody = np.empty((0, len(sheet.items)), dtype=np.int8)
        return SimulatedPanels(
            sheet, nobody, nobody[:, 0], np.empty(0, dtype=np.int64), np.empty((0, len(sheet.areas)))
        )
    return SimulatedPanels(
        sheet, np.concatenate(cells), np.concatenate(sides), np.concatenate(owners), np.concatenate(truths)
    )


def _drawn(
    sheet: Questionnaire, ease: npt.NDArray[np.float64], model: ResponseModel, draw: np.random.Generator
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return answers, sides and organisations of the respondents of a block, and the areas' true levels."""
    sides, areas = len(sheet.sides), len(sheet.areas)
    own = draw.normal(0.0, model.organisation, (BLOCK, 1))
    truth = np.clip(0.5 + own + draw.normal(0.0, model.area, (BLOCK, areas)), 0.0, 1.0)
    seen = truth[:, None] + draw.normal(0.0, model.bias, (BLOCK, sides, areas))
    people = draw.integers(model.fewest, model.most, (BLOCK, sides), endpoint=True)
    owner = np.repeat(np.arange(BLOCK), people.sum(axis=1))
    side = np.repeat(np.tile(np.arange(sides), BLOCK), people.ravel())
    latent = seen[owner, side][:, _area_of(sheet)] + ease
    latent += draw.normal(0.0, model.leniency, (len(owner), 1))
    latent += draw.normal(0.0, model.noise, latent.shape)
    answers = _nearest_points(sheet, latent)
    chance, at = draw.random(latent.shape), 0.0
    for share, cell in ((model.not_applicable, -2), (model.dont_know, -1), (model.unanswered, 0)):
        answers[(chance >= at) & (chance < at + share)] = cell
        at += share
    asked = np.array([[code in item.asked_of for item in sheet.items] for code in sheet.side_codes])
    answers[~asked[side]] = 0
    return answers, side.astype(np.int8), owner.astype(np.int64), truth


def _area_of(sheet: Questionnaire) -> npt.NDArray[np.int64]:
    """Return the place of each item's area; of an area of mirrored items alone, which has no level, the first."""
    places = {area.code: at for at, area in enumerate(sheet.areas)}
    areas = [sheet.catalogue.question_of(item.code).area for item in sheet.items]
    return np.array([places.get(area, 0) for area in areas], dtype=np.int64)


def _nearest_points(sheet: Questionnaire, latent: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    """Return the point of each item's scale that is nearest to its latent value."""
    answers = np.empty(latent.shape, dtype=np.int8)
    for at, item in enumerate(sheet.items):
        values = np.array([point.value for point in sheet.scale_of(item).points])
        answers[:, at] = 1 + np.searchsorted((values[1:] + values[:-1]) / 2, latent[:, at])
    return answers
