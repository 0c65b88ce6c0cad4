"""Entries with faults of their own: what they name is looked for all the same, and nothing is told twice."""

from collections import Counter

from mbi_collab.catalogue.building import build
from mbi_collab.errors import Fault, InvalidPackError
from tests.catalogue.small_pack import Data, files, structure


def faults_of(data: Data) -> list[Fault]:
    """Return the faults of a pack."""
    try:
        build(files(data), None)
    except InvalidPackError as error:
        return list(error.faults)
    return []


def test_a_faulty_entry_is_asked_for_the_codes_it_names() -> None:
    """A practice, an item of a faulty question, a prerequisite, an item of a card: all at once."""
    data = structure()
    practice, question = data["practices"][0], data["questions"][0]
    practice |= {"effort": "lwo", "task": "NOTASK", "requires": [{"code": "NOPRACTICE", "basis": "judged"}]}
    practice["card"] = {"done_items": ["NOITEM"]}
    question |= {"weight": -1}
    question["items"][0] |= {"primary": ["NOTHING"], "asked_of": ["NOSIDE"]}
    found = {fault.found for fault in faults_of(data)}
    assert found >= {"lwo", "NOTASK", "NOPRACTICE", "NOITEM", "-1", "NOTHING", "NOSIDE"}


def test_a_circle_through_a_faulty_practice_is_told_too() -> None:
    """A misspelled effort does not hide that two practices wait for each other; a circle is told once."""
    for effort in ("low", "lwo"):
        data = structure()
        one, other = data["practices"][:2]
        one |= {"effort": effort, "requires": [{"code": other["code"], "basis": "judged"}]}
        other |= {"requires": [{"code": one["code"], "basis": "judged"}], "horizon": "lnog"}
        faults = faults_of(data)
        assert "lnog" in {fault.found for fault in faults}
        assert [fault.found for fault in faults if "circle" in fault.problem] in (
            [f"{one['code']} → {other['code']} → {one['code']}"],
            [f"{other['code']} → {one['code']} → {other['code']}"],
        )


def test_nothing_is_told_twice() -> None:
    """A code that is none is a fault of form, not of reference too; what a faulty entry is called may be named."""
    data = structure()
    data["practices"][0] |= {"effort": "lwo", "task": "no code", "owners": ["also none!"]}
    told = Counter((fault.place, fault.found) for fault in faults_of(data))
    assert set(told.values()) == {1}
    assert data["practices"][0]["code"] not in {found for _, found in told}


def test_plain_data_of_any_shape_is_no_trouble() -> None:
    """Only what can be a code is looked for."""
    data = structure()
    data["practices"][0] |= {"effort": 3, "task": ["T"], "owners": "BOSS", "requires": {"code": "x"}, "card": [1]}
    data["questions"][0] |= {"items": ["x", {"code": 1, "primary": [2, {"a": "b"}]}]}
    data["areas"] = ["x", *data["areas"]]
    assert len(faults_of(data)) >= 4
