"""How sure the first step is, and what to ask next."""

import re

import mbi_collab as mbi
from mbi_collab.__main__ import demo_panel
from mbi_collab.assessment.asking import ask_next
from mbi_collab.assessment.doubt import Doubt
from mbi_collab.report.certainty import QUESTIONS, WORTH, how_sure, how_sure_of_the_first
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
    """At most five, none below 1 %, with the order and shares ``ask_next`` gives; and what measures the indicated."""
    result = mbi.assess(demo_panel())
    blocks = made(result)
    at = blocks.index(Heading("What to ask next"))
    questions, indicated = blocks[at + 2 :]
    assert isinstance(questions, Bullets)
    assert isinstance(indicated, Bullets)
    worth = [each for each in ask_next(result) if each.value >= WORTH][:QUESTIONS]
    assert [re.findall(r"\((Q\w+)\)", text)[0] for text in questions.texts] == [each.item for each in worth]
    shares = [told(result).say.share(each.value) for each in worth]
    assert [text[: text.index(":")] for text in questions.texts] == shares
    assert "Ask 3 people (CIO side), 3 people (CMO side)." in questions.texts[0]
    assert indicated.texts[0].startswith("L07 ")


def test_what_is_first_more_often_is_named_with_the_first_step() -> None:
    """R06 stands first by the answers as they are; in most variations R01 is just below its target, and comes first."""
    it = "Q311a4 Q311b2 Q312a4 Q312b4 Q312c4 Q312d1 Q3134 Q321a4 Q3223 Q323a2 Q323b4 Q323c4 Q324a3 Q324b2 Q331a3 Q331b1"
    marketing = "Q311a4 Q311b4 Q312a2 Q312b1 Q3134 Q321a4 Q321c4 Q323a4 Q323b4 Q323c1 Q324a2 Q324b3 Q331a3 Q331b2"
    more = {"CIO": it + " Q331c3 Q331d2 Q332a2 Q332b4", "CMO": marketing + " Q331c2 Q331d3 Q332a3 Q332b2"}
    sets = [
        mbi.AnswerSet(who, who, {each[:-1]: int(each[-1]) for each in given.split()}) for who, given in more.items()
    ]
    sheet = mbi.load_catalogue().questionnaire("S006")
    result = mbi.assess(mbi.Panel(sheet, sets, named_chiefs=True), samples=500)
    found = result.certainty
    assert found is not None
    first, often = result.order[0].practice, found.practices[0].practice
    assert first != often
    said = how_sure_of_the_first(told(result))
    assert said.index(first) < said.index(f"Most often first instead: {often}")
    assert "instead" not in how_sure_of_the_first(told(company()))


def test_a_side_that_is_silent_is_named_with_the_first_step() -> None:
    """A share of draws in which its answers are not drawn must not pass for all that is uncertain."""
    assert "Nobody of the CMO side was heard" in how_sure_of_the_first(told(uniform(2, "CIO")))
    assert "Nobody" not in how_sure_of_the_first(told(company()))


def test_a_level_that_nothing_missing_could_move_has_no_range() -> None:
    """Everybody answered: of the level that is said, the gap has its range."""
    (areas,) = (each for each in made(uniform(2, "CIO", "CMO"))[:6] if isinstance(each, Bullets))
    assert all("no answer is missing that could move it; gap 0.00, between" in text for text in areas.texts)
    (areas,) = (each for each in made(company())[:6] if isinstance(each, Bullets))
    assert any(re.search(r": 0\.\d\d, between 0\.\d\d and 0\.\d\d; gap", text) for text in areas.texts)


def test_of_a_side_that_was_never_asked_several_people_are_asked() -> None:
    """One person cannot say what the rest of the company accepts."""
    blocks = made(mbi.assess(demo_panel()))
    lines = [text for each in blocks if isinstance(each, Bullets) for text in each.texts]
    unasked = [text for text in lines if "(rest of the company)" in text]
    assert unasked
    assert all(text.endswith("Ask several people (rest of the company).") for text in unasked)


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
