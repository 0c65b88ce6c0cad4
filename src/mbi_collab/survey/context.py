"""What a company says of itself: focus, organisation, posts, what is important. It never changes an answer."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import AnswersError, Fault, unknown
from mbi_collab.survey.texts import text_faults

#: How many entries a priority list may have, and how long one may be.
MOST_ENTRIES, LONGEST_ENTRY = 100, 200


def _by_side(given: Any) -> Any:
    """Return sides with what they say, sorted by side; what is no mapping stays for the check to find."""
    pairs = list(given.items()) if isinstance(given, Mapping) else given
    if not isinstance(pairs, list | tuple) or not all(map(_is_pair, pairs)):
        return given
    return tuple(sorted(((side, said) for side, said in pairs), key=lambda each: str(each[0])))


def _is_pair(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2


def _lists(given: Any) -> Any:
    """Return sides with their priority lists as tuples, in their own order."""
    found = _by_side(given)
    if not isinstance(found, tuple):
        return found
    return tuple((side, tuple(said) if isinstance(said, list | tuple) else said) for side, said in found)


def _codes(given: Any) -> Any:
    """Return codes, sorted, so that no order of entry is kept; a lone text is not taken for its letters."""
    if not isinstance(given, list | tuple | set | frozenset):
        return given
    return tuple(sorted(given, key=str))


@attrs.frozen(kw_only=True)
class Context:
    """What the company says of itself; all of it may be left out.

    It changes which practices matter more or less, each time with a reason shown; never an answer, a level or a gap.

    Attributes:
        focus: sides with the strategic focus each declares, or ``None`` for one that declares none; a side left out
            was not asked.
        model: code of the organisation model, or ``None``.
        posts: codes of the posts that exist.
        reporting_line: code of the place that IT reports to, or ``None``; the model may say it as well.
        important: codes of practices, or of areas, that the company calls important.
        priority_lists: sides with their priorities, texts or codes, the most important first.

    Raises:
        AnswersError: if something is not of the shape that it must have. Codes are checked by the panel.

    >>> Context(focus={"CMO": "customer-knowledge", "CIO": None}).focus
    (('CIO', None), ('CMO', 'customer-knowledge'))
    """

    focus: tuple[tuple[str, str | None], ...] = attrs.field(default=(), converter=_by_side)
    model: str | None = None
    posts: tuple[str, ...] = attrs.field(default=(), converter=_codes)
    reporting_line: str | None = None
    important: tuple[str, ...] = attrs.field(default=(), converter=_codes)
    priority_lists: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_lists)

    def __attrs_post_init__(self) -> None:
        faults = list(_shape_faults(self))
        if faults:
            raise AnswersError(faults, "context")

    def focus_of(self, side: str) -> str | None:
        """Return the focus a side declares, or ``None``."""
        return dict(self.focus).get(side)

    def to_dict(self) -> dict[str, Any]:
        """Return the context as plain data; :func:`context_from` reads it back."""
        return {
            "focus": dict(self.focus),
            "model": self.model,
            "posts": list(self.posts),
            "reporting_line": self.reporting_line,
            "important": list(self.important),
            "priority_lists": {side: list(entries) for side, entries in self.priority_lists},
        }


def context_from(data: object) -> Context:
    """Return a context from plain data, or raise AnswersError with every fault of its shape."""
    known = tuple(field.name for field in attrs.fields(Context))
    if not isinstance(data, Mapping):
        raise AnswersError([Fault("context", "must be an object", str(data)[:80], known)])
    given = {name: data[name] for name in known if data.get(name) is not None}
    faults = [unknown("context", "a key of a context", str(key), known) for key in data if key not in known]
    try:
        made = Context(**given)
    except AnswersError as problem:
        faults += problem.faults
    if faults:
        raise AnswersError(faults)
    return made


def context_shape_faults(data: object) -> Iterator[Fault]:
    """Yield what keeps plain data from being a context; nothing is a context that says nothing."""
    if data is None:
        return
    try:
        context_from(data)
    except AnswersError as problem:
        yield from problem.faults


def entry_key(entry: str) -> str:
    """Return what makes two entries of priority lists the same: neither case, nor spaces, nor forms of letters count.

    >>> entry_key("  Lower  COST") == entry_key("lower cost")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", entry).casefold().split())


def _shape_faults(context: Context) -> Iterator[Fault]:
    yield from _side_faults("focus", context.focus)
    foci: Any = context.focus if _is_pairs(context.focus) else ()
    for side, said in foci:
        if not isinstance(said, str | None):
            yield Fault(f"context focus of {side}", "must be the code of a focus, or nothing", str(said)[:80])
    for name in ("model", "reporting_line"):
        value = getattr(context, name)
        if not isinstance(value, str | None):
            yield Fault(f"context {name}", "must be a code", str(value)[:80])
    for name in ("posts", "important"):
        yield from _list_faults(f"context {name}", getattr(context, name), lambda each: each)
    yield from _side_faults("priority_lists", context.priority_lists)
    for side, entries in context.priority_lists if _is_pairs(context.priority_lists) else ():
        yield from _entry_faults(f"context priority list of {side}", entries)


def _is_pairs(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(each, tuple) and len(each) == 2 for each in value)


def _side_faults(name: str, value: Any) -> Iterator[Fault]:
    if not _is_pairs(value):
        yield Fault(f"context {name}", "must map sides to what each says", str(value)[:80])
        return
    yield from (
        Fault(f"context {name}", "must be a side", str(each)[:80]) for each, _ in value if not isinstance(each, str)
    )
    for side, count in Counter(str(side) for side, _ in value).items():
        if count > 1:
            yield Fault(f"context {name}", "is said twice", side)


def _list_faults(place: str, value: Any, key: Any) -> Iterator[Fault]:
    """Yield what keeps a value from being a list of texts that stand in it once."""
    if not isinstance(value, tuple):
        yield Fault(place, "must be a list", str(value)[:80])
        return
    yield from (Fault(place, "must be text", str(each)[:80]) for each in value if not isinstance(each, str))
    counted = Counter(key(each) for each in value if isinstance(each, str))
    yield from (Fault(place, "is named twice", each) for each, count in counted.items() if count > 1)


def _entry_faults(place: str, entries: Any) -> Iterator[Fault]:
    yield from _list_faults(place, entries, entry_key)
    if not isinstance(entries, tuple):
        return
    if len(entries) > MOST_ENTRIES:
        yield Fault(place, f"has more than {MOST_ENTRIES} entries", str(len(entries)))
    for each in entries:
        if isinstance(each, str):
            yield from text_faults(place, each)
        if isinstance(each, str) and (not each.strip() or len(each) > LONGEST_ENTRY):
            yield Fault(place, f"must be a text of 1 to {LONGEST_ENTRY} letters", each)


def context_faults(context: object, sheet: Questionnaire, place: str = "context") -> Iterator[Fault]:
    """Yield every code of a context that the questionnaire and its catalogue do not know.

    Parameters
    ----------
    context : Context or None
        What the company says of itself.
    sheet : Questionnaire
        Gives the sides, the practices and areas of its profile, and the catalogue.
    place : str
        What the place of each fault begins with.
    """
    if context is None:
        return
    if not isinstance(context, Context):
        yield Fault(place, "must be a Context", str(context)[:80])
        return
    codes = _catalogue_codes(sheet)
    for name in ("focus", "priority_lists"):
        said = [side for side, _ in getattr(context, name)]
        yield from _missing(f"{place} {name}", "a side of this questionnaire", said, sheet.side_codes)
    named: dict[str, tuple[Iterable[str | None], str]] = {
        "focus": ((option for _, option in context.focus), "a strategic focus of this pack"),
        "model": ((context.model,), "an organisation model of this pack"),
        "posts": (context.posts, "a post of this pack"),
        "reporting_line": ((context.reporting_line,), "a reporting line of this pack"),
        "important": (context.important, f"a practice or an area of profile {sheet.profile.code!r}"),
    }
    for name, (values, what) in named.items():
        yield from _missing(f"{place} {name}", what, [each for each in values if each is not None], codes[name])


def _catalogue_codes(sheet: Questionnaire) -> dict[str, tuple[str, ...]]:
    known = sheet.catalogue
    return {
        "focus": tuple(each.code for each in known.focus_options),
        "model": tuple(each.code for each in known.organisation_models),
        "posts": tuple(each.code for each in known.posts),
        "reporting_line": tuple(each.code for each in known.reporting_lines),
        "important": (*(each.code for each in sheet.practices), *(each.code for each in sheet.areas)),
    }


def _missing(place: str, what: str, codes: Iterable[object], known: Iterable[str]) -> Iterator[Fault]:
    there = tuple(known)
    yield from (unknown(place, what, str(code), there) for code in codes if code not in there)
