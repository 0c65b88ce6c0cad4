"""What stands out, in sentences: every kind has one, and none tells more than may be shown."""

from typing import get_args

import attrs

import mbi_collab as mbi
from mbi_collab.assessment.findings import PERCEIVED, Finding, FindingKind
from mbi_collab.report import findings as page
from mbi_collab.report.findings import finding_text, what_stands_out
from mbi_collab.report.outline import Bullets, Paragraph
from mbi_collab.report.perception import how_they_see_each_other
from mbi_collab.survey.context import Context
from tests.report.panels import HOSTILE, SHEET, company, told, uniform

#: One of each kind, with codes of the company that answered.
EACH: dict[str, tuple[tuple[str, ...], dict[str, float]]] = {
    "foci-differ": (("CIO", "product-quality", "CMO", "customer-knowledge"), {}),
    "no-focus-declared": (("CIO", "CMO"), {}),
    "focus-not-applicable": (("Q311a", "Q311b"), {"not_applicable": 3, "answers": 4}),
    "priorities-disjoint": (("CIO", "CMO"), {"shared": 0, "first": 3, "second": 2}),
    "priorities-conflict": (("CIO", "CMO"), {"shared": 3, "first": 5, "second": 3, "tau": -1}),
    "priorities-overlap": (("CIO", "CMO"), {"shared": 1, "first": 3, "second": 2}),
    "reporting-line": (("operations",), {}),
    "one-side-only": (("CIO", "R", "U"), {}),
    "gaps-both-ways": (("CIO", "CMO"), {"first_higher": 2, "second_higher": 1}),
    **{kind: (("CIO", "CMO", "Q312a", "Q321c"), {}) for kind in PERCEIVED},
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
    "priorities-disjoint": "of the CIO side (3 entries) and of the CMO side (2 entries) have nothing in common.",
    "priorities-conflict": "share 3, and conflict over their order (Kendall's tau-b −1.00).",
    "priorities-overlap": "share 1.",
    "reporting-line": "IT reports to operations: expect a support focus.",
    "one-side-only": "R Shared reasons; U Using the potential",
    "stereotype": "the CMO side thinks too badly of the CIO side: a stereotype (statements: 2).",
    "self-deception": "the CIO side thinks too well of itself (statements: 2).",
    "disputed": "The CIO side thinks better of itself than the CMO side does; without evidence nobody can say",
    "disputed-undersold": "The CMO side thinks better of the CIO side than it does itself; without evidence nobody",
    "acknowledged-gap": "both teams' strategic tasks.” (Q312a); “The CIO offers IT's help",
    "disputed-strength": "A strength for the CIO side (0.75), a weakness for the CMO side (0.25)",
    "hidden-zero": "(Q313) at only 0.00 (8 of 8 answers).",
    "far-apart": "(Q311b) is low (0.25).",
    "part-missing": "3 of 4 parts are in place, level 0.75",
}


def made(kind: FindingKind) -> Finding:
    codes, values = EACH[kind]
    below = kind in PERCEIVED or not codes[0].isalpha() or len(codes[0]) > 1
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
    weak = result.findings.of("shared-weakness")
    assert len(weak) == page.SHOWN + 1
    phrases = told(result)
    _, bullets, *_ = what_stands_out(phrases)
    assert isinstance(bullets, Bullets)
    assert bullets.texts[-1] == "… and 1 more of the same kind."
    assert bullets.texts[-1 - page.SHOWN : -1] == tuple(finding_text(phrases, each) for each in weak[: page.SHOWN])


def lists(cio: list[str], cmo: list[str]) -> mbi.Assessment:
    """Return a company that named these priorities."""
    return mbi.assess(company().panel.with_context(Context(priority_lists={"CIO": cio, "CMO": cmo})))


def of_lists(cio: list[str], cmo: list[str]) -> str:
    """Return what is told of two priority lists."""
    result = lists(cio, cmo)
    return finding_text(told(result), result.findings[0])


def test_what_two_priority_lists_share_and_put_elsewhere_is_named() -> None:
    """A practice by its title; of many the first few."""
    assert of_lists(["Security"], ["security", "Reach"]).endswith(
        "of the CIO side (1 entry) and of the CMO side (2 entries) share 1. Both name “Security”."
    )
    text = of_lists(["Cost", "R05", "Reach"], ["Reach", "cost", "r05"])
    assert "share 3, and conflict over their order (Kendall's tau-b −0.33)." in text
    assert "In different orders: “Cost”; “R05 Agree on one strategic focus”; “Reach”. It speaks for R08" in text
    text = of_lists([*"abcdefg"], [*"bacdefg"])
    assert text.endswith("In different orders: “a”; “b”. In the same order: “c”; “d”; “e”; “f”; and 1 more.")
    assert of_lists(["a", "b"], ["b", "a"]).split(". ")[1] == "In different orders: “a”; “b”"


def test_an_entry_that_is_named_is_only_text() -> None:
    result = lists([HOSTILE], [HOSTILE])
    page_text, markdown = mbi.render_report(result, "html"), mbi.render_report(result, "markdown")
    assert "Both name “&lt;script" in page_text
    assert "<script" not in page_text + markdown
    assert markdown.count(r"\[link\]") == 3


def test_of_many_practices_the_first_are_named() -> None:
    many = attrs.evolve(made("acknowledged-gap"), practices=("R05", "R06", "U05", "U06", "U07", "L05"))
    assert finding_text(told(company()), many).endswith("U06 Offer IT's help with marketing's goals; and 2 more.")


def test_a_practice_the_profile_does_not_ask_about_is_told_once() -> None:
    """P06 and P01 are no practices of S006: what they are, once, though two findings speak for P01."""
    result = company()
    assert len([each for each in result.findings if each.practices == ("P01",)]) == 2
    notes = [each.text for each in what_stands_out(told(result)) if isinstance(each, Paragraph) and each.kind == "note"]
    named = [SHEET.catalogue.practice(code) for code in ("P06", "P01")]
    outside = [f"{each.code} {each.title}: {each.text} This profile does not ask about it." for each in named]
    assert notes[1:] == outside


def test_readings_are_counted_and_the_section_that_tells_them_is_named() -> None:
    """All that nobody can decide in one line; what both see as weak is told here and nowhere else."""
    blocks = list(what_stands_out(told(company())))
    (bullets,) = (each for each in blocks if isinstance(each, Bullets))
    undecided, weak, *_ = bullets.texts[1:]
    assert undecided.startswith("The two sides disagree on 6 statements about what one of them does, and without")
    assert "nobody can say who is right. It speaks for P01 Bring" in undecided
    assert weak.startswith("Both see that the CIO side falls short (statements: 1): “IT recruits people")
    assert "stands in the section “How the two sides see each other”" in str(blocks)
    assert "stands in the section" not in str(list(what_stands_out(told(uniform(2, "CIO", "CMO")))))
    assert "falls short" not in str(list(how_they_see_each_other(told(company()))))


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


def test_what_was_agreed_in_the_room_makes_no_answers_more() -> None:
    """Still half of the control question answered, whatever the chiefs settled on for the rest of it."""
    answers: dict[str, dict[str, int | str]] = {"CIO": {"Q311a": 2}, "CMO": {"Q313": 2}}
    sets = [mbi.AnswerSet(side, side, answers[side]) for side in answers]
    panel = mbi.Panel(SHEET, sets, named_chiefs=True).with_agreed({"Q311a": 2, "Q311b": 2})
    weighed = attrs.evolve(made("shared-weakness"), codes=("Q311",))
    assert mbi.assess(panel).scorecard.question("Q311").coverage == 1
    assert finding_text(told(mbi.assess(panel)), weighed).startswith("As far as it was answered, both sides call")


def test_where_nothing_stands_out_there_is_no_section() -> None:
    assert list(what_stands_out(told(uniform(5, "CIO", "CMO")))) == []


def test_below_area_level_nothing_is_told_where_a_side_is_small() -> None:
    """Of areas that everybody answered; where answers are missing, not even how such an area stands."""
    answers = {item.code: 2 for item in SHEET.items}
    sets = [mbi.AnswerSet(f"{side}-{at}", side, answers) for side in SHEET.side_codes for at in range(3)]
    blocks = list(what_stands_out(told(mbi.assess(mbi.Panel(SHEET, sets)))))
    assert isinstance(blocks[0], Paragraph)
    shown = str(blocks)
    assert "Shared reasons" in shown or "Lasting relationship" in shown
    assert not [item.code for item in SHEET.items if item.code in shown]
    assert list(what_stands_out(told(company(3)))) == []


def test_both_writers_tell_it() -> None:
    result = mbi.assess(company().panel.with_context(Context(reporting_line="operations")))
    for form in ("markdown", "html"):
        page_text = mbi.render_report(result, form)
        assert "What stands out" in page_text
        assert "expect a support focus" in page_text
