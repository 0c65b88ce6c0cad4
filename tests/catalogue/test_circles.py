"""Circles of prerequisites are named by their path."""

import itertools

from mbi_collab.catalogue.circles import circle


def place(path: tuple[str, ...]) -> str:
    """Say a path as it is."""
    return ".".join(path)


def test_a_circle_is_named_in_the_direction_of_requires() -> None:
    """Each practice of the path requires the one after it; the last is the first again."""
    (fault,) = circle({"A": ["B"], "B": ["C"], "C": ["A"], "D": ["A"]}, place)
    path = (fault.found or "").split(" → ")
    assert path[0] == path[-1]
    assert set(path) == {"A", "B", "C"}
    assert all(need == {"A": "B", "B": "C", "C": "A"}[code] for code, need in itertools.pairwise(path))
    assert fault.place == f"practices.{path[0]}.requires"


def test_without_a_circle_there_is_no_fault() -> None:
    """Two ways to one practice are no circle, nor is a code that nothing has."""
    assert list(circle({"A": ["B", "C"], "B": ["D"], "C": ["D", "NONE"]}, place)) == []
