"""Every exception of the library; each holds its faults as fields.

* MBICollabError
  x PackError              what is wrong with content packs
    + UnknownPackError     (LookupError)   no such pack
    + InvalidPackError     (ValueError)    the pack's files have faults
  x UnknownCodeError       (LookupError)   nothing has this code
  x AnswersError           (ValueError)    what is wrong with answers
  x SettingsError          (ValueError)    targets, weights or options that cannot be used
  x SavedFileError         (ValueError)    a saved assessment that cannot be read back
  x OutputError            (OSError)       a file that cannot be written
  x MissingExtraError      (ImportError)   an optional package that is not installed
"""

from collections.abc import Iterable, Sequence

import attrs

#: How many faults a message lists; the others are in ``.faults``.
SHOWN = 20
#: How many faults between the objects of a pack are looked for: a hostile pack could have millions.
MOST_FAULTS = 1000
#: Among how many known spellings the nearest is sought.
MOST_KNOWN = 5000


def _tuple(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


@attrs.frozen
class Fault:
    """One thing that is wrong: where, what, what is allowed, what may have been meant.

    >>> print(Fault("answers.csv line 3, column 'Q313'", "is not a point of the scale", "7", ("1", "2"), "2"))
    answers.csv line 3, column 'Q313': '7' is not a point of the scale (allowed: 1, 2). Did you mean '2'?
    """

    #: File and line, column or key.
    place: str
    #: What is wrong, as the end of a sentence that begins with what was found.
    problem: str
    #: What stood there; ``None`` where nothing did.
    found: str | None = None
    #: What would be accepted.
    allowed: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    #: The nearest accepted spelling, or ``None``.
    nearest: str | None = None

    def __str__(self) -> str:
        found = "" if self.found is None else f"{_quoted(self.found)} "
        allowed = f" (allowed: {_listed(self.allowed)})" if self.allowed else ""
        nearest = f". Did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{self.place}: {found}{self.problem}{allowed}{nearest}"


def _quoted(found: str) -> str:
    """What was found, in quotes, cut to a readable length."""
    return repr(found if len(found) <= 80 else found[:77] + "...")


def _listed(allowed: Sequence[str]) -> str:
    """The accepted spellings, the first dozen by name."""
    return ", ".join(allowed[:12]) + (f", … {len(allowed) - 12} more" if len(allowed) > 12 else "")


def nearest(found: str, known: Iterable[str]) -> str | None:
    """Return the known spelling that is most like what was found, or ``None``.

    >>> nearest("u4", ["U04", "R04"])
    'U04'
    """
    import difflib  # noqa: PLC0415  wanted only where something is wrong

    by_folded: dict[str, str] = {}
    for each in known:
        by_folded.setdefault(each.casefold(), each)
    if len(by_folded) > MOST_KNOWN:
        return None
    close = difflib.get_close_matches(found[:200].casefold(), by_folded, n=1, cutoff=0.55)
    return by_folded[close[0]] if close else None


def unknown(place: str, what: str, found: str, known: Iterable[str]) -> Fault:
    """Return the fault of a code that nothing has."""
    codes = tuple(known)
    return Fault(place, f"is not {what}", found, codes, nearest(found, codes))


class MBICollabError(Exception):
    """The root of every exception of this library."""

    def __init__(self, faults: Iterable[Fault] = (), subject: str = "") -> None:
        self.faults = tuple(faults)
        #: What the faults are of: a pack's id, a file's name.
        self.subject = subject
        super().__init__(self.faults, subject)

    def __str__(self) -> str:
        lines = [str(fault) for fault in self.faults]
        if len(lines) == 1:
            return f"{self.subject}: {lines[0]}" if self.subject else lines[0]
        rest = [f"… and {len(lines) - SHOWN} more (see .faults)"] if len(lines) > SHOWN else []
        head = f"{self.subject} has {len(lines)} faults:" if self.subject else f"{len(lines)} faults:"
        return "\n  ".join([head, *lines[:SHOWN], *rest])

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict per fault: place, problem, found, allowed, nearest."""
        return [attrs.asdict(fault) for fault in self.faults]


class PackError(MBICollabError):
    """What is wrong with content packs."""


class UnknownPackError(PackError, LookupError):
    """There is no content pack of this name."""


class InvalidPackError(PackError, ValueError):
    """The files of a content pack have faults."""


class UnknownCodeError(MBICollabError, LookupError):
    """Nothing in the catalogue or the result has this code."""


class AnswersError(MBICollabError, ValueError):
    """Answers that cannot be used: nothing of them is taken."""


class SettingsError(MBICollabError, ValueError):
    """Targets, weights or options that cannot be used."""


class SavedFileError(MBICollabError, ValueError):
    """A saved file that cannot be read back."""


class OutputError(MBICollabError, OSError):
    """A file that cannot be written."""


class MissingExtraError(MBICollabError, ImportError):
    """An optional package is not installed; the message says the line that installs it."""
