"""Folders of files, scored batch by batch: memory does not grow with what they hold."""

import csv
import shutil
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mbi_collab as mbi
from benchmarks.figures import Timed
from mbi_collab.exchange.folders import Progress, score_folder

pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
FEW, MANY = 8_000, 24_000
pytestmark = pytest.mark.benchmark(group="Streaming: one file, six respondents an organisation × 22 items (S006)")
SHEET = mbi.load_catalogue().questionnaire("S006")


def write_parquet(path: Path, drawn: Any) -> None:
    """Write one row an organisation."""
    rows = pa.array(np.arange(len(drawn.side) + 1, dtype=np.int32) * len(SHEET.items))
    ends = pa.array(np.searchsorted(drawn.organisation, np.arange(len(drawn.truth) + 1)).astype(np.int32))
    answers = pa.ListArray.from_arrays(rows, pa.array(drawn.answers.ravel()))
    lists = [pa.ListArray.from_arrays(ends, array) for array in (pa.array(drawn.side), answers)]
    names = pa.array(np.arange(len(drawn.truth)))
    pq.write_table(pa.table([names, *lists], names=["organisation", "side", "answers"]), path, row_group_size=5_000)


def write_csv(path: Path, drawn: Any) -> None:
    """Write one row a respondent."""
    words = {-2: "na:other", -1: "dk", 0: ""}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["organisation", "side", *(item.code for item in SHEET.items)])
        for name, side, cells in zip(drawn.organisation, drawn.side, drawn.answers.tolist(), strict=True):
            writer.writerow([name, SHEET.side_codes[side], *(words.get(cell, cell) for cell in cells)])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a folder for each kind and number of organisations, with one file."""
    root = tmp_path_factory.mktemp("folders")
    for organisations in (FEW, MANY):
        drawn = mbi.simulate_panels(SHEET, organisations, 0)
        for kind, write in (("csv", write_csv), ("parquet", write_parquet)):
            folder = root / f"{kind}-{organisations}"
            folder.mkdir()
            write(folder / f"answers.{kind}", drawn)
    return root


def score(folder: Path) -> Progress:
    """Score a folder anew."""
    target = folder.with_name("scores")
    shutil.rmtree(target, ignore_errors=True)
    return score_folder(SHEET, folder, target)


def are_scored(organisations: int, found: Progress) -> None:
    """Raise unless so many organisations were scored, none in error."""
    assert (found.organisations, found.errors) == (organisations, 0)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_few(timed: Timed, folders: Path, kind: str) -> None:
    """{kind}, 8,000 organisations."""
    timed(partial(score, folders / f"{kind}-{FEW}"), partial(are_scored, FEW))


@pytest.mark.goal("memory", of=test_few, at_most=1.1)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_many(timed: Timed, folders: Path, kind: str) -> None:
    """{kind}, 24,000 organisations."""
    timed(partial(score, folders / f"{kind}-{MANY}"), partial(are_scored, MANY))
