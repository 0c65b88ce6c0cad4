"""The targets and criterion weights of one assessment: the pack's, or the user's, checked."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from mbi_collab.assessment.doubt import CRITERIA, Sampling, groups_of, importance_faults, is_number, is_whole
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import Fault, SettingsError, unknown

DEFAULT_SAMPLING = Sampling()


@attrs.frozen
class Settings:
    """What an assessment was asked to use.

    Attributes:
        targets: practice codes and wanted levels, for every practice of the profile.
        weights: criteria and weights; they sum to 1.
        sampling: how many draws are made, and of which sources of doubt.
    """

    targets: tuple[tuple[str, float], ...]
    weights: tuple[tuple[str, float], ...]
    sampling: Sampling = DEFAULT_SAMPLING


#: Criteria with weights, or the criteria from the most important, equals in one group.
Weights = Mapping[str, float] | Sequence[str | tuple[str, ...]]


def settings_of(
    sheet: Questionnaire,
    targets: Mapping[str, float] | None,
    criterion_weights: Weights | None,
    sampling: Sampling = DEFAULT_SAMPLING,
) -> Settings:
    """Return the settings in force, or raise SettingsError with every fault.

    Parameters
    ----------
    sheet : Questionnaire
        Gives the pack's own numbers.
    targets : mapping, optional
        Wanted levels by practice or area code; a practice's own goes before its area's, both before the pack's.
    criterion_weights : mapping, optional
        Weights of need, leverage, ease; normalised; a criterion left out counts 0. Or their order, the most important
        first, equals in a tuple: the weights in force are then the centroid of all weights that keep to it, and the
        draws take any of these unless ``sampling`` says otherwise.
    sampling : Sampling
        See :class:`Settings`.
    """
    faults = [*_target_faults(sheet, {} if targets is None else targets)]
    if isinstance(criterion_weights, list | tuple):
        ordered = groups_of(criterion_weights)
        faults += importance_faults("criterion_weights", ordered)
        criterion_weights = None if faults else centroid(ordered)
        if sampling.doubt.weighting == "around" and not faults:
            sampling = attrs.evolve(
                sampling, doubt=attrs.evolve(sampling.doubt, weighting="ordered", importance=ordered)
            )
    faults += _weight_faults(criterion_weights)
    if faults:
        raise SettingsError(faults, "assess()")
    used = criterion_weights if isinstance(criterion_weights, Mapping) else None
    return Settings(tuple(_targets(sheet, targets or {})), _weights(sheet, used), sampling)


def centroid(importance: Sequence[Sequence[str]]) -> dict[str, float]:
    """Return the mean of all criterion weights that keep to an order of importance, given in groups of equals.

    The corners of that set share the weight equally among the first 1, 2, … groups of criteria.

    >>> centroid([("need",), ("leverage", "ease")])
    {'need': 0.6666666666666666, 'leverage': 0.16666666666666666, 'ease': 0.16666666666666666}
    """
    weights = dict.fromkeys(CRITERIA, 0.0)
    for last in range(1, len(importance) + 1):
        sharing = [name for group in importance[:last] for name in group]
        for name in sharing:
            weights[name] += 1.0 / len(sharing) / len(importance)
    return weights


def minimum_group_of(sheet: Questionnaire, given: int | None) -> int:
    """Return the smallest group that is broken out, or raise SettingsError."""
    if given is None:
        return sheet.catalogue.rules.minimum_group
    if not is_whole(given) or given < 1:
        raise SettingsError([Fault("minimum_group", "must be a whole number of 1 or more", str(given))], "assess()")
    return int(given)


def _targets(sheet: Questionnaire, given: Mapping[str, float]) -> Iterable[tuple[str, float]]:
    for practice in sheet.practices:
        own = given.get(practice.code, given.get(practice.area))
        yield practice.code, float(sheet.catalogue.target_of(practice.code) if own is None else own)


def _target_faults(sheet: Questionnaire, given: object) -> Iterable[Fault]:
    if not isinstance(given, Mapping):
        yield Fault("targets", "must map practice or area codes to levels", str(given))
        return
    known = [*(each.code for each in sheet.practices), *(each.code for each in sheet.areas)]
    for code, target in given.items():
        if code not in known:
            yield unknown("targets", "a practice or an area of this profile", str(code), known)
        elif not (is_number(target) and 0 < target <= 1):
            yield Fault(f"target of {code}", "is no level that can be wanted", str(target), ("above 0 to 1",))


def _weight_faults(given: object) -> Iterable[Fault]:
    if given is None:
        return
    if not isinstance(given, Mapping):
        yield Fault("criterion_weights", "must map criteria to weights", str(given))
        return
    for name, weight in given.items():
        if name not in CRITERIA:
            yield unknown("criterion_weights", "a criterion", str(name), CRITERIA)
        elif not (is_number(weight) and weight >= 0):
            yield Fault(f"criterion weight of {name}", "must be a number of 0 or more", str(weight))
    if all(is_number(weight) and weight == 0 for weight in given.values()):
        yield Fault("criterion_weights", "must not all be 0", allowed=CRITERIA)


def _weights(sheet: Questionnaire, given: Mapping[str, float] | None) -> tuple[tuple[str, float], ...]:
    own = attrs.asdict(sheet.catalogue.rules.criterion_weights)
    used = {name: float((own if given is None else given).get(name, 0.0)) for name in CRITERIA}
    largest = max(used.values())  # first by the largest, so that huge weights do not overflow
    scaled = {name: weight / largest for name, weight in used.items()}
    total = sum(scaled.values())
    return tuple((name, weight / total) for name, weight in scaled.items())
