"""The table of a run: what is timed, what it is compared with, what is reached, and where it is written."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.figures import Benchmark, Goal, Key, between, judged, number, table, traced


def test_floor() -> None:
    """What a goal may be a multiple of is named by its function: this one."""


class Fixture:
    """Stands for pytest-benchmark's: a round takes two seconds."""

    def __init__(self) -> None:
        self.extra_info: dict[str, object] = {}
        self.stats = SimpleNamespace(stats=SimpleNamespace(data=[]))
        self.warmed_up: list[int] = []

    def pedantic(self, action: Callable[[], object], rounds: int, warmup_rounds: int) -> None:
        self.stats.stats.data = [2.0] * rounds
        self.warmed_up.append(warmup_rounds)
        action()


def measured(*seconds: float, goals: tuple[Goal, ...] = (), **others: Any) -> Benchmark:
    return Benchmark("group", "what", goals, seconds=list(seconds), **others)


def test_nothing_is_timed_before_its_result_was_found_right() -> None:
    """Not in the turn after a wrong result either; a right one is checked and warmed up for once."""
    found, fixture = measured(), Fixture()
    for _ in range(2):
        with pytest.raises(AssertionError):
            found.time(fixture, lambda: 1, lambda result: np.testing.assert_equal(result, 2))
    assert not found.seconds
    assert not fixture.warmed_up
    checked: list[int] = []
    for _ in range(2):
        found.time(fixture, lambda: 2, checked.append, rounds=3)
    assert checked == [2]
    assert fixture.warmed_up == [1, 0]
    assert found.seconds == [2.0] * 6


def test_memory_is_traced_where_it_can_be_seen() -> None:
    """An array of 8 MB is; what another engine allocates is not said to be nothing."""
    found = measured()
    found.time(Fixture(), lambda: np.ones(10**6), lambda array: array.sum())
    assert found.peak == pytest.approx(8, abs=0.5)
    other = measured()
    other.time(Fixture(), lambda: 0, lambda _: None, is_traced=False)
    assert other.peak is None
    assert other.figures("memory") is None


def test_the_memory_of_arrow_is_traced() -> None:
    """And its pool is the one it was, afterwards."""
    pa = pytest.importorskip("pyarrow")
    before = pa.default_memory_pool().backend_name
    buffer, peak = traced(lambda: pa.allocate_buffer(5_000_000))
    assert peak == pytest.approx(5, abs=0.1)
    assert buffer.size == 5_000_000
    assert pa.default_memory_pool().backend_name == before


@pytest.mark.parametrize(
    ("bound", "text", "verdict"),
    [
        ({"at_most": 2}, "≤ 2", "no"),
        ({"at_most": 2.5}, "≤ 2.5", "yes"),
        ({"at_least": 2.5}, "≥ 2.5", "yes"),
        ({"at_least": 3}, "≥ 3", "no"),
    ],
)
def test_a_ratio_is_of_medians_and_of_least_times(bound: dict[str, Any], text: str, verdict: str) -> None:
    """Medians of 5 and 2 seconds, least times of 4 and 1."""
    found = judged(Goal("time", of=test_floor, **bound), measured(5, 9, 4), [measured(2, 1, 8)])
    assert found == ["2.50 × what (least 4.00)", text, verdict]


def test_a_goal_may_be_of_several_together_and_of_a_part_of_the_data() -> None:
    """Three seconds for a tenth are 30 for all; two others of 5 and 10 seconds make 15."""
    goal = Goal("time", of=(test_floor, test_floor), at_most=2)
    found = judged(goal, measured(3, times=10), [measured(5), measured(10)])
    assert found == ["2.00 × what + what (least 2.00)", "≤ 2", "yes"]


def test_a_goal_may_be_absolute() -> None:
    """In milliseconds, or in MB."""
    assert judged(Goal("time", at_most=2), measured(0.0021), []) == ["2.10 ms", "≤ 2 ms", "no"]
    assert judged(Goal("memory", at_most=16), measured(1, peak=15.5), []) == ["memory 15.5 MB", "≤ 16 MB", "yes"]
    flat = Goal("memory", of=test_floor, at_most=1.1)
    assert judged(flat, measured(1, peak=12.0), [measured(1, peak=10.0)]) == ["memory 1.20 × what", "≤ 1.1", "no"]


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    """The other one was left out, or its memory cannot be seen."""
    goal = Goal("time", of=test_floor, at_most=2)
    for other in (None, measured()):
        assert judged(goal, measured(1), [other]) == ["–", "≤ 2", "not measured"]
    unseen = judged(Goal("memory", of=test_floor, at_most=2), measured(1, peak=1.0), [measured(1)])
    assert unseen == ["–", "≤ 2", "not measured"]


def test_a_goal_has_one_bound_of_a_figure_there_is() -> None:
    with pytest.raises(ValueError, match="one bound"):
        Goal("time")
    with pytest.raises(ValueError, match="one bound"):
        Goal("time", at_most=1, at_least=1)
    with pytest.raises(ValueError, match="figure"):
        Goal("energy", at_most=1)  # type: ignore[arg-type]


def test_the_table_has_a_row_a_goal_group_by_group() -> None:
    """What it is compared with has the same file and the same parameters; what failed has no row."""
    goals = (Goal("time", of=test_floor, at_most=6), Goal("memory", at_most=16))
    small, large = (("rows", 1),), (("rows", 2),)
    found: dict[Key, Benchmark] = {
        ("one.py", "test_floor", small): Benchmark("first", "floor 1", (), seconds=[1.0], peak=1.0),
        ("two.py", "test_floor", large): Benchmark("second", "elsewhere", (), seconds=[9.0]),
        ("one.py", "test_floor", large): Benchmark("first", "floor 2", (), seconds=[2.0], peak=1.0),
        ("one.py", "test_ours", large): Benchmark("first", "ours", goals, seconds=[10.0], peak=20.0),
        ("one.py", "test_wrong", ()): Benchmark("first", "wrong", goals),
    }
    made = table(found, ["a note"])
    assert made.rows == (
        ("first", "", "", "", "", ""),
        ("– floor 1", "1,000", "", "", "", "1.00"),
        ("– floor 2", "2,000", "", "", "", "1.00"),
        ("– ours", "10,000", "5.00 × floor 2 (least 5.00)", "≤ 6", "yes", "20.0"),
        ("", "", "memory 20.0 MB", "≤ 16 MB", "no", ""),
        ("second", "", "", "", "", ""),
        ("– elsewhere", "9,000", "", "", "", "–"),
    )
    assert made.footnotes == ("a note",)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.001234, "0.00123"), (0.9996, "1.000"), (5.678, "5.68"), (66.6, "66.6"), (31_415.9, "31,400")],
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text


def test_a_page_gets_the_table_between_its_markers() -> None:
    """Again and again, and nothing else of it changes."""
    page = "before\n<!-- table: one -->\n\nold\n\n<!-- end: one -->\nafter <!-- table: two --> <!-- end: two -->\n"
    once = between(page, "one", "| new |\n")
    assert once == page.replace("old", "| new |")
    assert between(once, "one", "old") == page


@pytest.mark.parametrize("page", ["", "<!-- table: one -->", "<!-- end: one --> <!-- table: one -->"])
def test_a_page_without_markers_is_left_alone(page: str) -> None:
    with pytest.raises(ValueError, match="<!-- table: one -->"):
        between(page, "one", "new")
