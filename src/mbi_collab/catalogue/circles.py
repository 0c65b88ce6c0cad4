"""A circle of prerequisites, named by its path: of practices that are sound, and of those with faults of their own."""

import graphlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from mbi_collab.errors import Fault

#: What is wrong with a circle.
CIRCLE: Final = "is a circle of prerequisites"


def circle(needs: Mapping[str, Iterable[str]], place: Callable[[tuple[str, ...]], str]) -> Iterator[Fault]:
    """Name the path of a circle of prerequisites, if there is one.

    Parameters
    ----------
    needs : mapping
        By the code of each practice, the codes of those that must come first.
    place : callable
        From an object's path to the file and key that a reader can open.

    >>> [str(fault) for fault in circle({"A": ["B"], "B": ["A"]}, " ".join)]
    ["practices A requires: 'A → B → A' is a circle of prerequisites"]
    """
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as found:
        path = found.args[1]
        yield Fault(place(("practices", path[0], "requires")), CIRCLE, " → ".join(reversed(path)))
