"""What stands out in the answers."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.findings import PERCEIVED, Finding
from mbi_collab.survey.answers import Answer
from mbi_collab.survey.context import Context
from mbi_collab.survey.observations import Observation
from mbi_collab.survey.panel import Panel
from tests.strategies import some_examples, surveys

CATALOGUE = mbi.load_catalogue()
SHEET = CATALOGUE.questionnaire("extended")


def result_of(*views: Mapping[str, Answer], number: int = 1, sides: tuple[str, ...] = ("CIO", "CMO")) -> mbi.Assessment:
    """Return named chiefs, or several people a side, who give these answers."""
    sets = [
        mbi.AnswerSet(
            f"{side}{at}", side, {code: answer for code, answer in view.items() if side in SHEET.item(code).asked_of}
        )
        for side, view in zip(sides, views, strict=True)
        for at in range(number)
    ]
    return mbi.assess(Panel(SHEET, sets, named_chiefs=number == 1))


def same(answers: Mapping[str, Answer]) -> mbi.Assessment:
    """Return two chiefs who answer alike."""
    return result_of(answers, answers)


def only(result: mbi.Assessment, kind: str) -> Finding:
    (finding,) = [each for each in result.findings if each.kind == kind]
    return finding


def kinds(result: mbi.Assessment) -> set[str]:
    return {each.kind for each in result.findings}


@pytest.mark.system(36)
def test_of_timely_and_accurate_the_low_one_is_named() -> None:
    """Each has its own level, and the finding names the high and the low one."""
    result = same({"QD4a": 5, "QD4b": 2})
    assert (result.scorecard.item("QD4a").level, result.scorecard.item("QD4b").level) == (1.0, 0.25)
    finding = only(result, "far-apart")
    assert finding.codes == ("QD4", "QD4a", "QD4b")
    assert finding.practices == ("D04",)
    assert finding.values == (("high", 1.0), ("low", 0.25))
    assert "far-apart" not in kinds(same({"QD4a": 5, "QD4b": 3}))


@pytest.mark.system(35)
def test_a_partly_integrated_customer_record_names_the_missing_source() -> None:
    """Three of four: 0.75 as the mean of the four; whether departments can use the record is another thing."""
    result = same({"QD3a": 5, "QD3b": 5, "QD3c": 1, "QD3d": 5, "QD3e": 1})
    finding = only(result, "part-missing")
    assert finding.codes == ("QD3", "QD3c")
    assert finding.practices == ("D03",)
    assert finding.values == (("level", 0.75), ("there", 3.0), ("parts", 4.0))
    assert "far-apart" not in kinds(result)
    assert only(same({"QD3a": 5, "QD3b": 1, "QD3d": "na:not-here", "QD3c": 1}), "part-missing").codes[1:] == (
        "QD3b",
        "QD3c",
    )
    assert "part-missing" not in kinds(same({"QD3a": 5, "QD3b": 5, "QD3e": 1}))


def test_a_mean_that_hides_a_zero_names_it() -> None:
    finding = only(same({"QR1": 5, "QR2": 5, "QR3": 1}), "hidden-zero")
    assert finding.codes == ("R", "QR3")
    assert finding.practices == ("R03",)
    assert finding.value("mean") == pytest.approx(2 / 3)
    assert finding.value("level") == 0.0
    assert "hidden-zero" not in kinds(same({"QR1": 3, "QR3": 1}))
    assert "hidden-zero" not in kinds(same({"QR1": 5, "QR2": 5, "QR3": 3}))


def test_a_strength_that_the_other_side_does_not_see_is_disputed() -> None:
    """Named by area; a control question of an area of which it is said already is left out."""
    result = result_of({"QR1": 5, "QR2": 4}, {"QR1": 2, "QR2": 2})
    finding = only(result, "disputed-strength")
    assert finding.codes == ("R", "CIO", "CMO")
    assert (finding.value("high"), finding.value("low"), finding.is_below_area) == (0.875, 0.25, False)
    turned = only(result_of({"QR1": 2, "QR2": 4}, {"QR1": 5, "QR2": 4}), "disputed-strength")
    assert turned.codes == ("QR1", "CMO", "CIO")
    assert turned.practices == ("R08",)
    assert turned.is_below_area
    assert "disputed-strength" not in kinds(result_of({"QR1": 5}, {"QR1": 3}))


def test_what_both_call_weak_is_named_once() -> None:
    finding = only(same({"QR1": 2, "QR2": 1, "QU1": 5}), "shared-weakness")
    assert (finding.codes, finding.values) == (("R",), (("level", 0.125),))
    assert set(finding.practices) == {"R08", "R02"}


def test_what_both_call_weak_is_told_by_their_answers_whatever_they_agreed_on_later() -> None:
    """The level that counts then is another one, and nobody calls that weak."""
    weak = same({"QR1": 2, "QR2": 1, "QU1": 5})
    after = mbi.assess(weak.panel.with_agreed({"QR1": 5, "QR2": 5}))
    assert after.scorecard.area("R").level == 1
    assert only(after, "shared-weakness").value("level") == 0.125


def test_a_side_that_is_divided_in_itself_is_named() -> None:
    sets = [mbi.AnswerSet(f"a{at}", "CIO", {"QR1": 1 + 4 * (at % 2)}) for at in range(4)]
    sets += [mbi.AnswerSet(f"b{at}", "CMO", {"QR1": 3}) for at in range(4)]
    finding = only(mbi.assess(Panel(SHEET, sets)), "split-inside")
    assert (finding.codes, finding.practices) == (("R", "CIO"), ("R08",))


def test_areas_that_one_side_alone_answered_are_named_together() -> None:
    result = result_of({"QR1": 3, "QU1": 3, "QP8": 3}, {"QU1": 3})
    assert only(result, "one-side-only").codes == ("CIO", "R", "P")
    assert "one-side-only" not in kinds(same({"QR1": 3}))
    assert only(result_of({"QR1": 3}, sides=("CMO",)), "one-side-only").codes == ("CMO", "R")


@pytest.mark.system(33)
def test_gaps_in_both_directions_speak_for_a_neutral_third() -> None:
    """Each side is the more satisfied one somewhere; not where only one side answered, or all gaps run one way."""
    finding = only(result_of({"QR1": 5, "QR2": 1, "QR3": 5}, {"QR1": 1, "QR2": 5, "QR3": 2}), "gaps-both-ways")
    assert (finding.codes, finding.practices) == (("CIO", "CMO"), ("P06",))
    assert finding.values == (("first_higher", 2.0), ("second_higher", 1.0))
    assert "gaps-both-ways" not in kinds(result_of({"QR1": 5, "QR2": 5}, {"QR1": 1, "QR2": 1}))
    assert "gaps-both-ways" not in kinds(result_of({"QR1": 5, "QR2": 1}, sides=("CIO",)))


def perceived(own: int, others: int, found: int | None) -> list[Finding]:
    """Return what is said of the CIO side, of which two items have these two views and this evidence."""
    sets = [mbi.AnswerSet(who, who, {"QP4": point, "QP3": point}) for who, point in (("CIO", own), ("CMO", others))]
    evidence = [Observation(code, found, "plan", "2026-03-31") for code in ("QP4", "QP3") if found]
    findings = mbi.assess(Panel(SHEET, sets, observations=evidence, named_chiefs=True)).findings
    return [each for each in findings if each.kind in PERCEIVED]


@pytest.mark.system(17)
@pytest.mark.parametrize(
    ("kind", "views", "practices"),
    [
        ("stereotype", (4, 2, 5), ("P01",)),
        ("self-deception", (4, 2, 1), ("P04", "P03")),
        ("hidden-problem", (2, 4, 1), ("P04", "P03")),
        ("modesty", (2, 4, 5), ()),
        ("both-off", (4, 2, 3), ("P01",)),
        ("shared-illusion", (4, 5, 1), ("V01", "P04", "P03")),
        ("disputed", (4, 2, None), ("P01",)),
        ("disputed-undersold", (2, 4, None), ("P01",)),
        ("acknowledged-gap", (2, 2, None), ("P04", "P03")),
    ],
)
def test_a_reading_is_a_finding_with_what_it_leads_to(
    kind: str, views: tuple[int, int, int | None], practices: tuple[str, ...]
) -> None:
    """perception.md 3.4; one finding for a reading and the side it is about, whatever the number of its items."""
    (finding,) = perceived(*views)
    assert (finding.kind, finding.codes[:2]) == (kind, ("CIO", "CMO"))
    assert set(finding.codes[2:]) == {"QP4", "QP3"}
    assert set(finding.practices) == set(practices)
    assert finding.is_below_area


def test_of_a_strength_and_a_middling_reading_nothing_is_said() -> None:
    assert not perceived(4, 5, None) + perceived(3, 3, None) + perceived(4, 5, 5)


def test_where_most_is_at_stake_comes_first_and_what_both_see_as_weakest() -> None:
    disputed = result_of({"QP4": 3, "QP3": 5}, {"QP4": 2, "QP3": 1})
    assert only(disputed, "disputed").codes == ("CIO", "CMO", "QP3", "QP4")
    weak = result_of({"QP4": 2, "QP3": 1}, {"QP4": 2, "QP3": 1})
    assert only(weak, "acknowledged-gap").codes == ("CIO", "CMO", "QP3", "QP4")


@pytest.mark.system(9)
def test_where_most_answer_that_no_focus_applies_none_is_declared() -> None:
    """More than half of the answers on it; a don't know is an answer, nothing is none."""
    finding = only(same({"Q311a": "na:not-here", "Q311b": "na:not-here"}), "focus-not-applicable")
    assert (finding.codes, finding.practices) == (("Q311a", "Q311b"), ("R05",))
    assert finding.values == (("not_applicable", 4.0), ("answers", 4.0))
    assert "focus-not-applicable" not in kinds(same({"Q311a": "na:not-here", "Q311b": "na:other"}))
    assert "focus-not-applicable" not in kinds(same({"QR1": 3}))


def test_nothing_stands_out_where_all_is_well_or_nobody_answered() -> None:
    assert len(result_of({item.code: 5 for item in SHEET.items}, {item.code: 5 for item in SHEET.items}).findings) == 0
    assert len(mbi.assess(Panel(SHEET, [])).findings) == 0


def test_what_the_company_said_comes_first() -> None:
    result = same({"QR1": 1})
    told = mbi.assess(result.panel.with_context(Context(reporting_line="operations", focus={"CIO": None})))
    assert [each.kind for each in told.findings][:3] == ["no-focus-declared", "reporting-line", "shared-weakness"]
    assert told.findings[2:] == result.findings[:]


def test_the_widest_comes_first_within_a_kind() -> None:
    result = same({"Q311a": 4, "Q311b": 2, "QD4a": 5, "QD4b": 1})
    assert [each.codes[0] for each in result.findings.of("far-apart")] == ["QD4", "Q311"]


def test_below_area_level_nothing_is_handed_on_where_a_side_is_small() -> None:
    weak = [item.code for item in SHEET.items if CATALOGUE.question_of(item.code).area == "U"]
    answers: dict[str, Answer] = {"QR1": 5, "QR2": 5, "QR3": 1, **dict.fromkeys(weak, 2)}
    result = result_of(answers, answers, number=3)
    assert result.is_withheld
    assert {"hidden-zero", "shared-weakness", "acknowledged-gap"} <= kinds(result)
    assert {each["kind"] for each in result.findings.to_records()} == {"shared-weakness"}
    assert not any("QR3" in str(each) for each in result.findings.to_records())


@some_examples
@given(surveys())
def test_every_finding_names_what_there_is(panel: Panel) -> None:
    """Practices of the pack, numbers that are numbers, and no finding twice."""
    findings = mbi.assess(panel).findings
    known = {each.code for each in panel.questionnaire.catalogue.practices}
    assert len(set(findings)) == len(findings)
    for each in findings:
        assert known.issuperset(each.practices)
        assert all(math.isfinite(value) for _, value in each.values)
