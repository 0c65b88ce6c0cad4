"""What moved between two recommended orders: places, and what became open or was put in place."""

import attrs

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.priorities import Status
from mbi_collab.assessment.wording import Wording


@attrs.frozen
class StepMove:
    """A practice at its place in two orders.

    Attributes:
        practice: its code.
        place_then, place_now: places in the orders, from 1; ``None`` where it is not open.
        status_then, status_now: open, in place or not assessed.
    """

    practice: str
    place_then: int | None
    place_now: int | None
    status_then: Status
    status_now: Status

    @property
    def has_moved(self) -> bool:
        """Whether the place is another one."""
        return self.place_then != self.place_now

    @property
    def has_opened(self) -> bool:
        """Whether it was in place, and is open now."""
        return (self.status_then, self.status_now) == ("in-place", "open")

    @property
    def has_closed(self) -> bool:
        """Whether it was open, and is in place now."""
        return (self.status_then, self.status_now) == ("open", "in-place")

    def shown(self, say: Wording) -> tuple[str, str]:
        """Return the two places, or the state where it is not open, in words."""
        pairs = ((self.place_then, self.status_then), (self.place_now, self.status_now))
        then, now = (say.words(f"status.{status}") if place is None else str(place) for place, status in pairs)
        return then, now

    def to_record(self) -> dict[str, object]:
        """Return one flat dict."""
        return attrs.asdict(self)


def moves_of(then: Assessment, now: Assessment) -> tuple[StepMove, ...]:
    """Return every practice of two assessments of the same practices, by its place now, then by its place then."""
    places = [{step.practice: step.place for step in each.order} for each in (then, now)]
    status = [{one.practice: one.status for one in each.priorities} for each in (then, now)]
    moves = [
        StepMove(code, places[0].get(code), places[1].get(code), status[0][code], status[1][code])
        for code in sorted(status[1])
    ]
    return tuple(sorted(moves, key=lambda each: (_last(each.place_now), _last(each.place_then))))


def _last(place: int | None) -> float:
    return float("inf") if place is None else place
