"""Many organisations with Dask: one task a file, on a cluster of two processes; each task returns a short count."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import dask
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, LocalCluster

import mbi_collab as mbi


def firsts_of(scorer: mbi.BatchScorer, file: Path) -> Counter[str]:
    """Score a file batch by batch; return how many organisations take up each practice first."""
    firsts: Counter[str] = Counter()
    for scores in scorer.map_batches(pq.ParquetFile(file, pre_buffer=False).iter_batches(5_000)):
        firsts.update(steps[0] for steps in scores.column("first_steps").to_pylist() if steps)
    return firsts


def main() -> None:
    """Write made-up organisations into files, and score them."""
    sheet = mbi.load_catalogue().questionnaire()
    drawn = mbi.simulate_panels(sheet, 200, seed=0)  # made-up people: they need no minimum_group

    # One row an organisation: its respondents are those between two of the offsets.
    offsets = pa.array(np.searchsorted(drawn.organisation, range(201)), pa.int32())
    answers = pa.array(drawn.answers.tolist(), pa.list_(pa.int8()))
    lists = [pa.ListArray.from_arrays(offsets, each) for each in (pa.array(drawn.side), answers)]
    organisations = pa.table([pa.array(range(200)), *lists], names=["organisation", "side", "answers"])

    with TemporaryDirectory() as folder:
        files = [Path(folder, f"{part}.parquet") for part in range(4)]
        for part, file in enumerate(files):
            pq.write_table(organisations.slice(50 * part, 50), file)
        tasks = [dask.delayed(firsts_of)(mbi.BatchScorer(sheet, minimum_group=1), file) for file in files]
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
            firsts = sum(dask.compute(*tasks), Counter())

    for practice, count in sorted(firsts.items()):
        print(f"{count} organisations take up {practice} first")


if __name__ == "__main__":  # each worker process imports this file
    main()
