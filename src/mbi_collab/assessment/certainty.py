"""How sure the recommendation is: what it would be, had the weights and answers been a little different (model 8)."""

import math
from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from mbi_collab.assessment.doubt import Sampling
from mbi_collab.assessment.drawing import Basis, Drawn, draw, drawn_nodes
from mbi_collab.assessment.scorecard import NodeKind, Scorecard
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.acceptability import acceptability
from mbi_collab.engine.draws import interval
from mbi_collab.engine.levels import Nodes
from mbi_collab.engine.means import FloatArray
from mbi_collab.language.numbers import count
from mbi_collab.markup.table import Column, Table

#: «Among the first three».
FIRST = 3


@attrs.frozen
class PracticeCertainty:
    """How a practice fares over the draws; ``None`` where it is not assessed.

    Attributes:
        practice: its code.
        first: share of the draws in which it is the first step of the recommended order.
        among_first: share in which it is among the first three steps.
        open: share in which it is open.
        first_by_rank: share in which it is among the first three by priority alone.
        expected_rank: mean rank by priority, from 1.
        ranks: share of each rank, the first rank first: the rank acceptabilities of SMAA-2.
    """

    practice: str
    first: float | None
    among_first: float | None
    open: float | None
    first_by_rank: float | None
    expected_rank: float | None
    ranks: tuple[float, ...]

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; the ranks are left out."""
        return {name: value for name, value in attrs.asdict(self).items() if name != "ranks"}


@attrs.frozen
class Interval:
    """Between which values a level and a gap, or the changes of both, lie in 90 % of the draws.

    Attributes:
        kind, code: of the node.
        low, high: of its level, or ``None`` without a level.
        gap_low, gap_high: of the gap between the scenario's sides, or ``None`` without one.
    """

    kind: NodeKind
    code: str
    low: float | None
    high: float | None
    gap_low: float | None
    gap_high: float | None


@attrs.frozen(repr=False)
class Certainty:
    """How sure the recommendation is.

    Attributes:
        sampling: how many draws were made, and of which sources of doubt.
        unheard: how many people and answers were not heard: 0 means that there was nobody to draw.
        undeclared: sides without a declared head-count: those who answered are taken to be all of them.
        practices: one entry a practice, the most often first step first.
        intervals: one entry a node, in the scorecard's order.
        questionnaire: what was asked.
        withheld: whether a side is too small to be broken out.
    """

    sampling: Sampling
    unheard: int
    undeclared: tuple[str, ...]
    practices: tuple[PracticeCertainty, ...]
    intervals: tuple[Interval, ...]
    withheld: bool
    questionnaire: Questionnaire = attrs.field(eq=False)

    def practice(self, code: str) -> PracticeCertainty:
        """Return how a practice fares."""
        entries = {each.practice: each for each in self.practices}
        return find_by_code(code, entries, "a practice of this assessment")

    def interval(self, kind: NodeKind, code: str) -> Interval:
        """Return the interval of a node."""
        entries = {each.code: each for each in self.intervals if each.kind == kind}
        return find_by_code(code, entries, f"of kind {kind} in this assessment")

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per practice; none where a side is too small to be broken out."""
        return [] if self.withheld else [each.to_record() for each in self.practices]

    def sentence(self, practice: str, language: str | None = None) -> str:
        """Return how often a practice is the first step; where a side is small, that it is not shown."""
        return certainty_sentence(self, practice, Wording.of(self.questionnaire.catalogue, language))

    def table(self, language: str | None = None) -> Table:
        """Return how often each practice stands first, and among the first three."""
        say = Wording.of(self.questionnaire.catalogue, language)
        names = ("first", "among_first", "open", "first_by_rank")
        columns = [Column("practice", say.words("table.practice"))]
        columns += [Column(name, say.words(f"certainty.{name}"), "right") for name in names]
        rows = [
            [say.practice(each.practice), *(chance(getattr(each, name), say) for name in names)]
            for each in self.practices
            if each.first is not None and not self.withheld
        ]
        drawn = say.listed(varied(self, say)[0]) or say.words("certainty.nothing")
        note = say.words("certainty.note", samples=count(self.sampling.samples), seed=self.sampling.seed, sources=drawn)
        notes = [say.words("certainty.withheld") if self.withheld else note]
        return Table(say.words("certainty.title"), columns, rows, footnotes=notes)

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        head = next((each for each in self.practices if each.first is not None), None)
        if self.withheld or head is None:
            first = "nothing shown" if self.withheld else "nothing assessed"
        else:
            first = f"{head.practice} first in {head.first:.0%}" if head.first else "nothing open"
        return f"<Certainty of {self.sampling.samples} draws: {first}>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def certainty_sentence(found: Certainty, practice: str, say: Wording) -> str:
    """Return how often a practice is the first step; where a side is small, that it is not shown."""
    entry = found.practice(practice)
    if found.withheld:
        return say.words("certainty.withheld")
    if entry.first is None or entry.among_first is None:
        return say.words("certainty.unknown", practice=say.practice(practice))
    names = {"practice": say.practice(practice), "samples": count(found.sampling.samples)}
    if entry.first == 1:
        return say.words("certainty.always", **names)
    return say.words(
        "certainty.sentence", first=chance(entry.first, say), among=chance(entry.among_first, say), **names
    )


def varied(found: Certainty, say: Wording) -> tuple[list[str], list[str]]:
    """Return in words which sources of doubt were drawn, and what was not."""
    doubt = found.sampling.doubt
    sources = (
        (doubt.weighting != "fixed", say.words(f"certainty.weights_{doubt.weighting}"), "weights_off"),
        (doubt.unheard and found.unheard > 0, say.words.plural("certainty.unheard", found.unheard), "unheard_off"),
        (doubt.misreading > 0, say.words("certainty.misreading", share=say.share(doubt.misreading)), "misreading_off"),
    )
    off = [key for on, _, key in sources if not on and (key != "unheard_off" or found.unheard)]
    others = [say.words(f"certainty.{key}") for key in (*off, "silent", "judged")]
    if found.undeclared:
        sides = say.listed([say.side(code) for code in found.undeclared])
        others.append(say.words("certainty.undeclared", sides=sides))
    return [text for on, text, _ in sources if on], others


def chance(share: float, say: Wording) -> str:
    """Return a share of draws in whole per cent: never 0 % of what happened, nor 100 % of what did not always."""
    if 0 < share < 0.005 or 0.995 <= share < 1:
        return say.words("certainty.rarely" if share < 0.5 else "certainty.mostly")
    return say.share(share)


def certainty_of(basis: Basis, scorecard: Scorecard, sampling: Sampling) -> Certainty:
    """Return how sure the recommendation of a panel is; the same seed gives the same numbers."""
    drawn = draw(basis, sampling)
    sheet = scorecard.panel.questionnaire
    entries = list(_practices(drawn, basis, [practice.code for practice in sheet.practices]))
    entries.sort(key=lambda each: (-(each.first or 0.0), -(each.among_first or 0.0), each.expected_rank or math.inf))
    return Certainty(
        sampling=sampling,
        unheard=_unheard(basis),
        undeclared=scorecard.panel.undeclared_sides,
        practices=tuple(entries),
        intervals=tuple(_intervals(drawn, basis, sheet)),
        withheld=scorecard.is_withheld,
        questionnaire=sheet,
    )


def _unheard(basis: Basis) -> int:
    """Return how many answers were not given to items that their side answered otherwise."""
    counts = basis.measured.counts
    answered = counts.points.sum(axis=-1) > 0
    return int(np.where(answered, counts.missing, 0).sum())


def _practices(drawn: Drawn, basis: Basis, codes: Sequence[str]) -> "list[PracticeCertainty]":
    if not drawn.ranked.assessed.any():
        return [PracticeCertainty(code, None, None, None, None, None, ()) for code in codes]
    found = acceptability(drawn.ranked, basis.measured.plan.waits, FIRST)
    ranked = int(drawn.ranked.assessed.sum())
    return [
        PracticeCertainty(
            practice=code,
            first=_number(found.order_first[at]),
            among_first=_number(found.order_first_k[at]),
            open=_number(found.open[at]),
            first_by_rank=_number(found.first_k[at]),
            expected_rank=_number(found.expected[at]),
            ranks=tuple(found.ranks[at, :ranked].tolist()) if drawn.ranked.assessed[at] else (),
        )
        for at, code in enumerate(codes)
    ]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _intervals(drawn: Drawn, basis: Basis, sheet: Questionnaire) -> Iterator[Interval]:
    """Yield the interval of every node, in the scorecard's order."""
    levels, gaps = basis.measured.levels, basis.measured.gaps[:1]
    made = drawn_nodes(drawn.items.level, levels.measured, basis.measured.plan.tree)
    gap_draws = _gap_draws(drawn, basis, *gaps[0][:2]) if gaps else made
    for part, (kind, codes) in _kinds(sheet).items():
        level, low, high = (getattr(each, part) for each in (levels.combined, levels.low, levels.high))
        gap = getattr(gaps[0][2], part) if gaps else np.full_like(level, np.nan)
        numbers = [*between(getattr(made, part), level, low, high)]
        numbers += between(getattr(gap_draws, part), gap, np.full_like(gap, -1.0), np.full_like(gap, 1.0))
        for code, *values in zip(codes, *(each.tolist() for each in numbers), strict=True):
            yield Interval(kind, code, *(_number(value) for value in values))


def between(draws: FloatArray, level: FloatArray, low: FloatArray, high: FloatArray) -> list[FloatArray]:
    """Return the lower and the upper end of each interval, within bounds; ``nan`` where there is no level."""
    there = ~np.isnan(level)
    ends = [np.full_like(level, np.nan) for _ in range(2)]
    if there.any():
        for end, found in zip(ends, interval(draws[:, there], level[there], low[there], high[there]), strict=True):
            end[there] = found
    return ends


def _gap_draws(drawn: Drawn, basis: Basis, first: int, second: int) -> Nodes:
    """Return first side minus second of every node over the items that both answered, in every draw."""
    both = ~np.isnan(drawn.sides[0, [first, second]]).any(axis=0)
    measured, tree = basis.measured.levels.measured, basis.measured.plan.tree
    if not any(tree.minimum):  # a tree of means may be made of the differences
        return drawn_nodes(np.where(both, drawn.sides[:, first] - drawn.sides[:, second], np.nan), measured, tree)
    views = [drawn_nodes(np.where(both, drawn.sides[:, at], np.nan), measured, tree) for at in (first, second)]
    return Nodes(*(one - other for one, other in zip(*views, strict=True)))


def _kinds(sheet: Questionnaire) -> dict[str, tuple[NodeKind, list[str]]]:
    """Return the kinds of nodes, and their codes, by the name of their array."""
    return {
        "overall": ("overall", ["overall"]),
        "areas": ("area", [each.code for each in sheet.areas]),
        "questions": ("question", [each.code for each in sheet.questions]),
        "items": ("item", [each.code for each in sheet.items]),
        "practices": ("practice", [each.code for each in sheet.practices]),
    }
