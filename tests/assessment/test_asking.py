"""What to ask next, against an independent slow computation."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import attrs
import numpy as np
import pytest

import mbi_collab as mbi
from mbi_collab.assessment.asking import ask_next, unmeasured
from mbi_collab.assessment.doubt import Doubt
from mbi_collab.assessment.drawing import draw, heard_of
from mbi_collab.engine.draws import Sources, draw_side_means
from mbi_collab.engine.means import FloatArray
from mbi_collab.errors import SettingsError
from mbi_collab.survey.panel import Panel
from tests.report.panels import company
from tests.strategies import sheet_of, small_pack

OFF = Doubt("fixed", unheard=False, misreading=0)
REQUIRES = {"b": ["a"], "e": ["d"]}
SHEET = sheet_of(small_pack("abcdef", requires=REQUIRES))
CODES = "abcdef"


def panel(*answers: Mapping[str, Any], **more: Any) -> Panel:
    """People of the two sides in turn."""
    sets = [mbi.AnswerSet(f"r{at}", f"S{at % 2}", given) for at, given in enumerate(answers)]
    return Panel(SHEET, sets, **more)


HOLES = panel(
    {"a": 3, "b": 1, "c": 1, "d": 2, "e": 3},
    {"a": 2, "b": 2, "c": 2, "d": 2, "f": 2},
    {"a": 3, "b": 1, "c": 1, "d": 2, "e": 2},
    {"a": 3, "b": 1, "c": 3, "d": 2, "e": "dk", "f": 2},
)


def filled(given: Panel, item: str, point: int) -> Panel:
    """The panel with every missing answer to an item at one point."""
    sets = [
        mbi.AnswerSet(each.respondent, each.side, dict(each.answers) | {item: point})
        if dict(each.answers).get(item) in (None, "dk")
        else each
        for each in given.answer_sets
    ]
    return given.with_answer_sets(sets)


def likely(given: Panel, item: str) -> FloatArray:
    """How likely each of the three points is."""
    points = [dict(each.answers).get(item) for each in given.answer_sets]
    shares = np.array([points.count(point) + 1 / 3 for point in (1, 2, 3)])
    likely: FloatArray = shares / shares.sum()
    return likely


def test_without_doubt_values_are_those_of_assessing_the_filled_panels() -> None:
    """Each missing answer is put in, the panel assessed anew, and the first three steps compared."""
    found = {each.item: each for each in ask_next(mbi.assess(HOLES, doubt=OFF), 3)}
    before = {step.practice for step in mbi.assess(HOLES).order[:3]}
    assert set(found) == {"e", "f"}
    for item, question in found.items():
        changed = [
            len(before ^ {step.practice for step in mbi.assess(filled(HOLES, item, point)).order[:3]}) / 6
            for point in (1, 2, 3)
        ]
        assert question.value == pytest.approx(float(likely(HOLES, item) @ changed))
    assert found["f"].value > 0
    assert found["e"].missing == (("S1", 2),)
    assert found["f"].missing == (("S0", 2),)


def slow_first_three(level: dict[str, float], careful: dict[str, float], weights: FloatArray) -> set[str]:
    """The first three steps of one draw, in plain Python."""
    need = {code: max(0.0, 0.75 - careful[code]) / 0.75 for code in level}
    waits = {code: [other for other, needs in REQUIRES.items() if code in needs] for code in CODES}
    priority = {
        code: weights[0] * need[code]
        + weights[1] * min(1.0, sum(need.get(other, 0.0) for other in waits[code]) / 3)
        + weights[2] * 0.5
        for code in level
    }
    left = {code for code in level if round(careful[code], 9) < 0.75}
    order: list[str] = []
    while left and len(order) < 3:
        lifted = {code: max(priority[each] for each in [code, *waits[code]] if each in left | {code}) for code in left}
        free = [code for code in left if not any(need in left for need in REQUIRES.get(code, []))]
        order.append(min(free, key=lambda code: (-round(100 * lifted[code], 9), -round(100 * priority[code], 9), code)))
        left.remove(order[-1])
    return set(order)


@pytest.mark.parametrize(
    "doubt", [Doubt(), Doubt("uniform", misreading=0), Doubt("fixed", unheard=False, misreading=0.5)]
)
def test_with_doubt_values_are_those_of_a_slow_loop(doubt: Doubt) -> None:
    """Draw by draw and point by point: the same draw with the item's missing answers given."""
    samples = 40
    given = attrs.evolve(HOLES, population=(("S0", 3), ("S1", 2))) if doubt.unheard else HOLES
    result = mbi.assess(given, doubt=doubt, seed=3)
    basis = result.basis
    drawn = draw(basis, attrs.evolve(result.settings.sampling, samples=samples))
    read = draw_side_means(*heard_of(given, 3), samples, Sources(unheard=False, misreading=doubt.misreading))
    counts = basis.measured.counts

    def first_three(sides: FloatArray, weights: FloatArray) -> set[str]:
        views = {code: [float(side) for side in sides[:, at] if side == side] for at, code in enumerate(CODES)}  # noqa: PLR0124  not nan
        level = {code: sum(each) / len(each) for code, each in views.items() if each}
        return slow_first_three(level, {code: (level[code] + min(views[code])) / 2 for code in level}, weights)

    for question in ask_next(result, samples):
        at = CODES.index(question.item)
        changed = np.zeros(3)
        for one, point in product(range(samples), range(3)):
            sides = drawn.sides[one].copy()
            for side in np.flatnonzero(counts.missing[:, at]):
                people = counts.points[side, at].sum()
                total = (people and people * read[one, side, at]) + counts.missing[side, at] * point / 2
                sides[side, at] = total / (people + counts.missing[side, at])
            before = first_three(drawn.sides[one], drawn.weights[one])
            changed[point] += len(before ^ first_three(sides, drawn.weights[one])) / 6 / samples
        assert question.value == pytest.approx(float(likely(given, question.item) @ changed), abs=1e-9)


def test_answered_and_agreed_items_are_not_listed() -> None:
    """The most valuable stands first; what was agreed in the room needs no answer."""
    full = panel(*[dict.fromkeys(CODES, 2)] * 2)
    assert ask_next(mbi.assess(full), 10) == ()
    assert {each.item for each in ask_next(mbi.assess(HOLES.with_agreed({"e": 2})), 10)} == {"f"}
    values = [each.value for each in ask_next(company(), 20)]
    assert values == sorted(values, reverse=True)
    assert all(0 <= value <= 1 for value in values)


def test_a_side_that_was_not_heard_is_missing_too() -> None:
    """An item answered by everybody who answered is still worth asking of the others."""
    found = ask_next(mbi.assess(panel({"a": 1}, {"a": 3}, population={"S0": 5})), 20)
    assert dict(next(each for each in found if each.item == "a").missing) == {"S0": 4}


def missing_of_a(given: Panel) -> dict[str, int | None]:
    """How many answers to item a are missing."""
    return dict(next(each for each in ask_next(mbi.assess(given), 20) if each.item == "a").missing)


def test_where_nobody_of_a_side_answered_one_person_cannot_speak_for_it() -> None:
    """Unless its head-count was declared, or the named chief is all that is asked."""
    assert missing_of_a(panel({"a": 1})) == {"S1": None}
    assert missing_of_a(panel({"a": 1}, population={"S1": 5})) == {"S1": 5}
    assert missing_of_a(panel({"a": 1}, named_chiefs=True)) == {"S1": 1}


@pytest.mark.parametrize(("chiefs", "sides"), [(False, 2), (True, 2), (True, 3)])
def test_a_side_that_was_never_asked_is_not_one_person(chiefs: bool, sides: int) -> None:  # noqa: FBT001
    """Neither where an item outside the profile measures a practice, nor beside two named chiefs: it is no chief's."""
    data = small_pack("abcdef", sides=sides)
    data["profiles"][0]["items"] = list("abdef")
    data["questions"][0]["items"][0]["secondary"] = ["pc"]
    low = dict.fromkeys("abdef", 2)
    found = ask_next(mbi.assess(Panel(sheet_of(data), [mbi.AnswerSet("x", "S0", low)], named_chiefs=chiefs)), 5)
    lacks = next(each for each in found if each.item == "c").missing
    assert lacks == (("S0", 1), ("S1", 1 if chiefs else None), ("S2", None))[:sides]


def test_nobody_answered_yet() -> None:
    """Every item may be asked; the first answer makes a first step."""
    found = ask_next(mbi.assess(Panel(SHEET, [])), 5)
    assert {each.item for each in found} == set(CODES)
    assert all(each.value > 0 for each in found)


def indicated() -> Panel:
    """A pack in which practice pc is only indicated by item a, and its own item is in no profile."""
    data = small_pack("abcdef")
    data["profiles"][0]["items"] = list("abdef")
    data["questions"][0]["items"][0]["secondary"] = ["pc"]
    low = dict.fromkeys("abdef", 2)
    sets = [mbi.AnswerSet(side, side, low) for side in ("S0", "S1")]
    return Panel(sheet_of(data), sets, named_chiefs=True)


def test_practices_only_indicated_name_the_items_that_would_measure_them() -> None:
    assert unmeasured(mbi.assess(indicated())) == (("pc", ("c",)),)
    assert unmeasured(mbi.assess(HOLES)) == ()


def test_what_would_measure_them_is_asked_of_an_assessment() -> None:
    with pytest.raises(SettingsError, match=r"unmeasured\(\): result: 'Panel' must be an Assessment"):
        unmeasured(HOLES)  # type: ignore[arg-type]


def test_an_item_that_was_not_asked_has_a_value() -> None:
    """Without doubt: the practice counts fully at each point, and comes first where everybody says «not at all»."""
    (found,) = ask_next(mbi.assess(indicated(), doubt=OFF), 2)
    assert found.item == "c"
    assert found.missing == (("S0", 1), ("S1", 1))
    data = small_pack("abcdef")
    data["questions"][0]["items"][0]["secondary"] = ["pc"]
    before = {step.practice for step in mbi.assess(indicated()).order[:3]}
    changed = []
    for point in (1, 2, 3):
        low = dict.fromkeys("abdef", 2) | {"c": point}
        sets = [mbi.AnswerSet(side, side, low) for side in ("S0", "S1")]
        changed.append(len(before ^ {step.practice for step in mbi.assess(Panel(sheet_of(data), sets)).order[:3]}) / 6)
    assert found.value == pytest.approx(sum(changed) / 3)
    assert found.value > 0


@pytest.mark.parametrize("draws", [0, -1, True, 1.5, "5"])
def test_there_must_be_draws(draws: Any) -> None:
    with pytest.raises(SettingsError, match=r"ask_next\(\): draws: .* must be a whole number"):
        ask_next(mbi.assess(HOLES), draws)


def test_only_an_assessment_can_be_asked() -> None:
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        ask_next(HOLES)  # type: ignore[arg-type]


def test_it_needs_no_draws_of_the_assessment_and_repeats_itself() -> None:
    """``samples=0`` switches the certainty off, not the questions."""
    result = mbi.assess(HOLES, samples=0)
    assert result.certainty is None
    assert ask_next(result, 50) == ask_next(result, 50)
