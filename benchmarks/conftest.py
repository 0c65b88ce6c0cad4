"""How benchmarks run: BLAS on one thread, results checked before anything is timed, turn about, and one table.

    pytest benchmarks --benchmark-quiet

Every benchmark takes one round in each turn, so that what is compared alternates and a busy machine slows all alike.
"""

import os
import platform
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

if "numpy" in sys.modules:
    raise ImportError("NumPy was imported before its threads were pinned: run `pytest benchmarks` alone")
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
os.environ |= dict.fromkeys(THREADS, "1") | {"POLARS_MAX_THREADS": "2"}

import pytest  # noqa: E402  the environment comes first

from benchmarks.figures import Benchmark, Goal, Key, Timed, between, table  # noqa: E402

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "performance.md"
#: Whose versions are told, if they were used.
PACKAGES = ("numpy", "pyarrow", "polars", "duckdb", "pandas", "pyspark", "krippendorff", "pymcdm", "crispyn")
RUN = pytest.StashKey[dict[Key, Benchmark]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add how often is measured, and where the table goes."""
    parser.addoption("--turns", type=int, default=7, help="how many times each benchmark has its turn (7)")
    parser.addoption("--write-table", metavar="NAME", help=f"write the table into {PAGE.name}, between NAME's markers")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker of goals; begin with nothing measured."""
    config.addinivalue_line("markers", "goal(figure, *, of, at_most, at_least): what a benchmark is to reach")
    config.addinivalue_line("filterwarnings", "ignore:Benchmark fixture was not used")  # where a check has failed
    config.stash[RUN] = {}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run all benchmarks of a file in turns: pytest keeps together what has the same parameter of module scope."""
    if "turn" in metafunc.fixturenames:
        metafunc.parametrize("turn", range(metafunc.config.getoption("turns")), scope="module")


@pytest.fixture
def timed(benchmark: Any, turn: int, request: pytest.FixtureRequest) -> Timed:  # noqa: ARG001  turn repeats it
    """Give a benchmark its turn: its docstring is its name, its markers are its goals."""
    case = {name: value for name, value in benchmark.params.items() if name != "turn"}
    node = request.node
    goals = [Goal(*mark.args, **mark.kwargs) for mark in node.iter_markers("goal")]
    what = " ".join(node.function.__doc__.removesuffix(".").format(**case).split())
    key = (str(node.path), node.originalname, tuple(case.items()))
    benchmark.extra_info["versions"] = versions()
    found = request.config.stash[RUN].setdefault(key, Benchmark(benchmark.group, what, tuple(reversed(goals))))
    return partial(found.time, benchmark)


def versions() -> dict[str, str]:
    """Return what is used, and its version."""
    return {"Python": platform.python_version()} | {name: version(name) for name in PACKAGES if name in sys.modules}


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int, config: pytest.Config) -> None:
    """Print the one table, and write it where told to, unless something failed."""
    found, name = config.stash[RUN], config.getoption("write_table")
    if not any(each.seconds for each in found.values()):
        return
    machine = config.hook.pytest_benchmark_generate_machine_info(config=config)
    cpu = machine["cpu"]
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    made = table(
        found,
        (
            f"Medians of {config.getoption('turns')} turns; BLAS on one thread.",
            f"{cpu.get('brand_raw', machine['machine'])}, {os.cpu_count()} processors{load}; {machine['system']}.",
            f"{', '.join(f'{package} {number}' for package, number in versions().items())}.",
        ),
    )
    terminalreporter.section("figures")
    terminalreporter.write_line(made.to_text(150))
    if name and exitstatus:
        terminalreporter.write_line(f"Not written to {PAGE.name}: something failed.")
    elif name:
        PAGE.write_text(between(PAGE.read_text(encoding="utf-8"), name, made.to_markdown()), encoding="utf-8")
