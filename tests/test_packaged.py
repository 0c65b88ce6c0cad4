"""The files shipped inside the package."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import mbi_collab
from mbi_collab.packaged import package_files, packaged_names, read_packaged


def test_a_packaged_file_is_read_as_bytes() -> None:
    """The English words are there, in UTF-8."""
    assert read_packaged("words", "en.toml").decode("utf-8").startswith("#")


def test_names_are_sorted_and_without_what_is_hidden() -> None:
    """A folder lists its files in one order everywhere."""
    names = packaged_names("words")
    assert "en.toml" in names
    assert list(names) == sorted(names)
    assert not [name for name in packaged_names() if name.startswith(".") or name == "__pycache__"]


@pytest.mark.parametrize("name", ["..", "", ".hidden", "a/b", "a\\b", "C:", "en.toml\0"])
def test_only_plain_names_lead_to_a_file(name: str) -> None:
    """No name leads out of the folder of data."""
    with pytest.raises(ValueError, match="not the name of a packaged file"):
        read_packaged("words", name)
    with pytest.raises(ValueError, match="not the name of a packaged file"):
        packaged_names(name)


def test_a_file_that_is_not_there_is_told() -> None:
    """A missing file is the system's own error."""
    with pytest.raises(FileNotFoundError):
        read_packaged("words", "xx.toml")


def test_nothing_is_read_at_import() -> None:
    """Importing the reader does not import importlib_resources."""
    code = "import sys, mbi_collab.packaged; print('importlib_resources' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def test_a_package_in_a_zip_file_is_read_as_well(tmp_path: Path) -> None:
    """Where the package is no folder on the disk, importlib_resources finds its files."""
    package = Path(mbi_collab.__file__).parent
    with zipfile.ZipFile(tmp_path / "mbi.zip", "w") as zipped:
        for file in (*package.glob("*.py"), *package.glob("data/words/*")):
            zipped.write(file, Path("mbi_collab") / file.relative_to(package))
    code = "from mbi_collab.packaged import *; print(packaged_names('words'), len(read_packaged('words', 'en.toml')))"
    environment = {"PYTHONPATH": str(tmp_path / "mbi.zip")}
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert str(len(read_packaged("words", "en.toml"))) in shown.stdout


def test_the_files_of_another_package_are_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By folder and suffix, sorted, hidden ones left out; no more than one byte beyond the bound."""
    package = tmp_path / "mbi_foreign"
    (package / "text").mkdir(parents=True)
    for name in ("__init__.py", "b.toml", "a.toml", ".c.toml", "d.txt", "text/en.toml"):
        (package / name).write_text("12345" if name.endswith("toml") else "", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found = package_files("mbi_foreign", ("", "text", "nothing"), ".toml", 100)
    assert [name for name, _ in found] == ["a.toml", "b.toml", "text/en.toml"]
    assert sum(len(content) for _, content in package_files("mbi_foreign", ("", "text"), ".toml", 7)) == 8
    with pytest.raises(ModuleNotFoundError):
        package_files("mbi_no_such_package", ("",), ".toml", 7)
    monkeypatch.delitem(sys.modules, "mbi_foreign")
