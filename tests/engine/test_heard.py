"""What draws start from: counts, checks, and random numbers that hang on codes."""

import numpy as np
import pytest

from mbi_collab.engine.heard import Heard, Streams, check, counted, key, stream

VALUES = np.array([[0.0, 0.5, 1.0], [0.0, 1.0, 0.0]])
CELLS = np.array([[3, 2], [-1, 1], [-2, 0], [3, -2]], dtype=np.int8)
HEARD = Heard(CELLS, np.array([0, 0, 1, 1]), np.array([2, 5]), VALUES, np.array([3, 2]))
STREAMS = Streams(0, (key("CIO"), key("CMO")), (key("Q1"), key("Q2")))


def test_counted() -> None:
    """Points are counted by side, item and point; don't knows and unanswered by nobody, not applicable apart."""
    counts, not_applicable = counted(HEARD)
    assert counts.tolist() == [[[0, 0, 1], [1, 1, 0]], [[0, 0, 1], [0, 0, 0]]]
    assert not_applicable.tolist() == [[0, 0], [1, 1]]


def test_key_is_the_same_on_every_machine() -> None:
    """Keys come from SHA-256, not from Python's own hash, which changes from run to run."""
    assert key("abc") == 0xBA7816BF8F01CFEA  # FIPS 180-4, the example "abc"


def test_streams_hang_on_seed_and_keys() -> None:
    """Equal seed and keys give equal numbers; any other key gives others."""
    drawn = [stream(*each).random() for each in ((1, 2, 3), (1, 2, 3), (1, 3, 2), (1, 2), (1, 2, 3, 0), (2, 2, 3))]
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 5


def test_what_fits_passes() -> None:
    """The example has no fault."""
    check(HEARD, STREAMS)


@pytest.mark.parametrize(
    ("heard", "message"),
    [
        (HEARD._replace(cells=CELLS[0]), "cells"),
        (HEARD._replace(side=np.array([0, 0, 1])), "fit"),
        (HEARD._replace(side=np.array([0, 0, 1, 2])), "fit"),
        (HEARD._replace(side=np.array([0, 0, 1, -1])), "fit"),
        (HEARD._replace(points=np.array([3])), "fit"),
        (HEARD._replace(population=np.array([2, 1])), "below n"),
        (HEARD._replace(points=np.array([2, 2])), "off its scale"),
        (HEARD._replace(points=np.array([3, 4])), "more points than values"),
    ],
)
def test_what_does_not_fit_is_refused(heard: Heard, message: str) -> None:
    """Each fault is named."""
    with pytest.raises(ValueError, match=message):
        check(heard, STREAMS)


def test_each_side_and_item_needs_a_key() -> None:
    """Keys are as many as sides and items."""
    for wrong in (STREAMS._replace(sides=(1,)), STREAMS._replace(items=(1, 2, 3))):
        with pytest.raises(ValueError, match="keys"):
            check(HEARD, wrong)
