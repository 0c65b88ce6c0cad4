"""The scorecard: level, bounds, coverage, side gap and class of every node, with how many answered."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Final, Literal

import attrs

from mbi_collab.assessment.shown import NOTHING, Shown, all_of, areas_shown, raters_of
from mbi_collab.assessment.sides import PairGap, SideScore, told_side
from mbi_collab.assessment.standing import Standing, at_least, standing_of
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.content import by_code, find_by_code
from mbi_collab.catalogue.rules import Rules
from mbi_collab.markup.table import Column, Table
from mbi_collab.survey.panel import Panel

NodeKind = Literal["overall", "area", "question", "item", "practice"]
#: The kinds of nodes of which something may be handed on where a side is small.
OF_AREAS: Final = ("overall", "area")


@attrs.frozen
class Score:
    """What the answers say of one node; what is undefined is ``None``.

    Attributes:
        code: of the node; ``"overall"`` for the whole.
        kind: overall, area, question, item or practice.
        level: the sides' levels combined, each side one voice.
        level_both: the same over the items that every asked side answered.
        careful: drawn halfway to the less satisfied side; for items and practices.
        low, high: what the missing answers could make of the level.
        by_side: one entry a side, in the questionnaire's order.
        gaps: one entry a pair of sides.
        answered, asked: points given, of answers that could have been given.
        standing: its class.
        one_sided: sides that lack a view on some item that has a level.
        items: codes of the items it rests on.
        lowest: code of the area's lowest item.
        lowest_by_side: the same as each side sees it: side and item.
        indicated: whether a practice is indicated by secondary items, not measured.
        agreed: those of its items whose level is the answer that the two chiefs agreed on, not their answers.
    """

    code: str
    kind: NodeKind
    level: float | None
    level_both: float | None
    careful: float | None
    low: float | None
    high: float | None
    by_side: tuple[SideScore, ...]
    gaps: tuple[PairGap, ...]
    answered: int
    asked: int
    standing: Standing
    one_sided: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    lowest: str | None = None
    lowest_by_side: tuple[tuple[str, str], ...] = ()
    indicated: bool = False
    agreed: tuple[str, ...] = ()

    @property
    def gap(self) -> float | None:
        """The gap between the scenario's two sides: first minus second."""
        return self.gaps[0].value if self.gaps else None

    @property
    def coverage(self) -> float | None:
        """The share of the node's weight that was answered, each side one voice; ``None`` if it applies nowhere."""
        return None if self.low is None or self.high is None else 1.0 - (self.high - self.low)

    def side(self, code: str) -> SideScore:
        """Return what one side's answers say."""
        return find_by_code(code, {each.side: each for each in self.by_side}, "a side of this scorecard")

    def to_record(self, shown: Shown | None = None) -> dict[str, object]:
        """Return the score as one flat dict; what may not be handed on is left out, or ``None`` on an area.

        Without ``shown`` it is the consultant's working copy, whatever the size of the sides.
        """
        record: dict[str, object] = {"code": self.code, "kind": self.kind}
        record |= {} if shown is None else {"withheld": not shown.is_all}
        if shown == NOTHING and self.kind not in OF_AREAS:
            return record
        record |= {"level": self.level, "careful": self.careful, "low": self.low, "high": self.high}
        record |= {"coverage": self.coverage, "gap": self.gap, "answered": self.answered, "asked": self.asked}
        record |= {"standing": self.standing.kind, "standing_side": self.standing.side, "indicated": self.indicated}
        record["agreed"] = " ".join(self.agreed)
        for each in self.by_side:
            record |= {f"level_{each.side}": each.level, f"answered_{each.side}": each.answered}
        return record | ({} if shown is None else dict.fromkeys(self._hidden(shown)))

    def _hidden(self, shown: Shown) -> Iterator[str]:
        """Yield what of the record may not be handed on."""
        yield from () if shown.level else ("level", "gap", "standing", "standing_side")
        yield from () if shown.bounds else ("low", "high", "coverage")
        yield from (f"level_{each.side}" for each in self.by_side if each.side not in shown.sides)
        if not shown.counts:
            yield from ("answered", "asked", *(f"answered_{each.side}" for each in self.by_side))


@attrs.frozen(repr=False)
class Scorecard:
    """The scores of every node of one panel.

    Attributes:
        panel: whose answers these are.
        overall, areas, questions, items, practices: scores, in the questionnaire's order.
        minimum_group: sides with fewer respondents are not broken out in anything that is handed on.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> panel = mbi.Panel(sheet, [mbi.AnswerSet("anna", side="CIO", answers={"Q313": 4, "Q312a": 2})])
    >>> scores = mbi.assess(panel).scorecard
    >>> scores.item("Q313").level, scores.area("R").level, scores.area("L").level
    (0.75, 0.5, None)
    """

    panel: Panel = attrs.field(eq=False)
    overall: Score
    areas: tuple[Score, ...]
    questions: tuple[Score, ...]
    items: tuple[Score, ...]
    practices: tuple[Score, ...]
    minimum_group: int

    @cached_property
    def _by_code(self) -> Mapping[str, Mapping[str, Score]]:
        return {name: by_code(getattr(self, name)) for name in ("areas", "questions", "items", "practices")}

    def area(self, code: str) -> Score:
        """Return the score of an area."""
        return find_by_code(code, self._by_code["areas"], "an area of this scorecard")

    def question(self, code: str) -> Score:
        """Return the score of a control question."""
        return find_by_code(code, self._by_code["questions"], "a control question of this scorecard")

    def item(self, code: str) -> Score:
        """Return the score of an item."""
        return find_by_code(code, self._by_code["items"], "an item of this scorecard")

    def practice(self, code: str) -> Score:
        """Return the score of a practice."""
        return find_by_code(code, self._by_code["practices"], "a practice of this scorecard")

    @cached_property
    def small_sides(self) -> tuple[str, ...]:
        """Sides of which too few people gave a point to be broken out, unless these are the named chiefs."""
        sheet = self.panel.questionnaire
        chiefs = sheet.scenario.sides if self.panel.named_chiefs else ()
        raters = raters_of(self.panel)
        heard = (side for side in sheet.side_codes if self.panel.respondents_of(side) and side not in chiefs)
        return tuple(side for side in heard if raters[side] < self.minimum_group)

    @property
    def is_withheld(self) -> bool:
        """Whether nothing below area level may be shown: with one side's numbers the other's could be found."""
        return bool(self.small_sides)

    @cached_property
    def told(self) -> "Scorecard":
        """The same; where a side is small, with areas of which all follows from each side's level as it is told."""
        if not self.is_withheld:
            return self
        areas = tuple(self._of_sides(area, tuple(map(self._told_side, area.by_side))) for area in self.areas)
        rules, weights = self._rules.aggregation, [area.weight for area in self.panel.questionnaire.areas]
        sides = []
        for at, side in enumerate(self.overall.by_side):
            parts = [(area.by_side[at], weight) for area, weight in zip(areas, weights, strict=True)]
            sides.append(self._told_side(_combined(side, parts, minimum=rules.overall == "minimum")))
        return attrs.evolve(self, overall=self._of_sides(self.overall, tuple(sides)), areas=areas)

    def _told_side(self, side: SideScore) -> SideScore:
        return told_side(side) if side.side in self.small_sides else side

    def _of_sides(self, score: Score, sides: tuple[SideScore, ...]) -> Score:
        """Return a score with the level, bounds, gaps and class that follow from its sides, each one voice."""
        levels = {each.side: each.level for each in sides}
        gaps = tuple(_gap_of(each, levels, self._rules) for each in score.gaps)
        sheet = self.panel.questionnaire
        asked = {side for code in score.items for side in sheet.item(code).asked_of}
        level, low, high = (_mean([getattr(each, name) for each in sides]) for name in ("level", "low", "high"))
        standing = standing_of(sides, len(asked), None, gaps, self._rules)
        found = attrs.evolve(score, by_side=sides, gaps=gaps, standing=standing, level=level, level_both=level)
        return attrs.evolve(found, low=low, high=high)

    @property
    def _rules(self) -> Rules:
        return self.panel.questionnaire.catalogue.rules

    @cached_property
    def _areas_shown(self) -> Mapping[str, Shown]:
        levels = [[side.level for side in area.by_side] for area in self.areas]
        return areas_shown(self.panel, self.small_sides, levels)

    def shown(self, score: Score) -> Shown:
        """Return what of a node may be handed on: the one place that decides it."""
        if not self.is_withheld:
            return all_of(self.panel)
        if score.kind not in OF_AREAS:
            return NOTHING
        return self._areas_shown["" if score.kind == "overall" else score.code]

    def __iter__(self) -> Iterator[Score]:
        yield self.overall
        for group in (self.areas, self.questions, self.items, self.practices):
            yield from group

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per node; where a side is too small, with what may be handed on of it."""
        return [each.to_record(self.shown(each)) for each in self.told]

    def table(self, language: str | None = None) -> Table:
        """Return the overall level, the areas and the practices as a table; no practices where a side is too small."""
        say = Wording.of(self.panel.questionnaire.catalogue, language)
        sides = self.panel.questionnaire.side_codes
        columns = [Column("node", say.words("table.node")), Column("level", say.words("table.level"), "right")]
        columns += [Column(side, say.side(side), "right") for side in sides]
        columns += [
            Column("gap", say.words("table.gap"), "right"),
            Column("bounds", say.words("table.bounds"), "right"),
            Column("answered", say.words("table.answers"), "right"),
        ]
        practices = () if self.is_withheld else self.practices
        rows = [self._row(each, say) for each in (self.told.overall, *self.told.areas, *practices)]
        return Table(say.words("table.scorecard"), columns, rows, footnotes=self._notes(say))

    def _row(self, score: Score, say: Wording) -> list[str]:
        title = {
            "overall": lambda code: say.words("table.overall"),  # noqa: ARG005  one signature for all kinds
            "area": say.area,
            "practice": say.practice,
        }[score.kind](score.code)
        shown, level = self.shown(score), say.level(score.level)
        if score.indicated:
            level = say.words("table.indicated", level=level)
        views = [(say.view(each.level, asked=each.is_asked), each.side in shown.sides) for each in score.by_side]
        applies = score.low is not None
        counted = say.counted(score.answered, score.asked) if applies else say.words("table.did_not_apply")
        cells = [(level, shown.level), *views, (say.gap(score.gap), shown.level)]
        cells += [(say.bounds(score.low, score.high), shown.bounds), (counted, shown.counts)]
        return [title, *(say.shown(text, may_be=may_be) for text, may_be in cells)]

    def _notes(self, say: Wording) -> list[str]:
        heard = ", ".join(
            say.words("table.heard", side=side.title, number=len(self.panel.respondents_of(side.code)))
            for side in self.panel.questionnaire.sides
        )
        notes = [say.words("table.note_levels", heard=heard, top=say.level(1.0))]
        if len(self.panel.questionnaire.side_codes) > 1:
            notes.append(say.words("table.note_rests"))
        if self.is_withheld:
            notes.append(say.words("table.note_withheld", number=self.minimum_group))
        elif any(each.indicated for each in self.practices):
            notes.append(say.words("table.note_indicated"))
        return notes

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        return f"<Scorecard of {self.panel!r}>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _mean(numbers: list[float | None]) -> float | None:
    known = [each for each in numbers if each is not None]
    return sum(known) / len(known) if known else None


def _gap_of(gap: PairGap, levels: Mapping[str, float | None], rules: Rules) -> PairGap:
    """Return a gap as the difference of the levels that are told."""
    first, second = levels[gap.first], levels[gap.second]
    if gap.value is None or first is None or second is None:
        return gap
    return attrs.evolve(gap, value=first - second, counts=at_least(abs(first - second), rules.gap))


def _combined(whole: SideScore, parts: list[tuple[SideScore, float]], *, minimum: bool) -> SideScore:
    """Return a side's score of the whole from its areas as they are told."""

    def of(name: str) -> float | None:
        known = [(getattr(each, name), weight) for each, weight in parts if getattr(each, name) is not None and weight]
        if not known or minimum:
            return min((number for number, _ in known), default=None)
        return float(sum(number * weight for number, weight in known) / sum(weight for _, weight in known))

    return attrs.evolve(whole, level=of("level"), low=of("low"), high=of("high"))
