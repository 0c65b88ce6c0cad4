"""What a caller says about the files to be read, checked before any of them is opened."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.questions import Item
from mbi_collab.errors import Fault, SettingsError, unknown
from mbi_collab.exchange.found import Statement
from mbi_collab.exchange.item_spellings import ItemSpellings
from mbi_collab.exchange.sources import Limits
from mbi_collab.exchange.spellings import AnswerSpellings, NearMatches, normalised, side_names, side_spellings
from mbi_collab.exchange.statements import date_of, population_of

#: What a column may be besides an item's answers.
COLUMN_NAMES = ("respondent", "side", "post", "item", "answer", "comment", "guess")
DUPLICATES = ("error", "last", "first")


def respondent_key(respondent: str) -> str:
    """Return a name as respondents are told apart: composed letters, no blanks around it."""
    return unicodedata.normalize("NFC", respondent).strip()


@attrs.frozen(kw_only=True)
class Options:
    """How files are to be read, for one questionnaire.

    Attributes:
        questionnaire: what was asked.
        side_of_all: code of the side of every respondent, or ``None``.
        side_column: header of the column of sides, or ``None``.
        side_by_respondent: respondents, as they are told apart, with the codes of their sides.
        mapping: headers with an item's code or one of COLUMN_NAMES.
        duplicates: one of DUPLICATES.
        encoding: of every file, or ``None``.
        limits: how much is read.
        statements: what the caller says of the whole panel.
    """

    questionnaire: Questionnaire
    side_of_all: str | None = None
    side_column: str | None = None
    side_by_respondent: tuple[tuple[str, str], ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    duplicates: str = "error"
    encoding: str | None = None
    limits: Limits = attrs.field(factory=Limits)
    statements: tuple[Statement, ...] = ()

    @cached_property
    def items(self) -> ItemSpellings:
        """The spellings of the items."""
        return ItemSpellings(self.questionnaire)

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The spellings of the sides, normalised, with their codes."""
        return side_spellings(self.questionnaire)

    @cached_property
    def _answers_by_item(self) -> Mapping[str, AnswerSpellings]:
        by_scale: dict[str, AnswerSpellings] = {}
        for item in self.questionnaire.items:
            by_scale.setdefault(item.scale, AnswerSpellings(self.questionnaire.scale_of(item)))
        return {item.code: by_scale[item.scale] for item in self.questionnaire.items}

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.code: item for item in self.questionnaire.items}

    @cached_property
    def _told(self) -> Mapping[str, str]:
        return dict(self.side_by_respondent)

    @cached_property
    def _mapped(self) -> Mapping[str, str]:
        return {normalised(header): meaning for header, meaning in self.mapping}

    @cached_property
    def _near_respondents(self) -> NearMatches:
        return NearMatches(tuple(self._told))

    @cached_property
    def _near_sides(self) -> NearMatches:
        return NearMatches(tuple(self.sides))

    def item(self, code: str) -> Item:
        """Return the item with this code, which the questionnaire has."""
        return self._items[code]

    def answers_of(self, item: str) -> AnswerSpellings:
        """Return the spellings of the answers to an item."""
        return self._answers_by_item[item]

    def mapped(self, header: str) -> str | None:
        """Return what the mapping says of a header, or ``None``."""
        return self._mapped.get(normalised(header))

    @property
    def needs_side(self) -> bool:
        """Whether the files themselves must say the sides."""
        return self.side_of_all is None and not self.side_by_respondent

    def side_of(self, read: str, respondent: str, place: str) -> str | Fault:
        """Return the code of a respondent's side: as told, else as read; or the fault of having none or two."""
        told = self.side_of_all or self._told.get(respondent_key(respondent))
        found = self.sides.get(normalised(read))
        if told and found and told != found:
            return Fault(place, "is not the side named for this respondent", read.strip(), (told,))
        if told or found:
            return told or found or ""
        codes = self.questionnaire.side_codes
        if not read.strip():
            near = self._near_respondents.find(respondent)
            return Fault(
                place, f"has no side for respondent {respondent!r}: fill it in, or name the side", None, codes, near
            )
        near = self.sides.get(self._near_sides.find(normalised(read)) or "")
        names = side_names(self.questionnaire)
        return Fault(place, "is not a side of this questionnaire", read.strip(), names, near)


def checked_options(  # noqa: PLR0913  each is a question a caller may answer
    questionnaire: Questionnaire,
    *,
    side: object = None,
    mapping: object = None,
    duplicates: object = "error",
    encoding: object = None,
    limits: object = None,
    population: object = None,
    date: object = None,
) -> Options:
    """Return the options, or raise SettingsError with everything that is wrong with them."""
    sheet: object = questionnaire
    if not isinstance(sheet, Questionnaire):
        problem = "must be a Questionnaire, as Catalogue.questionnaire() gives it"
        raise SettingsError([Fault("questionnaire", problem, type(sheet).__name__)])
    options = Options(questionnaire=questionnaire)
    faults = [*_mapping_faults(mapping, options), *_side_faults(side, options), *_encoding_faults(encoding)]
    if duplicates not in DUPLICATES:
        faults.append(
            unknown("duplicates", "a way to treat a respondent who is there twice", str(duplicates), DUPLICATES)
        )
    if limits is not None and not isinstance(limits, Limits):
        faults.append(Fault("limits", "must be a Limits", type(limits).__name__))
    said = [
        *date_of(date, "the declared date"),
        *population_of(population, "the declared population", questionnaire),
    ]
    faults += [each for each in said if isinstance(each, Fault)]
    if faults:
        raise SettingsError(faults)
    return Options(
        questionnaire=questionnaire,
        side_of_all=options.sides.get(normalised(side)) if isinstance(side, str) else None,
        side_column=side if isinstance(side, str) and normalised(side) not in options.sides else None,
        side_by_respondent=_told_sides(side, options) if isinstance(side, Mapping) else (),
        mapping=tuple(mapping.items()) if isinstance(mapping, Mapping) else (),
        duplicates=str(duplicates),
        encoding=encoding if isinstance(encoding, str) else None,
        limits=limits if isinstance(limits, Limits) else Limits(),
        statements=tuple(each for each in said if isinstance(each, Statement)),
    )


def _told_sides(side: Mapping[str, str], options: Options) -> tuple[tuple[str, str], ...]:
    return tuple((respondent_key(who), options.sides[normalised(own)]) for who, own in side.items())


def _side_faults(side: object, options: Options) -> Iterator[Fault]:
    codes = side_names(options.questionnaire)
    if isinstance(side, Mapping):
        for who, own in side.items():
            if not isinstance(who, str):
                yield Fault("side", "must name respondents as text", repr(who))
            if not isinstance(own, str) or normalised(own) not in options.sides:
                yield unknown(f"side of {who!r}", "a side of this questionnaire", str(own), codes)
    elif side is not None and (not isinstance(side, str) or not side.strip()):
        allowed = (*codes, "the header of a column", "a dict of respondents and sides")
        yield Fault("side", "says no side", str(side), allowed)


def _mapping_faults(mapping: object, options: Options) -> Iterator[Fault]:
    if mapping is None:
        return
    if not isinstance(mapping, Mapping):
        yield Fault("mapping", "must be a dict of headers and what they mean", type(mapping).__name__)
        return
    known = (*COLUMN_NAMES, *options.items.codes)
    for header, meaning in mapping.items():
        if not isinstance(header, str):
            yield Fault("mapping", "must name headers as text", repr(header))
        if meaning not in known:
            yield unknown(f"mapping of {header!r}", "an item of this profile or a kind of column", str(meaning), known)


def _encoding_faults(encoding: object) -> Iterator[Fault]:
    if encoding is None:
        return
    try:
        b"a".decode(encoding)  # type: ignore[arg-type]  # what is no text is refused here
    except UnicodeError:
        return  # a real encoding, under which this one letter is no text
    except (LookupError, TypeError, ValueError):
        yield Fault("encoding", "is no encoding of text", str(encoding), ("utf-8", "utf-16", "cp1250", "cp1252"))
