"""The practices of the shipped pack: provenance of each value, prerequisites, cards."""

from collections import Counter
from typing import Literal

import attrs
import pytest

from mbi_collab import load_catalogue

CATALOGUE = load_catalogue()


def test_each_area_has_its_practices() -> None:
    """56 practices in eight areas."""
    assert Counter(each.area for each in CATALOGUE.practices) == {
        "R": 8,
        "U": 10,
        "L": 7,
        "P": 6,
        "F": 7,
        "D": 8,
        "V": 5,
        "G": 5,
    }


@pytest.mark.parametrize(("name", "stated"), [("owners", 37), ("effort", 1), ("horizon", 5), ("task", 0)])
@pytest.mark.system(41)
def test_each_single_value_is_stated_or_judged(
    name: Literal["owners", "effort", "horizon", "task"], stated: int
) -> None:
    """Owner, effort, horizon and task say for themselves whether a source gives them."""
    assert [each.basis_of(name) for each in CATALOGUE.practices].count("stated") == stated


def test_prerequisites_are_stated_or_judged() -> None:
    """53 requirements, 15 of them from the sources, each with its reason."""
    requirements = [need for each in CATALOGUE.practices for need in each.requires]
    assert Counter(need.basis for need in requirements) == {"stated": 15, "judged": 38}
    assert all(need.why.strip() for need in requirements)


def test_the_three_steps_wait_for_one_another() -> None:
    """R04 needs R03 and R03 needs R02, as the source orders them."""
    for step, before in (("R04", "R03"), ("R03", "R02")):
        assert (before, "stated") in {(need.code, need.basis) for need in CATALOGUE.practice(step).requires}


def test_every_practice_has_its_card() -> None:
    """Every card has all five texts and says by which items one sees that it is done."""
    for practice in CATALOGUE.practices:
        card = practice.card
        assert card is not None, practice.code
        assert all((card.first_step, card.deliverable, card.done_when, card.trap, card.check_first)), practice.code
        assert all(CATALOGUE.item(code) for code in card.done_items)


@pytest.mark.system(41)
def test_every_practice_has_facts_or_is_judged() -> None:
    """What is judged names an existing reason; kinds that are not in a source are judged."""
    for practice in CATALOGUE.practices:
        assert all(CATALOGUE.fact(code) for code in practice.facts)
        if practice.basis == "stated":
            assert practice.facts, practice.code
            assert practice.kind in {"stated", "stated-step"}
        else:
            assert CATALOGUE.reason(practice.reason).text
            assert practice.kind in {"implied", "inferred"}


def test_what_recurs_says_how_often() -> None:
    """The joint meetings have a cadence."""
    assert CATALOGUE.practice("U02").cadence_weeks
    assert CATALOGUE.practice("R01").cadence_weeks is None


def test_a_practice_never_changes() -> None:
    """Objects are frozen; a changed one is a new one."""
    practice = CATALOGUE.practice("U04")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        practice.effort = "low"  # type: ignore[misc]
    assert attrs.evolve(practice, effort="low") != attrs.evolve(practice, effort="high")
