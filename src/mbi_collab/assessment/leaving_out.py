"""What hangs on any one respondent: whether the first steps stay if that one's answers are left out."""

from collections.abc import Iterator, Sequence
from typing import overload

import attrs
import numpy as np

from mbi_collab.assessment.arrays import counts_of
from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.assessment.first_places import BLOCK, first_places, yardstick_of
from mbi_collab.assessment.wording import Wording
from mbi_collab.engine.means import IntArray
from mbi_collab.markup.table import Column, Table
from mbi_collab.survey.panel import Panel

#: How many first places are looked at.
FIRST = 3


@attrs.frozen
class LeftOut:
    """The first steps without one respondent.

    Attributes:
        respondent, side: who is left out.
        first_three: the practices taken up first then, in order; fewer where fewer are open.
        first_changes: whether another one is the first.
        first_three_change: whether another one is among the first three.
    """

    respondent: str
    side: str
    first_three: tuple[str, ...]
    first_changes: bool
    first_three_change: bool

    def to_record(self) -> dict[str, object]:
        """Return one flat dict, with the name."""
        return attrs.asdict(self) | {"first_three": " ".join(self.first_three)}


@attrs.frozen(repr=False)
class LeaveOneOut(Sequence[LeftOut]):
    """Each respondent left out in turn.

    Attributes:
        result: the assessment with all of them.
        entries: one a respondent, in the panel's order: for the consultant's own eyes.
    """

    result: Assessment = attrs.field(eq=False)
    entries: tuple[LeftOut, ...]

    @overload
    def __getitem__(self, index: int) -> LeftOut: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[LeftOut, ...]: ...
    def __getitem__(self, index: int | slice) -> LeftOut | tuple[LeftOut, ...]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def first_changes(self) -> int:
        """How many respondents can change the first step by not answering."""
        return sum(each.first_changes for each in self.entries)

    @property
    def first_three_change(self) -> int:
        """The same of the first three."""
        return sum(each.first_three_change for each in self.entries)

    def to_records(self, *, names: bool = False) -> list[dict[str, object]]:
        """Return how many respondents leave each outcome behind them; with names, one dict per respondent.

        Where a side is too small to be broken out there is none, with names or without.
        """
        if names and not self.result.is_withheld:
            return [each.to_record() for each in self.entries]
        return [{"first_three": " ".join(first_three), "respondents": count} for first_three, count in self._outcomes()]

    def _outcomes(self) -> Iterator[tuple[tuple[str, ...], int]]:
        """Yield each order of the first three, the most frequent first, with how many respondents leave it."""
        if self.result.is_withheld:
            return
        found = [each.first_three for each in self.entries]
        yield from sorted(((each, found.count(each)) for each in set(found)), key=lambda pair: (-pair[1], pair[0]))

    def table(self, language: str | None = None) -> Table:
        """Return the first three places that remain, with how many respondents leave each; no names."""
        say = Wording.of(self.result.panel.questionnaire.catalogue, language)
        columns = [Column("steps", say.words("leave_out.steps"))]
        columns.append(Column("people", say.words("leave_out.people"), "right"))
        rows = [[say.listed(list(each)) or say.words("leave_out.none"), str(count)] for each, count in self._outcomes()]
        counted = {"all": len(self), "first": self.first_changes, "three": self.first_three_change}
        note = say.words("leave_out.note", **counted)
        if self.result.is_withheld:
            note = say.words("leave_out.withheld", number=self.result.scorecard.minimum_group)
        return Table(say.words("leave_out.table"), columns, rows, footnotes=[note])

    def __str__(self) -> str:
        return self.table().to_text()

    def __repr__(self) -> str:
        if self.result.is_withheld:
            return f"<LeaveOneOut: {len(self)} respondents, nothing shown>"
        return f"<LeaveOneOut: the first step hangs on {self.first_changes} of {len(self)} respondents>"

    def _repr_html_(self) -> str:
        return self.table().to_html()


def leave_one_out(result: Assessment) -> LeaveOneOut:
    """Return what would be taken up first without each respondent in turn, under the same settings.

    Raises
    ------
    SettingsError
        If the result is no assessment.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> twos = {item.code: 2 for item in sheet.items}
    >>> chiefs = [mbi.AnswerSet(who, side=who, answers=twos) for who in ("CIO", "CMO")]
    >>> leave_one_out(mbi.assess(mbi.Panel(sheet, chiefs, named_chiefs=True)))
    <LeaveOneOut: the first step hangs on 0 of 2 respondents>
    """
    refuse_other_kinds(result, "leave_one_out()")
    by = yardstick_of(result)
    own = tuple(step.practice for step in result.order[:FIRST])
    orders = [by.names(row) for points in _without(result.panel) for row in first_places(points, by, FIRST)]
    entries = [
        LeftOut(each.respondent, each.side, order, order[:1] != own[:1], set(order) != set(own))
        for each, order in zip(result.panel.answer_sets, orders, strict=True)
    ]
    return LeaveOneOut(result, tuple(entries))


def _without(panel: Panel) -> Iterator[IntArray]:
    """Yield the counted points without each respondent in turn, a block of respondents at a time."""
    points = counts_of(panel).points
    sides, items, most = points.shape
    cells = np.frombuffer(panel.cells, dtype=np.int8).reshape(len(panel.answer_sets), items)
    side_of = np.array([panel.questionnaire.side_codes.index(each.side) for each in panel.answer_sets], dtype=np.int64)
    for start in range(0, len(cells), BLOCK):
        given = cells[start : start + BLOCK, None, :, None] == np.arange(1, most + 1)
        own = side_of[start : start + BLOCK, None] == np.arange(sides)
        yield points - (given & own[:, :, None, None]).astype(np.int64)
