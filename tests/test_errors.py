"""Every exception says what is wrong, keeps it as fields, and survives pickling."""

import pickle

import pytest

from mbi_collab import errors
from mbi_collab.errors import Fault, MBICollabError, nearest, unknown

CLASSES = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, MBICollabError)]


def test_a_fault_reads_as_one_sentence() -> None:
    """Place, what was found, the problem, what is allowed and the nearest stand in one line."""
    fault = Fault("answers.csv line 3", "is not a point of the scale", "7", ("1", "2"), "2")
    assert str(fault) == (
        "answers.csv line 3: '7' is not a point of the scale (allowed: 1, 2). Did you mean '2'?"  # one line
    )
    assert str(Fault("a.csv", "is empty")) == "a.csv: is empty"


def test_long_values_and_lists_are_cut_in_the_message_only() -> None:
    """A message stays readable, the fields stay whole."""
    fault = Fault("here", "is wrong", "x" * 500, [str(number) for number in range(40)])
    assert len(str(fault)) < 250
    assert "28 more" in str(fault)
    assert fault.found == "x" * 500
    assert isinstance(fault.allowed, tuple)
    assert len(fault.allowed) == 40


def test_what_was_found_cannot_break_the_line() -> None:
    """A line break or an escape sequence in what was found is shown, not obeyed."""
    assert str(Fault("here", "is wrong", "a\n\x1b[31m")).isprintable()


@pytest.mark.parametrize(("found", "near"), [("u4", "U04"), ("r04", "R04"), ("zzz", None), ("", None)])
def test_nearest_is_a_known_spelling_or_none(found: str, near: str | None) -> None:
    """Case does not count, and what is like nothing gets no suggestion."""
    assert nearest(found, ["U04", "R04"]) == near


def test_an_unknown_code_names_the_known_ones() -> None:
    """The fault of an unknown code carries all known codes and the nearest."""
    assert unknown("look-up", "a practice", "U4", ["U04", "R04"]) == Fault(
        "look-up", "is not a practice", "U4", ("U04", "R04"), "U04"
    )


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_is_read_pickled_and_turned_into_records(kind: type[MBICollabError]) -> None:
    """Faults and subject survive pickling, for those classes too whose builtin parent has its own arguments."""
    error = kind([Fault("a", "is wrong", "1", ("2",), "2"), Fault("b", "is missing")], "file")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert type(again) is kind
    assert (again.faults, again.subject, str(again)) == (error.faults, "file", str(error))
    assert str(error).splitlines() == [
        "file has 2 faults:",
        "  a: '1' is wrong (allowed: 2). Did you mean '2'?",
        "  b: is missing",
    ]
    assert error.to_records()[1] == {
        "place": "b",
        "problem": "is missing",
        "found": None,
        "allowed": (),
        "nearest": None,
    }


def test_one_fault_takes_one_line_and_many_are_counted() -> None:
    """A single fault is not called a list, and of very many the first are shown and the rest counted."""
    assert str(MBICollabError([Fault("a", "is wrong")], "file")) == "file: a: is wrong"
    assert str(MBICollabError([Fault("a", "is wrong")])) == "a: is wrong"
    many = MBICollabError(Fault("a", "is wrong") for _ in range(50))
    assert str(many).startswith("50 faults:")
    assert str(many).endswith("… and 30 more (see .faults)")
    assert len(many.faults) == 50


def test_errors_are_caught_as_their_builtin_kind_too() -> None:
    """Who catches LookupError, ValueError or OSError catches the library's errors of that kind."""
    assert issubclass(errors.UnknownCodeError, LookupError)
    assert issubclass(errors.UnknownPackError, LookupError)
    assert issubclass(errors.InvalidPackError, ValueError)
    assert issubclass(errors.OutputError, OSError)
    assert all(issubclass(kind, MBICollabError) for kind in CLASSES)
