"""The whole page, in both formats.

The golden files are made anew by ``MBI_GOLDEN=write pytest tests/report``; look at what changed before committing.
"""

import html.parser
import os
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

import mbi_collab as mbi
from mbi_collab.assessment.scorecard import Score
from mbi_collab.errors import OutputError, SettingsError
from mbi_collab.report.rendering import ReportFormat, format_of, render_report, write_report
from tests.report.panels import HOSTILE, SHEET, company, people, uniform

GOLDEN = Path(__file__).parent / "golden"
VOID = {"meta", "br", "hr", "img", "col"}


class Reader(html.parser.HTMLParser):
    """Checks that tags are balanced; keeps headings, attributes and texts."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.places: list[str] = []
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.feed(document)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data")]
        self.places += [f"#{value}" for name, value in attrs if name == "id"]
        assert not [name for name, _ in attrs if name.startswith("on")]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "svg" not in self.open:
            self.texts.append(data)


def plain(markdown: str) -> str:
    """Return Markdown without its marks."""
    return re.sub(r"\\(.)", r"\1", html.unescape(markdown))


CASES = {
    "company": company(),
    "withheld": company(2),
    "one-side": uniform(2, "CIO"),
    "no-answers": uniform(None, "CIO", "CMO"),
    "nothing-open": uniform(5, "CIO", "CMO"),
}
FORMATS: tuple[ReportFormat, ...] = ("markdown", "html")
every_case = pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("html", "html")])
@pytest.mark.parametrize("name", ["company", "withheld"])
def test_the_page_is_as_it_was_looked_at(name: str, form: ReportFormat, suffix: str) -> None:
    """The page of a fixed panel; the content's digest and the library's version are left out."""
    text = render_report(CASES[name], form)
    text = text.replace(CASES[name].provenance.pack_digest[:12], "DIGEST").replace(mbi.__version__, "VERSION")
    golden = GOLDEN / f"{name}.{suffix}"
    if os.environ.get("MBI_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()


@every_case
def test_html_is_balanced_and_fetches_nothing(result: mbi.Assessment) -> None:
    """No script, no address but the page's own places, headings without a leap."""
    read = Reader(render_report(result, "html"))
    assert not read.names & {"script", "link", "iframe", "object", "form", "img"}
    assert set(read.addresses) <= set(read.places)
    assert len(read.places) == len(set(read.places))
    assert read.headings[0] == 1
    assert read.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(read.headings, read.headings[1:], strict=False))


@every_case
def test_both_formats_say_the_same(result: mbi.Assessment) -> None:
    """Every text of the HTML page outside the charts stands in the Markdown page."""
    markdown = plain(render_report(result, "markdown"))
    texts = [text.strip() for text in Reader(render_report(result, "html")).texts]
    assert not [text for text in texts if text not in markdown]


@every_case
def test_nothing_undefined_is_printed(result: mbi.Assessment) -> None:
    for form in FORMATS:
        assert not re.search(r"\b(nan|None|inf)\b", render_report(result, form).replace("None of", ""))


@every_case
def test_no_respondent_is_named(result: mbi.Assessment) -> None:
    for form in FORMATS:
        assert "secret-" not in render_report(result, form)


def test_the_first_step_leads() -> None:
    """What to take up first stands before every section, and has a card."""
    result = company()
    title = SHEET.catalogue.practice(result.order[0].practice).title
    head, *sections = render_report(result, "markdown").split("\n## ")
    assert title in head
    assert any(f"#### {result.order[0].practice} {title}" in section for section in sections)


def test_hostile_texts_are_shown_not_obeyed() -> None:
    """Comments, posts and dates come from outside."""
    comments = dict.fromkeys([item.code for item in SHEET.items], HOSTILE)
    answers = {item.code: 1 for item in SHEET.items}, {item.code: 5 for item in SHEET.items}
    sets = people("CIO", answers[0], 4, post=HOSTILE) + people("CMO", answers[1], 4, comments=comments)
    result = mbi.assess(mbi.Panel(SHEET, sets))
    for text in (render_report(result, "html"), render_report(result, "markdown")):
        assert "alert(" in text
        assert "<script" not in text
        assert "\u202e" not in text
    markdown = render_report(result, "markdown")
    assert "**bold**" not in markdown
    assert "[link]" not in markdown
    Reader(render_report(result, "html"))


def views(score: Score) -> list[float | None]:
    """Return the level of each side."""
    return [each.level for each in score.by_side]


def numbers_below_areas(result: mbi.Assessment) -> set[str]:
    """Return every level and gap below area level as shown, unless an area, a target or a scale shows the same."""
    card = result.scorecard

    def shown(scores: Iterable[Score]) -> set[str]:
        levels = {
            value
            for score in scores
            for value in (score.level, score.careful, score.low, score.high, score.gap, *views(score))
            if value is not None
        }
        return {f"{abs(value):.2f}" for value in levels}

    public = shown([*card.areas, card.overall]) | {"0.00", "0.25", "0.50", "0.75", "1.00"}
    return shown([*card.questions, *card.items, *card.practices]) - public


def test_a_small_side_is_not_broken_out() -> None:
    """No number below area level, no comment, no sign of who sees what, no place of an order."""
    result = company(2)
    shown = render_report(company(2, named_chiefs=True), "markdown")
    secret = {each for each in numbers_below_areas(result) if each in shown}
    assert len(secret) > 5
    for form in FORMATS:
        text = render_report(result, form)
        assert not [each for each in secret if each in text]
        assert "budget is closed" not in text
        assert "sees a need" not in text
        assert "sees the need" not in text
        assert "indicated" not in text
        assert "nobody can be recognised" in text
        assert "Place 1" not in text
        assert "Take up first" not in text


@pytest.mark.system(39)
def test_a_stand_in_changes_no_number_and_is_named_by_post() -> None:
    """Posts are named, numbers stay."""
    same = [mbi.AnswerSet(each.respondent, each.side, each.answers) for each in company().panel.answer_sets]
    without = mbi.assess(mbi.Panel(SHEET, same))
    assert without.scorecard.overall == company().scorecard.overall
    assert "Standing in for the CMO: Head of marketing." in render_report(company(), "markdown")


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.HTM"])
def test_the_suffix_gives_the_format(tmp_path: Path, name: str) -> None:
    written = write_report(company(), tmp_path / name)
    content = written.read_bytes()
    assert content.startswith(b"# " if name == "a.md" else b"<!DOCTYPE html>")
    assert b"\r" not in content
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_an_unknown_suffix_or_format_is_refused(tmp_path: Path) -> None:
    """With the nearest that is known."""
    with pytest.raises(SettingsError, match=r"\.html"):
        write_report(company(), tmp_path / "a.htlm")
    with pytest.raises(SettingsError, match="markdown"):
        render_report(company(), "markdwn")  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_the_format_of_a_file_is_known_before_there_is_a_report() -> None:
    """By the suffix, in whatever case; what has none that is known says which are."""
    assert [format_of(each) for each in ("a.md", "b/a.HTM", Path("a.html"))] == ["markdown", "html", "html"]
    with pytest.raises(SettingsError, match=r"'' is not the suffix of a report \(allowed: \.md, \.html, \.htm\)"):
        format_of("a")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_report(company(), tmp_path / "no" / "a.md")


def test_the_format_may_be_given(tmp_path: Path) -> None:
    assert write_report(company(), tmp_path / "a.txt", format="markdown").read_text(encoding="utf-8").startswith("# ")


def test_other_kinds_of_value_are_refused(tmp_path: Path) -> None:
    """Nothing is no assessment, and a number no path."""
    with pytest.raises(SettingsError, match="'NoneType' must be an Assessment"):
        mbi.write_report(None, tmp_path / "x.html")  # type: ignore[arg-type]
    with pytest.raises(OutputError, match="is no path"):
        mbi.write_report(mbi.assess(mbi.Panel(mbi.load_catalogue().questionnaire(), [])), 5)  # type: ignore[arg-type]
