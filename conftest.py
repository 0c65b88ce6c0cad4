"""The Python blocks of README.md and docs/ run as tests, in a folder that holds the demo's answers and a pack."""

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

HERE = Path(__file__).parent
#: Page of docs/how-to: the packages it needs; it runs where they are installed: `nox -s batches`, `dask` and `spark`.
OPTIONAL = {
    "pyarrow": {"pyarrow"},
    "score-a-folder": {"pyarrow"},
    "polars": {"pyarrow", "polars"},
    "duckdb": {"pyarrow", "duckdb"},
    "dask": {"pyarrow", "dask", "distributed", "pandas"},
    "spark": {"pyarrow", "pyspark", "pandas"},
}


def enter_folder(namespace: dict[str, Any]) -> None:
    """Go into a new folder with the demo's files and the example of a pack."""
    namespace["_left"] = Path.cwd()
    namespace["_folder"] = tempfile.mkdtemp()
    shutil.copytree(HERE / "src/mbi_collab/data/demo", namespace["_folder"], dirs_exist_ok=True)
    shutil.copytree(HERE / "examples" / "clinic-pack", Path(namespace["_folder"], "examples", "clinic-pack"))
    os.chdir(namespace["_folder"])


def leave_folder(namespace: dict[str, Any]) -> None:
    """Go back, and take the folder away."""
    os.chdir(namespace["_left"])
    shutil.rmtree(namespace["_folder"])


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/**/*.md"],
    excludes=[f"docs/how-to/{name}.md" for name, needed in OPTIONAL.items() if not all(map(find_spec, needed))],
    setup=enter_folder,
    teardown=leave_folder,
).pytest()
