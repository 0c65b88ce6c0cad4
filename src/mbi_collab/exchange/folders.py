"""Scoring a folder of files that is larger than memory, file by file."""

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, OutputError, SettingsError
from mbi_collab.exchange.arrow_rows import COLUMNS, Organisations, arrow, parquet, read_organisations
from mbi_collab.exchange.batches import BatchScorer
from mbi_collab.exchange.csv_organisations import read_csv
from mbi_collab.exchange.doubled import doubled_organisations
from mbi_collab.exchange.scored_files import UNFINISHED, scored_file, write_scores

#: What a folder is searched for; other files, and those whose name begins with ``.`` or ``_``, are not looked at.
SUFFIXES = (".csv", ".parquet", ".tsv")
#: Rows of a Parquet file that are scored at once, and bytes of a column that are read at once.
_ROWS, _BYTES = 5_000, 2**20


@attrs.frozen
class Progress:
    """How far a folder has been scored.

    Attributes:
        file: the one at work.
        number: which one that is, from 1.
        files: how many there are.
        organisations: how many have been scored so far, those of an earlier run among them.
        errors: how many of these could not be scored.

    >>> Progress("part-3.csv", 3, 8, 41_000, 2).errors
    2
    """

    file: str
    number: int
    files: int
    organisations: int
    errors: int


def score_folder(
    sheet: Questionnaire,
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    progress: Callable[[Progress], object] | None = None,
    **settings: Any,
) -> Progress:
    """Score the CSV and Parquet files of a folder into Parquet files of the same names in another folder.

    Memory holds one batch. A file of scores is there whole or not at all. After a kill, call it again: what is done
    stays, unless its file or the settings have changed since.

    Parameters
    ----------
    sheet : Questionnaire
        What was asked.
    source : path
        A folder. A Parquet file (``.parquet``) has the columns of :class:`BatchScorer`, a CSV file (``.csv``, ``.tsv``)
        those of :func:`~mbi_collab.exchange.csv_organisations.read_csv`. Nothing in it is changed.
    target : path
        A folder outside of it; it is made if it is not there.
    progress : function, optional
        Is called with a :class:`Progress` after each batch.
    settings
        Those of :class:`BatchScorer`.

    Returns
    -------
    Progress
        What was told last.

    Raises
    ------
    AnswersError
        After all that can be scored has been: files that cannot be read, and organisations that stand in two places.
    OutputError
        At once: if scores cannot be written.
    SettingsError, MissingExtraError
        As :class:`BatchScorer`.

    >>> import mbi_collab as mbi
    >>> score_folder(mbi.load_catalogue().questionnaire(), "answers", "scores", progress=print)  # doctest: +SKIP
    """
    arrow("score_folder()")
    scorer = BatchScorer(sheet, **settings)
    folder, place = _path(source, "source"), _path(target, "target")
    files = _files(folder)
    _make(place, folder)
    told, faults = Progress("", 0, len(files), 0, 0), list[Fault]()
    for number, file in enumerate(files, start=1):
        before = told
        try:
            with closing(_scored(file, place, sheet, scorer)) as counts:
                for organisations, errors in counts:
                    rows, wrong = told.organisations + organisations, told.errors + errors
                    told = Progress(file.name, number, len(files), rows, wrong)
                    if progress is not None:
                        progress(told)
        except AnswersError as problem:
            faults += [_in_file(file, fault) for fault in problem.faults]
            told = before
    faults += _doubled(place)
    if faults:
        raise AnswersError(faults, str(folder))
    with suppress(OSError):  # whoever holds one open keeps it
        for left in place.glob(f".*{UNFINISHED}"):  # by runs that were killed
            left.unlink()
    return told


def _path(given: object, name: str) -> Path:
    if isinstance(given, str | os.PathLike):
        return Path(given)
    raise SettingsError([Fault(name, "is no path of a folder", type(given).__name__)])


def _files(folder: Path) -> list[Path]:
    """Return the files to be scored, by name, or raise AnswersError if there are none or two would become one."""
    try:
        inside = [each for each in folder.iterdir() if each.suffix.lower() in SUFFIXES and each.name[0] not in "._"]
        files = sorted(each for each in inside if each.is_file())
    except (OSError, ValueError) as problem:
        raise AnswersError([_unreadable(str(folder), problem)]) from None
    if not files:
        raise AnswersError([Fault(str(folder), "is a folder without files to score", None, SUFFIXES)])
    of_stem = defaultdict[str, list[str]](list)
    for file in files:
        of_stem[file.stem].append(file.name)
    faults = [
        Fault(str(folder), f"holds {' and '.join(names)}, whose scores would be one file: {stem}.parquet")
        for stem, names in of_stem.items()
        if len(names) > 1
    ]
    if faults:
        raise AnswersError(faults)
    return files


def _unreadable(place: str, problem: Exception) -> Fault:
    return Fault(place, f"cannot be read ({getattr(problem, 'strerror', None) or problem})")


def _make(place: Path, folder: Path) -> None:
    """Make the folder of scores, unless it lies in the folder of answers."""
    try:
        inner, outer = place.resolve(), folder.resolve()
        if outer == inner or outer in inner.parents:
            problem = f"lies inside {folder}, whose files are read: choose a folder outside"
            raise OutputError([Fault(str(place), problem)])
        place.mkdir(exist_ok=True)
    except OutputError:
        raise
    except (OSError, ValueError) as caught:
        raise OutputError(
            [Fault(str(place), f"cannot be made ({getattr(caught, 'strerror', None) or caught})")]
        ) from None


def _in_file(file: Path, fault: Fault) -> Fault:
    return attrs.evolve(fault, place=f"{file.name}, {fault.place}" if fault.place else file.name)


def _scored(
    file: Path, place: Path, sheet: Questionnaire, scorer: BatchScorer
) -> Generator[tuple[int, int], None, None]:
    """Score a file, unless that is done; yield how many organisations, and how many of them in error."""
    scores = place / f"{file.stem}.parquet"
    made_from = _made_from(file, sheet, scorer)
    done = scored_file(scores)
    if done is not None and done.made_from == made_from:
        yield done.organisations, done.errors
    else:
        yield from write_scores(scores, _organisations(file, sheet, scorer), scorer, made_from)


def _made_from(file: Path, sheet: Questionnaire, scorer: BatchScorer) -> str:
    """Return what tells whether scores are those of this file, as it is now, under these settings."""
    try:
        found = file.stat()
    except OSError as problem:
        raise AnswersError([_unreadable("", problem)]) from None
    settings = repr((attrs.astuple(scorer), sheet.catalogue.language))
    digest = hashlib.sha256(settings.encode()).hexdigest()
    return json.dumps({"file": file.name, "bytes": found.st_size, "modified": found.st_mtime_ns, "settings": digest})


def _organisations(file: Path, sheet: Questionnaire, scorer: BatchScorer) -> Iterator[Organisations]:
    """Yield the organisations of a file; whatever reading it raises is an AnswersError."""
    pa = arrow("score_folder()")
    try:
        if file.suffix.lower() == ".parquet":
            yield from _of_parquet(file, scorer)
        else:
            yield from read_csv(file, sheet)
    except (OSError, pa.ArrowException) as problem:
        raise AnswersError([_unreadable("", problem)]) from None


def _of_parquet(file: Path, scorer: BatchScorer) -> Iterator[Organisations]:
    # as it opens files by itself, pyarrow holds all of a file's columns before the first batch
    with parquet("score_folder()").ParquetFile(file, pre_buffer=False, buffer_size=_BYTES) as opened:
        there = set(COLUMNS) <= set(opened.schema_arrow.names)
        empty = arrow("score_folder()").RecordBatch.from_pylist([], schema=opened.schema_arrow)
        batches = opened.iter_batches(_ROWS, columns=list(COLUMNS) if there else None)
        for batch in batches if opened.metadata.num_rows else (empty,):
            yield read_organisations(batch, scorer.model)


def _doubled(place: Path) -> list[Fault]:
    """Return the faults of organisations that have scores in two places, whichever run scored them."""
    pa = arrow("score_folder()")
    try:
        made = {path: scored_file(path) for path in sorted(place.glob("*.parquet"))}
        sources = {path: json.loads(each.made_from)["file"] for path, each in made.items() if each}
        return list(doubled_organisations(sources))
    except (OSError, pa.ArrowException) as problem:
        raise OutputError([_unreadable(str(place), problem)]) from None
