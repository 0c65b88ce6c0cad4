"""The first sentence: what to take up first, why there is nothing, or which area stands lowest."""

import mbi_collab as mbi
from mbi_collab.assessment.headline import lowest_first

SHEET = mbi.load_catalogue().questionnaire("S006")


def result_of(*levels: tuple[str, int], people: int = 1, named: bool = False) -> mbi.Assessment:
    """Everybody of both sides rates each area's statements at one point; what is not named is left out."""
    points = dict(levels)
    area_of = {item.code: SHEET.catalogue.question_of(item.code).area for item in SHEET.items}
    given = {code: points[area] for code, area in area_of.items() if area in points}
    sides = [(side, at) for side in SHEET.side_codes for at in range(people)]
    sets = [mbi.AnswerSet(f"{side} {at}", side, given) for side, at in sides]
    return mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=named), samples=0)


def test_named_chiefs_read_what_to_take_up_first() -> None:
    result = result_of(("R", 2), ("U", 2), ("L", 1), named=True)
    assert result.headline().startswith(f"Take up first: {result.order[0].practice} ")


def test_where_a_side_is_small_the_lowest_area_is_named_with_its_level() -> None:
    """By the level that is shown anyway; no practice is."""
    said = result_of(("R", 3), ("U", 2), ("L", 4)).headline()
    assert "fewer than 4 respondents" in said
    assert "U Using the potential stands lowest by the mean of the sides (CIO side 0.25, CMO side 0.25)" in said
    assert not any(each.code in said for each in SHEET.practices)


def test_where_no_area_may_be_told_none_is_named() -> None:
    """One person of a side rated one statement of each area: its level would be that answer."""
    most = {item.code: 3 for item in SHEET.items}
    one = {SHEET.catalogue.question_of(code).area: code for code in most}
    chiefs = [mbi.AnswerSet("anna", "CIO", most), mbi.AnswerSet("bert", "CMO", dict.fromkeys(one.values(), 1))]
    panel = mbi.Panel(SHEET, chiefs)
    said = mbi.assess(panel, samples=0).headline()
    assert said == "What to take up first is withheld, as a side has fewer than 4 respondents."


def test_areas_stand_the_lowest_first_and_equals_in_their_order() -> None:
    result = result_of(("R", 3), ("U", 2), ("L", 3))
    assert [area.code for area in lowest_first(result.scorecard)] == ["U", "R", "L"]
    assert [area.code for area in lowest_first(result_of(("L", 2)).scorecard)] == ["L"]
