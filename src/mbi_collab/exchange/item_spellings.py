"""How items may be spelled in a file, as headers or as cells; every other spelling is a fault, or no item at all."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault, nearest
from mbi_collab.exchange.spellings import MOST_COMPARED, MOST_REMEMBERED, NearMatches, normalised

#: From how alike on, out of 1, an unknown header of so many letters is a code that was misspelled.
ALL_BUT, LETTERS = 0.8, 4
#: From how alike on, out of 1, a header is an item's text with a slip; a longer one, such as a comment's, is no slip.
ALL_BUT_TEXT, LONGER = 0.9, 4

_ByWhat = Literal["code", "text", "normalised text", ""]

#: Quotation marks as word processors set them, and as they are typed.
_QUOTES = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_NUMBER_BEFORE = re.compile(r"\s*\(?[0-9]{1,4}(?:\.[0-9]{1,4}){0,2}(?:\s*[.):–-]\s*|\s+)(.+)", re.DOTALL)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")


def _wording(text: str) -> str:
    """Return a statement as it is compared: straight quotes, and no full stop; survey tools change both."""
    return normalised(text.translate(_QUOTES)).rstrip(" .")


@attrs.frozen
class ItemSpellings:
    """The spellings of a questionnaire's items.

    Attributes:
        questionnaire: in whose language the texts are.
    """

    questionnaire: Questionnaire

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the items."""
        return tuple(self.questionnaire.place_of)

    @cached_property
    def _by_code(self) -> Mapping[str, str]:
        return {code.casefold(): code for code in self.codes}

    @cached_property
    def _by_text(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((item.text, item.code) for item in self.questionnaire.items)

    @cached_property
    def _by_normalised(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((_wording(item.text), item.code) for item in self.questionnaire.items)

    def by_code(self, text: str) -> str | None:
        """Return the item whose code a text is, or begins with: ``Q313``, ``Q313. …``, ``Q313: …``, ``[Q313] …``."""
        stripped = text.strip()
        first = stripped.split(None, 1)[0] if stripped else ""
        if stripped.casefold() in self._by_code:
            return self._by_code[stripped.casefold()]
        if stripped.startswith("[") and "]" in stripped:
            return self._by_code.get(stripped[1 : stripped.index("]")].strip().casefold())
        return self._by_code.get(first[:-1].casefold()) if first.endswith((".", ":")) else None

    def find(self, text: str) -> tuple[tuple[str, ...], _ByWhat]:
        """Return the items a text may mean, and by what: one, or several that share their wording, or none."""
        if text not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                return self._find(text)
            self._remembered[text] = self._find(text)
        return self._remembered[text]

    @cached_property
    def _remembered(self) -> dict[str, tuple[tuple[str, ...], _ByWhat]]:
        return {}

    def _find(self, text: str) -> tuple[tuple[str, ...], _ByWhat]:
        code = self.by_code(text)
        if code:
            return (code,), "code"
        if text in self._by_text:
            return self._by_text[text], "text"
        same = self._by_normalised.get(_wording(text)) or self._inside(text)
        return same, "normalised text" if same else ""

    def _inside(self, text: str) -> tuple[str, ...]:
        """Return the items whose full text a survey tool has put behind a number or, a question before it, in brackets.

        A question that is itself an item's text makes it two items.
        """
        parts = list(_parts(text))
        if not any(_wording(part) in self._by_normalised for part in parts):
            return ()
        around = [*parts, *_parts(_IN_BRACKETS.sub(" ", text)), _IN_BRACKETS.sub(" ", text)]
        return tuple(dict.fromkeys(code for part in around for code in self._by_normalised.get(_wording(part), ())))

    @cached_property
    def _near(self) -> NearMatches:
        return NearMatches(self.codes)

    def fault(self, place: str, text: str) -> Fault:
        """Return the fault of a text that is no item, or of a text that is several."""
        codes, _ = self.find(text)
        if len(codes) > 1:
            return Fault(place, "is the text of several items: say which", text, codes)
        what = f"is not an item of profile {self.questionnaire.profile.code!r}"
        return Fault(place, what, text, self.codes, self._misspelled_text(text) or self._near.find(text))

    def misspelled(self, place: str, header: str) -> Fault | None:
        """Return the fault of a header that is all but an item's code or text; its answers would be lost in silence."""
        header = header.strip()
        code = self._misspelled_code(header)
        if code:
            return Fault(place, "is not the code of an item", header, nearest=code)
        code = self._misspelled_text(header)
        if code:
            text = self.questionnaire.item(code).text
            return Fault(place, f"is nearly, but not quite, the text of item {code}", header, nearest=text)
        return None

    def _misspelled_code(self, header: str) -> str | None:
        """Return the code that a header all but is; ``None`` for the code of an item that this profile leaves out."""
        known = {item.code.casefold() for item in self.questionnaire.catalogue.items}
        if len(header) < LETTERS or not header.isalnum() or header.casefold() in known:
            return None
        from difflib import SequenceMatcher  # noqa: PLC0415  wanted only where a header is not known

        meant = nearest(header, self.codes)
        alike = SequenceMatcher(None, header.casefold(), meant.casefold()).ratio() if meant else 0.0
        return meant if alike >= ALL_BUT else None

    def _misspelled_text(self, header: str) -> str | None:
        """Return the item whose text a header or a part of it all but is; ``None`` for one that this profile lacks."""
        for part in (header, *_parts(header)):
            code = self._near_texts.find(_wording(part))
            if code:
                return code if code in self.questionnaire.place_of else None
        return None

    @cached_property
    def _near_texts(self) -> "_NearTexts":
        return _NearTexts(tuple((_wording(item.text), item.code) for item in self.questionnaire.catalogue.items))


@attrs.frozen
class _NearTexts:
    """The item whose text is all but another; looked for some hundred times at most, because comparing is slow.

    Attributes:
        known: every item's text, normalised, and its code.
    """

    known: tuple[tuple[str, str], ...]

    @cached_property
    def _found(self) -> dict[str, str | None]:
        return {}

    def find(self, text: str) -> str | None:
        """Return the code of the item, or ``None`` if no text is near or too much was asked."""
        if text in self._found:
            return self._found[text]
        alike = {each: code for each, code in self.known if abs(len(each) - len(text)) <= LONGER}
        if not alike or len(self._found) >= MOST_COMPARED:
            return None
        from difflib import get_close_matches  # noqa: PLC0415  wanted only where a header is not known

        close = get_close_matches(text, alike, n=1, cutoff=ALL_BUT_TEXT)
        self._found[text] = alike[close[0]] if close else None
        return self._found[text]


def _parts(text: str) -> Iterator[str]:
    """Yield what stands behind a number, and what stands in brackets, there behind a number or not."""
    inside = _IN_BRACKETS.findall(text)
    yield from inside
    for each in (text, *inside):
        numbered = _NUMBER_BEFORE.fullmatch(each)
        if numbered:
            yield numbered[1]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for text, code in pairs:
        groups[text] = (*groups.get(text, ()), code)
    return groups
