"""How answers and sides may be spelled in a file; every other spelling is a fault."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import attrs

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE, Questionnaire
from mbi_collab.catalogue.questions import AnswerScale
from mbi_collab.errors import Fault, nearest
from mbi_collab.survey.answers import DONT_KNOW, Answer

#: Spellings that leave open which of three things is meant.
VAGUE = frozenset({"-", "n/a", "na", "n.a.", "n. a.", "na:", "not applicable", "none", "null", "nan", "?"})
#: What survey tools and people write for ``dk``.
DONT_KNOWS = frozenset(
    {"don't know", "dont know", "do not know", "i don't know", "i do not know", "weiss nicht", "nevím"}
)

#: How many spellings are compared with the known ones, and how many are remembered.
MOST_COMPARED, MOST_REMEMBERED = 200, 10_000

_WHOLE = re.compile(r"([0-9]{1,6})[.,]0{1,20}")
_NUMBER = re.compile(r"[-+−–]?[0-9][0-9.,]*")
_NUMBERED = re.compile(r"([0-9]{1,6})[^0-9\w]+(\w.*)", re.DOTALL)
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
class NearMatches:
    """The known spelling that is most like another; looked for some hundred times at most, because comparing is slow.

    Attributes:
        known: the spellings.
    """

    known: tuple[str, ...]

    @cached_property
    def _found(self) -> dict[str, str | None]:
        return {}

    def find(self, text: str) -> str | None:
        """Return the nearest, or ``None`` if nothing is near or too much was asked."""
        if text not in self._found and len(self._found) < MOST_COMPARED:
            self._found[text] = nearest(text, self.known)
        return self._found.get(text)


@attrs.frozen
class AnswerSpellings:
    """The spellings of the answers on one scale.

    Attributes:
        scale: the scale.
    """

    scale: AnswerScale

    @cached_property
    def allowed(self) -> tuple[str, ...]:
        """A spelling of each answer; of a point that with its number and its label, either of which does alone."""
        points = ((point.code, point.text) for point in self.scale.points)
        return (*(f"{code} - {label}" for code, label in points), DONT_KNOW, *NOT_APPLICABLE)

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
    def _labels(self) -> Mapping[str, str]:
        return {point.code: point.text for point in self.scale.points}

    @cached_property
    def _near(self) -> NearMatches:
        return NearMatches((*self._labels, *self._labels.values(), DONT_KNOW, *NOT_APPLICABLE))

    @cached_property
    def _near_point(self) -> Mapping[str, NearMatches]:
        """The label of each point, where a number before it says which point is meant."""
        return {code: NearMatches((label,)) for code, label in self._labels.items()}

    def _meant(self, text: str) -> str | None:
        """Return the label or code that was most likely meant; never that of another point than the text names."""
        numbered = _NUMBERED.fullmatch(text.strip())
        if numbered is None:
            return self._near.find(text)
        of_point = self._near_point.get(numbered[1])
        return of_point.find(numbered[2]) if of_point else None

    @cached_property
    def _remembered(self) -> dict[str, Answer | None]:
        return {}

    def find(self, text: str) -> Answer | None:
        """Return the answer a cell stands for, or ``None`` if it is none."""
        if text in self._remembered:
            return self._remembered[text]
        spelled = _spelling(text)
        whole = _WHOLE.fullmatch(spelled)
        answer = self._answers.get(whole[1] if whole else spelled)
        if answer is not None and len(self._remembered) < MOST_REMEMBERED:
            self._remembered[text] = answer
        return answer

    def fault(self, place: str, text: str) -> Fault:
        """Return the fault of a cell that is no answer."""
        if _spelling(text) in VAGUE:
            problem = "leaves open what is meant: not applicable needs its reason; unanswered is an empty cell"
            return Fault(place, problem, text, (DONT_KNOW, *NOT_APPLICABLE))
        if _spelling(text).replace("’", "'") in DONT_KNOWS:
            return Fault(place, "is not an answer of this scale", text, self.allowed, DONT_KNOW)
        if _NUMBER.fullmatch(text.strip()):  # 7 is no misspelled 1
            return Fault(place, "is not an answer of this scale", text, self.allowed)
        return Fault(place, "is not an answer of this scale", text, self.allowed, self._meant(text))


def side_spellings(questionnaire: Questionnaire) -> dict[str, str]:
    """Return the code of each side under its title and its code, normalised."""
    titles = {normalised(side.title): side.code for side in questionnaire.sides}
    return {**titles, **{normalised(side.code): side.code for side in questionnaire.sides}}


def side_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return how a side may be spelled: the codes, then the titles."""
    titles = (side.title for side in questionnaire.sides)
    return tuple(dict.fromkeys((*questionnaire.side_codes, *titles)))
