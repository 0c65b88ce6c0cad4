"""docs/explanation/certainty.md shows the calibration as benchmarks/results has it."""

import re
from pathlib import Path

import pytest

from mbi_collab.assessment.doubt import Doubt

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "results"
PAGE = (ROOT / "docs" / "explanation" / "certainty.md").read_text(encoding="utf-8")
#: The page without its line breaks.
SAID = " ".join(PAGE.split())
RESULT = re.compile(r" *(\S+) +(\d+ of \d+)((?: +\d+\.\d%){4})  ([^:]+)(?:: (.+))?")


def results(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a results file: leniency, n of M, design, verdict, four shares."""
    lines = (RESULTS / name).read_text(encoding="utf-8").splitlines()[2:]
    found = [RESULT.fullmatch(line) for line in lines]
    assert None not in found
    rows = [each.groups("") for each in found if each]
    return [(leniency, size, kind, verdict, *shares.split()) for leniency, size, shares, kind, verdict in rows]


def shown(third: str) -> list[tuple[str, ...]]:
    """Return the rows of the table of the page whose third column is named so."""
    table = PAGE.partition(f"| leniency, points | n of M | {third} | items | practices | areas | overall |\n")[2]
    rows = table.partition("\n\n")[0].splitlines()[1:]
    return [tuple(cell.strip().replace(" %", "%") for cell in row.strip("|").split("|")) for row in rows]


def test_the_whole_calibration_is_shown() -> None:
    """Every row of the results file, in its order, to the digit."""
    rows = results("calibration.txt")
    assert len(rows) == 30
    assert shown("design") == [(*row[:3], *row[4:]) for row in rows]


def test_the_designs_in_which_the_model_fails_are_named() -> None:
    """Each of the two has its paragraph; every row by lot is reached, as the page says."""
    verdicts = {(row[2], row[3]) for row in results("calibration.txt")}
    failing = {"the lenient answer sooner", "leniency differs by area"}
    assert verdicts == {("by lot", "reached"), *((design, "the model does not hold") for design in failing)}
    for design in failing:
        paragraph = SAID.partition(f"- *{design.capitalize()}.*")[2].partition(" - *")[0].partition(" ## ")[0]
        figures = set(re.findall(r"\d+\.\d %", paragraph))
        (shares,) = (row[4:] for row in results("calibration.txt") if row[2] == design)
        assert figures
        assert figures <= {each.replace("%", " %") for each in shares}


@pytest.mark.parametrize(
    ("name", "said"),
    [("calibration.txt", "2000 organisations a row, 400 draws each"), ("change_calibration.txt", "of 1000 pairs each")],
)
def test_the_page_says_of_how_many_it_is(name: str, said: str) -> None:
    """As many as the first line of the results has."""
    first = (RESULTS / name).read_text(encoding="utf-8").splitlines()[0]
    assert first.split()[0] in said.split()
    assert first.endswith("400 draws each, misreading off")
    assert said in SAID


def test_the_page_says_that_misreading_was_off_while_an_assessment_has_it_on() -> None:
    """Of both tables."""
    assert "**With misreading off (ε = 0)**" in SAID
    assert "simulates such pairs as below, misreading off" in SAID
    assert f"misreading *on* by default, at {Doubt().misreading}" in SAID


def test_the_rows_of_changes_are_those_of_the_results() -> None:
    """Of two of four, those heard a year on can only be the others, or the same."""
    kinds = {
        "two organisations": "two organisations",
        "a year on, others heard": "others heard",
        "a year on, the others heard": "others heard",
        "a year on, the same heard": "the same heard",
    }
    kept = {(*row[:3], *row[4:]) for row in results("change_calibration.txt")}
    rows = {(*row[:2], kinds[row[2]], *row[3:]) for row in shown("then and now")}
    assert len(rows) == 5
    assert rows <= kept
