"""Which text a file's bytes are."""

import pytest

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.decoding import CODE_PAGES, decodings, line_of
from mbi_collab.exchange.reading import read_answers
from mbi_collab.exchange.sources import SourceFile
from tests.exchange.samples import TWO, FaultsOf, changed, named

NAMED = "respondent,side,Q313\nDvořák,CIO,4\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_utf_is_told_by_its_bytes(sheet: Questionnaire, encoding: str) -> None:
    """UTF-8 with or without a mark and UTF-16 with one need no word from the caller."""
    marked = "\ufeff" + NAMED if encoding in ("utf-16-le", "utf-16-be") else NAMED
    panel = read_answers(named(marked, encoding=encoding), sheet)
    assert panel.answer_sets[0].respondent == "Dvořák"


@pytest.mark.parametrize("encoding", CODE_PAGES)
def test_ascii_needs_no_encoding(sheet: Questionnaire, encoding: str) -> None:
    """A file of plain ASCII is the same text in every code page."""
    assert read_answers(named(TWO, encoding=encoding), sheet) == read_answers(named(TWO), sheet)


def test_a_name_that_reads_differently_asks_for_the_encoding(faults_of: FaultsOf) -> None:
    """With ASCII headers nothing tells the code pages apart: the fault asks for it and shows how each reads."""
    (fault,) = faults_of(NAMED.encode("cp1250"))
    assert "name its encoding" in fault.problem
    assert "Dvořák" in fault.problem
    assert {"cp1250", "cp1252"} <= set(fault.allowed)


def test_a_named_encoding_is_used(sheet: Questionnaire) -> None:
    """What the caller says goes."""
    panel = read_answers(named(NAMED, encoding="cp1250"), sheet, encoding="cp1250")
    assert panel.answer_sets[0].respondent == "Dvořák"
    assert panel.import_report is not None
    assert panel.import_report.files[0].encoding == "cp1250"


def test_the_code_page_under_which_the_headers_are_found_wins(sheet: Questionnaire) -> None:
    """A Czech header tells cp1250 from cp1252, without a word from the caller."""
    czech = changed(sheet, "Q313", text="Ředitelé plánují společně příští úkoly")
    text = "respondent;side;Ředitelé plánují společně příští úkoly\nDvořák;CIO;4\n"
    panel = read_answers(named(text, encoding="cp1250"), czech)
    assert panel.answer_sets[0].answers == (("Q313", 4),)
    assert panel.answer_sets[0].respondent == "Dvořák"


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp932", "目標を共有している"), ("cp949", "목표를 공유한다"), ("cp936", "双方共享目标")]
)
def test_eastern_code_pages_are_found_by_their_headers(sheet: Questionnaire, encoding: str, text: str) -> None:
    """Japanese, Korean and Chinese headers are recognised in their code pages."""
    asked = changed(sheet, "Q313", text=text)
    panel = read_answers(named(f"respondent,side,{text}\nanna,CIO,4\n", encoding=encoding), asked)
    assert panel.import_report is not None
    assert panel.import_report.files[0].encoding == encoding


def test_code_pages_that_give_the_same_text_are_no_ambiguity(sheet: Questionnaire) -> None:
    """What cp1250 and cp1252 read alike, and the others cannot read, needs no word."""
    file = SourceFile("a.csv", b"caf\xe9\n")
    alike = [each for each in decodings(file, None) if "cp1250" in each.encodings]
    assert alike[0].encodings == ("cp1250", "cp1252")
    assert read_answers(named(b"respondent,side,Q313\nRen\xe9,CIO,4\n"), sheet, encoding="cp1252").answer_sets


def test_no_encoding_at_all_names_encoding(faults_of: FaultsOf) -> None:
    """Bytes that are no text anywhere, and headers that no code page shows, ask for the encoding."""
    (fault,) = faults_of(b"respondent,side,Q313\n\x81\xff\x81,CIO,4\n")
    assert "name its encoding" in fault.problem
    faults = faults_of("respondent,strana,Q313\nDvořák,CIO,4\n".encode("cp1250"))
    assert any("name its encoding" in fault.problem and "cp1250" in fault.allowed for fault in faults)


def test_the_wrong_encoding_names_those_that_fit(faults_of: FaultsOf) -> None:
    """A file that is not what the caller says is a fault with the encodings that it may be."""
    (fault,) = faults_of(NAMED.encode("cp1250"), encoding="utf-8")
    assert fault.problem.startswith("is not utf-8 at byte 24")
    assert "cp1250" in fault.allowed
    (fault,) = faults_of("respondent,side,Q313\nRené,CIO,4\n".encode("cp1252"), encoding="utf8")
    assert {"cp1250", "cp1252"} <= set(fault.allowed)


def test_utf16_cut_in_the_middle_is_a_fault(faults_of: FaultsOf) -> None:
    """Half a character at the end is a fault, not a guess."""
    (fault,) = faults_of(NAMED.encode("utf-16")[:-1])
    assert "is not utf-16" in fault.problem


def test_decoders_that_let_half_characters_pass_are_watched(faults_of: FaultsOf) -> None:
    """A lone surrogate cannot be written anywhere later, so it is not read."""
    (fault,) = faults_of("respondent,side,Q313\n\\ud800,CIO,4\n", encoding="unicode_escape")
    assert "is not unicode_escape" in fault.problem


def test_nul_is_refused_with_its_line(faults_of: FaultsOf) -> None:
    """A NUL is refused, and UTF-16 without a mark is suspected."""
    (fault,) = faults_of("respondent,side,Q313\r\nan\0na,CIO,4\n")
    assert fault.place == "answers.csv line 2"
    assert "utf-16-le" in fault.allowed
    assert faults_of(TWO.encode("utf-16-le"))[0].place == "answers.csv line 1"


@pytest.mark.parametrize(
    ("begin", "kind"),
    [
        (b"PK\x03\x04\x14\0\0", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "workbook"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"$FL2@(#) IBM SPSS STATISTICS", "SPSS"),
    ],
)
@pytest.mark.parametrize("encoding", [None, "cp1250"])
def test_what_is_no_text_says_what_it_is(faults_of: FaultsOf, begin: bytes, kind: str, encoding: str | None) -> None:
    """Under the name of a CSV, and whatever encoding is named."""
    (fault,) = faults_of(begin, encoding=encoding)
    assert fault.problem == "is no text file: save the answers as CSV"
    assert kind in str(fault.found)
    assert fault.allowed == ("CSV", "JSON")


@pytest.mark.parametrize(("text", "line"), [("a", 1), ("\na", 2), ("\r\na", 2), ("\ra", 2), ("\r\n\n\ra", 4)])
def test_lines_are_counted_as_editors_do(text: str, line: int) -> None:
    """Every way to end a line counts once."""
    assert line_of(text, text.index("a")) == line


def test_decodings_are_never_empty() -> None:
    """Either there is a text or a fault."""
    with pytest.raises(AnswersError):
        decodings(SourceFile("a", b"\x81\xff\x81"), None)
