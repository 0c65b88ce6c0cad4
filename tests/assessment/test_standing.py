"""The class of a node: each one by hand, and the thresholds on their edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.sides import PairGap, SideScore
from mbi_collab.assessment.standing import Standing, at_least, gap_counts, item_agreement, split_nodes, standing_of
from mbi_collab.catalogue.rules import Rules
from mbi_collab.survey.panel import Panel
from tests import strategies

CATALOGUE = mbi.load_catalogue()
RULES = Rules()
FIT5 = np.array([[0.0, 0.25, 0.5, 0.75, 1.0]])


def item(cio: list[int], cmo: list[int], code: str = "Q313") -> Standing:
    """The class of one item of S006 after these answers."""
    sheet = CATALOGUE.questionnaire("S006")
    sets = [
        mbi.AnswerSet(f"{side}{at}", side, {code: answer})
        for side, answers in (("CIO", cio), ("CMO", cmo))
        for at, answer in enumerate(answers)
    ]
    return mbi.assess(Panel(sheet, sets)).scorecard.item(code).standing


@pytest.mark.parametrize(
    ("cio", "cmo", "kind", "side"),
    [
        ([5], [], "not-enough-answers", ""),
        ([], [], "not-enough-answers", ""),
        ([1, 1, 5, 5], [4, 4, 4], "split-inside", "CIO"),
        ([4, 4, 4], [1, 1, 5, 5], "split-inside", "CMO"),
        ([5], [3], "seen-better-by", "CIO"),
        ([2], [4], "seen-better-by", "CMO"),
        ([4], [4], "shared-strength", ""),
        ([2], [2], "shared-weakness", ""),
        ([3], [3], "middling", ""),
        ([4], [3], "middling", ""),
    ],
)
def test_each_class(cio: list[int], cmo: list[int], kind: str, side: str) -> None:
    """The first class that applies to the answers of the two sides to one item."""
    if not cio and not cmo:
        cio, cmo = [], []
        sheet = CATALOGUE.questionnaire("S006")
        card = mbi.assess(Panel(sheet, [mbi.AnswerSet("x", "CIO", {"Q322": 3})])).scorecard
        assert card.item("Q313").standing == Standing("not-enough-answers")
        return
    found = item(cio, cmo)
    assert (found.kind, found.side) == (kind, side)


def test_split_goes_before_a_gap() -> None:
    """A split side is named first: its mean stands for nobody."""
    assert item([5, 5, 5], [1, 1, 5]).kind == "split-inside"


@pytest.mark.parametrize(
    ("answers", "split"), [([1, 5], False), ([1, 5, 5], True), ([1, 1, 5], True), ([2, 3, 4], False)]
)
def test_a_split_takes_three(answers: list[int], split: bool) -> None:  # noqa: FBT001
    """Two at the ends are two opinions; three with ends taken are a side that is split."""
    assert (item(answers, [3, 3, 3]).kind == "split-inside") == split


def test_answers_spread_evenly_are_not_split() -> None:
    """The spread of a uniform distribution is the edge, and the edge is not below it."""
    assert item([1, 2, 3, 4, 5], [3]).kind != "split-inside"


def test_a_split_side_is_measured_over_the_items_of_the_node() -> None:
    """Split over one item and of one mind over nine others: the node as a whole is not split."""
    agreed = np.array([[0.0] + [1.0] * 9])
    uniform = np.full((1, 10), 0.4)
    nodes = np.array([np.arange(10) == 0, np.ones(10, dtype=bool)])
    assert split_nodes(agreed, uniform, nodes, np.array([3]), 3).tolist() == [[True, False]]
    assert split_nodes(agreed, uniform, nodes, np.array([2]), 3).tolist() == [[False, False]]
    nothing = np.full((1, 10), np.nan)
    assert split_nodes(nothing, nothing, nodes, np.array([3]), 3).tolist() == [[False, False]]


def test_the_uniform_spread_is_that_of_each_items_own_scale() -> None:
    """A scale of two points, filled up to five: half at each end is uniform, and not below it."""
    values = np.array([[0.2, 1.0, 0.0, 0.0, 0.0], *FIT5])
    agreed, uniform = item_agreement(np.array([[[2, 2, 0, 0, 0], [1, 0, 0, 0, 1]]]), values)
    assert agreed[0] == pytest.approx([0.0, 0.0])
    assert uniform[0, 0] == pytest.approx(0.0)
    assert 0.0 < uniform[0, 1] < 1.0


def test_agreement_takes_two() -> None:
    """One person agrees with nobody: no consensus, none of a spread either."""
    agreed, uniform = item_agreement(np.array([[[1, 0, 0, 0, 0]]]), FIT5)
    assert np.isnan(agreed).all()
    assert np.isnan(uniform).all()


@pytest.mark.parametrize(
    ("value", "items", "fewest", "counts"),
    [
        (0.25, 2, 1, True),
        (-0.25, 2, 1, True),
        (0.2499, 2, 1, False),
        (0.25 - 1e-12, 2, 1, True),
        (0.25, 1, 2, False),
        (0.4999, 1, 2, False),
        (0.5, 1, 2, True),
        (-0.5, 1, 0, True),
        (0.25, 1, 3, True),
        (None, 1, 3, False),
        (0.0, 2, 3, False),
    ],
)
def test_when_a_gap_counts(value: float | None, items: int, fewest: int, counts: bool) -> None:  # noqa: FBT001
    """At .25; on a single item with fewer than three on either side, at .50."""
    assert gap_counts(value, items, fewest, RULES) == counts


@given(st.floats(0, 1), st.floats(0, 1), st.integers(-20, 20))
def test_at_least_compares_both_rounded(value: float, threshold: float, last_bits: int) -> None:
    """Far from the threshold as near it, where the last bits are rounded away."""
    for each in (value, threshold + last_bits * 1e-10):
        assert at_least(each, threshold) is (round(each, 9) >= round(threshold, 9))


def test_a_single_item_counts_at_a_quarter_with_three_on_both_sides() -> None:
    """The same gap of .25 on one item: chance with two on a side, a difference with three."""
    assert item([4, 4, 4], [3, 3, 3]) == Standing("seen-better-by", "CIO")
    assert item([4, 4, 4], [3, 3]) == Standing("middling")


def test_an_area_gap_on_two_items_counts_at_a_quarter() -> None:
    """One CIO and one CMO a quarter apart on two items: each item alone does not count, the control question does."""
    sheet = CATALOGUE.questionnaire("S006")
    sets = [mbi.AnswerSet(side, side, {"Q311a": at, "Q311b": at}) for side, at in (("CIO", 3), ("CMO", 4))]
    card = mbi.assess(Panel(sheet, sets)).scorecard
    assert not card.item("Q311a").gaps[0].counts
    assert card.question("Q311").standing == card.area("R").standing == Standing("seen-better-by", "CMO")
    practice = card.practice("R05")
    assert (practice.gaps[0].items, practice.gaps[0].counts) == (2, True)


def sides(*levels: float | None) -> tuple[SideScore, ...]:
    return tuple(SideScore(f"S{at}", level, 0.0, 1.0, 1, 1) for at, level in enumerate(levels))


@pytest.mark.parametrize(
    ("levels", "kind"),
    [
        ((0.6, 0.6), "shared-strength"),
        ((0.6 - 1e-12, 0.6), "shared-strength"),
        ((0.599, 0.7), "middling"),
        ((0.4, 0.4), "shared-weakness"),
        ((0.4 + 1e-12, 0.3), "shared-weakness"),
        ((0.401, 0.3), "middling"),
        ((0.6, None), "not-enough-answers"),
        ((None, None), "not-enough-answers"),
    ],
)
def test_strength_and_weakness_on_the_edge(levels: tuple[float | None, float | None], kind: str) -> None:
    """Every side at .6 or more, every side at .4 or less; a billionth does not count."""
    assert standing_of(sides(*levels), 2, None, (), RULES).kind == kind


def test_one_side_is_enough_where_only_one_is_asked() -> None:
    """Of an item for the rest of the company, its view alone makes the class."""
    assert standing_of(sides(None, None, 0.9), 1, None, (), RULES).kind == "shared-strength"
    assert standing_of(sides(None, None, None), 1, None, (), RULES).kind == "not-enough-answers"
    assert standing_of(sides(None, 0.9), 2, None, (), RULES).kind == "not-enough-answers"
    assert standing_of(sides(0.9, 0.8, None), 3, None, (), RULES).kind == "shared-strength"


def test_a_gap_goes_before_a_shared_strength() -> None:
    """Both are content, one far more: seen better by that one."""
    gap = PairGap("S0", "S1", 0.4, 3, counts=True)
    assert standing_of(sides(1.0, 0.6), 2, None, (gap,), RULES) == Standing("seen-better-by", "S0")


def test_the_thresholds_are_the_packs() -> None:
    """A pack that counts gaps from .75 and strengths from .5 is taken at its word."""
    rules = Rules(gap=0.75, gap_of_few=0.75, strength=0.5, weakness=0.1)
    assert not gap_counts(0.7, 5, 9, rules)
    assert standing_of(sides(0.5, 0.5), 2, None, (), rules).kind == "shared-strength"


def test_a_level_on_a_threshold_with_endless_decimals_is_on_it() -> None:
    """A pack whose strength begins at 1/3, or whose gaps count from there: exactly 1/3 is on the edge, as .6 is."""
    rules = Rules(strength=1 / 3, weakness=0.1)
    assert standing_of(sides(1 / 3, 1 / 3), 2, None, (), rules).kind == "shared-strength"
    assert gap_counts(1 / 3, 2, 9, Rules(gap=1 / 3))


def test_what_is_asked_of_one_side_alone_has_a_class() -> None:
    """Through the whole assessment: an item of one side needs no second view."""
    tables = strategies.small_pack(["a"])
    tables["questions"][0]["items"][0]["asked_of"] = ["S0"]
    panel = Panel(strategies.sheet_of(tables), [mbi.AnswerSet("x", "S0", {"a": 3})])
    card = mbi.assess(panel).scorecard
    assert {each.standing.kind for each in card} == {"shared-strength"}
    assert {each.one_sided for each in card} == {()}
