"""Many organisations with pyarrow: score a folder of Parquet files batch by batch, in constant memory."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

import mbi_collab as mbi

sheet = mbi.load_catalogue().questionnaire()
drawn = mbi.simulate_panels(sheet, 200, seed=0)  # made-up people: they need no minimum_group

# One row an organisation: its respondents are those between two of the offsets.
offsets = pa.array(np.searchsorted(drawn.organisation, range(201)), pa.int32())
answers = pa.array(drawn.answers.tolist(), pa.list_(pa.int8()))
lists = [pa.ListArray.from_arrays(offsets, each) for each in (pa.array(drawn.side), answers)]
organisations = pa.table([pa.array(range(200)), *lists], names=["organisation", "side", "answers"])

with TemporaryDirectory() as folder:
    for part in range(4):
        pq.write_table(organisations.slice(50 * part, 50), Path(folder, f"{part}.parquet"))
    firsts: Counter[str] = Counter()
    for scores in mbi.BatchScorer(sheet, minimum_group=1).map_batches(ds.dataset(folder).to_batches()):
        firsts.update(steps[0] for steps in scores.column("first_steps").to_pylist() if steps)

for practice, count in sorted(firsts.items()):
    print(f"{count} organisations take up {practice} first")
