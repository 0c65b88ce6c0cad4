"""Every public name says what it is: a docstring, and type hints that are complete."""

import inspect
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
