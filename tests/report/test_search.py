"""What a search shows: an object, or a list."""

import pytest

from mbi_collab import load_catalogue
from mbi_collab.errors import UnknownCodeError
from mbi_collab.report.search import search_table

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("U04", "Practice U04"),
        ("u04", "Practice U04"),
        ("Q313", "Item Q313"),
        ("Q311", "Control question Q311"),
        ("m-reach", "Metric M-REACH"),
        ("R1", "Practice R01"),
        ("u5b", "Task U005B"),
        ("A-ERP", "Application A-ERP"),
        ("one-executive", "Organisation model one-executive"),
        ("customer-knowledge", "Strategic focus customer-knowledge"),
        ("verification", "Responsibility verification"),
        ("joint-project", "Bundle joint-project"),
        ("S002", "Known by name only: S002"),
    ],
)
def test_a_code_shows_its_object(text: str, title: str) -> None:
    """In whatever case it is written."""
    assert search_table(CATALOGUE, text).title == title


def test_words_show_what_holds_them() -> None:
    """Code, kind and title, the best first."""
    table = search_table(CATALOGUE, "media effect")
    assert table.title == "What was found for “media effect”"
    assert table.rows[0] == ("V02", "practice", "Agree one definition of media effect")
    assert [row[1] for row in search_table(CATALOGUE, "metrics call").rows] == ["metric group, name only"]


def test_every_kind_has_its_word() -> None:
    """A search that finds objects of every kind can be shown."""
    kinds = {row[1] for row in search_table(CATALOGUE, "a").rows}
    assert {"metric", "application", "responsibility", "bundle", "task, name only", "document, name only"} <= kinds


@pytest.mark.parametrize(
    ("text", "says"), [("uu4", "Did you mean 'U04'"), ("", "''"), ("xyzzy plugh", "nothing holds all these words")]
)
def test_what_is_nowhere_is_an_unknown_code(text: str, says: str) -> None:
    """With the nearest code."""
    with pytest.raises(UnknownCodeError, match=says):
        search_table(CATALOGUE, text)
