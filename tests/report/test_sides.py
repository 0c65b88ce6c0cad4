"""The two sides side by side."""

import mbi_collab as mbi
from mbi_collab.__main__ import demo_panel
from mbi_collab.markup.table import Table
from mbi_collab.report.outline import LevelChart, Paragraph
from mbi_collab.report.sides import every_practice, sides_compared
from tests.report.panels import SHEET, company, told, uniform


def test_areas_and_largest_differences_are_drawn() -> None:
    charts = [each for each in sides_compared(told(company())) if isinstance(each, LevelChart)]
    assert len(charts[0].rows) == len(SHEET.areas)
    gaps = [abs((row.first or 0) - (row.second or 0)) for row in charts[1].rows]
    assert gaps[0] == max(gaps)


def areas_chart(result: mbi.Assessment) -> LevelChart:
    """Return the chart of areas."""
    return next(each for each in sides_compared(told(result)) if isinstance(each, LevelChart))


def test_no_line_joins_the_sides_where_no_statement_was_answered_by_both() -> None:
    """In L each chief rated other statements: both levels stand there, and no gap; below it stands why."""
    cio, cmo = {"Q313": 2, "Q331a": 2}, {"Q313": 4, "Q331b": 4}
    sets = [mbi.AnswerSet("x", "CIO", cio), mbi.AnswerSet("y", "CMO", cmo)]
    result = mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True))
    chart = areas_chart(result)
    rows = {area.code: row for area, row in zip(SHEET.areas, chart.rows, strict=True)}
    assert [(row.first, row.second, row.has_gap) for row in (rows["R"], rows["L"])] == [
        (0.25, 0.75, True),
        (0.25, 0.75, False),
    ]
    assert chart.caption == "Without a gap, as no statement was answered by both sides: Lasting relationship."


def test_a_gap_that_is_withheld_is_not_drawn() -> None:
    """Of an area with missing answers a small side shows its level alone."""
    result = company(2)
    chart = areas_chart(result)
    assert [row.has_gap for row in chart.rows] == [False] * len(result.scorecard.areas)
    assert chart.caption == "The gap is withheld: Shared reasons, Using the potential, Lasting relationship."
    assert areas_chart(uniform(2, "CIO", "CMO")).caption == areas_chart(uniform(2, "CIO")).caption == ""


def test_an_area_whose_levels_are_withheld_is_not_drawn_as_unanswered() -> None:
    """What two people of a side say of two statements is withheld: the table says so; of U nobody said anything."""
    answers = [{"Q313": 2, "Q331a": 3}, {"Q313": 2}]
    sets = [mbi.AnswerSet(f"{side}-{at}", side, answers[at]) for side in SHEET.side_codes for at in range(2)]
    result = mbi.assess(mbi.Panel(SHEET, sets))
    assert [result.scorecard.shown(each).sides for each in result.scorecard.areas] == [(), ("CIO", "CMO"), ()]
    assert [row.label for row in areas_chart(result).rows] == ["Using the potential"]


def test_a_small_side_shows_areas_alone() -> None:
    blocks = list(sides_compared(told(company(2))))
    assert [type(each) for each in blocks] == [LevelChart, Table]
    assert not list(every_practice(told(company(2))))


def test_every_practice_has_a_row() -> None:
    (table,) = every_practice(told(company()))
    assert isinstance(table, Table)
    assert len(table.rows) == len(SHEET.practices)


def test_how_levels_and_gap_hang_together_is_said_where_they_stand() -> None:
    note = "A side's level rests on the statements it answered, the combined level on all"
    _, areas, *_ = sides_compared(told(company()))
    (practices,) = every_practice(told(company()))
    assert isinstance(areas, Table)
    assert isinstance(practices, Table)
    assert note in areas.footnotes[0]
    assert note in practices.footnotes[0]


def test_the_largest_gaps_are_drawn_where_both_sides_rated_the_same() -> None:
    """What is drawn apart is the gap: the demo's L07, of which one side rated a part, is not among them."""
    result = mbi.assess(demo_panel())
    *_, differences = sides_compared(told(result))
    assert isinstance(differences, LevelChart)
    apart = [abs((row.first or 0.0) - (row.second or 0.0)) for row in differences.rows]
    assert [round(each, 9) for each in apart] == sorted((round(each, 9) for each in apart), reverse=True)
    assert len(apart) > 3
    assert result.scorecard.practice("L07").gap
    assert not [row for row in differences.rows if "L07" in row.label]


def test_a_missing_side_shows_no_differences() -> None:
    assert sum(isinstance(each, LevelChart) for each in sides_compared(told(uniform(2, "CIO")))) == 1


def test_how_alike_a_side_is_inside_is_told_with_its_people() -> None:
    """One paragraph: the mean of each side, and the statement it is most split on."""
    (inside,) = [each for each in sides_compared(told(company())) if isinstance(each, Paragraph)]
    made = company().agreement.side("CIO")
    assert made.most_split is not None
    assert made.consensus is not None
    assert f"CIO side {made.consensus:.2f} (4 people; statements: {made.items})" in inside.text
    assert f"({made.most_split.item}): {made.most_split.consensus:.2f} (4 of 4 answers)" in inside.text


def test_of_single_people_nothing_is_told_of_inside() -> None:
    """Agreement takes two."""
    texts = [each.text for each in sides_compared(told(uniform(2, "CIO", "CMO"))) if isinstance(each, Paragraph)]
    assert not [each for each in texts if "alike" in each]
