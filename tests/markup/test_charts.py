"""Charts of levels and of priorities."""

import math
import re
from xml.etree import ElementTree

import pytest

from mbi_collab.language.numbers import level, points
from mbi_collab.markup.charts import BarRow, DumbbellRow, bar_chart, dumbbell_chart
from mbi_collab.markup.elements import Markup

SVG = "{http://www.w3.org/2000/svg}"


def levels(*rows: DumbbellRow) -> Markup:
    names = ("CIO", "CMO", "target")
    return dumbbell_chart(rows, title="Levels", names=names, no_answer="no answer", show=level)


def bars(*rows: BarRow, names: tuple[str, ...] = ("need", "leverage", "ease", "priority")) -> Markup:
    return bar_chart(rows, title="Priorities", names=names, no_answer="no answer", show=points)


def read(chart: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(chart)  # noqa: S314 (our own text)


def texts(chart: Markup) -> list[str]:
    return [each.text or "" for each in read(chart).iter(f"{SVG}text")]


def count(chart: Markup, tag: str) -> int:
    return sum(1 for _ in read(chart).iter(f"{SVG}{tag}"))


def test_a_row_of_levels_is_a_circle_and_a_square() -> None:
    """One of each for the row, one of each in the legend; the numbers beside them."""
    chart = levels(DumbbellRow("Roles", 0.75, 0.25))
    assert (count(chart, "circle"), count(chart, "rect")) == (2, 2)
    assert {"Roles", "0.75", "0.25", "CIO", "CMO"} <= set(texts(chart))
    assert "target" not in chart


def test_levels_stand_where_they_belong() -> None:
    """The axis is linear from 0 to 1."""
    places = [
        float(re.findall(r'cx="([\d.]+)"', levels(DumbbellRow("x", value, None)))[1]) for value in (0, 0.25, 0.5, 1)
    ]
    assert places[2] - places[0] == pytest.approx(2 * (places[1] - places[0]), abs=0.02)
    assert places[3] - places[0] == pytest.approx(4 * (places[1] - places[0]), abs=0.04)


def test_a_missing_level_is_written_not_drawn() -> None:
    """Nothing stands in the place of an answer that nobody gave."""
    one = levels(DumbbellRow("Roles", None, 0.5))
    assert (count(one, "circle"), count(one, "rect")) == (1, 2)
    assert texts(one).count("no answer") == 1
    none = levels(DumbbellRow("Roles", None, None, target=0.75))
    assert (count(none, "circle"), count(none, "rect")) == (1, 1)
    assert texts(none).count("no answer") == 3


def test_a_line_joins_two_levels_only_where_they_have_a_gap() -> None:
    """A line is read as a gap."""
    joined, apart = (levels(DumbbellRow("Roles", 0.25, 0.75, has_gap=has_gap)) for has_gap in (True, False))
    assert count(joined, "line") == count(apart, "line") + 1
    assert (count(apart, "circle"), count(apart, "rect")) == (2, 2)
    assert count(levels(DumbbellRow("Roles", 0.25, None)), "line") == count(apart, "line")


def test_the_description_says_it_all() -> None:
    """In words, for who cannot see the picture."""
    chart = levels(DumbbellRow("Roles", 0.75, None, 0.75), DumbbellRow("Goals", 0, 1))
    description = read(chart).findtext(f"{SVG}desc")
    assert description == "Roles: CIO 0.75, CMO no answer, target 0.75; Goals: CIO 0.00, CMO 1.00"


@pytest.mark.parametrize("value", [math.nan, math.inf, -0.01, 1.01])
def test_a_level_is_a_number_from_0_to_1(value: float) -> None:
    """No other number is drawn."""
    with pytest.raises(ValueError, match="no level from 0 to 1"):
        DumbbellRow("x", value, None)
    with pytest.raises(ValueError, match="no level from 0 to 1"):
        DumbbellRow("x", None, None, value)


def test_a_bar_is_its_parts() -> None:
    """A segment for each part above nothing, the numbers, and a total that adds up."""
    chart = bars(BarRow("U04", (53.2, 10.1, 8.0)), BarRow("R01", (41, 0, 5)))
    assert {"53.2", "10.1", "8.0", "71.3", "41.0", "0.0", "46.0"} <= set(texts(chart))
    segments = [each for each in read(chart).iter(f"{SVG}rect") if each.attrib["height"] == "18"]
    assert len(segments) == 3 + 3 + 2


def test_parts_differ_without_colour() -> None:
    """Every part but the first has a pattern that is defined in the chart itself."""
    chart = bars(BarRow("U04", (1, 1, 1, 1, 1)), names=("a", "b", "c", "d", "e", "sum"))
    used = set(re.findall(r"url\(#([\w-]+)\)", chart))
    defined = {each.attrib["id"] for each in read(chart).iter(f"{SVG}pattern")}
    assert used == defined
    assert len(used) == 4


def test_a_missing_part_leaves_the_total_open() -> None:
    """What is known is drawn; nobody knows the sum."""
    assert BarRow("U04", (1, None, 2)).total is None
    chart = bars(BarRow("U04", (1, None, 2)))
    assert texts(chart).count("no answer") == 2
    assert texts(bars(BarRow("U04", (None, None, None)))).count("no answer") == 5


def test_a_longer_bar_moves_the_end_of_the_axis() -> None:
    """Factors may lift a priority above 100."""
    assert {"0", "25", "50", "75", "100"} <= set(texts(bars(BarRow("U04", (50, 30, 20)))))
    assert {"0", "30", "60", "90", "120"} <= set(texts(bars(BarRow("U04", (90, 20, 0)))))


@pytest.mark.parametrize("part", [math.nan, math.inf, -1.0])
def test_a_part_is_a_number_from_0(part: float) -> None:
    """No other number is drawn."""
    with pytest.raises(ValueError, match="no number from 0"):
        BarRow("x", (part,))


def test_parts_and_rows_are_counted() -> None:
    """Names for every part and the total; no part too many; at least one row."""
    with pytest.raises(ValueError, match="has 2 parts, not 3"):
        bars(BarRow("x", (1, 2)))
    with pytest.raises(ValueError, match="1 to 5 parts, not 6"):
        bars(BarRow("x", (1,) * 6), names=tuple("abcdefg"))
    with pytest.raises(ValueError, match="1 to 5 parts, not 0"):
        bars(BarRow("x", ()), names=("sum",))
    with pytest.raises(ValueError, match="1 to 100 rows"):
        levels()


@pytest.mark.parametrize(
    "label", ["<script>alert(1)</script>", '"><b onload="x">', "\x00\x1b\u202ex", "👩‍👩‍👧 日本", "y" * 10_000]
)
def test_hostile_labels_stay_text(label: str) -> None:
    """The SVG is well formed, has no element of theirs and keeps a bounded size."""
    for chart in (levels(DumbbellRow(label, 0.5, 0.5)), bars(BarRow(label, (1, 2, 3)))):
        tags = {each.tag.removeprefix(SVG) for each in read(chart).iter()}
        assert tags <= {"svg", "title", "desc", "g", "text", "line", "rect", "circle", "defs", "pattern", "path"}
        assert all(len(text) <= 80 for text in texts(chart))
        assert len(chart) < 30_000


def test_the_same_chart_is_the_same_bytes() -> None:
    """Its ids come from its content, so two charts on a page differ."""
    assert levels(DumbbellRow("a", 0, 1)) == levels(DumbbellRow("a", 0, 1))
    ids = [set(re.findall(r'id="([^"]+)"', levels(DumbbellRow(name, 0, 1)))) for name in "ab"]
    assert not ids[0] & ids[1]
