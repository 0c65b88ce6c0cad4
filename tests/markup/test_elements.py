"""Elements made from parts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mbi_collab.markup.elements import ATTRIBUTES, HTML_TAGS, SVG_TAGS, Markup, element, fragment
from mbi_collab.markup.escaping import escape


def test_plain_text_is_escaped_and_markup_is_not() -> None:
    """The one rule of this file."""
    assert element("p", "<b>", element("b", "R&D"), None) == "<p>&lt;b&gt;<b>R&amp;D</b></p>"
    assert fragment("<", Markup("<br>"), None) == "&lt;<br>"


@settings(deadline=None)
@given(st.text(), st.text())
def test_no_text_leaves_its_place(text: str, name: str) -> None:
    """In an attribute or between tags."""
    assert element("p", text, title=name) == f'<p title="{escape(name)}">{escape(text)}</p>'


def test_adding_to_markup_makes_plain_text() -> None:
    """A slip shows up as visible tags, not as a hole."""
    slip = element("b", "x") + "<script>"
    assert not isinstance(slip, Markup)
    assert element("p", slip) == "<p>&lt;b&gt;x&lt;/b&gt;&lt;script&gt;</p>"


def test_attributes_by_name() -> None:
    """Trailing underscores, dashes, numbers, switches and what is left out."""
    made = element("td", class_="note", aria_label='a "b"', colspan=2, open=True, id=None, dir=False)
    assert made == '<td class="note" aria-label="a &quot;b&quot;" colspan="2" open></td>'


@pytest.mark.parametrize(
    "tag", ["script", "iframe", "style", "object", "form", "foreignObject", "use", "p onclick=x", "P"]
)
def test_other_elements_are_refused(tag: str) -> None:
    """The set of elements is fixed."""
    with pytest.raises(ValueError, match="not an element"):
        element(tag)


@pytest.mark.parametrize("name", ["onclick", "onload", "srcdoc", "formaction", "xlink:href", "aria-x onclick", "data-"])
def test_other_attributes_are_refused(name: str) -> None:
    """The set of attributes is fixed."""
    with pytest.raises(ValueError, match="not an attribute"):
        element("p", **{name: "x"})


def test_nothing_in_the_fixed_sets_runs() -> None:
    """No handler and no element that fetches."""
    assert not {name for name in ATTRIBUTES if name.startswith("on")}
    assert not {"script", "style", "iframe", "object", "embed", "form", "image", "use", "animate", "set"} & (
        HTML_TAGS | SVG_TAGS
    )


def test_an_unsafe_link_is_left_out() -> None:
    """The text stays, and an anchor of the page is fine."""
    assert element("a", "x", href="javascript:alert(1)") == "<a>x</a>"
    assert element("a", "x", href="#U04") == '<a href="#U04">x</a>'
    assert element("a", "x", href='https://e.org/"><b>') == '<a href="https://e.org/&quot;&gt;&lt;b&gt;">x</a>'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("style", "background:url(https://e.org)"),
        ("style", "x:\\75rl(a)"),
        ("style", "width:expression(1)"),
        ("src", "https://e.org/a.png"),
        ("src", "data:text/html;base64,AAAA"),
        ("fill", "url(https://e.org)"),
        ("fill", "url(a.png)"),
        ("stroke", "javascript:1"),
    ],
)
def test_a_value_that_could_fetch_is_refused(name: str, value: str) -> None:
    """Style, pictures and paints name only what is on the page."""
    with pytest.raises(ValueError, match="not a harmless value"):
        element("img", **{name: value})


def test_harmless_values_pass() -> None:
    """What our own tables and charts use."""
    assert element("rect", fill="url(#c1-2)", stroke="#1d4f7c") == '<rect fill="url(#c1-2)" stroke="#1d4f7c"></rect>'
    assert element("img", src="data:image/png;base64,AA==", alt="") == '<img src="data:image/png;base64,AA==" alt="">'


def test_children_are_text() -> None:
    """A number is shown by ``language.numbers`` first; ``br`` has no content."""
    with pytest.raises(TypeError, match="not text"):
        element("p", 0.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="without content"):
        element("br", "x")


def test_a_notebook_shows_markup() -> None:
    """Markup is its own HTML."""
    assert element("b", "x")._repr_html_() == "<b>x</b>"
