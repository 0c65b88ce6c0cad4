"""Reading record batches: one row an organisation, its respondents' sides and answers as lists."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.counting import CellArray
from mbi_collab.engine.means import BoolArray, IntArray
from mbi_collab.errors import AnswersError, Fault, MissingExtraError
from mbi_collab.exchange.batch_checks import wrong_answers, wrong_sides
from mbi_collab.exchange.batch_model import BatchModel

#: The columns that are read; others are left alone.
COLUMNS = ("organisation", "side", "answers")


class Organisations(NamedTuple):
    """What a record batch holds.

    Attributes
    ----------
    names : pyarrow string array, one a row of the batch
    good : (rows,) whether a row can be scored
    cells, side : (M, I) and (M,), of the respondents of the good rows
    starts : (good rows + 1,) where each good row's respondents begin
    faults : row and what is wrong, one for each row that is not good, by row
    """

    names: Any
    good: BoolArray
    cells: CellArray
    side: IntArray
    starts: IntArray
    faults: tuple[tuple[int, Fault], ...]


def arrow(asker: str) -> Any:
    """Return pyarrow, or raise MissingExtraError with the line that installs it."""
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional extra
    except ImportError:
        raise MissingExtraError([Fault(asker, "needs pyarrow: pip install 'mbi-collab[arrow]'")]) from None
    return pa


def parquet(asker: str) -> Any:
    """Return pyarrow's module for Parquet files, or raise MissingExtraError with the line that installs it."""
    arrow(asker)
    import pyarrow.parquet as pq  # noqa: PLC0415  an optional extra

    return pq


def read_organisations(batch: Any, model: BatchModel) -> Organisations:
    """Return the organisations of a record batch, each checked as a Panel checks its answers.

    Raises
    ------
    AnswersError
        If it is no record batch, or a column is missing or of a type that cannot be read: then no row can be scored.
    """
    pa = arrow("BatchScorer")
    if not isinstance(batch, pa.RecordBatch):
        raise AnswersError([Fault("batch", "is no pyarrow.RecordBatch", type(batch).__name__)], "BatchScorer")
    names, sides, answers = _columns(batch, pa)
    faults: dict[int, Fault] = {}
    for row in np.flatnonzero(_nulls(sides)).tolist():
        faults[row] = Fault("side", "is null")
    for row in np.flatnonzero(_nulls(answers)).tolist():
        faults.setdefault(row, Fault("answers", "are null"))
    told, given = _lengths(sides), _lengths(answers)
    for row in np.flatnonzero(told != given).tolist():
        faults.setdefault(row, Fault("answers", f"are of {given[row]} respondents, side of {told[row]}"))
    rows = _Rows(np.arange(len(batch)), sides, answers, given, faults).without_faulty(pa)
    rows.check_respondents(model)
    rows = rows.without_faulty(pa)
    side = _integers(rows.sides.flatten())
    cells = _integers(rows.answers.flatten().flatten()).reshape(len(side), len(model.items))
    rows.blame(wrong_answers(cells, side, model))
    kept = ~np.isin(rows.at, list(faults))
    if not kept.all():
        stays = np.repeat(kept, rows.counts)
        cells, side = cells[stays], side[stays]
    good = np.ones(len(batch), dtype=bool)
    good[list(faults)] = False
    starts = np.concatenate([[0], np.cumsum(rows.counts[kept])]).astype(np.int64)
    told_of = tuple(sorted(faults.items(), key=lambda each: each[0]))
    return Organisations(names, good, cells.astype(np.int8, copy=False), side.astype(np.int64), starts, told_of)


class _Rows(NamedTuple):
    """The rows not yet found faulty: their places in the batch, lists, and numbers of respondents."""

    at: IntArray
    sides: Any
    answers: Any
    counts: IntArray
    faults: dict[int, Fault]

    def without_faulty(self, pa: Any) -> "_Rows":
        """Return the rows without those that have a fault by now."""
        if not self.faults:
            return self
        kept = ~np.isin(self.at, list(self.faults))
        mask = pa.array(kept)
        lists = (self.sides.filter(mask), self.answers.filter(mask))
        return _Rows(self.at[kept], *lists, self.counts[kept], self.faults)

    def blame(self, wrong: Iterable[tuple[int, Fault]]) -> None:
        """Note faults of respondents, counted through all rows, unless the row has one already."""
        ends = np.cumsum(self.counts)
        for respondent, fault in wrong:
            row = int(np.searchsorted(ends, respondent, side="right"))
            number = respondent - int(ends[row] - self.counts[row]) + 1
            told = Fault(f"respondent {number}, {fault.place}", fault.problem, fault.found, fault.allowed)
            self.faults.setdefault(int(self.at[row]), told)

    def check_respondents(self, model: BatchModel) -> None:
        """Note respondents without side or answers, of no known side, or with too many or too few answers."""
        side, answers = self.sides.flatten(), self.answers.flatten()
        self.blame((row, Fault("side", "is null")) for row in np.flatnonzero(_nulls(side)).tolist())
        self.blame(wrong_sides(_integers(side), model))
        self.blame((row, Fault("answers", "are null")) for row in np.flatnonzero(_nulls(answers)).tolist())
        lengths, wanted = _lengths(answers), len(model.items)
        uneven = np.flatnonzero(lengths != wanted).tolist()
        self.blame((row, Fault("answers", f"are {lengths[row]}, not {wanted}")) for row in uneven)


def _columns(batch: Any, pa: Any) -> tuple[Any, Any, Any]:
    """Return the three columns, organisation as texts, or raise AnswersError naming what cannot be read."""
    found = {name: batch.schema.get_field_index(name) for name in COLUMNS}
    missing = [name for name, at in found.items() if at < 0]
    if missing:
        told = [Fault("record batch", "has no such column, or several", name, batch.schema.names) for name in missing]
        raise AnswersError(told, "batch")
    names, sides, answers = (batch.column(at) for at in found.values())
    types, faults = pa.types, []
    sides = _of_nulls(sides, types, pa.list_(pa.int8()))
    answers = _of_nulls(answers, types, pa.list_(pa.list_(pa.int8())))
    kinds = (types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_null)
    kind = names.type.value_type if types.is_dictionary(names.type) else names.type
    if not any(is_kind(kind) for is_kind in kinds):
        faults.append(_type_fault("organisation", names.type, ("string", "an integer")))
    if not _is_list(sides.type, types, _is_integer(types)):
        faults.append(_type_fault("side", sides.type, _lists_of("an integer")))
    if not _is_list(answers.type, types, lambda inner: _is_list(inner, types, _is_integer(types))):
        faults.append(_type_fault("answers", answers.type, _lists_of("lists of an integer")))
    if faults:
        raise AnswersError(faults, "batch")
    return names.cast(pa.string()), sides, answers


def _type_fault(column: str, found: Any, allowed: tuple[str, ...]) -> Fault:
    return Fault(f"column {column!r}", "is a type that cannot be read", str(found), allowed)


def _lists_of(inner: str) -> tuple[str, ...]:
    return tuple(f"{kind} of {inner}" for kind in ("list", "large_list", "fixed_size_list"))


def _of_nulls(array: Any, types: Any, wanted: Any) -> Any:
    """Return an array whose type says no more than that there are nulls, or lists of nothing, as one of lists."""
    kind = array.type
    is_empty = types.is_null(kind) or (types.is_nested(kind) and kind.num_fields and types.is_null(kind.field(0).type))
    return array.cast(wanted) if is_empty else array


def _is_integer(types: Any) -> Any:
    """Return whether a type is an integer, or the type of nothing but nulls."""
    return lambda inner: types.is_integer(inner) or types.is_null(inner)


def _is_list(found: Any, types: Any, inside: Any) -> bool:
    is_list = any(kind(found) for kind in (types.is_list, types.is_large_list, types.is_fixed_size_list))
    return is_list and bool(inside(found.value_type))


def _nulls(array: Any) -> BoolArray:
    """Return which entries are null."""
    nulls: BoolArray = np.asarray(array.is_null().to_numpy(zero_copy_only=False), dtype=bool)
    return nulls


def _lengths(lists: Any) -> IntArray:
    """Return how long each list is; a null has none."""
    lengths = lists.value_lengths() if hasattr(lists, "value_lengths") else None
    if lengths is None:  # of one fixed size
        return np.where(_nulls(lists), 0, lists.type.list_size).astype(np.int64)
    found: IntArray = lengths.fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _integers(array: Any) -> npt.NDArray[np.integer]:
    """Return integers; a null is 0, which as an answer is unanswered."""
    kind = str(array.type)
    if kind == "null":
        return np.zeros(len(array), dtype=np.int8)
    numbers: npt.NDArray[np.integer] = (array.fill_null(0) if array.null_count else array).to_numpy()
    return numbers.astype(np.int64) if kind == "uint64" and len(numbers) and numbers.max() < 2**63 else numbers
