"""What the two chiefs should talk about: the items they see most differently, where it matters most (model 7)."""

from collections.abc import Sequence
from typing import overload

import attrs

from mbi_collab.assessment.priorities import Priorities
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.sides import SideScore
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.markup.table import Column, Table


@attrs.frozen
class ConversationItem:
    """An item worth talking about.

    Attributes:
        item: its code.
        gap: first side minus second; it counts.
        first, second: the two sides.
        views: what each side's answers say.
        practice: the practice with the largest need whose level the item enters.
        need: that need.
        comments: what respondents wrote on it: side and text.
        scorecard: the scores it was made from.
    """

    item: str
    gap: float
    first: str
    second: str
    views: tuple[SideScore, ...]
    practice: str
    need: float
    comments: tuple[tuple[str, str], ...]
    scorecard: Scorecard = attrs.field(eq=False, repr=False)

    @property
    def weight(self) -> float:
        """|gap| times need: the order of the conversation."""
        return abs(self.gap) * self.need

    @property
    def agreed(self) -> float | None:
        """The value the two chiefs agreed on when they talked, or ``None``; the views stay what they were."""
        score = self.scorecard.item(self.item)
        return score.level if score.agreed else None

    def to_record(self) -> dict[str, object]:
        """Return one flat dict; where a side is too small to be broken out, nothing of what was answered."""
        withheld = self.scorecard.is_withheld
        if withheld:
            return {"withheld": withheld}
        record: dict[str, object] = {"item": self.item, "withheld": withheld, "gap": self.gap}
        record |= {"practice": self.practice, "need": self.need, "agreed": self.agreed}
        return record | {f"level_{each.side}": each.level for each in self.views}


@attrs.frozen(repr=False)
class Conversation(Sequence[ConversationItem]):
    """The items most worth talking about, the first one first.

    Attributes:
        entries: every item: the consultant's working copy.
        questionnaire: what was asked.
        is_withheld: whether a side is too small to be broken out, so that not even their number may be handed on.
    """

    entries: tuple[ConversationItem, ...]
    questionnaire: Questionnaire = attrs.field(eq=False)
    is_withheld: bool

    @overload
    def __getitem__(self, index: int) -> ConversationItem: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ConversationItem, ...]: ...
    def __getitem__(self, index: int | slice) -> ConversationItem | tuple[ConversationItem, ...]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    def to_records(self) -> list[dict[str, object]]:
        """Return one flat dict per item; none where a side is too small to be broken out."""
        return [] if self.is_withheld else [each.to_record() for each in self.entries]

    def table(self, language: str | None = None) -> Table:
        """Return what to talk about: both views, their gap, and the practice that needs it most."""
        say, sides = Wording.of(self.questionnaire.catalogue, language), self.questionnaire.scenario.sides
        columns = [Column("item", say.words("table.item"))]
        columns += [Column(side, say.side(side), "right") for side in sides]
        columns += [Column("gap", say.words("table.gap"), "right"), Column("practice", say.words("table.matters_for"))]
        shown = () if self.is_withheld else self.entries
        rows = [[say.item(each.item), *_views(each, sides, say), say.practice(each.practice)] for each in shown]
        note = say.words("table.note_nothing_shown") if self.is_withheld else say.words("table.note_conversation")
        return Table(say.words("table.conversation"), columns, rows, footnotes=[note])

    def __str__(self) -> str:
        return self.table().to_text()

    def _repr_html_(self) -> str:
        return self.table().to_html()

    def __repr__(self) -> str:
        if self.is_withheld:
            return "<Conversation: nothing shown>"
        return f"<Conversation on {', '.join(each.item for each in self) or 'nothing'}>"


def _views(item: ConversationItem, sides: Sequence[str], say: Wording) -> list[str]:
    """Return the views of an item, a cell a side, and their gap."""
    views = {each.side: each for each in item.views}
    cells = [say.view(views[side].level, asked=views[side].is_asked) if side in views else "" for side in sides]
    return [*cells, say.gap(item.gap)]


def conversation_of(scorecard: Scorecard, priorities: Priorities) -> Conversation:
    """Return the items most worth talking about, the first one first; ties by code."""
    entering: dict[str, list[str]] = {}
    for practice in scorecard.practices:
        for item in practice.items:
            entering.setdefault(item, []).append(practice.code)
    found = []
    for score in scorecard.items:
        gaps = [gap for gap in score.gaps if gap.counts and gap.value is not None]
        needs = [(priorities.practice(code).need, code) for code in entering.get(score.code, [])]
        if not gaps or not needs:
            continue
        gap = max(gaps, key=lambda each: abs(each.value or 0.0))
        need, neediest = min(needs, key=lambda each: (-each[0], each[1]))
        views = tuple(each for each in score.by_side if each.side in (gap.first, gap.second))
        comments = tuple(
            (each.side, text) for each in scorecard.panel.answer_sets if (text := each.comment(score.code)) is not None
        )
        found.append(
            ConversationItem(
                score.code, gap.value or 0.0, gap.first, gap.second, views, neediest, need, comments, scorecard
            )
        )
    ordered = sorted(found, key=lambda each: (-round(each.weight, 9), each.item))
    return Conversation(tuple(ordered), scorecard.panel.questionnaire, scorecard.is_withheld)
