"""Write peers.json: random tables and rankings with holes, and what krippendorff and SciPy say of them.

`python tests/engine/data/freeze_peers.py`, in an environment with the dependency group `peers`. Only cases where the
peer has an answer are kept.
"""

import importlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

LEVELS = ("nominal", "ordinal", "interval", "ratio")
CASES = 50


def holed(random: np.random.Generator, shape: Any) -> Any:
    """Return points of a random scale, evenly spaced or not, with up to half of them missing."""
    scale = np.sort(random.choice(np.arange(0.0, 12.25, 0.25), size=random.integers(2, 8), replace=False))
    values = random.choice(scale, size=shape)
    values[random.random(shape) < random.random() / 2] = np.nan
    return values


def plain(values: Any) -> Any:
    """Return the values as lists, with None where missing."""
    cells = values.astype(object)
    cells[np.isnan(values)] = None
    return cells.tolist()


def alphas(random: np.random.Generator) -> dict[str, Any] | None:
    """Return a table of ratings and the peer's alpha at each level, if it varies."""
    krippendorff = importlib.import_module("krippendorff")
    ratings = holed(random, (random.integers(2, 9), random.integers(2, 15)))
    pairable = ratings[:, (~np.isnan(ratings)).sum(axis=0) >= 2]
    if len(np.unique(pairable[~np.isnan(pairable)])) < 2:
        return None
    found = {level: krippendorff.alpha(ratings, level_of_measurement=level) for level in LEVELS}
    return {"ratings": plain(ratings), **found}


def taus(random: np.random.Generator) -> dict[str, Any] | None:
    """Return two rankings and the peer's tau-b, if it is defined."""
    stats = importlib.import_module("scipy.stats")
    first, second = holed(random, (2, random.integers(2, 30)))
    both = ~np.isnan(first) & ~np.isnan(second)
    if min(len(np.unique(each[both])) for each in (first, second)) < 2:
        return None
    tau = stats.kendalltau(first[both], second[both]).statistic
    return {"first": plain(first), "second": plain(second), "tau": float(tau)}


def main() -> None:
    """Draw cases until there are enough of each kind, and write them."""
    random = np.random.default_rng(20110125)
    frozen: dict[str, Any] = {"peers": {name: version(name) for name in ("krippendorff", "scipy", "numpy")}}
    for kind, draw in {"alphas": alphas, "taus": taus}.items():
        cases: list[dict[str, Any]] = []
        while len(cases) < CASES:
            cases += filter(None, [draw(random)])
        frozen[kind] = cases
    rows = {kind: ",\n".join(map(json.dumps, frozen[kind])) for kind in ("alphas", "taus")}
    text = (
        f'{{"peers": {json.dumps(frozen["peers"])},\n' + ",\n".join(f'"{k}": [\n{v}]' for k, v in rows.items()) + "}\n"
    )
    Path(__file__).with_name("peers.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
