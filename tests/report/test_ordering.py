"""The order as a table, and what adds up."""

import re

import mbi_collab as mbi
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


def test_the_chart_says_how_many_of_how_many_steps_it_shows() -> None:
    result = company()
    (chart,) = (each for each in recommended_order(told(result)) if isinstance(each, PartsChart))
    shown = f"the first {len(chart.rows)} of {len(result.order)} in the"
    assert len(chart.rows) < len(result.order)
    assert shown in chart.title
    assert shown in chart.caption


def test_the_table_by_urgency_is_not_said_to_stand_in_the_recommended_order() -> None:
    """In Markdown the chart is a table of its own, with what is said of it."""
    *_, by_urgency = recommended_order(told(company()))
    assert isinstance(by_urgency, Table)
    assert [row[0] for row in by_urgency.rows] == [str(at + 1) for at in range(len(by_urgency.rows))]
    assert by_urgency.footnotes[-1].startswith("The most urgent first.")
    text = mbi.render_report(company(), "markdown")
    own = text[
        text.index("What adds up to the priority of the first 8 of 17") : text.index("*Priority out of 100, by its")
    ]
    steps = [step.practice for step in company().order[:8]]
    assert re.findall(r"^\| ([A-Z]\d+) ", own, re.MULTILINE) == steps
    assert "| 31.3 | 0.0 | 15.0 | 10.0 | 56.3 |" in own


def test_where_a_side_is_small_there_is_no_order() -> None:
    assert any(isinstance(each, PartsChart | Table) for each in recommended_order(told(company())))
    assert list(recommended_order(told(company(2)))) == []


def test_nothing_open_is_said() -> None:
    assert "No practice is open" in str(list(recommended_order(told(uniform(5, "CIO", "CMO")))))
