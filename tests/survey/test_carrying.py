"""Plain data of an earlier version: each part under today's codes, each loss with its kind."""

from typing import Any

import pytest

from mbi_collab.survey.carrying import NotCarried, carry_panel, steps_of
from tests.catalogue.small_pack import put
from tests.survey.migrating import panel, sheet

SHEET = sheet()


def carry(data: Any) -> tuple[dict[str, Any], int, list[NotCarried]]:
    """Carry a panel of the first version."""
    made, count, lost = carry_panel(data, steps_of(panel(), SHEET) or (), SHEET)
    return made, count, list(lost)


def test_the_way_begins_at_the_version_the_panel_names() -> None:
    """Of the version at hand it is empty; of another pack, or an unknown version, there is none."""
    assert [step.version for step in steps_of(panel("1"), SHEET) or ()] == ["1", "2"]
    assert steps_of(panel("3"), SHEET) == ()
    for pack in (None, "small", {}, {"id": "small"}, {"id": "small", "version": 1}, {"id": "other", "version": "1"}):
        assert steps_of({**panel(), "pack": pack}, SHEET) is None
    assert steps_of(panel("0"), SHEET) is None


def test_answers_are_carried_and_losses_told() -> None:
    """Renamed twice, kept, dropped with the pack's reason, unknown today."""
    made, count, lost = carry(panel(One=2, Q2="dk", Old=1, Nothing=3))
    assert made["answer_sets"][0]["answers"] == {"Q1a": 2, "Q2": "dk"}
    assert made["pack"] == {"id": "small", "version": "3"}
    assert count == 2
    expected = [NotCarried("anna", "Old", "dropped", "guess"), NotCarried("anna", "Nothing", "no-such-code")]
    assert lost == expected


def test_of_two_answers_that_fall_on_one_the_renamed_stays() -> None:
    """The other is told."""
    made, count, lost = carry(panel(Q1a=1, One=2))
    assert (made["answer_sets"][0]["answers"], count) == ({"Q1a": 2}, 1)
    assert lost == [NotCarried("anna", "Q1a", "taken")]


def test_a_point_that_the_scale_has_not_and_a_side_not_asked_are_losses() -> None:
    """What the new version changed is no fault of the old answers."""
    other = sheet(put("questions.1.items.0.asked_of", ["MK"]))
    _, _, lost = carry_panel(panel(One=4, Q2=1), steps_of(panel(), other) or (), other)
    assert lost == (NotCarried("anna", "One", "off-scale"), NotCarried("anna", "Q2", "not-asked"))


def test_comments_guesses_agreed_and_observations_go_along() -> None:
    """Every part of a panel that names an item; a comment on a lost answer is not told twice."""
    data = panel(One=2, Old=1)
    data["answer_sets"][0] |= {"comments": {"One": "so", "Old": "no"}, "guesses": {"One": 1}}
    data |= {"agreed": {"One": 2, "Old": 2}, "observations": [{"item": "One", "point": 1}, {"item": "Old", "point": 1}]}
    made, _, lost = carry(data)
    assert made["answer_sets"][0]["comments"] == {"Q1a": "so"}
    assert made["answer_sets"][0]["guesses"] == {"Q1a": 1}
    assert made["agreed"] == {"Q1a": 2}
    assert made["observations"] == [{"item": "Q1a", "point": 1}]
    assert [each.place for each in lost] == ["anna", "agreed", "observations"]


def test_practices_called_important_are_carried() -> None:
    """In the context, by the table of practices."""
    made, _, lost = carry({**panel(), "context": {"important": ["P1", "B1", "P9", 7], "model": None}})
    assert made["context"] == {"important": ["A1", "B1", 7], "model": None}
    assert lost == [NotCarried("context", "P9", "dropped", "asks")]


@pytest.mark.parametrize("key", ["answer_sets", "agreed", "observations", "context"])
@pytest.mark.parametrize("odd", [None, 1, "x", [1, None], {"a": []}, [{"answers": 1, "item": 2}], {"important": 1}])
def test_what_has_no_shape_stays_as_it_is(key: str, odd: object) -> None:
    """Whoever reads it on says what is wrong; nothing breaks here."""
    made, _, _ = carry({**panel(), key: odd})
    assert key in made


def test_the_data_given_is_not_changed() -> None:
    """A new value is made."""
    data = panel(One=2)
    carry(data)
    assert data == panel(One=2)
