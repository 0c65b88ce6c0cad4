"""What is shown of how two sides see each other, and what is withheld."""

import attrs
import pytest

import mbi_collab as mbi
from mbi_collab.assessment.perception import difference
from mbi_collab.errors import UnknownCodeError
from mbi_collab.survey.observations import Observation

SHEET = mbi.load_catalogue().questionnaire("extended")
FOUND = [Observation("QP5", 5, "plan", "2026-03-31", figure="36 months")]


def panel(number: int = 1, **more: object) -> mbi.Panel:
    """A panel of so many people a side, each side of one mind."""
    views: dict[str, dict[str, int | str]] = {"CIO": {"QP5": 2, "QP4": 4}, "CMO": {"QP5": 4, "QP4": "dk"}}
    sets = [mbi.AnswerSet(f"{side}-{at}", side, views[side]) for side in views for at in range(number)]
    return mbi.Panel(SHEET, sets, observations=FOUND, **more)  # type: ignore[arg-type]


def test_a_difference_needs_both() -> None:
    assert (difference(0.5, 0.25), difference(None, 0.25), difference(0.5, None)) == (0.25, None, None)


def test_an_item_and_a_side_are_found_by_code() -> None:
    made = mbi.assess(panel()).perception
    assert made.item("QP5").item == "QP5"
    assert made.side("CMO").side == "CMO"
    with pytest.raises(UnknownCodeError, match="QP5"):
        made.item("qp5")
    with pytest.raises(UnknownCodeError):
        made.side("rest")


def test_the_table_says_views_evidence_and_reading() -> None:
    """One row an item somebody answered; how many answered, and that these are two people."""
    table = mbi.assess(panel(named_chiefs=True)).perception.table()
    assert [row[0].split()[0] for row in table.rows] == ["QP4", "QP5"]
    assert table.rows[1][1:] == ("CMO side", "0.75", "0.25", "1.00", "−0.50", "1 and 1", "stereotype")
    assert table.rows[0][1:6] == ("CIO side", "0.75", "no answer", "none", "no gap")
    assert "two people" in str(table.footnotes)
    assert "two people" not in str(mbi.assess(panel(4)).perception.table().footnotes)


def test_the_records_hold_every_measure() -> None:
    """One flat dict per mirrored item, for pandas."""
    made = mbi.assess(panel(named_chiefs=True)).perception
    record = next(each for each in made.to_records() if each["item"] == "QP5")
    assert len(made.to_records()) == len(made) == len(list(made))
    assert (record["view_gap"], record["observer_error"], record["reading"]) == (-0.5, -0.75, "stereotype")
    assert (record["practices"], record["two_people"], record["withheld"]) == ("P01", True, False)
    distant = next(each for each in made.to_records() if each["item"] == "QP4")
    assert (distant["distance"], distant["other_view"]) == (1, None)


@pytest.mark.parametrize("number", [1, 3])
def test_nothing_is_shown_of_a_small_side(number: int) -> None:
    """Neither a number nor which items were answered; every panel of this size looks the same."""
    made = mbi.assess(panel(number)).perception
    other = mbi.assess(attrs.evolve(panel(number), observations=(), answer_sets=_silent(number))).perception
    assert made.is_withheld
    assert made.to_records() == other.to_records()
    assert str(made) == str(other)
    assert {*made.to_records()[0]} == {"item", "subject", "other", "withheld"}
    assert not made.table().rows
    assert "fewer than 4" in str(made)


def _silent(number: int) -> list[mbi.AnswerSet]:
    return [mbi.AnswerSet(f"{side}-{at}", side, {}) for side in ("CIO", "CMO") for at in range(number)]


def test_it_reads_well() -> None:
    """A short repr that counts; text and HTML say the same."""
    made = mbi.assess(panel(4)).perception
    assert repr(made) == "<Perception: 1 of 34 mirrored items seen by both sides>"
    assert "stereotype" in str(made)
    assert "stereotype" in made._repr_html_()


def test_it_is_made_once_and_never_changes() -> None:
    result = mbi.assess(panel())
    assert result.perception is result.perception
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        result.perception.item("QP5").reading = "strength"  # type: ignore[misc]
