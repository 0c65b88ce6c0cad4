"""How alike the answers inside each side are: the published indices on a panel's answers, and what is undefined."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.agreement import agreement_of, declared_values, too_few
from mbi_collab.errors import UnknownCodeError
from tests.strategies import panels, sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("ab"))


def rated(*points: int | str, side: str = "S0", **more: object) -> mbi.Assessment:
    """A panel of one side whose people give item "a" these points, and item "b" all the first point."""
    sets = [mbi.AnswerSet(f"{side}-{at}", side, {"a": point, "b": 1}) for at, point in enumerate(points)]
    return mbi.assess(mbi.Panel(SHEET, sets), samples=0, **more)  # type: ignore[arg-type]


def test_the_measures_of_an_item_are_those_of_the_papers() -> None:
    """Half at each end: no consensus; the mean lies in the middle, half the scale from everybody."""
    found = rated(1, 1, 3, 3).agreement.item("a", "S0")
    assert (found.respondents, found.reason) == (4, "")
    assert (found.consensus, found.average_deviation) == (0.0, 0.5)
    assert found.standard_deviation == pytest.approx(math.sqrt(1 / 3))
    alike = rated(2, 2).agreement.item("a", "S0")
    assert (alike.consensus, alike.average_deviation, alike.standard_deviation) == (1.0, 0.0, 0.0)


def test_a_side_is_the_mean_of_its_items() -> None:
    """With the item it is most split on; where all agree there is none."""
    side = rated(1, 1, 3, 3).agreement.side("S0")
    assert (side.respondents, side.items, side.consensus, side.reason) == (4, 2, 0.5, "")
    assert side.most_split is not None
    assert side.most_split.item == "a"
    assert rated(1, 1).agreement.side("S0").most_split is None


@pytest.mark.parametrize(
    ("result", "reason", "of_side"),
    [
        (rated(), "no-respondents", "no-respondents"),
        (rated(2), "one-respondent", "one-respondent"),
        (rated(2, "dk", "na:other"), "too-few-answers", ""),
    ],
)
def test_what_is_undefined_says_why(result: mbi.Assessment, reason: str, of_side: str) -> None:
    found = result.agreement.item("a", "S0")
    assert found.reason == reason
    assert found.consensus is found.average_deviation is found.standard_deviation is None
    side = result.agreement.side("S0")
    assert side.reason == of_side
    assert (side.consensus is None) == bool(of_side)


def test_a_block_nobody_shares_is_told() -> None:
    """Two people who rated nothing in common."""
    sets = [mbi.AnswerSet("x", "S0", {"a": 1}), mbi.AnswerSet("y", "S0", {"b": 1})]
    assert mbi.assess(mbi.Panel(SHEET, sets)).agreement.side("S0").reason == "too-few-answers"
    assert too_few(5, 1) == "too-few-answers"
    assert too_few(5, 2) == ""


def test_codes_are_looked_up_and_near_ones_named() -> None:
    made = rated(1, 2, minimum_group=1).agreement
    with pytest.raises(UnknownCodeError):
        made.item("c", "S0")
    with pytest.raises(UnknownCodeError):
        made.item("a", "S7")
    with pytest.raises(UnknownCodeError):
        made.side("S7")
    assert len(made) == len(list(made)) == 4
    assert "2 of 4" in repr(made)


def test_the_table_shows_what_two_or_more_rated() -> None:
    """And says of a side that is left out why."""
    made = rated(1, 1, 3, 3).agreement
    table = made.table()
    assert table.rows[0] == ("a a", "side S0", "0.00", "0.50", "0.58", "4")
    assert "side S1: nobody answered." in table.footnotes
    assert str(made) == table.to_text()
    assert made._repr_html_() == table.to_html()
    records = made.to_records()
    assert records[0] == {"item": "a", "side": "S0", "respondents": 4, "consensus": 0.0, "average_deviation": 0.5} | {
        "standard_deviation": pytest.approx(math.sqrt(1 / 3)),
        "reason": "",
    }


def test_nothing_is_shown_of_a_small_side() -> None:
    """Three unnamed people a side: no record, no row; the values stay for the consultant."""
    made = rated(1, 3, 3).agreement
    assert made.to_records() == []
    assert not made.table().rows
    assert "Withheld" in str(made)
    assert repr(made) == "<Agreement: nothing shown>"
    assert made.item("a", "S0").consensus is not None


def test_a_shorter_scale_is_filled_with_nothing() -> None:
    """Where scales of several lengths mix, a place that a scale does not have is no value of 0."""
    data = small_pack("ab")
    data["scales"].append({**data["scales"][0], "code": "two", "points": data["scales"][0]["points"][:2]})
    data["questions"][1]["items"][0]["scale"] = "two"
    sheet = sheet_of(data)
    np.testing.assert_array_equal(declared_values(sheet), [[0, 0.5, 1], [0, 0.5, np.nan]])
    sets = [mbi.AnswerSet(who, "S0", {"b": point}) for who, point in (("x", 1), ("y", 2))]
    assert mbi.assess(mbi.Panel(sheet, sets)).agreement.item("b", "S0").consensus == 0.0


@some_examples
@given(surveys())
def test_every_entry_is_what_its_answers_say(panel: mbi.Panel) -> None:
    """The deviations of the standard library; a consensus from 0 to 1; each undefined one has a reason."""
    result = mbi.assess(panel, samples=0)
    for each in result.agreement:
        item = panel.questionnaire.item(each.item)
        points = [answer for one in panel.respondents_of(each.side) if isinstance(answer := one.answer(item.code), int)]
        values = [panel.questionnaire.scale_of(item).points[point - 1].value for point in points]
        assert each.respondents == len(values)
        if each.reason:
            assert each.consensus is None
            assert len(values) < 2
            continue
        assert each.standard_deviation == pytest.approx(statistics.stdev(values), abs=1e-12)
        mean = statistics.fmean(values)
        assert each.average_deviation == pytest.approx(statistics.fmean(abs(v - mean) for v in values), abs=1e-12)
        assert each.consensus is not None
        assert -1e-12 <= each.consensus <= 1
        assert (each.consensus == 1) == (len(set(values)) == 1)


@some_examples
@given(panels(SHEET, fewest=1, most=4), st.randoms(use_true_random=False))
def test_the_order_of_respondents_changes_nothing(panel: mbi.Panel, random: object) -> None:
    sets = list(panel.answer_sets)
    random.shuffle(sets)  # type: ignore[attr-defined]
    first, again = (mbi.assess(panel.with_answer_sets(each), samples=0) for each in (panel.answer_sets, sets))
    assert first.agreement == again.agreement == agreement_of(first.scorecard)
