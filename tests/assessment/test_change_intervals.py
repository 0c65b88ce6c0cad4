"""Intervals of changes: by hand, as properties, and where there is little to draw from."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.certainty import Interval
from mbi_collab.assessment.change_intervals import change_intervals
from mbi_collab.assessment.comparison import Comparison, compare
from mbi_collab.assessment.doubt import Doubt, Sampling
from mbi_collab.survey.panel import Panel
from tests.strategies import packs, panels, sheet_of, small_pack, some_examples

SHEET = sheet_of(small_pack("ab"))
OFF = Doubt("fixed", unheard=False, misreading=0)


def panel(*answers: tuple[str, Mapping[str, Any]], **more: Any) -> Panel:
    """Sides and answers, person by person; points 1, 2, 3 are worth 0, .5, 1."""
    return Panel(SHEET, [mbi.AnswerSet(f"r{at}", side, given) for at, (side, given) in enumerate(answers)], **more)


def chiefs(a: int, b: int, **more: Any) -> Panel:
    """Two people who give the same points; nobody else is there."""
    return panel(("S0", {"a": a, "b": b}), ("S1", {"a": a, "b": b}), **more)


def compared(then: Panel, now: Panel, samples: int = 10_000, seed: int = 0, doubt: Doubt | None = None) -> Comparison:
    return compare(mbi.assess(then, samples=0), mbi.assess(now, samples=samples, seed=seed, doubt=doubt))


def ends(found: Interval) -> list[float | None]:
    return [found.low, found.high, found.gap_low, found.gap_high]


def mirrored(found: Interval) -> list[float | None]:
    return [None if end is None else -end for end in (found.high, found.low, found.gap_high, found.gap_low)]


@pytest.mark.parametrize(("misreading", "steps"), [(0.2, 1), (0.3, 2)])
def test_four_ratings_that_may_be_misread_by_hand(misreading: float, steps: int) -> None:
    """Two people then and two now, all at .5. The level moves by a quarter for each rating read one step of .5 off.

    Four ratings, each a step down with ε/2: two or more down, net, happens in 4.2 % of the cases for ε = .2, and in
    7.8 % for ε = .3; one or more in 25.7 % and 31.2 %. So the 5th percentile is one step, and two steps. The gap
    weighs each of the four ratings twice as much.
    """
    found = compared(chiefs(2, 2), chiefs(2, 2), doubt=Doubt("fixed", misreading=misreading)).interval("item", "a")
    assert ends(found) == [-0.25 * steps, 0.25 * steps, -0.5 * steps, 0.5 * steps]


def test_a_change_is_as_unsure_as_the_level_now_where_then_is_sure() -> None:
    """Then both sides had agreed on everything; now three of nine were heard on each side."""
    then = chiefs(2, 2, agreed={"a": 2, "b": 1})
    rows = [(side, {"a": 1 + at, "b": 1 + at % 2}) for side in ("S0", "S1") for at in range(3)]
    now = panel(*rows, population={"S0": 9, "S1": 9})
    doubt = Doubt(misreading=0)
    result = mbi.assess(now, seed=5, doubt=doubt)
    assert result.certainty is not None
    for kind, code, level in (("item", "a", 0.5), ("item", "b", 0.0), ("overall", "overall", 0.25)):
        wanted = result.certainty.interval(kind, code)  # type: ignore[arg-type]
        found = compared(then, now, doubt=doubt).interval(kind, code)  # type: ignore[arg-type]
        assert wanted.low is not None
        assert wanted.high is not None
        assert wanted.high - wanted.low > 0.1
        assert (found.low, found.high) == pytest.approx((wanted.low - level, wanted.high - level), abs=0.02)


def test_equal_panels_are_drawn_apart() -> None:
    """Random numbers shared by then and now would make every change of 0 a sure one."""
    found = compared(chiefs(2, 2), chiefs(2, 2)).interval("overall", "overall")
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.1 < 0.1 < found.high


def test_the_gap_is_the_first_side_minus_the_second() -> None:
    """It was -1 and is 0 now, while the level stayed at .5."""
    then = panel(("S0", {"a": 1}), ("S1", {"a": 3}))
    assert ends(compared(then, chiefs(2, 2), 4, doubt=OFF).interval("item", "a")) == [0.0, 0.0, 1.0, 1.0]


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(panels(sheet), panels(sheet))))
def test_without_doubt_the_interval_is_the_change(both: tuple[Panel, Panel]) -> None:
    """To the bit; without a change there is no interval."""
    made = compared(*both, samples=4, doubt=OFF)
    for node, found in zip(made, made.intervals, strict=True):
        assert (found.kind, found.code) == (node.kind, node.code)
        assert ends(found) == [node.change, node.change, node.gap_change, node.gap_change]


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(*[panels(sheet, holes=False)] * 2)))
def test_with_everybody_heard_and_every_rating_firm_the_interval_is_the_change(both: tuple[Panel, Panel]) -> None:
    made = compared(*both, samples=4, doubt=Doubt(misreading=0))
    for node, found in zip(made, made.intervals, strict=True):
        assert ends(found) == [node.change, node.change, node.gap_change, node.gap_change]


@st.composite
def partly_heard(draw: st.DrawFn, sheet: mbi.Questionnaire) -> Panel:
    """Everybody who was heard answered everything; some were not heard."""
    made = draw(panels(sheet, fewest=1, holes=False))
    people = {side: made.population_of(side) + draw(st.integers(0, 4)) for side in sheet.side_codes}
    return attrs.evolve(made, population=people)


def moved(given: Panel, step: int) -> Panel:
    """The panel with every point read a step off; a step off the end stays."""
    sheet, sets = given.questionnaire, []
    for each in given.answer_sets:
        most = {code: len(sheet.scale_of(sheet.item(code)).points) for code, _ in each.answers}
        answers = {code: min(max(int(point) + step, 1), most[code]) for code, point in each.answers}
        sets.append(mbi.AnswerSet(each.respondent, each.side, answers))
    return given.with_answer_sets(sets)


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(partly_heard(sheet), partly_heard(sheet))), st.sampled_from([0.0, 0.5]))
def test_intervals_hold_the_change_and_stay_within_what_could_be(both: tuple[Panel, Panel], misreading: float) -> None:
    """Lowest now less highest then, of the bounds; where ratings are misread, of those with every rating a step off."""
    step = 1 if misreading else 0
    low, high = ([mbi.assess(moved(each, way), samples=0).scorecard for each in both] for way in (-step, step))
    made = compared(*both, samples=40, doubt=Doubt(misreading=misreading))
    for at, (node, found) in enumerate(zip(made, made.intervals, strict=True)):
        if node.change is None:
            assert (found.low, found.high) == (None, None)
            continue
        assert found.low is not None
        assert found.high is not None
        assert found.low <= node.change <= found.high
        lowest, highest = ([(list(card)[at].low, list(card)[at].high) for card in cards] for cards in (low, high))
        assert lowest[1][0] is not None
        assert highest[0][1] is not None
        assert found.low >= lowest[1][0] - highest[0][1] - 1e-12
        assert highest[1][1] is not None
        assert lowest[0][0] is not None
        assert found.high <= highest[1][1] - lowest[0][0] + 1e-12
        if node.gap_change is not None:
            assert found.gap_low is not None
            assert found.gap_high is not None
            assert found.gap_low <= node.gap_change <= found.gap_high


def told(given: Panel) -> tuple[object, ...]:
    """What is told, whoever tells it."""
    return given.population, sorted((each.side, str(each.answers)) for each in given.answer_sets)


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(panels(sheet), panels(sheet))))
def test_swapping_the_two_mirrors_the_intervals(both: tuple[Panel, Panel]) -> None:
    """Up to the rounding of percentiles: each panel keeps its random numbers."""
    assume(told(both[0]) != told(both[1]))
    for one, other in zip(compared(*both, 30).intervals, compared(*both[::-1], 30).intervals, strict=True):
        assert ends(one) == pytest.approx(mirrored(other), abs=1e-12)


def test_dates_say_which_is_the_earlier() -> None:
    """With dates, an answer more or less does not change whose random numbers are whose."""

    def on(day: str, b: int) -> Panel:
        return chiefs(2, b, date=day, population={"S0": 9, "S1": 9})

    before, after = "2025-03-01", "2026-03-01"
    made = [compared(on(before, b), on(after, c), 50).interval("item", "a") for b, c in ((1, 3), (3, 1))]
    assert made[0] == made[1]
    back = compared(on(after, 3), on(before, 1), 50).interval("item", "a")
    assert mirrored(back) == pytest.approx(ends(made[0]), abs=1e-12)


def test_the_same_seed_gives_the_same_bytes_whatever_the_people_are_called() -> None:
    """And whatever their order; another seed gives others."""
    rows = [(side, {"a": 1 + at % 3, "b": 1 + (at * at) % 3}) for side in ("S0", "S1") for at in range(5)]
    people = {"population": {"S0": 8, "S1": 9}}
    then, now = panel(*rows, **people), panel(*rows[::-1], **people)
    other = panel(*rows[1:], **people)
    assert compared(then, other).intervals == compared(now, other).intervals
    assert compared(then, other).intervals != compared(then, other, seed=1).intervals
    assert compared(then, other, seed=2**80).intervals != compared(then, other).intervals


def test_draws_are_those_that_the_second_asked_for() -> None:
    """The first one's seed, number and doubts are of no account, as its targets and weights are not."""
    then, now = chiefs(1, 2), chiefs(2, 2)
    asked = {"samples": 100, "seed": 3, "doubt": Doubt(misreading=0.4)}
    other = {"samples": 7, "seed": 4, "doubt": OFF}
    made = [compare(mbi.assess(then, **each), mbi.assess(now, **asked)) for each in (asked, other)]  # type: ignore[arg-type]
    assert made[0].intervals == made[1].intervals
    assert made[0].intervals == change_intervals(tuple(made[0]), then, now, Sampling(100, 3, Doubt(misreading=0.4)))


def test_the_criterion_weights_do_not_move_a_level() -> None:
    one, other = (compared(chiefs(1, 2), chiefs(2, 2), 100, doubt=Doubt(each)) for each in ("fixed", "uniform"))
    assert one.intervals == other.intervals


def test_without_draws_there_is_no_interval() -> None:
    made = compared(chiefs(1, 2), chiefs(2, 2), samples=0)
    assert [ends(each) for each in made.intervals] == [[None] * 4] * len(list(made))
    assert len(made.intervals) == len(list(made))


def test_more_people_who_were_not_heard_make_it_less_sure() -> None:
    """Everybody was heard then; of now, 0, 4 and 400 on each side were not."""
    widths = []
    for others in (0, 4, 400):
        now = chiefs(2, 2, population={"S0": 1 + others, "S1": 1 + others})
        found = compared(chiefs(2, 2), now, doubt=Doubt(misreading=0)).interval("overall", "overall")
        widths.append((found.high or 0.0) - (found.low or 0.0))
    assert widths[0] == 0.0
    assert 0.2 < widths[1] < widths[2]


ODD = {
    "nobody": panel(),
    "one side empty": panel(("S0", {"a": 1, "b": 3})),
    "one answer": panel(("S0", {"a": 1}), ("S1", {})),
    "don't know": panel(("S0", {"a": "dk", "b": "dk"}), ("S1", {"a": "dk", "b": "dk"})),
    "not applicable": panel(("S0", {"a": "na:other"}), ("S1", {"a": "na:other"})),
    "agreed": panel(("S0", {"a": 1}), agreed={"a": 3, "b": 3}),
    "1 and 300": panel(("S0", {"a": 1}), *[("S1", {"a": 1 + at % 3, "b": 2}) for at in range(300)]),
    "1 of 1000": panel(("S0", {"a": 1, "b": 1}), ("S1", {"b": 2}), population={"S0": 1000, "S1": 5}),
}


@pytest.mark.parametrize("one", ODD.values(), ids=ODD.keys())
def test_odd_panels_say_what_they_can(one: Panel) -> None:
    """An interval exactly where there is a change, however little the two have in common."""
    for other in ODD.values():
        made = compared(one, other, 20)
        for node, found in zip(made, made.intervals, strict=True):
            assert (node.change is None) == (found.low is None) == (found.high is None)
            assert (node.gap_change is None) == (found.gap_low is None) == (found.gap_high is None)
        assert "nan" not in f"{made}{made.to_records()}"


def test_what_was_agreed_both_times_is_sure() -> None:
    then, now = panel(("S0", {"a": 1}), agreed={"a": 1}), panel(("S1", {"a": 1}), agreed={"a": 3})
    found = compared(then, now, 50).interval("item", "a")
    assert (found.low, found.high) == (1.0, 1.0)


def test_one_side_alone_has_no_gap() -> None:
    sheet = sheet_of(small_pack("a", sides=1))
    then, now = (Panel(sheet, [mbi.AnswerSet("x", "S0", {"a": point})]) for point in (1, 2))
    found = compared(then, now, 50).interval("item", "a")
    assert (found.gap_low, found.gap_high) == (None, None)
    assert found.high is not None
    assert found.high > 0.5
