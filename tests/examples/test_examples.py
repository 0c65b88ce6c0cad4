"""The example scripts run as a reader would run them, and print what they promise."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def printed(script: str, folder: Path) -> list[str]:
    """Run a script in another folder with this Python, warnings as errors; return the lines it prints."""
    line = [sys.executable, "-W", "error", "-X", "utf8", str(EXAMPLES / script)]
    done = subprocess.run(line, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not list(folder.iterdir()), "an example leaves no file behind"
    return done.stdout.splitlines()


def test_quickstart_says_what_to_take_up_first_and_why(tmp_path: Path) -> None:
    """The headline, then the explanation whose parts add up, then the sources."""
    lines = printed("quickstart.py", tmp_path)
    assert lines[0].startswith("Take up first: R01 Reset the approach to cooperation, in MBI task U005B")
    assert "because R02" in lines[0]
    assert "What adds up to the priority of R01 Reset the approach to cooperation" in lines
    names = ("shared need", "disputed need", "leverage", "ease")
    parts = [float(line.split()[-1]) for line in lines if line.startswith(names)]
    (total,) = [float(line.split()[-1]) for line in lines if line.startswith("priority ")]
    assert sum(parts) == pytest.approx(total, abs=0.2)
    assert "What its level rests on" in lines
    assert any(line.startswith("fact") and "CZ-23" in line for line in lines)


def test_two_sides_disagree_shows_both_views_and_what_to_talk_about(tmp_path: Path) -> None:
    """Each area as each side sees it, then three items with the evidence to bring and the question to ask."""
    lines = printed("two_sides_disagree.py", tmp_path)
    assert [line.split(":")[0] for line in lines[:3]] == [
        "Shared reasons",
        "Using the potential",
        "Lasting relationship",
    ]
    assert all("CIO 0." in line and "CMO 0." in line for line in lines[:3])
    assert sum("(side gap +" in line or "(side gap -" in line for line in lines) == 3
    assert (
        sum(line.startswith("  bring: ") for line in lines) == sum(line.startswith("  ask:   ") for line in lines) == 3
    )
    assert any(line.startswith("The CIO offers IT's help") and "+0.75, for U06" in line for line in lines)


def test_own_pack_takes_three_sides_and_the_lowest_question(tmp_path: Path) -> None:
    """Everything comes from the pack: its sides, its scale, its task word, its way to make an area of questions."""
    lines = printed("own_pack.py", tmp_path)
    assert lines[0].startswith("Take up first: H01 Agree on one order form, in task T1")
    (header,) = [line for line in lines if line.startswith("what ")]
    assert all(side in header for side in ("Ward", "Pharmacy", "Laboratory"))
    (handover,) = [line for line in lines if line.startswith("H Handover ")]
    assert handover.split()[2] == "0.00"  # that of its lowest control question
    assert lines[-3:] == ["ward pharmacy -0.7", "ward lab -0.7", "pharmacy lab 0.0"]
