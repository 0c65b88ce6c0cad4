"""A joint project that is taken up: what of it is not settled."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.catalogue.settling import unsettled
from mbi_collab.errors import SettingsError, UnknownCodeError

CATALOGUE = mbi.load_catalogue()
WHOLE: dict[str, object] = {
    "funding-split": {"CIO": 0.5, "CMO": 0.5},
    "sponsors": ["CIO", "CMO"],
    "members-from": ("CMO", "CIO"),
    "new-identity": True,
    "goal-topic": "why customers leave after the first order",
    "deadline": "2027-03-31",
    "return-planned": True,
}


def told(**changes: object) -> list[str]:
    """Return the parameters told, each with what is wrong, of a project that differs from a whole one."""
    project = WHOLE | {name.replace("_", "-"): value for name, value in changes.items()}
    faults = unsettled(CATALOGUE, "joint-project", project)
    return [f"{fault.place.removeprefix('joint-project.')} {fault.found} {fault.problem}" for fault in faults]


@pytest.mark.system(11)
def test_a_whole_joint_project_is_settled() -> None:
    """Members from both sides, both chiefs as sponsors, a goal, a deadline, and an end for its people."""
    assert told() == []
    assert told(deadline=datetime.date(2027, 3, 31)) == told(deadline="2027.03.31") == []


@pytest.mark.system(11)
def test_a_project_without_an_end_or_a_sponsor_is_flagged() -> None:
    """Each for itself and all at once."""
    for nothing in (None, ""):
        assert told(deadline=nothing) == ["deadline None is not settled"]
    assert told(sponsors=["CIO"]) == ["sponsors CMO is not among them"]
    assert told(sponsors="CMO") == ["sponsors CIO is not among them"]
    assert told(sponsors=[], deadline=None) == ["sponsors None is not settled", "deadline None is not settled"]
    assert told(members_from=["CIO", "rest"]) == [
        "members-from rest is not a side of the scenario",
        "members-from CMO is not among them",
    ]
    assert len(unsettled(CATALOGUE, "joint-project", {})) == 7


@pytest.mark.system(14)
def test_any_split_that_sums_to_1_will_do() -> None:
    """Half and half is an example; 0.7 and 0.2 leave a tenth unpaid."""
    assert told(funding_split={"CIO": 0.7, "CMO": 0.3}) == []
    assert told(funding_split={"CIO": 0.7, "CMO": 0.2}) == ["funding-split 0.9 is not 1, the sum of all shares"]
    assert told(funding_split={"CIO": 1}) == ["funding-split CMO is not among them"]
    assert told(funding_split={"CIO": 1.0, "CMO": 0}) == ["funding-split 0 is not a share above 0, at most 1"]
    assert told(funding_split={"CIO": True, "CMO": 0.5}) == ["funding-split True is not a share above 0, at most 1"]
    assert told(funding_split=[0.5, 0.5]) == ["funding-split [0.5, 0.5] is not a share of each side"]


@pytest.mark.system(14)
def test_a_missing_return_plan_is_reported() -> None:
    """Not answered, or answered no."""
    assert told(return_planned=None) == told(return_planned=False) == ["return-planned None is not settled"]


def test_values_of_another_kind_are_told() -> None:
    assert told(new_identity="yes") == ["new-identity yes is not true or false"]
    assert told(goal_topic=3) == ["goal-topic 3 is not text"]
    assert told(deadline="soon") == ["deadline soon is not a day"]
    assert told(deadline=20270331) == ["deadline 20270331 is not a day"]
    assert told(sponsors=7) == [
        "sponsors 7 is not a side of the scenario",
        "sponsors CIO is not among them",
        "sponsors CMO is not among them",
    ]


def test_what_no_bundle_knows_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UnknownCodeError, match="joint-project"):
        unsettled(CATALOGUE, "joint-projekt", WHOLE)
    with pytest.raises(SettingsError, match="Did you mean 'sponsors'"):
        unsettled(CATALOGUE, "joint-project", {"sponsor": ["CIO"]})
    with pytest.raises(SettingsError, match="is no mapping"):
        unsettled(CATALOGUE, "joint-project", ["sponsors"])  # type: ignore[arg-type]


@given(st.floats(0.01, 0.99))
def test_every_share_of_one_side_leaves_the_rest_to_the_other(share: float) -> None:
    """Rounding is no fault."""
    assert told(funding_split={"CIO": share, "CMO": 1 - share}) == []


@given(st.sampled_from(sorted(WHOLE)), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_whatever_is_given_never_breaks_out(name: str, value: object) -> None:
    """A fault or nothing."""
    assert isinstance(unsettled(CATALOGUE, "joint-project", WHOLE | {name: value}), tuple)
