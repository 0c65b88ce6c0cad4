"""Two assessments by one yardstick: what is compared, told and withheld."""

import attrs
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.comparison import compare
from mbi_collab.errors import SettingsError, UnknownCodeError
from mbi_collab.survey.answers import Answer
from tests.strategies import sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("abc"))
CIO_CMO = mbi.load_catalogue()


def rated(
    answers: dict[str, Answer], *, people: int = 4, sheet: mbi.Questionnaire = SHEET, **more: object
) -> mbi.Assessment:
    """The same answers from so many people a side."""
    sets = [mbi.AnswerSet(f"{side}-{at}", side, answers) for side in sheet.side_codes for at in range(people)]
    return mbi.assess(mbi.Panel(sheet, sets), **more)  # type: ignore[arg-type]


def profile(code: str, point: int, people: int = 4) -> mbi.Assessment:
    sheet = CIO_CMO.questionnaire(code)
    return rated({item.code: point for item in sheet.items}, people=people, sheet=sheet)


def test_what_opened_closed_and_moved() -> None:
    made = compare(rated({"a": 1, "b": 3}), rated({"a": 3, "b": 2, "c": 1}))
    assert (made.opened, made.closed) == (("pb",), ("pa",))
    assert [each.practice for each in made.moved] == ["pc", "pb", "pa"]
    assert made.practice("pa").gap_closed == pytest.approx(1 / 0.75)
    assert made.move("pc").status_then == "not-assessed"
    assert (made.area("A").then, made.area("A").now) == (0.5, 0.75)
    assert made.item("b").change == made.question("qb").change == -0.5
    assert not made.is_rescored
    assert made.scored_then is made.then


@some_examples
@given(surveys())
def test_an_assessment_has_not_changed_from_itself(panel: mbi.Panel) -> None:
    result = mbi.assess(panel)
    made = compare(result, result)
    assert all(each.change in (0.0, None) for each in made)
    assert all(gap.value in (0.0, None) for each in made for *_, gap in each.gaps)
    assert (made.moved, made.opened, made.closed, made.unmapped) == ((), (), (), ())


def test_profiles_are_compared_over_the_items_of_both() -> None:
    """S006 has 22 items, S006+ 33; both levels are those of the 22, though the 11 others are worse."""
    extra = CIO_CMO.questionnaire("S006+")
    own = {item.code for item in CIO_CMO.questionnaire("S006").items}
    now = rated({item.code: 4 if item.code in own else 1 for item in extra.items}, sheet=extra)
    made = compare(profile("S006", 3), now)
    assert (made.overall.then, made.overall.now) == (0.5, 0.75)
    assert made.overall.items == 22
    assert now.scorecard.overall.level is not None
    assert now.scorecard.overall.level < 0.75
    assert len([each for each in made.unmapped if each.what == "item"]) == 11
    assert {each.where for each in made.unmapped} == {"now"}
    assert made.is_rescored
    assert "QR2" in made.explain()[-1]


def test_the_later_targets_and_weights_hold_for_both() -> None:
    """By the target of then, practice a was in place; by today's it was open then already, so it did not open."""
    then = rated({"a": 2, "b": 1}, targets={"pa": 0.5})
    made = compare(then, rated({"a": 2, "b": 1}))
    assert then.priorities.practice("pa").status == "in-place"
    assert (made.opened, made.move("pa").status_then) == ((), "open")
    assert made.is_rescored


def test_the_draws_make_no_other_yardstick() -> None:
    assert not compare(rated({"a": 1}, seed=1), rated({"a": 1}, samples=0)).is_rescored


def test_an_assessment_in_another_language_is_the_same_questionnaire() -> None:
    then = profile("S006", 3)
    sheet = attrs.evolve(then.panel.questionnaire, catalogue=CIO_CMO.in_language("en-GB"))
    again = mbi.assess(attrs.evolve(then.panel, questionnaire=sheet))
    assert not compare(then, again).is_rescored


def test_other_packs_and_other_values_are_refused() -> None:
    with pytest.raises(SettingsError, match="another content pack"):
        compare(rated({"a": 1}), profile("S006", 3))
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        compare(rated({"a": 1}), rated({"a": 1}).panel)  # type: ignore[arg-type]
    with pytest.raises(UnknownCodeError, match="Did you mean 'pa'"):
        compare(rated({"a": 1}), rated({"a": 1})).practice("PA")


def test_where_a_side_is_small_nothing_is_shown() -> None:
    """One small assessment of the two is enough; how the areas stand, each of the two says by itself."""
    for then in (rated({"a": 1, "b": 2, "c": 2}, people=3), rated({"a": 1}, people=3, sheet=sheet_of(small_pack("a")))):
        few = compare(then, rated({"a": 2, "b": 2, "c": 3}))
        assert few.is_withheld
        assert {tuple(record) for record in few.to_records()} == {("code", "kind", "withheld")}
        assert not few.table().rows
        numbers = " ".join(few.explain()).replace("fewer than 4 respondents", "")
        assert not any(character.isdigit() for character in numbers.replace("S0", "").replace("S1", ""))
        assert repr(few) == f"<Comparison: {len(few.unmapped)} codes not compared>"


def test_another_side_is_no_change() -> None:
    """One side answered then and the other now: what differs is who was asked."""
    one, other = (
        mbi.assess(mbi.Panel(SHEET, [mbi.AnswerSet(f"{side} {at}", side, {"a": point}) for at in range(4)]), samples=0)
        for side, point in (("S0", 3), ("S1", 1))
    )
    assert "Not the same sides answered both times" in " ".join(compare(one, other).explain())
    assert "Not the same sides" not in " ".join(compare(one, one).explain())


def test_it_is_told_in_sentences_and_as_a_table() -> None:
    made = compare(rated({"a": 1, "b": 3}), rated({"a": 3, "b": 2, "c": 1}, samples=0))
    assert made.explain() == (
        "Take up first now: pc practice. Then it was: pa practice.",
        "Overall level: then 0.50, now 0.75 (+0.25).",
        "Side gap, side S0 minus side S1: then 0.00, now 0.00.",
        "Put in place: pa practice.",
        "Fallen below the target: pb practice.",
    )
    assert str(made).startswith(made.explain()[0])
    assert "open → in place" not in str(made)
    assert "1 → in place" in str(made)
    assert "3 of 3 practices moved" in repr(made)
    assert made._repr_html_().startswith("<table")


def test_how_sure_a_change_is_stands_beside_it() -> None:
    """In the sentences, in a column of the table with its footnote, and in the records of all nodes."""
    made = compare(rated({"a": 1, "b": 3}), rated({"a": 3, "b": 2, "c": 1}, samples=400, seed=7))
    whole = made.interval("overall", "overall")
    assert whole is made.intervals[0]
    assert made.explain()[3].startswith("In 90 % of 400 variations of what is uncertain the overall level")
    rows = {row[0]: row for row in made.table().rows}
    assert rows["pa practice"][4].split(" to ")[1] == "+1.00"
    assert rows["pc practice"][4] == "none"
    assert any("400 variations" in note and "seed 7" in note for note in made.table().footnotes)
    for record, found in zip(made.to_records(), made.intervals, strict=True):
        assert (record["change_low"], record["change_high"]) == (found.low, found.high)
        assert (record["gap_change_low"], record["gap_change_high"]) == (found.gap_low, found.gap_high)
    with pytest.raises(UnknownCodeError, match="Did you mean 'pa'"):
        made.interval("practice", "PA")


def test_without_draws_nothing_is_said_of_how_sure_a_change_is() -> None:
    made = compare(rated({"a": 1}, samples=400), rated({"a": 3}, samples=0))
    assert "variations" not in str(made)
    assert "between" not in [column.key for column in made.table().columns]
    assert not any("change_low" in record for record in made.to_records())


def test_where_a_side_is_small_no_interval_is_shown() -> None:
    """How wide it is hangs on single answers: the two small panels differ in no area, and yet in its interval."""
    large = rated({"a": 2, "b": 2, "c": 2})
    small = [rated({"a": 2 - step, "b": 2, "c": 2 + step}, people=3, samples=50) for step in (0, 1)]
    one, other = (compare(large, each) for each in small)
    assert one.area("A") == other.area("A")
    assert one.interval("area", "A") != other.interval("area", "A")
    for made in (one, compare(small[0], large)):
        assert not any("change_low" in record for record in made.to_records())
        assert "variations" not in str(made)


def test_with_nothing_open_there_is_no_first_step() -> None:
    open_one, none = rated({"a": 1}), rated({"a": 3})
    assert compare(open_one, none).explain()[0] == "No practice is open now."
    assert compare(none, open_one).explain()[0] == "Take up first now: pa practice. Then no practice was open."
    assert compare(open_one, open_one).explain()[0] == "Take up first, now as then: pa practice."
