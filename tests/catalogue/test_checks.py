"""What must hold between the objects of a pack: one broken rule each, and the fault that names it."""

from collections.abc import Callable

import pytest

from mbi_collab.catalogue import checks
from mbi_collab.errors import Fault
from tests.catalogue.small_pack import Data, changed, drop, faults_of, files, put, structure, texts


def only_fault(*changes: Callable[[Data], None], words: Data | None = None) -> Fault:
    """Return the single fault of the small pack after changes."""
    (fault,) = faults_of(files(changed(structure(), *changes), en=words or texts()))
    return fault


def again(kind: str) -> Callable[[Data], None]:
    """Return a change that repeats the last entry of a list, as a copy."""

    def change(data: Data) -> None:
        data[kind].append(dict(data[kind][-1]))

    return change


#: The fields that name several objects.
MANY = frozenset(
    {"facts", "area_codes", "question_codes", "task_codes", "preface_practices", "studies"}
    | {"owners", "primary", "secondary", "capability", "asked_of", "sides"}
    | {"measures", "seen_by", "used_in", "settled_in", "practices", "recommends", "items"}
)


#: Objects that stand in others: where in the plain data, in which file, and what they are called.
NESTED = {
    "items": ("questions.0.items.0", "questions.toml Q1.items.Q1a"),
    "factors": ("focus_options.0.factors.0", "focus_options.toml money.factors.A1"),
    "claims": ("organisation_models.0.claims.0", "organisation_models.toml apart.claims.calm"),
}


@pytest.mark.parametrize("row", [row for row in checks.NAMES if row[1] != "code"], ids=lambda row: f"{row[0]}.{row[1]}")
def test_a_code_that_nothing_has_is_named(row: tuple[str, str, str, str]) -> None:
    """A dangling reference of each kind is told with file, key, what is allowed and the nearest."""
    kind, field, _, what = row
    table, at = NESTED.get(kind) or (f"{kind}.0", f"{kind}.toml {structure()[kind][0]['code']}")
    many = field in MANY
    found = faults_of(files(changed(structure(), put(f"{table}.{field}", ["ZZ9"] if many else "ZZ9"))))
    fault = next(each for each in found if each.found == "ZZ9")
    assert fault.place == f"{at}.{field}"
    assert fault.problem == f"is not {what}"
    assert fault.allowed
    assert len(found) == 1


@pytest.mark.parametrize(
    ("path", "value", "place", "what"),
    [
        ("practices.0.card.done_items", ["ZZ9"], "practices.toml A1.card.done_items", "an item"),
        ("scenarios.0.problems.0.facts", ["ZZ9"], "scenarios.toml S1.problems", "a fact"),
        ("scenarios.0.open_questions.0.facts", ["ZZ9"], "scenarios.toml S1.open_questions", "a fact"),
        ("scenarios.0.open_questions.0.area", "ZZ9", "scenarios.toml S1.open_questions", "an area"),
        ("scenarios.0.outcome_signs.0.items", ["ZZ9"], "scenarios.toml S1.outcome_signs", "an item"),
        ("scenarios.0.outcome_signs.0.facts", ["ZZ9"], "scenarios.toml S1.outcome_signs", "a fact"),
        ("scenarios.0.listed_practices.0.codes", ["ZZ9"], "scenarios.toml S1.listed_practices", "a practice"),
        ("profiles.0.practices", ["ZZ9"], "profiles.toml P.practices", "a practice"),
        ("pack.scenario", "ZZ9", "pack.toml scenario", "a scenario"),
        ("pack.profile", "ZZ9", "pack.toml profile", "a profile"),
        ("pack.scale", "ZZ9", "pack.toml scale", "a scale"),
        ("areas.1.reason", "ZZ9", "areas.toml B.reason", "a reason"),
        ("questions.0.items.0.link_reason", "ZZ9", "questions.toml Q1.items.Q1a.link_reason", "a reason"),
    ],
)
def test_a_code_within_a_part_that_nothing_has_is_named(path: str, value: object, place: str, what: str) -> None:
    """References from parts of objects are followed too."""
    fault = only_fault(put(path, value))
    assert (fault.place, fault.found, fault.problem) == (place, "ZZ9", f"is not {what} of this pack")


def test_a_prerequisite_that_nothing_is_is_named() -> None:
    """A practice cannot wait for one that is not there, and the nearest is offered."""
    words = changed(texts(), put("practices.A2.requires", {"A1X": {"why": "First."}}))
    fault = only_fault(put("practices.1.requires.0.code", "A1X"), words=words)
    assert (fault.place, fault.found, fault.nearest) == ("practices.toml A2.requires", "A1X", "A1")


@pytest.mark.parametrize(
    "kind",
    [
        *("facts", "studies", "roles", "scenarios", "tasks", "areas", "practices"),
        *("sides", "profiles", "reasons", "scales", "sources"),
    ],
)
def test_a_code_is_used_once(kind: str) -> None:
    """Two objects of a kind with one code are a fault that names the code, and nothing else is said."""
    fault = only_fault(again(kind))
    code = structure()[kind][-1]["code"]
    assert (fault.place, fault.found) == (f"{kind}.toml {code}.code", code)
    assert "used" in fault.problem


def test_two_control_questions_share_no_code() -> None:
    """A doubled control question and its doubled items are told."""
    found = faults_of(files(changed(structure(), again("questions"))))
    assert {(fault.place, fault.found) for fault in found} >= {("questions.toml M1.code", "M1")}


def test_objects_of_different_kinds_share_no_code() -> None:
    """All objects of the graph have codes of their own."""
    words = changed(texts(), put("tasks.A1", {"title": "Task", "text": "A task."}))
    data = changed(structure(), lambda data: data["tasks"].append({**data["tasks"][0], "code": "A1"}))
    (fault,) = faults_of(files(data, en=words))
    assert (fault.place, fault.problem) == ("practices.toml A1.code", "is used by one of the tasks already")


@pytest.mark.parametrize("part", ["problems", "open_questions", "outcome_signs"])
def test_parts_of_a_scenario_share_no_code(part: str) -> None:
    """A doubled part is told with its scenario."""
    fault = only_fault(lambda data: data["scenarios"][0][part].append(dict(data["scenarios"][0][part][0])))
    assert (fault.place, fault.problem) == (f"scenarios.toml S1.{part}", "is used twice")


def test_a_circle_of_prerequisites_is_told_with_its_path() -> None:
    """The fault names the practices of the circle in order."""
    words = changed(texts(), put("practices.A1.requires", {"B1": {"why": "A circle."}}))
    fault = only_fault(put("practices.0.requires", [{"code": "B1", "basis": "judged"}]), words=words)
    assert fault.problem == "is a circle of prerequisites"
    assert fault.place.startswith("practices.toml ")
    assert fault.found is not None
    path = fault.found.split(" → ")
    assert path[0] == path[-1]
    assert set(path) == {"A1", "A2", "B1"}
    assert "B1 → A2 → A1" in " → ".join([*path[:-1], *path[:-1]]), "each waits for the next"


def test_a_practice_does_not_wait_for_itself() -> None:
    """The shortest circle is one too."""
    words = changed(texts(), put("practices.A1.requires", {"A1": {"why": "A circle."}}))
    fault = only_fault(put("practices.0.requires", [{"code": "A1", "basis": "judged"}]), words=words)
    assert fault.found == "A1 → A1"


@pytest.mark.system(41)
@pytest.mark.parametrize(
    "path", ["roles.0", "scenarios.0", "tasks.0", "areas.0", "practices.0", "questions.0", "questions.0.items.0"]
)
@pytest.mark.parametrize(("basis", "field"), [("stated", "facts"), ("judged", "reason")])
def test_every_claim_has_its_basis(path: str, basis: str, field: str) -> None:
    """What is stated names facts, what is judged names a reason."""
    fault = only_fault(put(f"{path}.basis", basis), put(f"{path}.facts", []))
    assert fault.place.endswith(f".{field}")
    assert f"basis is '{basis}'" in fault.problem


ITEM, POINTS, PROFILE = "questions.toml Q1.items.Q1a", "scales.toml three.points", "profiles.toml P"
LINKED_MIRROR = [put("questions.2.items.0.primary", ["A1"]), put("questions.2.items.0.link_reason", "asks")]
NO_WEIGHTS = {"need": 0, "leverage": 0, "ease": 0}


@pytest.mark.parametrize(
    ("changes", "place", "problem"),
    [
        ([put("scales.0.points.2.value", 0.5)], POINTS, "must rise in value"),
        ([put("scales.0.points.2.value", 0.1)], POINTS, "must rise in value"),
        ([put("questions.0.items.0.subject", "")], f"{ITEM}.subject", "must name the side"),
        ([put("questions.0.items.0.asked_of", [])], f"{ITEM}.asked_of", "must name at least one side"),
        ([put("questions.0.items.0.secondary", ["A1"])], f"{ITEM}.secondary", "is a primary practice"),
        ([put("questions.0.items.0.asked_of", ["IT"])], f"{ITEM}.asked_of", "must name the side a mirrored item"),
        ([put("questions.0.items.0.asked_of", ["MK"])], f"{ITEM}.asked_of", "must name the side a mirrored item"),
        ([put("sides.1.kind", "witness")], f"{ITEM}.asked_of", "must name the side a mirrored item"),
        (
            [put("questions.0.items.1.capability", ["A1"])],
            "questions.toml Q1.items.Q1b.capability",
            "must be empty: only a mirrored item",
        ),
        ([put("rules.perception", {"tell": ["A9"]})], "rules.toml perception.tell", "is not a practice"),
        ([drop("questions.0.items.0.link_reason")], f"{ITEM}.link_reason", "is not a reason"),
        (LINKED_MIRROR, "questions.toml M1.items.M1.primary", "must be empty"),
        ([put("profiles.0.items", [])], f"{PROFILE}.items", "must name at least one item"),
        ([put("profiles.0.items", ["Q1a", "Q9"])], f"{PROFILE}.items", "is not an item"),
        (
            [put("profiles.0.items", ["Q1a", "M1"])],
            f"{PROFILE}.items",
            "is not an item of this pack that enters levels",
        ),
        ([put("profiles.0.items", ["Q1a", "Q1a"])], f"{PROFILE}.items", "is named twice"),
        ([put("profiles.0.mirror_only", ["Q2"])], f"{PROFILE}.mirror_only", "is not a mirror-only item"),
        ([put("profiles.0.practices", ["A1", "A1"])], f"{PROFILE}.practices", "is named twice"),
        ([put("rules.criterion_weights", NO_WEIGHTS)], "rules.toml criterion_weights", "must not all be 0"),
        ([put("rules.weakness", 0.6)], "rules.toml weakness", "must be below"),
        ([put("rules.leverage_scale", 0)], "rules.toml leverage_scale", "must be above 0"),
        ([put("rules.leniency", {"weight": 0})], "rules.toml leniency.weight", "must be above 0"),
    ],
)
def test_a_broken_rule_is_told(changes: list[Callable[[Data], None]], place: str, problem: str) -> None:
    """Scales rise, items can be asked and linked, profiles name what there is, settings make sense."""
    fault = only_fault(*changes)
    assert fault.place == place
    assert fault.problem.startswith(problem)


def test_points_are_numbered_from_one() -> None:
    """A point's code is its number, so that answers are spelled one way."""
    words = changed(texts(), put("scales.three.points", {n: {"text": f"Point {n}"} for n in "012"}))
    data = changed(structure(), *(put(f"scales.0.points.{n}.code", str(n)) for n in range(3)))
    (fault,) = faults_of(files(data, en=words))
    assert (fault.place, fault.found) == ("scales.toml three.points", "0, 1, 2")


@pytest.mark.parametrize("number", [0, 1, 101])
def test_a_scale_has_two_to_a_hundred_points(number: int) -> None:
    """Fewer say nothing, more fit no questionnaire."""
    points = [{"code": str(n + 1), "value": n / 200} for n in range(number)]
    words = changed(texts(), put("scales.three.points", {point["code"]: {"text": "A point"} for point in points}))
    (fault,) = faults_of(files(changed(structure(), put("scales.0.points", points)), en=words))
    assert (fault.place, fault.found) == ("scales.toml three.points", str(number))


@pytest.mark.parametrize("code", ["Q-1a", "Q.1a", "Q1a+", "Q" * 21])
def test_an_item_s_code_fits_survey_tools(code: str) -> None:
    """Letters and digits only, at most twenty."""
    words = texts()
    words["questions"]["Q1"]["items"][code] = words["questions"]["Q1"]["items"].pop("Q1a")
    changes = (
        put("questions.0.items.0.code", code),
        put("profiles.0.items", [code]),
        put("practices.0.card.done_items", []),
    )
    assert only_fault(*changes, words=words).place == f"questions.toml Q1.items.{code}.code"


def test_an_underscore_is_no_code_at_all() -> None:
    """Survey tools use it to join codes."""
    words = texts()
    words["questions"]["Q1"]["items"]["Q_a"] = words["questions"]["Q1"]["items"].pop("Q1a")
    changes = (put("questions.0.items.0.code", "Q_a"), put("profiles.0.items", ["Q2"]), drop("practices.0.card"))
    del words["practices"]["A1"]["card"]
    assert only_fault(*changes, words=words).problem == "is not a code"


def test_two_items_do_not_ask_the_same() -> None:
    """One text for two items is a slip of the pen."""
    fault = only_fault(words=changed(texts(), put("questions.Q2.items.Q2.text", "One a.")))
    assert (fault.place, fault.problem) == ("text/en.toml questions.Q2.items.Q2.text", "is the text of Q1a as well")
