"""Migrations of a pack: each broken rule, and the fault that names it."""

from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Catalogue
from tests.catalogue.small_pack import Data, changed, faults_of, files, put, structure


def migrating(*entries: Data) -> Any:
    """Return the small pack, version 3, with these migrations."""
    return files(changed(structure(), put("pack.version", "3"), put("migrations", list(entries))))


def step(version: str, to: str, **tables: object) -> Data:
    return {"version": version, "to": to, **tables}


def test_a_chain_of_versions_is_sound() -> None:
    """Renamed, renamed again, dropped later, dropped at once: all of it leads somewhere."""
    pack = migrating(
        step("2", "3", items={"Q0b": "Q1b", "Q7": "Q2"}, dropped={"Q8": "guess"}),
        step("1", "2", items={"Q0": "Q0b", "Q6": "Q8"}, practices={"A0": "A1"}, dropped={"Q9": "guess", "A9": "guess"}),
    )
    assert [each.version for each in Catalogue.from_files(pack).migrations] == ["2", "1"]


@pytest.mark.parametrize(
    ("entries", "place", "told"),
    [
        ([step("1", "3", items={"Q0": "Q1x"})], "[0].items.Q0", "'Q1x' is not an item of this pack"),
        ([step("1", "3", practices={"A0": "A9"})], "[0].practices.A0", "'A9' is not a practice of this pack"),
        (
            [step("1", "2", items={"Q0": "Q5"}), step("2", "3", items={"Q5": "Q6"})],
            "[0].items.Q0",
            "'Q6' is not an item of this pack",
        ),
        ([step("1", "3", items={"Q5": "Q2", "Q6": "Q2"})], "[0].items.Q6", "'Q2' is what Q5 becomes as well"),
        ([step("1", "4")], "[0].to", "'4' is not the pack's version or one that goes on"),
        ([step("3", "3")], "[0].version", "'3' is the pack's own version"),
        ([step("1", "3"), step("1", "3")], "[1].version", "'1' is named twice"),
        ([step("1", "2"), step("2", "1")], "[0].to", "'1 → 2 → 1' is a circle of versions"),
        ([step("1", "1")], "[0].to", "'1 → 1' is a circle of versions"),
        ([step("1", "3", dropped={"Q9": "why"})], "[0].dropped.Q9", "'why' is not a reason of this pack"),
        ([step("1", "3", dropped={"Q2": "guess"})], "[0].dropped", "'Q2' is a code of this pack"),
        ([step("1", "3", dropped={"A1": "guess"})], "[0].dropped", "'A1' is a code of this pack"),
        ([step("1", "3", items={"Q9": "Q2"}, dropped={"Q9": "guess"})], "[0].dropped", "'Q9' is carried as well"),
        ([step("1", "3", items={"Q 9": "Q2"})], "[0].items.[Q 9]", "'Q 9' is not a code"),
        ([step("1", "3", items={"Q9": 2})], "[0].items.[Q9]", "'2' is not text"),
        ([step("1", "3", items=["Q9"])], "[0].items", "is not a table of codes"),
        ([{"to": "3"}], "[0].version", "nothing stands here"),
    ],
)
def test_a_broken_rule_is_told(entries: list[Data], place: str, told: str) -> None:
    """With the entry, the table and the code."""
    found = [str(fault) for fault in faults_of(migrating(*entries)) if fault.place == f"migrations.toml {place}"]
    assert any(told in each for each in found), faults_of(migrating(*entries))


def test_a_circle_is_told_once() -> None:
    """However many versions are in it."""
    faults = faults_of(migrating(step("b", "c"), step("a", "b"), step("c", "a")))
    assert [fault.found for fault in faults if "circle" in fault.problem] == ["a → b → c → a"]


def test_all_faults_of_a_table_are_told() -> None:
    """Each code that is none, on either side."""
    faults = faults_of(migrating(step("1", "3", items={"Q 9": "Q 2", "Q8": ""})))
    assert sorted(str(fault.found) for fault in faults if "is not a code" in fault.problem) == ["", "Q 2", "Q 9"]
