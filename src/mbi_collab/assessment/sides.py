"""What one side's answers say of a node, and how far two sides are apart."""

import attrs


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
