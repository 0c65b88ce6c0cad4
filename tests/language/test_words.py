"""The library's own words."""

import pickle
import tomllib

import pytest

from mbi_collab.errors import InvalidPackError, SettingsError, UnknownCodeError
from mbi_collab.language.words import Words, available_languages, load_words
from mbi_collab.packaged import read_packaged

ENGLISH = (
    ("plural.one", "1"),
    ("hello", "Hello {name}"),
    ("only", "only English"),
    ("people.one", "{n} person"),
    ("people.other", "{n} people"),
)
CZECH = (
    ("plural.one", "1"),
    ("plural.few", "2 3 4"),
    ("hello", "Ahoj {name}"),
    ("people.one", "{n} člověk"),
    ("people.few", "{n} lidé"),
    ("people.other", "{n} lidí"),
)


def test_every_packaged_language_is_read_and_has_no_faults() -> None:
    """Each file of words holds text only, and fields that are plain names."""
    assert available_languages()[0] == "en"
    for tag in available_languages():
        assert load_words(tag).language == tag


def test_a_text_is_found_by_its_dotted_key() -> None:
    """The groups of the file are the parts of the key."""
    raw = tomllib.loads(read_packaged("words", "en.toml").decode("utf-8"))
    assert load_words()("table.no_answer") == raw["table"]["no_answer"] == "no answer"


def test_the_nearest_language_is_taken_and_read_once() -> None:
    """A region is cut off; an unknown language is English; words never change."""
    assert load_words("en-GB") is load_words("en") is load_words("x-klingon")


def test_an_unknown_key_says_which_is_near() -> None:
    """It is a LookupError of ours."""
    with pytest.raises(UnknownCodeError, match=r"Did you mean 'table\.level'"):
        load_words()("table.levle")
    assert issubclass(UnknownCodeError, LookupError)


def test_what_a_language_lacks_is_english_and_counted() -> None:
    """A missing text falls back."""
    words = Words("cs", CZECH, ENGLISH)
    assert words("only") == "only English"
    assert words("hello", name="Eva") == "Ahoj Eva"
    assert words.missing == ("only",)
    assert repr(words) == "<Words 'cs': 6 texts, 1 missing>"


@pytest.mark.parametrize(
    ("n", "shown"), [(1, "1 člověk"), (3, "3 lidé"), (5, "5 lidí"), (0, "0 lidí"), (21, "21 lidí")]
)
def test_the_plural_form_is_the_languages(n: int, shown: str) -> None:
    """Which numbers take which form stands in the file of words."""
    assert Words("cs", CZECH, ENGLISH).plural("people", n) == shown


def test_a_missing_plural_form_is_the_other_form() -> None:
    """English has no few."""
    assert Words("cs", CZECH[:3], ENGLISH).plural("people", 3) == "3 people"
    with pytest.raises(UnknownCodeError):
        load_words().plural("nothing.here", 2)


def test_a_field_without_a_value_is_told_by_name() -> None:
    """It is a fault of the caller, not a KeyError."""
    with pytest.raises(SettingsError, match=r"needs a value for \{name\}"):
        Words("en", ENGLISH)("hello")


@pytest.mark.parametrize("text", ["{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{}", "{0}", "{", "}", "{a:{b}}"])
def test_a_field_is_a_plain_name(text: str) -> None:
    """A text reaches into no object; all bad texts are told at once."""
    with pytest.raises(InvalidPackError) as caught:
        Words("en", (("good", "{a}"), ("bad", text), ("worse", text)))
    assert [fault.place for fault in caught.value.faults] == ["bad", "worse"]


def test_a_value_is_not_read_as_a_text() -> None:
    """Braces in what is filled in stay as they are."""
    assert Words("en", ENGLISH)("hello", name="{name} {0.x}") == "Hello {name} {0.x}"


def test_what_is_no_text_is_a_fault() -> None:
    """A number in the file of words is told."""
    with pytest.raises(InvalidPackError, match="is not text"):
        Words("en", (("a", 1),))  # type: ignore[arg-type]


def test_words_are_values() -> None:
    """Equal by content, hashable, and they survive pickle after use."""
    words = Words("cs", CZECH, ENGLISH)
    words("only")
    assert pickle.loads(pickle.dumps(words)) == words  # noqa: S301 (our own bytes)
    assert hash(words) == hash(Words("cs", CZECH, ENGLISH))
