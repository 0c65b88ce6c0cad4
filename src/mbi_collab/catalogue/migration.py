"""What became of a pack's codes from one version to the next, so that answers and targets can be carried on."""

from collections.abc import Sequence
from typing import Literal

import attrs

from mbi_collab.catalogue.fields import CodeTable


@attrs.frozen(kw_only=True)
class Migration:
    """What became of the codes of one earlier version of the pack.

    Attributes:
        version: the earlier version.
        to: the next one: the pack's own version, or one from which another migration goes on.
        items: old codes of items, each with the new one; a code that is not named stays.
        practices: the same for practices, which targets name.
        dropped: old codes of items and practices that nothing follows, each with the code of the reason.
    """

    version: str
    to: str
    items: CodeTable = ()
    practices: CodeTable = ()
    dropped: CodeTable = ()


@attrs.frozen
class Carried:
    """What a code has become.

    Attributes:
        code: the new code, or ``None`` where nothing follows.
        reason: code of the pack's reason why nothing follows, or empty.
    """

    code: str | None
    reason: str = ""


def steps_between(migrations: Sequence[Migration], version: str, to: str) -> tuple[Migration, ...] | None:
    """Return the migrations that lead from one version to another, or ``None`` where none do.

    >>> first, second = Migration(version="1", to="2"), Migration(version="2", to="3")
    >>> [each.version for each in steps_between([second, first], "1", "3")]
    ['1', '2']
    >>> steps_between([first], "1", "3") is None
    True
    """
    steps: list[Migration] = []
    by_version = {each.version: each for each in migrations}
    while version != to:
        step = by_version.get(version)
        if step is None or step in steps:
            return None
        steps.append(step)
        version = step.to
    return tuple(steps)


def carried(code: str, steps: Sequence[Migration], kind: Literal["items", "practices"]) -> Carried:
    """Return what a code has become after some steps.

    >>> steps = [Migration(version="1", to="2", items=(("Q1", "Q1a"),)), Migration(version="2", to="3")]
    >>> carried("Q1", steps, "items").code, carried("Q2", steps, "items").code
    ('Q1a', 'Q2')
    """
    for step in steps:
        dropped = dict(step.dropped)
        if code in dropped:
            return Carried(None, dropped[code])
        table = step.items if kind == "items" else step.practices
        code = dict(table).get(code, code)
    return Carried(code)
