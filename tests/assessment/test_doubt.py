"""What is thought to be uncertain: what may be said, and every fault of what may not."""

import math

import attrs
import numpy as np
import pytest

from mbi_collab.assessment.doubt import MOST_SAMPLES, Doubt, Sampling, groups_of, is_number, is_whole
from mbi_collab.errors import SettingsError


def faults(kind: type[Doubt] | type[Sampling], **given: object) -> list[str]:
    """The faults of a doubt or a sampling, as text."""
    with pytest.raises(SettingsError) as caught:
        kind(**given)  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_all_sources_are_on_by_default() -> None:
    """Ten thousand draws: weights around those in force, who was not heard, a misreading of .2."""
    assert Sampling() == Sampling(10_000, 0, Doubt("around", (), unheard=True, misreading=0.2))


def test_each_source_is_switched_apart() -> None:
    assert Doubt("fixed", unheard=False, misreading=0).misreading == 0
    assert attrs.evolve(Doubt(), unheard=False).misreading == 0.2
    assert Doubt(misreading=1.0).weighting == "around"


@pytest.mark.parametrize("given", [["need", ["leverage", "ease"]], ("need", ("leverage", "ease"))])
def test_an_order_is_kept_as_groups_of_equals(given: object) -> None:
    assert groups_of(given) == (("need",), ("leverage", "ease"))
    assert Doubt("ordered", given).importance == groups_of(given)


def test_an_unknown_weighting_names_the_nearest() -> None:
    (fault,) = faults(Doubt, weighting="uniforme")
    assert "Did you mean 'uniform'" in fault


@pytest.mark.parametrize(
    "importance",
    [(), ("need",), ("need", "ease"), ("need", "ease", "ease", "leverage"), ("need", (), "ease", "leverage")],
)
def test_an_order_names_each_criterion_once(importance: tuple[str, ...]) -> None:
    """None missing, none twice, no empty group."""
    (fault,) = faults(Doubt, weighting="ordered", importance=importance)
    assert "must name each criterion once (allowed: need, leverage, ease)" in fault


@pytest.mark.parametrize("importance", [("needs", "leverage", "ease"), "need", None, 3, ((3,), "need")])
def test_an_order_of_something_else_is_refused(importance: object) -> None:
    assert faults(Doubt, weighting="ordered", importance=importance)


def test_an_unknown_criterion_names_the_nearest() -> None:
    (fault,) = faults(Doubt, weighting="ordered", importance=("needs", "leverage", "ease"))
    assert "Did you mean 'need'" in fault


def test_an_order_without_ordered_weights_is_not_silently_ignored() -> None:
    assert "'ordered'" in faults(Doubt, importance=("need", "leverage", "ease"))[0]


@pytest.mark.parametrize("misreading", [-0.1, 1.1, math.nan, math.inf, "0.2", True, None])
def test_a_misreading_is_a_probability(misreading: object) -> None:
    assert "must be a probability" in faults(Doubt, misreading=misreading)[0]


def test_unheard_is_on_or_off() -> None:
    assert "must be True or False" in faults(Doubt, unheard="no")[0]


def test_every_fault_is_told_at_once() -> None:
    assert len(faults(Doubt, weighting="x", unheard=1, misreading=2)) == 3
    assert len(faults(Sampling, samples=-1, seed=-1, doubt="none")) == 3


@pytest.mark.parametrize("samples", [-1, 1.5, 1e4, "100", True, None, MOST_SAMPLES + 1, 10**30])
def test_samples_are_a_whole_number(samples: object) -> None:
    assert "must be a whole number" in faults(Sampling, samples=samples)[0]


@pytest.mark.parametrize("seed", [-1, 0.0, "0", True, None])
def test_a_seed_is_a_whole_number_of_0_or_more(seed: object) -> None:
    assert "must be a whole number of 0 or more" in faults(Sampling, seed=seed)[0]


def test_no_draws_and_a_huge_seed_are_taken() -> None:
    assert (Sampling(0).samples, Sampling(seed=2**70).seed) == (0, 2**70)


def test_numbers_of_any_library_are_taken_as_those_of_python() -> None:
    """So that what is saved is plain."""
    sampling = Sampling(np.int64(50), np.uint8(3), Doubt(misreading=np.float32(0.25)))  # type: ignore[arg-type]
    assert sampling == Sampling(50, 3, Doubt(misreading=0.25))
    assert [type(each) for each in (sampling.samples, sampling.seed, sampling.doubt.misreading)] == [int, int, float]


def test_numbers_are_told_from_truth_values() -> None:
    assert [is_number(each) for each in (1, 0.5, True, 10**400)] == [True, True, False, False]
    assert [is_whole(each) for each in (3, 3.0, True)] == [True, False, False]
