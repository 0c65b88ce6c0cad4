"""Each respondent left out in turn."""

import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment import leaving_out
from mbi_collab.assessment.assessment import assess_under
from mbi_collab.assessment.leaving_out import leave_one_out
from mbi_collab.errors import SettingsError
from tests.strategies import sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("abcd"))


def lone_voice(people: int = 4) -> mbi.Assessment:
    """All but one call b the weakest; a is only weak because of one person of S0."""
    usual = {"a": 2, "b": 2, "c": 3, "d": 3}
    sets = [mbi.AnswerSet(f"{side}-{at}", side, usual) for side in ("S0", "S1") for at in range(people)]
    sets[0] = mbi.AnswerSet("S0-0", "S0", usual | {"b": 1})
    return mbi.assess(mbi.Panel(SHEET, sets))


def test_the_first_step_hangs_on_one_person() -> None:
    found = leave_one_out(lone_voice())
    assert (found.first_changes, found.first_three_change, len(found)) == (1, 0, 8)
    assert (found[0].respondent, found[0].side, found[0].first_three) == ("S0-0", "S0", ("pa", "pb"))
    assert [each.respondent for each in found if each.first_changes] == ["S0-0"]
    assert found[1:3] == found.entries[1:3]
    assert repr(found) == "<LeaveOneOut: the first step hangs on 1 of 8 respondents>"


@some_examples
@given(surveys())
def test_it_is_what_assess_says_without_them(panel: mbi.Panel) -> None:
    result = mbi.assess(panel)
    own = [step.practice for step in result.order[:3]]
    for left in leave_one_out(result):
        rest = panel.with_answer_sets(each for each in panel.answer_sets if each.respondent != left.respondent)
        order = tuple(step.practice for step in assess_under(rest, result.settings, 4).order[:3])
        assert left.first_three == order
        assert left.first_changes is (list(order[:1]) != own[:1])
        assert left.first_three_change is (set(order) != set(own))


def test_many_are_left_out_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = leave_one_out(lone_voice()).entries
    monkeypatch.setattr(leaving_out, "BLOCK", 3)
    assert leave_one_out(lone_voice()).entries == whole


def test_nobody_can_be_left_out_of_nobody() -> None:
    assert (
        leave_one_out(mbi.assess(mbi.Panel(SHEET, []))).to_records()
        == [{"respondents": 0, "first_changes": 0, "first_three_change": 0}]
        or len(leave_one_out(mbi.assess(mbi.Panel(SHEET, [])))) == 0
    )


def test_names_only_on_request() -> None:
    found = leave_one_out(lone_voice())
    assert found.to_records() == [
        {"first_three": "pb pa", "respondents": 7},
        {"first_three": "pa pb", "respondents": 1},
    ]
    assert found.to_records(names=True)[0]["respondent"] == "S0-0"
    for shown in (str(found), repr(found), found._repr_html_()):
        assert "S0-" not in shown


def test_where_a_side_is_small_nothing_is_told() -> None:
    """The order that remains without one person would be that of the others; how many can change it tells of them."""
    found = leave_one_out(lone_voice(people=3))
    assert found.first_changes == 1
    assert found.to_records() == found.to_records(names=True) == []
    assert found.table().rows == ()
    assert "What hangs on one respondent is not shown" in str(found)
    assert repr(found) == "<LeaveOneOut: 6 respondents, nothing shown>"


def test_only_an_assessment_can_be_asked_about() -> None:
    with pytest.raises(SettingsError, match="'Panel' must be an Assessment"):
        leave_one_out(lone_voice().panel)  # type: ignore[arg-type]
