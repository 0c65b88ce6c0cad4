"""How time grows with the rows: a slope of 1.05 on a log-log plot is 11.2 times as long for ten times as many."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from benchmarks.figures import Timed
from benchmarks.many_rows import NODES, VALUES, WEIGHTS, answers
from mbi_collab.engine.voices import levels_of_voices

pytestmark = pytest.mark.benchmark(
    group="Growth of levels, output allocated before; a slope of 1.05 is 10 ^ 1.05 = 11.2"
)
TENFOLD = 10**1.05


@pytest.fixture(scope="module")
def out() -> Any:
    """Return the memory that levels are written to, used before."""
    return np.zeros((10**7, NODES))


def levels(rows: int, out: Any) -> tuple[Callable[[], Any], Callable[[Any], None]]:
    """Return the action on so many rows, and the check that its last rows are those of a short run."""
    cells = answers(10**7)[:rows]
    last = levels_of_voices(cells[-99:], VALUES, WEIGHTS)
    return (
        lambda: levels_of_voices(cells, VALUES, WEIGHTS, out[:rows]),
        lambda found: np.testing.assert_array_equal(found[-99:], last),
    )


def test_rows_5(timed: Timed, out: Any) -> None:
    """100,000 rows."""
    timed(*levels(10**5, out), rounds=9)


@pytest.mark.goal("time", of=test_rows_5, at_most=TENFOLD)
def test_rows_6(timed: Timed, out: Any) -> None:
    """1,000,000 rows."""
    timed(*levels(10**6, out), rounds=3)


@pytest.mark.goal("time", of=test_rows_5, at_most=TENFOLD**2)
def test_rows_7(timed: Timed, out: Any) -> None:
    """10,000,000 rows."""
    timed(*levels(10**7, out))
