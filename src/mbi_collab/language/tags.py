"""Language tags: which of the languages at hand is nearest to the one asked for."""

from collections.abc import Iterable, Iterator


def best_tag(wanted: str, available: Iterable[str]) -> str:
    """Return the available tag that the wanted one leads to by truncation, or the first available.

    The lookup of RFC 4647, section 3.4: subtags are cut off from the right until a tag fits.
    Case does not count, and ``cs_CZ`` is read as ``cs-CZ``.

    Parameters
    ----------
    wanted
        A BCP 47 tag, such as ``"pt-BR"``.
    available
        The tags at hand; the first is what a reader gets whose language is not there.

    Returns
    -------
    str
        One of ``available``, spelled as there.

    Raises
    ------
    ValueError
        If nothing is available.

    Examples
    --------
    >>> best_tag("cs-CZ", ["en", "cs"])
    'cs'
    >>> best_tag("fi", ["en", "cs"])
    'en'
    """
    tags = tuple(available)
    if not tags:
        raise ValueError("no language is available")
    by_folded = {_folded(tag): tag for tag in reversed(tags)}
    found = (by_folded[each] for each in _truncations(_folded(wanted)) if each in by_folded)
    return next(found, tags[0])


def _folded(tag: str) -> str:
    return tag.strip().replace("_", "-").lower()


def _truncations(tag: str) -> Iterator[str]:
    """The tag, then shorter and shorter; a single-letter subtag goes with the one after it."""
    subtags = tag.split("-")
    while subtags:
        yield "-".join(subtags)
        subtags.pop()
        while subtags and len(subtags[-1]) == 1:
            subtags.pop()
