"""The example of each engine runs as a reader would run it, and all of them print the same."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mbi_collab import load_catalogue, score_arrays, simulate_panels

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
#: Engine: what its example imports.
ENGINES = {
    "pyarrow": ["pyarrow"],
    "polars": ["polars", "pyarrow"],
    "duckdb": ["duckdb", "pyarrow"],
    "dask": ["distributed", "pyarrow"],
    "spark": ["pyspark", "pyarrow", "pandas"],
}


@pytest.fixture(scope="module")
def wanted() -> list[str]:
    """What the arrays say of the same organisations."""
    sheet = load_catalogue().questionnaire()
    drawn = simulate_panels(sheet, 200, seed=0)
    found = score_arrays(sheet, drawn.answers, drawn.side, drawn.organisation)
    firsts = Counter(found.practices[step] for step in found.scores.first_steps[:, 0])
    return [f"{count} organisations take up {practice} first" for practice, count in sorted(firsts.items())]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_finds_the_same_first_steps(engine: str, wanted: list[str], tmp_path: Path) -> None:
    """And leaves no file behind. What an engine tells of itself goes to the error stream; a missing one is skipped."""
    for package in ENGINES[engine]:
        pytest.importorskip(package)
    line = [sys.executable, "-X", "utf8", str(EXAMPLES / f"many_{engine}.py")]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == wanted
    assert not list(tmp_path.iterdir())
