"""Of two assessments with a small side, a comparison shows no number that neither shows by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.comparison import compare
from mbi_collab.assessment.withholding import shows_nothing_new
from tests.strategies import packs, panels, sheet_of, small_pack, some_examples

SHEET = sheet_of(small_pack("ab"))


def rated(a: int | str, b: int | str, *sides: str) -> mbi.Assessment:
    return mbi.assess(mbi.Panel(SHEET, [mbi.AnswerSet(side, side, {"a": a, "b": b}) for side in sides]))


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        (rated(1, 2, "S0", "S1"), True),
        (rated(1, "dk", "S0", "S1"), False),  # the area then is item a alone, which now it is not
        (rated(1, 2, "S0"), False),  # of now, only what S0 said would be shown
        (rated("dk", "dk", "S0", "S1"), False),
    ],
)
def test_an_area_is_shown_whole_or_not_at_all(then: mbi.Assessment, shown: bool) -> None:  # noqa: FBT001
    now = rated(2, 3, "S0", "S1")
    made = compare(then, now)
    assert shows_nothing_new(made.area("A"), (then, now), (then, now)) is shown
    assert not shows_nothing_new(made.item("a"), (then, now), (then, now))


def test_an_area_of_one_item_is_not_shown() -> None:
    """Its level is that item's, so that neither assessment shows it."""
    sheet = sheet_of(small_pack("a"))
    one, other = (mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet("x", "S0", {"a": point})])) for point in (1, 2))
    assert not shows_nothing_new(compare(one, other).area("A"), (one, other), (one, other))


@some_examples
@given(packs().flatmap(lambda sheet: st.tuples(panels(sheet), panels(sheet))))
def test_every_number_shown_stands_in_the_two_assessments(both: tuple[mbi.Panel, mbi.Panel]) -> None:
    then, now = (mbi.assess(each, minimum_group=100) for each in both)
    made = compare(then, now)
    for record in made.to_records():
        for moment, result in (("then", then), ("now", now)):
            if made.is_withheld and moment in record:
                shown = [each for each in result.scorecard.to_records() if each["code"] == record["code"]]
                assert record[moment] == pytest.approx(shown[0]["level"], abs=1e-9)
