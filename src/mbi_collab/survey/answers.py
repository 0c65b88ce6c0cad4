"""One person's answers: a point, don't know, not applicable with a reason, or nothing."""

from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE
from mbi_collab.errors import AnswersError, Fault

#: How an answer is written in Python, JSON and CSV: a point's number, ``"dk"`` or ``"na:…"``; absent is unanswered.
Answer = int | str

DONT_KNOW = "dk"


def pairs_of(given: object, what: str) -> tuple[tuple[Any, Any], ...]:
    """Return codes and what belongs to them, sorted by code, so that no order of entry is kept.

    Raises
    ------
    AnswersError
        If it is neither a dict nor pairs; ``what`` it should be stands before.

    >>> pairs_of({"Q313": 4, "Q311a": "dk"}, "answers")
    (('Q311a', 'dk'), ('Q313', 4))
    """
    pairs: object = given.items() if isinstance(given, Mapping) else () if given is None else given
    listed: list[Any] = list(pairs) if isinstance(pairs, Iterable) and not isinstance(pairs, str | bytes) else [0]
    if not all(isinstance(each, tuple | list) and len(each) == 2 for each in listed):
        problem = "must be a dict by code, or pairs of a code and what belongs to it"
        raise AnswersError([Fault(what, problem, type(given).__name__)])
    return tuple(sorted(((code, _whole(value)) for code, value in listed), key=lambda pair: str(pair[0])))


def _whole(value: object) -> object:
    """Return a whole number of another library as Python's own; every other value as it is."""
    return value if isinstance(value, bool) or not isinstance(value, Integral) else int(value)


def _answers(given: Mapping[str, Answer] | Iterable[tuple[str, Answer]] | None) -> tuple[tuple[str, Answer], ...]:
    return pairs_of(given, "answers")


def _comments(given: Mapping[str, str] | Iterable[tuple[str, str]] | None) -> tuple[tuple[str, str], ...]:
    return pairs_of(given, "comments")


def _guesses(given: Mapping[str, Answer] | Iterable[tuple[str, Answer]] | None) -> tuple[tuple[str, Answer], ...]:
    return pairs_of(given, "guesses")


def _post(given: str | None) -> str | None:
    """Return a post; an empty one is none."""
    return None if given == "" else given


@attrs.frozen
class AnswerSet:
    """One respondent's answers; they are checked where they join a Panel.

    Attributes:
        respondent: a name or id, unique within the panel.
        side: code of the side whose voice it is.
        answers: item codes with a point's number, ``"dk"`` or ``"na:…"``; absent is unanswered.
        post: a stand-in's own post, where the side's post does not exist.
        comments: item codes with what the respondent wrote.
        guesses: mirrored items with what the respondent thinks the other side will answer: a point or ``"dk"``.

    >>> AnswerSet("anna", side="CIO", answers={"Q313": 4, "Q312a": "dk"}).answer("Q313")
    4
    """

    respondent: str
    side: str
    answers: tuple[tuple[str, Answer], ...] = attrs.field(converter=_answers)
    post: str | None = attrs.field(default=None, converter=_post, kw_only=True)
    comments: tuple[tuple[str, str], ...] = attrs.field(default=None, converter=_comments, kw_only=True)
    guesses: tuple[tuple[str, Answer], ...] = attrs.field(default=None, converter=_guesses, kw_only=True)

    def answer(self, item: str) -> Answer | None:
        """Return the answer to an item, or ``None`` where there is none."""
        return next((answer for code, answer in self.answers if code == item), None)

    def comment(self, item: str) -> str | None:
        """Return the comment on an item, or ``None``."""
        return next((text for code, text in self.comments if code == item), None)

    def guess(self, item: str) -> Answer | None:
        """Return what the respondent thinks the other side will answer, or ``None``."""
        return next((answer for code, answer in self.guesses if code == item), None)


def cell_of(answer: object, points: int) -> int | None:
    """Return an answer as a panel's cell: 1 to K, -1 don't know, -2 not applicable; ``None`` if it is no answer.

    >>> cell_of("na:not-here", 5), cell_of(5, 5), cell_of(6, 5)
    (-2, 5, None)
    """
    if answer == DONT_KNOW:
        return -1
    if isinstance(answer, str) and answer in NOT_APPLICABLE:
        return -2
    if isinstance(answer, int) and not isinstance(answer, bool) and 1 <= answer <= points:
        return answer
    return None
