"""Scenario S006 and its tasks, as the source has them."""

import datetime

import pytest

from mbi_collab import load_catalogue

CATALOGUE = load_catalogue()
S006 = CATALOGUE.scenario("S006")


@pytest.mark.system(3)
def test_the_parts_of_s006_are_counted() -> None:
    """3 problems, 3 open questions, 3 tasks, 9 listed practices, 9 bullets, 1 reference."""
    assert len(S006.problems) == 3
    assert len(S006.open_questions) == 3
    assert len(S006.task_codes) == 3
    assert len(S006.listed_practices) == 9
    assert len(S006.question_codes) == 9
    assert len(S006.references) == 1
    assert len(S006.outcome_signs) == 2


@pytest.mark.system(3)
def test_each_open_question_has_its_area() -> None:
    """The three open questions are answered by R, U and L."""
    assert [(each.code, each.area) for each in S006.open_questions] == [("OQ1", "R"), ("OQ2", "U"), ("OQ3", "L")]
    assert S006.area_codes == ("R", "U", "L")


@pytest.mark.system(3)
def test_only_section_3_1_is_ordered() -> None:
    """The source numbers the steps of 3.1 and no others."""
    assert {each.section for each in S006.listed_practices if each.ordered} == {"3.1"}
    assert [each.section for each in S006.listed_practices] == ["3.1"] * 3 + ["3.2"] * 3 + ["3.3"] * 3
    assert [each.codes for each in S006.listed_practices if each.ordered] == [("R02",), ("R03",), ("R04",)]


@pytest.mark.system(3)
def test_the_nine_bullets_stand_in_three_sections() -> None:
    """3 + 4 + 2 control questions, in the source's order, with their place in it."""
    questions = CATALOGUE.questions_of("S006")
    assert tuple(question.code for question in questions) == S006.question_codes
    assert [question.area for question in questions] == ["R"] * 3 + ["U"] * 4 + ["L"] * 2
    assert [question.place for question in questions] == [
        *(f"3.1 bullet {number}" for number in (1, 2, 3)),
        *(f"3.2 bullet {number}" for number in (1, 2, 3, 4)),
        *(f"3.3 bullet {number}" for number in (1, 2)),
    ]


@pytest.mark.system(4)
def test_tasks_come_in_the_source_s_order() -> None:
    """U005B is named first."""
    assert [task.code for task in CATALOGUE.tasks_of("S006")] == ["U005B", "U003A", "U004A"]
    assert all(task.basis == "stated" and task.facts for task in CATALOGUE.tasks)
    assert CATALOGUE.task("U005B").public_id == "TASK-233"


@pytest.mark.system(1)
def test_author_and_affiliation_stand_apart() -> None:
    """The name holds no institution."""
    assert (S006.author.name, S006.author.affiliation) == ("Dohnal, J.", ("KSI", "FIT", "ČVUT"))


@pytest.mark.system(2)
def test_the_day_of_change_is_kept_in_one_form() -> None:
    """2014-11-02, whatever the portal prints."""
    assert S006.modified == "2014-11-02"
    assert datetime.date.fromisoformat(S006.modified) == datetime.date(2014, 11, 2)


@pytest.mark.system(1)
def test_the_original_title_is_kept() -> None:
    """The title as printed stands beside ours."""
    assert S006.original_title == "Je třeba zkvalitnit spolupráci CIO a CMO"
    assert S006.title
    assert S006.title != S006.original_title
    assert S006.public_id == "SCENARIO-100"


def test_sides_and_roles_are_those_of_the_source() -> None:
    """CIO and CMO are the parties, the rest of the company is a witness."""
    assert S006.sides == ("CIO", "CMO")
    assert {side.code: side.kind for side in CATALOGUE.sides} == {"CIO": "party", "CMO": "party", "rest": "witness"}
    assert CATALOGUE.side("CIO").role == "R101"
    assert CATALOGUE.side("CMO").stand_in


@pytest.mark.system(41)
def test_every_part_names_its_facts() -> None:
    """Problems, questions and signs are traced to the source."""
    for parts in (S006.problems, S006.open_questions, S006.outcome_signs):
        for part in parts:
            assert part.text
            assert part.facts
            assert {CATALOGUE.fact(code).source for code in part.facts} == {"CZ"}
