"""The open questions and their answers."""

import mbi_collab as mbi
from mbi_collab.report.outline import Card, Paragraph
from mbi_collab.report.questions import answer, further_areas, open_questions
from tests.report.panels import SHEET, company, told, uniform


def test_each_open_question_has_a_card() -> None:
    cards = [each.title for each in open_questions(told(company())) if isinstance(each, Card)]
    assert cards == [question.text for question in SHEET.scenario.open_questions]
    assert not list(further_areas(told(company())))


def test_further_areas_of_a_larger_profile_have_one_too() -> None:
    sheet = SHEET.catalogue.questionnaire("extended")
    result = mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet("a", "CIO", {"QP1": 3})]))
    assert len(list(further_areas(told(result)))) == 5


def test_the_answer_says_level_answers_and_standing() -> None:
    for level, word in ((1, "call it weak"), (3, "do not differ much"), (5, "a strength")):
        result = uniform(level, "CIO", "CMO")
        text = answer(told(result), result.scorecard.areas[0])
        assert word in text
        assert "22 of 22 answers" in text


def test_where_much_is_missing_the_class_holds_as_far_as_it_was_answered() -> None:
    """Two of the statements answered by both: weak, but not more than that is known."""
    sets = [mbi.AnswerSet(side, side, {"Q313": 1, "QR2": 1}) for side in ("CIO", "CMO")]
    result = mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True))
    assert ": as far as it was answered, both sides call it weak" in answer(told(result), result.scorecard.areas[0])
    whole = uniform(1, "CIO", "CMO")
    assert "as far as" not in answer(told(whole), whole.scorecard.areas[0])
    one = uniform(1, "CIO")
    assert "as far as" not in answer(told(one), one.scorecard.areas[0])


def test_one_view_and_no_answer_are_said() -> None:
    one, none = uniform(2, "CIO"), uniform(None, "CIO", "CMO")
    assert "CIO side alone" in answer(told(one), one.scorecard.areas[0])
    assert answer(told(none), none.scorecard.areas[0]).startswith("No answer yet")


def test_a_low_statement_in_a_good_area_is_told() -> None:
    """The average hides it."""
    answers: dict[str, int | str] = {item.code: 1 if item.code == "QR2" else 5 for item in SHEET.items}
    sets = [mbi.AnswerSet(side, side, answers) for side in ("CIO", "CMO")]
    cards = open_questions(told(mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True))))
    texts = [str(each) for each in cards if not isinstance(each, Paragraph)]
    assert "The average hides it" in texts[0]
    assert "QR2" in texts[0]
    assert "hides it" not in texts[1]


def test_an_area_says_what_was_agreed_in_the_room() -> None:
    """With the level that now counts and what each side had answered; nothing of it where a side is small."""
    after = mbi.assess(company().panel.with_agreed({"Q313": 4}))
    text = str(list(open_questions(told(after))))
    assert "As agreed in the room: “Joint strategic meetings of both teams" in text
    assert "(Q313) stands at 0.75. " in text
    assert "Before they talked: CIO side 0.19, CMO side 0.19" in text
    assert text.count("with what was agreed in the room). Before they talked (") == 1
    hidden = str(list(open_questions(told(mbi.assess(company(2).panel.with_agreed({"Q313": 4}))))))
    assert "agreed in the room" not in hidden
    assert "before they talked" not in hidden


def test_a_level_after_the_talk_and_answers_from_before_stand_in_sentences_of_their_own() -> None:
    """Two of eleven statements answered, nine agreed on: the level is of all, the rest of the two answered."""
    sets = [mbi.AnswerSet(side, side, {"Q313": 1, "QR2": 1}) for side in ("CIO", "CMO")]
    panel = mbi.Panel(SHEET, sets, named_chiefs=True)
    rest = [code for code in mbi.assess(panel).scorecard.areas[0].items if code not in {"Q313", "QR2"}]
    result = mbi.assess(panel.with_agreed(dict.fromkeys(rest, 5)))
    level = told(result).say.level(result.scorecard.areas[0].level)
    text = answer(told(result), result.scorecard.areas[0])
    said = (
        f"({level}, with what was agreed in the room). Before they talked (4 of 22 answers): as far as it was answered,"
    )
    assert f"{said} both sides call it weak (CIO side 0.00" in text


def test_an_area_that_was_only_agreed_on_says_so() -> None:
    result = mbi.assess(uniform(None, "CIO", "CMO").panel.with_agreed({"Q313": 4}))
    assert "no side answered beforehand" in mbi.render_report(result, "markdown")
