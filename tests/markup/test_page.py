"""The page that a report stands in."""

import pytest

from mbi_collab.markup.elements import Markup, element
from mbi_collab.markup.page import POLICY, page

BODY = element("h1", "CIO & CMO")


def test_a_page_is_whole() -> None:
    """Language, character set, policy, title, style, body."""
    made = page("CIO & CMO", BODY, language="cs")
    assert made.startswith('<!DOCTYPE html>\n<html lang="cs">\n<head>\n<meta charset="utf-8">\n')
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" == POLICY  # noqa: SIM300
    assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in made
    assert "<title>CIO &amp; CMO</title>" in made
    assert made.endswith("<body>\n<main>\n<h1>CIO &amp; CMO</h1>\n</main>\n</body>\n</html>\n")


def test_title_and_language_cannot_leave_their_place() -> None:
    """Both may come from a file."""
    made = page("</title><script>x\n{body}", BODY, language='en"><script>')
    assert "<script" not in made
    assert "<title>&lt;/title&gt;&lt;script&gt;x {body}</title>" in made


def test_nothing_is_fetched_or_run() -> None:
    """No script, no address."""
    made = page("t", BODY)
    assert "<script" not in made
    assert "http:" not in made
    assert "https:" not in made


def test_plain_text_is_no_body() -> None:
    """What a user may have written does not get in unescaped."""
    with pytest.raises(TypeError, match="Markup"):
        page("t", "<p>x</p>")  # type: ignore[arg-type]


@pytest.mark.parametrize("style", ["</style><script>", "@import 'x'", "a{background:URL(x)}"])
def test_more_style_stays_style(style: str) -> None:
    """It neither ends its element nor fetches anything."""
    with pytest.raises(ValueError, match="the style of a page"):
        page("t", Markup(""), style=style)


def test_more_style_comes_last() -> None:
    """A firm's own colours win."""
    assert ":root { --accent: #333333; }\n</style>" in page("t", BODY, style=":root { --accent: #333333; }")
