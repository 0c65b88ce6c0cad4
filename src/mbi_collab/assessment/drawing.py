"""The same panel many times over: criterion weights and answers as they could be, and what they would come to."""

from typing import NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import agreed_of, plan_of
from mbi_collab.assessment.doubt import CRITERIA, Doubt, Sampling
from mbi_collab.assessment.scoring import Measured
from mbi_collab.assessment.settings import Settings
from mbi_collab.engine.draws import Sources, draw_side_means
from mbi_collab.engine.heard import Heard, Streams, key, stream
from mbi_collab.engine.leniency import Leniency
from mbi_collab.engine.levels import Nodes, Tree, careful_levels, nodes
from mbi_collab.engine.means import BoolArray, FloatArray, mean_of_sides, product
from mbi_collab.engine.placings import Ranked
from mbi_collab.engine.priorities import NOT_ASSESSED, OPEN, leverage, needs
from mbi_collab.engine.weightings import weights_around, weights_fixed, weights_in_order, weights_uniform
from mbi_collab.survey.panel import Panel


class DrawnItems(NamedTuple):
    """The items that practices are made of: (N, I) levels and careful levels, (P, I) weights of the links."""

    level: FloatArray
    careful: FloatArray
    primary: FloatArray
    secondary: FloatArray


class Drawn(NamedTuple):
    """A panel in N draws: (N, S, I) side means, its items, (N, 3) weights, and what ranks the practices."""

    sides: FloatArray
    items: DrawnItems
    weights: FloatArray
    ranked: Ranked


class Basis(NamedTuple):
    """What draws start from: a measured panel, its settings and the factors of its context, (P,)."""

    measured: Measured
    settings: Settings
    factors: FloatArray


def draw(basis: Basis, sampling: Sampling) -> Drawn:
    """Return a panel in so many draws; the same seed gives the same numbers, whatever the order of respondents."""
    sides = drawn_sides(basis.measured.panel, sampling)
    weights = _weights(
        basis.settings, sampling.doubt, sampling.samples, stream(sampling.seed, key("criterion weights"))
    )
    items = items_of(basis, sides)
    return Drawn(sides, items, weights, ranked_of(basis, items, weights))


def drawn_sides(panel: Panel, sampling: Sampling) -> FloatArray:
    """Return the side means of a panel in so many draws, (N, S, I); ``nan`` where nobody of the side gave a point."""
    heard, streams = heard_of(panel, sampling.seed)
    doubt, prior = sampling.doubt, panel.questionnaire.catalogue.rules.leniency
    sources = Sources(doubt.unheard, doubt.misreading, Leniency(prior.spread, prior.weight))
    return draw_side_means(heard, streams, sampling.samples, sources)


def items_of(basis: Basis, sides: FloatArray) -> DrawnItems:
    """Return the items under (N, S, I) side means: what was agreed, where something was."""
    agreed, tree = agreed_of(basis.measured.panel), basis.measured.plan.tree
    level, careful = (np.where(np.isnan(agreed), made(sides), agreed) for made in (mean_of_sides, careful_levels))
    return DrawnItems(level, careful, tree.primary, tree.secondary)


def ranked_of(basis: Basis, items: DrawnItems, weights: FloatArray) -> Ranked:
    """Return what ranks the practices under these items and (N, 3) weights.

    A practice that the data only indicates, or does not assess, counts as measured once an item that measures it has
    a level.
    """
    plan, there = basis.measured.plan, ~np.isnan(items.level[0])
    on_primary: BoolArray = np.any(items.primary[:, there] > 0, axis=1)
    on_secondary: BoolArray = np.any(items.secondary[:, there] > 0, axis=1)
    links = np.where(on_primary[:, None], items.primary, items.secondary)
    level, careful = (_weighed(each, links, there) for each in (items.level, items.careful))
    target = np.array([target for _, target in basis.settings.targets])
    needed = needs(level, careful, ~on_primary & on_secondary, target)
    need, scale = needed.total, basis.measured.panel.questionnaire.catalogue.rules.leverage_scale
    met = (need, leverage(need, plan.waits, scale), plan.ease)
    priority = sum(weights[:, at, None] * each for at, each in enumerate(met)) * (100.0 * basis.factors)
    is_open: BoolArray = needed.status == OPEN
    assessed = _assessed(basis, target) | (on_primary & ~basis.measured.levels.measured)
    return Ranked(priority, careful, is_open, assessed, plan.tie)


def _weighed(items: FloatArray, weights: FloatArray, there: BoolArray) -> FloatArray:
    """Return the weighted means, (N, P), of the items that are there; ``nan`` without any."""
    used = weights * there
    total = used.sum(axis=1)
    made = product(np.where(there, items, 0.0), used / np.where(total > 0, total, 1.0)[:, None])
    made[:, total == 0] = np.nan
    return made


def _assessed(basis: Basis, target: FloatArray) -> BoolArray:
    """Return which practices are assessed in the data: only these are ranked."""
    levels = basis.measured.levels
    observed = needs(levels.combined.practices, levels.careful_practices, levels.indicated, target)
    assessed: BoolArray = observed.status != NOT_ASSESSED
    return assessed


def drawn_nodes(items: FloatArray, measured: BoolArray, tree: Tree) -> Nodes:
    """Return the nodes made of the items in every draw.

    The same items have a level in every draw, so a tree of means is one product of items and weights; the weights are
    what the tree makes of one item that is 1 while the others are 0.

    Parameters
    ----------
    items : (N, I) array
        ``nan`` in the same columns of every row.
    measured : (P,) array
    tree : Tree
    """
    if any(tree.minimum):
        return nodes(items, measured, tree)
    there = ~np.isnan(items[0])
    single = nodes(np.where(there, np.eye(len(there)), np.nan), measured, tree)
    known = np.where(there, items, 0.0)
    parts = [np.where(np.isnan(part).all(axis=0), np.nan, product(known, np.nan_to_num(part).T)) for part in single[1:]]
    return Nodes(items, *parts)


def heard_of(panel: Panel, seed: int) -> tuple[Heard, Streams]:
    """Return a panel's answers as the engine draws from them."""
    sheet = panel.questionnaire
    codes = sheet.side_codes
    heard = Heard(
        cells=np.frombuffer(panel.cells, dtype=np.int8).reshape(len(panel.answer_sets), len(sheet.items)),
        side=np.array([codes.index(each.side) for each in panel.answer_sets], dtype=np.int64),
        population=np.array([panel.population_of(side) for side in codes], dtype=np.int64),
        values=plan_of(sheet).tree.values,
        points=np.array([len(sheet.scale_of(item).points) for item in sheet.items], dtype=np.int64),
    )
    return heard, Streams(seed, tuple(map(key, codes)), tuple(key(item.code) for item in sheet.items))


def _weights(settings: Settings, doubt: Doubt, samples: int, generator: np.random.Generator) -> FloatArray:
    """Return the criterion weights of each draw, (N, 3)."""
    in_force = np.array([weight for _, weight in settings.weights])
    if doubt.weighting == "fixed":
        return weights_fixed(in_force, samples)
    if doubt.weighting == "uniform":
        return weights_uniform(len(CRITERIA), samples, generator)
    if doubt.weighting == "ordered":
        place = {name: at for at, group in enumerate(doubt.importance) for name in group}
        return weights_in_order(np.array([place[name] for name in CRITERIA]), samples, generator)
    return weights_around(in_force, samples, generator)
