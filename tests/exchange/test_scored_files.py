"""A file of scores: whole or not at all, whoever else writes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.errors import OutputError
from mbi_collab.exchange.arrow_rows import Organisations, read_organisations
from mbi_collab.exchange.batches import BatchScorer
from mbi_collab.exchange.scored_files import ScoredFile, scored_file, write_scores
from mbi_collab.survey.simulate import simulate_panels
from tests.exchange.test_batches import batch_of

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

SHEET = load_catalogue().questionnaire()
SCORER = BatchScorer(SHEET)
BATCH = batch_of(simulate_panels(SHEET, 20, 0))


def batches() -> Iterator[Organisations]:
    """Four batches of five organisations."""
    for at in range(0, 20, 5):
        yield read_organisations(BATCH.slice(at, 5), SCORER.model)


def test_scores_are_there_when_the_last_one_is_written(tmp_path: Path) -> None:
    """Until then nothing has the name; afterwards nothing else is left."""
    place = tmp_path / "a.parquet"
    for count in write_scores(place, batches(), SCORER, "this"):
        assert count == (5, 0)
        assert not place.exists()
        (unfinished,) = tmp_path.iterdir()
        assert unfinished.name.startswith(".a.")
    assert list(tmp_path.iterdir()) == [place]
    assert pq.read_table(place).equals(pa.Table.from_batches([SCORER(BATCH)]))
    assert scored_file(place) == ScoredFile("this", 20, 0)


def test_a_file_is_as_open_to_others_as_any_new_file(tmp_path: Path) -> None:
    list(write_scores(tmp_path / "a.parquet", batches(), SCORER, "this"))
    (tmp_path / "b").touch()
    assert (tmp_path / "a.parquet").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_what_ends_before_leaves_nothing(tmp_path: Path) -> None:
    """Neither where the reader fails nor where nobody wants more; the scores that were there stay."""
    place = tmp_path / "a.parquet"
    list(write_scores(place, batches(), SCORER, "before"))

    def failing() -> Iterator[Organisations]:
        yield from batches()
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        list(write_scores(place, failing(), SCORER, "again"))
    writing = write_scores(place, batches(), SCORER, "again")
    next(writing)
    writing.close()
    assert list(tmp_path.iterdir()) == [place]
    assert scored_file(place) == ScoredFile("before", 20, 0)


def test_two_that_write_the_same_file_do_not_meet(tmp_path: Path) -> None:
    """Each has its own unfinished file, and the one that ends last puts the same scores there again."""
    place = tmp_path / "a.parquet"
    first, second = (write_scores(place, batches(), SCORER, "same") for _ in range(2))
    next(first)
    list(second)
    written = place.read_bytes()
    list(first)
    assert place.read_bytes() == written
    assert list(tmp_path.iterdir()) == [place]


def test_unfinished_work_that_another_run_took_for_a_dead_ones_is_not_missed(tmp_path: Path) -> None:
    """Where the scores are there, the same ones; else it is an error."""
    place = tmp_path / "a.parquet"
    for made_from, there in [("same", "same"), ("same", "other")]:
        list(write_scores(place, batches(), SCORER, there))
        slow = write_scores(place, batches(), SCORER, made_from)
        next(slow)
        (unfinished,) = tmp_path.glob(".*")
        unfinished.unlink()
        if made_from == there:
            list(slow)
        else:
            with pytest.raises(OutputError, match="cannot be written"):
                list(slow)
        assert scored_file(place) == ScoredFile(there, 20, 0)


@pytest.mark.parametrize("content", [b"", b"text", None])
def test_what_is_no_file_of_scores_is_not_replaced(tmp_path: Path, content: bytes | None) -> None:
    """Such as a text, a folder, or another Parquet file."""
    place = tmp_path / "a.parquet"
    if content is None:
        pq.write_table(pa.table({"organisation": ["x"]}), place)
    else:
        place.write_bytes(content)
    before = place.read_bytes()
    assert scored_file(place) is None
    with pytest.raises(OutputError, match="is there already and holds no scores of a folder"):
        list(write_scores(place, batches(), SCORER, "this"))
    assert place.read_bytes() == before


def test_a_folder_of_that_name_is_an_error_and_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").mkdir()
    with pytest.raises(OutputError, match="is there already"):
        list(write_scores(tmp_path / "a.parquet", batches(), SCORER, "this"))
    with pytest.raises(OutputError, match=r"cannot be written \(No such file or directory\)"):
        list(write_scores(tmp_path / "none" / "a.parquet", batches(), SCORER, "this"))
    assert scored_file(tmp_path / "b.parquet") is None
