"""Random packs and panels, and the same two as the reference model takes them.

A pack is drawn as plain data (:func:`pack_data`), so that a property can change one thing of it; :func:`sheet_of`
loads it through the library's own reader. :func:`model_of` and :func:`answers_of` hand a questionnaire and a panel to
``tests/reference_model.py``, which knows nothing of the library.
"""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Literal

from hypothesis import settings
from hypothesis import strategies as st

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Catalogue, Questionnaire
from mbi_collab.catalogue.sources import PackFiles
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.panel import Panel
from tests import reference_model

Data = dict[str, Any]

#: For properties of a whole assessment, so that all of them together stay quick.
some_examples = settings(max_examples=30)

WEIGHTS = (0.0, 0.5, 1.0, 1.0, 1.0, 2.0, 3.0)
JUDGED = {"basis": "judged", "reason": "why"}
#: The fields of :class:`mbi_collab.catalogue.rules.Rules` that are drawn here.
TARGETS = (0.3, 0.5, 0.75, 0.9, 1.0)


# ------------------------------------------------------------------------------------------- packs


@st.composite
def scales(draw: st.DrawFn, code: str, *, full: bool = False) -> Data:
    """A scale of two to six points that need not begin at 0 or end at 1, unless it is to be full."""
    if full:
        values = sorted({0, 20, *draw(st.lists(st.integers(1, 19), max_size=4))})
    else:
        values = sorted(draw(st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True)))
    points = [{"code": str(at), "value": value / 20, "text": f"point {at}"} for at, value in enumerate(values, start=1)]
    return {"code": code, "title": f"scale {code}", "points": points}


def _some(codes: Iterable[str], *, least: int = 0, most: int | None = None) -> st.SearchStrategy[list[str]]:
    """Return some of these codes, in their own order."""
    known = list(codes)
    if not known:
        return st.just([])
    chosen = st.lists(st.sampled_from(known), min_size=least, max_size=most or len(known), unique=True)
    return chosen.map(lambda found: [code for code in known if code in found])


@st.composite
def _items(draw: st.DrawFn, sides: list[str], practices: list[str], everyone: bool) -> list[Data]:  # noqa: FBT001
    made = []
    for at in range(draw(st.integers(1, 8))):
        item: Data = {"code": f"i{at}", "scale": draw(st.sampled_from(["s0", "s1"])), "text": f"item {at}", **JUDGED}
        item["asked_of"] = sides if everyone else draw(_some(sides, least=1))
        item["weight"] = draw(st.sampled_from(WEIGHTS))
        if at and draw(st.integers(0, 7)) == 0:
            item["mirror_only"] = True
        else:
            item["primary"] = draw(_some(practices, most=2))
            item["secondary"] = draw(_some([each for each in practices if each not in item["primary"]], most=2))
            item["link_reason"] = "why"
        made.append(item)
    return made


@st.composite
def _practices(draw: st.DrawFn, areas: list[str]) -> list[Data]:
    """Practices that require others in the order of a hidden permutation, so that there is no circle."""
    codes = [f"p{at}" for at in range(draw(st.integers(1, 6)))]
    hidden = draw(st.permutations(codes))
    made = []
    for code in codes:
        earlier = hidden[: hidden.index(code)]
        practice: Data = {
            "code": code,
            "area": draw(st.sampled_from(areas)),
            "kind": "inferred",
            "owners": [],
            **JUDGED,
        }
        practice |= {"effort": draw(st.sampled_from(["low", "medium", "high"])), "horizon": "short", "task": "T1"}
        needs = draw(_some(earlier, most=2))
        practice["requires"] = [{"code": need, "basis": "judged", "why": "it comes first"} for need in needs]
        target = draw(st.sampled_from([None, None, *TARGETS]))
        practice |= {"title": f"practice {code}", "text": f"do {code}"} | ({} if target is None else {"target": target})
        made.append(practice)
    return made


@st.composite
def _rules(draw: st.DrawFn, *, minimum: bool) -> Data:
    weights = draw(st.sampled_from([(0.75, 0.15, 0.1), (1.0, 0.0, 0.0), (0.0, 2.0, 1.0), (0.2, 0.2, 0.6)]))
    how = st.sampled_from(["mean", "minimum"]) if minimum else st.just("mean")
    return {
        "target": draw(st.sampled_from(TARGETS)),
        "secondary_weight": draw(st.sampled_from([0.5, 0.25, 1.0])),
        "leverage_scale": draw(st.sampled_from([3.0, 1.0, 0.5])),
        "criterion_weights": dict(zip(("need", "leverage", "ease"), weights, strict=True)),
        "aggregation": {"question": draw(how), "area": draw(how), "overall": draw(how)},
    }


@st.composite
def pack_data(
    draw: st.DrawFn, *, everyone: bool = False, fewest_sides: int = 1, minimum: bool = True, full: bool = False
) -> Data:
    """The tables of a random pack.

    Parameters
    ----------
    everyone : bool
        Every item is asked of every side.
    fewest_sides : int
        At least so many of the at most four sides.
    minimum : bool
        Floors of the tree may be minima instead of means.
    full : bool
        Scales reach from 0 to 1, and the profile leaves nothing out.
    """
    sides = [f"S{at}" for at in range(draw(st.integers(fewest_sides, 4)))]
    areas = [f"A{at}" for at in range(draw(st.integers(1, 3)))]
    practices = draw(_practices(areas))
    codes = [practice["code"] for practice in practices]
    items = draw(_items(sides, codes, everyone))
    starts = sorted({0, *draw(st.lists(st.integers(0, len(items) - 1), max_size=4))})
    bounds = list(zip(starts, [*starts[1:], len(items)], strict=True))
    questions = [
        {"code": f"q{at}", "area": draw(st.sampled_from(areas)), "place": "here", "text": f"question {at}", **JUDGED}
        | {"weight": draw(st.sampled_from(WEIGHTS)), "items": items[first:last]}
        for at, (first, last) in enumerate(bounds)
    ]
    level = [item["code"] for item in items if not item.get("mirror_only")]
    mirror = [item["code"] for item in items if item.get("mirror_only")]
    profile = {
        "code": "P",
        "items": level if full else draw(_some(level, least=1)),
        "practices": codes if full else draw(_some(codes, least=1)),
        "mirror_only": mirror if full else draw(_some(mirror)),
    }
    return {
        "pack": {"id": "drawn", "version": "1", "license": "MIT", "languages": ["en"], "scenario": "X", "profile": "P"}
        | {"scale": "s0", "title": "drawn", "text": "a drawn pack"},
        "rules": draw(_rules(minimum=minimum)),
        "sides": [{"code": side, "title": f"side {side}"} for side in sides],
        "profiles": [profile | {"title": "all", "text": "what is drawn"}],
        "reasons": [{"code": "why", "text": "drawn"}],
        "scales": [draw(scales("s0", full=full)), draw(scales("s1", full=full))],
        "scenarios": [_scenario(draw(_some(sides, least=1)))],
        "tasks": [{"code": "T1", "original_title": "task", "title": "task", "text": "a task", **JUDGED}],
        "areas": [_area(code, draw(st.sampled_from(WEIGHTS)), draw(st.sampled_from([None, 0.6]))) for code in areas],
        "practices": practices,
        "questions": questions,
    }


def _scenario(sides: list[str]) -> Data:
    plain: Data = {"code": "X", "original_title": "X", "author": {"name": "A."}, "modified": "2014-11-02"}
    nothing = ("problems", "open_questions", "listed_practices", "area_codes", "question_codes", "task_codes")
    return plain | {"sides": sides, "title": "x", "text": "x", **JUDGED} | {name: [] for name in nothing}


def _area(code: str, weight: float, target: float | None) -> Data:
    plain: Data = {"code": code, "weight": weight, "title": f"area {code}", "text": "an area", **JUDGED}
    return plain if target is None else plain | {"target": target}


def toml(value: object) -> str:
    """Write plain data as an inline TOML value."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml(each) for each in value) + "]"
    return json.dumps(value)


def sheet_of(data: Data) -> Questionnaire:
    """Load a pack of these tables and return its questionnaire."""
    text = "\n".join(f"{key} = {toml(value)}" for key, value in data.items())
    return Catalogue.from_files(
        PackFiles("drawn", (("pack.toml", text.encode()), ("text/en.toml", b"")))
    ).questionnaire()


def packs(**options: bool | int) -> st.SearchStrategy[Questionnaire]:
    """Questionnaires of random packs; the options are those of :func:`pack_data`."""
    return pack_data(**options).map(sheet_of)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------ panels


def answer_of(drawn: int, points: int) -> Answer | None:
    """Return the answer a drawn number stands for: unanswered, don't know, not applicable, or a point."""
    if drawn == 0:
        return None
    if drawn == -1:
        return "dk"
    return NOT_APPLICABLE[points % len(NOT_APPLICABLE)] if drawn == -2 else 1 + drawn % points


@st.composite
def panels(draw: st.DrawFn, sheet: Questionnaire, *, fewest: int = 0, most: int = 3, holes: bool = True) -> Panel:
    """A panel of a questionnaire, with any holes.

    Parameters
    ----------
    sheet : Questionnaire
        What is asked.
    fewest, most : int
        Respondents per side.
    holes : bool
        Whether answers may be missing or not applicable, and people not heard.
    """
    answer_sets, population = [], {}
    sizes = [draw(st.integers(fewest, most)) for _ in sheet.side_codes]
    drawn = st.integers(-2 if holes else 1, 7)
    for side, size in zip(sheet.side_codes, sizes, strict=True):
        for person in range(size):
            row = draw(st.lists(drawn, min_size=len(sheet.items), max_size=len(sheet.items)))
            pairs = [
                (item.code, answer_of(number, len(sheet.scale_of(item).points)))
                for item, number in zip(sheet.items, row, strict=True)
                if side in item.asked_of
            ]
            given = {code: answer for code, answer in pairs if answer is not None}
            answer_sets.append(AnswerSet(f"{side}-{person}", side, given))
        if holes and draw(st.booleans()):
            population[side] = size + draw(st.integers(0, 3))
    return Panel(sheet, answer_sets, population=population)


@st.composite
def surveys(draw: st.DrawFn, /, **options: bool | int) -> Panel:
    """A random panel of a random pack; the options are those of :func:`pack_data`."""
    return draw(panels(draw(packs(**options))))


# ------------------------------------------------------------------- the same, for the reference


def exact(number: float) -> Fraction:
    """Return the number that was written, not the nearest binary one."""
    return Fraction(str(number))


def model_of(
    sheet: Questionnaire, targets: Mapping[str, float] | None = None, weights: Mapping[str, float] | None = None
) -> reference_model.Model:
    """Return what is asked, in the words of the reference model."""
    rules, catalogue = sheet.catalogue.rules, sheet.catalogue
    own = {"need": rules.criterion_weights.need, "leverage": rules.criterion_weights.leverage}
    used = (own | {"ease": rules.criterion_weights.ease}) if weights is None else dict(weights)
    level = [item for item in sheet.items if not item.mirror_only]
    target: dict[str, Fraction] = {}
    for practice in sheet.practices:
        levels = ((targets or {}).get(practice.code), (targets or {}).get(practice.area), practice.target)
        found = [each for each in (*levels, catalogue.area(practice.area).target, rules.target) if each is not None]
        target[practice.code] = exact(found[0])
    return reference_model.Model(
        items=[item.code for item in level],
        values={item.code: tuple(exact(point.value) for point in sheet.scale_of(item).points) for item in level},
        asked={item.code: item.asked_of for item in level},
        sides=list(sheet.side_codes),
        question_of={item.code: catalogue.question_of(item.code).code for item in level},
        area_of={question.code: question.area for question in sheet.questions},
        item_weight={item.code: exact(item.weight) for item in level},
        question_weight={question.code: exact(question.weight) for question in sheet.questions},
        area_weight={area.code: exact(area.weight) for area in sheet.areas},
        aggregation={
            "question": rules.aggregation.question,
            "area": rules.aggregation.area,
            "overall": rules.aggregation.overall,
        },
        primary=_links(sheet, "primary", Fraction(1)),
        secondary=_links(sheet, "secondary", exact(rules.secondary_weight)),
        requires={each.code: tuple(need.code for need in each.requires) for each in catalogue.practices},
        practices=[practice.code for practice in sheet.practices],
        target=target,
        effort={practice.code: practice.effort for practice in sheet.practices},
        criterion_weights={name: exact(weight) for name, weight in used.items()},
        leverage_scale=exact(rules.leverage_scale),
    )


def _links(
    sheet: Questionnaire, kind: Literal["primary", "secondary"], weight: Fraction
) -> dict[str, dict[str, Fraction]]:
    return {
        practice.code: {item.code: weight for item in sheet.items if practice.code in getattr(item, kind)}
        for practice in sheet.practices
    }


def answers_of(panel: Panel) -> reference_model.Answers:
    """Return who said what, in the words of the reference model."""
    level = {item.code for item in panel.questionnaire.items if not item.mirror_only}
    return reference_model.Answers(
        [
            (each.respondent, each.side, {code: _plain(answer) for code, answer in each.answers if code in level})
            for each in panel.answer_sets
        ],
        population=dict(panel.population),
    )


def _plain(answer: Answer) -> reference_model.Answer:
    if isinstance(answer, int):
        return answer
    return "dk" if answer == "dk" else "na"


# ------------------------------------------------------------------------------------ a small pack


def small_pack(
    items: Iterable[str], *, sides: int = 2, rules: Data | None = None, requires: Mapping[str, list[str]] | None = None
) -> Data:
    """The tables of a pack to work by hand: scale 0, .5, 1; one area "A"; each item has its own question and practice.

    Item "i" is in control question "qi" and measures practice "pi"; all are asked of sides "S0", "S1", …
    """
    codes = list(items)
    names = [f"S{at}" for at in range(sides)]
    values = [{"code": str(at + 1), "value": at / 2, "text": "point"} for at in range(3)]
    practice = {"area": "A", "kind": "inferred", "owners": [], "effort": "medium", "horizon": "short", "task": "T1"}
    practice |= {"title": "practice", "text": "do it", **JUDGED}
    return {
        "pack": {"id": "small", "version": "1", "license": "MIT", "languages": ["en"], "scenario": "X", "profile": "P"}
        | {"scale": "s", "title": "small", "text": "a small pack"},
        "rules": rules or {},
        "sides": [{"code": side, "title": f"side {side}"} for side in names],
        "profiles": [
            {"code": "P", "items": codes, "practices": [f"p{code}" for code in codes], "title": "all", "text": "all"}
        ],
        "reasons": [{"code": "why", "text": "by hand"}],
        "scales": [{"code": "s", "title": "three points", "points": values}],
        "scenarios": [_scenario(names[:2])],
        "tasks": [{"code": "T1", "original_title": "task", "title": "task", "text": "a task", **JUDGED}],
        "areas": [_area("A", 1.0, None)],
        "practices": [
            practice
            | {"code": f"p{code}"}
            | {
                "requires": [
                    {"code": f"p{need}", "basis": "judged", "why": "x"} for need in (requires or {}).get(code, [])
                ]
            }
            for code in codes
        ],
        "questions": [
            {"code": f"q{code}", "area": "A", "place": "here", "text": f"question {code}", **JUDGED}
            | {"items": [_small_item(code, names)]}
            for code in codes
        ],
    }


def _small_item(code: str, sides: list[str]) -> Data:
    return {"code": code, "asked_of": sides, "primary": [f"p{code}"], "link_reason": "why", "text": code, **JUDGED}
