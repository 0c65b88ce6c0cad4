"""What was taken from which file: how each column was matched, and what was ignored."""

from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from mbi_collab.survey.carrying import NotCarried

ColumnKind = Literal["respondent", "side", "post", "item", "answer", "comment", "guess", "ignored"]
#: By what a column was recognised; empty for one that is ignored.
MatchedBy = Literal["mapping", "side", "name", "code", "text", "normalised text", ""]


@attrs.frozen
class ImportedColumn:
    """A column of a file and what it was taken for.

    Attributes:
        header: as the file spells it.
        kind: what its cells are; ``"ignored"``: it matched nothing.
        code: the item its answers, comments or guesses belong to; empty where a row names the item.
        matched_by: the mapping given, the argument ``side``, its own name, or the item's code or text.

    >>> ImportedColumn("Q313", "answer", "Q313", "code").is_ignored
    False
    """

    header: str
    kind: ColumnKind
    code: str = ""
    matched_by: MatchedBy = ""

    @property
    def is_ignored(self) -> bool:
        """Whether nothing was taken from it."""
        return self.kind == "ignored"


@attrs.frozen(kw_only=True)
class ImportedFile:
    """A file and how it was read.

    Attributes:
        name: of the file.
        layout: ``"wide"`` (one row a respondent), ``"long"`` (one row an answer) or ``"json"``.
        encoding: the one it was read with.
        delimiter: between cells; empty for JSON.
        rows: rows below the header that were not blank; for JSON, answer sets.
        answer_sets: how many respondents it holds.
        pack_version: the version of the content pack that a JSON panel names, or ``None``. Where it is an earlier one
            that the pack's migrations start from, the answers were carried to the pack's own.
        not_carried: what of such answers could not be carried.
        numbered: whether respondents are called by file and line, because no column names them.
        columns: every column, in the file's order; none for JSON.
    """

    name: str
    layout: Literal["wide", "long", "json"]
    encoding: str
    delimiter: str = ""
    rows: int
    answer_sets: int
    pack_version: str | None = None
    not_carried: "tuple[NotCarried, ...]" = ()
    numbered: bool = False
    columns: tuple[ImportedColumn, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headers of the columns that matched nothing."""
        return tuple(column.header for column in self.columns if column.is_ignored)


@attrs.frozen(kw_only=True, repr=False)
class ImportReport:
    """How the files of a panel were read.

    Attributes:
        files: in the order they were read.
        answer_sets: how many were kept.
        points, dont_know, not_applicable, comments, guesses: how many cells of each kind were kept.
        dropped: where the answer sets stood that gave way to another of the same respondent.
        not_read: files of the folders named that are no tables and no JSON, hidden ones left out; ten thousand at most.
    """

    files: tuple[ImportedFile, ...]
    answer_sets: int
    points: int
    dont_know: int
    not_applicable: int
    comments: int
    guesses: int = 0
    dropped: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()

    @property
    def ignored(self) -> tuple[tuple[str, str], ...]:
        """File and header of every column that matched nothing."""
        return tuple((file.name, header) for file in self.files for header in file.ignored)

    @property
    def not_carried(self) -> "tuple[tuple[str, NotCarried], ...]":
        """File and code of everything that could not be carried from an earlier version of the pack."""
        return tuple((file.name, each) for file in self.files for each in file.not_carried)

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per column: file, encoding, delimiter, header, kind, code, matched_by."""
        return [
            {"file": file.name, "encoding": file.encoding, "delimiter": file.delimiter, **attrs.asdict(column)}
            for file in self.files
            for column in file.columns
        ]

    def __repr__(self) -> str:
        counts = f"files {len(self.files)}, answer sets {self.answer_sets}, columns ignored {len(self.ignored)}"
        return f"<ImportReport: {counts}>"
