"""The frame of a chart."""

import re
from xml.etree import ElementTree

import pytest

from mbi_collab.markup.figure import MOST_ROWS, Figure, beginning, decimal, fingerprint, legend, shortened, text_at

FIGURE = Figure(
    ("Roles", "Understanding of each other's work and of what each is pressed for today"), ("CIO", "CMO"), 1, 78
)


def test_the_axis_runs_between_labels_and_numbers() -> None:
    """0 at the left, the maximum at the right."""
    assert (FIGURE.x(0), FIGURE.x(1)) == (250, FIGURE.right)
    assert FIGURE.y(0) < FIGURE.y(1) < FIGURE.bottom


@pytest.mark.parametrize("count", [0, MOST_ROWS + 1])
def test_the_number_of_rows_is_bounded(count: int) -> None:
    """More is no chart but a table."""
    with pytest.raises(ValueError, match="1 to 100 rows"):
        Figure(("x",) * count, (), 1, 60)


def test_a_long_label_is_cut_and_whole_in_its_tooltip() -> None:
    """Two lines at most."""
    label = FIGURE.label(1)
    assert label.count("<text") == 2
    assert "…</text>" in label
    assert "<title>Understanding of each other&#39;s work and of what each is pressed for today</title>" in label


def test_a_label_ends_short_of_the_axis() -> None:
    """Also in DejaVu Sans, the widest font of the page's list, whose letters take 7.5 units each on average."""
    label = Figure(("R03 Combine customer approach and technology",), (), 1, 60).label(0)
    lines = re.findall(r">([^<]+)</text>", label)
    assert " ".join(lines) == "R03 Combine customer approach and technology"
    assert max(map(len, lines)) * 7.5 < FIGURE.x(0) - 8


def test_a_heading_of_two_words_stands_whole_in_two_lines() -> None:
    """Right above its column; of more than two lines the second is cut."""
    heads = Figure(("x",), ("shared need", "priority"), 100, 70).column_headings()
    assert re.findall(r'y="(\d+)"[^>]*>([^<]+)<', heads) == [("38", "shared"), ("52", "need"), ("52", "priority")]
    (first, second) = re.findall(r">([^<]+)<", Figure(("x",), ("one two three four",), 1, 70).column_headings())
    assert (first, second) == ("one two", "three fo…")


def test_a_picture_has_a_name_and_a_description() -> None:
    """For who cannot see it; the text is escaped and the SVG well formed."""
    drawn = FIGURE.drawn("T & <t>", "d\x00d", FIGURE.axis([(0, "0"), (1, "1")]))
    root = ElementTree.fromstring(drawn)  # noqa: S314 (our own text)
    title, description = root[0], root[1]
    assert (title.text, description.text) == ("T & <t>", "dd")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"


def test_words_in_a_column_of_numbers_are_cut_to_fit() -> None:
    """They never run into the next column."""
    assert "no answer</text>" in FIGURE.number(0, 1, "no answer")
    assert "…" in FIGURE.number(0, 1, "not answered by anybody")
    assert 'font-weight="600"' in FIGURE.number(0, 0, "0.50", strong=True)


def test_legend_and_text() -> None:
    """Shapes beside their names."""
    shown = legend([(text_at(0, 0, "x"), "a" * 99), (text_at(0, 0, "y"), "CMO")])
    assert shown.count("<g ") == 2
    assert f"{'a' * 27}…" in shown


def test_small_parts() -> None:
    """Coordinates, cut texts and ids."""
    assert [decimal(value) for value in (10, 0.5, 1 / 3, 100.0)] == ["10", "0.5", "0.33", "100"]
    assert shortened("日本語日本語", 5) == "日本…"
    assert beginning("日本語", 5) == "日本"
    assert fingerprint("a", "b") == fingerprint("a", "b") != fingerprint("ab")
    assert len(shortened("x" * 10_000, 20)) == 20
