"""The page from top to bottom."""

from mbi_collab.report.composing import SECTIONS, compose
from tests.report.panels import company, uniform


def test_sections_follow_each_other_and_empty_ones_are_left_out() -> None:
    assert [each.title for each in compose(company()).sections][:2] == [
        "What the scenario asks, answered for this company",
        "The two sides side by side",
    ]
    assert len(compose(uniform(None, "CIO", "CMO")).sections) < len(SECTIONS)


def test_an_unknown_language_falls_back() -> None:
    assert compose(company(), "fi").sections == compose(company()).sections
