"""The first places of many variants at once are those that assess() gives one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment import first_places as rooms
from mbi_collab.assessment.arrays import counts_of
from mbi_collab.assessment.first_places import criteria_of, first_by_weights, first_places, yardstick_of
from tests.strategies import packs, panels, some_examples, surveys


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(panels(sheet), panels(sheet))))
def test_the_places_are_those_of_the_orders(both: tuple[mbi.Panel, mbi.Panel]) -> None:
    results = [mbi.assess(each) for each in both]
    by = yardstick_of(results[0])
    found = first_places(np.stack([counts_of(each).points for each in both]), by, 2)
    assert [by.names(row) for row in found] == [tuple(step.practice for step in each.order[:2]) for each in results]


@some_examples
@given(surveys())
def test_the_criteria_add_up_to_the_priorities(panel: mbi.Panel) -> None:
    result = mbi.assess(panel)
    values = criteria_of(result) @ yardstick_of(result).criteria.weights
    for practice, value in zip(panel.questionnaire.practices, values.tolist(), strict=True):
        own = result.priorities.practice(practice.code).value
        assert np.isnan(value) if own is None else abs(value - own) < 1e-9


@some_examples
@given(surveys(), st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any))
def test_the_first_by_weights_is_the_first_of_the_order(panel: mbi.Panel, weights: list[int]) -> None:
    result = mbi.assess(panel)
    chosen = mbi.assess(panel, criterion_weights=dict(zip(("need", "leverage", "ease"), weights, strict=True)))
    first = first_by_weights(result, np.array([weights]) / sum(weights))
    assert yardstick_of(result).names(first) == tuple(step.practice for step in chosen.order[:1])


def test_blocks_do_not_change_what_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scored two at a time, five variants come out as at once."""
    sheet = mbi.load_catalogue().questionnaire("S006")
    answers = {item.code: 1 + at % 4 for at, item in enumerate(sheet.items)}
    result = mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet("x", "CIO", answers)]))
    points = np.repeat(counts_of(result.panel).points[None], 5, axis=0)
    whole = first_places(points, yardstick_of(result), 3)
    monkeypatch.setattr(rooms, "BLOCK", 2)
    assert (first_places(points, yardstick_of(result), 3) == whole).all()
