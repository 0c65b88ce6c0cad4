"""Finding objects of a catalogue by code or words, whatever their accents and case."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

#: What a word counts that is the code, and one that is the code but for zeros before a number: ``R1`` for ``R01``.
CODE, BARE_CODE = 1.0, 0.99
#: What a word counts by where it stands, from the title down to somewhere inside the text.
_TITLE_WORD, _TITLE_START, _CODE_START, _TITLE_PART, _TEXT_WORD, _TEXT_PART = 0.9, 0.75, 0.7, 0.5, 0.3, 0.2
#: The fields that are searched as titles, and those that are searched as texts.
_TITLES: Final = ("title", "original_title", "public_id")
_TEXTS: Final = ("text", "note", "help", "formula", "reading", "use", "verification")
_WORD: Final = re.compile(r"\w+")
_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
_AROUND: Final = ".,;:!?\"'()[]„“”‚‘’«»"


@attrs.frozen
class Found:
    """One object that a search found.

    Attributes:
        code: to look it up by.
        kind: what it is, ``"practice"``; of an object known by name only ``"task (name only)"``.
        title: its title, else its text.
        score: how well it fits, above 0 to 1: 1 for a code, 0.99 for one without its zeros, less for a word of a title,
            least for a part of a text.
    """

    code: str
    kind: str
    title: str
    score: float


def find_in(objects: Iterable[tuple[str, object]], text: str) -> tuple[Found, ...]:
    """Return the objects in which every word of a text occurs, best first; of equals, the earlier first.

    Parameters
    ----------
    objects : iterable of (str, object)
        What each object is called, and the object; in the order that settles ties.
    text : str
        Words between spaces; accents, case and punctuation around a word do not matter. No word: nothing is found.

    >>> find_in([], "media effect")
    ()
    """
    words = [word for part in folded(text).split() if (word := part.strip(_AROUND))]
    if not words:
        return ()
    found = [each for kind, candidate in objects for each in _fitting(kind, candidate, words)]
    return tuple(sorted(found, key=lambda each: -each.score))


def folded(text: str) -> str:
    """Return a text without accents and case.

    >>> folded("Zkvalitnit SPOLUPRÁCI")
    'zkvalitnit spolupraci'
    """
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", "".join(letters)).casefold()


def _fitting(kind: str, candidate: Any, words: list[str]) -> Iterator[Found]:
    """Yield the object if every word occurs in it."""
    code: str = candidate.code
    titles, texts = (folded("\n".join(getattr(candidate, name, "") for name in names)) for names in (_TITLES, _TEXTS))
    scores = []
    for word in words:
        score = _score(word, folded(code), titles, texts)
        if not score:
            return
        scores.append(score)
    shown = getattr(candidate, "title", "") or getattr(candidate, "text", "")
    yield Found(code, kind, shown, round(sum(scores) / len(scores), 4))


def _score(word: str, code: str, titles: str, texts: str) -> float:
    """Return what the best place of a word counts; 0 where it does not occur."""
    if _ZEROS.sub("", word) == _ZEROS.sub("", code):
        return CODE if word == code else BARE_CODE
    if word in titles:
        there = _WORD.findall(titles)
        if word in there or (not _WORD.fullmatch(word)):
            return _TITLE_WORD
        return _TITLE_START if any(each.startswith(word) for each in there) else _TITLE_PART
    if code.startswith(word):
        return _CODE_START
    if word in texts:
        return _TEXT_WORD if word in _WORD.findall(texts) else _TEXT_PART
    return 0.0
