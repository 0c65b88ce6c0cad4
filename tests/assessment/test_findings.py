"""Findings as values: records, numbers by name, and what is kept back."""

from typing import get_args

import pytest

import mbi_collab as mbi
from mbi_collab.assessment.findings import Finding, FindingKind, Findings, advised
from mbi_collab.language.words import load_words

SHEET = mbi.load_catalogue().questionnaire()
AREA = Finding("shared-weakness", ("R",), ("R01", "R02"), (("level", 0.25),), is_below_area=False)
ITEM = Finding("hidden-zero", ("R", "Q313"), ("R07",), (("mean", 0.5), ("level", 0.0)), is_below_area=True)


def test_a_number_is_found_by_its_name() -> None:
    assert (ITEM.value("mean"), ITEM.value("tau")) == (0.5, None)


def test_a_record_is_flat() -> None:
    assert AREA.to_record() == {"kind": "shared-weakness", "codes": "R", "practices": "R01 R02", "level": 0.25}


def test_what_is_below_area_level_is_kept_back_where_a_side_is_small() -> None:
    """The working copy holds it; records and what is shown do not, not even that there is one."""
    shown, withheld = (
        Findings((AREA, ITEM), SHEET, is_withheld=False),
        Findings((AREA, ITEM), SHEET, is_withheld=True, told=(AREA,)),
    )
    assert [each["kind"] for each in shown.to_records()] == ["shared-weakness", "hidden-zero"]
    assert withheld.to_records() == [AREA.to_record()]
    assert withheld.shown == (AREA,)
    assert len(withheld) == 2
    assert (repr(shown), repr(withheld)) == ("<Findings: 2>", "<Findings: 1 shown>")
    assert Findings((AREA, ITEM), SHEET, is_withheld=True).shown == ()


def test_findings_are_a_sequence() -> None:
    both = Findings((AREA, ITEM), SHEET, is_withheld=False)
    assert (both[0], both[1:], list(both), ITEM in both) == (AREA, (ITEM,), [AREA, ITEM], True)
    assert both.of("hidden-zero") == (ITEM,)


def test_the_pack_names_the_practices_of_a_kind() -> None:
    made = advised(SHEET, "priorities-conflict", ("CIO", "CMO"), {"tau": -1.0}, is_below_area=False)
    assert made == Finding("priorities-conflict", ("CIO", "CMO"), ("R08",), (("tau", -1.0),), is_below_area=False)
    assert advised(SHEET, "far-apart", (), is_below_area=True).practices == ()


def test_findings_print_as_a_table() -> None:
    """Kind, codes and practices in a terminal and a notebook; where a side is small, only what may be shown."""
    both = Findings((AREA, ITEM), SHEET, is_withheld=False)
    assert "zero under a good mean  R Q313  R07" in str(both)
    assert "shared weakness</th>" in both._repr_html_()
    kept_back = str(Findings((AREA, ITEM), SHEET, is_withheld=True, told=(AREA,)))
    assert "shared weakness" in kept_back
    assert "R07" not in kept_back
    assert "too few respondents" in kept_back


@pytest.mark.parametrize("kind", get_args(FindingKind))
def test_every_kind_has_a_name(kind: FindingKind) -> None:
    assert load_words("en")(f"finding_kind.{kind}")
