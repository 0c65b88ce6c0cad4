"""The table that every result is shown by."""

import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.markup.layout import display_width
from mbi_collab.markup.table import Column, Table

COLUMNS = (Column("practice", "practice"), Column("level", "level", "right"), Column("gap", "gap", "right"))
SCORECARD = Table(
    "Scorecard", COLUMNS, (("P01", "0.50", "+0.25"), ("P02", "0.25", "−0.50")), ("2 practices x 6 respondents",)
)
HOSTILE = "<script>alert(1)</script> | \"'`x`\n\x1b[31m\u202e 👩‍👩‍👧 日本"


def table_of(*cells: str) -> Table:
    """A table with one row of three cells."""
    return Table("", COLUMNS, (cells,))


def test_text() -> None:
    """Aligned, with the footnote in brackets."""
    assert str(SCORECARD) == SCORECARD.to_text() == (
        "Scorecard\n"
        "practice  level    gap\n"
        "P01        0.50  +0.25\n"
        "P02        0.25  −0.50\n"
        "[2 practices x 6 respondents]"
    )  # fmt: skip


def test_markdown() -> None:
    """A pipe table, the footnote an italic line."""
    assert SCORECARD.to_markdown() == (
        "**Scorecard**\n\n"
        "| practice | level | gap |\n"
        "| :--- | ---: | ---: |\n"
        "| P01 | 0.50 | +0.25 |\n"
        "| P02 | 0.25 | −0.50 |\n"
        "\n*2 practices x 6 respondents*\n"
    )


def test_html() -> None:
    """A caption, headings with a scope, the first cell the name of its row."""
    assert Table("T", COLUMNS[:2], [["P01", "0.50"]], ["n"]).to_html() == (
        '<table class="mbi-table" style="border-collapse:collapse;color:var(--jp-content-font-color1, inherit)">'
        '<caption style="text-align:left">T</caption>'
        '<thead><tr><th scope="col" style="text-align:left">practice</th>'
        '<th scope="col" style="text-align:right">level</th></tr></thead><tbody>\n'
        '<tr><th scope="row" style="text-align:left">P01</th><td style="text-align:right">0.50</td></tr></tbody>'
        '<tfoot><tr><td colspan="2" style="text-align:left;font-size:smaller">n</td></tr></tfoot></table>'
    )


class _Reader(HTMLParser):
    """The tags and the texts of some HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_hostile_text_stays_text_everywhere() -> None:
    """Title, heading, cell and footnote."""
    table = Table(HOSTILE, (Column("a", HOSTILE),), ((HOSTILE,),), (HOSTILE,))
    assert read(table.to_html()).tags == {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    assert "<script" not in table.to_markdown()
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", table.to_text() + table.to_markdown() + table.to_html())
    assert len(table.to_text().splitlines()) == 4


def test_a_very_long_cell_fits_a_terminal() -> None:
    """It is wrapped; the other columns keep their place."""
    lines = table_of("x" * 10_000, "0.50", "word " * 2_000).to_text().splitlines()
    assert max(map(display_width, lines)) <= 100
    assert max(map(display_width, table_of("a " * 99, "0.50", "+0.25").to_text(60).splitlines())) <= 60


def test_a_table_without_rows_still_says_what_it_would_show() -> None:
    """Headings and footnote stand."""
    assert Table("", COLUMNS, (), ("nobody answered",)).to_text() == "practice  level  gap\n[nobody answered]"


def test_a_title_of_nothing_leaves_no_empty_stars() -> None:
    """In Markdown four stars in a line are a rule."""
    assert "**" not in Table(" \n", COLUMNS, (), (" ",)).to_markdown()


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=40)] * 3), max_size=5))
def test_every_markdown_row_has_its_pipes(rows: list[tuple[str, str, str]]) -> None:
    """Four that count, however many the cells hold."""
    lines = Table("", COLUMNS, rows).to_markdown().splitlines()
    assert len(lines) == len(rows) + 2
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in lines} == {4}


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.text(max_size=40)] * 3), max_size=5))
def test_html_has_each_cell_once(rows: list[tuple[str, str, str]]) -> None:
    """No text makes or breaks a cell."""
    html = Table("", COLUMNS, rows).to_html()
    assert html.count("<td") == 2 * len(rows)
    assert html.count('<th scope="row"') == len(rows)


@pytest.mark.parametrize("rows", [[["a", "b"]], [["a", "b", "c", "d"]], [["a", "b", None]], [["a", "b", 0.5]]])
def test_a_row_has_one_text_per_column(rows: list[list[str]]) -> None:
    """A wrong row is told by its number."""
    with pytest.raises(ValueError, match="row 1"):
        Table("", COLUMNS, rows)


def test_columns_are_there_and_differ() -> None:
    """No column, twice one key, or an unknown alignment."""
    with pytest.raises(ValueError, match="a key of its own"):
        Table("", (), ())
    with pytest.raises(ValueError, match="a key of its own"):
        Table("", (COLUMNS[0], COLUMNS[0]), ())
    with pytest.raises(ValueError, match="align"):
        Column("a", "a", "center")  # type: ignore[arg-type]


def test_a_table_is_a_value() -> None:
    """Lists become tuples, equal content is equal, nothing can be set."""
    again = attrs.evolve(SCORECARD, rows=[list(row) for row in SCORECARD.rows])
    assert again == SCORECARD
    assert hash(again) == hash(SCORECARD)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        SCORECARD.title = "x"  # type: ignore[misc]


def test_a_notebook_is_offered_three_kinds() -> None:
    """Text, HTML and Markdown; only those asked for."""
    bundle = SCORECARD._repr_mimebundle_()
    assert bundle == {
        "text/plain": str(SCORECARD),
        "text/html": SCORECARD._repr_html_(),
        "text/markdown": SCORECARD._repr_markdown_(),
    }
    assert set(SCORECARD._repr_mimebundle_(include={"text/html"})) == {"text/html"}
    assert set(SCORECARD._repr_mimebundle_(exclude={"text/html"})) == {"text/plain", "text/markdown"}
    assert repr(SCORECARD) == "<Table 'Scorecard': 2 rows x 3 columns>"
