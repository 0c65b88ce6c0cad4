"""How long it takes to say how sure the first step is, and what to ask next, against the goals.

CPU time of the process, so that a busy machine slows it little; NumPy's BLAS has one thread. The panel is the demo's,
11 people; for the extended profile each of them gives the other items a random answer, or none one time in ten. Memory
is what Python and NumPy allocate at most at once, from the panel on: less than above the import alone by the catalogue.
"""

import os
import statistics
import time
import tracemalloc
from collections.abc import Callable

for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  after its number of threads

import mbi_collab as mbi  # noqa: E402
from mbi_collab.__main__ import demo_panel  # noqa: E402
from mbi_collab.assessment.asking import ask_next  # noqa: E402

REPEATS = 15


def seconds(action: Callable[[], object]) -> float:
    """Return how much of the processor the action takes once."""
    start = time.process_time()
    action()
    return time.process_time() - start


def median(action: Callable[[], object]) -> float:
    """Return the median of the repeats in ms, after one to warm up."""
    return 1000 * statistics.median([seconds(action) for _ in range(REPEATS + 1)][1:])


def peak(action: Callable[[], object]) -> float:
    """Return the most memory that the action holds at once, in MB."""
    tracemalloc.start()
    action()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def extended() -> mbi.Panel:
    """Return the demo's people with answers to every item of the extended profile that their side is asked."""
    random, sheet = np.random.default_rng(0), mbi.load_catalogue().questionnaire("extended")
    sets = []
    for each in demo_panel().answer_sets:
        asked = [item.code for item in sheet.items if each.side in item.asked_of]
        drawn = {code: int(random.integers(1, 6)) for code in asked if random.random() < 0.9}
        sets.append(mbi.AnswerSet(each.respondent, each.side, drawn | dict(each.answers)))
    return mbi.Panel(sheet, sets)


def main() -> None:
    """Measure, and print one table."""
    small, large = demo_panel(), extended()
    result = mbi.assess(small)
    rows = [
        ("assess, 10 000 draws, S006+, ms", median(lambda: mbi.assess(small).certainty), 150),
        ("assess, 10 000 draws, extended, ms", median(lambda: mbi.assess(large).certainty), 500),
        ("peak memory, S006+, MB", peak(lambda: mbi.assess(demo_panel()).certainty), 100),
        ("peak memory, extended, MB", peak(lambda: mbi.assess(extended()).certainty), 100),
        ("ask next, 1000 draws, S006+, ms", median(lambda: ask_next(result)), 500),
        ("report in HTML, S006+, ms", median(lambda: mbi.render_report(mbi.assess(small), "html")), 2000),
    ]
    print(f"{'':38}{'measured':>9}{'goal':>7}")
    for name, measured, goal in rows:
        print(f"{name:38}{measured:9.0f}{goal:7}  {'reached' if measured <= goal else 'not reached'}")
    print(f"CPU time, medians of {REPEATS}; NumPy {np.__version__}")


if __name__ == "__main__":
    main()
