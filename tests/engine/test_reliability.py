"""Krippendorff's alpha against his own examples, against the maintained peer, and what must hold of it."""

import json
import math
import warnings
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine import reliability
from mbi_collab.engine.means import FloatArray, IntArray
from mbi_collab.engine.reliability import Measurement, alpha_interval, krippendorff_alpha

MEASUREMENTS = get_args(Measurement)
FROZEN = json.loads((Path(__file__).parent / "data" / "peers.json").read_text(encoding="utf-8"))["alphas"]
IRRCAC = json.loads((Path(__file__).parent / "data" / "irrcac.json").read_text(encoding="utf-8"))["alphas"]
EXAMPLE_C = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, np.nan, np.nan, np.nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, np.nan, 3],
        [np.nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, np.nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, np.nan],
    ]
)

points = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0, np.nan])
shapes = st.tuples(st.integers(1, 6), st.integers(1, 8))
tables = shapes.flatmap(
    lambda shape: st.lists(points, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
        lambda cells: np.array(cells).reshape(shape)
    )
)
levels = st.sampled_from(MEASUREMENTS)


def near(found: float, wanted: float) -> bool:
    """Whether both are undefined, or equal to 1e-12 of whichever is larger, alpha or 1."""
    if np.isnan(found) or np.isnan(wanted):
        return bool(np.isnan(found) and np.isnan(wanted))
    return abs(found - wanted) <= 1e-12 * max(1.0, abs(wanted))


#: The kinds of unit of example C, as its ratings of each point 1 to 5, and how many of the eleven are of each.
KINDS, OF_KIND = np.unique((EXAMPLE_C[:, :11, None] == np.arange(1, 6)).sum(axis=0), axis=0, return_counts=True)


@cache
def resamples_of_example_c() -> tuple[IntArray, FloatArray]:
    """How often each of all possible resamples has each kind of unit, and its multinomial probability."""
    units, kinds = 11, len(KINDS)
    bars = np.array(list(combinations(range(units + kinds - 1), kinds - 1)))
    times = np.diff(bars, axis=1, prepend=-1, append=units + kinds - 1) - 1
    orders = math.factorial(units) / np.array([math.factorial(each) for each in range(units + 1)])[times].prod(axis=1)
    return times, orders * ((OF_KIND / units) ** times).prod(axis=1)


def alphas_by_coincidences(resamples: IntArray, level: Measurement) -> FloatArray:
    """Krippendorff (2011): 1 - (n - 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, over c < k, of each resample."""
    pairs = KINDS[:, :, None] * KINDS[:, None] - KINDS[:, :, None] * np.eye(5)
    coincidences = np.tensordot(resamples, pairs / (KINDS.sum(axis=1) - 1)[:, None, None], axes=1)
    of_value: FloatArray = coincidences.sum(axis=2)
    observed, expected = np.zeros((2, len(resamples)))
    for c, k in combinations(range(5), 2):
        difference = {
            "nominal": 1.0,
            "ordinal": of_value[:, c : k + 1].sum(axis=1) - (of_value[:, c] + of_value[:, k]) / 2,
            "interval": k - c,
            "ratio": (k - c) / (k + c + 2),
        }[level]
        observed += coincidences[:, c, k] * difference**2
        expected += of_value[:, c] * of_value[:, k] * difference**2
    expected[expected == 0] = np.nan
    alphas: FloatArray = 1 - (of_value.sum(axis=1) - 1) * observed / expected
    return alphas


# -------------------------------------------------------------------------------- published, peers


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_krippendorff2011_example_c(level: Measurement, published: float) -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve units, missing data.

    The same table is the example of R's irr::kripp.alpha ("the C data from Krippendorff").
    """
    found = krippendorff_alpha(EXAMPLE_C, level=level)
    assert round(found.value, 3) == published
    assert found[1:] == ("", 11, 40)


def test_alpha_krippendorff_wikipedia_three_coders() -> None:
    """Three coders, fifteen units, as in the documentation of Python's krippendorff: nominal .691, interval .811."""
    no = np.nan
    ratings = np.array(
        [
            [no, no, no, no, no, 3, 4, 1, 2, 1, 1, 3, 3, no, 3],
            [1, no, 2, 1, 3, 3, 4, 3, no, no, no, no, no, no, no],
            [no, no, 2, 1, 3, 4, 4, no, 2, 1, 1, 3, 3, no, 4],
        ]
    )
    assert krippendorff_alpha(ratings, level="nominal").value == pytest.approx(0.691358, abs=5e-7)
    assert krippendorff_alpha(ratings, level="interval").value == pytest.approx(0.810845, abs=5e-7)


@pytest.mark.parametrize("level", MEASUREMENTS)
def test_alpha_equals_the_frozen_answers_of_the_peer(level: Measurement) -> None:
    """The answers of Python's krippendorff, stored by data/freeze_peers.py."""
    wrong = [
        case
        for case in FROZEN
        if not near(krippendorff_alpha(np.array(case["ratings"], float), level=level).value, case[level])
    ]
    assert not wrong


@pytest.mark.parametrize("level", ["nominal", "interval"])
def test_alpha_equals_the_answers_of_irrcac(level: Measurement) -> None:
    """On the same tables, at the levels that irrCAC defines in the same way; it takes all of them but one."""
    pairs = zip(FROZEN, IRRCAC, strict=True)
    given = [(case["ratings"], answer[level]) for case, answer in pairs if answer[level] is not None]
    assert len(given) == 49
    found = [krippendorff_alpha(np.array(ratings, float), level=level).value for ratings, _ in given]
    assert found == pytest.approx([answer for _, answer in given], abs=1e-12)


def test_alpha_equals_the_peer_on_thousands_of_tables() -> None:
    """With holes, of every level; where the peer warns or refuses, alpha is undefined."""
    peer = pytest.importorskip("krippendorff")
    random = np.random.default_rng(4)
    for _ in range(2000):
        shape, scale = random.integers(1, 9, size=2), random.integers(1, 7)
        ratings: FloatArray = random.integers(0, scale, size=shape) * np.float64(0.25)
        ratings[random.random(shape) < random.random() * 0.7] = np.nan
        for level in MEASUREMENTS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    wanted = float(peer.alpha(ratings, level_of_measurement=level))
                except ValueError:
                    wanted = np.nan
            assert near(krippendorff_alpha(ratings, level=level).value, wanted), ratings


def test_alpha_equals_the_peer_on_long_tables() -> None:
    """More raters than a byte counts, a point that comes late, and more values than are compared one by one."""
    peer = pytest.importorskip("krippendorff")
    random = np.random.default_rng(5)
    scale = random.integers(1, 6, size=(700, 60)).astype(float)
    scale[random.random(scale.shape) < 0.1] = np.nan
    late = scale.copy()
    late[-1, -3:] = [7.0, 8.0, 7.0]
    many = random.integers(0, 101, size=(40, 30)).astype(float)
    for ratings in (scale, late, many, scale.T):
        for level in MEASUREMENTS:
            wanted = float(peer.alpha(ratings, level_of_measurement=level))
            assert near(krippendorff_alpha(ratings, level=level).value, wanted)


# --------------------------------------------------------------------------------------- undefined


def test_alpha_without_pairs_is_undefined_and_says_so() -> None:
    """No unit has two ratings: nothing to compare."""
    for ratings in (
        np.full((3, 4), np.nan),
        np.array([[1.0, 2.0]]),
        np.array([[1, np.nan], [np.nan, 2]]),
        np.ones((0, 3)),
    ):
        found = krippendorff_alpha(ratings, level="ordinal")
        assert np.isnan(found.value)
        assert found[1:] == ("no-pairs", 0, 0)


def test_alpha_without_variation_is_undefined_and_says_so() -> None:
    """All pairable ratings are equal; the one that differs stands alone in its unit."""
    found = krippendorff_alpha(np.array([[2, 2, 5], [2, 2, np.nan]]), level="nominal")
    assert np.isnan(found.value)
    assert found[1:] == ("no-variation", 2, 4)


def test_interval_says_why_there_is_none() -> None:
    """As alpha does; and where one unit is left, or most resamples are all alike."""
    reasons = {
        "no-pairs": np.array([[1.0, 2.0]]),
        "no-variation": np.ones((3, 4)),
        "too-few-units": np.array([[1.0, 2.0], [2.0, np.nan]]),
        "mostly-undefined": np.array([[1.0, 1.0], [1.0, 2.0]]),
    }
    for reason, ratings in reasons.items():
        found = alpha_interval(ratings, level="ordinal", seed=1, draws=200)
        assert (np.isnan(found.low), np.isnan(found.high), found.reason) == (True, True, reason)


@pytest.mark.parametrize(
    ("ratings", "level", "said"),
    [
        (np.array([1.0, 2.0]), "ordinal", "raters x units"),
        (np.ones((2, 2, 2)), "ordinal", "raters x units"),
        (np.array([[1.0, 2.0], [1.0, np.inf]]), "ordinal", "finite"),
        (np.array([[1.0, -2.0], [1.0, 2.0]]), "ratio", "negative"),
        (np.array([[1.0, 2.0], [1.0, 2.0]]), "Ordinal", "level must be one of nominal, ordinal, interval, ratio"),
        (np.random.default_rng(1).random((50, 50)), "interval", "2500 distinct values"),
        (np.array([[1.0, None], [1.0, 2.0]]), "interval", "plain numbers, nan where missing"),
        (np.array([["yes", "no"], ["yes", "yes"]]), "nominal", "plain numbers"),
        (np.ma.masked_equal([[1.0, 2.0], [1.0, 3.0]], 3.0), "interval", "plain numbers"),
    ],
)
def test_what_is_not_ratings_is_refused(ratings: FloatArray, level: Measurement, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        krippendorff_alpha(ratings, level=level)


def test_rows_of_numbers_are_a_table_too() -> None:
    """Lists, and whole numbers of any kind."""
    rows = [[1, 2, 3], [1, 2, 4]]
    assert krippendorff_alpha(rows, level="ordinal") == krippendorff_alpha(np.array(rows, np.int8), level="ordinal")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("seed", "draws", "share", "said"),
    [
        (1, 0, 0.9, "draws must be a whole number of 1 or more, not 0"),
        (1, 10, 0.0, "share must be a float between 0 and 1, not 0.0"),
        (1, 10, 1.0, "share must be a float between 0 and 1, not 1.0"),
        (1, 10, np.nan, "share must be a float between 0 and 1, not nan"),
        (-1, 10, 0.9, "seed must be a whole number of 0 or more, not -1"),
    ],
)
def test_an_interval_of_nothing_is_refused(seed: int, draws: int, share: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        alpha_interval(EXAMPLE_C, level="ordinal", seed=seed, draws=draws, share=share)


# -------------------------------------------------------------------------------------- properties


@given(tables, levels, st.randoms(use_true_random=False))
def test_no_order_of_raters_or_units_counts(ratings: FloatArray, level: Measurement, random: object) -> None:
    """Raters to the bit; units up to rounding, and to the bit in the interval."""
    chance = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    raters, units = chance.permutation(len(ratings)), chance.permutation(ratings.shape[1])
    found = krippendorff_alpha(ratings, level=level)
    assert repr(krippendorff_alpha(ratings[raters], level=level)) == repr(found)
    assert near(krippendorff_alpha(ratings[:, units], level=level).value, found.value)
    turned = alpha_interval(ratings[raters][:, units], level=level, seed=3, draws=50)
    assert repr(turned) == repr(alpha_interval(ratings, level=level, seed=3, draws=50))


@given(tables, levels)
def test_alpha_is_at_most_one_and_one_if_all_agree(ratings: FloatArray, level: Measurement) -> None:
    """It is 1 exactly if no unit has two different ratings, and something varies."""
    found = krippendorff_alpha(ratings, level=level)
    agreed = all(len(np.unique(unit[~np.isnan(unit)])) <= 1 for unit in ratings.T)
    if not found.reason:
        assert found.value <= 1
        assert (found.value == 1) == agreed


@given(tables, st.sampled_from([lambda x: x**3, lambda x: np.exp(5 * x), lambda x: 100 * x - 7]))
def test_ordinal_alpha_is_of_the_order_alone(ratings: FloatArray, stretch: object) -> None:
    """Any rising change of the values leaves it, to the bit."""
    stretched = stretch(ratings)  # type: ignore[operator]
    assert repr(krippendorff_alpha(stretched, level="ordinal")) == repr(krippendorff_alpha(ratings, level="ordinal"))


@given(tables, st.floats(0.01, 100.0), st.floats(-10.0, 10.0))
def test_interval_alpha_has_no_unit_and_no_zero_ratio_alpha_no_unit(
    ratings: FloatArray, scale: float, shift: float
) -> None:
    moved = krippendorff_alpha(ratings * scale + shift, level="interval").value
    assert moved == pytest.approx(krippendorff_alpha(ratings, level="interval").value, abs=1e-9, nan_ok=True)
    scaled = krippendorff_alpha(ratings * scale, level="ratio").value
    assert scaled == pytest.approx(krippendorff_alpha(ratings, level="ratio").value, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
def test_values_of_any_size_have_an_alpha(scale: float) -> None:
    """No square over- or underflows."""
    for level in MEASUREMENTS:
        found = krippendorff_alpha(EXAMPLE_C * scale, level=level).value
        assert found == pytest.approx(krippendorff_alpha(EXAMPLE_C, level=level).value)


@given(tables, levels)
def test_a_unit_rated_once_changes_nothing(ratings: FloatArray, level: Measurement) -> None:
    """It is not pairable: neither alpha nor the interval knows of it."""
    alone = np.full((len(ratings), 1), np.nan)
    alone[0] = 3.0
    more = np.hstack([ratings, alone])
    assert repr(krippendorff_alpha(more, level=level)) == repr(krippendorff_alpha(ratings, level=level))
    intervals = [alpha_interval(each, level=level, seed=2, draws=20) for each in (more, ratings)]
    assert repr(intervals[0]) == repr(intervals[1])


@given(tables, levels, st.integers(0, 9))
def test_each_resample_is_alpha_of_its_units(ratings: FloatArray, level: Measurement, seed: int) -> None:
    """What is computed of counts, all resamples at once, is alpha of the table with its units repeated."""
    ratings = ratings[:, (~np.isnan(ratings)).sum(axis=0) >= 2]
    values, counts = reliability._pairable(ratings, level)
    if reliability._undefined(counts):
        return
    times = reliability._times(np.random.default_rng(seed), 5, len(counts))
    metric = None if level == "ordinal" else reliability._metric(values, counts.sum(axis=0), level)
    for found, often in zip(reliability._alphas(times, counts, metric), times, strict=True):
        again = np.repeat(ratings, often.astype(int), axis=1)
        assert near(float(found), krippendorff_alpha(again, level=level).value)


def test_the_interval_is_the_percentiles_of_a_loop_over_alpha() -> None:
    """The same draws, one by one, give the same interval; another seed gives nearly the same."""
    found = alpha_interval(EXAMPLE_C, level="ordinal", seed=7, draws=500, share=0.8)
    values, counts = reliability._pairable(EXAMPLE_C, "ordinal")
    order = np.lexsort(counts.T)
    times = reliability._times(np.random.default_rng(7), 500, len(counts)).astype(int)
    pairable = EXAMPLE_C[:, :11][:, order]
    loop = [krippendorff_alpha(np.repeat(pairable, each, axis=1), level="ordinal").value for each in times]
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(loop, [0.1, 0.9])))
    assert len(values) == 5
    other = alpha_interval(EXAMPLE_C, level="ordinal", seed=8)
    assert alpha_interval(EXAMPLE_C, level="ordinal", seed=7)[:2] == pytest.approx(other[:2], abs=0.05)


@pytest.mark.parametrize("share", [0.5, 0.9])
@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_the_interval_is_that_of_the_exact_bootstrap_of_example_c(
    level: Measurement, published: float, share: float
) -> None:
    """Zapf et al. (2016), BMC Medical Research Methodology 16, 93: units drawn again with all their ratings.

    Of Krippendorff's (2011) example C every resample is known, with its probability, and alpha of each by his formula.
    A percentile of a distribution in steps is any point of a step: what lies below our end must not be more than the
    percentile, and what lies below or on it not less, up to four standard deviations of 100,000 draws: 0.0028 at the
    5th and 95th, 0.0055 at the quartiles.
    """
    resamples, probabilities = resamples_of_example_c()
    assert len(resamples) == math.comb(19, 8)
    alphas = alphas_by_coincidences(resamples, level)
    assert alphas[(resamples == OF_KIND).all(axis=1)].round(3).tolist() == [published]
    defined = ~np.isnan(alphas)
    exact, chance = alphas[defined], probabilities[defined] / probabilities[defined].sum()
    found = alpha_interval(EXAMPLE_C, level=level, seed=1, draws=100_000, share=share)
    for end, below in ((found.low, (1 - share) / 2), (found.high, (1 + share) / 2)):
        allowed = 4 * math.sqrt(below * (1 - below) / 100_000)
        assert chance[exact < end - 1e-9].sum() <= below + allowed
        assert chance[exact <= end + 1e-9].sum() >= below - allowed


def test_a_larger_share_is_wider_and_the_same_seed_the_same() -> None:
    narrow, wide = (alpha_interval(EXAMPLE_C, level="ordinal", seed=1, share=share) for share in (0.5, 0.95))
    assert wide.low < narrow.low < narrow.high < wide.high <= 1
    assert alpha_interval(EXAMPLE_C, level="ordinal", seed=1, share=0.5) == narrow


def test_resamples_without_variation_are_left_out_and_counted() -> None:
    """Eight of ten units are ones alone, so 0.8 ** 10 of the resamples, about 11 %, are."""
    ratings = np.array([[1.0] * 8 + [2.0, 1.0], [1.0] * 8 + [2.0, 2.0]])
    found = alpha_interval(ratings, level="nominal", seed=1, draws=4000, share=0.8)
    assert 4000 * 0.07 < found.undefined < 4000 * 0.15
    assert found.reason == ""
    assert found.low < found.high <= 1
