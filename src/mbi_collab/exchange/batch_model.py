"""What scoring record batches needs to know of a questionnaire, as numbers, texts and tuples: small, and picklable."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from mbi_collab.assessment.arrays import plan_of
from mbi_collab.assessment.doubt import is_whole
from mbi_collab.assessment.settings import minimum_group_of, settings_of
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.engine.levels import Tree
from mbi_collab.engine.panels import Criteria, Model
from mbi_collab.errors import Fault, SettingsError
from mbi_collab.version import __version__

#: An array as its type, its shape, the places of what is not 0, and what stands there.
Packed = tuple[str, tuple[int, ...], tuple[int, ...], tuple[float, ...]]


@attrs.frozen
class BatchModel:
    """A questionnaire and the settings in force, without its catalogue.

    Attributes:
        pack, pack_version, pack_digest, profile, engine_version: what scores are made with.
        sides, items, practices: codes, in the order of places.
        points: how many points each item's scale has.
        nodes: kind and code of each node, in the order of a scorecard: ``overall``, ``area/U``, …, ``practice/U04``.
        steps: how many first steps of the recommended order are given.
        parties: sides whose respondents may be the chiefs.
        minimum_group: sides with fewer respondents are not broken out.
        named_chiefs: whether the respondents are the chiefs themselves, named and agreed to be shown.
        arrays: the arrays of the engine's model, by name.
        minimum: which floors of the tree are minima.
        leverage_scale: the summed need that makes a leverage of 1.
    """

    pack: str
    pack_version: str
    pack_digest: str
    profile: str
    engine_version: str
    sides: tuple[str, ...]
    items: tuple[str, ...]
    practices: tuple[str, ...]
    points: tuple[int, ...]
    nodes: tuple[str, ...]
    steps: int
    parties: tuple[str, ...]
    minimum_group: int
    named_chiefs: bool
    arrays: tuple[tuple[str, Packed], ...] = attrs.field(repr=False)
    minimum: tuple[bool, bool, bool]
    leverage_scale: float

    @property
    def below_area(self) -> int:
        """The place of the first node below area level."""
        return sum(node == "overall" or node.startswith("area/") for node in self.nodes)


def batch_model(  # noqa: PLR0913  the settings of assess()
    sheet: Questionnaire,
    *,
    targets: Mapping[str, float] | None = None,
    criterion_weights: Mapping[str, float] | None = None,
    steps: int = 3,
    minimum_group: int | None = None,
    named_chiefs: bool = False,
) -> BatchModel:
    """Return what scoring needs to know, or raise SettingsError; the settings are those of ``assess()``."""
    if not isinstance(sheet, Questionnaire):
        raise TypeError(f"organisations are scored against a Questionnaire, not {type(sheet).__name__}")
    if not is_whole(steps) or steps < 1:
        raise SettingsError([Fault("steps", "must be a whole number of 1 or more", str(steps))], "batches")
    settings = settings_of(sheet, targets, criterion_weights)
    plan = plan_of(sheet)
    arrays = {name: getattr(plan.tree, name) for name in ("questions", "areas", "overall", "primary", "secondary")}
    arrays |= {"values": plan.tree.values, "asked": plan.asked, "waits": plan.waits, "ease": plan.ease}
    arrays |= {"tie": plan.tie, "entering": np.array([not item.mirror_only for item in sheet.items])}
    arrays["target"] = np.array([target for _, target in settings.targets], dtype=np.float64)
    arrays["weights"] = np.array([weight for _, weight in settings.weights], dtype=np.float64)
    catalogue = sheet.catalogue
    return BatchModel(
        pack=catalogue.id,
        pack_version=catalogue.version,
        pack_digest=catalogue.digest,
        profile=sheet.profile.code,
        engine_version=__version__,
        sides=sheet.side_codes,
        items=tuple(item.code for item in sheet.items),
        practices=tuple(practice.code for practice in sheet.practices),
        points=tuple(len(sheet.scale_of(item).points) for item in sheet.items),
        nodes=_nodes(sheet),
        steps=min(int(steps), len(sheet.practices)),
        parties=sheet.scenario.sides,
        minimum_group=minimum_group_of(sheet, minimum_group),
        named_chiefs=named_chiefs,
        arrays=tuple((name, _packed(array)) for name, array in arrays.items()),
        minimum=plan.tree.minimum,
        leverage_scale=catalogue.rules.leverage_scale,
    )


def _nodes(sheet: Questionnaire) -> tuple[str, ...]:
    items = [item for item in sheet.items if not item.mirror_only]
    codes = [f"area/{each.code}" for each in sheet.areas]
    codes += [f"question/{each.code}" for each in sheet.questions]
    codes += [f"item/{each.code}" for each in items]
    return ("overall", *codes, *(f"practice/{each.code}" for each in sheet.practices))


def _packed(array: npt.NDArray[Any]) -> Packed:
    flat = array.ravel()
    places = np.flatnonzero(flat)
    return array.dtype.name, array.shape, tuple(places.tolist()), tuple(flat[places].tolist())


def _unpacked(packed: Packed) -> npt.NDArray[Any]:
    kind, shape, places, values = packed
    array = np.zeros(shape, dtype=kind)
    array.ravel()[list(places)] = values
    return array


@lru_cache(maxsize=32)
def engine_model(model: BatchModel) -> Model:
    """Return the arrays the engine computes with."""
    found = {name: _unpacked(packed) for name, packed in model.arrays}
    tree = {name: found[name] for name in ("questions", "areas", "overall", "primary", "secondary", "values")}
    criteria = {name: found[name] for name in ("target", "weights", "ease", "tie", "waits")}
    return Model(
        tree=Tree(**tree, minimum=model.minimum),
        asked=found["asked"],
        entering=found["entering"],
        criteria=Criteria(**criteria, factors=np.ones(len(model.practices)), leverage_scale=model.leverage_scale),
    )
