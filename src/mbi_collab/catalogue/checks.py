"""What must hold between the objects of a pack: unique codes, no dangling code, no circle, a basis for each claim."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from mbi_collab.catalogue.circles import circle
from mbi_collab.catalogue.component_checks import check_components
from mbi_collab.catalogue.content import KIND_OF, Content
from mbi_collab.catalogue.fields import Basis
from mbi_collab.catalogue.migration_checks import check_migrations
from mbi_collab.catalogue.questions import AnswerScale, Item
from mbi_collab.catalogue.rules import Profile
from mbi_collab.catalogue.scenarios import Scenario, Side
from mbi_collab.errors import MOST_FAULTS, Fault, unknown

Place = Callable[[tuple[str, ...]], str]

#: Objects that stand in the graph: their codes are unique among all of them.
_IN_GRAPH = tuple(name for name in KIND_OF if name != "questions")
#: Control questions stand apart: one with a single item shares its item's code.
_APART = ("sides", "profiles", "reasons", "scales", "sources", "questions", "advice", "reporting_lines", "posts")
#: What an organisation may be like.
_CONTEXT = ("focus_options", "organisation_models", "reporting_lines", "posts")


def check(content: Content, place: Place) -> list[Fault]:
    """Return every fault between the objects of a pack."""
    single = (_codes, _references, _bases, _scales, _items, _profiles, _circle, _settings)
    rooms = (*single, _scenario_parts, _context_parts, check_components, check_migrations)
    return list(itertools.islice((fault for room in rooms for fault in room(content, place)), MOST_FAULTS))


def _codes(content: Content, place: Place) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name in _IN_GRAPH:
        for path, each in _objects(content, name):
            if each.code in seen:
                yield Fault(place((*path, "code")), f"is used by one of the {seen[each.code]} already", each.code)
            seen.setdefault(each.code, name)
    for name in _APART:
        for code, count in Counter(each.code for each in getattr(content, name)).items():
            if count > 1:
                yield Fault(place((name, code, "code")), "is used twice", code)


def _missing(place: str, what: str, codes: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    there = tuple(known)
    for code in codes:
        if code not in there:
            yield unknown(place, what, code, there)


def _codes_of(content: Content, name: str) -> tuple[str, ...]:
    return tuple(each.code for each in getattr(content, name))


#: Which field of which object names which other objects.
NAMES: tuple[tuple[str, str, str, str], ...] = (
    ("facts", "source", "sources", "a source of this pack"),
    ("studies", "facts", "facts", "a fact of this pack"),
    ("roles", "facts", "facts", "a fact of this pack"),
    ("scenarios", "facts", "facts", "a fact of this pack"),
    ("scenarios", "area_codes", "areas", "an area of this pack"),
    ("scenarios", "question_codes", "questions", "a control question of this pack"),
    ("scenarios", "task_codes", "tasks", "a task of this pack"),
    ("scenarios", "preface_practices", "practices", "a practice of this pack"),
    ("scenarios", "sides", "sides", "a side of this pack"),
    ("tasks", "facts", "facts", "a fact of this pack"),
    ("areas", "facts", "facts", "a fact of this pack"),
    ("sides", "role", "roles", "a role of this pack"),
    ("practices", "area", "areas", "an area of this pack"),
    ("practices", "facts", "facts", "a fact of this pack"),
    ("practices", "owners", "roles", "a role of this pack"),
    ("practices", "task", "tasks", "a task of this pack"),
    ("practices", "studies", "studies", "a study of this pack"),
    ("questions", "area", "areas", "an area of this pack"),
    ("questions", "facts", "facts", "a fact of this pack"),
    ("metrics", "facts", "facts", "a fact of this pack"),
    ("metrics", "measures", "practices", "a practice of this pack"),
    ("metrics", "seen_by", "sides", "a side of this pack"),
    ("applications", "facts", "facts", "a fact of this pack"),
    ("applications", "used_in", "practices", "a practice of this pack"),
    ("responsibilities", "facts", "facts", "a fact of this pack"),
    ("responsibilities", "settled_in", "practices", "a practice of this pack"),
    ("bundles", "facts", "facts", "a fact of this pack"),
    ("bundles", "practices", "practices", "a practice of this pack"),
    ("bundles", "study", "studies", "a study of this pack"),
    ("named_objects", "facts", "facts", "a fact of this pack"),
    ("items", "facts", "facts", "a fact of this pack"),
    ("items", "primary", "practices", "a practice of this pack"),
    ("items", "secondary", "practices", "a practice of this pack"),
    ("items", "capability", "practices", "a practice of this pack"),
    ("items", "asked_of", "sides", "a side of this pack"),
    ("items", "subject", "sides", "a side of this pack"),
    ("items", "scale", "scales", "a scale of this pack"),
    *((kind, "facts", "facts", "a fact of this pack") for kind in (*_CONTEXT, "factors", "claims", "advice")),
    ("factors", "code", "practices", "a practice of this pack"),
    ("organisation_models", "reporting_line", "reporting_lines", "a reporting line of this pack"),
    ("reporting_lines", "recommends", "practices", "a practice of this pack"),
    ("posts", "side", "sides", "a side of this pack"),
    ("advice", "practices", "practices", "a practice of this pack"),
    ("advice", "items", "items", "an item of this pack"),
)


def _references(content: Content, place: Place) -> Iterator[Fault]:
    known = {target: frozenset(_codes_of(content, target)) for target in {row[2] for row in NAMES}}
    objects = {kind: tuple(_objects(content, kind)) for kind in {row[0] for row in NAMES}}
    for kind, field, target, what in NAMES:
        for path, each in objects[kind]:
            value = getattr(each, field)
            codes = ((value,) if value else ()) if isinstance(value, str) else value
            if not known[target].issuperset(codes):
                yield from _missing(place((*path, field)), what, codes, _codes_of(content, target))
    practices, items = _codes_of(content, "practices"), _codes_of(content, "items")
    for practice in content.practices:
        here = ("practices", practice.code)
        needed = [each.code for each in practice.requires]
        yield from _missing(place((*here, "requires")), "a practice of this pack", needed, practices)
        done = practice.card.done_items if practice.card else ()
        yield from _missing(place((*here, "card.done_items")), "an item of this pack", done, items)


def _objects(content: Content, kind: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the objects of a kind, each with its path: items stand in their control questions."""
    if kind == "items":
        for question in content.questions:
            yield from ((("questions", question.code, "items", item.code), item) for item in question.items)
    elif kind in ("factors", "claims"):
        for path, each in (found for context in _CONTEXT for found in _objects(content, context)):
            yield from (((*path, kind, part.code), part) for part in getattr(each, kind, ()))
    else:
        yield from (((kind, each.code), each) for each in getattr(content, kind))


def _bases(content: Content, place: Place) -> Iterator[Fault]:
    reasons = _codes_of(content, "reasons")
    own = [name for name in KIND_OF if name not in ("facts", "studies")]
    for kind in (*own, "reporting_lines", "posts", "factors", "claims", "advice"):
        for path, each in _objects(content, kind):
            yield from _basis(place(path), each.basis, each.facts, each.reason, reasons)


def _basis(where: str, basis: Basis, facts: tuple[str, ...], reason: str, reasons: tuple[str, ...]) -> Iterator[Fault]:
    if basis == "stated" and not facts:
        yield Fault(f"{where}.facts", "must name the facts that state this, because basis is 'stated'")
    if basis == "judged" and not reason:
        yield Fault(f"{where}.reason", "must name why this is judged so, because basis is 'judged'", allowed=reasons)
    if reason and reason not in reasons:
        yield unknown(f"{where}.reason", "a reason of this pack", reason, reasons)


def _scales(content: Content, place: Place) -> Iterator[Fault]:
    for scale in content.scales:
        yield from _points(scale, place(("scales", scale.code, "points")))
    if content.pack.scale not in _codes_of(content, "scales"):
        yield unknown(
            place(("pack", "scale")), "a scale of this pack", content.pack.scale, _codes_of(content, "scales")
        )


def _points(scale: AnswerScale, where: str) -> Iterator[Fault]:
    values = [point.value for point in scale.points]
    if not 2 <= len(values) <= 100:
        yield Fault(where, "must be 2 to 100 points", str(len(values)))
    if [point.code for point in scale.points] != [str(number + 1) for number in range(len(values))]:
        yield Fault(where, "must be numbered 1, 2, 3, … in order", ", ".join(point.code for point in scale.points))
    if any(later <= earlier for earlier, later in itertools.pairwise(values)):
        yield Fault(where, "must rise in value from each point to the next", ", ".join(map(str, values)))


def _items(content: Content, place: Place) -> Iterator[Fault]:
    texts: dict[str, str] = {}
    for path, item in _objects(content, "items"):
        yield from _item(item, place(path), _codes_of(content, "reasons"))
        yield from _mirror(item, place(path), content.sides)
        if item.text in texts:
            yield Fault(place((*path, "text")), f"is the text of {texts[item.text]} as well", item.text)
        texts.setdefault(item.text, item.code)


def _item(item: Item, where: str, reasons: tuple[str, ...]) -> Iterator[Fault]:
    if not item.code.isalnum() or not item.code.isascii() or len(item.code) > 20:
        yield Fault(f"{where}.code", "must be at most 20 letters and digits: survey tools take no more", item.code)
    if not item.asked_of:
        yield Fault(f"{where}.asked_of", "must name at least one side")
    if item.mirror_only and (item.primary or item.secondary):
        yield Fault(f"{where}.primary", "must be empty: a mirror-only item enters no level")
    for code in sorted(set(item.primary) & set(item.secondary)):
        yield Fault(f"{where}.secondary", "is a primary practice of this item already", code)
    if (item.primary or item.secondary) and item.link_reason not in reasons:
        yield unknown(f"{where}.link_reason", "a reason of this pack", item.link_reason, reasons)


def _mirror(item: Item, where: str, sides: Sequence[Side]) -> Iterator[Fault]:
    """Yield what keeps an item from comparing two views: that of the side it is about, and that of one other party."""
    parties = tuple(side.code for side in sides if side.kind == "party")
    others = {side for side in item.asked_of if side in parties and side != item.subject}
    known = {side.code for side in sides}.issuperset((*item.asked_of, item.subject)) and item.asked_of
    if item.capability and not item.mirrored:
        yield Fault(f"{where}.capability", "must be empty: only a mirrored item has a subject that could do better")
    elif item.mirrored and not item.subject:
        yield Fault(f"{where}.subject", "must name the side a mirrored item is about")
    elif item.mirrored and known and (item.subject not in item.asked_of or len(others) != 1):
        problem = "must name the side a mirrored item is about, and one other party"
        yield Fault(f"{where}.asked_of", problem, ", ".join(item.asked_of), parties)


def _profiles(content: Content, place: Place) -> Iterator[Fault]:
    level = [item.code for item in content.items if not item.mirror_only]
    mirror = [item.code for item in content.items if item.mirror_only]
    practices = _codes_of(content, "practices")
    for profile in content.profiles:
        yield from _profile(profile, place, level, mirror, practices)
    for field, target in (("profile", "profiles"), ("scenario", "scenarios")):
        known = _codes_of(content, target)
        if getattr(content.pack, field) not in known:
            yield unknown(place(("pack", field)), f"a {field} of this pack", getattr(content.pack, field), known)


def _profile(
    profile: Profile, place: Place, level: list[str], mirror: list[str], practices: tuple[str, ...]
) -> Iterator[Fault]:
    for field, what, known in (
        ("items", "an item of this pack that enters levels", level),
        ("mirror_only", "a mirror-only item of this pack", mirror),
        ("practices", "a practice of this pack", practices),
    ):
        codes = getattr(profile, field)
        where = place(("profiles", profile.code, field))
        yield from _missing(where, what, codes, known)
        yield from (Fault(where, "is named twice", code) for code, count in Counter(codes).items() if count > 1)
    if not profile.items:
        yield Fault(place(("profiles", profile.code, "items")), "must name at least one item")


def _scenario_parts(content: Content, place: Place) -> Iterator[Fault]:
    for scenario in content.scenarios:
        yield from _parts(scenario, content, place)


def _parts(scenario: Scenario, content: Content, place: Place) -> Iterator[Fault]:
    facts = _codes_of(content, "facts")
    for name in ("problems", "open_questions", "outcome_signs"):
        parts = getattr(scenario, name)
        where = place(("scenarios", scenario.code, name))
        for part in parts:
            yield from _missing(where, "a fact of this pack", part.facts, facts)
        yield from (
            Fault(where, "is used twice", code) for code, n in Counter(each.code for each in parts).items() if n > 1
        )
    areas = [each.area for each in scenario.open_questions]
    where = place(("scenarios", scenario.code, "open_questions"))
    yield from _missing(where, "an area of this pack", areas, _codes_of(content, "areas"))
    signs = [code for sign in scenario.outcome_signs for code in sign.items]
    where = place(("scenarios", scenario.code, "outcome_signs"))
    yield from _missing(where, "an item of this pack", signs, _codes_of(content, "items"))
    listed = [code for bullet in scenario.listed_practices for code in bullet.codes]
    where = place(("scenarios", scenario.code, "listed_practices"))
    yield from _missing(where, "a practice of this pack", listed, _codes_of(content, "practices"))


def _context_parts(content: Content, place: Place) -> Iterator[Fault]:
    """Yield what stands twice inside one part of the context, and the parts of a whole that its question lacks."""
    for question in content.questions:
        own = [item.code for item in question.items]
        where = place(("questions", question.code, "parts"))
        yield from _missing(where, "an item of this question", question.parts, own)
    for kind in ("factors", "claims"):
        paths = Counter(path for path, _ in _objects(content, kind))
        yield from (Fault(place(path), "is there twice", path[-1]) for path, count in paths.items() if count > 1)


def _circle(content: Content, place: Place) -> Iterator[Fault]:
    """Name the path of a circle of prerequisites, if there is one."""
    yield from circle({each.code: [need.code for need in each.requires] for each in content.practices}, place)


def _settings(content: Content, place: Place) -> Iterator[Fault]:
    weights = content.rules.criterion_weights
    if weights.need + weights.leverage + weights.ease <= 0:
        yield Fault(place(("rules", "criterion_weights")), "must not all be 0")
    if content.rules.weakness >= content.rules.strength:
        yield Fault(
            place(("rules", "weakness")), "must be below the threshold of a strength", str(content.rules.weakness)
        )
    for field, codes in attrs.asdict(content.rules.perception).items():
        where = place(("rules", "perception", field))
        yield from _missing(where, "a practice of this pack", codes, _codes_of(content, "practices"))
    if content.rules.leverage_scale <= 0:
        yield Fault(place(("rules", "leverage_scale")), "must be above 0")
    if content.rules.leniency.weight <= 0:
        yield Fault(place(("rules", "leniency", "weight")), "must be above 0")
