"""How answers, items and sides may be spelled in a file; every other spelling is a fault."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

import attrs

from mbi_collab.catalogue.questionnaire import NOT_APPLICABLE, Questionnaire
from mbi_collab.catalogue.questions import AnswerScale
from mbi_collab.errors import Fault, nearest
from mbi_collab.survey.answers import DONT_KNOW, Answer

#: Spellings that leave open which of three things is meant.
VAGUE = frozenset({"-", "n/a", "na", "n.a.", "n. a.", "na:", "not applicable", "none", "null", "nan", "?"})

_WHOLE = re.compile(r"([0-9]{1,6})[.,]0{1,20}")
_DASH = re.compile(r" ?[-–—] ?")


def normalised(text: str) -> str:
    """Return a text as it is compared: NFC, casefolded, blanks collapsed.

    >>> normalised("  Fully  TRUE here ")
    'fully true here'
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def _spelling(text: str) -> str:
    """Return a cell as it is compared: normalised, every dash a hyphen without blanks around it."""
    return _DASH.sub("-", normalised(text))


@attrs.frozen
class AnswerSpellings:
    """The spellings of the answers on one scale.

    Attributes:
        scale: the scale.
    """

    scale: AnswerScale

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """The plain spellings."""
        return (*(point.code for point in self.scale.points), DONT_KNOW, *NOT_APPLICABLE)

    @cached_property
    def _answers(self) -> Mapping[str, Answer]:
        answers: dict[str, Answer] = {DONT_KNOW: DONT_KNOW, **{each: each for each in NOT_APPLICABLE}}
        labels = Counter(_spelling(point.text) for point in self.scale.points)
        points = list(enumerate(self.scale.points, start=1))
        for number, point in points:
            answers.setdefault(_spelling(point.code), number)
        for number, point in points:
            code, label = _spelling(point.code), _spelling(point.text)
            if labels[label] == 1:
                answers.setdefault(label, number)
            answers.setdefault(f"{code}-{label}", number)
            answers.setdefault(f"{label}-{code}", number)
        return answers

    @cached_property
    def _nearest(self) -> dict[str, str | None]:
        return {}

    def find(self, text: str) -> Answer | None:
        """Return the answer a cell stands for, or ``None`` if it is none."""
        spelled = _spelling(text)
        whole = _WHOLE.fullmatch(spelled)
        return self._answers.get(whole[1] if whole else spelled)

    def fault(self, place: str, text: str) -> Fault:
        """Return the fault of a cell that is no answer."""
        if _spelling(text) in VAGUE:
            problem = "leaves open what is meant: not applicable needs its reason; unanswered is an empty cell"
            return Fault(place, problem, text, (DONT_KNOW, *NOT_APPLICABLE))
        if text not in self._nearest and len(self._nearest) < 500:  # comparing is slow
            labels = {point.text: point.code for point in self.scale.points}
            near = nearest(text, (*self.allowed, *labels))
            self._nearest[text] = labels.get(near, near) if near else None
        return Fault(place, "is not an answer of this scale", text, self.allowed, self._nearest.get(text))


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
        return _grouped((normalised(item.text), item.code) for item in self.questionnaire.items)

    def by_code(self, text: str) -> str | None:
        """Return the item whose code a text is, or begins with: ``Q313``, ``Q313. …``, ``[Q313] …``."""
        stripped = text.strip()
        first = stripped.split(None, 1)[0] if stripped else ""
        if stripped.casefold() in self._by_code:
            return self._by_code[stripped.casefold()]
        if stripped.startswith("[") and "]" in stripped:
            return self._by_code.get(stripped[1 : stripped.index("]")].strip().casefold())
        return self._by_code.get(first[:-1].casefold()) if first.endswith(".") else None

    def find(self, text: str) -> tuple[tuple[str, ...], Literal["code", "text", "normalised text", ""]]:
        """Return the items a text may mean, and by what: one, or several that share their wording, or none."""
        code = self.by_code(text)
        if code:
            return (code,), "code"
        if text in self._by_text:
            return self._by_text[text], "text"
        same = self._by_normalised.get(normalised(text), ())
        return same, "normalised text" if same else ""


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for text, code in pairs:
        groups[text] = (*groups.get(text, ()), code)
    return groups


def side_spellings(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the code of each side under its title and its code, normalised."""
    titles = {normalised(side.title): side.code for side in questionnaire.sides}
    return {**titles, **{normalised(side.code): side.code for side in questionnaire.sides}}
