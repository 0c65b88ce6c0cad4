"""What is thought to be uncertain, and how many draws are made of it."""

from typing import Literal

import attrs

from mbi_collab.errors import Fault, SettingsError, unknown

CRITERIA = ("need", "leverage", "ease")
MOST_SAMPLES = 1_000_000

Weighting = Literal["around", "fixed", "uniform", "ordered"]
WEIGHTINGS: tuple[Weighting, ...] = ("around", "fixed", "uniform", "ordered")


def _groups(given: tuple[str | tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return an order of importance as groups of equals: ``("need", ("leverage", "ease"))``."""
    return tuple((each,) if isinstance(each, str) else tuple(each) for each in given)


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
    importance: tuple[tuple[str, ...], ...] = attrs.field(default=(), converter=_groups)
    unheard: bool = True
    misreading: float = 0.2

    def __attrs_post_init__(self) -> None:
        faults = []
        if self.weighting not in WEIGHTINGS:
            faults.append(unknown("doubt.weighting", "a way to weigh", str(self.weighting), WEIGHTINGS))
        ordered = sorted(name for group in self.importance for name in group)
        if self.weighting == "ordered" and ordered != sorted(CRITERIA):
            faults.append(Fault("doubt.importance", "must name each criterion once", ", ".join(ordered), CRITERIA))
        if not 0 <= self.misreading <= 1:
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

    samples: int = 10_000
    seed: int = 0
    doubt: Doubt = Doubt()

    def __attrs_post_init__(self) -> None:
        faults = []
        if not _is_whole(self.samples) or not 0 <= self.samples <= MOST_SAMPLES:
            faults.append(Fault("samples", "must be a whole number", str(self.samples), (f"0 to {MOST_SAMPLES}",)))
        if not _is_whole(self.seed) or self.seed < 0:
            faults.append(Fault("seed", "must be a whole number of 0 or more", str(self.seed)))
        if not isinstance(self.doubt, Doubt):
            faults.append(Fault("doubt", "must be a Doubt", type(self.doubt).__name__))
        if faults:
            raise SettingsError(faults, "assess()")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
