"""Text made safe for where it goes: HTML, Markdown, Mermaid, a link, a spreadsheet cell.

Every function takes text that anybody may have written. Rules and the attacks they stop:
OWASP, "Cross Site Scripting Prevention" and "CSV Injection".
"""

import re
from typing import TypeVar

_Cell = TypeVar("_Cell")

#: Never shown: control characters but tab and newline, what turns the direction of the text
#: around it, halves of surrogate pairs. A tab and a newline are left to each writer.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_IN_MARKDOWN = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {sign: f"\\{sign}" for sign in "\\`*_[]|#~$"},
)
#: What makes a list or an underlined heading of a line it begins.
_LINE_BEGINNING = re.compile(r"^(\d*)([.)](?=\s|$)|[-+=](?=[-+=\s]|$))")
#: Every white space but the two that hold a number and its unit together.
_WHITE_SPACE = re.compile(r"[^\S\xa0\u202f]+")
#: The colon too: Mermaid cuts the semicolon off a line with ``style …: … #…;``.
_IN_MERMAID = str.maketrans({sign: f"#{ord(sign)};" for sign in '"#;:<>&`|[]{}()\\%'})
_LINK = re.compile(r"(?:https?://[^/?#]|mailto:[^?#]).*", re.IGNORECASE)
#: What a spreadsheet takes for the beginning of a formula; the last four are full-width.
_FORMULA_BEGINNINGS = tuple("=+-@\t\r\n" + "\uff1d\uff0b\uff0d\uff20")
#: What a spreadsheet may trim before it looks.
_TRIMMED = " \u00a0\u200b\ufeff"


def printable(text: str) -> str:
    r"""Return the text without the characters that are never shown; tabs and newlines stay.

    >>> printable("a\x1b[31mb\u202ec")
    'a[31mbc'
    """
    return _UNSHOWN.sub("", text)


def on_one_line(text: str) -> str:
    r"""Return the printable text with every run of white space as one space; no-break spaces stay.

    >>> on_one_line(" one\n\n  two\t")
    'one two'
    """
    return printable(_WHITE_SPACE.sub(" ", text)).strip(" ")


def escape(text: str) -> str:
    """Return text that HTML shows as it stands, between tags and in quoted attributes.

    >>> escape("<b title='x'>Q&A</b>")
    '&lt;b title=&#39;x&#39;&gt;Q&amp;A&lt;/b&gt;'
    """
    return printable(text).translate(_IN_HTML)


def safe_link(url: str) -> str | None:
    r"""Return the address if it leads to a web page or a mailbox, else ``None``.

    White space and control characters are taken out first, as browsers do. The address still
    has to be escaped where it is put (``element`` does).

    >>> safe_link("https://example.org/a?b=1")
    'https://example.org/a?b=1'
    >>> safe_link("java\nscript:alert(1)") is None
    True
    """
    bare = printable("".join(url.split()))
    return bare if _LINK.fullmatch(bare) else None


def safe_cell(value: _Cell) -> _Cell | str:
    """Return the value of a cell such that no spreadsheet runs it as a formula.

    Text that begins like a formula gets an apostrophe before it. A number is never touched.

    >>> safe_cell("=1+1"), safe_cell("Q313"), safe_cell(-0.5)
    ("'=1+1", 'Q313', -0.5)
    """
    if isinstance(value, str) and value.lstrip(_TRIMMED).startswith(_FORMULA_BEGINNINGS):
        return f"'{value}"
    return value


def escape_markdown(text: str) -> str:
    r"""Return text that Markdown shows as it stands: in a paragraph, a list item or a table cell.

    On one line; HTML in it is shown, not obeyed.

    >>> escape_markdown("- a|b <i>*c*</i>")
    '\\- a\\|b &lt;i&gt;\\*c\\*&lt;/i&gt;'
    """
    return _LINE_BEGINNING.sub(r"\1\\\2", on_one_line(text).translate(_IN_MARKDOWN))


def escape_mermaid(text: str) -> str:
    """Return text for a label of a Mermaid diagram; the label stands in double quotes.

    >>> escape_mermaid('a "b" <c>')
    'a #34;b#34; #60;c#62;'
    """
    return on_one_line(text).translate(_IN_MERMAID)
