"""The two sides side by side."""

from mbi_collab.markup.table import Table
from mbi_collab.report.outline import LevelChart
from mbi_collab.report.sides import every_practice, sides_compared
from tests.report.panels import SHEET, company, told, uniform


def test_areas_and_largest_differences_are_drawn() -> None:
    charts = [each for each in sides_compared(told(company())) if isinstance(each, LevelChart)]
    assert len(charts[0].rows) == len(SHEET.areas)
    gaps = [abs((row.first or 0) - (row.second or 0)) for row in charts[1].rows]
    assert gaps[0] == max(gaps)


def test_a_small_side_shows_areas_alone() -> None:
    blocks = list(sides_compared(told(company(2))))
    assert [type(each) for each in blocks] == [LevelChart, Table]
    assert not list(every_practice(told(company(2))))


def test_every_practice_has_a_row() -> None:
    (table,) = every_practice(told(company()))
    assert isinstance(table, Table)
    assert len(table.rows) == len(SHEET.practices)


def test_a_missing_side_shows_no_differences() -> None:
    assert sum(isinstance(each, LevelChart) for each in sides_compared(told(uniform(2, "CIO")))) == 1
