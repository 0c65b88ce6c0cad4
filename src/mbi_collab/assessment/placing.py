"""Which of two practices is ranked first how often, and which weights put each first: SMAA-2 on request (model 8)."""

import math
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs
import numpy as np

from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.assessment.certainty import chance
from mbi_collab.assessment.doubt import CRITERIA, Sampling
from mbi_collab.assessment.drawing import Basis, Drawn, draw, ranked_of
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.means import FloatArray
from mbi_collab.engine.placings import central_weights, confidence_factors, pairwise_winning, rankings
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.language.numbers import count
from mbi_collab.markup.table import Column, Table


@attrs.frozen
class PlacingDetail:
    """How a practice is ranked by priority alone; prerequisites play no part here.

    Attributes:
        practice: its code.
        first: share of the draws in which it is ranked first, or ``None`` where it is not assessed.
        central_weights: criteria and the typical weights that rank it first: their mean over the draws in which it is;
            ``None`` if it never is.
        confidence: share of the draws in which it is first under its central weights: are the answers accurate enough
            to tell? ``None`` without central weights.
        wins: the other assessed practices, and the share of the draws in which it is ranked before each.
    """

    practice: str
    first: float | None
    central_weights: tuple[tuple[str, float], ...] | None
    confidence: float | None
    wins: tuple[tuple[str, float], ...]

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; the weights and the practices it wins over are columns."""
        record: dict[str, object] = {"practice": self.practice, "first": self.first, "confidence": self.confidence}
        weights = dict(self.central_weights or ())
        record |= {f"weight_{name}": weights.get(name) for name in CRITERIA}
        return record | {f"wins_over_{other}": share for other, share in self.wins}


@attrs.frozen(repr=False)
class PlacingDetails:
    """How the practices are ranked against each other over the draws.

    Attributes:
        sampling: how many draws were made, and of which sources of doubt.
        practices: one entry a practice, in the questionnaire's order.
        withheld: whether a side is too small to be broken out.
        questionnaire: what was asked.
    """

    sampling: Sampling
    practices: tuple[PlacingDetail, ...]
    withheld: bool
    questionnaire: Questionnaire = attrs.field(eq=False)

    @cached_property
    def _by_code(self) -> Mapping[str, PlacingDetail]:
        return {each.practice: each for each in self.practices}

    def practice(self, code: str) -> PlacingDetail:
        """Return how a practice is ranked."""
        return find_by_code(code, self._by_code, "a practice of this assessment")

    def winning(self, practice: str, other: str) -> float | None:
        """Return the share of the draws in which one practice is ranked before another.

        ``None`` where one of them is not assessed, or both are the same.
        """
        self.practice(other)
        return dict(self.practice(practice).wins).get(other)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per practice; none where a side is too small to be broken out."""
        return [] if self.withheld else [each.to_record() for each in self.practices]

    def table(self, language: str | None = None) -> Table:
        """Return how often and by which weights each practice is ranked first, for those that ever are."""
        say = Wording.of(self.questionnaire.catalogue, language)
        columns = [Column("practice", say.words("table.practice"))]
        columns += [Column(key, say.words(f"placing.{key}"), "right") for key in ("first", "confidence")]
        columns += [Column(name, say.words(f"tipping.{name}"), "right") for name in CRITERIA]
        rows = [] if self.withheld else list(_rows(self, say))
        notes = [say.words("placing.note", samples=count(self.sampling.samples), seed=self.sampling.seed)]
        notes = [say.words("certainty.withheld")] if self.withheld else notes
        return Table(say.words("placing.table"), columns, rows, footnotes=notes)

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        return f"<PlacingDetails of {len(self.practices)} practices in {self.sampling.samples} draws>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _rows(made: PlacingDetails, say: Wording) -> Iterator[list[str]]:
    for each in sorted(made.practices, key=lambda one: (-(one.first or 0.0), one.practice)):
        if each.first and each.confidence is not None:
            weights = [say.share(weight) for _, weight in each.central_weights or ()]
            yield [say.practice(each.practice), chance(each.first, say), chance(each.confidence, say), *weights]


def placing_details(result: Assessment, samples: int | None = None) -> PlacingDetails:
    """Return pairwise winning shares, central weights and confidence factors of all practices.

    The draws are those of ``Assessment.certainty``: the same seed, the same doubts, the same ranking by priority.

    Parameters
    ----------
    result : Assessment
        Its settings say how the draws are made.
    samples : int, optional
        How many, at least 1; default: as many as the settings say.

    Raises
    ------
    SettingsError
        If the result is no assessment, or there is nothing to draw.

    References
    ----------
    Lahdelma & Salminen (2001), SMAA-2. Operations Research, 49(3), 444-454; Leskinen et al. (2006), Forest Science,
    52(3), 304-312, for the pairwise winning shares.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = {item.code: 2 for item in sheet.items}
    >>> panel = mbi.Panel(sheet, [mbi.AnswerSet(who, who, twos) for who in ("CIO", "CMO")])
    >>> found = placing_details(mbi.assess(panel), samples=100)
    >>> found.winning("R01", "R02") + found.winning("R02", "R01")
    1.0
    """
    refuse_other_kinds(result, "placing_details()")
    own = result.settings.sampling
    sampling = own if samples is None else attrs.evolve(own, samples=samples)
    if not sampling.samples:
        raise SettingsError([Fault("samples", "must be a whole number of 1 or more", "0")], "placing_details()")
    basis, sheet = result.basis, result.panel.questionnaire
    codes = [practice.code for practice in sheet.practices]
    found = _details(draw(basis, sampling), basis, codes)
    return PlacingDetails(sampling, tuple(found), result.is_withheld, sheet)


def _details(drawn: Drawn, basis: Basis, codes: list[str]) -> Iterator[PlacingDetail]:
    number = len(codes)
    if not drawn.ranked.assessed.any():
        yield from (PlacingDetail(code, None, None, None, ()) for code in codes)
        return
    ranked = rankings(drawn.ranked)
    first = np.bincount(ranked[:, 0], minlength=number) / len(ranked)
    central = central_weights(ranked[:, 0], drawn.weights, number)
    confidence = confidence_factors(_criteria(drawn, basis), drawn.ranked, central)
    winning = pairwise_winning(ranked, number)
    for at, code in enumerate(codes):
        never = math.isnan(confidence[at])
        wins = zip(codes, winning[at].tolist(), strict=True)
        yield PlacingDetail(
            practice=code,
            first=float(first[at]) if drawn.ranked.assessed[at] else None,
            central_weights=None if never else tuple(zip(CRITERIA, central[at].tolist(), strict=True)),
            confidence=None if never else float(confidence[at]),
            wins=tuple((other, share) for other, share in wins if not math.isnan(share)),
        )


def _criteria(drawn: Drawn, basis: Basis) -> FloatArray:
    """Return what each criterion alone would make of each practice in each draw, (N, P, C)."""
    alone = (ranked_of(basis, drawn.items, weights).priority for weights in np.eye(len(CRITERIA))[:, None])
    return np.stack(list(alone), axis=-1)
