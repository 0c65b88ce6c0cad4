"""How a comparison is told, part by part."""

import pytest

import mbi_collab as mbi
from mbi_collab.assessment.certainty import Interval
from mbi_collab.assessment.change_telling import (
    first_steps,
    heard,
    how_sure,
    levels_and_gaps,
    numbers,
    title,
    undeclared,
    what_was_varied,
)
from mbi_collab.assessment.changes import Change, NodeChange
from mbi_collab.assessment.comparison import compare
from mbi_collab.assessment.doubt import Doubt, Sampling
from mbi_collab.assessment.scorecard import NodeKind
from mbi_collab.assessment.wording import Wording
from tests.strategies import sheet_of, small_pack

SHEET = sheet_of(small_pack("a"))
SAY = Wording.of(SHEET.catalogue)
KINDS: tuple[tuple[str, NodeKind], ...] = (("A", "area"), ("pa", "practice"))
NODE = NodeChange("overall", "overall", 0.25, 0.5, (), (("S0", "S1", Change(-0.5, 0.0)),), 1, 0.75)


def plain(texts: object) -> str:
    return str(texts).replace("\N{NO-BREAK SPACE}", " ").replace("\\xa0", " ").replace("\N{MINUS SIGN}", "-")


def whole(low: float | None, high: float | None) -> Interval:
    return Interval("overall", "overall", low, high, None, None)


def rated(*points: int) -> mbi.Assessment:
    return mbi.assess(
        mbi.Panel(SHEET, [mbi.AnswerSet(f"r{at}", "S0", {"a": point}) for at, point in enumerate(points)])
    )


def test_the_interval_stands_beside_the_change_and_nowhere_without_one() -> None:
    cells = ["0.25", "0.50", "+0.25", "+0.50", "50 %"]
    assert [plain(each) for each in numbers(NODE, None, SAY)] == cells
    between = [plain(each) for each in numbers(NODE, whole(-0.125, 0.3), SAY)]
    assert between == [*cells[:3], "-0.13 to +0.30", *cells[3:]]
    nothing = NodeChange("a", "item", None, None, (), (), 0)
    assert numbers(nothing, whole(None, None), SAY) == ["none"] * 6


def test_more_than_the_whole_way_is_told_as_beyond_the_target() -> None:
    """The record keeps the number."""
    passed, reached = (NodeChange("pa", "practice", 0.25, now, (), (), 1, 0.5) for now in (1.0, 0.5))
    assert plain(numbers(passed, None, SAY)[-1]) == "300 %, beyond it"
    assert plain(numbers(reached, None, SAY)[-1]) == "100 %"
    assert passed.to_record()["gap_closed"] == 3.0


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.1, 0.3, "changed by +0.10 to +0.30."),
        (-0.3, -0.1, "changed by -0.30 to -0.10."),
        (-0.1, 0.3, "changed by -0.10 to +0.30: it may not have changed."),
        (0.0, 0.3, "changed by 0.00 to +0.30: it may not have changed."),
    ],
)
def test_an_interval_that_holds_0_may_be_no_change(low: float, high: float, told: str) -> None:
    (sentence,) = how_sure(whole(low, high), Sampling(10_000), SAY)
    assert plain(sentence) == f"In 90 % of 10 000 variations of what is uncertain the overall level {told}"
    assert not list(how_sure(whole(None, None), Sampling(), SAY))


@pytest.mark.parametrize(
    ("doubt", "sources"),
    [
        (Doubt(), "the answers that were not given, each rating, read one step up or down with a chance of 20 %"),
        (Doubt(misreading=0), "the answers that were not given"),
        (Doubt(unheard=False, misreading=0), "nothing"),
    ],
)
def test_what_was_varied_is_named_and_weights_are_not(doubt: Doubt, sources: str) -> None:
    told = plain(what_was_varied(Sampling(100, 4, doubt), SAY))
    assert told == f"100 variations of then and of now, apart from each other, seed 4. What was varied: {sources}."


def test_nodes_have_titles() -> None:
    nodes = [NodeChange(code, kind, None, None, (), (), 0) for code, kind in KINDS]
    assert [title(each, SAY) for each in (NODE, *nodes)] == ["overall", "A area A", "pa practice"]


def test_who_was_heard_the_first_steps_and_the_whole() -> None:
    assert heard(rated(1, 2), SAY) == "side S0 2, side S1 0"
    assert first_steps(rated(1), rated(2), SAY) == "Take up first, now as then: pa practice."
    assert [plain(each) for each in levels_and_gaps(NODE, SAY)] == [
        "Overall level: then 0.25, now 0.50 (+0.25).",
        "Side gap, side S0 minus side S1: then -0.50, now 0.00.",
    ]


def test_where_nothing_can_be_compared_it_says_so() -> None:
    """Nothing assessed is not the same as nothing open, and no level not the same as no change."""
    assert first_steps(rated(1), rated(3), SAY) == "No practice is open now."
    assert first_steps(rated(1), rated(), SAY) == "No practice could be assessed now."
    assert first_steps(rated(3), rated(1), SAY) == "Take up first now: pa practice. Then no practice was open."
    assert first_steps(rated(), rated(1), SAY) == "Take up first now: pa practice. Then no practice could be assessed."
    empty = NodeChange("overall", "overall", None, None, (), (), 0, None)
    assert list(levels_and_gaps(empty, SAY)) == ["No statement has a level both times, so no level can be compared."]


def test_sides_without_a_declared_head_count_are_named_by_the_moment() -> None:
    """Nobody unheard is drawn there, and an interval rests on that."""
    assert undeclared(rated(1, 2), "then", SAY) == (
        "No head-count was declared then (side S0), so those who answered are taken to be all of their side."
    )
    sets = rated(1, 2).panel.answer_sets
    assert not undeclared(mbi.assess(mbi.Panel(SHEET, sets, population={"S0": 5})), "now", SAY)
    made = compare(rated(*[1] * 4), rated(*[2] * 4))
    assert sum("head-count" in note for note in made.table().footnotes) == 2
