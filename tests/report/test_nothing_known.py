"""Where nothing is known nothing is claimed: neither agreement nor an order."""

import pytest

import mbi_collab as mbi
from tests.report.panels import SHEET, uniform

NOT_APPLICABLE = "na:not-here"


def page(answer: str | None) -> str:
    """The report of two named chiefs who gave every statement the same answer, or left all out."""
    answers = {} if answer is None else {item.code: answer for item in SHEET.items}
    sets = [mbi.AnswerSet(side, side, answers) for side in ("CIO", "CMO")]
    return mbi.render_report(mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True)), "markdown")


@pytest.mark.parametrize("answer", ["dk", NOT_APPLICABLE, None])
def test_no_agreement_and_no_order_are_claimed(answer: str | None) -> None:
    text = page(answer)
    assert "On no " not in text
    assert "there is no order" not in text
    assert "nothing can be said of where they differ" in text
    assert "nothing can be said of what they see differently" in text
    assert "nothing can be said of the order" in text


def test_what_does_not_apply_was_not_left_out() -> None:
    text = page(NOT_APPLICABLE)
    for wrong in ("was not answered (", "0 of 0", "no answer to no answer", "None of its statements was answered"):
        assert wrong not in text, wrong
    assert "none of its statements applied" in text
    assert "the statements behind them did not apply" in text
    assert "| – | did not apply |" in text
    assert "answered by everybody" not in text


def test_one_side_to_whom_nothing_applies_leaves_the_other_open() -> None:
    sets = [mbi.AnswerSet("a", "CIO", {item.code: NOT_APPLICABLE for item in SHEET.items})]
    text = mbi.render_report(mbi.assess(mbi.Panel(SHEET, sets, named_chiefs=True)), "markdown")
    assert "nobody to whom one of its statements applies has been heard" in text


def test_where_both_answered_alike_that_is_said() -> None:
    text = mbi.render_report(uniform(5, "CIO", "CMO"), "markdown")
    assert "On no practice do the two sides differ." in text
    assert "On no statement do the two sides differ" in text
    assert "so there is no order" in text


def test_an_agreed_answer_has_bounds() -> None:
    """The dash stands only where there is nothing to bound."""
    text = mbi.render_report(mbi.assess(uniform(None, "CIO", "CMO").panel.with_agreed({"Q313": 4})), "markdown")
    assert "did not apply" not in text
