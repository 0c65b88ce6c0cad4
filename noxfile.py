"""What is checked before a change goes in: `nox --list` names the sessions, `nox -s NAME` runs one."""

import os
import re
import shutil
import sys
from pathlib import Path

import nox
from packaging.requirements import Requirement

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = True

ROOT = Path(__file__).parent
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
HEAVY = ("numpy", "networkx", "cattrs", "tomllib", "importlib_resources")
SMOKE = f"import sys, mbi_collab; found = sys.modules.keys() & {set(HEAVY)}; assert not found, found"


def group(name: str) -> list[str]:
    """Return the requirements of one of our dependency groups."""
    return list(nox.project.dependency_groups(PYPROJECT, name))


def lower_bounds() -> list[str]:
    """Pin each core dependency to its lower bound on this Python; of two bounds the later one counts."""
    pins = {}
    for each in map(Requirement, PYPROJECT["project"]["dependencies"]):
        if each.marker is None or each.marker.evaluate():
            pins[each.name] = next(bound.version for bound in each.specifier if bound.operator == ">=")
    return [f"{name}=={version}" for name, version in pins.items()]


def java_version(session: nox.Session) -> int:
    """Return the version of the Java that Spark would start, or 0 if there is none."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin")) if home else None)
    said = session.run(java, "-version", external=True, silent=True, success_codes=(0, 1)) if java else ""
    version = re.search(r'version "(?:1\.)?(\d+)', str(said))
    return int(version[1]) if version else 0


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests with the newest dependencies and measure their coverage."""
    session.install("--editable", ".[test]")
    warn = {"PYTHONWARNDEFAULTENCODING": "1"}  # a file opened without an encoding fails
    session.run("coverage", "run", "-m", "pytest", *session.posargs, env=warn)
    session.run("coverage", "report")


@nox.session(default=False)
def oldest(session: nox.Session) -> None:
    """Run the tests with the oldest core dependencies that pyproject.toml allows."""
    constraints = Path(session.create_tmp()) / "oldest.txt"
    constraints.write_text("\n".join(lower_bounds()), encoding="utf-8")
    session.install("--editable", ".[test]", "--constraint", str(constraints))
    session.run("pytest", "-q", *session.posargs)


@nox.session(venv_backend="none", default=False)
def wheel(session: nox.Session) -> None:
    """Build the wheel, install it with core dependencies only, and use it outside the checkout."""
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder)
    fresh = folder / "fresh"
    session.run(sys.executable, "-m", "venv", str(fresh))
    python = str(next(fresh.glob("[bS]*/python*")))
    session.run(python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    session.run(python, "-m", "pip", "install", "--quiet", str(next(folder.glob("*.whl"))))
    session.chdir(folder)
    session.run(python, "-c", SMOKE)
    session.run(python, "-m", "mbi_collab", "demo")


@nox.session
def style(session: nox.Session) -> None:
    """Check style and format with ruff; `-- --fix` mends what can be mended."""
    session.install(*group("style"))
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *(["--fix"] if fix else []))
    session.run("ruff", "format", *([] if fix else ["--check"]))


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of sources, tests and benchmarks with mypy, strictly."""
    session.install("--editable", ".[test]", *group("types"))
    session.run("mypy", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Run every example: in docstrings, in README.md and in docs/."""
    session.install("--editable", ".[test]")
    session.run("pytest", "-q", "--doctest-modules", "src", "README.md", "docs", *session.posargs)


@nox.session(default=False)
def page(session: nox.Session) -> None:
    """Show the demo's report in headless Chromium and look at what it does."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        (session.error if "CI" in os.environ else session.skip)("neither chromium nor google-chrome is on PATH")
    session.install(".")
    folder = Path(session.create_tmp()).resolve()
    shutil.rmtree(folder)
    folder.mkdir()
    session.chdir(folder)
    session.run("python", "-m", "mbi_collab", "demo")
    session.run("python", str(ROOT / ".ci" / "check_page"), browser, str(next(folder.glob("*.html"))))


@nox.session(default=False)
def peers(session: nox.Session) -> None:
    """Compare numbers with those of the maintained peers."""
    session.install("--editable", ".[test]", *group("peers"))
    session.run("pytest", "-q", "tests/engine", *session.posargs)


@nox.session(default=False)
def irrcac(session: nox.Session) -> None:
    """Ask irrCAC again about the tables that the tests compare with; it pins an old SciPy, so it stands alone."""
    session.install("irrCAC")
    session.run("python", "tests/engine/data/freeze_irrcac.py")


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Measure times and memory against goals and peers; `-- --write-table=benchmarks` writes them into docs/."""
    session.install("--editable", ".[test,arrow]", *group("benchmarks"))
    session.run("python", "benchmarks/startup.py")
    session.run("pytest", "-q", "benchmarks", "--benchmark-quiet", *session.posargs)


@nox.session(default=False)
def batches(session: nox.Session) -> None:
    """Score record batches as other engines hand them over."""
    session.install("--editable", ".[test,arrow]", *group("batches"))
    pages = [f"docs/how-to/{name}.md" for name in ("pyarrow", "score-a-folder", "polars", "duckdb")]
    places = ("tests/exchange", "tests/examples/test_engines.py")
    session.run("pytest", "-q", *places, *pages, *session.posargs)


@nox.session(default=False)
def dask(session: nox.Session) -> None:
    """Score record batches on Dask: threads, processes and a cluster of this machine."""
    session.install("--editable", ".[test,dask]")
    places = ("tests/exchange/test_dask.py", "tests/examples/test_engines.py", "docs/how-to/dask.md")
    session.run("pytest", "-q", *places, *session.posargs)


@nox.session(default=False)
def spark(session: nox.Session) -> None:
    """Score record batches on two cores with Spark, and time it; it needs Java 17 or later."""
    found = java_version(session)
    if found < 17:
        said = f"finds Java {found}" if found else "finds no Java"
        (session.error if "CI" in os.environ else session.skip)(
            f"Spark 4 needs Java 17 or later, and {said}: install a JDK, and put it on PATH or into JAVA_HOME"
        )
    session.install("--editable", ".[test,spark]", *group("timing"))
    session.env["SPARK_LOCAL_IP"] = "127.0.0.1"
    places = ("tests/exchange/test_spark.py", "tests/examples/test_engines.py", "docs/how-to/spark.md")
    session.run("pytest", "-q", *places)
    session.run("pytest", "-q", "benchmarks/test_spark.py", "--benchmark-quiet", *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Try 10 000 wrong content packs: our own error or a valid pack, and the JSON Schemas agree."""
    session.install("--editable", ".[test]")
    session.run("python", "-m", "tests.fuzz.mutated_packs", *(session.posargs or ["10000"]))
