"""From bytes to text: UTF-8, UTF-16 with its mark, else every code page under which the bytes are text."""

import codecs
import re

import attrs

from mbi_collab.errors import AnswersError, Fault
from mbi_collab.exchange.sources import SourceFile

#: The code pages of the languages that packs come in; tried where a file is no UTF.
CODE_PAGES = ("cp1250", "cp1252", "cp932", "cp949", "cp936")

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: How files begin that a survey tool, an office or a scanner may leave, and that are no text.
_NO_TEXT = (
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook or a document of an old office program"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"$FL2@(#)", "a file of SPSS"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf\x27\x1c", "an archive"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_FIRST_FOREIGN_LINE = re.compile(rb"[^\r\n]{0,200}[\x80-\xff][^\r\n]{0,200}")


@attrs.frozen
class Decoding:
    """One text that a file's bytes may be.

    Attributes:
        encodings: those that give this text.
        text: without a byte-order mark.
    """

    encodings: tuple[str, ...]
    text: str = attrs.field(repr=False)

    @property
    def encoding(self) -> str:
        """The first of the encodings."""
        return self.encodings[0]


def decodings(file: SourceFile, encoding: str | None) -> tuple[Decoding, ...]:
    """Return every text that a file may be; one, unless code pages differ over it.

    Raises
    ------
    AnswersError
        If the bytes are no text under the encoding named, under the file's mark, or under any encoding known.
    """
    kind = next((kind for begin, kind in _NO_TEXT if file.content.startswith(begin)), None)
    if kind:
        raise AnswersError([Fault(file.name, "is no text file: save the answers as CSV", kind, ("CSV", "JSON"))])
    named = encoding or next((name for mark, name in _MARKS if file.content.startswith(mark)), None)
    found = (_decoded(file, named),) if named else _guessed(file)
    for each in found:
        _refuse_nul(file.name, each.text)
    return found


def _decoded(file: SourceFile, encoding: str) -> Decoding:
    try:
        text = file.content.decode(encoding).removeprefix("\ufeff")
        text.encode("utf-8")  # some decoders let half a character pass
    except UnicodeError as problem:
        where = f" at byte {problem.start}" if isinstance(problem, UnicodeDecodeError) else ""
        pages = (page for each in _guesses(file.content) for page in each.encodings)
        fitting = tuple(page for page in pages if page != encoding)
        raise AnswersError(
            [Fault(file.name, f"is not {encoding}{where}: name another encoding", None, fitting)]
        ) from None
    return Decoding((encoding,), text)


def _guessed(file: SourceFile) -> tuple[Decoding, ...]:
    found = _guesses(file.content)
    if not found:
        known = ("utf-8", "utf-16", *CODE_PAGES)
        raise AnswersError([Fault(file.name, "is no text under any known encoding: name its encoding", None, known)])
    return found


def _guesses(content: bytes) -> tuple[Decoding, ...]:
    """Return UTF-8 if it is that, else the different texts of the code pages."""
    try:
        return (Decoding(("utf-8",), content.decode("utf-8")),)
    except UnicodeDecodeError:
        by_text: dict[str, list[str]] = {}
    for page in CODE_PAGES:
        try:
            by_text.setdefault(content.decode(page), []).append(page)
        except UnicodeDecodeError:
            continue
    return tuple(Decoding(tuple(pages), text) for text, pages in by_text.items())


def ambiguous(file: SourceFile, found: tuple[Decoding, ...]) -> Fault:
    """Return the fault of a file that is different texts under several encodings, with a sample of each."""
    match = _FIRST_FOREIGN_LINE.search(file.content)
    line = match[0] if match else b""
    samples = ", ".join(f"{_sample(line, each.encoding)!r} in {each.encoding}" for each in found)
    pages = tuple(page for each in found for page in each.encodings)
    return Fault(file.name, f"reads differently in several encodings ({samples}): name its encoding", None, pages)


def _sample(line: bytes, encoding: str) -> str:
    """Return what surrounds the first letter that is not ASCII."""
    text = line.decode(encoding, "replace")
    at = next((at for at, letter in enumerate(text) if not letter.isascii()), 0)
    return text[max(0, at - 8) : at + 8].strip()


def _refuse_nul(name: str, text: str) -> None:
    at = text.find("\0")
    if at >= 0:
        problem = "holds a NUL character (if the file is UTF-16 without its mark, name its encoding)"
        raise AnswersError([Fault(f"{name} line {line_of(text, at)}", problem, None, ("utf-16-le", "utf-16-be"))])


def line_of(text: str, at: int) -> int:
    r"""Return the number of the line, from 1, in which a character stands.

    >>> line_of("a\r\nb", 3)
    2
    """
    return sum(1 for _ in _LINE_END.finditer(text, 0, at)) + 1
