"""What became of codes: chains of versions, codes that stay, are renamed or dropped."""

from mbi_collab.catalogue.migration import Carried, Migration, carried, steps_between

FIRST = Migration(version="1", to="2", items=(("Q1", "Q1a"), ("Q3", "Q2")), dropped=(("Q9", "double"),))
SECOND = Migration(version="2", to="3", items=(("Q1a", "Q1b"),), practices=(("P1", "P2"),), dropped=(("Q2", "gone"),))


def test_steps_follow_each_other_to_the_wanted_version() -> None:
    """Whatever their order in the file; from the version itself there are none."""
    assert steps_between([SECOND, FIRST], "1", "3") == (FIRST, SECOND)
    assert steps_between([SECOND, FIRST], "2", "3") == (SECOND,)
    assert steps_between([SECOND, FIRST], "3", "3") == ()


def test_a_version_without_a_way_has_none() -> None:
    """Unknown, later, or in a circle: no way, and no endless walk."""
    assert steps_between([FIRST], "1", "3") is None
    assert steps_between([FIRST, SECOND], "0", "3") is None
    assert steps_between([FIRST, Migration(version="2", to="1")], "1", "3") is None


def test_a_code_is_carried_through_all_steps() -> None:
    """A renamed code is renamed again, one that nothing names stays, one that is dropped ends with its reason."""
    steps = (FIRST, SECOND)
    assert carried("Q1", steps, "items") == Carried("Q1b")
    assert carried("Q4", steps, "items") == Carried("Q4")
    assert carried("Q9", steps, "items") == Carried(None, "double")
    assert carried("Q3", steps, "items") == Carried(None, "gone")
    assert carried("P1", steps, "practices") == Carried("P2")
    assert carried("P1", steps, "items") == Carried("P1")
