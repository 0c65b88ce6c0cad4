"""The same panel many times over."""

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.arrays import plan_of
from mbi_collab.assessment.doubt import Doubt, Sampling
from mbi_collab.assessment.drawing import Drawn, draw, drawn_nodes, heard_of, items_of
from mbi_collab.engine.levels import nodes
from mbi_collab.engine.means import BoolArray, FloatArray
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.strategies import sheet_of, small_pack

OFF = Doubt("fixed", unheard=False, misreading=0)
SHEET = sheet_of(small_pack("abc", requires={"b": ["a"]}))


def answered(panel: Panel, doubt: Doubt, samples: int = 50, seed: int = 0) -> Drawn:
    """The draws of a panel."""
    return draw(mbi.assess(panel).basis, Sampling(samples, seed, doubt))


def two(first: dict[str, int], second: dict[str, int], **more: object) -> Panel:
    """One person a side."""
    sets = [mbi.AnswerSet("x", "S0", first), mbi.AnswerSet("y", "S1", second)]
    return Panel(SHEET, sets, **more)  # type: ignore[arg-type]


@strategies.some_examples
@given(strategies.surveys(), st.data())
def test_drawn_nodes_are_those_of_the_engine(panel: Panel, data: st.DataObject) -> None:
    """On random trees, means and minima, with holes."""
    tree, items = plan_of(panel.questionnaire).tree, len(panel.questionnaire.items)
    holes = data.draw(st.lists(st.booleans(), min_size=items, max_size=items))
    values = np.where(holes, np.nan, np.random.default_rng(items).random((5, items)))
    measured: BoolArray = np.any(tree.primary[:, ~np.array(holes)] > 0, axis=1)
    for mine, theirs in zip(drawn_nodes(values, measured, tree), nodes(values, measured, tree), strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-12)


def test_how_much_people_differ_in_leniency_is_the_packs() -> None:
    """One of fifty heard: the wider the pack thinks leniency to be, the wider the means of the side."""
    widths = []
    for spread in (0.0, 0.12, 0.5):
        sheet = sheet_of(small_pack("abc", rules={"leniency": {"spread": spread, "weight": 50.0}}))
        alone = mbi.AnswerSet("x", "S0", {"a": 2, "b": 2, "c": 2})
        panel = Panel(sheet, [alone, mbi.AnswerSet("y", "S1", {"a": 2})], population={"S0": 50})
        drawn = answered(panel, Doubt("fixed", misreading=0), 2000)
        widths.append(float(drawn.sides[:, 0].mean(axis=1).std()))
    assert widths == sorted(widths)
    assert widths[2] > widths[1] + 0.05 > widths[0] + 0.05


@strategies.some_examples
@given(strategies.surveys())
def test_without_doubt_every_draw_is_the_data(panel: Panel) -> None:
    """Side means, items, careful levels, priorities and what is open: as ``assess()`` has them."""
    result = mbi.assess(panel)
    drawn = answered(panel, OFF, 3)
    levels = result.basis.measured.levels
    rows = [(drawn.sides, levels.sides.items), (drawn.ranked.careful, levels.careful_practices)]
    rows += [(items_of(result.basis, drawn.sides).level, levels.combined.items)]
    for found, wanted in rows:
        np.testing.assert_allclose(found, np.broadcast_to(wanted, found.shape), atol=1e-12)
    for at, practice in enumerate(panel.questionnaire.practices):
        priority = result.priorities.practice(practice.code)
        assert drawn.ranked.assessed[at] == (priority.status != "not-assessed")
        assert (drawn.ranked.is_open[:, at] == (priority.status == "open")).all()
        if priority.value is not None:
            np.testing.assert_allclose(drawn.ranked.priority[:, at], priority.value, atol=1e-9)


def test_the_order_of_respondents_changes_no_bit() -> None:
    """Also where people differ in leniency, answers are missing and some were not heard."""
    random = np.random.default_rng(3)
    sets = [
        mbi.AnswerSet(
            f"{side}{at}", side, {code: int(random.integers(1, 4)) for code in "abc" if random.random() < 0.8}
        )
        for side in ("S0", "S1")
        for at in range(7)
    ]
    panel = Panel(SHEET, sets, population={"S0": 12})
    one, other = (answered(each, Doubt()) for each in (panel, panel.with_answer_sets(sets[::-1])))
    for mine, theirs in zip(one.ranked, other.ranked, strict=True):
        assert mine.tobytes() == theirs.tobytes()
    assert one.sides.tobytes() == other.sides.tobytes()
    assert answered(panel, Doubt(), seed=1).sides.tobytes() != one.sides.tobytes()


def test_what_nobody_of_a_side_answered_is_not_drawn() -> None:
    drawn = answered(two({"a": 1}, {}), Doubt())
    assert np.isnan(drawn.sides[:, 1]).all()
    assert not np.isnan(drawn.sides[:, 0, 0]).any()
    assert np.isnan(drawn.sides[:, 0, 1:]).all()


def test_what_was_agreed_is_fixed() -> None:
    """In every draw, whatever the sides answered; the others vary."""
    panel = two({"a": 1, "b": 2}, {"a": 3, "b": 2}).with_agreed({"a": 3})
    items = items_of(mbi.assess(panel).basis, answered(panel, Doubt()).sides)
    assert (items.level[:, 0] == 1).all()
    assert (items.careful[:, 0] == 1).all()
    assert np.ptp(items.level[:, 1]) > 0


def rows_of(doubt: Doubt, **weights: float) -> FloatArray:
    """The criterion weights of 200 draws."""
    result = mbi.assess(two({"a": 1}, {"a": 1}), criterion_weights=weights or None)
    return draw(result.basis, Sampling(200, 0, doubt)).weights


@pytest.mark.parametrize(
    "doubt",
    [OFF, Doubt(), Doubt("uniform"), Doubt("ordered", ("ease", "need", "leverage"))],
    ids=lambda each: each.weighting,
)
def test_weights_are_drawn_as_asked(doubt: Doubt) -> None:
    """They sum to 1, are fixed only where that is asked, and keep to a stated order."""
    rows = rows_of(doubt)
    np.testing.assert_allclose(rows.sum(axis=1), 1)
    assert (np.ptp(rows, axis=0) < 1e-12).all() == (doubt.weighting == "fixed")
    if doubt.weighting == "ordered":
        assert ((rows[:, 2] >= rows[:, 0]) & (rows[:, 0] >= rows[:, 1])).all()


def test_a_weight_of_0_stays_0_around_those_in_force() -> None:
    rows = rows_of(Doubt(), need=1, ease=1)
    assert (rows[:, 1] == 0).all()
    assert abs(rows[:, 0].mean() - 0.5) < 0.05


def test_equally_important_criteria_weigh_the_same() -> None:
    rows = rows_of(Doubt("ordered", ("need", ("leverage", "ease"))))
    assert (rows[:, 1] == rows[:, 2]).all()


def test_streams_hang_on_codes() -> None:
    """Another seed, the same keys; the answers are the panel's cells."""
    heard, streams = heard_of(two({"a": 1}, {"b": 2}, population={"S0": 4}), 5)
    assert heard.cells.tolist() == [[1, 0, 0], [0, 2, 0]]
    assert (heard.side.tolist(), heard.population.tolist()) == ([0, 1], [4, 1])
    assert streams.seed == 5
    assert len(set(streams.items + streams.sides)) == 5


def test_weights_and_answers_have_numbers_of_their_own() -> None:
    """Switching a source off leaves the draws of the others as they are."""
    panel = two({"a": 1, "b": 2}, {"a": 3, "b": 2}, population={"S0": 4})
    both, weights = answered(panel, Doubt()), answered(panel, attrs.evolve(Doubt(), unheard=False, misreading=0))
    assert both.weights.tobytes() == weights.weights.tobytes()
    assert both.sides.tobytes() == answered(panel, Doubt("fixed")).sides.tobytes()
