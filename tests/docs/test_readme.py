"""README.md says what is so: its twelve lines print the output below them, its commands are one line each."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> str:
    """Return the only block of a language."""
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    return str(block)


def test_the_twelve_lines_print_what_stands_below_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where the example's answers lie, as the text says."""
    shutil.copytree(ROOT / "examples" / "outdoor-retailer", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    code, shown = fenced("python"), io.StringIO()
    assert len(code.splitlines()) == 12
    with contextlib.redirect_stdout(shown):
        exec(code, {})  # noqa: S102  our own README
    assert shown.getvalue() == fenced("text")
    assert (tmp_path / "report.html").exists()


@pytest.mark.parametrize("name", ["run", "test"])
def test_each_command_is_one_line_that_makes_its_own_environment(name: str) -> None:
    """What the check before a change runs is what a newcomer copies."""
    script = [sys.executable, str(ROOT / ".ci" / "readme_command"), name]
    line = subprocess.run(script, check=True, capture_output=True, encoding="utf-8").stdout.rstrip("\n")
    assert "\n" not in line
    assert line.startswith("python3 -m venv ")


def test_every_file_that_is_linked_is_there() -> None:
    """Links and the picture lead somewhere."""
    targets = [each for each in re.findall(r"\]\(([^)#]+)[^)]*\)", README) if "://" not in each]
    assert targets
    assert not [each for each in targets if not (ROOT / each).exists()]
