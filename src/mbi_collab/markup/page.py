"""The page that a report stands in: one file, no script, nothing fetched."""

from typing import Final

from mbi_collab.markup.elements import Markup
from mbi_collab.markup.escaping import escape, on_one_line
from mbi_collab.markup.style import STYLE

#: What a browser may load for the page: its own style, pictures inside it, nothing else.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

_PAGE: Final = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def page(title: str, body_html: Markup, *, language: str = "en", style: str = "") -> str:
    """Return a complete HTML document that needs no other file.

    Parameters
    ----------
    title
        What the browser shows on the tab; plain text. The heading on the page is part of the body.
    body_html
        Trusted markup, put in as it is: made by ``element`` and ``fragment``, which escape every text.
    language
        The BCP 47 tag of the texts.
    style
        More rules, after the built-in ones; trusted, from our own code.

    Returns
    -------
    str
        The document; to be saved as UTF-8.

    Raises
    ------
    TypeError
        If the body is plain text: it may hold what a user wrote.
    ValueError
        If the style could end its element or fetch something.

    Examples
    --------
    >>> from mbi_collab.markup.elements import element
    >>> page("CIO & CMO", element("h1", "CIO & CMO")).splitlines()[7]
    '<title>CIO &amp; CMO</title>'
    """
    if not isinstance(body_html, Markup):
        raise TypeError("the body of a page is Markup, made by element() and fragment()")
    if any(sign in style.lower() for sign in ("<", "@import", "url(")):
        raise ValueError("the style of a page neither ends its element nor fetches anything")
    return _PAGE.format(
        language=escape(on_one_line(language)),
        policy=POLICY,
        title=escape(on_one_line(title)),
        style=f"{STYLE}\n{style}".strip(),
        body=str(body_html),
    )
