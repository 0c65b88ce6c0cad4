"""Laying texts over the structure of a pack."""

from typing import Any

from mbi_collab.catalogue.laying import fill, lay, name_of
from mbi_collab.errors import Fault


def test_entries_are_called_by_code_or_number() -> None:
    """The place of a fault names an entry as its reader would."""
    assert name_of({"code": "U04"}, 3) == "U04"
    assert [name_of(each, 3) for each in ({}, {"code": 1}, {"code": ""}, "x", None)] == ["[3]"] * 5


def test_texts_lie_on_the_entries_of_their_code() -> None:
    """A table of texts finds its table by key, and an entry of a list by its code."""
    data: dict[str, Any] = {"areas": [{"code": "R"}, {"code": "U"}], "pack": {"id": "x"}}
    faults: list[Fault] = []
    lay(data, {"areas": {"U": {"title": "Use"}}, "pack": {"title": "X"}}, (), "text/en.toml", faults)
    assert data == {"areas": [{"code": "R"}, {"code": "U", "title": "Use"}], "pack": {"id": "x", "title": "X"}}
    assert faults == []


def test_what_cannot_be_laid_is_told_with_its_key() -> None:
    """A text for something the pack has not, for a field that is no text, and over one that is there."""
    data: dict[str, Any] = {"areas": [{"code": "R", "title": "there"}]}
    faults: list[Fault] = []
    texts = {"areas": {"R": {"title": "again", "weight": "2"}, "S": {"title": "?"}}}
    lay(data, texts, (), "text/en.toml", faults)
    assert [each.place for each in faults] == [f"text/en.toml areas.{end}" for end in ("R.title", "R.weight", "S")]
    assert data == {"areas": [{"code": "R", "title": "there"}]}


def test_missing_texts_are_taken_from_the_main_language_and_counted() -> None:
    """What is there stays."""
    texts: dict[str, Any] = {"a": {"title": "here"}}
    assert fill(texts, {"a": {"title": "main", "text": "t"}, "b": {"c": {"title": "deep"}}}) == 2
    assert texts == {"a": {"title": "here", "text": "t"}, "b": {"c": {"title": "deep"}}}
