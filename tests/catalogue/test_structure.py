"""The strict converter: each form of field, each wrong value with its place, nothing taken for something else."""

from typing import Any

import pytest

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.practices import Area
from mbi_collab.catalogue.structure import FieldFault, converter, structure
from mbi_collab.errors import Fault
from tests.catalogue.small_pack import changed, drop, faults_of, files, inside, places, put
from tests.catalogue.small_pack import structure as small

ITEM = "questions.toml Q1.items.Q1a"


@pytest.mark.parametrize(
    ("path", "value", "place", "problem", "near"),
    [
        ("practices.0.efort", "low", "practices.toml A1.efort", "is not a key known here", "effort"),
        ("questions.0.items.0.wieght", 1, "questions.toml Q1.items.Q1a.wieght", "is not a key known here", "weight"),
        ("rules.ease", {"lo": 1}, "rules.toml ease.lo", "is not a key known here", "low"),
        ("practices.0.effort", "hig", "practices.toml A1.effort", "is not one of the words allowed here", "high"),
        ("practices.0.effort", ["low"], "practices.toml A1.effort", "is not one of the words allowed here", "low"),
        ("practices.0.effort", True, "practices.toml A1.effort", "is not one of the words allowed here", None),
        ("sides.0.kind", "partly", "sides.toml IT.kind", "is not one of the words allowed here", "party"),
        ("areas.0.weight", -0.1, "areas.toml A.weight", "is out of range", None),
        ("areas.0.weight", 1001, "areas.toml A.weight", "is out of range", None),
        ("areas.0.weight", True, "areas.toml A.weight", "is not a finite number", None),
        ("areas.0.weight", "0.5", "areas.toml A.weight", "is not a finite number", None),
        ("areas.0.weight", float("nan"), "areas.toml A.weight", "is not a finite number", None),
        ("areas.0.weight", float("inf"), "areas.toml A.weight", "is not a finite number", None),
        ("areas.0.weight", 10**400, "areas.toml A.weight", "is not a finite number", None),
        ("areas.1.target", 0, "areas.toml B.target", "is out of range", None),
        ("areas.1.target", 1.01, "areas.toml B.target", "is out of range", None),
        ("areas.1.target", "0.5", "areas.toml B.target", "is not a finite number", None),
        ("tasks.0.probability", 2, "tasks.toml T1.probability", "is out of range", None),
        ("rules.secondary_weight", 0, "rules.toml secondary_weight", "is out of range", None),
        ("rules.criterion_weights.need", "1", "rules.toml criterion_weights.need", "is not a finite number", None),
        ("rules.minimum_group", 0, "rules.toml minimum_group", "is out of range", None),
        ("rules.few", -1, "rules.toml few", "is out of range", None),
        ("rules.few", 2.5, "rules.toml few", "is not a whole number", None),
        ("rules.few", True, "rules.toml few", "is not a whole number", None),
        ("practices.2.cadence_weeks", 0, "practices.toml B1.cadence_weeks", "is out of range", None),
        ("scales.0.points.1.value", 1.5, "scales.toml three.points.2.value", "is out of range", None),
        ("questions.0.items.0.mirrored", 1, f"{ITEM}.mirrored", "is not true or false", None),
        ("questions.0.items.0.mirrored", "true", f"{ITEM}.mirrored", "is not true or false", "true"),
        ("scenarios.0.references.0.year", "14", "scenarios.toml S1.references.[0].year", "is not a whole number", None),
        ("scenarios.0.modified", "2014-02-30", "scenarios.toml S1.modified", "is not a day", None),
        ("scenarios.0.modified", "2014-11.02", "scenarios.toml S1.modified", "is not a day", None),
        ("scenarios.0.modified", "2. 11. 2014", "scenarios.toml S1.modified", "is not a day", None),
        ("scenarios.0.task_codes", "T1", "scenarios.toml S1.task_codes", "is not a list", None),
        ("scenarios.0.task_codes", ["T 1"], "scenarios.toml S1.task_codes.[0]", "is not a code", None),
        ("areas.0.code", "A_1", "areas.toml A_1.code", "is not a code", None),
        ("areas.0.code", "", "areas.toml [0].code", "is not a code", None),
        ("areas.0.code", "x" * 41, f"areas.toml {'x' * 41}.code", "is not a code", None),
        ("areas.0.code", 7, "areas.toml [0].code", "is not text", None),
        ("tasks.0.original_title", 7, "tasks.toml T1.original_title", "is not text", None),
    ],
)
def test_a_wrong_value_is_told_with_file_and_key(
    path: str, value: object, place: str, problem: str, near: str | None
) -> None:
    """No value is bent into shape: each is refused at its place, with the nearest where there are few words."""
    found = [fault for fault in faults_of(files(changed(small(), put(path, value)))) if fault.place == place]
    assert [(fault.problem, fault.nearest) for fault in found] == [(problem, near)]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("practices.0.effort", "practices.toml A1.effort"),
        ("areas.0.basis", "areas.toml A.basis"),
        ("areas.0.code", "areas.toml [0].code"),
        ("scenarios.0.author.name", "scenarios.toml S1.author.name"),
        ("scales.0.points.1.value", "scales.toml three.points.2.value"),
        ("questions.0.items.0.asked_of", "questions.toml Q1.items.Q1a.asked_of"),
        ("practices.1.requires.0.basis", "practices.toml A2.requires.A1.basis"),
        ("pack.version", "pack.toml version"),
        ("areas", "pack.toml areas"),
        ("practices", "pack.toml practices"),
    ],
)
def test_a_missing_value_is_told_with_file_and_key(path: str, place: str) -> None:
    """What must stand there and does not is named by its key."""
    found = {fault.place: fault.problem for fault in faults_of(files(changed(small(), drop(path))))}
    assert found[place] == "nothing stands here, but something must"


TABLES = (
    *("pack", "rules", "rules.criterion_weights", "areas.0", "practices.0", "practices.0.card"),
    *("practices.1.requires.0", "scenarios.0", "scenarios.0.author", "scenarios.0.references.0"),
    *("scenarios.0.problems.0", "scenarios.0.listed_practices.0", "questions.0", "questions.0.items.0", "sides.0"),
    *("profiles.0", "scales.0", "scales.0.points.0", "sources.0", "facts.0", "studies.0", "roles.0", "tasks.0"),
)
LISTS = (
    *("areas", "practices", "practices.0.owners", "practices.0.facts", "practices.1.requires", "practices.2.judged"),
    *("scenarios", "scenarios.0.problems", "scenarios.0.author.affiliation", "scenarios.0.references", "questions"),
    *("scenarios.0.listed_practices.0.codes", "questions.0.items", "questions.0.items.0.asked_of", "profiles"),
    *("profiles.0.items", "scales", "scales.0.points", "sides", "reasons", "sources", "facts", "studies", "roles"),
)


@pytest.mark.parametrize("path", TABLES)
@pytest.mark.parametrize("value", [[], [{}], "text", 1, True])
def test_a_table_is_not_something_else(path: str, value: object) -> None:
    """A list, a text or a number where a table belongs is a fault at that place."""
    found = faults_of(files(changed(small(), put(path, value))))
    problems = {"is not a table of keys", "must list the languages of the pack, the main one first"}
    assert problems & {fault.problem for fault in found}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("value", [{}, {"code": "A"}, "text", 1, False])
def test_a_list_is_not_something_else(path: str, value: object) -> None:
    """A table, a text or a number where a list belongs is a fault at that place."""
    found = faults_of(files(changed(small(), put(path, value))))
    holder, last = inside(small(), path)
    assert any(fault.problem == "is not a list" and str(last) in fault.place for fault in found), holder


@pytest.mark.parametrize("path", [path for path in LISTS if "." not in path])
@pytest.mark.parametrize("value", ["text", 1, [], True])
def test_an_entry_of_a_list_is_a_table(path: str, value: object) -> None:
    """An entry that is no table is told by its number."""
    found = faults_of(files(changed(small(), put(f"{path}.0", value))))
    assert any(fault.place.endswith("[0]") and fault.problem == "is not a table of keys" for fault in found)


def test_every_fault_of_one_object_is_told() -> None:
    """Three faults of one practice and one of another are four."""
    data = changed(
        small(),
        put("practices.0.effort", "tiny"),
        put("practices.0.colour", "red"),
        put("practices.0.shape", "round"),
        drop("practices.1.horizon"),
    )
    assert sorted(places(faults_of(files(data)))) == [
        "practices.toml A1.colour",
        "practices.toml A1.effort",
        "practices.toml A1.shape",
        "practices.toml A2.horizon",
    ]


def test_whole_numbers_are_numbers() -> None:
    """TOML's 2 and 2.0 are one weight."""
    area = Catalogue.from_files(files()).area("A")
    assert area.weight == 2.0
    assert isinstance(area.weight, float)


@pytest.mark.system(2)
@pytest.mark.parametrize("written", ["2014.11.02", "2014-11-02", " 2014-11-02 "])
def test_both_spellings_of_a_day_give_the_same_day(written: str) -> None:
    """Whatever is read, one form is stored."""
    catalogue = Catalogue.from_files(files(changed(small(), put("scenarios.0.modified", written))))
    assert catalogue.scenario("S1").modified == "2014-11-02"


def test_an_object_is_made_of_plain_data_or_every_fault_is_given() -> None:
    """The converter is used for one object as for a pack."""
    data: dict[str, Any] = {"code": "A", "basis": "judged", "title": "An area", "text": "Why?"}
    assert structure(data, Area, ".".join) == (Area(code="A", basis="judged", title="An area", text="Why?"), [])
    made, faults = structure({**data, "weight": "1"}, Area, ".".join)
    assert made is None
    assert faults == [Fault("weight", "is not a finite number", "1")]
    assert structure("A", Area, ".".join) == (None, [Fault("", "is not a table of keys", "A")])


def test_the_converter_is_made_once() -> None:
    """Building its functions takes time, so it is kept."""
    assert converter() is converter()


def test_a_fault_keeps_what_is_allowed() -> None:
    """Whatever sequence it was given in."""
    assert FieldFault("is wrong", 1, ["a"]).allowed == ("a",)
