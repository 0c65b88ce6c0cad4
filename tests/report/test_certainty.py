"""How sure the first step is, and what to ask next."""

import re

import mbi_collab as mbi
from mbi_collab.__main__ import demo_panel
from mbi_collab.assessment.asking import ask_next
from mbi_collab.assessment.doubt import Doubt
from mbi_collab.report.certainty import DRAWS, QUESTIONS, WORTH, how_sure, how_sure_of_the_first
from mbi_collab.report.composing import compose
from mbi_collab.report.outline import Block, Bullets, Entries, Heading, Paragraph
from tests.report.panels import company, told, uniform
from tests.strategies import sheet_of, small_pack


def made(result: mbi.Assessment) -> tuple[Block, ...]:
    """The section's blocks."""
    return tuple(how_sure(told(result)))


def texts(result: mbi.Assessment) -> str:
    """The section in one text, with plain spaces."""
    return str(made(result)).replace("\\xa0", " ")


def test_the_sentence_firm_steps_areas_and_what_was_varied_are_told() -> None:
    result = company()
    blocks = made(result)
    assert blocks[0] == Paragraph(how_sure_of_the_first(told(result)), "strong")
    firm = blocks[1]
    assert isinstance(firm, Paragraph)
    assert "90" in firm.text
    found = result.certainty
    assert found is not None
    for step in result.order[:3]:
        assert step.practice in firm.text
    areas = next(each for each in blocks if isinstance(each, Bullets))
    assert len(areas.texts) == len([each for each in result.scorecard.areas if each.level is not None])
    (entries,) = (each for each in blocks if isinstance(each, Entries))
    assert [entry.label for entry in entries.entries] == ["What was varied", "What was not"]
    assert "around those in force" in entries.entries[0].text


def test_a_rival_is_named_from_5_per_cent_on() -> None:
    """With any weights at all another practice is first in some draws; with none drawn, never."""
    rivals = [
        mbi.assess(demo_panel(), doubt=doubt, samples=500)
        for doubt in (Doubt("fixed", unheard=False, misreading=0), Doubt("uniform"))
    ]
    assert "No other practice is first" in texts(rivals[0])
    assert "first step in every one" in texts(rivals[0])
    assert "what was varied: nothing" in texts(rivals[0]).lower() or "'nothing'" in texts(rivals[0])
    found = rivals[1].certainty
    assert found is not None
    other = next(each for each in found.practices if each.practice != rivals[1].order[0].practice)
    assert ("Most often first instead: " + other.practice in texts(rivals[1])) == ((other.first or 0) >= 0.05)


def test_questions_worth_asking_are_told_with_whom_to_ask() -> None:
    """At most five, none below 1 %, as ``ask_next`` gives them; and what would measure what is only indicated."""
    result = mbi.assess(demo_panel())
    blocks = made(result)
    at = blocks.index(Heading("What to ask next"))
    questions, indicated = blocks[at + 2 :]
    assert isinstance(questions, Bullets)
    assert isinstance(indicated, Bullets)
    worth = [each for each in ask_next(result, DRAWS) if each.value >= WORTH][:QUESTIONS]
    assert [re.findall(r"\((Q\w+)\)", text)[0] for text in questions.texts] == [each.item for each in worth]
    assert "Ask 3 people (CIO side), 3 people (CMO side)." in questions.texts[0]
    assert indicated.texts[0].startswith("L07 ")


def test_full_answers_leave_nothing_to_ask() -> None:
    """Where each practice is measured, and both answered everything."""
    sheet = sheet_of(small_pack("abcd"))
    sets = [mbi.AnswerSet(side, side, {"a": 1, "b": 2, "c": 1, "d": 2}) for side in ("S0", "S1")]
    blocks = made(mbi.assess(mbi.Panel(sheet, sets, named_chiefs=True)))
    assert blocks[-2] == Heading("What to ask next")
    assert "No missing answer is expected to change" in str(blocks[-1])


def test_without_an_open_practice_no_first_step_is_sure() -> None:
    result = uniform(5, "CIO", "CMO")
    assert "Nothing is open" in texts(result)
    assert how_sure_of_the_first(told(result)) == ""


def test_one_side_alone_has_no_gaps() -> None:
    areas = next(each for each in made(uniform(2, "CIO")) if isinstance(each, Bullets))
    assert not any("gap" in text for text in areas.texts)


def test_without_draws_or_answers_there_is_no_section() -> None:
    titles = [section.title for section in compose(company()).sections]
    assert "How sure this is" in titles
    for result in (mbi.assess(company().panel, samples=0), uniform(None, "CIO", "CMO")):
        assert not made(result)
        assert "How sure this is" not in [section.title for section in compose(result).sections]


def test_where_a_side_is_small_one_sentence_says_why_not() -> None:
    """No share, no interval, no question."""
    (only,) = made(company(2))
    assert isinstance(only, Paragraph)
    assert "too few respondents" in only.text
    assert not re.search(r"\d", only.text)
