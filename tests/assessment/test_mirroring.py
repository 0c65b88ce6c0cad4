"""From answers, guesses and observations to how two sides see each other."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.perception import Perception
from mbi_collab.survey.answers import Answer
from mbi_collab.survey.observations import Observation

SHEET = mbi.load_catalogue().questionnaire("extended")
MIRRORED = [item.code for item in SHEET.items if item.mirrored]
Given = dict[str, Answer]
FOUND = {"QP5": 5, "QP4": 1}


def evidence(**points: int) -> list[Observation]:
    return [Observation(code, point, "plan", "2026-03-31", figure="36 months") for code, point in points.items()]


def seen(cio: list[Given], cmo: list[Given], **more: object) -> Perception:
    """How two sides see each other that answered so, one respondent each entry."""
    sets = [mbi.AnswerSet(f"cio-{at}", "CIO", answers) for at, answers in enumerate(cio)]
    sets += [mbi.AnswerSet(f"cmo-{at}", "CMO", answers) for at, answers in enumerate(cmo)]
    return mbi.assess(mbi.Panel(SHEET, sets, **more)).perception  # type: ignore[arg-type]


@pytest.mark.system(17)
def test_the_worked_example_comes_out_exactly() -> None:
    """perception.md 3.6: M1 marketing plans long-term, M2 IT is customer-oriented; readings and practices."""
    made = seen([{"QP5": 2, "QP4": 4}], [{"QP5": 4, "QP4": 2}], observations=evidence(**FOUND))
    first, second = made.item("QP5"), made.item("QP4")
    assert (first.subject, first.other, second.subject, second.other) == ("CMO", "CIO", "CIO", "CMO")
    assert (first.self_view, first.other_view, first.evidence) == (0.75, 0.25, 1.0)
    assert (first.view_gap, first.self_error, first.observer_error) == (-0.5, -0.25, -0.75)
    assert (first.reading, first.practices) == ("stereotype", ("P01",))
    assert (second.self_view, second.other_view, second.evidence) == (0.75, 0.25, 0.0)
    assert (second.view_gap, second.self_error, second.observer_error) == (-0.5, 0.75, 0.25)
    assert (second.reading, second.practices) == ("self-deception", ("P04",))
    assert first.two_people
    assert second.two_people


@pytest.mark.system(17)
def test_without_evidence_the_same_answers_are_disputed() -> None:
    made = seen([{"QP5": 2, "QP4": 4}], [{"QP5": 4, "QP4": 2}])
    assert {made.item(code).reading for code in FOUND} == {"disputed"}
    assert [each.misconception for each in made.sides] == [None, None]
    assert [each.perception_difference for each in made.sides] == [0.5, 0.5]


answers = st.dictionaries(st.sampled_from(MIRRORED), st.sampled_from([1, 2, 3, 4, 5, "dk", "na:not-here"]))


@pytest.mark.system(17)
@given(st.lists(answers, max_size=4), st.lists(answers, max_size=4))
def test_swapping_the_sides_answers_flips_every_view_gap(cio: list[Given], cmo: list[Given]) -> None:
    """Each view gap, the means over a side's items, and the asymmetry."""
    one, two = seen(cio, cmo), seen(cmo, cio)
    pairs = [(a.view_gap, b.view_gap) for a, b in zip(one, two, strict=True)]
    pairs += [(a.mean_view_gap, b.mean_view_gap) for a, b in zip(one.sides, two.sides, strict=True)]
    pairs += [(one.asymmetry, two.asymmetry)]
    for first, second in pairs:
        assert (first is None) == (second is None)
        assert first is None or second is None or first == -second
    assert [each.agreement for each in one.shared] == [each.agreement for each in two.shared]


def test_every_mirrored_item_of_the_questionnaire_is_there() -> None:
    """Mirror-only ones among them, answered or not; an unanswered one is not measurable."""
    made = seen([], [])
    assert [each.item for each in made] == MIRRORED
    assert {"QM5a", "QM5b", "QM6a", "QM6b"} < set(MIRRORED)
    assert {each.reading for each in made} == {"not-measurable"}
    assert [each.side for each in made.sides] == ["CIO", "CMO"]
    assert made.asymmetry is None


def test_a_missing_view_is_never_filled_in() -> None:
    """One side alone: not measurable, no gap; its error against the evidence is there."""
    item = seen([{"QP4": 4}], [], observations=evidence(QP4=1)).item("QP4")
    assert (item.reading, item.view_gap, item.observer_error, item.self_error) == ("not-measurable", None, None, 0.75)
    assert not item.two_people


def test_each_side_keeps_its_own_counts_and_spread() -> None:
    """Don't know about the other side is distance, no view; the spread is that of n - 1."""
    item = seen([{"QP4": 5}], [{"QP4": 1}, {"QP4": 3}, {"QP4": "dk"}]).item("QP4")
    assert (item.own.respondents, item.own.spread) == (1, None)
    assert item.others.respondents == 2
    assert item.others.spread == pytest.approx(0.5**0.5 / 2)
    assert (item.distance, item.own.dont_know, item.other_view) == (1, 0, 0.25)
    assert not item.two_people


def test_a_guess_is_measured_against_what_the_other_side_answered() -> None:
    """Accuracy: guess and the other's answer; congruency: own answer and guess; a guessed «don't know» is none."""
    cio = [
        mbi.AnswerSet("a", "CIO", {"QP4": 5}, guesses={"QP4": 4}),
        mbi.AnswerSet("b", "CIO", {}, guesses={"QP4": "dk"}),
    ]
    cmo = [mbi.AnswerSet("c", "CMO", {"QP4": 2})]
    item = mbi.assess(mbi.Panel(SHEET, [*cio, *cmo])).perception.item("QP4")
    assert (item.own.guess, item.own.guesses) == (0.75, 1)
    assert (item.own.accuracy, item.own.congruency) == (0.5, 0.75)
    assert (item.others.guess, item.others.accuracy, item.others.congruency) == (None, None, None)


def test_guesses_and_comments_enter_no_level() -> None:
    """The scorecard, the priorities and the order are those of the answers alone."""
    plain = mbi.AnswerSet("a", "CIO", {"QP4": 5, "Q313": 2})
    talkative = attrs.evolve(plain, guesses={"QP4": 1, "QP5": 1}, comments={"QP4": "why?"})
    one, two = (mbi.assess(mbi.Panel(SHEET, [each])) for each in (plain, talkative))
    assert list(one.scorecard) == list(two.scorecard)
    assert one.order == two.order


def test_evidence_and_mirror_only_items_enter_no_level() -> None:
    one = mbi.assess(mbi.Panel(SHEET, [mbi.AnswerSet("a", "CIO", {"QP4": 5})]))
    more = mbi.AnswerSet("a", "CIO", {"QP4": 5, "QM5a": 1, "QM9": 1})
    two = mbi.assess(mbi.Panel(SHEET, [more], observations=evidence(QP4=1)))
    assert list(one.scorecard) == list(two.scorecard)


def test_a_side_is_summed_up_over_its_items() -> None:
    """Means over the items about it; the misconception index over those with evidence."""
    cio: Given = {"QP4": 4, "QP3": 5, "QM5b": 3, "QP5": 2, "QP6": 3}
    cmo: Given = {"QP4": 2, "QP3": 4, "QM5b": 3, "QP5": 4, "QP6": 2}
    made = seen([cio], [cmo], observations=evidence(QP4=1, QP5=5))
    side = made.side("CIO")
    assert (side.items, side.evidenced) == (3, 1)
    assert side.mean_view_gap == pytest.approx(-0.25)
    assert side.perception_difference == pytest.approx(0.25)
    assert (side.mean_self_error, side.mean_observer_error, side.misconception) == (0.75, 0.25, 0.25)
    other = made.side("CMO")
    assert (other.items, other.mean_view_gap, other.perception_difference) == (2, -0.125, 0.375)
    assert (other.mean_observer_error, other.misconception) == (-0.75, 0.75)
    assert made.asymmetry == pytest.approx(-0.125)


def test_one_item_makes_no_mean() -> None:
    """A mean view gap needs two items."""
    made = seen([{"QP4": 4}], [{"QP4": 2}])
    assert made.side("CIO").mean_view_gap is None
    assert made.asymmetry is None


def test_shared_objects_are_those_about_neither_side() -> None:
    """QM9 and Q322 among them; agreement is 1 minus the distance of the two views."""
    made = seen([{"QM9": 5, "Q322": 2}], [{"QM9": 2, "Q322": 2}])
    shared = {each.item: each for each in made.shared}
    assert (shared["QM9"].agreement, shared["Q322"].agreement, shared["Q313"].agreement) == (0.25, 1.0, None)
    assert shared["QM9"].respondents == (1, 1)
    assert not set(shared) & {*MIRRORED, "QF5a", "QF5b", "QL4"}


def test_what_was_agreed_later_changes_no_view() -> None:
    """Perception is how they saw each other before they talked."""
    one: list[Given] = [{"QP4": 4, "QP3": 2}]
    two: list[Given] = [{"QP4": 2, "QP3": 5}]
    assert seen(one, two).items == seen(one, two, agreed={"QP4": 1}).items


@given(st.permutations([{"QP4": 1}, {"QP4": 2}, {"QP4": 5}, {"QP4": "dk"}]))
def test_the_order_of_respondents_changes_nothing(cmo: list[Given]) -> None:
    assert (
        seen([{"QP4": 3}], cmo).items == seen([{"QP4": 3}], [{"QP4": 1}, {"QP4": 2}, {"QP4": 5}, {"QP4": "dk"}]).items
    )
