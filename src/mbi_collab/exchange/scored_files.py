"""A file of scores: written whole or not at all, and what it was made from."""

import os
import secrets
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mbi_collab.errors import Fault, OutputError
from mbi_collab.exchange.arrow_rows import Organisations, arrow, parquet
from mbi_collab.exchange.batches import BatchScorer

#: How the name of a file ends while it is written; it begins with a dot, so that no engine reads it.
UNFINISHED = ".unfinished"
#: The metadata that say what a file of scores was made from, and how many of its rows have an error.
_MADE_FROM, _ERRORS = b"mbi-collab-made-from", b"mbi-collab-errors"


class ScoredFile(NamedTuple):
    """What a file of scores says of itself.

    Attributes
    ----------
    made_from : what it was made from, as it was told when it was written
    organisations, errors : how many rows it has, and how many of them an error
    """

    made_from: str
    organisations: int
    errors: int


def scored_file(path: Path) -> ScoredFile | None:
    """Return what a file of scores says of itself; ``None`` if there is no such file, or it is another one."""
    pa, pq = arrow("score_folder()"), parquet("score_folder()")
    try:
        read = pq.read_metadata(path)
    except (OSError, pa.ArrowException):
        return None
    kept = read.metadata or {}
    if _MADE_FROM not in kept or _ERRORS not in kept:
        return None
    return ScoredFile(kept[_MADE_FROM].decode(), read.num_rows, int(kept[_ERRORS]))


def write_scores(
    path: Path, batches: Iterable[Organisations], scorer: BatchScorer, made_from: str
) -> Generator[tuple[int, int], None, None]:
    """Write the scores of a file's organisations, and yield after each batch how many they were, and how many in error.

    Until the last one is written they stand in another file beside it, which goes if this ends before.

    Raises
    ------
    OutputError
        If it cannot be written, or the file that is there is none of scores.
    """
    if os.path.lexists(path) and scored_file(path) is None:
        problem = "is there already and holds no scores of a folder: choose another folder for the scores"
        raise OutputError([Fault(str(path), problem)])
    unfinished = path.with_name(f".{path.stem[:50]}.{secrets.token_hex(8)}{UNFINISHED}")  # another process has another
    with _writing(path):
        try:
            yield from _written(unfinished, batches, scorer, made_from)
            _put(unfinished, path, made_from)
        finally:
            unfinished.unlink(missing_ok=True)


def _written(
    path: Path, batches: Iterable[Organisations], scorer: BatchScorer, made_from: str
) -> Iterator[tuple[int, int]]:
    errors = 0
    with path.open("xb") as file:
        with parquet("score_folder()").ParquetWriter(file, scorer.schema) as writer:
            for found in batches:
                writer.write_batch(scorer.score(found))
                errors += len(found.faults)
                yield len(found.good), len(found.faults)
            writer.add_key_value_metadata({_MADE_FROM: made_from, _ERRORS: str(errors)})
        file.flush()
        os.fsync(file.fileno())


def _put(unfinished: Path, path: Path, made_from: str) -> None:
    """Give the file its name, unless another process has done the same work and cleared away."""
    try:
        unfinished.replace(path)
    except FileNotFoundError:
        other = scored_file(path)
        if other is None or other.made_from != made_from:
            raise


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise OutputError([Fault(str(path), f"cannot be written ({problem.strerror or problem})")]) from None
