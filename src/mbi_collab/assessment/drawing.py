"""The same panel many times over: criterion weights and answers as they could be, and what they would come to."""

from typing import NamedTuple

import numpy as np

from mbi_collab.assessment.arrays import agreed_of, plan_of
from mbi_collab.assessment.doubt import CRITERIA, Doubt, Sampling
from mbi_collab.assessment.scoring import Measured
from mbi_collab.assessment.settings import Settings
from mbi_collab.engine.draws import Sources, draw_side_means
from mbi_collab.engine.heard import Heard, Streams, key, stream
from mbi_collab.engine.levels import Nodes, Tree, careful_levels, nodes
from mbi_collab.engine.means import BoolArray, FloatArray, mean_of_sides
from mbi_collab.engine.placings import Ranked
from mbi_collab.engine.priorities import NOT_ASSESSED, OPEN, contributions, leverage, needs
from mbi_collab.engine.weightings import weights_around, weights_fixed, weights_in_order, weights_uniform
from mbi_collab.survey.panel import Panel


class Drawn(NamedTuple):
    """A panel in N draws.

    Attributes
    ----------
    sides : (N, S, I) side means
    levels : Nodes with a leading axis N
    criteria : (N, P, 4) shared need, disputed need, leverage and ease, as they are weighted
    weights : (N, 3)
    ranked : Ranked
    """

    sides: FloatArray
    levels: Nodes
    criteria: FloatArray
    weights: FloatArray
    ranked: Ranked


class Basis(NamedTuple):
    """What draws start from: a measured panel, its settings and the factors of its context, (P,)."""

    measured: Measured
    settings: Settings
    factors: FloatArray


def draw(basis: Basis, sampling: Sampling) -> Drawn:
    """Return a panel in so many draws; the same seed gives the same numbers, whatever the order of respondents."""
    doubt, samples = sampling.doubt, sampling.samples
    heard, streams = heard_of(basis.measured.panel, sampling.seed)
    sides = draw_side_means(heard, streams, samples, Sources(doubt.unheard, doubt.misreading))
    weights = _weights(basis.settings, doubt, samples, stream(sampling.seed, key("criterion weights")))
    return revalued(basis, sides, weights)


def revalued(basis: Basis, sides: FloatArray, weights: FloatArray) -> Drawn:
    """Return what side means and weights come to: levels, criteria and what ranks the practices.

    A practice that the data only indicates, or does not assess, counts as measured once an item that measures it has
    a side mean.
    """
    measured, tree = basis.measured, basis.measured.plan.tree
    agreed = agreed_of(measured.panel)
    items = np.where(np.isnan(agreed), mean_of_sides(sides), agreed)
    careful_items = np.where(np.isnan(agreed), careful_levels(sides), agreed)
    there = ~np.isnan(items[0])
    on_primary: BoolArray = (tree.primary[:, there] > 0).any(axis=1)
    indicated: BoolArray = ~on_primary & (tree.secondary[:, there] > 0).any(axis=1)
    careful = drawn_nodes(careful_items, on_primary, tree).practices
    levels = drawn_nodes(items, on_primary, tree)
    target = np.array([target for _, target in basis.settings.targets])
    needed = needs(levels.practices, careful, indicated, target)
    lever = leverage(needed.total, measured.plan.waits, measured.panel.questionnaire.catalogue.rules.leverage_scale)
    parts = contributions(needed, lever, measured.plan.ease, weights, basis.factors)
    criteria = np.stack(
        [needed.shared, needed.disputed, lever, np.broadcast_to(measured.plan.ease, lever.shape)], axis=-1
    )
    assessed = _assessed(basis, target) | (on_primary & ~measured.levels.measured)
    ranked = Ranked(parts.sum(axis=-1), careful, needed.status == OPEN, assessed, measured.plan.tie)
    return Drawn(sides, levels, criteria, weights, ranked)


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
    parts = [np.where(np.isnan(part).all(axis=0), np.nan, known @ np.nan_to_num(part)) for part in single[1:]]
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
