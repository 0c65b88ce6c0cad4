"""A saved finding holds what its kind has, or the file is refused."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.findings import Finding
from mbi_collab.errors import SavedFileError
from mbi_collab.exchange.saved_findings import _BELOW_AREA, _CODES, _NUMBERS, finding_faults
from mbi_collab.exchange.saving import read_assessment, write_assessment
from tests.report.panels import SHEET, company
from tests.report.test_findings import EACH, made

CONTEXT = mbi.Context(
    focus={"CIO": "customer-knowledge", "CMO": "product-quality"},
    model="it-within-operations",
    posts=["CDO"],
    important=["R"],
    priority_lists={"CIO": ["a", "b"], "CMO": ["b", "a"]},
)


def told() -> mbi.Assessment:
    """Return an assessment with factors and findings of many kinds."""
    return mbi.assess(company().panel.with_context(CONTEXT))


def test_context_factors_and_findings_are_read_back_unchanged(tmp_path: Path) -> None:
    result = told()
    again = read_assessment(write_assessment(result, tmp_path / "saved.json"))
    assert again == result
    assert again.panel.context == CONTEXT
    assert again.priorities.practice("L04").factors
    assert again.findings.to_records() == result.findings.to_records()
    assert mbi.render_report(again, "html") == mbi.render_report(result, "html")


@pytest.mark.parametrize(
    ("at", "value", "place"),
    [
        (("panel", "context", "model"), "bridging-post", "priorities."),
        (("panel", "context", "model"), "nobody", "context model"),
        (("panel", "context"), None, "priorities."),
        (("priorities", 0, "factor"), 1.9, "priorities."),
        (("priorities", 0, "factors"), [], "priorities."),
        (("findings", 0, "codes"), ["CIO"], "findings 1 foci-differ, codes"),
        (("findings", 0, "kind"), "foci", "findings.[0].kind"),
        (("findings", 0, "practices"), ["R99"], "findings 1 foci-differ, practices"),
    ],
)
def test_what_does_not_fit_is_refused(at: tuple[Any, ...], value: object, place: str, tmp_path: Path) -> None:
    data = json.loads(json.dumps(told().to_dict()))
    inner = data
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SavedFileError) as problem:
        read_assessment(path)
    assert any(fault.place.startswith(place) for fault in problem.value.faults), problem.value


def test_every_kind_is_known() -> None:
    assert _CODES.keys() == EACH.keys() >= _NUMBERS.keys() >= set(_BELOW_AREA)
    for kind in EACH:
        assert list(finding_faults([attrs.evolve(made(kind), is_below_area=_is_below(kind))], SHEET)) == [], kind  # type: ignore[arg-type]


def _is_below(kind: str) -> bool:
    return kind in _BELOW_AREA or EACH[kind][0][0] == "Q313"


def test_a_finding_cannot_hide_that_it_rests_on_single_items() -> None:
    shown = attrs.evolve(made("hidden-zero"), is_below_area=False)
    assert [fault.place for fault in finding_faults([shown], SHEET)] == ["findings 1 hidden-zero, is_below_area"]


@given(
    kind=st.sampled_from(sorted(EACH)),
    codes=st.lists(
        st.sampled_from(["CIO", "R", "Q311", "Q313", "QP5", "operations", "product-quality", ""]), max_size=4
    ),
    below=st.booleans(),
)
def test_what_passes_can_be_told(kind: Any, codes: list[str], below: bool) -> None:  # noqa: FBT001
    """Whatever codes a file gives a kind, they are refused or make a sentence."""
    from mbi_collab.report.findings import finding_text
    from tests.report.panels import told as phrases

    finding = Finding(kind, tuple(codes), (), tuple((name, 1.0) for name in _NUMBERS.get(kind, ())), below)
    if not list(finding_faults([finding], SHEET)):
        assert finding_text(phrases(RESULT), finding)


RESULT = company()
