"""Write irrcac.json: what irrCAC says of the tables in peers.json, at the levels it defines as Krippendorff does.

`nox -s irrcac`: irrCAC pins an old SciPy, so it has an environment of its own. Its weights "identity" and "quadratic"
are the nominal and the interval metric; its "ordinal" weights are Gwet's, another definition. A table that it cannot
take is null.
"""

import importlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
WEIGHTS = {"nominal": "identity", "interval": "quadratic"}


def answer(ratings: list[list[float | None]], weights: str) -> float | None:
    """Return irrCAC's coefficient of a table of raters and units."""
    pandas, raw = importlib.import_module("pandas"), importlib.import_module("irrCAC.raw")
    table = np.array(ratings, dtype=float)
    categories = sorted(set(table[~np.isnan(table)].tolist()))
    try:
        found = raw.CAC(pandas.DataFrame(table.T), weights=weights, categories=categories, digits=15).krippendorff()
    except (ValueError, ZeroDivisionError, IndexError, KeyError, AttributeError):
        return None
    return float(found["est"]["coefficient_value"])


def main() -> None:
    """Ask irrCAC about each table, and write its answers."""
    tables = json.loads((HERE / "peers.json").read_text(encoding="utf-8"))["alphas"]
    frozen: dict[str, Any] = {"peers": {name: version(name) for name in ("irrCAC", "scipy", "numpy")}}
    frozen["alphas"] = [{level: answer(each["ratings"], name) for level, name in WEIGHTS.items()} for each in tables]
    (HERE / "irrcac.json").write_text(json.dumps(frozen) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
