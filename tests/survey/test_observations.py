"""Evidence that the consultant enters, checked where it joins a panel."""

import json
from typing import Any

import attrs
import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.survey.observations import Observation, by_item, is_day, shape_faults

SHEET = mbi.load_catalogue().questionnaire("extended")
FOUND = Observation("QP5", 5, "marketing plan", "2026-03-31", figure="36 months")


def faults(*observations: Any) -> list[str]:
    """The faults of a panel with these observations, as text."""
    with pytest.raises(AnswersError) as caught:
        mbi.Panel(SHEET, [], observations=observations)
    return [str(fault) for fault in caught.value.faults]


def test_observations_are_kept_by_item_and_never_change() -> None:
    """No order of entry is kept; the value is frozen."""
    other = attrs.evolve(FOUND, item="QP4")
    assert mbi.Panel(SHEET, [], observations=[FOUND, other]).observations == (other, FOUND)
    assert by_item(None) == ()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FOUND.point = 1  # type: ignore[misc]


def test_they_go_through_json_unchanged() -> None:
    panel = mbi.Panel(SHEET, [], observations=[FOUND, Observation("QM6a", 1, "goals of IT", "2026-01-02")])
    assert mbi.Panel.from_dict(json.loads(json.dumps(panel.to_dict())), SHEET) == panel
    assert panel.with_observations([]).observations == ()


@pytest.mark.parametrize("item", ["QP4", "Q313", "QM9", "QF5a", "qp5", "", None, 5, ["QP5"]])
def test_evidence_is_for_mirrored_items(item: Any) -> None:
    """An item about no side, one that is not mirrored, an unknown or a strange code is refused."""
    given = attrs.evolve(FOUND, item=item)
    if item == "QP4":
        assert mbi.Panel(SHEET, [], observations=[given]).observations == (given,)
    else:
        assert "(allowed: Q311a, Q311b" in faults(given)[0]


@pytest.mark.parametrize("point", [0, 6, -1, 4.0, True, "dk", None, [4], pytest.param(10**5000, id="huge")])
def test_the_point_is_one_of_the_scale(point: Any) -> None:
    (fault,) = faults(attrs.evolve(FOUND, point=point))
    assert "is not a point of this scale (allowed: 1, 2, 3, 4, 5)" in fault


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("source", value) for value in ("", " ", None)),
        *(("date", value) for value in ("31.3.2026", "2026-02-30", None, 20260331)),
        *(("figure", value) for value in (None, 36)),
    ],
)
def test_source_day_and_figure_are_texts(field: str, value: Any) -> None:
    """Evidence without a source or a day is none."""
    (fault,) = faults(attrs.evolve(FOUND, **{field: value}))
    assert f"observation of 'QP5', {field}" in fault


def test_one_item_has_one_observation() -> None:
    assert "is there more than once" in faults(FOUND, attrs.evolve(FOUND, point=1))[0]


def test_all_faults_are_told_at_once() -> None:
    """Strange values, items, points and days, together with those of the answers."""
    strange = [
        {"item": "QP5"},
        None,
        attrs.evolve(FOUND, item="Q9"),
        attrs.evolve(FOUND, point=9, date="soon", source=""),
    ]
    found = faults(*strange)
    assert len(found) == 6
    assert "observations: 'dict' must be Observation values" in found


def test_what_keeps_data_from_being_an_observation() -> None:
    """Missing and unknown keys, by name, and what is no object."""
    assert [str(each) for each in shape_faults({"item": "QP5", "pont": 5}, "observation 1")][1:] == [
        "observation 1 point: is missing",
        "observation 1 source: is missing",
        "observation 1 date: is missing",
    ]
    (fault,) = shape_faults([1], "observation 1")
    assert "must be an object with item, point, source, date, figure" in str(fault)


@pytest.mark.parametrize("data", [5, "x", {}, [5], [{"item": "QP5"}], [None]])
def test_a_panel_with_garbled_observations_is_refused(data: Any) -> None:
    """Plain data of another shape is our own error."""
    with pytest.raises(AnswersError, match="observation"):
        mbi.Panel.from_dict({"answer_sets": [], "observations": data}, SHEET)


def test_a_day_is_as_iso_8601_writes_it() -> None:
    assert is_day("2026-03-31")
    assert not any(map(is_day, ["2026-3-31", "20260331", "2026-W10-1", "", None, 5]))
