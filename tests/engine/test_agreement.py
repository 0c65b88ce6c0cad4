"""Agreement inside a side, against published values."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.agreement import average_deviation, consensus, r_wg, r_wg_j, standard_deviation
from mbi_collab.engine.means import FloatArray, IntArray


def test_consensus_agrmt_example() -> None:
    """The documented example of R's agrmt, `consensus`: V <- c(30, 40, 210, 130, 530, 50, 10) gives 0.7256876.

    Ruedin, D. (2021). agrmt: Calculate Concentration and Dispersion in Ordered Rating Scales, reference manual, which
    implements Tastle & Wierman (2007), International Journal of Approximate Reasoning 45(3), 531-545.
    """
    found = consensus(np.array([30, 40, 210, 130, 530, 50, 10]), np.linspace(0.0, 1.0, 7))
    assert float(found) == pytest.approx(0.7256876, abs=5e-8)


def test_consensus_at_its_ends() -> None:
    """Tastle & Wierman (2007), abstract and the manual of agrmt: 1 if all agree, 0 if half stand at each end."""
    counts = np.array([[0, 0, 9, 0, 0], [4, 0, 0, 0, 4], [0, 0, 0, 0, 1]])
    assert consensus(counts, np.linspace(0.0, 1.0, 5)).tolist() == [1.0, 0.0, 1.0]


@pytest.mark.parametrize("values", [[0.0, 0.05, 0.1], [0.0, 0.1, 0.2], [0.05, 0.06, 0.2]])
def test_all_who_agree_agree_exactly_whatever_the_scale(values: list[float]) -> None:
    """Three times a value that no binary fraction is, divided by three, is another: nobody differs for that."""
    counts, scale = np.array([0, 3, 0]), np.array(values)
    assert float(consensus(counts, scale)) == 1.0
    assert float(average_deviation(counts, scale)) == float(standard_deviation(counts, scale)) == 0.0
    assert float(r_wg(counts, scale)) == 1.0


def test_consensus_by_hand() -> None:
    """Halves at two neighbouring points of three: both a quarter of the width from the mean: 1 + log2(3/4)."""
    assert float(consensus(np.array([2, 2, 0]), np.array([0.0, 0.5, 1.0]))) == pytest.approx(0.5849625007)


def test_the_width_is_that_of_the_declared_scale() -> None:
    """Halves at the ends of the points used, but not of the scale, are no perfect disagreement."""
    assert float(consensus(np.array([0, 3, 0, 3, 0]), np.linspace(0.0, 1.0, 5))) == pytest.approx(0.5849625007)


def test_nobody_has_no_consensus() -> None:
    """Undefined, without a warning; so it is on a scale of one value, where nobody can differ."""
    assert np.isnan(consensus(np.zeros((2, 5), dtype=np.int64), np.linspace(0.0, 1.0, 5))).all()
    assert np.isnan(
        [consensus(np.array([2, 3]), np.array([0.5, 0.5])), consensus(np.array([2]), np.array([0.5]))]
    ).all()


counts = st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any)


@given(counts, st.integers(2, 50), st.floats(0.1, 3.0), st.floats(-1.0, 1.0))
def test_consensus_is_of_shares_and_of_any_unit(given_: list[int], times: int, scale: float, shift: float) -> None:
    """In [0, 1]; the same if everybody stood there more often, the scale had another unit, or was turned round."""
    points, values = np.array(given_), np.linspace(0.0, 1.0, 5)
    found = float(consensus(points, values))
    assert 0.0 <= found <= 1.0
    assert float(consensus(points * times, values)) == pytest.approx(found, abs=1e-9)
    assert float(consensus(points, values * scale + shift)) == pytest.approx(found, abs=1e-9)
    assert float(consensus(points[::-1], values)) == pytest.approx(found, abs=1e-9)


@given(st.lists(counts, min_size=1, max_size=4))
def test_many_at_once_are_each_alone(rows: list[list[int]]) -> None:
    """Leading axes are looped over."""
    values = np.linspace(0.0, 1.0, 5)
    together = consensus(np.array(rows), values)
    assert together.tolist() == [float(consensus(np.array(row), values)) for row in rows]


# ------------------------------------------------------------------ average deviation, SD, r_wg, r_wg_j

FIVE = np.arange(1.0, 6.0)
#: Ten judges on four items of five points, as {point: judges}.
JAMES = np.array([[0, 0, 0, 5, 5], [0, 0, 0, 5, 5], [0, 0, 0, 5, 5], [0, 0, 0, 4, 6]])
#: What R's multilevel says, stored by data/freeze_multilevel.R.
MULTILEVEL = json.loads((Path(__file__).parent / "data" / "multilevel.json").read_text(encoding="utf-8"))


def rated(given_: list[int], values: FloatArray) -> FloatArray:
    """The ratings one by one."""
    return np.repeat(values, given_)


def test_r_wg_james1984_ten_judges_four_items() -> None:
    """James, Demaree & Wolf (1984), Journal of Applied Psychology 69(1), 85-98: ten judges, four items, five points.

    The table as reproduced in the R package stp25stat (AD_Index2, "Quelle: James Demaree Woolf"); the formulas as in
    the R package multilevel and in Stata's rwg. Item variances .28, .28, .28, .27 against 2.
    """
    assert (standard_deviation(JAMES, FIVE) ** 2).round(2).tolist() == [0.28, 0.28, 0.28, 0.27]
    assert r_wg(JAMES, FIVE).round(2).tolist() == [0.86, 0.86, 0.86, 0.87]
    assert float(r_wg_j(JAMES, FIVE)) == pytest.approx(4 * 0.8625 / (4 * 0.8625 + 0.1375))
    assert round(float(r_wg_j(JAMES, FIVE)), 2) == 0.96


def test_average_deviation_of_the_ten_judges_by_hand() -> None:
    """Burke, Finkelstein & Dusig (1999), Σ|x - mean| / n: ten lie .5 from 4.5; four .6 and six .4 from 4.6."""
    assert average_deviation(JAMES, FIVE).tolist() == pytest.approx([0.5, 0.5, 0.5, 0.48])


def test_average_deviation_multilevel_documented_example() -> None:
    """The documented example of `ad.m` in R's multilevel (Bliese, 2022), as version 2.7 prints it: bhr2000, 1 to 5.

    Groups of 59, 45, 83, 26 and 82 people on eleven items; a scale has the mean over its items.
    """
    published = [0.8481366, 0.8261279, 0.8809829, 0.8227542, 0.8341355]
    for case, of_scale, people in zip(MULTILEVEL["example"], published, (59, 45, 83, 26, 82), strict=True):
        counts_ = np.array(case["counts"])
        assert counts_.sum(axis=-1).tolist() == [people] * 11
        assert float(average_deviation(counts_, FIVE).mean()) == pytest.approx(of_scale, abs=5e-8)


def test_r_wg_j_multilevel_documented_example() -> None:
    """The documented example of `rwg.j` in R's multilevel (Bliese, 2022), as version 2.7 prints it: lq2002, 1 to 5.

    Ten companies on eleven items; the data are of Bliese, P. D., & Halverson, R. R. (2002). Using random group
    resampling in multilevel research. Leadership Quarterly, 13(1), 53-68.
    """
    people = (24, 37, 45, 58, 12, 15, 13, 29, 99, 10)
    published = [
        *(0.8075273, 0.8959383, 0.8600120, 0.8635585, 0.8876629),
        *(0.9330486, 0.8908708, 0.8494977, 0.8825880, 0.8260377),
    ]
    for case, of_company, number in zip(MULTILEVEL["leaders"], published, people, strict=True):
        counts_ = np.array(case["counts"])
        assert counts_.sum(axis=-1).tolist() == [number] * 11
        assert float(r_wg_j(counts_, FIVE)) == pytest.approx(of_company, abs=5e-8)


def test_agreement_equals_the_answers_of_multilevel() -> None:
    """Average deviation, r_wg and r_wg_j of the examples and of 60 small tables, as R's multilevel has them."""
    cases = [*MULTILEVEL["example"], *MULTILEVEL["leaders"], *MULTILEVEL["drawn"]]
    assert len(cases) == 75
    for case in cases:
        table = np.array(case["counts"])
        assert average_deviation(table, FIVE).tolist() == pytest.approx(case["ad"], abs=1e-12)
        assert r_wg(table, FIVE).tolist() == pytest.approx(case["rwg"], abs=1e-12)
        assert float(r_wg_j(table, FIVE)) == pytest.approx(case["rwg_j"], abs=1e-12)


@pytest.mark.parametrize(
    ("points", "variance"), [(5, 2.0), (6, 2.92), (7, 4.0), (8, 5.25), (9, 6.67), (10, 8.25), (11, 10.0)]
)
def test_r_wg_lebreton2008_uniform_null(points: int, variance: float) -> None:
    """LeBreton & Senter (2008), Organizational Research Methods 11(4), 815-852, error variances of the uniform null.

    As tabled in LeBreton's R package WGA.
    """
    values = np.arange(1.0, points + 1)
    two = np.zeros(points, dtype=np.int64)
    two[:2] = 1
    assert round(0.5 / (1 - float(r_wg(two, values))), 2) == variance


def test_average_deviation_of_two_points_is_twice_p_q() -> None:
    """Burke & Dunlap (2002), Organizational Research Methods 5(2), 159-172: a yes-no item with a share p of yes."""
    for yes in range(11):
        share = yes / 10
        found = float(average_deviation(np.array([10 - yes, yes]), np.array([0.0, 1.0])))
        assert found == pytest.approx(2 * share * (1 - share))


def test_agreement_takes_two() -> None:
    """One rating, or none, has no agreement; a block is over the items that have two."""
    alone = np.array([[0, 1, 0], [0, 0, 0]])
    for index in (average_deviation, standard_deviation, r_wg):
        assert np.isnan(index(alone, np.array([0.0, 0.5, 1.0]))).all()
    assert np.isnan(r_wg_j(alone, np.array([0.0, 0.5, 1.0])))
    block = np.array([[2, 2, 0], [0, 1, 0]])
    first = r_wg(block[0], np.array([0.0, 0.5, 1.0]))
    assert float(r_wg_j(block, np.array([0.0, 0.5, 1.0]))) == pytest.approx(float(first))


def test_r_wg_is_cut_off_at_zero() -> None:
    """Half at each end vary more than an even spread: no agreement, not less than none."""
    ends = np.array([5, 0, 0, 0, 5])
    assert (float(r_wg(ends, FIVE)), float(r_wg_j(np.array([ends, ends]), FIVE))) == (0.0, 0.0)
    assert np.isnan(r_wg(np.array([2, 2]), np.array([1.0, 1.0])))


@pytest.mark.parametrize("index", [consensus, average_deviation, standard_deviation, r_wg, r_wg_j])
def test_counts_that_do_not_fit_are_refused(index: Callable[[IntArray, FloatArray], FloatArray]) -> None:
    """Another number of points, an answer at a point that the scale does not have, other items, no axis of points."""
    cases = [([[1, 2]], [0.0, 0.5, 1.0]), ([[1, 2, 1]], [0.0, 1.0, np.nan]), ([[1, 2]] * 2, [[0.0, 1.0]] * 3), (1, 1.0)]
    for points, values in cases:
        with pytest.raises(ValueError, match="do not fit"):
            index(np.array(points), np.array(values))
    for wrong in (-1, 10**12 + 1):
        with pytest.raises(ValueError, match="must not be negative, nor above 1000000000000"):
            index(np.array([[0, wrong, 3]]), np.array([0.0, 0.5, 1.0]))


@pytest.mark.parametrize("index", [consensus, average_deviation, standard_deviation, r_wg, r_wg_j])
def test_values_that_no_sum_holds_are_refused(index: Callable[[IntArray, FloatArray], FloatArray]) -> None:
    """Infinite ones, and such that squares overflow; the largest of counts and values have an index."""
    for wrong in (np.inf, -np.inf, 1e200):
        with pytest.raises(ValueError, match=r"values must lie within ±1e\+100"):
            index(np.array([[1, 2]]), np.array([0.0, wrong]))
    largest, few = index(np.array([[10**12, 10**12]]), np.array([-1e100, 1e100])), np.array([[10**6, 10**6]])
    np.testing.assert_allclose(largest, index(few, np.array([-1e100, 1e100])), rtol=1e-6, atol=1e-5)


def test_r_wg_j_takes_items() -> None:
    """The points of one item are no block: its axis must be there, be it of one."""
    with pytest.raises(ValueError, match="items x points"):
        r_wg_j(np.array([0, 2, 2]), np.array([0.0, 0.5, 1.0]))


def test_a_scale_without_points_has_no_index() -> None:
    for index in (consensus, average_deviation, standard_deviation, r_wg):
        assert np.isnan(index(np.zeros((2, 0), dtype=np.int64), np.zeros(0))).all()


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.sampled_from([np.int8, np.uint8, np.uint32]))
def test_numbers_of_any_kind_give_the_same(given_: list[int], kind: type) -> None:
    """Small kinds of whole numbers do not overflow, and rows of numbers do as well."""
    for index in (consensus, average_deviation, standard_deviation, r_wg):
        found = index(np.array(given_), np.array([0.0, 60.0, 120.0]))
        for points, values in [(np.array(given_, kind), np.array([0, 60, 120], kind)), (given_, [0, 60, 120])]:
            np.testing.assert_array_equal(index(points, values), found)  # type: ignore[arg-type]


@given(counts)
def test_indices_are_those_of_the_ratings_one_by_one(given_: list[int]) -> None:
    """Average deviation, standard deviation and r_wg as NumPy has them of the single ratings."""
    points, values = np.array(given_), np.array([0.0, 0.1, 0.4, 0.75, 1.0])
    ratings = rated(given_, values)
    if len(ratings) < 2:
        return
    assert float(average_deviation(points, values)) == pytest.approx(np.abs(ratings - ratings.mean()).mean(), abs=1e-12)
    assert float(standard_deviation(points, values)) == pytest.approx(ratings.std(ddof=1), abs=1e-12)
    expected = max(0.0, 1 - ratings.var(ddof=1) / values.var())
    assert float(r_wg(points, values)) == pytest.approx(expected, abs=1e-12)
    assert float(r_wg_j(points[None], values)) == pytest.approx(expected, abs=1e-12)


@given(counts, st.floats(0.1, 3.0), st.floats(-1.0, 1.0))
def test_indices_have_the_unit_of_the_values_and_r_wg_none(given_: list[int], scale: float, shift: float) -> None:
    points, moved = np.array(given_), FIVE * scale + shift
    for index in (average_deviation, standard_deviation):
        assert float(index(points, moved)) == pytest.approx(scale * float(index(points, FIVE)), abs=1e-9, nan_ok=True)
    assert float(r_wg(points, moved)) == pytest.approx(float(r_wg(points, FIVE)), abs=1e-9, nan_ok=True)


@given(st.lists(counts, min_size=1, max_size=4))
def test_scales_of_different_length_stand_in_one_table(rows: list[list[int]]) -> None:
    """A shorter scale is filled up with nan; each item is what it is alone, and a block rises with its items."""
    table = np.pad(np.array(rows), [(0, 0), (0, 2)])
    values = np.pad(FIVE, (0, 2), constant_values=np.nan)
    for index in (consensus, average_deviation, standard_deviation, r_wg):
        alone = [float(index(np.array(row), FIVE)) for row in rows]
        np.testing.assert_array_equal(index(table, values), alone)
    once, twice = (float(r_wg_j(each, values)) for each in (table, np.concatenate([table, table])))
    assert np.isnan(once) or 0 <= once <= twice <= 1
