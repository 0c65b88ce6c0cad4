"""Side means as drawn: exact where nothing is open, in their bounds, with the moments of theory, keyed by item."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.engine.draws import Points, Sources, _others, _read, draw_side_means, interval
from mbi_collab.engine.heard import Heard, Streams, counted, key
from mbi_collab.engine.leniency import Leniency
from mbi_collab.engine.levels import side_bounds, side_means
from mbi_collab.engine.means import FloatArray

EVEN, UNEVEN = np.array([0, 0.25, 0.5, 0.75, 1]), np.array([0, 0.1, 0.45, 0.8, 1])
FIRM = Sources(misreading=0.0)
NAN = np.nan


def panel(seed: int, *, missing: float = 0.3, unheard: int = 0) -> tuple[Heard, Streams]:
    """Return the answers of up to 9 people of two sides to 5 items, of scales of 5 and of 3 points."""
    generator = np.random.default_rng(seed)
    people = int(generator.integers(2, 10))
    points = np.array([5, 3, 5, 3, 5])
    cells = generator.integers(1, points + 1, (people, 5))
    cells = np.where(generator.random(cells.shape) < missing, generator.integers(-2, 1, cells.shape), cells)
    values = np.array([EVEN, [0, 0.5, 1, 0, 0], UNEVEN, [0.2, 0.3, 0.9, 0, 0], EVEN])
    side = np.sort(generator.integers(0, 2, people))
    heard = Heard(cells.astype(np.int8), side, np.bincount(side, minlength=2) + unheard, values, points)
    return heard, Streams(seed, (key("CIO"), key("CMO")), tuple(key(f"Q{item}") for item in range(5)))


seeds = st.integers(0, 2**32)


@given(seeds)
def test_nothing_missing_and_firm_ratings_give_the_observed_mean(seed: int) -> None:
    """M = n and ε = 0: every draw is the side mean, to the bit."""
    heard, streams = panel(seed, missing=0.0)
    observed = side_means(counted(heard)[0], heard.values)
    drawn = draw_side_means(heard, streams, 3, FIRM)
    assert drawn.tobytes() == np.broadcast_to(observed, drawn.shape).tobytes()


@given(seeds, st.integers(0, 20))
def test_all_sources_off_give_the_observed_mean(seed: int, unheard: int) -> None:
    """With the sources switched off nobody is drawn, however many are missing."""
    heard, streams = panel(seed, unheard=unheard)
    observed = side_means(counted(heard)[0], heard.values)
    drawn = draw_side_means(heard, streams, 3, Sources(unheard=False, misreading=0.0))
    assert drawn.tobytes() == np.broadcast_to(observed, drawn.shape).tobytes()


@given(seeds, st.integers(0, 20))
def test_draws_keep_to_the_bounds(seed: int, unheard: int) -> None:
    """Who was not heard moves a mean no farther than 0 or 1 for every missing answer; what nobody answered is nan."""
    heard, streams = panel(seed, unheard=unheard)
    counts, not_applicable = counted(heard)
    missing = heard.population[:, None] - not_applicable - counts.sum(axis=-1)
    low, high = side_bounds(counts, missing, heard.values)
    drawn = draw_side_means(heard, streams, 50, FIRM)
    unknown = counts.sum(axis=-1) == 0
    assert np.isnan(drawn[:, unknown]).all()
    assert ((drawn >= low) & (drawn <= high))[:, ~unknown].all()
    read = draw_side_means(heard, streams, 50)[:, ~unknown]
    assert ((read >= 0) & (read <= 1)).all()


@given(seeds, st.integers(0, 9))
def test_the_order_of_respondents_changes_nothing(seed: int, unheard: int) -> None:
    """Whoever stands first in the file, the bytes are the same."""
    heard, streams = panel(seed, unheard=unheard)
    mixed = np.random.default_rng(seed).permutation(len(heard.side))
    other = heard._replace(cells=heard.cells[mixed], side=heard.side[mixed])
    assert draw_side_means(heard, streams, 9).tobytes() == draw_side_means(other, streams, 9).tobytes()


@given(seeds)
def test_an_item_elsewhere_changes_no_other(seed: int) -> None:
    """An item's draws hang on its code, not on its place or on what else is asked, while no leniency is at stake."""
    heard, streams = panel(seed)
    some = [4, 0, 2]
    fewer = Heard(heard.cells[:, some], heard.side, heard.population, heard.values[some], heard.points[some])
    keys = streams._replace(items=tuple(streams.items[item] for item in some))
    assert draw_side_means(fewer, keys, 9).tobytes() == draw_side_means(heard, streams, 9)[:, :, some].tobytes()


def test_the_seed_decides() -> None:
    """The same seed gives the same bytes, another gives others."""
    heard, streams = panel(1, unheard=4)
    drawn = [draw_side_means(heard, each, 9).tobytes() for each in (streams, streams, streams._replace(seed=2))]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_source_switched_off_leaves_the_others_alone() -> None:
    """Misreading has random numbers of its own: all but never misread is the same as switched off."""
    heard, streams = panel(1, unheard=4)
    never = draw_side_means(heard, streams, 9, Sources(misreading=1e-300))
    np.testing.assert_array_equal(never, draw_side_means(heard, streams, 9, FIRM))


@pytest.mark.parametrize("missing", [1, 3, 8, 9, 40])
@pytest.mark.parametrize("values", [EVEN, UNEVEN])
def test_others_dirichlet_multinomial_moments(missing: int, values: FloatArray) -> None:
    """Mean mΣpv, variance m·Var(v)·(A + m)/(A + 1) (Mosimann 1962), drawn one by one and by shares alike."""
    counts = np.array([0, 2, 0, 3, 1])
    alpha = counts + 1 / 5
    share, total = alpha / alpha.sum(), alpha.sum()
    mean = share @ values
    variance = missing * (share @ values**2 - mean**2) * (total + missing) / (total + 1)
    drawn = _others(Points(counts, values), missing, 200_000, np.random.default_rng(missing))
    assert drawn.mean() == pytest.approx(missing * mean, rel=0.01)
    assert drawn.var() == pytest.approx(variance, rel=0.02)


@pytest.mark.parametrize("values", [EVEN, UNEVEN])
def test_misreading_moments(values: FloatArray) -> None:
    """Each answer moves independently, up and down with probability ε/2 each; a step off the end stays."""
    counts, chance = np.array([2, 0, 3, 1, 1]), 0.2
    up, down = np.append(np.diff(values), 0), np.append(0, np.diff(values))
    mean = chance / 2 * (up - down)
    variance = chance / 2 * (up**2 + down**2) - mean**2
    total = float(counts @ values)
    drawn = _read(Points(counts, values), total, chance, 200_000, np.random.default_rng(0)) - total
    assert drawn.mean() == pytest.approx(counts @ mean, abs=0.002)
    assert drawn.var() == pytest.approx(counts @ variance, rel=0.02)


def test_misreading_on_equal_and_almost_equal_steps_is_the_same() -> None:
    """Both ways of drawing give the same distribution."""
    counts = np.array([1, 2, 0, 0, 3])
    almost = EVEN + np.array([0, 1e-6, 0, 0, 0])
    grid = np.arange(-0.125, 6, 0.25)
    one, other = (
        np.searchsorted(np.sort(_read(Points(counts, each), 3.5, 0.4, 200_000, np.random.default_rng(0))), grid)
        for each in (EVEN, almost)
    )
    np.testing.assert_allclose(one / 200_000, other / 200_000, atol=0.005)


def test_two_points_are_misread_as_each_other() -> None:
    """On a scale of two points half the misreadings step off the end and stay."""
    drawn = _read(Points(np.array([0, 1]), np.array([0.0, 1.0])), 1.0, 1.0, 100_000, np.random.default_rng(0))
    assert set(drawn.tolist()) == {0.0, 1.0}
    assert drawn.mean() == pytest.approx(0.5, abs=0.01)


def test_the_population_counts_in_the_mean() -> None:
    """One of two was heard: half of the mean is theirs, the other half is drawn, within the scale."""
    heard = Heard(np.array([[5]], np.int8), np.array([0]), np.array([2]), EVEN[None], np.array([5]))
    drawn = draw_side_means(heard, Streams(0, (1,), (1,)), 20_000, Sources(misreading=0.0, leniency=Leniency(5.0)))
    assert drawn.min() == 0.5
    assert drawn.max() == 1.0


def test_sides_of_one_and_a_thousand() -> None:
    """Sizes do not matter: the large side hardly moves, the side of one does."""
    generator = np.random.default_rng(0)
    cells = generator.integers(1, 6, (1001, 2)).astype(np.int8)
    side = np.array([0] + [1] * 1000)
    heard = Heard(cells, side, np.array([1, 5000]), np.tile(EVEN, (2, 1)), np.array([5, 5]))
    spread = draw_side_means(heard, Streams(0, (1, 2), (1, 2)), 500).std(axis=0)
    assert (spread[0] > 5 * spread[1]).all()
    assert (spread > 0).all()


@pytest.mark.parametrize(("draws", "sources"), [(0, FIRM), (1, Sources(misreading=1.1)), (1, Sources(misreading=NAN))])
def test_settings_out_of_range_are_refused(draws: int, sources: Sources) -> None:
    """No draw, and a probability that is none, are errors."""
    with pytest.raises(ValueError, match="misreading"):
        draw_side_means(*panel(0), draws, sources)


def test_interval_is_the_linear_percentile() -> None:
    """5th and 95th percentile of 0, .01, … 1 lie at .05 and .95."""
    one = np.ones(1)
    lower, upper = interval(np.linspace(0, 1, 101)[:, None], one / 2, one * 0, one)
    np.testing.assert_allclose([lower[0], upper[0]], [0.05, 0.95])


@given(seeds)
def test_interval_holds_the_level_and_keeps_to_the_bounds(seed: int) -> None:
    """In order: low ≤ lower ≤ level ≤ upper ≤ high, wherever the draws lie."""
    generator = np.random.default_rng(seed)
    low, level, high = np.sort(generator.random((3, 4)), axis=0)
    lower, upper = interval(generator.random((30, 4)) ** 3, level, low, high)
    assert ((low <= lower) & (lower <= level) & (level <= upper) & (upper <= high)).all()


def test_interval_of_nothing_is_nothing() -> None:
    """Without a level there is no interval, and no warning."""
    lower, upper = interval(np.full((5, 1), NAN), np.array([NAN]), np.zeros(1), np.ones(1))
    assert np.isnan([lower, upper]).all()


def test_interval_refuses_what_does_not_fit() -> None:
    """Shapes differ, or the level lies outside its bounds."""
    one = np.ones(1)
    with pytest.raises(ValueError, match="fit"):
        interval(np.ones((3, 2)), one, one, one)
    with pytest.raises(ValueError, match="outside"):
        interval(np.ones((3, 1)), one, one * 0, one / 2)
