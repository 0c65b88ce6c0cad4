"""What one side says of a node: whether it was asked."""

from mbi_collab.assessment.sides import PairGap, SideScore


def test_a_side_that_was_asked_has_bounds_and_need_have_no_level() -> None:
    silent = SideScore("CIO", None, 0.0, 1.0, answered=0, asked=3)
    assert silent.is_asked
    assert not SideScore("CIO", None, None, None, answered=0, asked=0).is_asked


def test_a_gap_says_whose_it_is() -> None:
    assert PairGap("CIO", "CMO", 0.25, 2, counts=True) != PairGap("CMO", "CIO", 0.25, 2, counts=True)
