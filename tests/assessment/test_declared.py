"""What stands out in what a company says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.declared import declared_findings
from mbi_collab.assessment.findings import Finding
from mbi_collab.survey.context import Context

SHEET = mbi.load_catalogue().questionnaire()


def found(**given: object) -> list[Finding]:
    return list(declared_findings(SHEET, Context(**given)))  # type: ignore[arg-type]


def test_nothing_said_is_nothing_found() -> None:
    assert list(declared_findings(SHEET, None)) == found() == found(model="separate", posts=["CDO"]) == []


@pytest.mark.system(9)
def test_different_foci_are_a_finding_on_r05() -> None:
    (finding,) = found(focus={"CIO": "operational-efficiency", "CMO": "customer-knowledge"})
    assert finding.kind == "foci-differ"
    assert finding.codes == ("CIO", "operational-efficiency", "CMO", "customer-knowledge")
    assert finding.practices == ("R05",)
    assert found(focus={"CIO": "product-quality", "CMO": "product-quality"}) == []


@pytest.mark.system(9)
def test_an_unknown_focus_is_a_finding_on_r05() -> None:
    """Whether one side or both know of none; a side that was not asked is no finding."""
    (both,) = found(focus={"CIO": None, "CMO": None})
    assert (both.kind, both.codes, both.practices) == ("no-focus-declared", ("CIO", "CMO"), ("R05",))
    (one,) = found(focus={"CIO": "product-quality", "CMO": None})
    assert one.codes == ("CMO",)
    assert found(focus={"CIO": "product-quality"}) == []


@pytest.mark.system(29)
def test_an_it_that_reports_to_operations_speaks_for_g02() -> None:
    """Whether it is stated or comes with the organisation model."""
    stated, modelled = found(reporting_line="operations"), found(model="it-within-operations")
    assert stated == modelled
    assert [(each.kind, each.codes, each.practices) for each in stated] == [
        ("reporting-line", ("operations",), ("G02",))
    ]
    assert found(reporting_line="ceo") == found(reporting_line="cfo") == []


@pytest.mark.system(32)
def test_lists_without_a_common_entry_speak_for_r08() -> None:
    (finding,) = found(priority_lists={"CIO": ["Lower cost", "Security"], "CMO": ["Reach"]})
    assert (finding.kind, finding.codes, finding.practices) == ("priorities-disjoint", ("CIO", "CMO"), ("R08",))
    assert dict(finding.values) == {"shared": 0, "reordered": 0, "first": 2, "second": 1}
    assert finding.entries == ()


@pytest.mark.system(32)
def test_the_rank_agreement_of_two_lists_is_kendall_s_tau_b_over_common_entries() -> None:
    """Spelling does not tell entries apart; what only one side names does not count."""
    first = ["A", "b ", "C", "d", "only here"]
    (turned,) = found(priority_lists={"CIO": first, "CMO": ["D", "c", "B", "a"]})
    assert (turned.kind, turned.practices, turned.value("tau")) == ("priorities-conflict", ("R08",), -1.0)
    (close,) = found(priority_lists={"CIO": first, "CMO": ["a", "c", "b", "d"]})
    assert (close.kind, close.practices) == ("priorities-overlap", ())
    assert close.value("tau") == pytest.approx(4 / 6)
    assert [close.value(name) for name in ("shared", "first", "second")] == [4, 5, 4]


@pytest.mark.system(32)
def test_what_both_name_is_there_first_what_they_put_in_different_orders() -> None:
    """In the first one's words; two swaps leave tau-b above 0, and are told all the same."""
    (close,) = found(priority_lists={"CIO": ["A", "B ", "C", "only here"], "CMO": ["a", "c", "b"]})
    assert (close.entries, close.value("reordered")) == (("B ", "C", "A"), 2)
    assert close.to_record()["entries"] == "B ; C; A"
    (swapped,) = found(priority_lists={"CIO": list("abcd"), "CMO": list("badc")})
    assert swapped.value("tau") == pytest.approx(1 / 3)
    assert (swapped.kind, swapped.entries, swapped.value("reordered")) == ("priorities-overlap", tuple("abcd"), 4)
    (same,) = found(priority_lists={"CIO": ["x", "a", "b"], "CMO": ["a", "y", "b"]})
    assert (same.entries, same.value("reordered")) == (("a", "b"), 0)


def test_one_common_entry_has_no_order() -> None:
    (finding,) = found(priority_lists={"CIO": ["a", "b"], "CMO": ["c", "A"]})
    assert (finding.kind, finding.value("shared"), finding.value("tau")) == ("priorities-overlap", 1.0, None)
    assert finding.entries == ("a",)


def test_of_two_common_entries_only_the_order_is_told() -> None:
    """Tau-b could only be 1 or -1: in reverse they conflict, without it."""
    (turned,) = found(priority_lists={"CIO": ["a", "b"], "CMO": ["b", "a"]})
    assert (turned.kind, turned.practices, turned.value("tau")) == ("priorities-conflict", ("R08",), None)
    (same,) = found(priority_lists={"CIO": ["a", "b"], "CMO": ["a", "b"]})
    assert (same.kind, same.value("tau")) == ("priorities-overlap", None)


def test_an_empty_list_is_none_and_a_lone_one_is_not_compared() -> None:
    """Who names no priority disputes nobody's."""
    assert found(priority_lists={"CIO": ["a"], "CMO": []}) == found(priority_lists={"CIO": [], "CMO": []}) == []
    assert found(priority_lists={"CIO": ["a"]}) == []


@given(st.permutations("abcdef"), st.permutations("abcdef"))
def test_the_order_of_the_sides_does_not_matter(first: list[str], second: list[str]) -> None:
    (one,), (other,) = (
        found(priority_lists=dict(zip(("CIO", "CMO"), pair, strict=True)))
        for pair in ((first, second), (second, first))
    )
    assert one.value("tau") == other.value("tau")
    assert one.kind == other.kind
    assert sorted(one.entries) == sorted(other.entries) == list("abcdef")
    turned = [set(each.entries[: int(each.value("reordered") or 0)]) for each in (one, other)]
    assert turned[0] == turned[1]
