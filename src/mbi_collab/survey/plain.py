"""Answer sets as plain data, as a panel's file holds them, and what keeps plain data from being a panel at all."""

from collections.abc import Iterator, Mapping
from typing import Any

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault, unknown
from mbi_collab.survey.answers import AnswerSet
from mbi_collab.survey.context import context_shape_faults
from mbi_collab.survey.observations import Observation
from mbi_collab.survey.observations import shape_faults as observation_shape_faults

FORMAT, VERSION = "mbi-collab/panel", 1
#: What a saved assessment says it is: no panel.
ASSESSMENT = "mbi-collab/assessment"
#: The keys of a panel, and of an answer set, as plain data.
PANEL_KEYS: tuple[str, ...] = (
    "format",
    "version",
    "pack",
    "profile",
    "date",
    "population",
    "named_chiefs",
    "answer_sets",
)
PANEL_KEYS += ("observations", "agreed", "context")
_KIND_OF: dict[str, Any] = {"respondent": str, "side": str, "answers": Mapping, "post": str | None}
_KIND_OF |= {"comments": Mapping | None, "guesses": Mapping | None}
SET_KEYS = tuple(_KIND_OF)


def set_as_dict(each: AnswerSet) -> dict[str, Any]:
    """Return an answer set as plain data; what is empty is left out."""
    plain: dict[str, Any] = {"respondent": each.respondent, "side": each.side, "answers": dict(each.answers)}
    more = {"post": each.post, "comments": dict(each.comments), "guesses": dict(each.guesses)}
    return plain | {key: value for key, value in more.items() if value}


def set_of(plain: Mapping[str, Any]) -> AnswerSet:
    """Return the answer set of plain data that has no fault of shape."""
    more = {key: plain.get(key) for key in ("post", "comments", "guesses")}
    return AnswerSet(plain["respondent"], plain["side"], plain["answers"], **more)


def observation_of(plain: Mapping[str, Any]) -> Observation:
    """Return the observation of plain data that has no fault of shape."""
    own = {key: plain[key] for key in ("item", "point", "source", "date")}
    return Observation(**own, figure=plain.get("figure", ""))


def panel_faults(data: object) -> Iterator[Fault]:
    """Yield what keeps plain data from being a panel at all."""
    if not isinstance(data, Mapping) or not isinstance(data.get("answer_sets"), list | tuple):
        yield Fault("panel", "must be an object with a list 'answer_sets'")
        return
    if data.get("format", FORMAT) != FORMAT or data.get("version", VERSION) != VERSION:
        found = f"{data.get('format')} {data.get('version')}"
        yield Fault("panel", "is of another format", found, (f"{FORMAT} {VERSION}",))
    yield from (unknown("panel", "a key of a panel", str(key), PANEL_KEYS) for key in data if key not in PANEL_KEYS)
    if not isinstance(data.get("population") or {}, Mapping):
        yield Fault("panel population", "must be an object of sides and numbers")
    if not isinstance(data.get("agreed") or {}, Mapping):
        yield Fault("panel agreed", "must be an object of items and points")
    if not isinstance(data.get("named_chiefs", False), bool):
        yield Fault("panel named_chiefs", "must be true or false", str(data["named_chiefs"]))
    for number, each in enumerate(data["answer_sets"], start=1):
        yield from _set_faults(each, f"answer set {number}")
    yield from _observation_faults(data.get("observations"))
    yield from context_shape_faults(data.get("context"))


def origin_faults(data: Mapping[str, Any], sheet: Questionnaire) -> Iterator[Fault]:
    """Yield where plain data was given to another pack, version or profile than a questionnaire's; unsaid is its own.

    The same code may ask something else there, so nothing of it is read as if it were an answer here.
    """
    pack, own = data.get("pack"), sheet.catalogue.pack
    if pack is not None and (not isinstance(pack, Mapping) or not isinstance(pack.get("id"), str)):
        yield Fault("panel pack", "must be an object with id and version", str(pack))
    elif pack is not None and pack["id"] != own.id:
        yield unknown("panel pack", "the questionnaire's content pack", pack["id"], [own.id])
    elif pack is not None and pack.get("version") != own.version:
        problem = "is another version of the content pack; survey.migration.migrate() carries answers on"
        yield Fault("panel pack", problem, str(pack.get("version")), (own.version,))
    profile = data.get("profile")
    if profile is not None and profile != sheet.profile.code:
        yield unknown("panel profile", "the questionnaire's profile", str(profile), [sheet.profile.code])


def _set_faults(each: object, where: str) -> Iterator[Fault]:
    if not isinstance(each, Mapping):
        yield Fault(where, "must be an object with respondent, side and answers")
        return
    yield from (unknown(where, "a key of an answer set", str(key), SET_KEYS) for key in each if key not in SET_KEYS)
    for key, kind in _KIND_OF.items():
        if not isinstance(each.get(key), kind):
            yield Fault(
                f"{where} {key}", "is missing or of the wrong kind", None if key not in each else str(each[key])
            )


def _observation_faults(given: object) -> Iterator[Fault]:
    if not isinstance(given, list | tuple | None):
        yield Fault("panel observations", "must be a list of observations")
        return
    for number, each in enumerate(given or (), start=1):
        yield from observation_shape_faults(each, f"observation {number}")
