"""Texts that can be saved and read back."""

import pytest

from mbi_collab.survey.texts import shown, text_faults


@pytest.mark.parametrize("text", ["", "Žluťoučký", "two\nlines\tand\r\nmore", "\u202e🙂", "=1+1"])
def test_what_people_write_is_text(text: str) -> None:
    """Letters of any language, tabs and line ends."""
    assert not list(text_faults("comment", text))


@pytest.mark.parametrize("text", ["a\0", "\x1b[31m", "\x0b", "\x7f", "\x9b", "a\ud800", "b\udcff"])
def test_what_no_file_can_hold_is_named(text: str) -> None:
    """NUL, other control characters and halves of characters are faults that can be printed themselves."""
    (fault,) = text_faults("comment", text)
    assert fault.problem.startswith("holds a character that no text may hold")
    assert str(fault).isprintable()


@pytest.mark.parametrize("value", [None, 5, b"text", ["text"]])
def test_other_values_are_no_text(value: object) -> None:
    """Nothing is turned into text silently."""
    assert [fault.problem for fault in text_faults("comment", value)] == ["must be text"]


def test_what_is_shown_is_short() -> None:
    """However long a value is when written out."""
    assert (len(shown("x" * 500)), shown(10**5000)) == (80, "int")
