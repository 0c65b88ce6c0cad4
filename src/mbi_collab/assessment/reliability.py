"""How far the answers of one side to a block of items rise above chance, on request (model 4)."""

import math
from typing import Final, Literal, get_args

import attrs
import numpy as np

from mbi_collab.assessment.agreement import TooFew, declared_values, too_few
from mbi_collab.assessment.arrays import counts_of
from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.assessment.doubt import as_whole, is_whole
from mbi_collab.assessment.scorecard import Score
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.agreement import r_wg, r_wg_j
from mbi_collab.engine.means import FloatArray
from mbi_collab.engine.reliability import Measurement, Reason, alpha_interval, krippendorff_alpha
from mbi_collab.errors import Fault, SettingsError, unknown
from mbi_collab.language.numbers import count
from mbi_collab.markup.table import Column, Table

#: Which definition each number follows; `agreement.method.…` says it in words.
Method = Literal["krippendorff-2011", "units-zapf-2016", "uniform-null-james-1984"]
ALPHA_METHOD: Final[Method] = "krippendorff-2011"
INTERVAL_METHOD: Final[Method] = "units-zapf-2016"
R_WG_METHOD: Final[Method] = "uniform-null-james-1984"

#: Resamples of the items, and the share of them that the interval holds.
DRAWS, SHARE = 10_000, 0.9


@attrs.frozen(kw_only=True, repr=False)
class Reliability:
    """How reliable the answers of one side to a block of items are; what is undefined is ``None``.

    Units are the items, coders the respondents. The interval says how far the choice of items moves alpha, not the
    choice of people. r_wg(J) rises with the number of items whatever the agreement.

    Attributes:
        side: its code.
        of: code of the node whose items these are; ``"overall"``: all that enter levels.
        level: of measurement: what alpha takes the answers for.
        respondents: how many of the side rated any of the items.
        items: how many items two or more of them rated.
        answers: how many points they gave to these.
        alpha: Krippendorff's; 0 is what chance would give.
        alpha_reason: why there is none.
        low, high: its 90 % bootstrap interval over the items.
        interval_reason: why there is none.
        undefined_draws: resamples without variation, which are left out of the interval.
        r_wg: mean agreement on one item against answers spread evenly over the declared scale.
        r_wg_j: the same over the block, as if the items measured one thing.
        r_wg_reason: why there are none.
        seed, draws: of the bootstrap.
        withheld: whether a side is too small to be broken out.
        questionnaire: what was asked.
    """

    side: str
    of: str
    level: Measurement
    respondents: int
    items: int
    answers: int
    alpha: float | None
    alpha_reason: TooFew | Reason
    low: float | None
    high: float | None
    interval_reason: TooFew | Reason
    undefined_draws: int
    r_wg: float | None
    r_wg_j: float | None
    r_wg_reason: TooFew
    seed: int
    draws: int
    withheld: bool
    questionnaire: Questionnaire = attrs.field(eq=False)

    @property
    def methods(self) -> tuple[Method, Method, Method]:
        """The definitions followed by alpha, by its interval and by r_wg."""
        return ALPHA_METHOD, INTERVAL_METHOD, R_WG_METHOD

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict, the definitions in it; none where a side is too small to be broken out."""
        if self.withheld:
            return []
        record = attrs.asdict(self, filter=lambda field, _: field.name not in ("withheld", "questionnaire"))
        named = zip(("alpha_method", "interval_method", "r_wg_method"), self.methods, strict=True)
        return [record | dict(named)]

    def table(self, language: str | None = None) -> Table:
        """Return the numbers with what they follow and on how many answers they rest."""
        say = Wording.of(self.questionnaire.catalogue, language)
        columns = [Column("measure", say.words("table.what")), Column("value", say.words("table.value"), "right")]
        fields = {"respondents": self.respondents, "items": self.items, "answers": self.answers}
        notes = [say.words("agreement.note_block", **{name: count(number) for name, number in fields.items()})]
        notes += [
            say.words(f"agreement.method.{each}", draws=count(self.draws), seed=self.seed) for each in self.methods
        ]
        if self.withheld:
            notes = [say.words("certainty.withheld")]
        title = say.words("agreement.block", side=say.side(self.side), of=self.of)
        return Table(title, columns, [] if self.withheld else _rows(self, say), footnotes=notes)

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.withheld:
            return f"<Reliability of side {self.side!r} on {self.of!r}: nothing shown>"
        return f"<Reliability of side {self.side!r} on {self.of!r}: {self.respondents} respondents, {self.items} items>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _rows(made: Reliability, say: Wording) -> list[list[str]]:
    level = say.words(f"agreement.level.{made.level}")
    between = say.range(say.plain(made.low), say.plain(made.high))
    shown = (
        (say.words("agreement.alpha", level=level), say.plain(made.alpha), made.alpha_reason),
        (say.words("agreement.interval", share=say.share(SHARE)), between, made.interval_reason),
        (say.words("agreement.r_wg"), say.plain(made.r_wg), made.r_wg_reason),
        (say.words("agreement.r_wg_j", items=made.items), say.plain(made.r_wg_j), made.r_wg_reason),
    )
    return [[what, say.words(f"agreement.{reason}") if reason else number] for what, number, reason in shown]


def reliability(  # noqa: PLR0913  each is a question a caller may answer
    result: Assessment,
    side: str,
    of: str = "overall",
    *,
    level: Measurement = "ordinal",
    seed: int | None = None,
    draws: int = DRAWS,
) -> Reliability:
    """Return how reliable the answers of one side to a block of items are.

    Parameters
    ----------
    result : Assessment
        Gives the answers.
    side : str
        Code of the side.
    of : str
        Code of an area, a control question or a practice, whose items make the block; ``"overall"``: all that enter
        levels.
    level : "nominal", "ordinal", "interval" or "ratio"
        Level of measurement that alpha takes the values of the answers for.
    seed : int, optional
        Of the bootstrap; default: the assessment's.
    draws : int
        Resamples of the items for the interval, at least 1.

    Raises
    ------
    UnknownCodeError
        If there is no such side or node.
    SettingsError
        If the result is no assessment, or level, seed or draws cannot be used.

    References
    ----------
    Those of :func:`krippendorff_alpha`, :func:`alpha_interval` and :func:`r_wg` in the engine.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> three = [mbi.AnswerSet(who, "CIO", {"Q313": at, "QR2": 6 - at}) for at, who in enumerate("abc", 2)]
    >>> found = reliability(mbi.assess(mbi.Panel(sheet, three)), "CIO")
    >>> round(found.alpha, 3), found.respondents, found.items
    (-0.25, 3, 2)
    """
    refuse_other_kinds(result, "reliability()")
    seed, draws = as_whole(result.settings.sampling.seed if seed is None else seed), as_whole(draws)
    _check(level, seed, draws)
    panel, sheet = result.panel, result.panel.questionnaire
    at = sheet.side_codes.index(find_by_code(side, {each.code: each for each in sheet.sides}, "a side").code)
    places = [sheet.place_of[code] for code in _node(result, of).items if side in sheet.item(code).asked_of]
    declared, points = declared_values(sheet)[places], counts_of(panel).points[at, places]
    rows = [row for row, each in enumerate(panel.answer_sets) if each.side == side]
    ratings = _ratings(panel.cells, len(sheet.items))[np.ix_(rows, places)]
    valued = _valued(ratings, declared)
    found = krippendorff_alpha(valued, level=level)
    between = alpha_interval(valued, level=level, seed=seed, draws=draws, share=SHARE)
    single = r_wg(points, declared)
    reason = too_few(len(rows), int(points.sum(axis=-1).max(initial=0)))
    return Reliability(
        side=side,
        of=of,
        level=level,
        respondents=int((ratings > 0).any(axis=1).sum()),
        items=found.units,
        answers=found.ratings,
        alpha=_number(found.value),
        alpha_reason=reason or found.reason,
        low=_number(between.low),
        high=_number(between.high),
        interval_reason=reason or between.reason,
        undefined_draws=between.undefined,
        r_wg=None if reason else float(np.nanmean(single)),
        r_wg_j=None if reason else _number(float(r_wg_j(points, declared))),
        r_wg_reason=reason,
        seed=seed,
        draws=draws,
        withheld=result.is_withheld,
        questionnaire=sheet,
    )


def _check(level: object, seed: object, draws: object) -> None:
    """Refuse what the engine cannot take."""
    faults = []
    if level not in get_args(Measurement):
        faults.append(unknown("level", "a level of measurement", str(level), get_args(Measurement)))
    if not is_whole(seed) or seed < 0:
        faults.append(Fault("seed", "must be a whole number of 0 or more", str(seed)))
    if not is_whole(draws) or draws < 1:
        faults.append(Fault("draws", "must be a whole number of 1 or more", str(draws)))
    if faults:
        raise SettingsError(faults, "reliability()")


def _node(result: Assessment, code: str) -> Score:
    """Return the node of a code: the whole, an area, a control question or a practice."""
    card = result.scorecard
    nodes = {each.code: each for each in (card.overall, *card.areas, *card.questions, *card.practices)}
    return find_by_code(code, nodes, "an area, a control question or a practice of this assessment")


def _ratings(cells: bytes, items: int) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    return np.frombuffer(cells, dtype=np.int8).reshape(-1, items)


def _valued(ratings: np.ndarray[tuple[int, int], np.dtype[np.int8]], declared: FloatArray) -> FloatArray:
    """Return the values of the points that were given, (R, U); ``nan`` where none was."""
    point = np.maximum(ratings.astype(np.int64) - 1, 0)
    return np.where(ratings > 0, declared[np.arange(len(declared)), point], np.nan)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
