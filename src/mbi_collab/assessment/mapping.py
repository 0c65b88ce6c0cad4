"""What two questionnaires of one pack both ask, under the later one's codes, and panels cut down to that."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import attrs

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.catalogue.migration import Migration, carried, steps_between
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.context import Context
from mbi_collab.survey.panel import Panel

#: Why something stands in one of the two only: the other does not have it, the pack dropped it (``reason`` says why),
#: another code has taken its place, its points have other values there, or other sides are asked.
UnmappedKind = Literal["not-there", "dropped", "taken", "other-scale", "other-sides"]
Moment = Literal["then", "now"]
#: The code of the questionnaire that two different ones have in common.
COMMON = "common"


@attrs.frozen
class Unmapped:
    """What only one of two questionnaires has, so that it is not compared.

    Attributes:
        what: an item or a practice.
        where: which of the two has it.
        code: as it is spelled there.
        kind: why the other does not.
        reason: of what the pack dropped, the code of the pack's reason.
    """

    what: Literal["item", "practice"]
    where: Moment
    code: str
    kind: UnmappedKind
    reason: str = ""


@attrs.frozen
class Common:
    """What two questionnaires have in common.

    Attributes:
        items, practices: codes then, with those now.
        unmapped: what only one of them has.
        questionnaire: the later one, cut down to what both have.
    """

    items: tuple[tuple[str, str], ...]
    practices: tuple[tuple[str, str], ...]
    unmapped: tuple[Unmapped, ...]
    questionnaire: Questionnaire


def common_of(then: Questionnaire, now: Questionnaire) -> Common:
    """Return what two questionnaires have in common.

    Where the versions of the pack differ, its migrations lead from one to the other, whichever is the newer; where
    none lead, equal codes are the same.

    Raises
    ------
    SettingsError
        If they are of different packs, or have no item in common.
    """
    if then.catalogue.id != now.catalogue.id:
        problem = "is another content pack than that of the second: there is nothing to compare"
        raise SettingsError([Fault("compare()", problem, then.catalogue.id, (now.catalogue.id,))])
    items, lost_items = _pairs(then, now, "item")
    practices, lost_practices = _pairs(then, now, "practice")
    unfit = {pair: kind for pair in items.items() for kind in [_unfit(*pair, then, now)] if kind}
    items = {old: new for old, new in items.items() if (old, new) not in unfit}
    lost_items += [Unmapped("item", "then", old, kind) for (old, _), kind in unfit.items()]
    if not items:
        raise SettingsError([Fault("compare()", "finds no statement that was asked both times", then.profile.code)])
    return Common(
        items=tuple(items.items()),
        practices=tuple(practices.items()),
        unmapped=(*lost_items, *lost_practices),
        questionnaire=_cut_sheet(now, set(items.values()), set(practices.values())),
    )


def cut(panel: Panel, common: Common, moment: Moment) -> Panel:
    """Return a panel under the codes, and with the answers, that two questionnaires have in common."""
    at = 0 if moment == "then" else 1
    items = {pair[at]: pair[1] for pair in common.items}
    practices = {pair[at]: pair[1] for pair in common.practices}
    sheet = common.questionnaire
    sides = frozenset(sheet.side_codes)
    return Panel(
        sheet,
        [_cut_set(each, items) for each in panel.answer_sets if each.side in sides],
        date=panel.date,
        population=[pair for pair in panel.population if pair[0] in sides],
        agreed=_renamed(panel.agreed, items),
        context=None if panel.context is None else _cut_context(panel.context, practices, sheet),
        named_chiefs=panel.named_chiefs,
    )


class _Way(NamedTuple):
    """The migrations between two versions, and whether they lead from the later given one to the earlier."""

    steps: tuple[Migration, ...]
    back: bool


def _way(then: Questionnaire, now: Questionnaire) -> _Way:
    first, second = then.catalogue, now.catalogue
    steps = steps_between(second.migrations, first.version, second.version)
    if steps is not None:
        return _Way(steps, back=False)
    steps = steps_between(first.migrations, second.version, first.version)
    return _Way(steps or (), back=steps is not None)


def _pairs(
    then: Questionnaire, now: Questionnaire, what: Literal["item", "practice"]
) -> tuple[dict[str, str], list[Unmapped]]:
    """Return the codes then with those now, and what only one of the two has."""
    steps, back = _way(then, now)
    kind: Literal["items", "practices"] = "items" if what == "item" else "practices"
    codes: dict[Moment, tuple[str, ...]] = {"then": _codes(then, kind), "now": _codes(now, kind)}
    old: Moment = "now" if back else "then"
    new: Moment = "then" if back else "now"
    made: dict[str, str] = {}
    lost: list[Unmapped] = []
    for code in sorted(codes[old], key=lambda each: carried(each, steps, kind).code == each):  # renamed ones first
        found = carried(code, steps, kind)
        if found.code is None:
            lost.append(Unmapped(what, old, code, "dropped", found.reason))
        elif found.code in made or found.code not in codes[new]:
            lost.append(Unmapped(what, old, code, "taken" if found.code in made else "not-there"))
        else:
            made[found.code] = code
    lost += [Unmapped(what, new, code, "not-there") for code in codes[new] if code not in made]
    pairs = made.items() if back else [(earlier, later) for later, earlier in made.items()]
    place = {code: at for at, code in enumerate(codes["now"])}
    lost.sort(key=lambda each: each.where, reverse=True)  # then before now
    return dict(sorted(pairs, key=lambda pair: place[pair[1]])), lost


def _codes(sheet: Questionnaire, kind: Literal["items", "practices"]) -> tuple[str, ...]:
    if kind == "practices":
        return tuple(each.code for each in sheet.practices)
    return tuple(each.code for each in sheet.items if not each.mirror_only)


def _unfit(old: str, new: str, then: Questionnaire, now: Questionnaire) -> UnmappedKind | None:
    """Return why two answers to an item cannot be compared."""
    first, second = then.item(old), now.item(new)
    values = [
        tuple(point.value for point in sheet.scale_of(item).points) for sheet, item in ((then, first), (now, second))
    ]
    if values[0] != values[1]:
        return "other-scale"
    return None if set(first.asked_of) == set(second.asked_of) else "other-sides"


def _cut_sheet(sheet: Questionnaire, items: set[str], practices: set[str]) -> Questionnaire:
    """Return a questionnaire of these items and practices; itself, if these are all it has."""
    kept = tuple(code for code in _codes(sheet, "items") if code in items)
    if kept == _codes(sheet, "items") and len(practices) == len(sheet.practices):
        return sheet
    recommended = tuple(each.code for each in sheet.practices if each.code in practices)
    profile = attrs.evolve(sheet.profile, code=COMMON, items=kept, practices=recommended, mirror_only=())
    return attrs.evolve(sheet, profile=profile)


def _renamed(pairs: Iterable[tuple[str, int]], codes: Mapping[str, str]) -> list[tuple[str, int]]:
    return [(codes[code], value) for code, value in pairs if code in codes]


def _cut_set(given: AnswerSet, items: Mapping[str, str]) -> AnswerSet:
    answers = [(items[code], answer) for code, answer in given.answers if code in items]
    return AnswerSet(given.respondent, given.side, answers)


def _cut_context(given: Context, practices: Mapping[str, str], sheet: Questionnaire) -> Context:
    """Return what the company says of itself, as far as the questionnaire knows it."""
    known, sides = sheet.catalogue, frozenset(sheet.side_codes)
    areas = {area.code for area in sheet.areas}
    options = {each.code for each in known.focus_options}
    return attrs.evolve(
        given,
        focus=[pair for pair in given.focus if pair[0] in sides and pair[1] in {None, *options}],
        model=_if_known(given.model, known.organisation_models),
        posts=[code for code in given.posts if code in {each.code for each in known.posts}],
        reporting_line=_if_known(given.reporting_line, known.reporting_lines),
        priority_lists=[pair for pair in given.priority_lists if pair[0] in sides],
        important=list(dict.fromkeys(_important(given, practices, areas))),
    )


def _important(given: Context, practices: Mapping[str, str], areas: set[str]) -> Iterator[str]:
    for code in given.important:
        if code in practices:
            yield practices[code]
        elif code in areas:
            yield code


def _if_known(code: str | None, objects: Iterable[object]) -> str | None:
    return code if code in {getattr(each, "code", None) for each in objects} else None
