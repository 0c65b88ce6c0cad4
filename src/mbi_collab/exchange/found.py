"""Answer sets as files hold them, each with its place, before they are joined into a panel."""

import attrs

from mbi_collab.errors import Fault
from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.context import Context
from mbi_collab.survey.import_report import ImportedFile
from mbi_collab.survey.observations import Observation


@attrs.frozen
class FoundSet:
    """An answer set and where it stands.

    Attributes:
        answer_set: as read.
        place: file and line, or file and number in a JSON list.
    """

    answer_set: AnswerSet
    place: str


@attrs.frozen
class Statement:
    """What a JSON panel or the caller says of the whole panel; others must not contradict it.

    Attributes:
        about: ``"date"``, ``"named_chiefs"``, ``"population of CIO"``, ``"observation of QP5"``,
            ``"agreed answer to Q313"``, ``"context"``.
        value: what it says.
        place: where.
    """

    about: str
    value: str | int | bool | Observation | Context
    place: str


@attrs.frozen(kw_only=True)
class FoundFile:
    """What was found in a file.

    Attributes:
        report: how it was read.
        sets: its answer sets.
        statements: what it says of the whole panel.
        faults: everything that is wrong with it.
    """

    report: ImportedFile
    sets: tuple[FoundSet, ...]
    statements: tuple[Statement, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of its columns."""
        return tuple(column.header for column in self.report.columns)
