"""What was not answered."""

from mbi_collab.markup.table import Table
from mbi_collab.report.unanswered import unanswered
from tests.report.panels import SHEET, company, told, uniform


def test_the_counts_of_an_area_sum_to_what_was_asked() -> None:
    table = next(each for each in unanswered(told(company())) if isinstance(each, Table))
    asked = sum(len(each.items) for each in SHEET.questions) * 8
    assert sum(int(cell) for row in table.rows for cell in row[2:6]) == asked


def test_silent_statements_and_unsure_practices_are_listed() -> None:
    text = str(list(unanswered(told(company()))))
    assert "Practices only indicated" in text
    assert "QL1" in text


def test_a_small_side_shows_counts_by_area_alone() -> None:
    text = str(list(unanswered(told(company(2)))))
    assert "indicated" not in text


def test_full_answers_are_said_to_be_full() -> None:
    assert "answered by everybody" in str(list(unanswered(told(uniform(3, "CIO", "CMO")))))
