"""Reading record batches: every type that is met, and every row that is not as it should be."""

import sys
from typing import Any

import numpy as np
import pytest

from mbi_collab.errors import AnswersError, MissingExtraError
from mbi_collab.exchange.arrow_rows import arrow, read_organisations
from mbi_collab.exchange.batch_model import batch_model
from tests import strategies

MODEL = batch_model(strategies.sheet_of(strategies.small_pack("ab")))
GOOD: dict[str, Any] = {"organisation": "one", "side": [0, 1], "answers": [[1, 2], [3, 0]]}


def test_a_missing_extra_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pyarrow the error is an ImportError of ours."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'mbi-collab\[arrow\]'") as caught:
        arrow("score_frame()")
    assert isinstance(caught.value, ImportError)


def batch(rows: list[dict[str, Any]], **types: Any) -> Any:
    pa = pytest.importorskip("pyarrow")
    kinds = {"organisation": pa.string(), "side": pa.list_(pa.int8()), "answers": pa.list_(pa.list_(pa.int8()))} | types
    columns = [pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()]
    return pa.record_batch(columns, names=list(kinds))


@pytest.mark.parametrize("width", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"])
@pytest.mark.parametrize("lists", ["list_", "large_list", "fixed"])
def test_lists_of_any_kind_and_width_are_read_alike(width: str, lists: str) -> None:
    """Also where the batch is a slice of another, and rows are null."""
    pa = pytest.importorskip("pyarrow")
    kind = getattr(pa, width)()

    def list_of(inner: Any) -> Any:
        return pa.list_(inner, 2) if lists == "fixed" else getattr(pa, lists)(inner)

    rows = [GOOD, {**GOOD, "side": None}, GOOD, {**GOOD, "answers": None}, {**GOOD, "answers": [[1, 2], [3, 1]]}]
    whole = batch(rows, side=list_of(kind), answers=list_of(list_of(kind)))
    found = read_organisations(whole, MODEL)
    assert found.good.tolist() == [True, False, True, False, True]
    assert found.cells.tolist() == [[1, 2], [3, 0], [1, 2], [3, 0], [1, 2], [3, 1]]
    assert (found.side.tolist(), found.starts.tolist()) == ([0, 1] * 3, [0, 2, 4, 6])
    assert [str(fault) for _, fault in found.faults] == ["side: is null", "answers: are null"]
    found = read_organisations(whole.slice(2), MODEL)
    assert found.good.tolist() == [True, False, True]
    assert found.cells.tolist() == [[1, 2], [3, 0], [1, 2], [3, 1]]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"side": None}, "side: is null"),
        ({"answers": None}, "answers: are null"),
        ({"side": None, "answers": None}, "side: is null"),
        ({"side": [0]}, "answers: are of 2 respondents, side of 1"),
        ({"side": []}, "answers: are of 2 respondents, side of 0"),
        ({"side": [0, None]}, "respondent 2, side: is null"),
        ({"side": [0, 9]}, "respondent 2, side: '9' is no place of a side (allowed: 0 (S0), 1 (S1))"),
        ({"side": [-1, 0]}, "respondent 1, side: '-1' is no place of a side (allowed: 0 (S0), 1 (S1))"),
        ({"answers": [[1, 2], None]}, "respondent 2, answers: are null"),
        ({"answers": [[1, 2], [1]]}, "respondent 2, answers: are 1, not 2"),
        ({"answers": [[1, 2, 3], [1, 2]]}, "respondent 1, answers: are 3, not 2"),
        ({"answers": [[], []]}, "respondent 1, answers: are 0, not 2"),
        ({"answers": [[1, 4], [1, 1]]}, "respondent 1, answer to b: '4' is no answer"),
        ({"answers": [[1, 1], [-3, 1]]}, "respondent 2, answer to a: '-3' is no answer"),
    ],
)
def test_a_row_that_cannot_be_scored_says_why_and_spoils_no_other(row: dict[str, object], fault: str) -> None:
    """One fault a row, in words; the rows around it are read as they stand."""
    found = read_organisations(batch([GOOD, {**GOOD, **row}, GOOD]), MODEL)
    assert found.good.tolist() == [True, False, True]
    assert found.cells.tolist() == [[1, 2], [3, 0]] * 2
    ((place, told),) = found.faults
    assert place == 1
    assert str(told).startswith(fault)


def test_what_is_no_record_batch_is_refused() -> None:
    """A whole table, a column of one, anything else: named, not taken apart."""
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_batches([batch([GOOD])])
    for wrong in (table, table.column("side"), GOOD, None):
        with pytest.raises(AnswersError, match=f"'{type(wrong).__name__}' is no pyarrow.RecordBatch"):
            read_organisations(wrong, MODEL)


def test_numbers_that_int8_cannot_hold_are_off_the_scale() -> None:
    """Not what is left of them in eight bits."""
    pa = pytest.importorskip("pyarrow")
    wide = pa.list_(pa.list_(pa.int64()))
    rows = [{**GOOD, "answers": [[number, 1], [1, 1]]} for number in (257, -254, 2**62, 1)]
    found = read_organisations(batch(rows, answers=wide), MODEL)
    assert found.good.tolist() == [False, False, False, True]
    rows = [{**GOOD, "side": [0, 2**64 - 1]}, GOOD]
    found = read_organisations(batch(rows, side=pa.list_(pa.uint64())), MODEL)
    assert found.good.tolist() == [False, True]


def test_a_null_answer_is_unanswered() -> None:
    """As it comes out of a join or a pivot."""
    found = read_organisations(batch([{**GOOD, "answers": [[None, 2], [3, None]]}]), MODEL)
    assert found.cells.tolist() == [[0, 2], [3, 0]]


def test_nothing_but_nulls_and_nothing_at_all() -> None:
    """Columns of the null type, empty batches, an organisation of nobody, answers of nobody."""
    pa = pytest.importorskip("pyarrow")
    found = read_organisations(
        batch([{**GOOD, "side": None, "answers": None}], side=pa.null(), answers=pa.null()), MODEL
    )
    assert found.good.tolist() == [False]
    found = read_organisations(batch([]), MODEL)
    assert (found.cells.shape, found.starts.tolist()) == ((0, 2), [0])
    nobody = {**GOOD, "side": [], "answers": []}
    for kind in (pa.list_(pa.null()), pa.list_(pa.list_(pa.null()))):
        assert read_organisations(batch([nobody], answers=kind), MODEL).good.tolist() == [True]
    found = read_organisations(batch([nobody, GOOD, nobody], organisation=pa.string()), MODEL)
    assert found.starts.tolist() == [0, 0, 2, 2]


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "int32", "dictionary"])
def test_organisations_are_named_by_texts_or_whole_numbers(kind: str) -> None:
    """Null, too, is a name."""
    pa = pytest.importorskip("pyarrow")
    wanted = pa.dictionary(pa.int8(), pa.string()) if kind == "dictionary" else getattr(pa, kind)()
    name = 7 if kind == "int32" else "seven"
    found = read_organisations(
        batch([{**GOOD, "organisation": name}, {**GOOD, "organisation": None}], organisation=wanted), MODEL
    )
    assert found.names.to_pylist() == [str(name), None]


def test_types_that_cannot_be_read_are_named() -> None:
    """Each column that is of none of the types, and each that is missing, before any row is looked at."""
    pa = pytest.importorskip("pyarrow")
    nobody: list[dict[str, Any]] = [{"organisation": None, "side": None, "answers": None}]
    wrong = {"organisation": pa.float64(), "side": pa.list_(pa.float32()), "answers": pa.list_(pa.list_(pa.bool_()))}
    with pytest.raises(AnswersError) as caught:
        read_organisations(batch(nobody, **wrong), MODEL)
    assert [fault.found for fault in caught.value.faults] == [str(kind) for kind in wrong.values()]
    for name, kind in (("side", pa.list_view(pa.int8())), ("side", pa.int8()), ("answers", pa.list_(pa.int8()))):
        with pytest.raises(AnswersError, match=f"column '{name}'"):
            read_organisations(batch(nobody, **{name: kind}), MODEL)
    with pytest.raises(AnswersError, match="no such column") as caught:
        read_organisations(pa.record_batch({"side": [1]}), MODEL)
    assert [fault.found for fault in caught.value.faults] == ["organisation", "answers"]


@pytest.mark.parametrize("seed", range(20))
def test_faults_are_found_wherever_they_stand(seed: int) -> None:
    """Random rows, half of them spoilt: exactly those have a fault, and the cells of the others are theirs."""
    random, rows, spoilt, kept = np.random.default_rng(seed), [], [], []
    for _ in range(30):
        count = int(random.integers(0, 4))
        side = random.integers(0, 2, count).tolist()
        answers = random.integers(-2, 4, (count, 2)).tolist()
        bad = bool(random.integers(0, 2)) and count > 0
        if bad:
            at = int(random.integers(0, count))
            how = int(random.integers(0, 4))
            if how == 0:
                side[at] = 5
            elif how == 1:
                answers[at] = answers[at] + [1]
            elif how == 2:
                answers[at][1] = 9
            else:
                answers[at] = None
        else:
            kept += answers
        spoilt.append(bad)
        rows.append({"organisation": "x", "side": side, "answers": answers})
    found = read_organisations(batch(rows), MODEL)
    assert found.good.tolist() == [not bad for bad in spoilt]
    assert [row for row, _ in found.faults] == [row for row, bad in enumerate(spoilt) if bad]
    assert found.cells.tolist() == kept
