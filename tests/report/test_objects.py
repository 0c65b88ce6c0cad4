"""One object of the catalogue as a table."""

import re

import pytest

import mbi_collab as mbi
from mbi_collab.errors import UnknownCodeError
from mbi_collab.report.objects import object_table

CATALOGUE = mbi.load_catalogue()
KINDS = ("scenarios", "tasks", "practices", "areas", "questions", "items", "roles", "studies", "facts")
OBJECTS = [(kind, each.code) for kind in KINDS for each in getattr(CATALOGUE, kind)]


def values(code: str) -> dict[str, list[str]]:
    """Return the values of an object's rows by their label."""
    found: dict[str, list[str]] = {}
    for label, value in object_table(CATALOGUE, code).rows:
        found.setdefault(label, []).append(value)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_object_is_shown(kind: str) -> None:
    """Every object of every kind has a table, in text, Markdown and HTML, with its own words in it."""
    for code in [own for of, own in OBJECTS if of == kind]:
        table = object_table(CATALOGUE, code)
        assert table.title.endswith(f" {code}")
        assert all(label and value for label, value in table.rows)
        assert CATALOGUE.find_object(code).text in [value for _, value in table.rows]  # type: ignore[attr-defined]
        assert table.to_text()
        assert table.to_markdown()
        assert table.to_html()


def test_no_row_leaves_a_reader_with_bare_codes() -> None:
    """Other objects are named by code and title or text; only its own code, titles, words and roles stand alone."""
    codes = {code for _, code in OBJECTS} | {each.code for each in CATALOGUE.reasons}
    own = {"code", "title", "original title", "place", "owner", "kind", "note"}
    for _, code in OBJECTS:
        for label, value in object_table(CATALOGUE, code).rows:
            bare = [part for part in re.split(r", ", value) if part in codes]
            assert label in own or not bare, (code, label, value)


def test_no_value_reads_like_python() -> None:
    """Neither True nor None nor a tuple is shown."""
    for _, code in OBJECTS:
        for _, value in object_table(CATALOGUE, code).rows:
            assert value not in ("True", "False", "None")
            assert not value.startswith(("(", "["))


def test_a_practice_says_what_it_needs_and_what_needs_it() -> None:
    """Prerequisites with the reason, owners by title, and the practices that wait for it."""
    shown = values("U04")
    assert shown["needs first"][0].startswith("U01 Build a common language: ")
    assert shown["owner"] == ["R101 CIO", "CMO"]
    assert shown["carried out in"] == ["U004A Revision of the IT strategy to business requirements"]
    assert shown["is needed by"] == ["L02 Anchor cooperation in joint processes"]


def test_a_scenario_says_who_wrote_it_and_what_it_asks() -> None:
    """Author and affiliation apart, the open questions with their areas, references whole."""
    shown = values("S006")
    assert (shown["author"], shown["affiliation"]) == (["Dohnal, J."], ["KSI, FIT, ČVUT"])
    assert shown["last changed"] == ["2014-11-02"]
    assert [value.endswith(f"({area})") for value, area in zip(shown["open question"], shown["areas"], strict=True)]
    assert shown["reference"][0].startswith("Dohnal, J. 2014 MI-CIO")


def test_an_item_says_why_its_links_are_judged() -> None:
    """The reason is a sentence, and what is not so has no row."""
    shown = values("Q321a")
    assert shown["link judged because"][0].endswith(".")
    assert shown["asked of"] == ["CIO side", "CMO side"]
    assert "mirror only" not in shown


@pytest.mark.parametrize("code", ["", "u4", "U04 ", "../x", "\0", "x" * 100_000, None, [], {}, 4, "__class__", "pack"])
def test_a_hostile_code_is_unknown(code: object) -> None:
    """Whatever is asked for, what is not there is an UnknownCodeError."""
    with pytest.raises(UnknownCodeError):
        object_table(CATALOGUE, code)  # type: ignore[arg-type]


def test_an_organisation_model_tells_what_it_changes() -> None:
    """With the practice, the factor and the reason; its effects and conditions stand beside it."""
    shown = object_table(mbi.load_catalogue(), "one-executive")
    rows = {what: which for what, which in shown.rows if "F07" in which or "reorganised" in which}
    assert rows["changes the priority of"].startswith("F07 Plan marketing's technology money together, times 0.80: ")
    assert rows["effect or condition"] == "reorganise The company has to be reorganised for it."
