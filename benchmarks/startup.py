"""How long the library takes to start, against its goals: ratios of medians, taken in one run.

Processes are measured net of the bare interpreter and in turns, so that a busy machine slows all of them alike.
"""

import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import mbi_collab as mbi

PROCESSES = 21
REPEATS = 51
DATA = Path(mbi.__file__).parent / "data"
ANSWERS = sorted(str(path) for path in (DATA / "demo").glob("*.csv"))
LOAD = "import mbi_collab as mbi; c = mbi.load_catalogue()"
CODES = {
    "bare": "pass",
    "attrs": "import attrs",
    "import": "import mbi_collab",
    "load": LOAD,
    "assess": f"{LOAD}; p = mbi.read_answers({ANSWERS!r}, c.questionnaire()); mbi.assess(p)",
}


def seconds(action: Callable[[], object]) -> float:
    """Return how long the action takes once."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def medians(actions: dict[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """Run the actions in turns, after one turn to warm up; return the median time of each."""
    turns = [{name: seconds(action) for name, action in actions.items()} for _ in range(repeats + 1)][1:]
    return {name: statistics.median(turn[name] for turn in turns) for name in actions}


def process(code: str) -> Callable[[], object]:
    """Return the action that runs code in a new interpreter."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def parse(files: list[Path]) -> Callable[[], object]:
    """Return the action that reads TOML files and does nothing else."""
    return lambda: [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]


def main() -> None:
    """Measure, and print one table."""
    outside = medians({name: process(code) for name, code in CODES.items()}, PROCESSES)
    net = {name: taken - outside["bare"] for name, taken in outside.items()}
    catalogue = mbi.load_catalogue()
    panel = mbi.read_answers(ANSWERS, catalogue.questionnaire())
    language, pack = catalogue.languages[-1], DATA / "packs" / "cio-cmo"
    texts = [pack / "text" / f"{tag}.toml" for tag in sorted({language, catalogue.languages[0]})]
    actions = {
        "language": lambda: catalogue.in_language(language),
        "parse": parse([*sorted(pack.glob("*.toml")), *texts]),
        "assess": lambda: mbi.assess(panel),
    }
    inside = medians(actions, REPEATS)
    rows = [
        ("import mbi_collab / import attrs", net["import"] / net["attrs"], 0.5),
        ("load_catalogue / import attrs", net["load"] / net["attrs"], 3.5),
        ("assess the demo / import attrs", net["assess"] / net["attrs"], 8),
        (f"load language {language!r} again / parse its files", inside["language"] / inside["parse"], 1.5),
        ("assess the demo again, ms", inside["assess"] * 1000, 5),
    ]
    print(f"{'':46}{'measured':>9}{'goal':>7}")
    for name, measured, goal in rows:
        print(f"{name:46}{measured:9.2f}{goal:7.1f}  {'reached' if measured <= goal else 'not reached'}")
    print(f"import attrs takes {net['attrs'] * 1000:.0f} ms; medians of {PROCESSES} processes and of {REPEATS} repeats")


if __name__ == "__main__":
    main()
