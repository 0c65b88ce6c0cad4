"""What must hold of metrics, responsibilities, bundles and bare names: one broken rule each, and its fault."""

import pytest

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.component_checks import check_components
from tests.catalogue.small_pack import changed, drop, faults_of, files, put, structure, texts

ROLE = {"role": "BOSS", "letter": "A", "facts": ["X-1"]}


def other_role(letter: str) -> dict[str, object]:
    """Return another role's part."""
    return {"role": "AIDE", "letter": letter, "facts": ["X-1"]}


def test_the_small_pack_has_no_fault() -> None:
    """What the other tests break is sound."""
    assert not list(check_components(Catalogue.from_files(files()), ".".join))


@pytest.mark.system(15)
@pytest.mark.parametrize(
    ("letters", "found"),
    [(("A", "A"), "BOSS, AIDE"), (("R", "I"), "none"), (("R", "A"), None), (("A", "C"), None)],
)
def test_exactly_one_role_is_accountable(letters: tuple[str, str], found: str | None) -> None:
    """Two accountable roles are a fault, and so is none."""
    data = structure()
    data["roles"].append({**data["roles"][0], "code": "AIDE"})
    data["responsibilities"][0]["roles"] = [{**ROLE, "letter": letters[0]}, other_role(letters[1])]
    words = texts()
    words["roles"]["AIDE"] = {"title": "Aide", "text": "Helps."}
    pack = files(data, en=words)
    if found is None:
        assert Catalogue.from_files(pack).responsibility("data").accountable in {"BOSS", "AIDE"}
        return
    (fault,) = faults_of(pack)
    assert fault.place == "responsibilities.toml data.roles"
    assert fault.problem == "must hold exactly one accountable role, letter A"
    assert fault.found == found


@pytest.mark.parametrize(
    ("path", "value", "place", "problem"),
    [
        ("responsibilities.0.roles.1.role", "ZZ9", "responsibilities.toml data.roles", "is not a role"),
        ("responsibilities.0.roles.1.facts", ["ZZ9"], "responsibilities.toml data.roles", "is not a fact"),
        (
            "responsibilities.0.roles",
            [ROLE, {**ROLE, "letter": "R"}, {**ROLE, "letter": "R"}],
            "responsibilities.toml data.roles",
            "is named",
        ),
        ("responsibilities.0.roles.1.letter", "X", "responsibilities.toml data.roles.[1].letter", "is not one of"),
        ("bundles.0.practices", ["A1"], "bundles.toml pair.practices", "must name at least two"),
        ("bundles.0.practices", ["A1", "A1"], "bundles.toml pair.practices", "must name at least two"),
        ("bundles.0.parameters.0.facts", ["ZZ9"], "bundles.toml pair.parameters", "is not a fact"),
        ("metrics.0.related_to", ["ZZ9"], "metrics.toml M-X.related_to", "is not an object"),
        ("metrics.0.related_to", ["M-X"], "metrics.toml M-X.related_to", "must name another object"),
        ("applications.0.related_to", ["Q1"], "applications.toml A-X.related_to", "is not an object"),
        ("named_objects.0.related_to", ["S99"], "named_objects.toml S9.related_to", "is not an object"),
    ],
)
def test_a_broken_rule_is_told_with_its_place(path: str, value: object, place: str, problem: str) -> None:
    """File, key and what is wrong."""
    (fault,) = faults_of(files(changed(structure(), put(path, value))))
    assert fault.place == place
    assert fault.problem.startswith(problem)


def test_a_name_has_a_code_of_its_own() -> None:
    """It may be no scenario that is described as well."""
    data = changed(structure(), put("named_objects.0.code", "S1"), put("named_objects.0.related_to", ["A"]))
    words = changed(texts(), put("named_objects", {"S1": {"title": "Another scenario"}}))
    (fault,) = faults_of(files(data, en=words))
    assert fault.place == "named_objects.toml S1.code"
    assert fault.problem == "is used by one of the scenarios already"


def test_a_parameter_stands_once() -> None:
    """Two of one code cannot be told apart."""
    data = structure()
    data["bundles"][0]["parameters"] *= 2
    (fault,) = faults_of(files(data))
    assert (fault.place, fault.problem) == ("bundles.toml pair.parameters", "is used twice")


def test_a_wording_is_one_of_the_study_s_facts() -> None:
    """A wording of a source that the study does not name is a fault."""
    data = changed(structure(), put("studies.1.facts", ["X-1"]))
    (fault,) = faults_of(files(data))
    assert (fault.place, fault.found) == ("studies.toml B1891.wordings", "X-2")


@pytest.mark.parametrize("kind", ["metrics", "applications", "responsibilities", "bundles", "named_objects"])
def test_a_pack_may_do_without(kind: str) -> None:
    """None of them is needed."""
    data, words = structure(), texts()
    for each in ("named_objects", "bundles", "responsibilities", "metrics", "applications"):
        drop(each)(data)
        drop(each)(words)
    assert getattr(Catalogue.from_files(files(data, en=words)), kind) == ()
