"""Organisations in uneven batches, some of them empty, with every fault that a row can have."""

from itertools import pairwise
from typing import Any

import pytest

from mbi_collab import BatchScorer, load_catalogue, simulate_panels
from tests.exchange.test_batches import batch_of

SHEET = load_catalogue().questionnaire()
SCORER = BatchScorer(SHEET)
#: Where the batches begin and end.
CUTS = (0, 0, 1, 9, 9, 90, 119, 120, 120)


def uneven_batches() -> list[Any]:
    """Return record batches of 0, 1, 8, 0, 81, 29, 1 and 0 organisations, eight of which have a fault."""
    pa = pytest.importorskip("pyarrow")
    batch = batch_of(simulate_panels(SHEET, CUTS[-1], 4))
    rows = batch.to_pylist()
    rows[0]["side"] = None
    rows[4]["side"][0] = 7
    rows[8]["answers"] = None
    rows[9]["answers"][0][0] = 9
    rows[60]["answers"][0].pop()
    rows[61]["answers"].pop()
    rows[62]["answers"][0] = None
    rows[119]["side"][-1] = None
    rows[63]["side"] = rows[63]["answers"] = []  # nobody was heard, which is no fault
    return [pa.RecordBatch.from_pylist(rows[first:end], batch.schema) for first, end in pairwise(CUTS)]


def scores_of(batches: list[Any]) -> Any:
    """Return what the pyarrow loop makes of them, as a table."""
    pa = pytest.importorskip("pyarrow")
    scores = pa.Table.from_batches(SCORER.map_batches(batches), SCORER.schema)
    assert scores.num_rows - scores.column("error").null_count == 8
    return scores
