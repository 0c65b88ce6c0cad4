"""The look-ups by code: the object, or an error with the nearest code."""

import pickle

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.content import by_code, find_by_code
from mbi_collab.errors import UnknownCodeError

CATALOGUE = load_catalogue()


@pytest.mark.system(1)
@pytest.mark.parametrize(
    ("one", "many", "count"),
    [
        *[("scenario", "scenarios", 1), ("task", "tasks", 3), ("area", "areas", 8), ("practice", "practices", 56)],
        *[("question", "questions", 62), ("item", "items", 83), ("fact", "facts", 193), ("study", "studies", 9)],
        *[("role", "roles", 3), ("side", "sides", 3), ("profile", "profiles", 3), ("scale", "scales", 1)],
        *[("source", "sources", 5), ("reason", "reasons", 14)],
        *[("metric", "metrics", 18), ("application", "applications", 12), ("bundle", "bundles", 1)],
        *[("responsibility", "responsibilities", 13), ("named_object", "named_objects", 19)],
    ],
)
def test_every_object_is_found_by_its_code(one: str, many: str, count: int) -> None:
    """Each collection has its look-up, codes are unique, and the counts are those of the design."""
    objects = getattr(CATALOGUE, many)
    find = getattr(CATALOGUE, one)
    assert isinstance(objects, tuple)
    assert len(objects) == len({each.code for each in objects}) == count
    assert all(find(each.code) is each for each in objects)
    with pytest.raises(UnknownCodeError) as unknown:
        find("no such code")
    assert unknown.value.faults[0].allowed == tuple(each.code for each in objects)


@pytest.mark.system(1)
@pytest.mark.parametrize(
    ("find", "code", "near"),
    [("scenario", "S06", "S006"), ("practice", "u4", "U04"), ("item", "q311A", "Q311a"), ("task", "U005", "U005B")],
)
def test_an_unknown_code_gets_the_nearest(find: str, code: str, near: str) -> None:
    """The error says what was looked up, what there is and what may have been meant, and is a LookupError."""
    with pytest.raises(LookupError, match=f"Did you mean '{near}'") as unknown:
        getattr(CATALOGUE, find)(code)
    assert isinstance(unknown.value, UnknownCodeError)
    (fault,) = unknown.value.faults
    assert (fault.found, fault.nearest) == (code, near)
    assert str(pickle.loads(pickle.dumps(unknown.value))) == str(unknown.value)  # noqa: S301


@pytest.mark.parametrize("code", [None, 4, [], {}, ""])
def test_what_is_no_code_is_an_unknown_code(code: object) -> None:
    """A look-up of anything raises the same error."""
    with pytest.raises(UnknownCodeError):
        CATALOGUE.practice(code)  # type: ignore[arg-type]


def test_an_object_of_any_kind_is_found() -> None:
    """One look-up over all kinds; an item comes before the control question of its code."""
    assert CATALOGUE.find_object("S006") is CATALOGUE.scenario("S006")
    assert CATALOGUE.find_object("CZ-23") is CATALOGUE.fact("CZ-23")
    assert CATALOGUE.find_object("Q311") is CATALOGUE.question("Q311")
    assert CATALOGUE.find_object("Q313") is CATALOGUE.item("Q313")
    with pytest.raises(UnknownCodeError):
        CATALOGUE.find_object("fit5")


def test_an_item_knows_its_control_question_through_the_catalogue() -> None:
    """Every item belongs to one control question."""
    assert CATALOGUE.question_of("Q311a").code == "Q311"
    assert all(item in CATALOGUE.question_of(item.code).items for item in CATALOGUE.items)
    with pytest.raises(UnknownCodeError):
        CATALOGUE.question_of("Q311")


def test_the_pack_s_scale_stands_in() -> None:
    """An item without a scale has the pack's."""
    assert CATALOGUE.scale("").code == "fit5"


def test_a_target_is_the_practice_s_the_area_s_or_the_pack_s() -> None:
    """The nearest one counts."""
    from mbi_collab.catalogue.catalogue import Catalogue
    from tests.catalogue.small_pack import changed, files, put, structure

    assert CATALOGUE.target_of("U04") == 0.75
    small = Catalogue.from_files(files(changed(structure(), put("practices.0.target", 0.9))))
    assert [small.target_of(code) for code in ("A1", "A2", "B1")] == [0.9, 0.75, 0.5]


def test_nothing_of_it_changes() -> None:
    """Every object is frozen, and collections are tuples."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CATALOGUE.areas = ()  # type: ignore[misc]
    for objects in ("scenarios", "tasks", "practices", "questions", "items", "facts", "studies", "profiles", "areas"):
        one = getattr(CATALOGUE, objects)[0]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            one.code = "X"
        values = [getattr(one, field.name) for field in attrs.fields(type(one))]
        assert not [value for value in values if isinstance(value, list | dict | set)]


def test_the_plain_look_up_names_what_it_looks_for() -> None:
    """Other rooms use the same look-up and the same error."""
    objects = by_code(CATALOGUE.areas)
    assert find_by_code("U", objects, "an area") is CATALOGUE.area("U")
    with pytest.raises(UnknownCodeError, match="look-up: 'X' is not an area"):
        find_by_code("X", objects, "an area")
