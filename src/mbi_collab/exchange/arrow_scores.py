"""Writing record batches: one row an organisation, the same columns for every questionnaire."""

import json
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from mbi_collab.engine.levels import Tree
from mbi_collab.engine.means import BoolArray, FloatArray, combine, mean_of_sides
from mbi_collab.engine.panels import PanelScores
from mbi_collab.engine.priorities import DECIMALS
from mbi_collab.engine.showing import as_told, parts_of, showing
from mbi_collab.exchange.arrow_rows import Organisations, arrow
from mbi_collab.exchange.batch_model import BatchModel, engine_model

#: Name and type of each column, as Spark spells types.
FIELDS = (
    ("organisation", "string"),
    ("error", "string"),
    ("withheld", "boolean"),
    ("respondents", "array<int>"),
    ("answered", "int"),
    ("asked", "int"),
    ("level", "array<double>"),
    ("level_by_side", "array<array<double>>"),
    ("coverage", "array<double>"),
    ("gap", "array<array<double>>"),
    ("priority", "array<double>"),
    ("open_practices", "int"),
    ("first_steps", "array<string>"),
)


def schema_of(model: BatchModel) -> Any:
    """Return the schema; its metadata, under ``mbi-collab``, names what stands at each place of the lists."""
    pa = arrow("BatchScorer")
    kinds = {"string": pa.string(), "boolean": pa.bool_(), "int": pa.int32(), "double": pa.float64()}

    def kind_of(spelled: str) -> Any:
        inner = spelled.removeprefix("array<")
        return kinds[spelled] if inner == spelled else pa.list_(kind_of(inner.removesuffix(">")))

    pairs = [f"{first}-{second}" for first, second in combinations(model.sides, 2)]
    told = {
        "pack": model.pack,
        "pack_version": model.pack_version,
        "pack_digest": model.pack_digest,
        "profile": model.profile,
        "engine_version": model.engine_version,
        "nodes": model.nodes,
        "sides": model.sides,
        "pairs": pairs,
        "practices": model.practices,
        "minimum_group": model.minimum_group,
        "named_chiefs": model.named_chiefs,
    }
    return pa.schema([(name, kind_of(kind)) for name, kind in FIELDS], metadata={"mbi-collab": json.dumps(told)})


def scores_batch(found: Organisations, scores: PanelScores, model: BatchModel) -> Any:
    """Return the record batch of scored organisations; of a row with a fault, only its name and what is wrong."""
    pa = arrow("BatchScorer")
    rows = _Column(found.good, pa)
    withheld, counted = _withhold(scores, model)
    errors: list[str | None] = [None] * len(found.good)
    for row, fault in found.faults:
        errors[row] = str(fault)
    columns = {
        "organisation": found.names,
        "error": pa.array(errors, pa.string()),
        "withheld": rows.plain(withheld, pa.bool_()),
        "respondents": rows.lists(pa.array(scores.respondents.ravel(), pa.int32()), scores.respondents.shape[1]),
        "answered": rows.plain(scores.answered, pa.int32(), counted),
        "asked": rows.plain(scores.asked, pa.int32(), counted),
        "level": rows.numbers(scores.level),
        "level_by_side": rows.numbers(scores.level_by_side),
        "coverage": rows.numbers(scores.coverage),
        "gap": rows.numbers(scores.gap),
        "priority": rows.numbers(scores.priority),
        "open_practices": rows.plain(scores.open_practices, pa.int32(), ~withheld),
        "first_steps": rows.steps(scores.first_steps, model.practices, ~withheld),
    }
    return pa.record_batch(list(columns.values()), schema=schema_of(model))


def _withhold(scores: PanelScores, model: BatchModel) -> tuple[BoolArray, BoolArray]:
    """Take out what may not be handed on where a side is too small to be broken out.

    Returns
    -------
    withheld, counted : (R,) arrays
        Where that is so, and where it may be said how many answers there are.
    """
    are_chiefs = np.array([model.named_chiefs and side in model.parties for side in model.sides])
    few = (scores.respondents > 0) & (scores.raters < model.minimum_group) & ~are_chiefs
    small: BoolArray = np.logical_or.reduce(few, axis=1)
    counted = np.ones(len(small), dtype=bool)
    if not small.any():
        return small, counted
    parts = (scores.level, scores.level_by_side, scores.coverage, scores.gap)
    tree, asked = engine_model(model).tree, engine_model(model).asked
    given = scores.given[small], scores.rated[small]
    sides = _told_sides(scores.level_by_side[small][..., : model.below_area], few[small], tree)
    found = showing(*given, sides[..., 1:], scores.respondents[small], few[small], parts_of(tree, asked))
    pairs = np.array(list(combinations(range(len(asked)), 2)), dtype=np.int64).reshape(-1, 2)
    gaps = sides[:, pairs[:, 0]] - sides[:, pairs[:, 1]]
    level, coverage = mean_of_sides(sides), np.round(scores.coverage[small][..., : model.below_area], DECIMALS)
    told = ((level, found.level), (sides, found.sides), (coverage, found.bounds), (gaps, found.level[:, None]))
    for numbers, (kept, may_be) in zip(parts, told, strict=True):
        handed = np.full_like(numbers[small], np.nan)
        handed[..., : model.below_area] = np.where(may_be, kept, np.nan)
        numbers[small] = handed
    scores.priority[small] = np.nan
    counted[small] = found.counts[:, 0]
    return small, counted


def _told_sides(levels: FloatArray, small: BoolArray, tree: Tree) -> FloatArray:
    """Return the levels of sides, (R, S, 1 + A), as they may be told: the whole is made of the areas."""
    areas = np.where(small[..., None], as_told(levels[..., 1:]), levels[..., 1:])
    whole = combine(areas, tree.overall, minimum=tree.minimum[2])
    return np.concatenate([np.where(small[..., None], as_told(whole), whole), areas], axis=-1)


class _Column:
    """Makes columns of what the good rows have, null in the others."""

    def __init__(self, good: BoolArray, pa: Any) -> None:
        self._good, self._pa = good, pa

    def plain(self, values: npt.NDArray[Any], kind: Any, known: BoolArray | None = None) -> Any:
        """Return one value a row, null where it is not known."""
        there = self._there(known)
        whole = np.zeros(len(self._good), dtype=values.dtype)
        whole[self._good] = values
        return self._pa.array(whole, kind, mask=~there)

    def _there(self, known: BoolArray | None) -> BoolArray:
        """Return which of all rows are good, and known."""
        there = self._good.copy()
        there[self._good] = True if known is None else known
        return there

    def numbers(self, values: FloatArray) -> Any:
        """Return lists, or lists of lists, of numbers; ``nan`` is null."""
        flat = values.ravel()
        inner = self._pa.array(flat, mask=np.isnan(flat))
        if values.ndim == 3:
            count, length = values.shape[0] * values.shape[1], values.shape[2]
            offsets = np.arange(count + 1, dtype=np.int32) * length
            inner = self._pa.ListArray.from_arrays(self._pa.array(offsets), inner)
        return self.lists(inner, values.shape[1])

    def lists(self, inner: Any, length: int) -> Any:
        """Return lists of one length."""
        return self._ragged(inner, np.full(int(self._good.sum()), length), self._good)

    def steps(self, places: npt.NDArray[Any], codes: tuple[str, ...], known: BoolArray) -> Any:
        """Return lists of codes, null where they are not known; -1 is none."""
        there = (places >= 0) & known[:, None]
        inner = self._pa.array(codes, self._pa.string()).take(self._pa.array(places[there]))
        return self._ragged(inner, there.sum(axis=1), self._there(known))

    def _ragged(self, inner: Any, lengths: npt.NDArray[Any], there: BoolArray) -> Any:
        whole = np.zeros(len(self._good) + 1, dtype=np.int64)
        whole[1:][self._good] = lengths
        offsets = self._pa.array(np.cumsum(whole).astype(np.int32))
        mask = None if there.all() else self._pa.array(~there)
        return self._pa.ListArray.from_arrays(offsets, inner, mask=mask)
