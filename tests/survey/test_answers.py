"""One person's answers."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mbi_collab.catalogue.catalogue import NOT_APPLICABLE
from mbi_collab.errors import AnswersError
from mbi_collab.survey.answers import AnswerSet, cell_of


def test_answers_are_found_by_item() -> None:
    """A point, a don't know, a reason; what is not there is unanswered."""
    answers: dict[str, int | str] = {"b": 4, "a": "dk", "c": "na:other"}
    given_by = AnswerSet("anna", "CIO", answers)
    assert [given_by.answer(code) for code in "abcd"] == ["dk", 4, "na:other", None]


def test_comments_are_found_by_item() -> None:
    """What the respondent wrote, or nothing."""
    given_by = AnswerSet("anna", "CIO", {}, comments={"a": "see minutes"})
    assert given_by.comment("a") == "see minutes"
    assert given_by.comment("b") is None


@given(st.permutations(list("abcdef")))
def test_the_order_of_entry_is_not_kept(codes: list[str]) -> None:
    """The same answers and comments in any order make equal sets with equal hashes."""
    entered = AnswerSet("x", "CIO", dict.fromkeys(codes, 1), comments=[(code, code) for code in codes])
    other = AnswerSet("x", "CIO", [(code, 1) for code in "abcdef"], comments={code: code for code in "abcdef"})
    assert entered == other
    assert hash(entered) == hash(other)


def test_an_answer_set_is_a_frozen_value() -> None:
    """Nothing can be set, and a pickle gives it back."""
    given_by = AnswerSet("anna", "CIO", {"a": 4}, post="CTO")
    with pytest.raises(AttributeError):
        given_by.side = "CMO"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(given_by)) == given_by  # noqa: S301  our own bytes


@given(st.integers(2, 9))
def test_the_four_states_stay_apart_in_cells(points: int) -> None:
    """Each point has a positive cell of its own, don't know and not applicable negative ones, unlike unanswered: 0."""
    cells = [cell_of(point, points) for point in range(1, points + 1)]
    assert cells == list(range(1, points + 1))
    assert {cell_of(reason, points) for reason in NOT_APPLICABLE} == {-2}
    assert cell_of("dk", points) == -1


@pytest.mark.parametrize(
    "answer", [0, 6, -1, True, False, 4.0, "4", "", "na", "na:because", "DK", None, [4], float("nan")]
)
def test_what_is_no_answer_has_no_cell(answer: object) -> None:
    """Off the scale, a truth value, a number with decimals, a text, a reason that is not listed."""
    assert cell_of(answer, 5) is None


@pytest.mark.parametrize("given", ["abc", b"ab", 5, 0, [1], ["ab"], [("Q313", 4, 5)]])
@pytest.mark.parametrize("field", ["answers", "comments", "guesses"])
def test_what_is_neither_dict_nor_pairs_is_refused(field: str, given: object) -> None:
    """The message names the field and its kind."""
    values = {"answers": {}, field: given}
    with pytest.raises(AnswersError, match=f"{field}: .* must be a dict by code"):
        AnswerSet("anna", "CIO", **values)  # type: ignore[arg-type]


def test_an_empty_post_is_none() -> None:
    """A stand-in has a post of their own, or is none."""
    assert AnswerSet("anna", "CIO", {}, post="").post is None


def test_guesses_are_kept_apart_from_answers() -> None:
    """Sorted by item like the answers, found by item, none by default."""
    guesses: dict[str, int | str] = {"QP5": 2, "QP4": "dk"}
    own = AnswerSet("anna", "CIO", {"QP5": 4}, guesses=guesses)
    assert own.guesses == (("QP4", "dk"), ("QP5", 2))
    assert (own.answer("QP4"), own.guess("QP4"), own.guess("QP3")) == (None, "dk", None)
    assert AnswerSet("anna", "CIO", {}).guesses == ()
