"""Saved assessments: the consultant's working copy, complete, written and read back unchanged."""

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import attrs

from mbi_collab.assessment.assessment import Assessment, refuse_other_kinds
from mbi_collab.assessment.doubt import CRITERIA
from mbi_collab.assessment.factors import factors_of, product
from mbi_collab.assessment.order import CheckFirst, Order, Reason
from mbi_collab.assessment.priorities import PARTS, Priorities
from mbi_collab.assessment.provenance import Provenance
from mbi_collab.assessment.scorecard import Scorecard
from mbi_collab.assessment.settings import Settings, minimum_group_of, settings_of
from mbi_collab.assessment.sides import PairGap
from mbi_collab.assessment.standing import Standing
from mbi_collab.catalogue.catalogue import Catalogue, Questionnaire
from mbi_collab.catalogue.loading import load_catalogue
from mbi_collab.catalogue.sources import available_catalogues
from mbi_collab.errors import Fault, MBICollabError, SavedFileError, unknown
from mbi_collab.exchange.json_text import parse_json
from mbi_collab.exchange.saved_form import SavedAssessment, SavedScores, SavedSettings, structured
from mbi_collab.exchange.sources import Limits
from mbi_collab.survey.panel import Panel
from mbi_collab.writing import write_whole

#: A saved assessment is a few hundred kilobytes; more than this is not one.
MOST_BYTES = 256 * 1024 * 1024
#: Kinds of standing that name a side.
_OF_A_SIDE = ("split-inside", "seen-better-by")


def write_assessment(result: Assessment, path: str | os.PathLike[str]) -> Path:
    """Write an assessment as JSON: every answer and every number, for the consultant's own use.

    Parameters
    ----------
    result : Assessment
        What to save.
    path : path
        The file; it is replaced whole or not at all.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    OutputError
        If the file cannot be written.

    >>> import mbi_collab as mbi
    >>> from tempfile import TemporaryDirectory
    >>> result = mbi.assess(mbi.Panel(mbi.load_catalogue().questionnaire(), []))
    >>> with TemporaryDirectory() as folder:
    ...     mbi.write_assessment(result, f"{folder}/retailer.json").name
    'retailer.json'
    """
    refuse_other_kinds(result, "write_assessment()")
    return write_whole(path, json.dumps(result.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def read_assessment(path: str | os.PathLike[str], catalogue: Catalogue | None = None) -> Assessment:
    """Read a saved assessment back, unchanged; no number of a score, a priority or the order is computed again.

    What is made when asked for, such as conversation and findings, is made from these; the file holds it for others.

    Parameters
    ----------
    path : path
        A file that :func:`write_assessment` wrote.
    catalogue : Catalogue, optional
        The pack it was made with; without it, the packaged pack of that name, in English.

    Returns
    -------
    Assessment
        Equal to the one that was written.

    Raises
    ------
    SavedFileError
        If the file is no saved assessment, or was made with other content than the catalogue's.

    >>> import mbi_collab as mbi
    >>> from tempfile import TemporaryDirectory
    >>> result = mbi.assess(mbi.Panel(mbi.load_catalogue().questionnaire(), []))
    >>> with TemporaryDirectory() as folder:
    ...     mbi.read_assessment(mbi.write_assessment(result, f"{folder}/retailer.json")) == result
    True
    """
    try:
        saved = structured(_read(path))
        known = catalogue or _packaged(saved.provenance)
        _raise(_content_faults(saved.provenance, known))
        sheet = known.questionnaire(saved.provenance.profile)
        panel = Panel.from_dict(saved.panel, sheet)
        settings = _settings(saved.settings, sheet)
        group = minimum_group_of(sheet, saved.minimum_group)
        faults = [*_code_faults(saved, _known_codes(sheet), known), *_panel_faults(saved, panel)]
        faults += [*_factor_faults(saved, panel), *_agreed_faults(saved.scorecard, panel)]
        _raise([*faults, *_node_faults(saved.scorecard, sheet), *_place_faults(saved, sheet, settings)])
    except MBICollabError as problem:
        raise SavedFileError(problem.faults, str(path)) from None
    return _assessment(saved, panel, settings, group)


def _raise(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise SavedFileError(found)


def _read(path: str | os.PathLike[str]) -> object:
    """Return the data of a JSON file in which nothing is odd."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig") if len(content) <= MOST_BYTES else ""
    except (OSError, TypeError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise SavedFileError([Fault("file", f"cannot be read ({reason})")]) from None
    _raise([Fault("file", f"is larger than {MOST_BYTES} bytes")] if len(content) > MOST_BYTES else [])
    data, faults = parse_json(text, "file", Limits(cell=MOST_BYTES))
    _raise(faults)
    return data


def _packaged(made: Provenance) -> Catalogue:
    if made.pack not in available_catalogues():  # a name, never a path that the file gives
        problem = "is no pack that comes with the library: give read_assessment() its catalogue"
        raise SavedFileError([Fault("provenance.pack", problem, made.pack)])
    return load_catalogue(made.pack)


def _content_faults(made: Provenance, known: Catalogue) -> Iterator[Fault]:
    for name, wanted in (("pack", known.id), ("pack_version", known.version), ("pack_digest", known.digest)):
        yield from _differing(f"provenance.{name}", getattr(made, name), wanted)


def _settings(saved: SavedSettings, sheet: Questionnaire) -> Settings:
    """Return the settings as they were, if they are such as an assessment can have."""
    checked = settings_of(sheet, saved.targets, saved.weights)
    weights = tuple((name, float((saved.weights or {}).get(name, 0.0))) for name in CRITERIA)
    whole = len(saved.weights or ()) == len(CRITERIA) and math.isclose(sum(each for _, each in weights), 1.0)
    if saved.targets != dict(checked.targets) or not whole:
        problem = "must give a target for each practice, and for each criterion a weight; the weights sum to 1"
        raise SavedFileError([Fault("settings", problem)])
    return Settings(checked.targets, weights, saved.sampling)


def _panel_faults(saved: SavedAssessment, panel: Panel) -> Iterator[Fault]:
    """Yield where the provenance says something else than the answers."""
    sizes = tuple((side, len(panel.respondents_of(side))) for side in panel.questionnaire.side_codes)
    yield from _differing("provenance.respondents", saved.provenance.respondents, sizes)
    yield from _differing("provenance.date", saved.provenance.date, panel.date)
    for made, profile in (("provenance", saved.provenance.profile), ("panel", saved.panel.get("profile"))):
        yield from _differing(f"{made}.profile", profile, panel.questionnaire.profile.code)


def _node_faults(saved: SavedScores, sheet: Questionnaire) -> Iterator[Fault]:
    """Yield where a score is not there, is of another node, or has not its sides, pairs and numbers."""
    nodes = {name: [each.code for each in getattr(sheet, name)] for name in ("areas", "questions", "practices")}
    nodes |= {"items": _scored(sheet), "overall": ["overall"]}
    pairs = list(combinations(sheet.side_codes, 2))
    for name, codes in nodes.items():
        scores = (saved.overall,) if name == "overall" else getattr(saved, name)
        yield from _differing(f"scorecard.{name}", [each.code for each in scores], codes)
        for score in scores:
            place = f"scorecard.{name}.{score.code}"
            yield from _differing(f"{place}.kind", score.kind, name.removesuffix("s"))
            yield from _differing(f"{place}.by_side", [each.side for each in score.by_side], list(sheet.side_codes))
            yield from _differing(f"{place}.gaps", [(each.first, each.second) for each in score.gaps], pairs)
            levels = [score.level_both, score.careful]
            levels += [level for each in (score, *score.by_side) for level in (each.level, each.low, each.high)]
            if any(level is not None and not -1e-9 <= level <= 1 + 1e-9 for level in levels):
                yield Fault(place, "has a level that is out of range", None, ("0 to 1",))


def _agreed_faults(saved: SavedScores, panel: Panel) -> Iterator[Fault]:
    """Yield where a score rests on other agreed answers than the panel has."""
    agreed = dict(panel.agreed)
    for score in (saved.overall, *saved.areas, *saved.questions, *saved.items, *saved.practices):
        wanted = tuple(code for code in score.items if code in agreed)
        yield from _differing(f"scorecard.{score.code}.agreed", score.agreed, wanted)


def _scored(sheet: Questionnaire) -> list[str]:
    """Return the codes of the items that have a score."""
    return [each.code for each in sheet.items if not each.mirror_only]


def _place_faults(saved: SavedAssessment, sheet: Questionnaire, settings: Settings) -> Iterator[Fault]:
    """Yield where a practice lacks its priority or its place, or has one too many."""
    of_open = [each.practice for each in saved.priorities if each.status == "open"]
    found, wanted = [each.practice for each in saved.priorities], [each.code for each in sheet.practices]
    yield from _differing("priorities", sorted(found), sorted(wanted))
    for rank, each in enumerate(saved.priorities, start=1):
        place, is_open = f"priorities.{each.practice}", each.status == "open"
        yield from _differing(f"{place}.rank", each.rank, rank if is_open else None)
        yield from _differing(f"{place}.contributions", tuple(one.part for one in each.contributions), PARTS * is_open)
        yield from _differing(f"{place}.target", each.target, dict(settings.targets).get(each.practice))
        if min([each.factor, *(one.points for one in each.contributions)]) < 0:
            yield Fault(place, "has a factor or points below 0")
        if (each.value is None) is is_open:
            yield Fault(f"{place}.value", "must stand where the practice is open, and only there", str(each.value))
    yield from _differing("order", sorted(step.practice for step in saved.order), sorted(of_open))
    yield from _differing("order, places", [step.place for step in saved.order], list(range(1, len(saved.order) + 1)))
    if not all(step.reasons for step in saved.order):
        yield Fault("order", "has a step without a reason")


def _factor_faults(saved: SavedAssessment, panel: Panel) -> Iterator[Fault]:
    """Yield where a priority was multiplied with something else than the panel's context brings."""
    brought = factors_of(panel.questionnaire, panel.context)
    for each in saved.priorities:
        wanted = tuple(factor for factor in brought if factor.practice == each.practice)
        yield from _differing(f"priorities.{each.practice}.factors", each.factors, wanted)
        yield from _differing(f"priorities.{each.practice}.factor", each.factor, product(wanted))


def _differing(place: str, found: object, wanted: object) -> Iterator[Fault]:
    if found != wanted:
        yield Fault(place, "is not what the catalogue and the answers give", str(found), (str(wanted),))


def _known_codes(sheet: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Return the codes that may stand in a field, by its name, or in a reason, by its kind."""
    practices = tuple(each.code for each in sheet.practices)
    known = dict.fromkeys(("side", "first", "second", "one_sided", "one-side-sees-it", "seen-apart"), sheet.side_codes)
    known |= dict.fromkeys(("practice", "for_the_sake_of", "needed-by", "after"), practices)
    known |= dict.fromkeys(("item", "items", "lowest", "agreed", "agreed-on", "indicated-by"), tuple(_scored(sheet)))
    known["task"] = tuple(each.code for each in sheet.catalogue.tasks)
    return known | dict.fromkeys(("most-urgent", "both-see-it"), ())


def _code_faults(value: Any, known: Mapping[str, tuple[str, ...]], catalogue: Catalogue) -> Iterator[Fault]:
    """Yield every code in the values of a file that nothing has."""
    for each in value if isinstance(value, tuple) else ():
        yield from _code_faults(each, known, catalogue)
    if isinstance(value, Reason):
        yield from _unknown("reasons", value.codes, known[value.kind])
        if bool(value.codes) is not bool(known[value.kind]):
            yield Fault("reasons", "must name codes where the kind of reason has any, and only there", value.kind)
    elif isinstance(value, Standing):
        yield from _unknown("standing", [value.side], known["side"] if value.kind in _OF_A_SIDE else [""])
    elif isinstance(value, CheckFirst):  # it may lead out of the profile
        yield from _unknown("check_first", (value.practice,), [each.code for each in catalogue.practices])
        yield from _unknown("check_first", value.items, [each.code for each in catalogue.items])
    elif attrs.has(type(value)):
        yield from _field_faults(value, known, catalogue)


def _field_faults(value: Any, known: Mapping[str, tuple[str, ...]], catalogue: Catalogue) -> Iterator[Fault]:
    """Yield every code in the fields of a value that nothing has."""
    for field in attrs.fields(type(value)):
        inner = getattr(value, field.name)
        if field.name == "lowest_by_side":
            yield from _unknown(field.name, [side for side, _ in inner], known["side"])
            yield from _unknown(field.name, [item for _, item in inner], known["item"])
        if field.name in known and not isinstance(value, SavedScores | PairGap):
            yield from _unknown(field.name, inner if isinstance(inner, tuple) else [inner], known[field.name])
        else:
            yield from _code_faults(inner, known, catalogue)


def _unknown(place: str, codes: Iterable[str | None], known: Sequence[str]) -> Iterator[Fault]:
    """Yield the codes that are not known; ``None`` stands where there is none."""
    for code in codes:
        if code is not None and code not in known:
            yield unknown(place, "a code known here", code, known)


def _assessment(saved: SavedAssessment, panel: Panel, settings: Settings, group: int) -> Assessment:
    """Put the values together again, each leading back to what it was made from."""
    scores = {field.name: getattr(saved.scorecard, field.name) for field in attrs.fields(SavedScores)}
    scorecard = Scorecard(panel=panel, **scores, minimum_group=group)
    sheet, is_withheld = panel.questionnaire, scorecard.is_withheld
    entries = tuple(attrs.evolve(each, scorecard=scorecard) for each in saved.priorities)
    priorities = Priorities(entries, sheet, is_withheld)
    steps = tuple(attrs.evolve(each, priorities=priorities) for each in saved.order)
    return Assessment(
        panel=panel,
        settings=settings,
        scorecard=scorecard,
        priorities=priorities,
        order=Order(steps, sheet, is_withheld),
        engine_version=saved.provenance.engine_version,
    )
