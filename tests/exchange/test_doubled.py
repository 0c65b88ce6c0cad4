"""Organisations that stand in two places."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.exchange.doubled import doubled_organisations

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def written(folder: Path, names: dict[str, list[str | None]]) -> dict[Path, str]:
    """Write files with these organisations, and return them with the names of their sources."""
    for stem, each in names.items():
        pq.write_table(pa.table({"organisation": pa.array(each, pa.string())}), folder / f"{stem}.parquet")
    return {folder / f"{stem}.parquet": f"{stem}.csv" for stem in names}


def test_each_is_told_with_both_places(tmp_path: Path) -> None:
    files = written(tmp_path, {"a": ["x", "y", "z", "y"], "b": ["u", "z"]})
    assert [str(fault) for fault in doubled_organisations(files)] == [
        "a.csv: 'y' stands there twice: the rows of an organisation must stand together",
        "b.csv: 'z' stands in a.csv as well: an organisation must be in one file",
    ]


def test_what_has_no_name_is_nobody_twice(tmp_path: Path) -> None:
    assert not list(doubled_organisations(written(tmp_path, {"a": ["", None, "", None], "b": [None, ""]})))
    assert not list(doubled_organisations({}))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), max_size=3), st.integers(1, 5))
def test_nobody_is_missed_however_few_names_are_compared_at_once(
    tmp_path_factory: pytest.TempPathFactory, names: list[list[str]], at_once: int
) -> None:
    folder = tmp_path_factory.mktemp("doubled")
    files = written(folder, {str(at): list(each) for at, each in enumerate(names)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mbi_collab.exchange.doubled._AT_ONCE", at_once)
        patch.setattr("mbi_collab.exchange.doubled._BATCH", 2)
        found = Counter(fault.found for fault in doubled_organisations(files))
    often = Counter(name for each in names for name in each)
    assert found == {name: 1 for name, count in often.items() if count > 1}


def test_names_of_one_hash_are_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes only say where to look."""
    monkeypatch.setattr(
        "mbi_collab.exchange.doubled._hashes", lambda names: pa.array([len(each) for each in names]).to_numpy()
    )
    files = written(tmp_path, {"a": ["ab", "cd", "e"], "b": ["cd", "fg"]})
    assert [fault.found for fault in doubled_organisations(files)] == ["cd"]


def test_no_more_than_a_thousand_are_told(tmp_path: Path) -> None:
    names: list[str | None] = [str(number) for number in range(1500)]
    assert len(list(doubled_organisations(written(tmp_path, {"a": names, "b": names})))) == 1000
