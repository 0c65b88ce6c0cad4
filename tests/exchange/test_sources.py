"""Which files are read, and how much of them."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import SettingsError
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.sources import Limits, Source, read_sources
from tests.exchange.samples import HEADER, TWO, FaultsOf, Folder, named

BEN = HEADER + "ben,CMO,2,\n"


def test_a_path_a_folder_and_an_open_file_give_the_same(sheet: Questionnaire, folder: Folder) -> None:
    """Whatever way a file is named, its answers are the same."""
    here = folder({"answers.csv": TWO})
    given: list[Source] = [str(here / "answers.csv"), here / "answers.csv", here, [here / "answers.csv"], named(TWO)]
    panels = [read_answers(each, sheet) for each in given]
    with (here / "answers.csv").open("rb") as file:
        panels.append(read_answers(file, sheet))
    assert all(panel == panels[0] for panel in panels)
    assert len(panels[0].answer_sets) == 2


def test_a_folder_is_read_by_name_and_other_files_are_left_alone(sheet: Questionnaire, folder: Folder) -> None:
    """Of a folder, tables and JSON are read in the order of their names."""
    here = folder({
        "b.TSV": "respondent\tside\tQ313\nben\tCMO\t1\n",
        "a.csv": HEADER + "anna,CIO,4,\n",
        "c.json": '{"respondent": "cara", "side": "CMO", "answers": {}}',
        "d.txt": "respondent;side;Q313\ndana;CIO;1\n",
        "notes.md": "nothing",
        "._a.csv": "\0\0",
    })  # fmt: skip
    (here / "inner.csv").mkdir()
    report = read_answers(here, sheet).import_report
    assert report is not None
    assert [file.name for file in report.files] == ["a.csv", "b.TSV", "c.json", "d.txt"]
    assert report.not_read == ("notes.md",)


def test_files_of_a_folder_that_are_not_read_are_told(
    sheet: Questionnaire, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name, hidden ones and those that are named themselves left out, and not without end."""
    here = folder({"cio.csv": TWO, "cmo.xlsx": b"PK\x03\x04", ".hidden.xlsx": b"", "ben.dat": HEADER + "cy,CMO,1,\n"})
    report = read_answers([here, here / "ben.dat"], sheet).import_report
    assert report is not None
    assert ([file.name for file in report.files], report.not_read) == (["cio.csv", "ben.dat"], ("cmo.xlsx",))
    monkeypatch.setattr("mbi_collab.exchange.sources.MOST_FILES", 1)
    assert read_sources(here, Limits())[1] == ["ben.dat"]


def test_several_sources_of_several_kinds(sheet: Questionnaire, folder: Folder) -> None:
    """Paths, folders and open files may be named together, also by a generator."""
    here = folder({"answers.csv": HEADER + "anna,CIO,4,\n"})

    def several() -> Iterator[Path | io.BytesIO]:
        yield here
        yield named(BEN, "ben.csv")

    assert len(read_answers(several(), sheet).answer_sets) == 2


def test_files_of_the_same_name_are_told_apart_by_their_path(sheet: Questionnaire, tmp_path: Path) -> None:
    """A place says which of two files of one name is meant."""
    for part in ("it", "marketing"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "answers.csv").write_text(HEADER + f"{part},CIO,4,\n", encoding="utf-8")
    report = read_answers([tmp_path / "it", tmp_path / "marketing"], sheet).import_report
    assert report is not None
    assert [file.name for file in report.files] == [
        str(tmp_path / part / "answers.csv") for part in ("it", "marketing")
    ]


def test_unnamed_open_files_are_numbered(faults_of: FaultsOf) -> None:
    """Open files without a name are called by their number."""
    faults = faults_of([io.BytesIO(b""), io.BytesIO(b" ")])
    assert [fault.place for fault in faults] == ["file 1", "file 2"]


def test_a_missing_file_names_its_neighbour(faults_of: FaultsOf, folder: Folder) -> None:
    """A path that is not there is a fault with the nearest name beside it."""
    (fault,) = faults_of(folder({"answers.csv": TWO}) / "anwsers.csv")
    assert "No such file" in fault.problem
    assert fault.nearest == "answers.csv"


def test_what_is_no_file_is_a_fault(faults_of: FaultsOf, tmp_path: Path) -> None:
    """An empty folder, an empty list, a device and a path with NUL are faults of ours."""
    assert "without answer files" in faults_of(tmp_path)[0].problem
    assert faults_of([])[0].problem == "names no file"
    assert "neither a file nor a folder" in faults_of(Path(os.devnull))[0].problem
    assert "cannot be read" in faults_of(Path("a\0b"))[0].problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_fault(faults_of: FaultsOf, folder: Folder) -> None:
    """A file that may not be read is a fault, no PermissionError."""
    path = folder({"answers.csv": TWO}) / "answers.csv"
    path.chmod(0)
    assert "cannot be read" in faults_of(path)[0].problem


def test_a_closed_file_is_a_fault(faults_of: FaultsOf) -> None:
    """An open file that was closed is a fault."""
    file = named(TWO)
    file.close()
    assert "cannot be read" in faults_of(file)[0].problem


@pytest.mark.parametrize("source", [b"respondent", 5, None, [5], io.StringIO(TWO)])
def test_what_cannot_be_a_source_is_a_setting_that_cannot_be_used(sheet: Questionnaire, source: object) -> None:
    """Bytes, numbers and text files say what would be accepted."""
    with pytest.raises(SettingsError, match="binary"):
        read_answers(source, sheet)  # type: ignore[arg-type]


def test_bytes_are_limited_over_all_files(faults_of: FaultsOf) -> None:
    """More bytes than allowed are refused, counted over all files of the source."""
    limits = Limits(bytes=len(TWO) + 10)
    faults = faults_of([named(TWO, "a.csv"), named(BEN, "b.csv")], limits=limits)
    assert [fault.place for fault in faults] == ["b.csv"]
    assert "too large" in faults[0].problem


def test_an_endless_list_of_files_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """More files than any organisation has are a fault."""
    monkeypatch.setattr("mbi_collab.exchange.sources.MOST_FILES", 3)
    _, _, faults = read_sources([named("x")] * 4, Limits())
    assert faults[0].problem == "names more than 3 files"


@pytest.mark.parametrize("value", [0, -1, True, "5", 1.5])
def test_limits_are_whole_numbers(value: object) -> None:
    """A limit that is no whole number above 0 cannot be used."""
    with pytest.raises(SettingsError, match=r"limits\.rows"):
        Limits(rows=value)  # type: ignore[arg-type]
