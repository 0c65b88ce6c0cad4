"""Answers given to an earlier version of a pack, as plain data, under the codes of the version at hand."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.migration import Migration, carried, steps_between

#: Why something was not carried: the pack drops it (``reason`` says why), nothing has the code, another answer has
#: taken its place, the scale has no such point any more, or the side is not asked any more.
LossKind = Literal["dropped", "no-such-code", "taken", "off-scale", "not-asked"]


@attrs.frozen
class NotCarried:
    """A code of an earlier version that was left behind.

    Attributes:
        place: the respondent, or the part of the panel: ``"agreed"``, ``"observations"``, ``"context"``, ``"targets"``.
        code: as the earlier version spelled it.
        kind: why it was left behind.
        reason: of one that the pack drops, the code of the pack's reason.
    """

    place: str
    code: str
    kind: LossKind
    reason: str = ""


def steps_of(panel: Mapping[str, Any], sheet: Questionnaire) -> tuple[Migration, ...] | None:
    """Return the migrations from the version a panel names to the questionnaire's; ``None``: the pack knows none."""
    pack, own = panel.get("pack"), sheet.catalogue.pack
    version = pack.get("version") if isinstance(pack, Mapping) else None
    if not isinstance(pack, Mapping) or pack.get("id") != own.id or not isinstance(version, str):
        return None
    return steps_between(sheet.catalogue.migrations, version, own.version)


def carry_panel(
    panel: Mapping[str, Any], steps: Sequence[Migration], sheet: Questionnaire
) -> tuple[dict[str, Any], int, tuple[NotCarried, ...]]:
    """Return a panel's plain data under today's codes, how many answers were carried, and what was not.

    What is not of the shape of a panel stays as it is: whoever reads it on says so.
    """
    carrier = _Carrier(steps, sheet)
    own = sheet.catalogue.pack
    data = {**panel, "pack": {"id": own.id, "version": own.version}}
    if isinstance(panel.get("answer_sets"), list | tuple):
        data["answer_sets"] = [carrier.answer_set(each) for each in panel["answer_sets"]]
    if isinstance(panel.get("agreed"), Mapping):
        data["agreed"] = carrier.table(panel["agreed"], "agreed", answers=True)
    if isinstance(panel.get("observations"), list | tuple):
        found = [carrier.observation(each) for each in panel["observations"]]
        data["observations"] = [each for each in found if each is not None]
    if isinstance(panel.get("context"), Mapping):
        data["context"] = carrier.context(panel["context"])
    return data, carrier.answers, tuple(carrier.lost)


class _Carrier:
    """One panel on its way from one version to another."""

    def __init__(self, steps: Sequence[Migration], sheet: Questionnaire) -> None:
        self.steps, self.sheet = steps, sheet
        self.answers = 0
        self.lost: list[NotCarried] = []

    def answer_set(self, given: Any) -> Any:
        if not isinstance(given, Mapping):
            return given
        who, side, made = str(given.get("respondent")), given.get("side"), dict(given)
        for key in ("comments", "guesses"):
            if isinstance(given.get(key), Mapping):
                made[key] = self.table(given[key], who, answers=key == "guesses")
        if isinstance(given.get("answers"), Mapping):
            made["answers"] = self.table(given["answers"], who, side if isinstance(side, str) else "", answers=True)
            self.answers += len(made["answers"])
        self.lost = list(dict.fromkeys(self.lost))  # the comment on an answer goes with it
        return made

    def table(self, given: Mapping[str, Any], place: str, side: str = "", *, answers: bool) -> dict[str, Any]:
        """Return a table of items under today's codes; of two that fall on one, the one that was renamed stays."""
        made: dict[str, Any] = {}
        for old in sorted(given, key=lambda code: carried(code, self.steps, "items").code == code):
            new = self.item(old, place)
            if new is None:
                continue
            unfit = self._unfit(new, given[old], side) if answers else None
            if unfit or new in made:
                self.lost.append(NotCarried(place, str(old), unfit or "taken"))
            else:
                made[new] = given[old]
        return made

    def item(self, old: str, place: str) -> str | None:
        """Return today's code of an item, or note why there is none."""
        found = carried(old, self.steps, "items")
        if found.code is None:
            self.lost.append(NotCarried(place, old, "dropped", found.reason))
        elif found.code not in self.sheet.place_of:
            self.lost.append(NotCarried(place, str(old), "no-such-code"))
        else:
            return found.code
        return None

    def _unfit(self, code: str, answer: Any, side: str) -> LossKind | None:
        item = self.sheet.item(code)
        points = len(self.sheet.scale_of(item).points)
        if isinstance(answer, int) and not isinstance(answer, bool) and not 1 <= answer <= points:
            return "off-scale"
        return "not-asked" if side in self.sheet.side_codes and side not in item.asked_of else None

    def observation(self, given: Any) -> Any:
        """Return an observation of the item's new code, or nothing where the item is gone."""
        if not isinstance(given, Mapping) or not isinstance(given.get("item"), str):
            return given
        moved = self.table({given["item"]: given.get("point")}, "observations", answers=True)
        return {**given, "item": next(iter(moved))} if moved else None

    def context(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the company says of itself, its practices under today's codes."""
        made = dict(given)
        if isinstance(given.get("important"), list | tuple):
            made["important"] = [code for each in given["important"] for code in self._practice(each)]
        return made

    def _practice(self, old: Any) -> list[Any]:
        found = carried(old, self.steps, "practices") if isinstance(old, str) else None
        if found is not None and found.code is None:
            self.lost.append(NotCarried("context", old, "dropped", found.reason))
            return []
        return [old if found is None else found.code]
