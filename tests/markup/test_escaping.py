"""Text made safe for where it goes."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.markup.escaping import (
    escape,
    escape_markdown,
    escape_mermaid,
    on_one_line,
    printable,
    safe_cell,
    safe_link,
)

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\x00b\x1b[31m",
    "שלום\u202eabc",
    "👩‍👩‍👧 日本",
    "x" * 10_000,
]


def test_escape_shows_markup_as_text() -> None:
    """All five signs, in text and in attributes."""
    assert escape("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;"


def test_characters_that_are_never_shown_are_taken_out() -> None:
    """Terminal codes, direction overrides and halves of pairs; tab, newline and letters stay."""
    assert printable("a\x00\x08\x1b\x7f\x9b\ud800\u202e\u2066b\t\n") == "ab\t\n"
    assert printable("שלום مرحبا 👩‍👩‍👧") == "שלום مرحبا 👩‍👩‍👧"


def test_one_line_keeps_no_break_spaces() -> None:
    """A number stays with its unit."""
    assert on_one_line("\x0b 91\xa0%\r\n\u2028 of\t it ") == "91\xa0% of it"


@settings(deadline=None)
@given(st.text() | st.sampled_from(NASTY))
def test_escaped_text_has_no_signs_and_reads_back(text: str) -> None:
    """Nothing that HTML obeys is left, nothing that it shows is lost."""
    escaped = escape(text)
    assert not re.search(r"[<>\"']|&(?!(?:amp|lt|gt|quot|#39);)", escaped)
    assert html.unescape(escaped) == printable(text)


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1#c", "http://example.org", "HTTPS://EXAMPLE.ORG", "mailto:cio@example.org"]
)
def test_pages_and_mailboxes_are_safe(url: str) -> None:
    """Three schemes lead somewhere."""
    assert safe_link(url) == url
    assert safe_link(f" {url}\n") == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x",
     "vbscript:x", "//example.org", "/etc", "", "https:", "https://", "mailto:", "file:///etc/passwd", "https:/x", "x https://example.org"],
)  # fmt: skip
def test_other_addresses_are_not_links(url: str) -> None:
    """Neither scripts nor files nor halves of an address."""
    assert safe_link(url) is None


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    """Also after spaces, which some spreadsheets trim."""
    assert safe_cell(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert safe_cell(f" \ufeff{sign}1").startswith("'")


@pytest.mark.parametrize("value", [-0.5, 4, None, True, "Q313", "", "'=1", "a=b", "−0.50"])
def test_numbers_and_other_text_are_never_touched(value: object) -> None:
    """A negative number stays a number."""
    assert safe_cell(value) is value


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("*a* _b_ `c` [d](e) ~~f~~ $g$ # h \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~\\~f\\~\\~ \\$g\\$ \\# h \\\\"),
        ("- a", "\\- a"),
        ("+", "\\+"),
        ("---", "\\---"),
        ("12. a", "12\\. a"),
        ("3) a", "3\\) a"),
        ("0.50", "0.50"),
        ("+0.25", "+0.25"),
        ("-0.25", "-0.25"),
        ("<br>&amp;", "&lt;br&gt;&amp;amp;"),
        ("a\n\n# b", "a \\# b"),
    ],
)
def test_markdown_shows_text_as_it_stands(text: str, escaped: str) -> None:
    """Signs are escaped where they would mean something; numbers stay readable."""
    assert escape_markdown(text) == escaped


def test_a_mermaid_label_is_left_by_nothing() -> None:
    """Quotes, brackets, directives and entity codes are all written as codes."""
    assert escape_mermaid('x"]; click a "javascript:b"\n%%{init}') == (
        "x#34;#93;#59; click a #34;javascript#58;b#34; #37;#37;#123;init#125;"
    )


@settings(deadline=None)
@given(st.text() | st.sampled_from(NASTY))
def test_a_mermaid_label_is_one_line_without_quotes(text: str) -> None:
    """Whatever the text, the label ends where we end it."""
    assert not re.search(r'["<>\n\r]', escape_mermaid(text))
