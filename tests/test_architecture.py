"""The house rules of CONTRIBUTING.md, kept by reading every source file."""

import ast
import graphlib
import importlib
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mbi_collab

TESTS = Path(__file__).parent
SOURCES = TESTS.parent / "src" / "mbi_collab"
FACE = SOURCES / "__init__.py"
FILES = sorted(SOURCES.rglob("*.py"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}

CATALOGUE = {"version", "errors", "packaged", "language", "markup"}
SURVEY = {*CATALOGUE, "catalogue"}
ASSESSMENT = {*SURVEY, "survey", "engine"}
EDGE = {*ASSESSMENT, "assessment", "worksheets", "writing"}
TOP = {*EDGE, "exchange", "report"}
#: Room: the rooms it may import from, besides itself. The face may import from all.
MAY_IMPORT = {
    "version": set(),
    "errors": set(),
    "packaged": set(),
    "writing": {"errors"},
    "engine": set(),
    "language": {"errors", "packaged"},
    "markup": {"errors"},
    "catalogue": CATALOGUE,
    "survey": SURVEY,
    "assessment": ASSESSMENT,
    "worksheets": {*SURVEY, "survey"},
    "exchange": EDGE,
    "report": EDGE,
    "notebook": TOP,
    "__main__": TOP,
}
#: Third party: the rooms or files that may import it.
MAY_USE = {
    "attrs": MAY_IMPORT.keys() - {"engine"},
    "cattrs": {"catalogue", "exchange"},
    "numpy": {"engine", "survey", "assessment", "exchange"},
    "networkx": {"catalogue/graph.py"},
    "importlib_resources": {"packaged"},
    "pyarrow": {"exchange/arrow_rows.py"},
}
#: Not imported by `import mbi_collab`.
HEAVY = {"numpy", "networkx", "cattrs", "tomllib", "importlib_resources", "pyarrow"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "types.py", "base.py"}
#: File of more than 300 lines: why it is one.
LONG_FILES: dict[str, str] = {}
#: `file::function` of more than 60 lines: why it is one.
LONG_FUNCTIONS: dict[str, str] = {}


def place(file: Path) -> str:
    return file.relative_to(SOURCES).as_posix()


def room_of(file: Path) -> str:
    return place(file).split("/")[0].removesuffix(".py")


def imported(file: Path) -> Iterator[tuple[str, str | None]]:
    """Yield module and name of each import, wherever in the file it stands."""
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Import):
            yield from ((each.name, None) for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(file)}:{node.lineno}: imports are absolute"
            yield from ((node.module or "", each.name) for each in node.names)


def file_of(module: str, name: str | None) -> Path:
    """Return the file that an import of ours reads: the submodule of that name, else the module itself."""
    folder = SOURCES.joinpath(*module.split(".")[1:])
    inside = [folder / f"{name}.py", folder / str(name) / "__init__.py"] if name else []
    candidates = [*inside, folder.with_suffix(".py"), folder / "__init__.py"]
    found = [each for each in candidates if each in TREES]
    assert found, f"there is no {module}"
    return found[0]


def files_imported_by(file: Path) -> set[Path]:
    ours = (each for each in imported(file) if each[0].split(".")[0] == "mbi_collab")
    return {file_of(*each) for each in ours}


def functions() -> Iterator[tuple[str, int]]:
    """Yield each function and how many lines its statements take, without the docstring."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) is not None else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                yield f"{place(file)}::{node.name}", lines


def test_the_table_of_rooms_is_whole_and_has_no_circle() -> None:
    assert {room_of(file) for file in FILES} - {"__init__"} <= MAY_IMPORT.keys()
    assert set().union(*MAY_IMPORT.values()) <= MAY_IMPORT.keys()
    graphlib.TopologicalSorter(MAY_IMPORT).prepare()


def test_imports_run_down_the_table() -> None:
    wrong = [
        f"{place(file)} imports {place(other)}"
        for file in FILES
        if file != FACE
        for other in files_imported_by(file)
        if room_of(other) not in {room_of(file), *MAY_IMPORT[room_of(file)]}
    ]
    assert not wrong, wrong


def test_the_graph_of_files_has_no_circle() -> None:
    graphlib.TopologicalSorter({file: files_imported_by(file) for file in FILES}).prepare()


def test_third_parties_are_used_where_they_may_be() -> None:
    wrong = [
        f"{place(file)} imports {module}"
        for file in FILES
        for module in {module.split(".")[0] for module, _ in imported(file)} - sys.stdlib_module_names - {"mbi_collab"}
        if not {room_of(file), place(file)} & MAY_USE.get(module, set())
    ]
    assert not wrong, wrong


def under_type_checking() -> dict[str, str]:
    """Return name: module of what the face imports for type checkers."""
    blocks = [
        node for node in TREES[FACE].body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    return {each.asname or each.name: node.module or "" for node in imports for each in node.names}


def test_the_three_lists_of_the_face_are_equal() -> None:
    assert len(mbi_collab.__all__) == len(set(mbi_collab.__all__)) <= 30
    assert set(mbi_collab.__all__) == under_type_checking().keys() == mbi_collab._ROOM_OF.keys()


def test_the_face_gives_every_name_it_lists() -> None:
    for name, module in under_type_checking().items():
        assert getattr(mbi_collab, name) is getattr(importlib.import_module(module), name)
    assert set(mbi_collab.__all__) <= set(dir(mbi_collab))


def test_the_face_refuses_a_name_it_does_not_list() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        mbi_collab.no_such_name  # type: ignore[attr-defined]  # noqa: B018


def test_the_import_is_light() -> None:
    code = "import sys, mbi_collab; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8")
    assert not HEAVY & set(done.stdout.split())


def test_each_source_file_has_its_test() -> None:
    wanted = {
        (TESTS / place(file)).with_name(f"test_{file.stem.strip('_')}.py")
        for file in FILES
        if file.name != "__init__.py"
    }
    missing = [str(each.relative_to(TESTS)) for each in sorted(wanted) if not each.exists()]
    assert not missing, missing


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [place(file) for file in FILES if file.name in FORBIDDEN_NAMES]


def test_files_are_short() -> None:
    lengths = {place(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}
    assert {file for file, lines in lengths.items() if lines > 300} == LONG_FILES.keys(), lengths


def test_functions_are_short() -> None:
    lengths = list(functions())
    assert {name for name, lines in lengths if lines > 60} == LONG_FUNCTIONS.keys()
    assert statistics.median(lines for _, lines in lengths) <= 8
