"""How alike the answers inside each side are, item by item (model 4)."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

import attrs
import numpy as np

from mbi_collab.assessment.arrays import counts_of, plan_of
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.content import find_by_code
from mbi_collab.engine.agreement import average_deviation, consensus, standard_deviation
from mbi_collab.engine.means import FloatArray, IntArray
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.markup.table import Column, Table
from mbi_collab.survey.panel import Panel

#: Why nothing can be said: nobody of the side took part, one person did, or fewer than two gave the item a point.
TooFew = Literal["", "no-respondents", "one-respondent", "too-few-answers"]
#: Agreement takes two.
PAIR = 2


@attrs.frozen
class ItemAgreement:
    """How alike the answers of one side to one item are; values lie in [0, 1].

    Attributes:
        item: its code.
        side: the side's code.
        respondents: how many of it gave the item a point.
        consensus: Tastle and Wierman's: 1 if all agree, 0 if half stand at each end of the declared scale.
        average_deviation: mean distance from the mean, in the unit of the levels; 0 if all agree.
        standard_deviation: with n - 1, in the unit of the levels.
        reason: why the three are ``None``; empty where they are not.
    """

    item: str
    side: str
    respondents: int
    consensus: float | None
    average_deviation: float | None
    standard_deviation: float | None
    reason: TooFew

    def to_record(self) -> dict[str, object]:
        """Return one flat dict."""
        return attrs.asdict(self)


@attrs.frozen
class SideAgreement:
    """How alike the answers of one side are over all its items.

    Attributes:
        side: its code.
        respondents: how many people it has here.
        items: how many items two or more of them gave a point.
        consensus: mean consensus over these items, or ``None`` without any.
        most_split: the item of the lowest consensus, ties by code; ``None`` where all agree on everything.
        reason: why there is no consensus; empty where there is one.
    """

    side: str
    respondents: int
    items: int
    consensus: float | None
    most_split: ItemAgreement | None
    reason: TooFew


@attrs.frozen(repr=False)
class Agreement:
    """How alike the answers inside each side are.

    What the two chiefs agreed on later changes nothing here: these are the answers that were given.

    Attributes:
        entries: one an item that enters levels and side that it is asked of, in the questionnaire's order.
        sides: one a side, over all its items.
        scorecard: the scores beside it.
    """

    entries: tuple[ItemAgreement, ...]
    sides: tuple[SideAgreement, ...]
    scorecard: Scorecard = attrs.field(eq=False)

    @cached_property
    def _by_item(self) -> Mapping[str, Mapping[str, ItemAgreement]]:
        made: dict[str, dict[str, ItemAgreement]] = {}
        for each in self.entries:
            made.setdefault(each.item, {})[each.side] = each
        return made

    def item(self, code: str, side: str) -> ItemAgreement:
        """Return how alike the answers of a side to an item are."""
        by_side = find_by_code(code, self._by_item, "an item of this assessment")
        return find_by_code(side, by_side, f"a side that {code} is asked of")

    def side(self, code: str) -> SideAgreement:
        """Return how alike the answers of a side are over all its items."""
        return find_by_code(code, {each.side: each for each in self.sides}, "a side of this assessment")

    @property
    def is_withheld(self) -> bool:
        """Whether a side is too small to be broken out, so that nothing of this may be shown."""
        return self.scorecard.is_withheld

    def __iter__(self) -> Iterator[ItemAgreement]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per item and side; none where a side is too small to be broken out."""
        return [] if self.is_withheld else [each.to_record() for each in self.entries]

    def table(self, language: str | None = None) -> Table:
        """Return the items that two or more of a side gave a point; none where a side is too small to be broken out."""
        say = Wording.of(self.scorecard.panel.questionnaire.catalogue, language)
        keys = ("consensus", "average_deviation", "standard_deviation", "people")
        columns = [Column("item", say.words("table.item")), Column("side", say.words("agreement.side"))]
        columns += [Column(key, say.words(f"agreement.{key}"), "right") for key in keys]
        rows = [_row(each, say) for each in self.entries if not each.reason and not self.is_withheld]
        notes = [say.words("agreement.note")]
        if self.is_withheld:
            notes.append(say.words("table.note_withheld", number=self.scorecard.minimum_group))
        else:
            notes += [_left_out(each, say) for each in self.sides if each.reason]
        return Table(say.words("agreement.table"), columns, rows, footnotes=notes)

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.is_withheld:
            return "<Agreement: nothing shown>"
        found = sum(not each.reason for each in self.entries)
        return f"<Agreement: {found} of {len(self.entries)} pairs of item and side rated by two or more>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def _row(each: ItemAgreement, say: Wording) -> list[str]:
    title = say.words("table.coded", code=each.item, title=say.catalogue.item(each.item).text)
    distances = [say.level(each.average_deviation), say.level(each.standard_deviation)]
    return [title, say.side(each.side), say.plain(each.consensus), *distances, str(each.respondents)]


def _left_out(each: SideAgreement, say: Wording) -> str:
    return say.words("agreement.left_out", side=say.side(each.side), why=say.words(f"agreement.{each.reason}"))


def agreement_of(scorecard: Scorecard) -> Agreement:
    """Return how alike the answers inside each side of a scorecard's panel are."""
    panel = scorecard.panel
    sheet, points = panel.questionnaire, counts_of(panel).points
    declared = declared_values(sheet)
    measures = (consensus(points, declared), average_deviation(points, declared), standard_deviation(points, declared))
    made = tuple(_entries(panel, points.sum(axis=-1), measures))
    sides = (_side(side, panel, [each for each in made if each.side == side]) for side in sheet.side_codes)
    return Agreement(made, tuple(sides), scorecard)


def declared_values(sheet: Questionnaire) -> FloatArray:
    """Return the values of the points, (I, K); ``nan`` at places that a shorter scale does not have."""
    values = plan_of(sheet).tree.values
    length = np.array([len(sheet.scale_of(item).points) for item in sheet.items])
    return np.where(np.arange(values.shape[1]) < length[:, None], values, np.nan)


def too_few(respondents: int, answers: int) -> TooFew:
    """Return why nothing can be said of a side of so many respondents and an item with so many answers."""
    if respondents < PAIR:
        return "one-respondent" if respondents else "no-respondents"
    return "" if answers >= PAIR else "too-few-answers"


def _entries(panel: Panel, given: IntArray, measures: tuple[FloatArray, ...]) -> Iterator[ItemAgreement]:
    sheet = panel.questionnaire
    sizes = [len(panel.respondents_of(side)) for side in sheet.side_codes]
    for place, item in enumerate(sheet.items):
        for at, side in enumerate(sheet.side_codes):
            if side not in item.asked_of or item.mirror_only:
                continue
            answers = int(given[at, place])
            reason = too_few(sizes[at], answers)
            agreed, average, standard = (None if reason else float(each[at, place]) for each in measures)
            yield ItemAgreement(item.code, side, answers, agreed, average, standard, reason)


def _side(side: str, panel: Panel, entries: list[ItemAgreement]) -> SideAgreement:
    people = len(panel.respondents_of(side))
    rated = sorted((round(each.consensus, DECIMALS), each.item, each) for each in entries if each.consensus is not None)
    if not rated:
        return SideAgreement(side, people, 0, None, None, too_few(people, 0))
    lowest = rated[0][2] if rated[0][0] < 1 else None
    mean = sum(each.consensus or 0.0 for each in entries) / len(rated)
    return SideAgreement(side, people, len(rated), mean, lowest, "")
