"""The library's own words: headings, labels and sentences, by key and language."""

import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

import attrs

from mbi_collab.errors import Fault, InvalidPackError, SettingsError, UnknownCodeError, unknown
from mbi_collab.language.tags import best_tag
from mbi_collab.packaged import packaged_names, read_packaged

#: The language that is complete, and that the others fall back to.
FIRST_LANGUAGE = "en"

Pairs = tuple[tuple[str, str], ...]


def _check_texts(_: "Words", __: object, pairs: Pairs) -> None:
    """Refuse what is not text, and fields that are more than a plain name; all at once."""
    faults = [fault for key, text in pairs for fault in _faults_of(key, text)]
    if faults:
        raise InvalidPackError(faults, "the words")


@attrs.frozen(repr=False)
class Words:
    """The words of one language, by dotted key.

    Attributes:
        language: the tag of the language, ``"cs"``.
        pairs: key and text, in the order of the file.
        first_pairs: the same in English; they stand in for what the language lacks.
    """

    language: str
    pairs: Pairs = attrs.field(validator=_check_texts)
    first_pairs: Pairs = attrs.field(default=(), validator=_check_texts)

    @cached_property
    def _text_by_key(self) -> Mapping[str, str]:
        return {**dict(self.first_pairs), **dict(self.pairs)}

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The keys that this language lacks: their words come out in English."""
        own = dict(self.pairs)
        return tuple(key for key, _ in self.first_pairs if key not in own)

    def __repr__(self) -> str:
        return f"<Words {self.language!r}: {len(self.pairs)} texts, {len(self.missing)} missing>"

    def __call__(self, key: str, /, **fields: object) -> str:
        """Return the text of a key, its fields filled in.

        Parameters
        ----------
        key
            ``"table.level"``.
        **fields
            A value for each field of the text; it is shown as ``str`` shows it.

        Raises
        ------
        UnknownCodeError
            A ``LookupError``: no text has this key.
        SettingsError
            A ``ValueError``: a field of the text has no value.

        Examples
        --------
        >>> words = load_words("en")
        >>> words("report.answered", answered=97, asked=121)
        '97 of 121 answers'
        """
        if key not in self._text_by_key:
            raise UnknownCodeError([unknown(f"words in {self.language!r}", "a key", key, self._text_by_key)])
        return _filled(key, self._text_by_key[key], fields)

    def plural(self, key: str, n: int, /, **fields: object) -> str:
        """Return the form of a text that fits a number; the text may hold ``{n}``.

        >>> load_words("en").plural("report.respondents", 1)
        '1 respondent'
        >>> load_words("en").plural("report.respondents", 6)
        '6 respondents'
        """
        form = f"{key}.{self._plural_form(n)}"
        return self(form if form in self._text_by_key else f"{key}.other", **{"n": n, **fields})

    def _plural_form(self, n: int) -> str:
        """The form of a number: the keys ``plural.<form>`` list the numbers that take it."""
        rules = [(key, text) for key, text in self.pairs if key.startswith("plural.")]
        fitting = (key.removeprefix("plural.") for key, text in rules if str(n) in text.split())
        return next(fitting, "other")


def available_languages() -> tuple[str, ...]:
    """Return the tags of the languages that have words, English first.

    >>> available_languages()[0]
    'en'
    """
    tags = [name.removesuffix(".toml") for name in packaged_names("words") if name.endswith(".toml")]
    return tuple(sorted(tags, key=lambda tag: (tag != FIRST_LANGUAGE, tag)))


def load_words(language: str = FIRST_LANGUAGE) -> Words:
    """Return the words of the nearest language that has any; read once.

    Parameters
    ----------
    language
        A BCP 47 tag; ``"cs-CZ"`` finds ``"cs"``, an unknown language finds English.

    Raises
    ------
    InvalidPackError
        If a file of words has faults; all of them are told.

    Examples
    --------
    >>> load_words("en-GB")("table.level")
    'level'
    """
    return _read_words(best_tag(language, available_languages()))


@cache
def _read_words(tag: str) -> Words:
    first = () if tag == FIRST_LANGUAGE else _read_words(FIRST_LANGUAGE).pairs
    return Words(tag, _read_pairs(tag), first)


def _read_pairs(tag: str) -> Pairs:
    table: dict[str, object] = tomllib.loads(read_packaged("words", f"{tag}.toml").decode("utf-8"))
    return tuple(_flattened(table))


def _flattened(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    """Dotted keys and what stands there; what is no text is found by the check."""
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value  # type: ignore[misc]


def _fields_of(text: str) -> tuple[str, ...]:
    """The fields of a text; ``ValueError`` if one is more than a plain name."""
    fields = []
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if spec or conversion or not name.isidentifier():
            raise ValueError(f"the field {{{name}}}")
        fields.append(name)
    return tuple(fields)


def _faults_of(key: str, text: object) -> Iterator[Fault]:
    if not isinstance(text, str):
        yield Fault(key, "is not text", str(text))
        return
    try:
        _fields_of(text)
    except ValueError as problem:
        yield Fault(key, f"has a field that is not a plain name in braces ({problem})", text)


def _filled(key: str, text: str, fields: Mapping[str, object]) -> str:
    lacking = [name for name in _fields_of(text) if name not in fields]
    if lacking:
        raise SettingsError([Fault(key, f"needs a value for {{{name}}}") for name in lacking])
    return text.format_map({name: str(value) for name, value in fields.items()})
