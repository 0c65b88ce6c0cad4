"""Scoring many organisations: the numbers of assess(), whatever the batches."""

import math
import pickle
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.engine.panels import PanelScores
from mbi_collab.errors import AnswersError, SettingsError
from mbi_collab.exchange.batches import ArrayScores, BatchScorer, score_arrays, score_frame
from mbi_collab.survey.simulate import SimulatedPanels, simulate_panels
from tests import strategies

SHEET = mbi.load_catalogue().questionnaire()
EXTENDED = mbi.load_catalogue().questionnaire("extended")


def batch_of(drawn: SimulatedPanels) -> Any:
    """Return simulated panels as a record batch."""
    pa = pytest.importorskip("pyarrow")
    offsets = pa.array(np.searchsorted(drawn.organisation, np.arange(len(drawn.truth) + 1)).astype(np.int32))
    items = drawn.answers.shape[1]
    every = pa.array(np.arange(len(drawn.answers) + 1, dtype=np.int32) * items)
    answers = pa.ListArray.from_arrays(every, pa.array(drawn.answers.ravel()))
    names = pa.array([str(number) for number in range(len(drawn.truth))])
    sides = pa.ListArray.from_arrays(offsets, pa.array(drawn.side))
    return pa.record_batch(
        [names, sides, pa.ListArray.from_arrays(offsets, answers)], ["organisation", "side", "answers"]
    )


def arrays_of(panels: Sequence[mbi.Panel]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the answers of panels as score_arrays takes them."""
    sheet = panels[0].questionnaire
    cells = np.frombuffer(b"".join(panel.cells for panel in panels), dtype=np.int8).reshape(-1, len(sheet.items))
    side = [sheet.side_codes.index(each.side) for panel in panels for each in panel.answer_sets]
    organisation = [at for at, panel in enumerate(panels) for _ in panel.answer_sets]
    return cells, np.array(side, dtype=np.int64), np.array(organisation, dtype=np.int64)


def numbers(values: Any) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values.tolist()]


def assert_is(found: ArrayScores, at: int, result: mbi.Assessment) -> None:
    """Assert that the scores of an organisation are those of its assessment, to the bit."""
    scores, nodes = found.scores, list(result.scorecard)
    assert numbers(scores.level[at]) == [node.level for node in nodes]
    assert numbers(scores.coverage[at]) == [node.coverage for node in nodes]
    for place, side in enumerate(found.sides):
        assert numbers(scores.level_by_side[at, place]) == [node.side(side).level for node in nodes]
        assert scores.respondents[at, place] == len(result.panel.respondents_of(side))
    for pair in range(scores.gap.shape[1]):
        assert numbers(scores.gap[at, pair]) == [node.gaps[pair].value for node in nodes]
    assert numbers(scores.priority[at]) == [result.priorities.practice(code).value for code in found.practices]
    steps = [found.practices[step] for step in scores.first_steps[at].tolist() if step >= 0]
    assert steps == [step.practice for step in result.order][: scores.first_steps.shape[1]]
    assert scores.open_practices[at] == len(result.order)
    overall = result.scorecard.overall
    assert (scores.answered[at], scores.asked[at]) == (overall.answered, overall.asked)


@strategies.some_examples
@given(st.data())
def test_an_organisation_gets_the_numbers_of_assess(data: st.DataObject) -> None:
    """Random packs and panels with any holes, one-sided ones among them; bit for bit."""
    sheet = data.draw(strategies.packs())
    panels = data.draw(st.lists(strategies.panels(sheet), min_size=1, max_size=4))
    panels = [mbi.Panel(sheet, panel.answer_sets) for panel in panels if panel.answer_sets]
    if panels:
        found = score_arrays(sheet, *arrays_of(panels), steps=99)
        for at, panel in enumerate(panels):
            assert_is(found, at, mbi.assess(panel))


@pytest.mark.parametrize("sheet", [SHEET, EXTENDED], ids=["S006+", "extended"])
def test_simulated_organisations_get_the_numbers_of_assess(sheet: Any) -> None:
    """Of the pack itself, with targets and weights of the user's own."""
    drawn = simulate_panels(sheet, 5, 3)
    settings: dict[str, Any] = {"targets": {"U": 0.6}, "criterion_weights": {"need": 2.0, "ease": 1.0}}
    found = score_arrays(sheet, drawn.answers, drawn.side, drawn.organisation, **settings)
    for at, panel in enumerate(drawn.panels()):
        assert_is(found, at, mbi.assess(panel, **settings))


@given(st.integers(0, 999))
def test_rows_come_in_any_order_and_organisations_have_any_names(seed: int) -> None:
    """Shuffled respondents, names instead of numbers, wider integers: the same bits."""
    drawn, order = simulate_panels(SHEET, 8, 5), np.random.default_rng(seed)
    rows = order.permutation(len(drawn.answers))
    wanted = score_arrays(SHEET, drawn.answers, drawn.side, drawn.organisation)
    names = np.array([f"company {number}" for number in drawn.organisation])
    found = score_arrays(SHEET, drawn.answers[rows].astype(np.int64), drawn.side[rows], names[rows])
    assert found.organisation.tolist() == [f"company {number}" for number in range(8)]
    for name in PanelScores._fields:
        np.testing.assert_array_equal(getattr(found.scores, name), getattr(wanted.scores, name))


@pytest.mark.parametrize(
    ("answers", "side", "organisation", "fault"),
    [
        (np.full((2, 33), 9), [0, 1], [0, 0], "row 0, answer to"),
        (np.full((2, 33), 2), [0, 2], [0, 0], "row 1, side: '2' is no place"),
        (np.full((2, 33), 2), [-1, 1], [0, 0], "row 0, side: '-1' is no place"),
        (np.full((2, 32), 2), [0, 1], [0, 0], "do not fit"),
        (np.full((2, 33), 2), [0], [0, 0], "do not fit"),
        (np.full((2, 33), 2), [0, 1], [0], "do not fit"),
        (np.full((2, 33), 2.0), [0, 1], [0, 0], "must be whole numbers"),
        (np.full((2, 33), 2), [0.0, 1.0], [0, 0], "must be whole numbers"),
        (np.full((2, 33), 2), [0, 1], [0, np.nan], "row 1, organisation: 'nan' is no name"),
        (np.full((2, 33), 2), [0, 1], np.array(["one", None]), "organisation: cannot be sorted"),
        (np.ma.masked_equal(np.full((2, 33), 2), 2), [0, 1], [0, 0], "must not be masked"),
        ([[1], [1, 2]], [0, 1], [0, 0], "each row as long as the others"),
    ],
)
def test_arrays_that_cannot_be_scored_are_refused(answers: Any, side: Any, organisation: Any, fault: str) -> None:
    """Off the scale, no side, no name, other shapes, other types, a mask that would get lost: nothing is scored."""
    with pytest.raises(AnswersError, match=fault):
        score_arrays(SHEET, answers, np.array(side), np.array(organisation))


@pytest.mark.parametrize("size", [1, 7, 40, 1000])
def test_batches_of_any_size_slice_and_order_are_alike(size: int) -> None:
    """Each row has the same bits, and they are those of score_arrays."""
    pa = pytest.importorskip("pyarrow")
    drawn = simulate_panels(SHEET, 90, 1)
    whole, scorer = batch_of(drawn), BatchScorer(SHEET, named_chiefs=True)
    wanted = scorer(whole)
    assert wanted.schema.equals(scorer.schema, check_metadata=True)
    sliced = pa.Table.from_batches(
        scorer.map_batches(whole.slice(at, size) for at in range(0, 90, size)), scorer.schema
    )
    assert sliced.equals(pa.Table.from_batches([wanted]))
    order = pa.array(np.random.default_rng(size).permutation(90))
    assert scorer(whole.take(order)).equals(wanted.take(order))
    arrays = score_arrays(SHEET, drawn.answers, drawn.side, drawn.organisation).scores
    for name in ("level", "coverage", "priority"):
        found = np.array(wanted.column(name).to_pylist(), dtype=np.float64)
        np.testing.assert_array_equal(found, getattr(arrays, name), err_msg=name)
    for name in ("level_by_side", "gap"):
        found = np.array(wanted.column(name).to_pylist(), dtype=np.float64)
        np.testing.assert_array_equal(found, getattr(arrays, name), err_msg=name)


def test_a_scorer_is_pickled_small() -> None:
    """As engines send it to their workers: a few kilobytes, equal, and of the same numbers after it."""
    scorer = BatchScorer(SHEET, steps=5, named_chiefs=True)
    pickled = pickle.dumps(scorer)
    again = pickle.loads(pickled)  # noqa: S301
    assert again == scorer
    assert len(pickled) < 10_000
    batch = batch_of(simulate_panels(SHEET, 4, 0))
    assert again(batch).equals(scorer(batch))


def test_a_batch_dies_for_one_row_only_if_told_to() -> None:
    """Strict: every fault with its row and organisation, and no scores."""
    pa = pytest.importorskip("pyarrow")
    batch = batch_of(simulate_panels(SHEET, 3, 0))
    sides = [[7] * len(each) if at else each for at, each in enumerate(batch.column("side").to_pylist())]
    batch = batch.set_column(1, "side", pa.array(sides, pa.list_(pa.int8())))
    told = BatchScorer(SHEET)(batch).column("error").to_pylist()
    assert told[0] is None
    assert told[1] == "respondent 1, side: '7' is no place of a side (allowed: 0 (CIO), 1 (CMO))"
    with pytest.raises(AnswersError) as caught:
        BatchScorer(SHEET, strict=True)(batch)
    assert [fault.place for fault in caught.value.faults] == [f"row {at} ({at}), respondent 1, side" for at in (1, 2)]


def test_organisations_of_one_side_of_nobody_and_no_organisation_at_all() -> None:
    """Scored as assess() scores them: no gap with one side, nothing with nobody; an empty batch has the schema."""
    pa = pytest.importorskip("pyarrow")
    lists = pa.list_(pa.list_(pa.int8()))
    columns = {"organisation": [1, 2], "side": [[0, 0], []], "answers": [[[2] * 33] * 2, []]}
    one, nobody = BatchScorer(SHEET, named_chiefs=True)(
        pa.record_batch(
            columns, schema=pa.schema([("organisation", pa.int64()), ("side", pa.list_(pa.int8())), ("answers", lists)])
        )
    ).to_pylist()
    assert (one["level"][0], one["gap"][0][0], one["coverage"][0]) == (0.25, None, 0.5)
    assert one["level_by_side"][1][0] is None
    assert (nobody["error"], nobody["level"][0], nobody["coverage"][0], nobody["first_steps"]) == (None, None, 0.0, [])
    empty = BatchScorer(SHEET)(batch_of(simulate_panels(SHEET, 0, 0)))
    assert (len(empty), empty.schema) == (0, BatchScorer(SHEET).schema)


def test_spark_spells_the_same_schema() -> None:
    """One column after another, nested as in the schema."""
    pytest.importorskip("pyarrow")
    scorer = BatchScorer(SHEET)
    spelled = [column.split(" ")[0] for column in scorer.spark_ddl.split(", ")]
    assert spelled == scorer.schema.names
    assert "gap array<array<double>>" in scorer.spark_ddl


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.filterwarnings("default")
def test_what_engines_hand_over_gets_the_scores_of_the_loop(engine: str) -> None:
    """Their own types of texts and lists; bit for bit."""
    pa, module = pytest.importorskip("pyarrow"), pytest.importorskip(engine)
    table, scorer = pa.Table.from_batches([batch_of(simulate_panels(SHEET, 60, 4))]), BatchScorer(SHEET)
    wanted = pa.Table.from_batches(scorer.map_batches(table.to_batches(7)), scorer.schema)
    if engine == "polars":
        frame = module.DataFrame(table)
    elif engine == "pandas":
        lists = {name: table.column(name).to_pylist() for name in table.schema.names}
        frame = module.DataFrame(lists)
    else:
        frame = module.connect().from_arrow(table)
    assert score_frame(SHEET, frame).combine_chunks().equals(wanted.combine_chunks())


def test_any_frame_that_speaks_arrow_is_scored() -> None:
    """A table, and whatever else has a stream; it is read once. What has none is refused."""
    pa = pytest.importorskip("pyarrow")
    batch = batch_of(simulate_panels(SHEET, 6, 0))
    table = pa.Table.from_batches([batch.slice(0, 2), batch.slice(2)])
    found = score_frame(SHEET, table, named_chiefs=True)
    assert found.equals(pa.Table.from_batches([BatchScorer(SHEET, named_chiefs=True)(batch)]))
    assert score_frame(SHEET, pa.RecordBatchReader.from_batches(batch.schema, [batch])).num_rows == 6
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        score_frame(SHEET, {"organisation": []})
    with pytest.raises(AnswersError, match="frame: 'ChunkedArray' is no table"):
        score_frame(SHEET, pa.chunked_array([[1, 2]]))
    with pytest.raises(SettingsError):
        score_frame(SHEET, table, steps=0)
