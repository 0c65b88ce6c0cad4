"""Dask hands record batches to threads, processes and the workers of a cluster; `nox -s dask` installs it."""

from typing import Any

import pytest

from tests.exchange.uneven import SCORER, scores_of, uneven_batches

pa = pytest.importorskip("pyarrow")
dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")


def scores_by(**where: Any) -> Any:
    """Return the scores of the uneven batches, one task a batch."""
    found = dask.compute(*(dask.delayed(SCORER)(batch) for batch in uneven_batches()), **where)
    return pa.Table.from_batches(found, SCORER.schema)


@pytest.mark.parametrize("scheduler", ["synchronous", "threads", "processes"])
def test_schedulers_give_the_bits_of_the_pyarrow_loop(scheduler: str) -> None:
    """Rows with faults and empty batches among them."""
    found = scores_by(scheduler=scheduler, num_workers=2)
    assert found.equals(scores_of(uneven_batches()), check_metadata=True)


def test_a_local_cluster_gives_the_bits_of_the_pyarrow_loop() -> None:
    """The scorer and the batches are sent to other processes and back."""
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster):
        found = scores_by()
    assert found.equals(scores_of(uneven_batches()), check_metadata=True)
