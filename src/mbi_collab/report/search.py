"""What a search of the catalogue shows: the object with that code, else a table of what holds the words."""

from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.finding import BARE_CODE, Found
from mbi_collab.errors import Fault, UnknownCodeError
from mbi_collab.markup.table import Column, Table
from mbi_collab.report.objects import object_table


def search_table(catalogue: Catalogue, text: str, language: str | None = None) -> Table:
    """Return the object with a code, whatever its case and zeros (``r1``: ``R01``), or what holds all of some words.

    Parameters
    ----------
    catalogue : Catalogue
        Where to look.
    text : str
        A code, or words between spaces.
    language : str, optional
        Tag of the language; default the catalogue's.

    Raises
    ------
    UnknownCodeError
        If nothing has this code or holds these words; with the nearest code.
    """
    say = Wording.of(catalogue, language)
    found = say.catalogue.find(text)
    try:
        return object_table(catalogue, _only_code(found) or text, language)
    except UnknownCodeError:
        if not found and len(text.split()) > 1:
            raise UnknownCodeError(
                [Fault("catalogue", "is found nowhere: nothing holds all these words", text)]
            ) from None
        if not found:
            raise
    columns = [Column("code", say.words("field.code")), Column("kind", say.words("field.kind"))]
    columns.append(Column("title", say.words("table.what")))
    rows = [[each.code, _kind(each, say), each.title] for each in found]
    return Table(say.words("found.heading", text=text), columns, rows, [say.words("found.best")])


def _only_code(found: tuple[Found, ...]) -> str:
    """Return the code that was meant, if the words are the code of one object."""
    meant = {each.code for each in found if each.score == found[0].score >= BARE_CODE}
    return meant.pop() if len(meant) == 1 else ""


def _kind(found: Found, say: Wording) -> str:
    kind, _, only = found.kind.partition(" (")
    word = say.words(f"found.{kind.replace(' ', '-')}")
    return say.words("found.name_only", kind=word) if only else word
