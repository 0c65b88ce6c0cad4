"""What is still open when a bundle is taken up: a joint project without a sponsor, an end or a whole split of money."""

import datetime
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.components import ParameterKind
from mbi_collab.errors import Fault, SettingsError, unknown

_DAY = re.compile(r"[0-9]{4}([-.])[0-9]{2}\1[0-9]{2}")


def unsettled(catalogue: Catalogue, code: str, settled: Mapping[str, object]) -> tuple[Fault, ...]:
    """Return what is not settled, or wrongly, of a bundle that a company takes up.

    Parameters
    ----------
    catalogue : Catalogue
        The content pack.
    code : str
        Code of the bundle, ``"joint-project"``.
    settled : Mapping[str, object]
        By code of its parameter: of a split, the share of each side, ``{"CIO": 0.5, "CMO": 0.5}``; of sides, their
        codes; of yes or no, a ``bool``; of words, a text; of a date, ``yyyy-mm-dd`` or a ``datetime.date``.

    Returns
    -------
    tuple of Fault
        In the order of the parameters; empty where all is settled. A split needs a share above 0 of each side of the
        scenario, together 1; sides need each of them; what is answered "no" is not settled.

    Raises
    ------
    UnknownCodeError
        If the pack has no such bundle.
    SettingsError
        If ``settled`` is no mapping, or names what is no parameter of the bundle.

    >>> from mbi_collab.catalogue.loading import load_catalogue
    >>> project = {"funding-split": {"CIO": 0.7, "CMO": 0.2}, "sponsors": ["CIO", "CMO"], "new-identity": True,
    ...            "members-from": ["CIO", "CMO"], "goal-topic": "why customers leave", "deadline": "2027-03-31"}
    >>> for each in unsettled(load_catalogue(), "joint-project", project):
    ...     print(each)
    joint-project.funding-split: '0.9' is not 1, the sum of all shares
    joint-project.return-planned: is not settled
    """
    bundle = catalogue.bundle(code)
    if not isinstance(settled, Mapping):
        raise SettingsError([Fault("settled", "is no mapping of parameters", type(settled).__name__)])
    known = [each.code for each in bundle.parameters]
    strange = [unknown(code, "a parameter of this bundle", str(name), known) for name in settled if name not in known]
    if strange:
        raise SettingsError(strange)
    sides = catalogue.scenario(catalogue.pack.scenario).sides
    return tuple(
        fault
        for each in bundle.parameters
        for fault in _of_kind(f"{code}.{each.code}", each.kind, settled.get(each.code), sides)
    )


def _of_kind(where: str, kind: ParameterKind, value: object, sides: Sequence[str]) -> Iterator[Fault]:
    if value is None or value is False or value in ("", (), []):
        yield Fault(where, "is not settled")
    else:
        yield from _CHECKS[kind](where, value, sides)


def _split(where: str, value: object, sides: Sequence[str]) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault(where, "is not a share of each side", str(value), sides)
        return
    yield from _all_of(where, list(value), sides)
    shares = [each for each in value.values() if isinstance(each, int | float) and not isinstance(each, bool)]
    odd = [str(each) for each in value.values() if each not in shares]
    odd += [str(each) for each in shares if not 0 < each <= 1]
    yield from (Fault(where, "is not a share above 0, at most 1", each) for each in odd)
    if not odd and not math.isclose(math.fsum(shares), 1, abs_tol=1e-9):
        yield Fault(where, "is not 1, the sum of all shares", f"{math.fsum(shares):g}")


def _sides(where: str, value: object, sides: Sequence[str]) -> Iterator[Fault]:
    named = [value] if isinstance(value, str) or not isinstance(value, Sequence) else value
    yield from _all_of(where, named, sides)


def _all_of(where: str, named: Sequence[object], sides: Sequence[str]) -> Iterator[Fault]:
    yield from (unknown(where, "a side of the scenario", str(each), sides) for each in named if each not in sides)
    yield from (Fault(where, "is not among them", each) for each in sides if each not in named)


def _yes(where: str, value: object, _: Sequence[str]) -> Iterator[Fault]:
    if value is not True:
        yield Fault(where, "is not true or false", str(value))


def _text(where: str, value: object, _: Sequence[str]) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield Fault(where, "is not text", str(value))


def _date(where: str, value: object, _: Sequence[str]) -> Iterator[Fault]:
    day = f"{value:%Y-%m-%d}" if isinstance(value, datetime.date) else value
    if not (isinstance(day, str) and _DAY.fullmatch(day) and _is_day(day.replace(".", "-"))):
        yield Fault(where, "is not a day", str(value), ("yyyy-mm-dd",))


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


_CHECKS: dict[ParameterKind, Callable[[str, object, Sequence[str]], Iterator[Fault]]] = {
    "split": _split,
    "sides": _sides,
    "yes or no": _yes,
    "words": _text,
    "date": _date,
}
