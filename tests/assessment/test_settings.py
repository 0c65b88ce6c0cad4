"""Targets and weights: what is taken, and every fault of what is not, at once."""

import math

import numpy as np
import pytest

import mbi_collab as mbi
from mbi_collab.assessment.doubt import CRITERIA, Doubt, Sampling
from mbi_collab.assessment.settings import minimum_group_of, settings_of
from mbi_collab.engine.weightings import weights_in_order
from mbi_collab.errors import SettingsError

SHEET = mbi.load_catalogue().questionnaire("S006")


def faults(**given: object) -> list[str]:
    """The faults of targets or weights, as text."""
    with pytest.raises(SettingsError) as caught:
        settings_of(SHEET, given.get("targets"), given.get("weights"))  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_the_packs_own_are_taken_without_any() -> None:
    """Targets of .75 for every practice, weights .75, .15, .10."""
    own = settings_of(SHEET, None, None)
    assert dict(own.targets) == {practice.code: 0.75 for practice in SHEET.practices}
    assert dict(own.weights) == pytest.approx({"need": 0.75, "leverage": 0.15, "ease": 0.10})


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ({"need": 3, "leverage": 1}, (0.75, 0.25, 0.0)),
        ({"ease": 0.2}, (0.0, 0.0, 1.0)),
        ({"need": 1e308, "leverage": 1e308, "ease": 1e308}, (1 / 3, 1 / 3, 1 / 3)),
        ({"need": 5e-324}, (1.0, 0.0, 0.0)),
    ],
)
def test_weights_are_normalised(given: dict[str, float], used: tuple[float, ...]) -> None:
    """They sum to 1 however huge or tiny; a criterion left out counts 0."""
    assert tuple(dict(settings_of(SHEET, None, given).weights).values()) == pytest.approx(used)


@pytest.mark.parametrize("weight", [-0.1, math.nan, math.inf, True, "1", None])
def test_a_weight_that_is_no_number_of_0_or_more_is_refused(weight: object) -> None:
    """Negative, not finite, a truth value, a text."""
    (fault,) = faults(weights={"need": weight, "ease": 1})
    assert "criterion weight of need" in fault
    assert "0 or more" in fault


@pytest.mark.parametrize("given", [{}, {"need": 0, "ease": 0.0}])
def test_weights_that_are_all_0_are_refused(given: dict[str, float]) -> None:
    """Nothing would count."""
    assert faults(weights=given) == ["criterion_weights: must not all be 0 (allowed: need, leverage, ease)"]


def test_a_weight_that_is_refused_is_told_once() -> None:
    """A negative weight alone is not said to be 0 as well."""
    assert faults(weights={"need": -1}) == ["criterion weight of need: '-1' must be a number of 0 or more"]


def test_weights_and_targets_are_numbers_of_any_library() -> None:
    made = settings_of(SHEET, {"R01": np.float32(0.5)}, {"need": np.int64(3), "ease": np.float32(1)})  # type: ignore[dict-item]
    assert dict(made.weights) == {"need": 0.75, "leverage": 0.0, "ease": 0.25}
    assert {type(number) for _, number in (*made.weights, *made.targets)} == {float}
    assert type(minimum_group_of(SHEET, np.int8(3))) is int  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [10**400, -(10**400)], ids=["huge", "huge and negative"])
def test_a_whole_number_beyond_all_floats_is_refused(number: int) -> None:
    """An integer may be too large for a float; it is a fault like any other, not an OverflowError."""
    assert faults(weights={"need": number, "ease": 1})
    assert faults(targets={"R01": number})


@pytest.mark.parametrize("target", [0, -0.5, 1.5, math.nan, math.inf, True, "0.5", None])
def test_a_target_outside_0_to_1_is_refused(target: object) -> None:
    """A level that nobody can want: 0, above 1, not a number."""
    (fault,) = faults(targets={"R01": target})
    assert "target of R01" in fault
    assert "above 0 to 1" in fault


def test_a_target_of_1_is_taken() -> None:
    """1 is the highest level there is."""
    assert dict(settings_of(SHEET, {"R01": 1}, None).targets)["R01"] == 1.0


def test_an_unknown_code_names_the_nearest() -> None:
    """Codes of practices and areas of the profile are allowed; F01 belongs to another profile."""
    (unknown,) = faults(targets={"r01": 0.5})
    assert "Did you mean 'R01'" in unknown
    assert faults(targets={"F01": 0.5})
    (criterion,) = faults(weights={"needs": 1, "ease": 1})
    assert "Did you mean 'need'" in criterion


def test_every_fault_is_told_at_once() -> None:
    """Two wrong targets and two wrong weights make four faults."""
    given = {"targets": {"X": 0.5, "R01": 2}, "weights": {"need": -1, "effort": 1, "ease": 1}}
    assert len(faults(**given)) == 4


@pytest.mark.parametrize("given", [3, "need", {"need"}])
def test_what_is_no_mapping_is_refused(given: object) -> None:
    """Codes and numbers are given as a mapping."""
    assert "must map" in faults(weights=given)[0]
    assert "must map" in faults(targets=given)[0]


@pytest.mark.parametrize(
    ("importance", "used"),
    [
        (["need", "leverage", "ease"], (11 / 18, 5 / 18, 2 / 18)),
        (("need", ("leverage", "ease")), (2 / 3, 1 / 6, 1 / 6)),
        ((("need", "leverage"), "ease"), (5 / 12, 5 / 12, 1 / 6)),
        ([["ease", "leverage", "need"]], (1 / 3, 1 / 3, 1 / 3)),
    ],
)
def test_an_order_gives_the_centroid_of_all_weights_that_keep_to_it(
    importance: list[str], used: tuple[float, ...]
) -> None:
    """As a mean of its corners, and of many weights drawn evenly over it; the draws take any of these."""
    own = settings_of(SHEET, None, importance)
    assert tuple(dict(own.weights).values()) == pytest.approx(used)
    assert own.sampling.doubt.weighting == "ordered"
    place = {name: at for at, group in enumerate(own.sampling.doubt.importance) for name in group}
    drawn = weights_in_order(np.array([place[name] for name in CRITERIA]), 20_000, np.random.default_rng(0))
    assert drawn.mean(axis=0) == pytest.approx(used, abs=0.01)


def test_an_order_leaves_a_stated_way_to_draw_alone() -> None:
    """Whoever fixes the weights, or draws them from all there can be, gets that, around the centroid or not."""
    for weighting in ("fixed", "uniform"):
        stated = Sampling(doubt=Doubt(weighting))
        assert settings_of(SHEET, None, ["need", "ease", "leverage"], stated).sampling == stated


@pytest.mark.parametrize("given", [["need"], [], ["need", "ease", "ease"], [("need", "leverage", "ease"), "need"]])
def test_an_order_that_does_not_name_each_criterion_once_is_refused(given: list[str]) -> None:
    assert "criterion_weights: " in faults(weights=given)[0]
    assert "must name each criterion once" in faults(weights=given)[0]


def test_an_order_of_unknown_criteria_names_the_nearest() -> None:
    """Beside the faults of the targets."""
    told = faults(weights=["needs", "leverage", "ease"], targets={"X": 1})
    assert len(told) == 2
    assert "Did you mean 'need'" in told[1]


@pytest.mark.parametrize("given", [0, -1, True, 2.0, "4"])
def test_the_minimum_group_is_a_whole_number(given: object) -> None:
    """At least 1; nothing else."""
    with pytest.raises(SettingsError, match="minimum_group"):
        minimum_group_of(SHEET, given)  # type: ignore[arg-type]
    assert minimum_group_of(SHEET, None) == 4
    assert minimum_group_of(SHEET, 1) == 1
