"""How often the 90 % intervals of a change hold the change of what everybody would have said: simulated pairs.

As in ``calibration.py``, n of M people of each side are heard, then and now, and misreading is off; here the panels go
the library's own way, from answer sets to intervals. Then and now are two organisations, or one after a while: its
people keep their leniency, the items' worth drifts, and the same people are heard again, or others.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

import numpy as np

import mbi_collab as mbi
from benchmarks.calibration import ITEM, NOISE, SIDE, counts_of
from mbi_collab.assessment.arrays import Plan, plan_of
from mbi_collab.assessment.change_intervals import change_intervals
from mbi_collab.assessment.changes import changes_of
from mbi_collab.assessment.doubt import Doubt, Sampling
from mbi_collab.engine.levels import nodes, side_means
from mbi_collab.engine.means import BoolArray, FloatArray, IntArray, mean_of_sides

KINDS = {"item": "items", "practice": "practices", "area": "areas", "overall": "overall"}
SIZES = ((2, 4), (5, 50))
#: How much the items' worth drifts in one organisation, in scale points.
DRIFT = 0.4


class Design(NamedTuple):
    """Of what pairs there are many."""

    n: int
    people: int
    leniency: float
    kind: str


DESIGNS = tuple(
    Design(n, people, leniency, kind)
    for kind in ("two organisations", "others heard", "the same heard")
    for leniency in (0.0, 0.6)
    for n, people in SIZES
)


def answers(design: Design, plan: Plan, generator: np.random.Generator) -> list[IntArray]:
    """Return the points of all people then and now, those heard first, (S, M, I); 0 where a side is not asked."""
    (sides, items), people = plan.asked.shape, design.people
    worth, lenient = [], []
    for _ in range(2):
        worth.append(3 + ITEM * generator.standard_normal(items) + SIDE * generator.standard_normal((sides, 1, items)))
        lenient.append(design.leniency * generator.standard_normal((sides, people, 1)))
    if design.kind != "two organisations":
        worth[1] = worth[0] + DRIFT * generator.standard_normal((sides, 1, items))
        lenient[1] = lenient[0] if design.kind == "the same heard" else lenient[0][:, ::-1]
    noise = NOISE * generator.standard_normal((2, sides, people, items))
    latent = [sum(each) for each in zip(worth, lenient, noise, strict=True)]
    most = plan.tree.values.shape[1]
    return [np.where(plan.asked[:, None], np.clip(np.rint(each), 1, most), 0).astype(np.int64) for each in latent]


def panel_of(points: IntArray, design: Design, sheet: mbi.Questionnaire) -> mbi.Panel:
    """Return the panel of the people heard."""
    sets = [
        mbi.AnswerSet(
            f"{side}-{at}", side, {item.code: int(each) for item, each in zip(sheet.items, row, strict=True) if each}
        )
        for side, rows in zip(sheet.side_codes, points, strict=True)
        for at, row in enumerate(rows[: design.n].tolist())
    ]
    return mbi.Panel(sheet, sets, population=dict.fromkeys(sheet.side_codes, design.people))


def covered(design: Design, draws: int, seed: int) -> FloatArray:
    """Return which share of the intervals of each kind of one pair hold the true change."""
    sheet = mbi.load_catalogue().questionnaire()
    plan = plan_of(sheet)
    points = answers(design, plan, np.random.default_rng([seed, DESIGNS.index(design)]))
    measured: BoolArray = np.any(plan.tree.primary > 0, axis=1)
    then, now = (
        nodes(mean_of_sides(side_means(counts_of(each, plan), plan.tree.values)), measured, plan.tree)
        for each in points
    )
    earlier, later = (panel_of(each, design, sheet) for each in points)
    changed = [
        node for each in changes_of(earlier, later, {}) for node in (each if isinstance(each, tuple) else (each,))
    ]
    found = change_intervals(changed, earlier, later, Sampling(draws, seed, Doubt(misreading=0.0)))
    shares = []
    for kind, name in KINDS.items():
        ends = np.array([(each.low, each.high) for each in found if each.kind == kind], dtype=np.float64)
        truth = getattr(now, name) - getattr(then, name)
        there = ~np.isnan(ends[:, 0])
        held = (ends[:, 0] <= truth + 1e-9) & (truth <= ends[:, 1] + 1e-9)
        shares.append(float(held[there].mean()))
    return np.array(shares)


def cover(design: Design, pairs: int, draws: int) -> FloatArray:
    """Return the mean over pairs of what :func:`covered` gives."""
    shares: FloatArray = np.mean([covered(design, draws, seed) for seed in range(pairs)], axis=0)
    return shares


def main() -> None:
    """Simulate, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    print(f"{given.pairs} pairs of each design, {given.draws} draws each, misreading off")
    print(f"{'leniency':>8} {'n of M':>9}" + "".join(f"{name:>11}" for name in KINDS.values()))
    with ProcessPoolExecutor(given.processes) as pool:
        jobs = [pool.submit(cover, design, given.pairs, given.draws) for design in DESIGNS]
        for design, job in zip(DESIGNS, jobs, strict=True):
            row, size = "".join(f"{share:11.1%}" for share in job.result()), f"{design.n} of {design.people}"
            print(f"{design.leniency:8.1f} {size:>9}{row}  {design.kind}", flush=True)


if __name__ == "__main__":
    main()
