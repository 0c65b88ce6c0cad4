"""Arguments of the kernels of agreement: whatever is given for numbers is one clear error, or is read as numbers."""

import itertools
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from mbi_collab.engine.agreement import average_deviation, consensus, r_wg, r_wg_j, standard_deviation
from mbi_collab.engine.arguments import plain_array, proper_fraction, whole_number
from mbi_collab.engine.counting import count_cells, count_panels
from mbi_collab.engine.rankings import kendall_tau_b
from mbi_collab.engine.reliability import alpha_interval, krippendorff_alpha

#: Nothing that could be an array of numbers with an axis.
NO_ARRAYS: dict[str, Any] = {
    "nothing": None,
    "a truth value": True,
    "a number": 1.5,
    "not a number": np.nan,
    "an array without an axis": np.array(3),
    "text": "123",
    "bytes": b"123",
    "an object": object(),
    "a function": len,
    "a set": {1, 2, 3},
    "a dict": {"a": 1},
    "a generator": (each for each in (1, 2, 3)),
    "rows of different lengths": [[1, 2], [3]],
    "a hole": [1, None, 3],
    "a number too large for any array": [10**400, 1, 2],
    "texts": np.array(["1", "2", "3"]),
    "objects": np.array([1, 2, 3], dtype=object),
    "complex numbers": np.array([1j, 2, 3]),
    "dates": np.array(["2020", "2021", "2022"], dtype="M8[Y]"),
    "durations": np.array([1, 2, 3], dtype="m8[s]"),
    "records": np.zeros(3, dtype=[("a", int)]),
    "a masked array": np.ma.masked_equal([1, 2, 3], 3),
}
NO_NUMBERS = {name: given for name, given in NO_ARRAYS.items() if name != "a number"}
#: Nothing that could be a number from 1.
NO_WHOLE_NUMBERS = {**NO_ARRAYS, "less than allowed": -1, "an infinity": np.inf, "a float": 2.0, "an array": np.ones(1)}
NO_FRACTIONS = {**NO_NUMBERS, "0": 0, "1": 1, "1.0": 1.0, "less than 0": -0.5, "a decimal": Decimal("0.5")}
NO_LEVELS = {**NO_ARRAYS, "another word": "metric", "a list": ["ordinal"], "an array": np.array(["ordinal", "ratio"])}

POINTS, VALUES = np.array([1, 0, 2]), np.array([0.0, 0.5, 1.0])
RATINGS = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 4.0]])
CELLS, FIRST, ASKED = (
    np.array([[1, 2], [0, -1]], dtype=np.int8),
    np.zeros(2, dtype=np.int64),
    np.ones((1, 2), dtype=bool),
)


def an_interval(**changed: Any) -> object:
    return alpha_interval(**{"ratings": RATINGS, "level": "ordinal", "seed": 1, "draws": 9, **changed})


def panels(**changed: Any) -> object:
    whole: dict[str, Any] = {"cells": CELLS, "side": FIRST, "panel": FIRST, "panels": 1, "asked": ASKED, "points": 2}
    return count_panels(**{**whole, **changed})


Call = Callable[[Any], object]
#: Word that the error must say, the call of what is given, and what is no such argument.
PLACES: list[tuple[str, Call, dict[str, Any]]] = [
    ("ratings", lambda given: krippendorff_alpha(given, level="ordinal"), NO_ARRAYS),
    ("ratings", lambda given: an_interval(ratings=given), NO_ARRAYS),
    ("level", lambda given: krippendorff_alpha(RATINGS, level=given), NO_LEVELS),
    ("level", lambda given: an_interval(level=given), NO_LEVELS),
    ("seed", lambda given: an_interval(seed=given), NO_WHOLE_NUMBERS),
    ("draws", lambda given: an_interval(draws=given), {**NO_WHOLE_NUMBERS, "0": 0}),
    ("share", lambda given: an_interval(share=given), {**NO_FRACTIONS, "more than 1": 1.5}),
    ("rankings", lambda given: kendall_tau_b(given, VALUES), NO_ARRAYS),
    ("rankings", lambda given: kendall_tau_b(VALUES, given), NO_ARRAYS),
    ("cells", lambda given: count_cells(given, FIRST, 1, 2), NO_ARRAYS),
    ("group", lambda given: count_cells(CELLS, given, 1, 2), NO_ARRAYS),
    ("groups", lambda given: count_cells(CELLS, FIRST, given, 2), NO_WHOLE_NUMBERS),
    ("points", lambda given: count_cells(CELLS, FIRST, 1, given), NO_WHOLE_NUMBERS),
    ("cells", lambda given: panels(cells=given), NO_ARRAYS),
    ("side", lambda given: panels(side=given), NO_ARRAYS),
    ("panel", lambda given: panels(panel=given), NO_ARRAYS),
    ("panels", lambda given: panels(panels=given), NO_WHOLE_NUMBERS),
    ("asked", lambda given: panels(asked=given), NO_ARRAYS),
    ("points", lambda given: panels(points=given), NO_WHOLE_NUMBERS),
    (
        "people",
        lambda given: panels(people=given),
        {name: each for name, each in NO_ARRAYS.items() if each is not None},
    ),
]
for index in (consensus, average_deviation, standard_deviation, r_wg, r_wg_j):
    PLACES += [
        ("counts", lambda given, index=index: index(given, VALUES), NO_ARRAYS),  # type: ignore[misc]
        ("values", lambda given, index=index: index(np.array([POINTS]), given), NO_ARRAYS),  # type: ignore[misc]
    ]


@pytest.mark.parametrize(("word", "call", "wrong"), PLACES)
def test_wrong_kinds_are_refused_by_name(word: str, call: Call, wrong: dict[str, Any]) -> None:
    """With a ValueError of ours that says which argument it is; nothing else leaves the engine."""
    for given in wrong.values():
        with pytest.raises(ValueError, match=word):
            call(given)


def test_the_calls_above_take_what_is_right() -> None:
    """So that each refusal is of the one argument that was changed."""
    assert an_interval() == an_interval(seed=np.int8(1), draws=np.uint16(9), share=0.9, level=np.str_("ordinal"))
    assert repr(panels()) == repr(panels(people=[[2]], side=[0, 0], panels=np.int64(1)))


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.uint32, np.int64, np.float16, np.float64, bool])
def test_numbers_of_any_kind_and_rows_of_them_are_an_array(kind: type) -> None:
    given: npt.NDArray[Any] = np.array([[1, 0], [0, 1]], dtype=kind)
    assert plain_array(given, "ratings") is given
    assert plain_array([[1, 0], [0, 1]], "ratings", whole=True).tolist() == given.tolist()


def test_a_float_is_no_whole_number() -> None:
    """Not even one without a fraction; nor a whole number that an int64 cannot hold."""
    for given, found in (([1.0, 2.0], "list of float64"), (np.array([1], dtype=np.uint64), "ndarray of uint64")):
        with pytest.raises(ValueError, match=f"counts must be whole numbers, not {found}"):
            plain_array(given, "counts", whole=True)


def test_numbers_of_any_library_are_pythons() -> None:
    """A whole number of 0 or more, a float between 0 and 1."""
    for kind, number in itertools.product([int, np.int8, np.uint64], [0, 5]):
        assert type(whole_number(kind(number), "seed", 0)) is int
    assert whole_number(2**200, "seed", 0) == 2**200
    for share in (0.5, np.float16(0.5), np.float32(0.5), np.float64(0.5)):
        assert type(proper_fraction(share, "share")) is float
