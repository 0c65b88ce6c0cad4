"""What one side's answers say of a node, and how far two sides are apart."""

import attrs
import numpy as np

from mbi_collab.engine.showing import as_told


@attrs.frozen
class SideScore:
    """What one side's answers say of a node.

    Attributes:
        side: its code.
        level: weighted mean of its item means, or ``None``.
        low, high: bounds, or ``None`` where nothing is asked of it.
        answered, asked: points given, of answers that could have been given.
    """

    side: str
    level: float | None
    low: float | None
    high: float | None
    answered: int
    asked: int

    @property
    def is_asked(self) -> bool:
        """Whether the side is asked something of the node that applies to it."""
        return self.low is not None


def told_side(score: SideScore) -> SideScore:
    """Return what may be told of a small side: its level, rounded, and the bounds that follow from it."""
    if score.level is None or score.low is None or score.high is None:
        return score
    level, heard = float(as_told(np.array(score.level))), 1.0 - (score.high - score.low)
    return attrs.evolve(score, level=level, low=level * heard, high=level * heard + 1.0 - heard)


@attrs.frozen
class PairGap:
    """The side gap of a node between two sides.

    Attributes:
        first, second: codes of the sides.
        value: first minus second, over the items both answered; ``None`` if there is none.
        items: on how many items it rests.
        counts: whether it is large enough to count.
    """

    first: str
    second: str
    value: float | None
    items: int
    counts: bool
