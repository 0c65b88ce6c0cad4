"""How a comparison is told: names and numbers of nodes, who was heard, the first steps, how sure the change is."""

from collections.abc import Iterator

from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.certainty import Interval
from mbi_collab.assessment.changes import NodeChange
from mbi_collab.assessment.doubt import Sampling
from mbi_collab.assessment.mapping import Moment
from mbi_collab.assessment.wording import Wording
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.language.numbers import count


def title(node: NodeChange, say: Wording) -> str:
    """Return what the whole, an area or a practice is called."""
    if node.kind == "practice":
        return say.practice(node.code)
    if node.kind == "area":
        return say.area(node.code)
    return say.words("table.overall")


def numbers(node: NodeChange, interval: Interval | None, say: Wording) -> list[str]:
    """Return the cells of a node: level then, now, change, its interval if there is one, gap change, way to target."""
    nothing = say.words("comparison.nothing")
    levels = [nothing if each is None else say.level(each) for each in (node.then, node.now)]
    change, gap = (nothing if each is None else say.gap(each) for each in (node.change, node.gap_change))
    closed = nothing if node.gap_closed is None else _way(node.gap_closed, say)
    between = [] if interval is None else [_range(interval.low, interval.high, say)]
    return [*levels, change, *between, gap, closed]


def _way(closed: float, say: Wording) -> str:
    """Return the share of the way to the target; of more than all of it, that the target was passed."""
    share = say.share(closed)
    return say.words("comparison.beyond", share=share) if round(closed, DECIMALS) > 1 else share


def _range(low: float | None, high: float | None, say: Wording) -> str:
    if low is None or high is None:
        return say.words("comparison.nothing")
    return say.range(say.gap(low), say.gap(high))


def heard(result: Assessment, say: Wording) -> str:
    """Return how many people of each side answered."""
    sheet = result.panel.questionnaire
    sides = [(side, len(result.panel.respondents_of(side.code))) for side in sheet.sides]
    return say.listed([say.words("table.heard", side=side.title, number=people) for side, people in sides])


def undeclared(result: Assessment, moment: Moment, say: Wording) -> str:
    """Return of which sides no head-count was declared; empty where there is none."""
    sides = say.listed([say.side(side) for side in result.panel.undeclared_sides])
    return sides and say.words("comparison.note_undeclared", moment=say.words(f"comparison.{moment}"), sides=sides)


def first_steps(then: Assessment, now: Assessment, say: Wording) -> str:
    """Return what is taken up first now, and what it was then."""
    names = [say.practice(each.order[0].practice) if len(each.order) else "" for each in (then, now)]
    none_then, none_now = ("none" if _is_in_place(each) else "unknown" for each in (then, now))
    if not names[1]:
        return say.words(f"comparison.first_{none_now}")
    if not names[0]:
        return say.words(f"comparison.first_then_{none_then}", now=names[1])
    if names[0] == names[1]:
        return say.words("comparison.first_same", now=names[1])
    return say.words("comparison.first", now=names[1], then=names[0])


def _is_in_place(result: Assessment) -> bool:
    """Whether a practice has reached its target: where none is open, nothing is to be done rather than known."""
    return any(each.status == "in-place" for each in result.priorities)


def levels_and_gaps(node: NodeChange, say: Wording) -> Iterator[str]:
    """Yield the level of the whole then and now, or that there are not both, and its side gaps."""
    if node.then is not None and node.now is not None:
        levels = {"then": say.level(node.then), "now": say.level(node.now), "change": say.gap(node.change)}
        yield say.words("comparison.overall", **levels)
    else:
        yield say.words("comparison.nothing_alike")
    for first, second, gap in node.gaps:
        if gap.value is not None:
            names = {"first": say.side(first), "second": say.side(second)}
            yield say.words("comparison.gap", **names, then=say.gap(gap.then), now=say.gap(gap.now))


def how_sure(interval: Interval, sampling: Sampling, say: Wording) -> Iterator[str]:
    """Yield between what the change of the whole lies, and whether that may be none; nothing without an interval."""
    if interval.low is None or interval.high is None:
        return
    name = "may_be_none" if interval.low <= 0 <= interval.high else "sure"
    ends = {"low": say.gap(interval.low), "high": say.gap(interval.high)}
    yield say.words(f"comparison.{name}", samples=count(sampling.samples), **ends)


def what_was_varied(sampling: Sampling, say: Wording) -> str:
    """Return how the intervals were made, and of which sources of doubt."""
    doubt = sampling.doubt
    sources = [say.words("comparison.unheard")] if doubt.unheard else []
    if doubt.misreading > 0:
        sources.append(say.words("certainty.misreading", share=say.share(doubt.misreading)))
    drawn = say.listed(sources) or say.words("certainty.nothing")
    return say.words("comparison.note_between", samples=count(sampling.samples), seed=sampling.seed, sources=drawn)
