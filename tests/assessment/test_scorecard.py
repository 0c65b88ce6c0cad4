"""The scorecard as a value: look-ups, records, tables, and what it withholds."""

from collections.abc import Iterator

import pytest

import mbi_collab as mbi
from mbi_collab.assessment.standing import Standing
from mbi_collab.survey.panel import Panel
from tests.strategies import sheet_of, small_pack

SHEET = mbi.load_catalogue().questionnaire("S006")
#: Levels that stand nowhere else in a table or a record: thirds of the scale.
PEOPLE = {"CIO": (5, 5, 4), "CMO": (2, 1, 1, 2, 1)}


def panel(*, named: bool = False, cio: int = 3, cmo: int = 5) -> Panel:
    sets = [
        mbi.AnswerSet(
            f"{side} {at}",
            side,
            {item.code: 1 + (point + 2 * number + at) % 5 for number, item in enumerate(SHEET.items)},
        )
        for side, size in (("CIO", cio), ("CMO", cmo))
        for at, point in enumerate((PEOPLE[side] * 2)[:size])
    ]
    return Panel(SHEET, sets, named_chiefs=named)


def card(**options: bool | int) -> mbi.Scorecard:
    return mbi.assess(panel(**options)).scorecard  # type: ignore[arg-type]


def numbers_of(value: object) -> Iterator[float]:
    """Every float in plain data, at any depth."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from numbers_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from numbers_of(each)


def test_a_node_is_found_by_its_code() -> None:
    """Areas, control questions, items and practices each have their look-up; a wrong code names the nearest."""
    found = card()
    assert found.area("R").kind == "area"
    assert found.question("Q311").kind == "question"
    assert found.item("Q311a").kind == "item"
    assert found.practice("R05").kind == "practice"
    with pytest.raises(LookupError, match="Did you mean 'Q311a'"):
        found.item("q311A")
    with pytest.raises(LookupError, match="CIO"):
        found.item("Q311a").side("CFO")


def test_it_iterates_over_every_node() -> None:
    """Overall, then areas, control questions, items, practices."""
    kinds = [each.kind for each in card()]
    assert kinds == ["overall"] + ["area"] * 3 + ["question"] * 9 + ["item"] * 22 + ["practice"] * 22


@pytest.mark.parametrize(
    ("options", "withheld"),
    [
        ({"cio": 3, "cmo": 5}, True),
        ({"cio": 5, "cmo": 1}, True),
        ({"cio": 4, "cmo": 4}, False),
        ({"cio": 0, "cmo": 4}, False),
        ({"cio": 1, "cmo": 1, "named": True}, False),
    ],
)
def test_when_single_respondents_could_be_seen(options: dict[str, int], withheld: bool) -> None:  # noqa: FBT001
    """A side of one to three people is small, unless they are the named chiefs; a side of nobody is not."""
    assert card(**options).is_withheld == withheld


def test_a_small_side_withholds_every_number_below_area_level() -> None:
    """Records of control questions, items and practices hold no number, of either side; those of areas do."""
    for record in card().to_records():
        below = record["kind"] not in ("overall", "area")
        assert record["withheld"] == below
        assert bool(list(numbers_of(record))) != below
        if below:
            assert record.keys() == {"code", "kind", "withheld"}


def test_of_a_small_side_the_class_does_not_tell_that_it_is_split() -> None:
    """The working copy says so; what is handed on is the class it has without that."""
    sheet = sheet_of(small_pack("abcdef"))
    sets = [mbi.AnswerSet(f"S0-{at}", "S0", dict.fromkeys("abcdef", 1)) for at in range(4)]
    sets += [mbi.AnswerSet(f"S1-{at}", "S1", dict.fromkeys("abcdef", point)) for at, point in enumerate((1, 3, 3))]
    found = mbi.assess(mbi.Panel(sheet, sets)).scorecard
    assert found.area("A").standing == Standing("split-inside", "S1")
    assert found.told.area("A").standing == Standing("seen-better-by", "S1")
    assert [each["standing"] for each in found.to_records()[:2]] == ["seen-better-by"] * 2
    large = mbi.assess(mbi.Panel(sheet, sets), minimum_group=1).scorecard
    assert large.told is large
    assert large.area("A").standing == Standing("split-inside", "S1")


def test_all_that_is_told_of_an_area_follows_from_the_sides_levels_as_they_are_told() -> None:
    """Level, gap, class and bounds; of a small side that is two decimals, whatever the sum behind them."""
    sheet = sheet_of(small_pack("abcdefg"))
    sets = [mbi.AnswerSet(f"S0-{at}", "S0", dict.fromkeys("abcdefg", 2) | {"a": 1 + at % 3}) for at in range(4)]
    sets.append(mbi.AnswerSet("S1", "S1", dict.fromkeys("abcdefg", 2) | {"b": 3}))
    found = mbi.assess(mbi.Panel(sheet, sets, population={"S1": 3})).scorecard
    assert found.area("A").side("S1").level == pytest.approx(4 / 7)
    area, whole = found.told.area("A"), found.told.overall
    one, other = area.by_side
    assert one.level == found.area("A").side("S0").level
    assert other.level == 0.57
    assert (other.low, other.high) == (pytest.approx(0.19), pytest.approx(0.19 + 2 / 3))  # type: ignore[comparison-overlap]
    assert (area.level, area.gap) == (((one.level or 0) + 0.57) / 2, (one.level or 0) - 0.57)
    assert (whole.level, whole.gap) == (area.level, area.gap)


def test_who_gave_no_point_does_not_make_a_side_large() -> None:
    """Four were asked, and one rated anything: a survey tool lists those as well who never answered."""
    sheet = sheet_of(small_pack("ab"))
    sets = [mbi.AnswerSet(f"it {at}", "S0", {"a": 1, "b": 2}) for at in range(4)]
    sets += [mbi.AnswerSet("one", "S1", {"a": 3, "b": 1}), mbi.AnswerSet("unsure", "S1", {"a": "dk"})]
    sets += [mbi.AnswerSet(f"silent {at}", "S1", {}) for at in range(2)]
    assert mbi.assess(mbi.Panel(sheet, sets)).scorecard.small_sides == ("S1",)
    assert mbi.assess(mbi.Panel(sheet, sets[:4])).scorecard.small_sides == ()


def test_named_chiefs_are_those_of_the_parties() -> None:
    """One witness is no chief: of the rest of the company nobody has agreed to be shown."""
    sheet = mbi.load_catalogue().questionnaire("extended")
    two = [mbi.AnswerSet(who, who, {"QR2": 2}) for who in ("CIO", "CMO")]
    witness = mbi.AnswerSet("witness", "rest", {"QL4": 5, "QL5": 1})
    assert mbi.assess(mbi.Panel(sheet, two, named_chiefs=True)).scorecard.small_sides == ()
    assert mbi.assess(mbi.Panel(sheet, [*two, witness], named_chiefs=True)).scorecard.small_sides == ("rest",)


def test_a_score_by_itself_does_not_say_whether_it_is_withheld() -> None:
    """It is the consultant's; the records of the scorecard say it of each node."""
    found = card()
    assert "withheld" not in found.items[0].to_record()
    assert found.to_records()[-1]["withheld"] is True


def test_a_small_side_is_withheld_in_the_table() -> None:
    """There are no rows of practices, and a footnote says why."""
    found = card()
    assert len(found.table().rows) == 4
    assert len(card(named=True).table().rows) == 4 + 22
    assert "fewer than 4" in str(found)
    assert "withheld" not in str(card(named=True))


def test_the_footnotes_speak_of_what_the_table_shows() -> None:
    """No word on indicated practices where all practice rows are withheld; how levels and gap hang together always."""
    for found, shows_indicated in ((card(), False), (card(named=True), True)):
        assert any(each.indicated for each in found.practices)
        notes = " ".join(found.table().footnotes)
        assert ("Indicated: " in notes) is shows_indicated
        assert "the level can lie outside both sides" in notes


def test_what_does_not_apply_has_no_bounds_in_the_table() -> None:
    """A dash and a word, not «no answer to no answer» and «0 of 0»; where nobody was heard the counts stay."""
    answers = {item.code: "na:not-here" for item in SHEET.items}
    nothing = mbi.assess(Panel(SHEET, [mbi.AnswerSet(side, side, answers) for side in ("CIO", "CMO")]))
    assert {row[-2:] for row in nothing.scorecard.table().rows[:4]} <= {("–", "did not apply"), ("withheld",) * 2}
    unheard = mbi.assess(Panel(SHEET, []))
    assert unheard.scorecard.table().rows[0][-2:] == ("0.00 to 1.00", "0 of 0")


def test_a_group_may_be_smaller_if_the_user_says_so() -> None:
    """With a minimum of 2, three people are a group; of 6, five are not."""
    assert not mbi.assess(panel(), minimum_group=2).scorecard.is_withheld
    assert mbi.assess(panel(cio=5), minimum_group=6).scorecard.is_withheld


def test_records_hold_each_side_apart() -> None:
    """A node's record has the level and the answers of each side."""
    record = next(each for each in card(named=True).to_records() if each["code"] == "Q313")
    assert record["level_CIO"] != record["level_CMO"]
    assert (record["answered_CIO"], record["answered_CMO"]) == (3, 5)


def test_counts_stand_beside_coverage() -> None:
    """Three of the CIO side and five of the CMO side answered all 22 items."""
    overall = card().overall
    assert (overall.answered, overall.asked) == (8 * 22, 8 * 22)
    assert "176 of 176" in str(card())


def test_the_reprs_are_short() -> None:
    """A scorecard says whose it is in one line; a notebook gets a table."""
    found = card()
    assert repr(found) == "<Scorecard of <Panel of 'S006': CIO 3, CMO 5>>"
    assert "<table" in found._repr_html_()
