"""The packaged example has what the instrument is to show, so that nobody looks at an empty report."""

from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab.__main__ import demo_panel
from mbi_collab.packaged import packaged_names, read_packaged

EXAMPLES = Path(__file__).parent.parent / "examples"
#: From where on a difference of two sides is large, a level is good, and bounds are wide.
LARGE, GOOD, WIDE = 0.5, 0.6, 0.4


@pytest.fixture(scope="module")
def panel() -> mbi.Panel:
    """The answers of the invented outdoor retailer."""
    return demo_panel()


@pytest.fixture(scope="module")
def result(panel: mbi.Panel) -> mbi.Assessment:
    """What they mean."""
    return mbi.assess(panel)


def test_five_people_of_it_and_six_of_marketing_answer(panel: mbi.Panel) -> None:
    """Enough on both sides that nothing is withheld."""
    assert [len(panel.respondents_of(side)) for side in ("CIO", "CMO")] == [5, 6]
    assert not panel.missing_sides
    assert not mbi.assess(panel).is_withheld


def test_answers_are_as_they_are_in_practice(panel: mbi.Panel) -> None:
    """Left-out answers, don't-knows, a not-applicable, a stand-in, comments, a column that means nothing."""
    answers = [answer for each in panel.answer_sets for _, answer in each.answers]
    asked = sum(
        side in item.asked_of
        for side in (each.side for each in panel.answer_sets)
        for item in panel.questionnaire.items
    )
    assert len(answers) < asked
    assert answers.count("dk") > 1
    assert sum(str(answer).startswith("na:") for answer in answers) == 1
    assert [(each.side, each.post) for each in panel.stand_ins] == [("CMO", "Head of marketing")]
    assert panel.import_report is not None
    assert panel.import_report.comments > 1
    assert panel.import_report.ignored == (("marketing-side.csv", "Timestamp"),)


def test_the_two_files_arrive_in_two_forms(panel: mbi.Panel) -> None:
    """Semicolons with a byte order mark and codes, commas with the statements' texts and words as answers."""
    assert panel.import_report is not None
    assert {(file.delimiter, file.layout) for file in panel.import_report.files} == {(";", "wide"), (",", "wide")}
    matched = [
        {column.matched_by for column in file.columns if column.kind == "answer"} for file in panel.import_report.files
    ]
    assert matched == [{"code"}, {"text"}]


def test_the_first_step_is_not_the_most_urgent_practice(result: mbi.Assessment) -> None:
    """What to take up first is placed for the sake of the most urgent one, which waits for it."""
    first = result.order[0]
    assert first.priority.rank != 1
    assert first.for_the_sake_of == result.priorities[0].practice
    assert first.for_the_sake_of in result.headline()


def test_four_items_divide_the_sides_and_a_good_mean_hides_one(result: mbi.Assessment) -> None:
    """At least four items differ by .5 or more; one of them is in a control question whose level is good."""
    apart = [score.code for score in result.scorecard.items if score.gap is not None and abs(score.gap) >= LARGE]
    assert len(apart) >= 4
    assert set(apart) <= {talk.item for talk in result.conversation}
    catalogue = result.panel.questionnaire.catalogue
    levels = [result.scorecard.question(catalogue.question_of(item).code).level for item in apart]
    assert any(level is not None and level >= GOOD for level in levels)


def test_one_area_has_wide_bounds(result: mbi.Assessment) -> None:
    """So much was not known that the level of an area could be far from what it seems."""
    widths = [
        score.high - score.low for score in result.scorecard.areas if score.high is not None and score.low is not None
    ]
    assert sum(width >= WIDE for width in widths) == 1


def test_one_practice_is_only_indicated_and_one_in_place(result: mbi.Assessment) -> None:
    """Not every practice is measured, and not every one is open."""
    assert sum(score.indicated for score in result.scorecard.practices) == 1
    assert [priority.status for priority in result.priorities].count("in-place") == 1


def test_the_example_files_are_the_packaged_ones() -> None:
    """What a reader finds in examples/ is what the demo assesses, byte for byte."""
    files = {each.name: each.read_bytes() for each in (EXAMPLES / "outdoor-retailer").iterdir()}
    assert files == {name: read_packaged("demo", name) for name in packaged_names("demo")}


def test_the_smallest_case_is_one_cio_and_one_cmo() -> None:
    """The two chiefs of the other example are named, so that nothing of theirs is withheld."""
    panel = mbi.read_answers(EXAMPLES / "two-chiefs.json", mbi.load_catalogue().questionnaire("S006"))
    assert [each.side for each in panel.answer_sets] == ["CIO", "CMO"]
    assert panel.named_chiefs
    result = mbi.assess(panel)
    assert not result.is_withheld
    assert len(result.order)
    assert len(result.conversation)
