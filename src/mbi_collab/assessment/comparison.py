"""Two assessments of one organisation, or of two, by one yardstick: what changed (model 10)."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from mbi_collab.assessment.assessment import Assessment, assess_under, refuse_other_kinds
from mbi_collab.assessment.certainty import Interval
from mbi_collab.assessment.change_intervals import change_intervals
from mbi_collab.assessment.change_telling import (
    first_steps,
    heard,
    how_sure,
    levels_and_gaps,
    numbers,
    title,
    undeclared,
    what_was_varied,
)
from mbi_collab.assessment.changes import NodeChange, changes_of
from mbi_collab.assessment.mapping import Common, Moment, Unmapped, common_of, cut
from mbi_collab.assessment.moves import StepMove, moves_of
from mbi_collab.assessment.scorecard import NodeKind
from mbi_collab.assessment.settings import Settings
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.content import by_code, find_by_code
from mbi_collab.markup.table import Column, Table


@attrs.frozen(repr=False)
class Comparison:
    """What changed between two assessments.

    Levels are made again from the answers to the items that both questionnaires have, by the pack, the targets and the
    weights of the second; where these are the same for both, so are the numbers. Of these items, those count that have
    a level both times: what one of the two left out changes nothing. Intervals are drawn as the second says.

    Attributes:
        then, now: the two, as they were given.
        scored_then, scored_now: the same by one yardstick; what opened, closed and moved is read from these.
        overall, areas, questions, items, practices: how each node changed, in the questionnaire's order.
        moves: every practice with its place and status then and now.
        unmapped: items and practices that only one of the two has: they are not compared.
    """

    then: Assessment = attrs.field(eq=False)
    now: Assessment = attrs.field(eq=False)
    scored_then: Assessment = attrs.field(eq=False)
    scored_now: Assessment = attrs.field(eq=False)
    overall: NodeChange
    areas: tuple[NodeChange, ...]
    questions: tuple[NodeChange, ...]
    items: tuple[NodeChange, ...]
    practices: tuple[NodeChange, ...]
    moves: tuple[StepMove, ...]
    unmapped: tuple[Unmapped, ...]

    @cached_property
    def _by_code(self) -> Mapping[str, Mapping[str, NodeChange]]:
        return {name: by_code(getattr(self, name)) for name in ("areas", "questions", "items", "practices")}

    def area(self, code: str) -> NodeChange:
        """Return how an area changed."""
        return find_by_code(code, self._by_code["areas"], "an area of this comparison")

    def question(self, code: str) -> NodeChange:
        """Return how a control question changed."""
        return find_by_code(code, self._by_code["questions"], "a control question of this comparison")

    def item(self, code: str) -> NodeChange:
        """Return how an item changed."""
        return find_by_code(code, self._by_code["items"], "an item of this comparison")

    def practice(self, code: str) -> NodeChange:
        """Return how a practice changed."""
        return find_by_code(code, self._by_code["practices"], "a practice of this comparison")

    def move(self, practice: str) -> StepMove:
        """Return the place and status of a practice then and now."""
        return find_by_code(practice, {each.practice: each for each in self.moves}, "a practice of this comparison")

    @cached_property
    def intervals(self) -> tuple[Interval, ...]:
        """Between which values the changes of each node's level and gap lie in 90 % of the draws; made when asked for.

        Draws, seed and sources of doubt are those of the second; without draws there is none.
        """
        panels = self.scored_then.panel, self.scored_now.panel
        return change_intervals(tuple(self), *panels, self.now.settings.sampling)

    def interval(self, kind: NodeKind, code: str) -> Interval:
        """Return between which values the changes of a node lie."""
        entries = {each.code: each for each in self.intervals if each.kind == kind}
        return find_by_code(code, entries, f"of kind {kind} in this comparison")

    @property
    def opened(self) -> tuple[str, ...]:
        """The practices that were in place and are open now, by their place."""
        return tuple(each.practice for each in self.moves if each.has_opened)

    @property
    def closed(self) -> tuple[str, ...]:
        """The practices that were open and are in place now."""
        return tuple(each.practice for each in self.moves if each.has_closed)

    @property
    def moved(self) -> tuple[StepMove, ...]:
        """The practices whose place in the order is another one, or that came into it or left it."""
        return tuple(each for each in self.moves if each.has_moved)

    @property
    def is_rescored(self) -> bool:
        """Whether one of the two had to be made again, so that its numbers are not those it was given with."""
        return self.scored_then is not self.then or self.scored_now is not self.now

    @property
    def is_withheld(self) -> bool:
        """Whether one of the two has a side too small to be broken out."""
        return self.then.is_withheld or self.now.is_withheld

    @property
    def shows_intervals(self) -> bool:
        """Whether there are intervals that may be handed on: how wide they are hangs on single answers."""
        return not self.is_withheld and self.now.settings.sampling.samples > 0

    def __iter__(self) -> Iterator[NodeChange]:
        yield self.overall
        for group in (self.areas, self.questions, self.items, self.practices):
            yield from group

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per node, of practices with place and status; without numbers where a side is too small."""
        records = [self._record(each) for each in self]
        if self.shows_intervals:
            for record, each in zip(records, self.intervals, strict=True):
                record |= {"change_low": each.low, "change_high": each.high}
                record |= {"gap_change_low": each.gap_low, "gap_change_high": each.gap_high}
        return records

    def _record(self, node: NodeChange) -> dict[str, object]:
        record = node.to_record(withheld=self.is_withheld)
        if node.kind == "practice" and not self.is_withheld:
            record |= self.move(node.code).to_record()
            del record["practice"]
        return record

    def table(self, language: str | None = None) -> Table:
        """Return how the whole, the areas and the practices changed; nothing where a side is too small."""
        say = Wording.of(self.now.panel.questionnaire.catalogue, language)
        between = ("between",) if self.shows_intervals else ()
        keys = ("then", "now", "change", *between, "gap_change", "gap_closed", "places")
        columns = [Column("node", say.words("table.node"))]
        columns += [Column(key, say.words(f"comparison.{key}"), "right") for key in keys]
        nodes = () if self.is_withheld else (self.overall, *self.areas, *self.practices)
        rows = [self._row(each, say) for each in nodes]
        return Table(say.words("comparison.table"), columns, rows, footnotes=list(self._notes(say)))

    def _row(self, node: NodeChange, say: Wording) -> list[str]:
        interval = self.interval(node.kind, node.code) if self.shows_intervals else None
        return [title(node, say), *numbers(node, interval, say), self._places(node, say)]

    def _places(self, node: NodeChange, say: Wording) -> str:
        """Return the place of a practice then and now, or its state where it is not open; empty for other nodes."""
        if node.kind != "practice":
            return ""
        then, now = self.move(node.code).shown(say)
        return say.words("comparison.from_to", then=then, now=now)

    def _notes(self, say: Wording) -> Iterator[str]:
        yield say.words("comparison.note_heard", then=heard(self.then, say), now=heard(self.now, say))
        yield say.words("comparison.note_levels")
        if self.shows_intervals:
            yield what_was_varied(self.now.settings.sampling, say)
            yield from (note for note in (undeclared(self.then, "then", say), undeclared(self.now, "now", say)) if note)
        if self.is_withheld:
            yield say.words("comparison.note_withheld", number=self._minimum_group)

    @property
    def _minimum_group(self) -> int:
        return max(self.then.scorecard.minimum_group, self.now.scorecard.minimum_group)

    def explain(self, language: str | None = None) -> tuple[str, ...]:
        """Return what changed in sentences: first step, level, gap, what opened and closed, what is not compared."""
        say = Wording.of(self.now.panel.questionnaire.catalogue, language)
        return tuple(self._sentences(say))

    def _sentences(self, say: Wording) -> Iterator[str]:
        if self.is_withheld:
            yield say.words("comparison.withheld", number=self._minimum_group)
        else:
            yield first_steps(self.scored_then, self.scored_now, say)
            yield from levels_and_gaps(self.overall, say)
            if self.shows_intervals:
                yield from how_sure(self.interval("overall", "overall"), self.now.settings.sampling, say)
            if set(self.then.panel.missing_sides) != set(self.now.panel.missing_sides):
                yield say.words("comparison.other_sides")
            for name in ("closed", "opened"):
                found = [say.practice(code) for code in getattr(self, name)]
                if found:
                    yield say.words(f"comparison.{name}", names=say.listed(found))
        if self.is_rescored:
            yield say.words("comparison.rescored")
        for where in ("then", "now"):
            lost = [each.code for each in self.unmapped if each.where == where]
            if lost:
                yield say.words(f"comparison.unmapped_{where}", names=say.listed(lost))

    def __str__(self) -> str:
        return "\n".join([*self.explain(), "", str(self.table())])

    def __repr__(self) -> str:
        moved, lost = len(self.moved), len(self.unmapped)
        if self.is_withheld:
            return f"<Comparison: {lost} codes not compared>"
        return f"<Comparison: {moved} of {len(self.moves)} practices moved, {lost} codes not compared>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def compare(then: Assessment, now: Assessment) -> Comparison:
    """Return what changed between two assessments of one organisation, or how two organisations differ.

    Parameters
    ----------
    then, now : Assessment
        Two results of the same content pack; of other versions or profiles of it, what both have is compared.

    Returns
    -------
    Comparison
        What changed per node, which practices opened or closed, which steps moved, what could not be mapped.

    Raises
    ------
    SettingsError
        If one is no assessment, they are of different packs, or no item was asked both times.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> def rated(point):
    ...     answers = {item.code: point for item in sheet.items}
    ...     return mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet(who, who, answers) for who in ("CIO", "CMO")]))
    >>> compare(rated(2), rated(3)).overall.change
    0.25
    """
    for each in (then, now):
        refuse_other_kinds(each, "compare()")
    common = common_of(then.panel.questionnaire, now.panel.questionnaire)
    targets = dict(now.settings.targets)
    kept = tuple((each.code, targets[each.code]) for each in common.questionnaire.practices)
    settings = attrs.evolve(now.settings, targets=kept)
    scored_then, scored_now = (_scored(*each, common, settings) for each in ((then, "then"), (now, "now")))
    changes = changes_of(scored_then.panel, scored_now.panel, targets)
    return Comparison(
        then=then,
        now=now,
        scored_then=scored_then,
        scored_now=scored_now,
        **changes._asdict(),
        moves=moves_of(scored_then, scored_now),
        unmapped=common.unmapped,
    )


def _scored(result: Assessment, moment: Moment, common: Common, settings: Settings) -> Assessment:
    """Return an assessment by the common yardstick; itself, if it was made with that."""
    own, shared = result.panel.questionnaire, common.questionnaire
    same = own.profile == shared.profile and own.catalogue.digest == shared.catalogue.digest
    if same and (result.settings.targets, result.settings.weights) == (settings.targets, settings.weights):
        return result
    return assess_under(cut(result.panel, common, moment), settings, result.scorecard.minimum_group)
