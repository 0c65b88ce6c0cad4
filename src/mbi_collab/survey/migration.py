"""Panels and targets of an earlier version of a pack, carried to the version at hand."""

from collections.abc import Mapping
from typing import Any

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.migration import Migration, carried, steps_between
from mbi_collab.errors import AnswersError, Fault, nearest, unknown
from mbi_collab.survey.carrying import NotCarried, carry_panel, steps_of
from mbi_collab.survey.panel import Panel


@attrs.frozen(kw_only=True, repr=False)
class Migrated:
    """A panel under the codes of the version at hand.

    Attributes:
        panel: what could be carried.
        version: the version its answers were given to.
        carried: how many answers were carried.
        dropped: what was not, each with why.
    """

    panel: Panel
    version: str
    carried: int
    dropped: tuple[NotCarried, ...]

    def to_records(self) -> list[dict[str, object]]:
        """Return one dict for what was not carried: place, code, kind, reason."""
        return [attrs.asdict(each) for each in self.dropped]

    def __repr__(self) -> str:
        way = f"{self.version} → {self.panel.questionnaire.catalogue.version}"
        return f"<Migrated {way}: answers carried {self.carried}, not carried {len(self.dropped)}>"


@attrs.frozen
class MigratedTargets:
    """Targets under the codes of the version at hand.

    Attributes:
        targets: codes of practices with their wanted levels.
        dropped: what was not carried, each with why.
    """

    targets: tuple[tuple[str, float], ...]
    dropped: tuple[NotCarried, ...]


def migrate(panel_data: Mapping[str, Any], questionnaire: Questionnaire) -> Migrated:
    """Carry a panel's plain data, as :meth:`Panel.to_dict` gave it, to the version of a questionnaire's pack.

    The pack's migrations say what became of each code. Codes they do not name stay. What was asked in another profile
    and is not here is among what could not be carried.

    Parameters
    ----------
    panel_data : dict
        A panel as plain data; its ``pack`` says the version that its answers were given to.
    questionnaire : Questionnaire
        Of the same pack, in the version at hand.

    Returns
    -------
    Migrated
        The panel, and what could not be carried.

    Raises
    ------
    AnswersError
        If the panel is of another pack, of a version that the pack's migrations do not start from, or has faults.

    >>> import mbi_collab as mbi
    >>> sheet = mbi.load_catalogue().questionnaire()
    >>> migrate(mbi.Panel(sheet, [mbi.AnswerSet("anna", "CIO", {"Q313": 4})]).to_dict(), sheet)
    <Migrated 1.0 → 1.0: answers carried 1, not carried 0>
    """
    if not isinstance(panel_data, Mapping):
        raise AnswersError([Fault("panel", "must be an object with a list 'answer_sets'")], "panel")
    steps = steps_of(panel_data, questionnaire)
    if steps is None:
        raise AnswersError([_no_way(panel_data.get("pack"), questionnaire)], "panel")
    data, count, lost = carry_panel(panel_data, steps, questionnaire)
    panel = Panel.from_dict({**data, "profile": questionnaire.profile.code}, questionnaire)
    return Migrated(panel=panel, version=panel_data["pack"]["version"], carried=count, dropped=lost)


def migrate_targets(targets: Mapping[str, float], version: str, questionnaire: Questionnaire) -> MigratedTargets:
    """Carry targets of an earlier version to the version of a questionnaire's pack.

    Raises
    ------
    AnswersError
        If the pack's migrations do not start from the version.

    >>> import mbi_collab as mbi
    >>> migrate_targets({"R01": 0.8}, "1.0", mbi.load_catalogue().questionnaire()).targets
    (('R01', 0.8),)
    """
    own = questionnaire.catalogue.pack
    steps = steps_between(questionnaire.catalogue.migrations, version, own.version)
    if steps is None:
        raise AnswersError([_no_way({"id": own.id, "version": version}, questionnaire)], "targets")
    made: dict[str, float] = {}
    lost: list[NotCarried] = []
    for old in sorted(targets, key=lambda code: carried(code, steps, "practices").code == code):
        new, loss = _practice(old, steps, questionnaire)
        if new in made:
            loss = NotCarried("targets", old, "taken")
        elif new is not None:
            made[new] = targets[old]
        lost += [loss] if loss else []
    return MigratedTargets(tuple(sorted(made.items())), tuple(lost))


def _practice(old: str, steps: tuple[Migration, ...], sheet: Questionnaire) -> tuple[str | None, NotCarried | None]:
    found = carried(old, steps, "practices")
    if found.code is None:
        return None, NotCarried("targets", old, "dropped", found.reason)
    if found.code not in {each.code for each in sheet.catalogue.practices}:
        return None, NotCarried("targets", old, "no-such-code")
    return found.code, None


def _no_way(pack: object, sheet: Questionnaire) -> Fault:
    """Return why a panel cannot be carried."""
    own = sheet.catalogue.pack
    if not isinstance(pack, Mapping) or not isinstance(pack.get("id"), str) or not isinstance(pack.get("version"), str):
        return Fault("panel pack", "must be an object with id and version", None if pack is None else str(pack))
    if pack["id"] != own.id:
        return unknown("panel pack", "the questionnaire's content pack", pack["id"], [own.id])
    versions = [*(each.version for each in sheet.catalogue.migrations), own.version]
    problem = f"is a version from which no migration leads to {own.version}"
    return Fault("panel pack", problem, pack["version"], versions, nearest(pack["version"], versions))
