"""One reading for every combination of two views and evidence."""

from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.readings import READINGS, Reading, practices_of, reading_of
from mbi_collab.catalogue.rules import PerceptionPractices, Rules

RULES = Rules()
POINTS = (0.0, 0.25, 0.5, 0.75, 1.0)
SHEET = mbi.load_catalogue().questionnaire("extended")
view = st.none() | st.floats(0, 1)


def conditions(own: float | None, others: float | None, found: float | None) -> dict[Reading, bool]:
    """The rows of measurement.md 5 as conditions that exclude each other, written without their order."""
    if own is None or others is None:
        return {"not-measurable": True}
    weak, strong = own <= 0.4 and others <= 0.4, own >= 0.6 and others >= 0.6
    apart = abs(others - own) >= 0.25 and not weak and not strong
    known, nearer = found is not None, 0.0
    if found is not None:
        nearer = round(abs(others - found) - abs(own - found), 9)
    judged = apart and known
    return {
        "acknowledged-gap": weak,
        "shared-illusion": strong and found is not None and found < 0.4,
        "strength": strong and (found is None or found >= 0.4),
        "disputed": apart and not known and own > others,
        "disputed-undersold": apart and not known and own < others,
        "stereotype": judged and own > others and nearer > 0,
        "self-deception": judged and own > others and nearer < 0,
        "hidden-problem": judged and own < others and nearer > 0,
        "modesty": judged and own < others and nearer < 0,
        "both-off": judged and nearer == 0,
        "middling": not weak and not strong and not apart,
    }


def test_every_combination_of_answers_and_evidence_has_exactly_one_reading() -> None:
    """All points and none, for both views and the evidence; together they reach every reading."""
    reached = set()
    for own, others, found in product((None, *POINTS), repeat=3):
        (expected,) = [kind for kind, holds in conditions(own, others, found).items() if holds]
        assert reading_of(own, others, found, RULES) == expected, (own, others, found)
        reached.add(expected)
    assert reached == set(READINGS)


@given(view, view, view)
def test_any_views_have_a_reading(own: float | None, others: float | None, found: float | None) -> None:
    assert reading_of(own, others, found, RULES) in READINGS


@given(st.floats(0, 1), st.floats(0, 1))
def test_without_evidence_nobody_is_wrong(own: float, others: float) -> None:
    """No stereotype, no self-deception, no misjudged side unless something was found."""
    quiet = {"acknowledged-gap", "strength", "disputed", "disputed-undersold", "middling"}
    assert reading_of(own, others, None, RULES) in quiet


@pytest.mark.system(17)
def test_the_worked_example_turns_on_the_evidence() -> None:
    """perception.md 3.6: the same answers, opposite readings; without evidence, disputed."""
    assert reading_of(0.75, 0.25, 1.0, RULES) == "stereotype"
    assert reading_of(0.75, 0.25, 0.0, RULES) == "self-deception"
    assert reading_of(0.75, 0.25, None, RULES) == "disputed"


def test_equally_near_views_are_both_off() -> None:
    """Halfway between them, also where the halves differ by a rounding error."""
    assert reading_of(0.75, 0.25, 0.5, RULES) == "both-off"
    assert reading_of(0.1, 0.1 + 0.2 + 0.4, 0.4, RULES) == "both-off"


def test_thresholds_hold_on_the_line() -> None:
    """0.4 is weak, 0.6 strong, 0.25 apart; evidence of 0.4 bears a strength out."""
    assert reading_of(0.4, 0.4, None, RULES) == "acknowledged-gap"
    assert reading_of(0.1 + 0.3, 0.4, None, RULES) == "acknowledged-gap"
    assert reading_of(0.6, 0.6, 0.4, RULES) == "strength"
    assert reading_of(0.6, 0.6, 0.39, RULES) == "shared-illusion"
    assert reading_of(0.3, 0.55, None, RULES) == "disputed-undersold"
    assert reading_of(0.3, 0.54, None, RULES) == "middling"


def test_thresholds_are_the_pack_s() -> None:
    assert reading_of(0.5, 0.6, None, attrs.evolve(RULES, gap=0.1)) == "disputed-undersold"
    assert reading_of(0.5, 0.5, None, attrs.evolve(RULES, weakness=0.5)) == "acknowledged-gap"


CAPABILITY: dict[str, tuple[str, ...]] = {"QP5": ("U09", "D04"), "QP4": ("P04",), "QP3": ("P03",), "QP6": ("P05",)}
CAPABILITY |= dict.fromkeys(("QP1", "QP2"), ("P02",)) | dict.fromkeys(("Q321a", "Q321b"), ("U05",))
CAPABILITY |= dict.fromkeys(("QM5a", "QM5b"), ("U10",)) | dict.fromkeys(("QM6a", "QM6b"), ("R08",))


@pytest.mark.parametrize(("code", "practices"), CAPABILITY.items())
def test_a_weak_subject_is_led_to_its_capability(code: str, practices: tuple[str, ...]) -> None:
    """perception.md 3.4, M1 to M8; an illusion is measured first."""
    item = SHEET.item(code)
    readings: tuple[Reading, ...] = ("self-deception", "hidden-problem", "acknowledged-gap")
    assert all(practices_of(reading, item, SHEET) == practices for reading in readings)
    assert practices_of("shared-illusion", item, SHEET) == ("V01", *practices)


def test_a_wrong_picture_is_led_to_talking_and_a_strength_to_telling() -> None:
    """P01 where somebody is wrong or nobody knows who; L07 for a strength; nothing to build where all is well."""
    item = SHEET.item("QP5")
    wrong: tuple[Reading, ...] = ("stereotype", "both-off", "disputed", "disputed-undersold")
    assert all(practices_of(reading, item, SHEET) == ("P01",) for reading in wrong)
    assert practices_of("strength", item, SHEET) == ("L07",)
    well: tuple[Reading, ...] = ("modesty", "middling", "not-measurable")
    assert not any(practices_of(reading, item, SHEET) for reading in well)


def test_every_mirrored_item_leads_somewhere() -> None:
    """The other mirrored items lead to the practices they measure."""
    for item in SHEET.items:
        if item.mirrored and item.code not in CAPABILITY:
            assert practices_of("self-deception", item, SHEET) == item.primary != ()


def test_a_pack_without_such_practices_leads_nowhere() -> None:
    assert Rules().perception == PerceptionPractices() == PerceptionPractices(correct=(), measure=(), tell=())
