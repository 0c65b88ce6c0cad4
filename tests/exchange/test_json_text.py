"""JSON that other readers let pass."""

import json
import sys

import pytest

from mbi_collab.errors import AnswersError
from mbi_collab.exchange.json_text import MOST_DEPTH, parse_json
from mbi_collab.exchange.sources import Limits


def problems(text: str, **limits: int) -> list[tuple[str, str, str | None]]:
    """Place, problem and finding of everything that is wrong."""
    try:
        _, faults = parse_json(text, "a.json", Limits(**limits))
    except AnswersError as problem:
        faults = list(problem.faults)
    return [(fault.place, fault.problem, fault.found) for fault in faults]


def test_plain_data_is_what_the_standard_library_reads() -> None:
    """What is right is read as json reads it."""
    text = '{"a": [1, 2.5, null, true, "x\\u00e9"], "b": {}}'
    data, faults = parse_json(text, "a.json", Limits())
    assert (data, faults) == (json.loads(text), [])


def test_every_oddity_is_told_with_its_path() -> None:
    """Keys twice, NaN, infinities, NUL and half characters: all at once."""
    text = '{"a": 1, "a": NaN, "b": [1e999, {"c": -Infinity, "c": 1}], "d": "\\u0000", "\\ud800": "\\udfff"}'
    found = problems(text)
    assert [(place, what) for place, _, what in found] == [
        ("a.json", "a"),
        ("a.json, 'a'", "NaN"),
        ("a.json, 'b', entry 1", "1e999"),
        ("a.json, 'b', entry 2", "c"),
        ("a.json, 'd'", "\0"),
        ("a.json, a key", "'\\ud800'"),
        ("a.json, '\\ud800'", "'\\udfff'"),
    ]


def test_a_number_of_a_million_digits_is_no_number() -> None:
    """Python's own limit on digits raises nothing here."""
    assert problems("[" + "9" * 1_000_000 + "]")[0][1] == "is no number that can be used"


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 50_000, "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1)])
def test_deep_nesting_is_refused(text: str) -> None:
    """Before the parser meets it."""
    assert problems(text) == [("a.json", f"is nested more than {MOST_DEPTH} deep", None)]
    assert sys.getrecursionlimit() >= 1000


def test_brackets_in_texts_do_not_nest() -> None:
    """Only brackets outside quotes count."""
    assert problems(json.dumps(["[" * 100 + '"\\"[' * 100])) == []


def test_no_json_says_where() -> None:
    """With line and column."""
    assert problems('{\n"a": 1,\n}')[0][0] == "a.json line 3, column 1"
    assert problems("")[0][0] == "a.json line 1, column 1"


def test_long_texts_are_refused() -> None:
    """A text beyond the limit of a cell."""
    assert problems('["xxxxxx"]', cell=5) == [("a.json, entry 1", "is a text of more than 5 characters", None)]


def test_an_open_quote_takes_no_time() -> None:
    """Quotes that are escaped and never close: a search that went back for each would not end here."""
    assert problems('["' + '\\"' * 300_000)
