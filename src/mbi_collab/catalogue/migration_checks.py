"""What must hold of migrations: each leads to the pack's version, and each new code is there in the end."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.migration import Migration, carried, steps_between
from mbi_collab.errors import Fault, unknown

Place = Callable[[tuple[str, ...]], str]


def check_migrations(content: Content, place: Place) -> Iterator[Fault]:
    """Yield every fault of the migrations of a pack."""
    own = content.pack.version
    counts = Counter(each.version for each in content.migrations)
    for at, each in enumerate(content.migrations):
        here = ("migrations", f"[{at}]")
        if each.version == own:
            yield Fault(place((*here, "version")), "is the pack's own version: nothing is carried from it", own)
        elif counts[each.version] > 1:
            yield Fault(place((*here, "version")), "is named twice", each.version)
        if each.to not in (own, *counts):
            yield unknown(place((*here, "to")), "the pack's version or one that goes on", each.to, (own, *counts))
        yield from _circle(each, content, place((*here, "to")))
        yield from _tables(each, content, here, place)


def _circle(migration: Migration, content: Content, where: str) -> Iterator[Fault]:
    """Name the path of a circle of versions, at the migration it begins with."""
    next_of = {each.version: each.to for each in content.migrations}
    path, version = [migration.version], migration.to
    while version in next_of and version not in path:
        path.append(version)
        version = next_of[version]
    if version == migration.version and version == min(path):
        yield Fault(where, "is a circle of versions", " → ".join([*path, version]))


def _tables(migration: Migration, content: Content, here: tuple[str, ...], place: Place) -> Iterator[Fault]:
    items, practices = [each.code for each in content.items], [each.code for each in content.practices]
    dropped = dict(migration.dropped)
    yield from _table(migration, "items", items, content, place((*here, "items")))
    yield from _table(migration, "practices", practices, content, place((*here, "practices")))
    where = place((*here, "dropped"))
    reasons = [each.code for each in content.reasons]
    for code, reason in migration.dropped:
        if reason not in reasons:
            yield unknown(f"{where}.{code}", "a reason of this pack", reason, reasons)
        if code in dict(migration.items) or code in dict(migration.practices):
            yield Fault(where, "is carried as well", code)
        if code in items or code in practices:
            yield Fault(where, "is a code of this pack: nothing that is there is dropped", code)
    renamed = [*dict(migration.items).values(), *dict(migration.practices).values()]
    yield from (Fault(where, "is a new code as well", code) for code in renamed if code in dropped)


def _table(
    migration: Migration, kind: Literal["items", "practices"], known: list[str], content: Content, where: str
) -> Iterator[Fault]:
    """Two old codes cannot become one, and what a new code becomes later must be there in the end."""
    table = migration.items if kind == "items" else migration.practices
    before: dict[str, str] = {}
    rest = steps_between(content.migrations, migration.to, content.pack.version)
    for old, new in table:
        if new in before:
            yield Fault(f"{where}.{old}", f"is what {before[new]} becomes as well", new)
        before.setdefault(new, old)
        last = carried(new, rest or (), kind).code
        if rest is not None and last is not None and last not in known:
            what = "an item of this pack" if kind == "items" else "a practice of this pack"
            yield unknown(f"{where}.{old}", what, last, known)
