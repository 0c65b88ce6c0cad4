"""A folder is scored in little memory, file by file, and goes on after a kill: nothing is lost or doubled."""

import os
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import AnswersError, MissingExtraError, OutputError, SettingsError
from mbi_collab.exchange import folders
from mbi_collab.exchange.batches import BatchScorer
from mbi_collab.exchange.folders import Progress, score_folder
from mbi_collab.exchange.scored_files import ScoredFile, scored_file
from mbi_collab.survey.panel import Panel
from mbi_collab.survey.simulate import simulate_panels
from tests.exchange.samples import long_csv, wide_csv
from tests.exchange.test_batches import batch_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

SHEET = load_catalogue().questionnaire()
BATCH = batch_of(simulate_panels(SHEET, 30, 0))
PANELS = {str(at): panel for at, panel in enumerate(simulate_panels(SHEET, 30, 0).panels())}
SCORES = pa.Table.from_batches([BatchScorer(SHEET)(BATCH)])
KINDS = ["parquet", "wide", "long"]
HEADER = "organisation,side,Q313\n"
held_by_arrow = pa.total_allocated_bytes


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An empty folder, whose neighbour ``out`` is not there."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def some(first: int, last: int) -> dict[str, Panel]:
    return {str(at): PANELS[str(at)] for at in range(first, last)}


def fill(folder: Path, kind: str) -> None:
    """Write thirty organisations as three files."""
    for part in range(3):
        first, last = 10 * part, 10 * part + 10
        if kind == "parquet":
            pq.write_table(pa.Table.from_batches([BATCH.slice(first, 10)]), folder / f"{part}.parquet")
        else:
            content = wide_csv(some(first, last)) if kind == "wide" else long_csv(some(first, last))
            (folder / f"{part}.csv").write_text(content, encoding="utf-8", newline="")


def scored(folder: Path) -> Any:
    return pq.read_table(folder).combine_chunks()


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_gets_the_scores_of_the_batch(source: Path, kind: str) -> None:
    """Bit for bit, a file for a file; what was read is as it was."""
    fill(source, kind)
    before = contents(source)
    told = score_folder(SHEET, source, source.parent / "out")
    assert (told.number, told.files, told.organisations, told.errors) == (3, 3, 30, 0)
    assert scored(source.parent / "out").equals(SCORES)
    assert sorted(contents(source.parent / "out")) == ["0.parquet", "1.parquet", "2.parquet"]
    assert contents(source) == before


def test_progress_counts_what_was_scored_before(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each batch; of a file that is done, once, with its errors."""
    monkeypatch.setattr("mbi_collab.exchange.folders._ROWS", 6)
    fill(source, "parquet")
    (source / "a.csv").write_text(HEADER + "x,CIO,4\ny,CEO,4\n", encoding="utf-8")
    seen: list[Progress] = []
    last = score_folder(SHEET, source, source.parent / "out", progress=seen.append)
    files = [("0.parquet", 1), ("0.parquet", 1), ("1.parquet", 2), ("1.parquet", 2), ("2.parquet", 3), ("2.parquet", 3)]
    assert [(each.file, each.number) for each in seen] == [*files, ("a.csv", 4)]
    assert [each.organisations for each in seen] == [6, 10, 16, 20, 26, 30, 32]
    assert last == seen[-1] == Progress("a.csv", 4, 4, 32, 1)
    again: list[Progress] = []
    assert score_folder(SHEET, source, source.parent / "out", progress=again.append) == last
    assert [each.organisations for each in again] == [10, 20, 30, 32]


KILLED = """
import os, signal, sys
import mbi_collab as mbi
from mbi_collab.exchange import csv_organisations, folders, scored_files

csv_organisations._BATCH, folders._ROWS, left = 20, 4, int(sys.argv[1])
files = {each.__file__ for each in (csv_organisations, folders, scored_files)}

def trace(frame, event, argument):
    global left
    if frame.f_code.co_filename not in files:
        return None
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return trace

sheet = mbi.load_catalogue().questionnaire()
sys.settrace(trace)
folders.score_folder(sheet, "in", "out")
"""


@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
@pytest.mark.parametrize(("kind", "moment"), [("parquet", 110), ("wide", 1500), ("long", 12_000)])
def test_a_folder_goes_on_after_a_kill(source: Path, kind: str, moment: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Again and again, each time some lines of code later: what is there is whole, in the end it is everything."""
    monkeypatch.setattr("mbi_collab.exchange.csv_organisations._BATCH", 20)
    monkeypatch.setattr("mbi_collab.exchange.folders._ROWS", 4)
    fill(source, kind)
    score_folder(SHEET, source, source.parent / "whole")
    wanted = contents(source.parent / "whole")
    out, killed = source.parent / "out", 0
    while True:
        command = [sys.executable, "-c", KILLED, str(moment * (killed + 1))]
        done = subprocess.run(command, cwd=source.parent, check=False, capture_output=True, encoding="utf-8")
        if done.returncode != -9:
            break
        killed += 1
        there = contents(out) if out.exists() else {}
        finished = {name: content for name, content in there.items() if name.endswith(".parquet")}
        assert finished == {name: wanted[name] for name in finished}
        assert all(name.startswith(".") for name in there.keys() - finished.keys())
    assert (done.returncode, done.stderr) == (0, "")
    assert killed >= 3
    assert contents(out) == wanted
    assert scored(out).equals(SCORES)


@contextmanager
def peaks() -> Iterator[list[int]]:
    """Give a list of what pyarrow holds now and then; what Python held at most joins it as the last."""
    held: list[int] = []
    tracemalloc.start()
    try:
        yield held
        held.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("layout", [wide_csv, long_csv])
def test_memory_does_not_grow_with_a_csv_file(
    source: Path, layout: Callable[[dict[str, Panel]], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python's and pyarrow's own, with eight times as many organisations; batches differ by a quarter."""
    monkeypatch.setattr("mbi_collab.exchange.csv_organisations._BATCH", 150)
    monkeypatch.setattr("mbi_collab.exchange.doubled._BATCH", 150)
    most = []
    for count in (80, 640):
        folder = source / str(count)
        folder.mkdir()
        content = layout({str(at): panel for at, panel in enumerate(simulate_panels(SHEET, count, 0).panels())})
        (folder / "a.csv").write_text(content, encoding="utf-8", newline="")
        del content
        with peaks() as held:
            score_folder(SHEET, folder, source.parent / folder.name, progress=lambda _: held.append(held_by_arrow()))
        most.append((max(held[:-1]), held[-1]))
    (arrow, python), (more_arrow, more_python) = most
    assert more_arrow <= 1.25 * arrow
    assert more_python <= 1.25 * python


def test_memory_does_not_grow_with_a_parquet_file(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor with its row groups: of each column no more than some pages are held."""
    monkeypatch.setattr("mbi_collab.exchange.folders._ROWS", 1000)
    monkeypatch.setattr("mbi_collab.exchange.folders._BYTES", 2**16)
    table, scorer, most = pa.Table.from_batches([batch_of(simulate_panels(SHEET, 8000, 0))]), BatchScorer(SHEET), []
    for times in (1, 8):
        file = source / f"{times}.parquet"
        pq.write_table(pa.concat_tables([table] * times), file)
        before = held_by_arrow()
        with peaks() as held:
            for _ in folders._of_parquet(file, scorer):
                held.append(held_by_arrow() - before)
        most.append((max(held[:-1]), held[-1]))
    (arrow, python), (more_arrow, more_python) = most
    assert more_arrow <= 1.25 * arrow
    assert more_python <= 1.25 * python


def test_what_changed_is_scored_again_and_nothing_else(source: Path) -> None:
    """A file, or the settings."""
    fill(source, "wide")
    out = source.parent / "out"
    score_folder(SHEET, source, out)
    before = {each.name: each.stat().st_mtime_ns for each in out.iterdir()}
    (source / "1.csv").write_text(wide_csv(some(10, 12)), encoding="utf-8", newline="")
    assert score_folder(SHEET, source, out).organisations == 22
    changed = {each.name for each in out.iterdir() if each.stat().st_mtime_ns != before[each.name]}
    assert changed == {"1.parquet"}
    score_folder(SHEET, source, out, named_chiefs=True)
    assert scored(out).column("withheld").to_pylist() == [False] * 22


def test_a_row_that_cannot_be_scored_says_why_and_no_file_dies_for_it(source: Path) -> None:
    (source / "a.csv").write_text(HEADER + "x,CIO,4\ny,CIO,9\nz,CMO,4\nz,CMO\n", encoding="utf-8")
    told = score_folder(SHEET, source, source.parent / "out", named_chiefs=True)
    assert (told.organisations, told.errors) == (3, 2)
    x, y, z = scored(source.parent / "out").to_pylist()
    assert (x["error"], x["respondents"]) == (None, [1, 0])
    assert y["error"].startswith("line 3, column 'Q313': '9' is not an answer of this scale")
    assert (z["error"], z["level"]) == ("line 5: has 2 cells, the header 3", None)


def test_strictly_the_file_and_its_rows_are_told(source: Path) -> None:
    """The other files are scored; that one is not there."""
    fill(source, "wide")
    (source / "1.csv").write_text(HEADER + "x,CIO,4\ny,CIO,9\n", encoding="utf-8")
    with pytest.raises(AnswersError, match=r"1\.csv, row 1 \(y\), line 3, column 'Q313': '9'"):
        score_folder(SHEET, source, source.parent / "out", strict=True)
    assert sorted(contents(source.parent / "out")) == ["0.parquet", "2.parquet"]


def test_an_organisation_in_two_places_is_told_each_time(source: Path) -> None:
    """In two files, or in one with others between; until the files are put right, whichever run scored them."""
    out = source.parent / "out"
    (source / "a.csv").write_text(HEADER + "x,CIO,4\ny,CIO,4\nx,CMO,4\n", encoding="utf-8")
    (source / "b.csv").write_text(HEADER + "y,CMO,4\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(AnswersError) as caught:
            score_folder(SHEET, source, out)
        assert [str(fault) for fault in caught.value.faults] == [
            "a.csv: 'x' stands there twice: the rows of an organisation must stand together",
            "b.csv: 'y' stands in a.csv as well: an organisation must be in one file",
        ]
    (source / "a.csv").write_text(HEADER + "x,CIO,4\nx,CMO,4\ny,CIO,4\ny,CMO,4\n", encoding="utf-8")
    (source / "b.csv").write_text(HEADER, encoding="utf-8")
    assert score_folder(SHEET, source, out).organisations == 2


def test_scores_of_a_file_that_has_another_name_now_are_seen(source: Path) -> None:
    """Its organisations stand there twice."""
    (source / "a.csv").write_text(HEADER + "x,CIO,4\n", encoding="utf-8")
    score_folder(SHEET, source, source.parent / "out")
    (source / "a.csv").rename(source / "b.csv")
    with pytest.raises(AnswersError, match=r"b\.csv: 'x' stands in a\.csv as well"):
        score_folder(SHEET, source, source.parent / "out")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("1.csv", b"", "1.csv: is empty: it holds no answers"),
        ("1.csv", HEADER.encode()[:-1] + b",Q311aa\nx,CIO,4,4\n", "1.csv, header: 'Q311aa' is not the code"),
        ("1.csv", HEADER.encode() + b"x,CIO,\0\n", "1.csv, line 2: holds a NUL character"),
        ("1.csv", HEADER.encode() + b"\xff,CIO,4\n", "1.csv, line 2: is not UTF-8"),
        ("1.parquet", b"", "1.parquet: cannot be read"),
        ("1.parquet", b"PAR1 and no more PAR1", "1.parquet: cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_after_the_others_are_scored(
    source: Path, name: str, content: bytes, problem: str
) -> None:
    fill(source, "wide")
    (source / "1.csv").unlink()
    (source / name).write_bytes(content)
    with pytest.raises(AnswersError) as caught:
        score_folder(SHEET, source, source.parent / "out")
    (fault,) = caught.value.faults
    assert str(fault).startswith(problem)
    assert sorted(contents(source.parent / "out")) == ["0.parquet", "2.parquet"]


def test_a_parquet_file_of_other_columns_or_cut_short_is_told_with_its_name(source: Path) -> None:
    fill(source, "parquet")
    pq.write_table(pa.table({"organisation": ["x"], "sides": [[0]]}), source / "0.parquet")
    (source / "1.parquet").write_bytes((source / "1.parquet").read_bytes()[:-100])
    with pytest.raises(AnswersError) as caught:
        score_folder(SHEET, source, source.parent / "out")
    side, answers, cut = map(str, caught.value.faults)
    assert side == "0.parquet, record batch: 'side' has no such column, or several (allowed: organisation, sides)"
    assert answers.startswith("0.parquet, record batch: 'answers'")
    assert cut.startswith("1.parquet: cannot be read")


def test_a_parquet_file_without_rows_is_scored_as_one_with_rows(source: Path) -> None:
    """It counts as done, and its columns are looked at."""
    pq.write_table(pa.Table.from_batches([BATCH]), source / "1.parquet")
    pq.write_table(pa.Table.from_batches([BATCH.slice(0, 0)]), source / "2.parquet")
    told: list[Progress] = []
    assert score_folder(SHEET, source, source.with_name("out"), progress=told.append) == told[-1]
    assert told[-1] == Progress("2.parquet", 2, 2, 30, 0)
    pq.write_table(pa.table({"organisation": pa.array([], pa.string())}), source / "3.parquet")
    with pytest.raises(AnswersError, match=r"3\.parquet, record batch: 'side' has no such column"):
        score_folder(SHEET, source, source.with_name("out"))


def test_a_file_that_vanishes_meanwhile_is_told(source: Path) -> None:
    fill(source, "wide")
    with pytest.raises(AnswersError, match=r"1\.csv: cannot be read \(No such file or directory\)"):
        score_folder(
            SHEET, source, source.parent / "out", progress=lambda _: (source / "1.csv").unlink(missing_ok=True)
        )
    assert sorted(contents(source.parent / "out")) == ["0.parquet", "2.parquet"]


def test_what_progress_raises_is_raised_and_nothing_unfinished_stays(source: Path) -> None:
    """Also where it is an error that a broken disk would raise."""
    fill(source, "wide")

    def broken(_: Progress) -> None:
        raise BrokenPipeError("nobody listens")

    with pytest.raises(BrokenPipeError, match="nobody listens"):
        score_folder(SHEET, source, source.parent / "out", progress=broken)
    assert not contents(source.parent / "out")


@pytest.mark.parametrize("name", [".", "out", "link/out"])
def test_scores_are_not_put_among_the_answers(source: Path, name: str) -> None:
    """Neither directly nor by another way; what is there stays as it is."""
    fill(source, "parquet")
    (source / "link").symlink_to(source, target_is_directory=True)
    before = sorted(source.iterdir())
    with pytest.raises(OutputError, match="lies inside"):
        score_folder(SHEET, source, source / name)
    assert sorted(source.iterdir()) == before


def test_files_of_others_in_the_folder_of_scores_are_not_touched(source: Path) -> None:
    """One of the same name is an error, the others are left alone."""
    out = source.parent / "out"
    out.mkdir()
    fill(source, "wide")
    pq.write_table(pa.table({"organisation": ["0", "0"]}), out / "mine.parquet")
    (out / ".mine").touch()
    assert score_folder(SHEET, source, out).organisations == 30
    assert {"mine.parquet", ".mine"} < contents(out).keys()
    shutil.copy(out / "mine.parquet", out / "1.parquet")
    with pytest.raises(OutputError, match=r"1\.parquet: is there already and holds no scores of a folder"):
        score_folder(SHEET, source, out)


def test_scores_that_vanish_before_they_are_compared_are_an_error_of_ours(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(source, "wide")

    def gone(path: Path) -> ScoredFile | None:
        found = scored_file(path)
        path.unlink(missing_ok=True)
        return found

    score_folder(SHEET, source, source.parent / "out")
    (source / "2.csv").unlink()
    (source.parent / "out" / "0.parquet").unlink()
    monkeypatch.setattr("mbi_collab.exchange.folders.scored_file", gone)
    with pytest.raises(OutputError, match="out: cannot be read"):
        score_folder(SHEET, source, source.parent / "out")


def test_a_folder_of_scores_that_cannot_be_made_is_an_error(source: Path) -> None:
    fill(source, "wide")
    (source.parent / "file").touch()
    for place in ("file", "file/out", "none/out", "\0"):
        with pytest.raises(OutputError, match="cannot be made"):
            score_folder(SHEET, source, source.parent / place)


FULL = """
import resource, sys
import mbi_collab as mbi
from mbi_collab.exchange.folders import score_folder

resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
try:
    score_folder(mbi.load_catalogue().questionnaire(), "in", "out")
except mbi.errors.OutputError as problem:
    print(problem)
"""


def test_a_full_disk_is_an_error_of_ours_and_leaves_nothing(source: Path) -> None:
    """A limit on the size of files stands for it."""
    pytest.importorskip("resource")
    fill(source, "wide")
    done = subprocess.run(
        [sys.executable, "-c", FULL], cwd=source.parent, check=False, capture_output=True, encoding="utf-8"
    )
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.endswith("0.parquet: cannot be written (File too large)\n")
    assert not contents(source.parent / "out")


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ([], "is a folder without files to score (allowed: .csv, .parquet, .tsv)"),
        (["a.txt", "_a.csv", ".a.parquet"], "is a folder without files to score"),
        (["a.csv", "a.parquet"], "holds a.csv and a.parquet, whose scores would be one file: a.parquet"),
    ],
)
def test_a_folder_without_files_or_with_two_of_a_name_is_refused(source: Path, files: list[str], problem: str) -> None:
    for name in files:
        (source / name).write_text(HEADER, encoding="utf-8")
    with pytest.raises(AnswersError) as caught:
        score_folder(SHEET, source, source.parent / "out")
    assert problem in str(caught.value)
    assert not (source.parent / "out").exists()


def test_a_source_that_is_no_folder_is_refused(source: Path) -> None:
    (source / "a.csv").touch()
    for place in (source / "a.csv", source / "none", "\0"):
        with pytest.raises(AnswersError, match="cannot be read"):
            score_folder(SHEET, place, source.parent / "out")
    with pytest.raises(SettingsError, match="source: 'int' is no path of a folder"):
        score_folder(SHEET, 3, source)  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="target: 'NoneType' is no path of a folder"):
        score_folder(SHEET, source, None)  # type: ignore[arg-type]


def test_without_pyarrow_it_says_what_installs_it(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"score_folder\(\): needs pyarrow: pip install 'mbi-collab\[arrow\]'"):
        score_folder(SHEET, source, source.parent / "out")
