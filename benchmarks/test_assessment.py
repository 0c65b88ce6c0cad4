"""One panel of 11 people: its assessment, how sure it is, what to ask next, its report."""

from typing import Any

import numpy as np
import pytest

import mbi_collab as mbi
from benchmarks.figures import Timed
from mbi_collab.__main__ import demo_panel
from mbi_collab.assessment.asking import ask_next

pytestmark = pytest.mark.benchmark(group="One panel of 11 people (the demo's, S006+)")


@pytest.fixture(scope="module")
def panel() -> mbi.Panel:
    """Return the demo's panel."""
    return demo_panel()


@pytest.fixture(scope="module")
def extended() -> mbi.Panel:
    """Return the demo's people with answers to nine tenths of what the extended profile asks them."""
    random, sheet = np.random.default_rng(0), mbi.load_catalogue().questionnaire("extended")
    sets = []
    for each in demo_panel().answer_sets:
        asked = [item.code for item in sheet.items if each.side in item.asked_of]
        drawn = {code: int(random.integers(1, 6)) for code in asked if random.random() < 0.9}
        sets.append(mbi.AnswerSet(each.respondent, each.side, drawn | dict(each.answers)))
    return mbi.Panel(sheet, sets)


def has_level_of_kernel(panel: mbi.Panel, found: mbi.Assessment) -> None:
    """Raise unless the overall level is that of the kernel on arrays, to the bit."""
    sheet = panel.questionnaire
    places = {item.code: at for at, item in enumerate(sheet.items)}
    cells = np.zeros((len(panel.answer_sets), len(places)), dtype=np.int8)
    for row, each in enumerate(panel.answer_sets):
        for code, answer in each.answers:
            cells[row, places[code]] = answer if isinstance(answer, int) else -1 if answer == "dk" else -2
    side = np.array([sheet.side_codes.index(each.side) for each in panel.answer_sets])
    scores = mbi.score_arrays(sheet, cells, side, np.zeros(len(cells), dtype=np.int64)).scores
    assert found.scorecard.overall.level == scores.level[0, 0]


def has_shares(found: Any) -> None:
    """Raise unless the shares of draws in which a practice comes first sum to 1."""
    np.testing.assert_allclose(sum(each.first or 0.0 for each in found.practices), 1.0)


@pytest.mark.goal("time", at_most=2)
def test_assess(timed: Timed, panel: mbi.Panel) -> None:
    """assess() without draws."""
    timed(lambda: mbi.assess(panel), lambda found: has_level_of_kernel(panel, found), rounds=31)


@pytest.mark.goal("time", at_most=150)
@pytest.mark.goal("memory", at_most=100)
def test_certainty(timed: Timed, panel: mbi.Panel) -> None:
    """assess() with 10,000 draws."""
    timed(lambda: mbi.assess(panel).certainty, has_shares)


@pytest.mark.goal("time", at_most=500)
@pytest.mark.goal("memory", at_most=100)
def test_extended(timed: Timed, extended: mbi.Panel) -> None:
    """assess() with 10,000 draws, extended profile."""
    timed(lambda: mbi.assess(extended).certainty, has_shares)


@pytest.mark.goal("time", at_most=500)
def test_ask_next(timed: Timed, panel: mbi.Panel) -> None:
    """what to ask next, 1000 draws."""
    result = mbi.assess(panel)
    timed(lambda: ask_next(result), lambda found: np.testing.assert_array_less(0, len(found)))


@pytest.mark.goal("time", at_most=2000)
def test_report(timed: Timed, panel: mbi.Panel) -> None:
    """assess() and its report in HTML."""
    timed(lambda: mbi.render_report(mbi.assess(panel), "html"), lambda page: page.index("</html>"))
