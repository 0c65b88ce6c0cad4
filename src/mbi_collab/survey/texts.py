"""What a person wrote, as text that can be saved and read back."""

import re
from collections.abc import Iterator

from mbi_collab.errors import Fault

#: NUL and the other control characters but tab and line ends, and halves of characters: no saved file may hold them.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def text_faults(place: str, text: object) -> Iterator[Fault]:
    r"""Yield why a value is no text that can be saved.

    >>> [str(fault) for fault in text_faults("respondent", "an\0na")]
    ["respondent: 'an\\x00na' holds a character that no text may hold: '\\x00'"]
    """
    if not isinstance(text, str):
        yield Fault(place, "must be text", shown(text))
    elif found := _REFUSED.search(text):
        yield Fault(place, f"holds a character that no text may hold: {found[0]!a}", text[:80])


def shown(value: object) -> str:
    """Return what was found, cut to a readable length; a number beyond all digits is not written out.

    >>> shown(4.5), shown(10**5000)
    ('4.5', 'int')
    """
    try:
        return str(value)[:80]
    except ValueError:
        return type(value).__name__
