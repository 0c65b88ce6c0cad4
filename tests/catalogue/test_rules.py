"""The numbers of the shipped pack: profiles, weights, thresholds."""

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.rules import PerceptionPractices, Rules

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("code", "items", "practices", "mirror_only"), [("S006", 22, 22, 0), ("S006+", 33, 22, 0), ("extended", 78, 56, 5)]
)
def test_profiles_have_the_designed_size(code: str, items: int, practices: int, mirror_only: int) -> None:
    """Each profile names its items and practices once."""
    profile = CATALOGUE.profile(code)
    assert len(set(profile.items)) == len(profile.items) == items
    assert len(set(profile.practices)) == len(profile.practices) == practices
    assert len(profile.mirror_only) == mirror_only


def test_each_profile_holds_the_one_before() -> None:
    """S006+ adds to S006, the extended one to S006+."""
    small, middle, large = (set(profile.items) for profile in CATALOGUE.profiles)
    assert small < middle < large
    assert set(CATALOGUE.profile("S006").practices) == set(CATALOGUE.profile("S006+").practices)


def test_the_default_profile_asks_every_stated_practice_but_the_acceptance() -> None:
    """S006+ leaves only practice L07 of those stated without a primary item."""
    sheet = CATALOGUE.questionnaire()
    assert sheet.profile.code == CATALOGUE.pack.profile == "S006+"
    asked = {code for item in sheet.items for code in item.primary}
    assert [each.code for each in sheet.practices if each.code not in asked] == ["L07"]


def test_the_pack_s_numbers_are_the_library_s_defaults() -> None:
    """A pack without rules is measured like the shipped one; only the practices a reading leads to are its own."""
    assert attrs.evolve(CATALOGUE.rules, perception=PerceptionPractices()) == Rules()


def test_rules_never_change() -> None:
    """A threshold cannot be moved behind a result's back."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CATALOGUE.rules.gap = 0.5  # type: ignore[misc]
