"""Every public name says what it is: a docstring, and type hints that are complete."""

import inspect
import re
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import mbi_collab

NAMES = sorted(name for name in mbi_collab.__all__ if not name.startswith("__"))


def callables_of(value: object) -> Iterator[Callable[..., Any]]:
    """Yield a function, or the public methods and properties that a class of ours defines itself."""
    if isinstance(value, types.FunctionType):
        yield value
    for name, member in vars(value).items() if isinstance(value, type) else ():
        inner = getattr(member, "__func__", None) or getattr(member, "fget", None) or getattr(member, "func", member)
        if not name.startswith("_") and isinstance(inner, types.FunctionType):
            yield inner


def unhinted(function: Callable[..., Any]) -> list[str]:
    """Return the parameters without a type hint, and `return` where that has none."""
    parameters = [name for name in inspect.signature(function).parameters if name not in {"self", "cls"}]
    hints = inspect.get_annotations(function)
    return [name for name in [*parameters, "return"] if name not in hints]


@pytest.mark.parametrize("name", NAMES)
def test_has_a_docstring(name: str) -> None:
    value = getattr(mbi_collab, name)
    assert inspect.getdoc(value), name
    assert (value.__doc__ or "").splitlines()[0].strip(), name
    bare = [each.__qualname__ for each in callables_of(value) if not inspect.getdoc(each)]
    assert not bare, bare


@pytest.mark.parametrize("name", NAMES)
def test_type_hints_are_complete(name: str) -> None:
    missing = {each.__qualname__: unhinted(each) for each in callables_of(getattr(mbi_collab, name))}
    assert not any(missing.values()), missing


@pytest.mark.parametrize("name", NAMES)
def test_has_an_example_that_runs(name: str) -> None:
    """``nox -s docs`` runs it."""
    assert ">>> " in (inspect.getdoc(getattr(mbi_collab, name)) or "")


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isfunction(getattr(mbi_collab, name))])
def test_a_function_says_what_it_takes_returns_and_raises(name: str) -> None:
    """Each parameter by name; what takes none says in its first sentence what it returns."""
    function = getattr(mbi_collab, name)
    parameters, said = inspect.signature(function).parameters, inspect.getdoc(function) or ""
    sections = ("Parameters\n---", "Returns\n---", "Raises\n---") if parameters else ("Return",)
    assert not [each for each in sections if each not in said]
    assert not [each for each in parameters if not re.search(rf"\b{each}\b", said)]
