"""HTML and SVG elements made from parts, so that no text gets into a page unescaped.

``element("p", name)`` escapes the name; only what ``element`` itself made, a ``Markup``, goes in
as it is. Adding, joining or formatting Markup gives plain ``str`` again, which would be escaped:
a slip shows up as visible tags, not as a hole.
"""

import re
from typing import Final

from mbi_collab.markup.escaping import escape, safe_link

#: Text, a number, a switch, or nothing: the attribute is left out.
AttributeValue = str | float | bool | None

_HTML_TAG_NAMES: Final = """
    a abbr article aside b blockquote br caption cite code col colgroup dd details div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img li main nav ol p pre q s section
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul
"""
_SVG_TAG_NAMES: Final = "svg g title desc defs pattern text tspan line rect circle path polyline polygon"
_HTML_ATTRIBUTE_NAMES: Final = """
    alt class colspan datetime dir height href id lang open role rowspan scope span src start style
    tabindex title width
"""
_SVG_ATTRIBUTE_NAMES: Final = """
    cx cy d dominant-baseline dx dy fill fill-opacity font-family font-size font-style font-weight
    patternTransform patternUnits points preserveAspectRatio r rx ry stroke stroke-dasharray
    stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor transform viewBox
    x x1 x2 y y1 y2 xmlns
"""
#: The elements of a report. Neither scripts nor frames, forms, styles or objects.
HTML_TAGS: Final = frozenset(_HTML_TAG_NAMES.split())
#: The elements of a drawing. Nothing that fetches or moves.
SVG_TAGS: Final = frozenset(_SVG_TAG_NAMES.split())
#: Elements that have no end tag.
VOID_TAGS: Final = frozenset({"br", "col", "hr", "img"})
#: The attributes that an element may have, beside ``aria-…`` and ``data-…``.
ATTRIBUTES: Final = frozenset(f"{_HTML_ATTRIBUTE_NAMES} {_SVG_ATTRIBUTE_NAMES}".split())
_ARIA_OR_DATA = re.compile(r"(?:aria|data)-[a-z][a-z0-9-]*")
_STYLE = re.compile(r"(?!.*(?:url|expression|image)\s*\()[\w\s.,:;%#()/-]*", re.IGNORECASE | re.ASCII | re.DOTALL)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=]*")
_ANCHOR = re.compile(r"#[\w.:-]+")
_PAINT = re.compile(r"url\(#[\w-]+\)|(?!.*url)[\w#.,%() -]*", re.IGNORECASE | re.ASCII)


class Markup(str):
    """Text that is markup already: made by ``element`` or by our own code, never by a user."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def element(tag: str, *children: str | None, **attributes: AttributeValue) -> Markup:
    """Return an element with its children; plain text among them is escaped.

    Parameters
    ----------
    tag
        One of ``HTML_TAGS`` or ``SVG_TAGS``.
    *children
        Plain text, which is escaped; ``Markup``, which is not; ``None``, which is left out.
    **attributes
        By name: ``class_`` is ``class``, ``aria_label`` is ``aria-label``. ``None`` and ``False``
        leave the attribute out, ``True`` writes its name alone. An ``href`` that is neither a
        safe link nor an anchor of this page is left out; the text stays.

    Raises
    ------
    ValueError
        If the tag or the attribute is not of the fixed sets (no ``script``, no ``onclick``),
        or the value of ``style``, ``src``, ``fill`` or ``stroke`` could fetch something.
    TypeError
        If a child is not text.

    Examples
    --------
    >>> element("p", "R&D: ", element("b", "<CIO>"), class_="note")
    '<p class="note">R&amp;D: <b>&lt;CIO&gt;</b></p>'
    """
    if tag not in HTML_TAGS and tag not in SVG_TAGS:
        raise ValueError(f"not an element of a report: {tag!r}")
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    if tag not in VOID_TAGS:
        return Markup(f"{start}{fragment(*children)}</{tag}>")
    if children:
        raise ValueError(f"an element without content: {tag!r}")
    return Markup(start)


def fragment(*children: str | None) -> Markup:
    """Return the children one after another, plain text escaped, ``None`` left out.

    >>> fragment("a < b", None, element("br"))
    'a &lt; b<br>'
    """
    return Markup("".join(_child(each) for each in children if each is not None))


def _child(child: object) -> str:
    if not isinstance(child, str):
        raise TypeError(f"not text: {child!r}")
    return str(child) if isinstance(child, Markup) else escape(child)


def _attribute(keyword: str, value: AttributeValue) -> str:
    """The attribute as written after the tag, with a space before; nothing where it is left out."""
    name = keyword.rstrip("_").replace("_", "-")
    if name not in ATTRIBUTES and not _ARIA_OR_DATA.fullmatch(name):
        raise ValueError(f"not an attribute of a report: {name!r}")
    if isinstance(value, bool):
        return f" {name}" if value else ""
    checked = None if value is None else _checked(name, str(value))
    return "" if checked is None else f' {name}="{escape(checked)}"'


def _checked(name: str, value: str) -> str | None:
    """The value, if it can do no harm; ``None`` to leave out the attribute."""
    if name == "href":
        return value if _ANCHOR.fullmatch(value) else safe_link(value)
    harmless = {"style": _STYLE, "src": _PICTURE}.get(name)
    if name in {"fill", "stroke"}:
        harmless = _PAINT
    if harmless is not None and not harmless.fullmatch(value):
        raise ValueError(f"not a harmless value of {name}: {value!r}")
    return value
