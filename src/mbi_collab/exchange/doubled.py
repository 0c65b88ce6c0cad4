"""Organisations that stand in two places: looked for in what was scored, in little memory."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from mbi_collab.engine.means import IntArray
from mbi_collab.errors import Fault
from mbi_collab.exchange.arrow_rows import parquet

#: How many are told.
_MOST = 1000
#: How many names are compared at once, and how many are read at once.
_AT_ONCE, _BATCH = 2**20, 10_000


def doubled_organisations(files: Mapping[Path, str]) -> Iterator[Fault]:
    """Yield a fault for each organisation that has two rows, for a thousand of them at most.

    Names are read as often as it takes to compare a part of their hashes at a time; only of equal hashes are the names
    themselves compared.

    Parameters
    ----------
    files : mapping
        Files of scores, each with the name of the file that its organisations are from.
    """
    pq = parquet("score_folder()")
    parts = sum(pq.read_metadata(path).num_rows for path in files) // _AT_ONCE + 1
    suspected = np.concatenate([_equal(files, part, parts) for part in range(parts)])[:_MOST]
    if not len(suspected):
        return
    first, told = dict[str, str](), set[str]()
    for path, source in files.items():
        for names in _names(path):
            at = np.flatnonzero(np.isin(_hashes(names), suspected))
            for name in (names[place] for place in at.tolist()):
                before = first.get(name)
                if before is None:
                    first[name] = source
                elif name not in told:
                    told.add(name)
                    yield Fault(source, _problem(source, before), name)


def _problem(source: str, before: str) -> str:
    if source == before:
        return "stands there twice: the rows of an organisation must stand together"
    return f"stands in {before} as well: an organisation must be in one file"


def _equal(files: Iterable[Path], part: int, parts: int) -> IntArray:
    """Return the hashes of one part that more than one name has."""
    every = (_hashes(names) for path in files for names in _names(path))
    hashes = np.concatenate([np.empty(0, dtype=np.int64), *(each[each % parts == part] for each in every)])
    hashes.sort()
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def _hashes(names: list[str]) -> IntArray:
    return np.fromiter(map(hash, names), dtype=np.int64, count=len(names))


def _names(path: Path) -> Iterator[list[str]]:
    """Yield the names in a file of scores; what has no name is nobody twice."""
    with parquet("score_folder()").ParquetFile(path) as file:
        for batch in file.iter_batches(_BATCH, columns=["organisation"]):
            yield [name for name in batch.column(0).to_pylist() if name]
