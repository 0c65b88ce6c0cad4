"""The order as a table, and what adds up."""

from mbi_collab.markup.table import Table
from mbi_collab.report.ordering import recommended_order
from mbi_collab.report.outline import PartsChart
from tests.report.panels import company, told, uniform


def test_every_step_has_a_row_and_the_chart_adds_up() -> None:
    result = company()
    blocks = list(recommended_order(told(result)))
    table = next(each for each in blocks if isinstance(each, Table))
    chart = next(each for each in blocks if isinstance(each, PartsChart))
    assert len(table.rows) == len(result.order)
    assert abs((chart.rows[0].total or 0) - (result.order[0].priority.value or 0)) < 1e-9


def test_where_a_side_is_small_there_is_no_order() -> None:
    assert any(isinstance(each, PartsChart | Table) for each in recommended_order(told(company())))
    assert list(recommended_order(told(company(2)))) == []


def test_nothing_open_is_said() -> None:
    assert "No practice is open" in str(list(recommended_order(told(uniform(5, "CIO", "CMO")))))
