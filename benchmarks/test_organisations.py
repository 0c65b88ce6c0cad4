"""Many organisations with everything: record batches against the bare kernel, and other engines against the loop."""

from functools import partial
from typing import Any

import numpy as np
import pytest

import mbi_collab as mbi
from benchmarks.figures import Timed
from mbi_collab.engine.panels import PanelScores, score_panels
from mbi_collab.exchange.batch_model import batch_model, engine_model
from mbi_collab.survey.simulate import ResponseModel

pa = pytest.importorskip("pyarrow")
ORGANISATIONS, BATCH = 200_000, 5_000
pytestmark = pytest.mark.benchmark(
    group=f"{ORGANISATIONS:,} organisations, 1,000,000 respondents × 22 items (S006), everything"
)
#: Two to eight respondents, five on average.
PEOPLE = ResponseModel(fewest=1, most=4)


@pytest.fixture(scope="module")
def drawn() -> Any:
    """Return simulated answers, one row a respondent."""
    return mbi.simulate_panels(mbi.load_catalogue().questionnaire("S006"), ORGANISATIONS, 0, model=PEOPLE)


@pytest.fixture(scope="module")
def scorer(drawn: Any) -> mbi.BatchScorer:
    """Return the scorer, which withholds nothing."""
    return mbi.BatchScorer(drawn.questionnaire, named_chiefs=True)


def starts_of(drawn: Any) -> Any:
    """Return where each organisation's respondents begin, and where the last ones end."""
    return np.searchsorted(drawn.organisation, np.arange(ORGANISATIONS + 1)).astype(np.int64)


@pytest.fixture(scope="module")
def organisations(drawn: Any) -> Any:
    """Return a table with one row an organisation."""
    respondents, items = drawn.answers.shape
    each = pa.array(np.arange(respondents + 1, dtype=np.int32) * items)
    answers = pa.ListArray.from_arrays(each, pa.array(drawn.answers.ravel()))
    offsets = pa.array(starts_of(drawn).astype(np.int32))
    lists = [pa.ListArray.from_arrays(offsets, array) for array in (pa.array(drawn.side), answers)]
    return pa.table([pa.array(np.arange(ORGANISATIONS)), *lists], names=["organisation", "side", "answers"])


@pytest.fixture(scope="module")
def wanted(scorer: mbi.BatchScorer, organisations: Any) -> Any:
    """Return the scores, made in batches of another size."""
    return pa.Table.from_batches(scorer.map_batches(organisations.to_batches(7 * BATCH)), scorer.schema)


def equal_levels(wanted: Any, found: list[PanelScores]) -> None:
    """Raise unless the kernel's levels are those of the table, to the bit."""
    levels = wanted["level"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    np.testing.assert_array_equal(np.concatenate([each.level for each in found]).ravel(), levels)


def equal_tables(wanted: Any, found: Any) -> None:
    """Raise unless two tables hold the same, to the bit."""
    pl = pytest.importorskip("polars")
    assert pl.DataFrame(found).equals(pl.DataFrame(wanted))


def test_kernel(timed: Timed, drawn: Any, wanted: Any) -> None:
    """the bare kernel on arrays, in the same batches."""
    model, side, starts = engine_model(batch_model(drawn.questionnaire)), drawn.side.astype(np.int64), starts_of(drawn)

    def batch(first: int) -> PanelScores:
        begin, end = starts[first], starts[first + BATCH]
        return score_panels(drawn.answers[begin:end], side[begin:end], starts[first : first + BATCH + 1] - begin, model)

    timed(lambda: list(map(batch, range(0, ORGANISATIONS, BATCH))), partial(equal_levels, wanted))


@pytest.mark.goal("time", of=test_kernel, at_most=1.3)
def test_pyarrow(timed: Timed, organisations: Any, scorer: mbi.BatchScorer, wanted: Any) -> None:
    """BatchScorer, the loop over pyarrow's batches."""
    timed(
        lambda: pa.Table.from_batches(scorer.map_batches(organisations.to_batches(BATCH)), scorer.schema),
        partial(equal_tables, wanted),
    )


@pytest.mark.goal("time", of=test_pyarrow, at_most=1.5)
def test_polars(timed: Timed, drawn: Any, wanted: Any) -> None:
    """Polars from respondents: docs/how-to/polars.md."""
    pl = pytest.importorskip("polars")
    rows = pl.DataFrame({"organisation": drawn.organisation, "side": drawn.side, "answers": drawn.answers})

    def act() -> Any:
        collected = rows.group_by("organisation", maintain_order=True).agg("side", "answers")
        return pl.DataFrame(mbi.score_frame(drawn.questionnaire, collected, named_chiefs=True))

    timed(act, partial(equal_tables, wanted), is_traced=False)


@pytest.mark.goal("time", of=test_pyarrow, at_most=1.5)
def test_duckdb(timed: Timed, drawn: Any, scorer: mbi.BatchScorer, wanted: Any) -> None:
    """DuckDB from respondents: docs/how-to/duckdb.md."""
    duckdb = pytest.importorskip("duckdb")
    codes = [item.code for item in drawn.questionnaire.items]
    columns = {code: drawn.answers[:, at] for at, code in enumerate(codes)}
    connection = duckdb.connect(config={"threads": 2})
    connection.register("respondents", pa.table({"organisation": drawn.organisation, "side": drawn.side, **columns}))
    query = (
        f"select organisation, list(side) as side, list([{', '.join(codes)}]) as answers"  # noqa: S608  our own codes
        " from respondents group by organisation order by 1"
    )

    def act() -> Any:
        reader = connection.sql(query).to_arrow_reader(BATCH)
        return pa.Table.from_batches(scorer.map_batches(reader), scorer.schema)

    timed(act, partial(equal_tables, wanted), is_traced=False)
