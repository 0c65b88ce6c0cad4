"""What a run of benchmarks came to: times, memory, what they are compared with, which goals are reached; one table."""

import gc
import math
import statistics
import sys
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, Protocol

import attrs

from mbi_collab.markup.table import Column, Table

Action = Callable[[], Any]
Check = Callable[[Any], object]
#: File and name of a benchmark's function, and its parameters.
Key = tuple[str, str, tuple[tuple[str, Any], ...]]

_TITLES = ("what", "ms", "figure", "goal", "reached", "MB")
_COLUMNS = [Column(title, title, "right" if title in {"ms", "MB"} else "left") for title in _TITLES]
#: Arrow allocates from them as long as what it allocated lives.
_POOLS: list[Any] = []


def _names(functions: Callable[..., None] | tuple[Callable[..., None], ...]) -> tuple[str, ...]:
    return tuple(each.__name__ for each in (functions if isinstance(functions, tuple) else (functions,)))


class Timed(Protocol):
    """The fixture ``timed``: :meth:`Benchmark.time` of this benchmark."""

    def __call__(
        self, action: Action, check: Check, *, rounds: int = 1, times: float = 1.0, is_traced: bool = True
    ) -> None:
        """Time an action, once its result was found right."""


@attrs.frozen
class Goal:
    """A bound of a benchmark's time in ms, of its memory in MB, or of how many times that of other benchmarks it is.

    Attributes:
        figure: what is bounded.
        of: the benchmarks it is a multiple of, by function, summed; none: the bound is in ms or MB.
        at_most, at_least: the bound, one of them.
    """

    figure: Literal["time", "memory"] = attrs.field(validator=attrs.validators.in_(("time", "memory")))
    of: tuple[str, ...] = attrs.field(default=(), converter=_names, kw_only=True)
    at_most: float | None = attrs.field(default=None, kw_only=True)
    at_least: float | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"a goal has one bound: {self}")

    def is_reached(self, found: float) -> bool:
        """Return whether a figure keeps to the bound."""
        return found <= self.at_most if self.at_most is not None else found >= (self.at_least or 0.0)

    @property
    def bound(self) -> str:
        """The bound as it is shown."""
        sign, bound = ("≤", self.at_most) if self.at_most is not None else ("≥", self.at_least)
        unit = "" if self.of else " ms" if self.figure == "time" else " MB"
        return f"{sign} {bound:.4g}{unit}"


@attrs.define
class Benchmark:
    """One benchmark and what was measured of it.

    Attributes:
        group, what: how they are called in the table.
        goals: what it is to reach.
        times: by what its times are multiplied, since it did so much less than the others.
        is_checked: whether its result was found right; nothing is timed before.
        seconds: of each round.
        peak: MB held at once; ``None`` if it cannot be seen.
    """

    group: str
    what: str
    goals: tuple[Goal, ...]
    times: float = 1.0
    is_checked: bool = False
    seconds: list[float] = attrs.Factory(list)
    peak: float | None = None

    def time(  # noqa: PLR0913  what pytest-benchmark is told, and the check
        self,
        fixture: Any,
        action: Action,
        check: Check,
        *,
        rounds: int = 1,
        times: float = 1.0,
        is_traced: bool = True,
    ) -> None:
        """Have pytest-benchmark time an action, once its result was found right.

        Parameters
        ----------
        fixture : pytest_benchmark.fixture.BenchmarkFixture
        action
            What is timed; it returns its result.
        check
            Is given the result of a first run, whose memory is traced and which no clock sees; raises if it is wrong.
        rounds
            In each turn.
        times
            By what times are multiplied, for an action on a part of the data.
        is_traced
            Whether the memory is Python's, NumPy's or Arrow's, and so can be seen.
        """
        first = not self.is_checked
        if first:
            result, peak = traced(action) if is_traced else (action(), None)
            check(result)
            self.times, self.peak, self.is_checked = times, peak, True
        fixture.extra_info["peak MB"] = self.peak
        fixture.pedantic(action, rounds=rounds, warmup_rounds=int(first))
        self.seconds.extend(fixture.stats.stats.data)

    def figures(self, figure: Literal["time", "memory"]) -> tuple[float, float] | None:
        """Return the median and the least time in ms, or the memory in MB twice; ``None``: not measured."""
        if figure == "memory":
            return None if self.peak is None else (self.peak, self.peak)
        if not self.seconds:
            return None
        scale = 1000 * self.times
        return scale * statistics.median(self.seconds), scale * min(self.seconds)


def traced(action: Action) -> tuple[Any, float]:
    """Return the result of an action, and how many MB Python, NumPy and Arrow held at once for it, at most."""
    arrow = sys.modules.get("pyarrow")
    before = arrow.default_memory_pool() if arrow else None
    if arrow:
        _POOLS.append(arrow.proxy_memory_pool(before))
        arrow.set_memory_pool(_POOLS[-1])
    gc.collect()
    tracemalloc.start()
    try:
        result = action()
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        if arrow:
            arrow.set_memory_pool(before)
    return result, (most + (_POOLS[-1].max_memory() if arrow else 0)) / 1e6


def table(benchmarks: dict[Key, Benchmark], footnotes: Iterable[str]) -> Table:
    """Return the one table of all benchmarks, group by group."""
    groups = dict.fromkeys(each.group for each in benchmarks.values())
    rows: list[list[str]] = []
    for group in groups:
        rows.append([group, "", "", "", "", ""])
        for key, each in benchmarks.items():
            if each.group == group and each.seconds:
                rows.extend(_rows(key, each, benchmarks))
    return Table("", _COLUMNS, rows, footnotes)


def _rows(key: Key, each: Benchmark, benchmarks: dict[Key, Benchmark]) -> Iterator[list[str]]:
    """Yield a row for each goal, or one if there is none; only the first names the benchmark."""
    time = each.figures("time")
    head = [f"– {each.what}", number(time[0]) if time else "–"]
    last = number(each.peak) if each.peak is not None else "–"
    for goal in each.goals:
        others = [benchmarks.get((key[0], name, key[2])) for name in goal.of]
        yield [*head, *judged(goal, each, others), last]
        head, last = ["", ""], ""
    if not each.goals:
        yield [*head, "", "", "", last]


def judged(goal: Goal, each: Benchmark, others: list[Benchmark | None]) -> list[str]:
    """Return figure, goal and whether it is reached, as texts."""
    own = each.figures(goal.figure)
    theirs = [other.figures(goal.figure) if other else None for other in others]
    measured = [their for their in theirs if their]
    if own is None or len(measured) < len(theirs):
        return ["–", goal.bound, "not measured"]
    found, text = own[0], f"{number(own[0])} {'ms' if goal.figure == 'time' else 'MB'}"
    if measured:
        found, least = (mine / sum(parts) for mine, parts in zip(own, zip(*measured, strict=True), strict=True))
        text = f"{number(found)} × {' + '.join(other.what for other in others if other)}"
        text += f" (least {number(least)})" if goal.figure == "time" else ""
    prefix = "memory " if goal.figure == "memory" else ""
    return [prefix + text, goal.bound, "yes" if goal.is_reached(found) else "no"]


def number(value: float) -> str:
    """Return a number with three digits that count."""
    digits = 2 - math.floor(math.log10(abs(value))) if value else 0
    return f"{round(value, digits):,.{max(0, digits)}f}"


def between(text: str, name: str, new: str) -> str:
    """Return a page with something new between its two markers of that name, or raise ValueError."""
    first, last = f"<!-- table: {name} -->", f"<!-- end: {name} -->"
    if text.count(first) != 1 or text.count(last) != 1 or text.index(first) > text.index(last):
        raise ValueError(f"the page has not, once and in this order: {first} {last}")
    head, tail = text[: text.index(first)], text[text.index(last) :]
    return f"{head}{first}\n\n{new.strip()}\n\n{tail}"
