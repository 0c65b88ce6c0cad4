"""How the two sides see each other, in plain words."""

from typing import Any

import mbi_collab as mbi
from mbi_collab.assessment.readings import READINGS
from mbi_collab.markup.table import Table
from mbi_collab.report.outline import Bullets, Card, Paragraph
from mbi_collab.report.perception import how_they_see_each_other
from mbi_collab.survey.observations import Observation
from tests.report.panels import HOSTILE, company, told, uniform

SHEET = mbi.load_catalogue().questionnaire("extended")
#: Two views of a statement about the CIO side and the evidence that make each reading: self, other, evidence.
MAKES: dict[str, tuple[int, int, int | None]] = {
    "acknowledged-gap": (2, 2, None),
    "shared-illusion": (4, 5, 1),
    "strength": (4, 5, None),
    "disputed": (4, 2, None),
    "disputed-undersold": (2, 4, None),
    "stereotype": (4, 2, 5),
    "self-deception": (4, 2, 1),
    "hidden-problem": (2, 4, 1),
    "modesty": (2, 4, 5),
    "both-off": (4, 2, 3),
    "middling": (3, 3, None),
}


def blocks(cio: dict[str, Any], cmo: dict[str, Any], found: dict[str, int] | None = None, **more: Any) -> list[Any]:
    """The section of two named chiefs who answered so."""
    evidence = [
        Observation(code, point, "the plan", "2026-03-31", figure="36") for code, point in (found or {}).items()
    ]
    sets = [mbi.AnswerSet("a", "CIO", cio, guesses=more.pop("guesses", None)), mbi.AnswerSet("b", "CMO", cmo)]
    panel = mbi.Panel(SHEET, sets, observations=evidence, named_chiefs=True, **more)
    return list(how_they_see_each_other(told(mbi.assess(panel))))


def test_every_reading_is_said_in_words() -> None:
    """What rests on evidence has a card with what to do; the rest has a line; the table names each reading."""
    assert set(MAKES) | {"not-measurable"} == set(READINGS)
    for reading, (own, others, found) in MAKES.items():
        made = blocks({"QP4": own}, {"QP4": others}, {"QP4": found} if found else None)
        cards = [each for each in made if isinstance(each, Card)]
        assert len(cards) == (0 if found is None else 1), reading
        assert ("Where nobody can say yet" in str(made)) is reading.startswith("disputed")
        assert all("What to do" in str(card) for card in cards)
        words = told(company()).say.words
        assert any(isinstance(each, Table) and each.rows[0][-1] == words(f"reading.{reading}") for each in made)


def test_stereotype_and_self_deception_lead_apart() -> None:
    """The same answers: once talk and show (P01), once work on the ability (P04)."""
    wrong, right = (str(blocks({"QP4": 4}, {"QP4": 2}, {"QP4": point})) for point in (5, 1))
    assert "P01 Bring stereotypes" in wrong
    assert "P04" not in wrong
    assert "P04 Turn IT" in right
    assert "P01" not in right


def test_nobody_is_wrong_without_evidence() -> None:
    """No misconception and no stereotype: a perception difference, and what evidence to bring."""
    text = str(blocks({"QP4": 4, "QP3": 5}, {"QP4": 2, "QP3": 2}))
    assert "misconception" not in text.lower()
    assert "a stereotype" not in text.lower()
    assert "perception difference" in text
    assert "To bring: " in text
    assert "misconception index" in str(blocks({"QP4": 4}, {"QP4": 2}, {"QP4": 5}))


def test_evidence_guesses_and_distance_are_shown() -> None:
    made = str(blocks({"QP4": 4, "QP5": "dk"}, {"QP4": 2, "QP5": 5}, {"QP4": 5}, guesses={"QP4": 5}))
    assert "1.00; the plan, 2026-03-31. Found: 36." in made
    assert "The CIO side expected the CMO side to answer 1.00; it answered 0.25." in made
    assert "how two people see each other" in made


def test_sides_are_summed_up() -> None:
    """How each is seen over two statements or more, and which is seen worse, measured by its own view."""
    lines, _ = (each for each in blocks({"QP4": 5, "QP3": 5}, {"QP4": 2, "QP3": 2}) if isinstance(each, Bullets))
    seen = "The CIO side is seen worse than it sees itself: view gap −0.75 on average, over 2 statements."
    assert f"{seen} Without evidence that is a perception difference, and nobody is wrong yet." in lines.texts
    assert "apart on average" not in str(lines)
    made = str(blocks({"QP4": 5, "QP3": 5, "QP5": 3, "QP6": 3}, {"QP4": 2, "QP3": 2, "QP5": 3, "QP6": 3}))
    worse = "Each measured by its own view of itself, the CIO side is seen worse than the CMO side: the mean view gaps"
    assert f"{worse} lie 0.75 apart. They compare views; who is right they do not tell." in made
    assert "On average the two views of the CMO side hardly differ: view gap 0.00, over 2 statements." in made
    assert "underrated" not in made


def test_a_mean_view_gap_that_does_not_count_is_no_difference() -> None:
    """One point on one of two statements: neither seen worse, nor one side more than the other."""
    lines, *_ = (each for each in blocks({"QP4": 3, "QP3": 3}, {"QP4": 3, "QP3": 2}) if isinstance(each, Bullets))
    assert lines.texts == (
        "On average the two views of the CIO side hardly differ: view gap −0.13, over 2 statements.",
    )
    made = str(blocks({"QP4": 3, "QP3": 3, "QP5": 3, "QP6": 3}, {"QP4": 3, "QP3": 2, "QP5": 3, "QP6": 3}))
    assert "CIO side is seen worse" not in made
    at_a_quarter = str(blocks({"QP4": 3, "QP3": 3}, {"QP4": 2, "QP3": 2}))
    assert "The CIO side is seen worse than it sees itself: view gap −0.25" in at_a_quarter


def test_the_distance_is_told_where_it_says_more_than_the_view_gap() -> None:
    """Gaps that go both ways cancel each other in the mean, not in the distance: it must not pass for one picture."""
    made = str(blocks({"QP4": 5, "QP3": 2}, {"QP4": 2, "QP3": 4}))
    assert "hardly differ: view gap −0.13" in made
    assert "lies 0.63 apart on average" in made


def test_a_missing_side_is_not_filled_in() -> None:
    (only,) = how_they_see_each_other(told(uniform(2, "CIO")))
    assert isinstance(only, Paragraph)
    assert "Only one side answered" in only.text


def test_small_sides_and_silence_show_nothing() -> None:
    assert not list(how_they_see_each_other(told(company(2))))
    assert not list(how_they_see_each_other(told(uniform(None, "CIO", "CMO"))))


def test_hostile_evidence_is_only_text() -> None:
    """Source and figure are escaped in both formats."""
    sets = [mbi.AnswerSet("a", "CIO", {"QP4": 4}), mbi.AnswerSet("b", "CMO", {"QP4": 2})]
    found = [Observation("QP4", 5, HOSTILE, "2026-03-31", figure=HOSTILE)]
    result = mbi.assess(mbi.Panel(SHEET, sets, observations=found, named_chiefs=True))
    assert "<script>" not in mbi.render_report(result, "markdown")
    assert "<script>" not in mbi.render_report(result, "html")
