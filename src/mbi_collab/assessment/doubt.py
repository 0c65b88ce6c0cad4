"""What is thought to be uncertain, and how many draws are made of it."""

import math
from numbers import Integral, Real
from typing import Any, Literal, TypeGuard

import attrs

from mbi_collab.errors import Fault, SettingsError, unknown

CRITERIA = ("need", "leverage", "ease")
MOST_SAMPLES = 1_000_000

Weighting = Literal["around", "fixed", "uniform", "ordered"]
WEIGHTINGS: tuple[Weighting, ...] = ("around", "fixed", "uniform", "ordered")


def groups_of(given: Any) -> tuple[tuple[str, ...], ...]:
    """Return an order of importance as groups of equals.

    >>> groups_of(["need", ("leverage", "ease")])
    (('need',), ('leverage', 'ease'))
    """
    groups = given if isinstance(given, list | tuple) else (given,)
    return tuple(tuple(each) if isinstance(each, list | tuple) else (each,) for each in groups)


def importance_faults(place: str, importance: tuple[tuple[str, ...], ...]) -> list[Fault]:
    """Return what is wrong with an order of the criteria, in groups of equals."""
    named = [name for group in importance for name in group]
    faults = [unknown(place, "a criterion", str(name), CRITERIA) for name in named if name not in CRITERIA]
    if not faults and (sorted(named) != sorted(CRITERIA) or () in importance):
        faults = [Fault(place, "must name each criterion once", ", ".join(named), CRITERIA)]
    return faults


def is_number(value: object) -> TypeGuard[float]:
    """Whether a value is a number of any library that a float can hold, and not a truth value."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_whole(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number of any library, and not a truth value."""
    return not isinstance(value, bool) and isinstance(value, Integral)


def as_float(value: float) -> float:
    """Return a number of any library as one of Python's, and what is none as it is."""
    return float(value) if is_number(value) else value


def as_whole(value: int) -> int:
    """Return a whole number of any library as one of Python's, and what is none as it is."""
    return int(value) if is_whole(value) else value


def _is_a(kind: type, value: object) -> bool:
    return isinstance(value, kind)


@attrs.frozen
class Doubt:
    """What is thought to be uncertain: three sources, each switched apart.

    Attributes:
        weighting: what matters. ``around`` the criterion weights in force, ``fixed``, ``uniform``: any weights at all,
            or ``ordered``: any weights that keep to ``importance``.
        importance: criteria from the most important, equals in one group; for ``ordered``.
        unheard: who was not heard: whether the people and answers that are missing are drawn.
        misreading: how firm a rating is: the probability that a point is read one step up or down; 0 is off.

    >>> Doubt(weighting="ordered", importance=("need", ("leverage", "ease"))).importance
    (('need',), ('leverage', 'ease'))
    """

    weighting: Weighting = "around"
    importance: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=groups_of)
    unheard: bool = True
    misreading: float = attrs.field(default=0.2, converter=as_float)

    def __attrs_post_init__(self) -> None:
        faults = []
        if self.weighting not in WEIGHTINGS:
            faults.append(unknown("doubt.weighting", "a way to weigh", str(self.weighting), WEIGHTINGS))
        elif self.weighting == "ordered":
            faults += importance_faults("doubt.importance", self.importance)
        elif self.importance != ():
            faults.append(Fault("doubt.importance", "counts only where weighting is 'ordered'", str(self.importance)))
        if not _is_a(bool, self.unheard):
            faults.append(Fault("doubt.unheard", "must be True or False", str(self.unheard)))
        if not is_number(self.misreading) or not 0 <= self.misreading <= 1:
            faults.append(Fault("doubt.misreading", "must be a probability", str(self.misreading), ("0 to 1",)))
        if faults:
            raise SettingsError(faults, "doubt")


@attrs.frozen
class Sampling:
    """How the doubts are drawn.

    Attributes:
        samples: how many draws; 0: none.
        seed: where their random numbers start.
        doubt: which sources are switched on.
    """

    samples: int = attrs.field(default=10_000, converter=as_whole)
    seed: int = attrs.field(default=0, converter=as_whole)
    doubt: Doubt = Doubt()

    def __attrs_post_init__(self) -> None:
        faults = []
        if not is_whole(self.samples) or not 0 <= self.samples <= MOST_SAMPLES:
            faults.append(Fault("samples", "must be a whole number", str(self.samples), (f"0 to {MOST_SAMPLES}",)))
        if not is_whole(self.seed) or self.seed < 0:
            faults.append(Fault("seed", "must be a whole number of 0 or more", str(self.seed)))
        if not _is_a(Doubt, self.doubt):
            faults.append(Fault("doubt", "must be a Doubt", type(self.doubt).__name__))
        if faults:
            raise SettingsError(faults, "assess()")
