"""Findings as values: records, numbers by name, and what is kept back."""

import mbi_collab as mbi
from mbi_collab.assessment.findings import Finding, Findings, advised

SHEET = mbi.load_catalogue().questionnaire()
AREA = Finding("shared-weakness", ("R",), ("R01", "R02"), (("level", 0.25),), is_below_area=False)
ITEM = Finding("hidden-zero", ("R", "Q313"), ("R07",), (("mean", 0.5), ("level", 0.0)), is_below_area=True)


def test_a_number_is_found_by_its_name() -> None:
    assert (ITEM.value("mean"), ITEM.value("tau")) == (0.5, None)


def test_a_record_is_flat() -> None:
    assert AREA.to_record() == {"kind": "shared-weakness", "codes": "R", "practices": "R01 R02", "level": 0.25}


def test_what_is_below_area_level_is_kept_back_where_a_side_is_small() -> None:
    """The working copy holds it; records and what is shown do not, not even that there is one."""
    shown, withheld = Findings((AREA, ITEM), is_withheld=False), Findings((AREA, ITEM), is_withheld=True)
    assert [each["kind"] for each in shown.to_records()] == ["shared-weakness", "hidden-zero"]
    assert withheld.to_records() == [AREA.to_record()]
    assert withheld.shown == (AREA,)
    assert len(withheld) == 2
    assert repr(withheld) == "<Findings: 1 shown of 2>"


def test_findings_are_a_sequence() -> None:
    both = Findings((AREA, ITEM), is_withheld=False)
    assert (both[0], both[1:], list(both), ITEM in both) == (AREA, (ITEM,), [AREA, ITEM], True)
    assert both.of("hidden-zero") == (ITEM,)


def test_the_pack_names_the_practices_of_a_kind() -> None:
    made = advised(SHEET, "priorities-conflict", ("CIO", "CMO"), {"tau": -1.0}, is_below_area=False)
    assert made == Finding("priorities-conflict", ("CIO", "CMO"), ("R08",), (("tau", -1.0),), is_below_area=False)
    assert advised(SHEET, "far-apart", (), is_below_area=True).practices == ()
