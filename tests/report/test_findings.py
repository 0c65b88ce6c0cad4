"""What stands out, in sentences: every kind has one, and none tells more than may be shown."""

from typing import get_args

import attrs

import mbi_collab as mbi
from mbi_collab.assessment.findings import Finding, FindingKind, Findings
from mbi_collab.report import findings as page
from mbi_collab.report.findings import finding_text, what_stands_out
from mbi_collab.report.outline import Bullets, Paragraph
from mbi_collab.survey.context import Context
from tests.report.panels import SHEET, company, told, uniform

#: One of each kind, with codes of the company that answered.
EACH: dict[str, tuple[tuple[str, ...], dict[str, float]]] = {
    "foci-differ": (("CIO", "product-quality", "CMO", "customer-knowledge"), {}),
    "no-focus-declared": (("CIO", "CMO"), {}),
    "focus-not-applicable": (("Q311a", "Q311b"), {"not_applicable": 3, "answers": 4}),
    "priorities-disjoint": (("CIO", "CMO"), {"shared": 0, "first": 3, "second": 2}),
    "priorities-conflict": (("CIO", "CMO"), {"shared": 2, "first": 3, "second": 2, "tau": -1}),
    "priorities-overlap": (("CIO", "CMO"), {"shared": 1, "first": 3, "second": 2}),
    "reporting-line": (("operations",), {}),
    "one-side-only": (("CIO", "R", "U"), {}),
    "gaps-both-ways": (("CIO", "CMO"), {"first_higher": 2, "second_higher": 1}),
    "split-inside": (("R", "CIO"), {}),
    "disputed-strength": (("Q313", "CIO", "CMO"), {"high": 0.75, "low": 0.25}),
    "shared-weakness": (("Q313",), {"level": 0.25}),
    "hidden-zero": (("R", "Q313"), {"mean": 0.6, "level": 0.0}),
    "far-apart": (("Q311", "Q311a", "Q311b"), {"high": 1.0, "low": 0.25}),
    "part-missing": (("Q311", "Q311b"), {"level": 0.75, "there": 3, "parts": 4}),
}
EXPECTED = {
    "foci-differ": "CIO side: Product quality; CMO side: Customer knowledge",
    "focus-not-applicable": "of 4 answers about following it, 3",
    "priorities-conflict": "share 2, and put them in different orders (Kendall's tau-b −1.00).",
    "priorities-overlap": "share 1.",
    "reporting-line": "IT reports to operations: expect a support focus.",
    "one-side-only": "R Shared reasons; U Using the potential",
    "disputed-strength": "A strength for the CIO side (0.75), a weakness for the CMO side (0.25)",
    "hidden-zero": "(Q313) at only 0.00 (8 of 8 answers).",
    "far-apart": "(Q311b) is low (0.25).",
    "part-missing": "3 of 4 parts are in place, level 0.75",
}


def made(kind: FindingKind) -> Finding:
    codes, values = EACH[kind]
    below = not codes[0].isalpha() or len(codes[0]) > 1
    return Finding(kind, codes, ("R05",), tuple((name, float(value)) for name, value in values.items()), below)


def test_every_kind_has_its_sentence() -> None:
    assert EACH.keys() == set(get_args(FindingKind)) == page._FIELDS.keys()
    for kind in get_args(FindingKind):
        text = finding_text(told(company()), made(kind))
        assert text.endswith("It speaks for R05 Agree on one strategic focus.")
        assert EXPECTED.get(kind, "") in text
        assert "{" not in text


def test_a_finding_without_a_practice_ends_with_its_sentence() -> None:
    alone = Finding("one-side-only", ("CIO", "R"), (), (), is_below_area=False)
    assert finding_text(told(company()), alone).endswith("is not known.")


def test_of_many_of_a_kind_the_first_are_told() -> None:
    result = company()
    many = Findings((made("shared-weakness"),) * (page.SHOWN + 2), is_withheld=False)
    _, bullets = what_stands_out(told(attrs.evolve(result, findings=many)))
    assert isinstance(bullets, Bullets)
    assert len(bullets.texts) == page.SHOWN + 1
    assert bullets.texts[-1] == "… and 2 more of the same kind."


def test_a_practice_the_profile_does_not_ask_about_is_told_once() -> None:
    """P06 is no practice of S006: what it is, and that it is not asked about; R05 is one."""
    far = attrs.evolve(made("foci-differ"), practices=("R05", "P06"))
    result = attrs.evolve(company(), findings=Findings((far, far), is_withheld=False))
    *_, note = what_stands_out(told(result))
    assert isinstance(note, Paragraph)
    practice = SHEET.catalogue.practice("P06")
    assert note.text == f"P06 {practice.title}: {practice.text} This profile does not ask about it."


def test_what_rests_on_few_answers_is_told_as_far_as_it_was_answered() -> None:
    """Half of one control question was answered, a quarter of the other."""
    answers: dict[str, dict[str, int | str]] = {"CIO": {"Q311a": 2}, "CMO": {"Q313": 2}}
    sets = [mbi.AnswerSet(side, side, answers[side]) for side in answers]
    phrases = told(mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True)))
    for weighed, text in (
        (made("shared-weakness"), "both sides call"),
        (made("disputed-strength"), "a strength for"),
    ):
        firm = finding_text(phrases, weighed)
        thin = finding_text(phrases, attrs.evolve(weighed, codes=("Q311", *weighed.codes[1:])))
        assert not firm.startswith("As far as")
        assert thin.startswith(f"As far as it was answered, {text}")


def test_where_nothing_stands_out_there_is_no_section() -> None:
    assert list(what_stands_out(told(uniform(5, "CIO", "CMO")))) == []


def test_below_area_level_nothing_is_told_where_a_side_is_small() -> None:
    blocks = list(what_stands_out(told(company(3))))
    assert isinstance(blocks[0], Paragraph)
    shown = str(blocks)
    assert "Shared reasons" in shown or "Lasting relationship" in shown
    assert not [item.code for item in SHEET.items if item.code in shown]


def test_both_writers_tell_it() -> None:
    result = mbi.assess(company().panel.with_context(Context(reporting_line="operations")))
    for form in ("markdown", "html"):
        page_text = mbi.render_report(result, form)
        assert "What stands out" in page_text
        assert "expect a support focus" in page_text
