"""What two questionnaires have in common, across profiles and versions of a pack."""

import pytest

from mbi_collab.assessment.mapping import COMMON, Unmapped, common_of, cut
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.errors import SettingsError
from mbi_collab.survey.answers import Answer, AnswerSet
from mbi_collab.survey.context import Context
from mbi_collab.survey.panel import Panel
from tests.strategies import Data, sheet_of, small_pack


def versioned(items: str, version: str, *migrations: Data) -> Data:
    data = small_pack(items)
    data["pack"]["version"] = version
    return data | ({"migrations": list(migrations)} if migrations else {})


def migrating(items: str = "ac") -> Questionnaire:
    """A second version in which "b" has become "c", and "d" was dropped."""
    step: Data = {"version": "1", "to": "2", "items": {"b": "c"}, "practices": {"pb": "pc"}, "dropped": {"d": "why"}}
    return sheet_of(versioned(items, "2", step))


def test_the_same_questionnaire_is_kept() -> None:
    sheet = sheet_of(small_pack("ab"))
    common = common_of(sheet, sheet)
    assert common.questionnaire is sheet
    assert (common.items, common.practices) == ((("a", "a"), ("b", "b")), (("pa", "pa"), ("pb", "pb")))
    assert common.unmapped == ()


def test_a_pack_of_another_id_is_refused() -> None:
    other = small_pack("ab")
    other["pack"]["id"] = "big"
    with pytest.raises(SettingsError, match="'big' is another content pack") as caught:
        common_of(sheet_of(other), sheet_of(small_pack("ab")))
    assert caught.value.faults[0].allowed == ("small",)


def test_nothing_in_common_is_refused() -> None:
    with pytest.raises(SettingsError, match="no statement that was asked both times"):
        common_of(sheet_of(small_pack("ab")), sheet_of(small_pack("cd")))


def test_without_migrations_equal_codes_are_the_same() -> None:
    common = common_of(sheet_of(versioned("ab", "1")), sheet_of(versioned("bc", "2")))
    assert common.items == (("b", "b"),)
    assert common.questionnaire.profile.code == COMMON
    assert common.unmapped == (
        Unmapped("item", "then", "a", "not-there"),
        Unmapped("item", "now", "c", "not-there"),
        Unmapped("practice", "then", "pa", "not-there"),
        Unmapped("practice", "now", "pc", "not-there"),
    )


def test_migrations_carry_codes_forward() -> None:
    common = common_of(sheet_of(versioned("abd", "1")), migrating())
    assert common.items == (("a", "a"), ("b", "c"))
    assert common.practices == (("pa", "pa"), ("pb", "pc"))
    assert common.unmapped == (
        Unmapped("item", "then", "d", "dropped", "why"),
        Unmapped("practice", "then", "pd", "not-there"),
    )


def test_migrations_carry_codes_back_where_the_second_is_the_older_version() -> None:
    common = common_of(migrating(), sheet_of(versioned("abd", "1")))
    assert common.items == (("a", "a"), ("c", "b"))
    assert common.questionnaire.items[1].code == "b"
    assert Unmapped("item", "now", "d", "dropped", "why") in common.unmapped


def test_of_two_codes_that_become_one_the_renamed_one_stays() -> None:
    common = common_of(sheet_of(versioned("abc", "1")), migrating())
    assert common.items == (("a", "a"), ("b", "c"))
    assert Unmapped("item", "then", "c", "taken") in common.unmapped


def test_other_values_or_other_sides_are_not_compared() -> None:
    other = small_pack("abc")
    other["scales"].append({"code": "s7", "title": "four", "points": [*other["scales"][0]["points"]]})
    other["scales"][1]["points"][1] = {"code": "2", "value": 0.25, "text": "point"}
    other["questions"][0]["items"][0]["scale"] = "s7"
    other["questions"][1]["items"][0]["asked_of"] = ["S0"]
    common = common_of(sheet_of(small_pack("abc")), sheet_of(other))
    assert common.items == (("c", "c"),)
    assert common.unmapped == (
        Unmapped("item", "then", "a", "other-scale"),
        Unmapped("item", "then", "b", "other-sides"),
    )


def test_a_panel_is_cut_to_what_is_common() -> None:
    """Answers, agreed answers and what is called important go under the later codes; the rest is left out."""
    then = sheet_of(versioned("abd", "1"))
    context = Context(important=["pb", "pd", "A"], priority_lists={"S0": ["cost"]})
    answers: dict[str, Answer] = {"a": 1, "b": 2, "d": "dk"}
    panel = Panel(then, [AnswerSet("x", "S0", answers)], agreed={"b": 3, "d": 1}, context=context, population={"S0": 4})
    made = cut(panel, common_of(then, migrating()), "then")
    assert made.answer_sets == (AnswerSet("x", "S0", {"a": 1, "c": 2}),)
    assert made.agreed == (("c", 3),)
    assert made.context is not None
    assert made.context.important == ("A", "pc")
    assert made.population_of("S0") == 4


def test_a_side_that_is_asked_nothing_in_common_is_left_out() -> None:
    data = small_pack("ab", sides=3)
    data["questions"][0]["items"][0]["asked_of"] = ["S0", "S1"]
    then, now = sheet_of(data), small_pack("ac", sides=3)
    now["questions"][0]["items"][0]["asked_of"] = ["S0", "S1"]
    common = common_of(then, sheet_of(now))
    panel = Panel(then, [AnswerSet("x", "S0", {"a": 1}), AnswerSet("y", "S2", {"b": 1})], population={"S2": 3})
    made = cut(panel, common, "then")
    assert [each.respondent for each in made.answer_sets] == ["x"]
    assert made.population == ()
