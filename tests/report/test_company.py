"""What we were told about the company, and what it changes."""

import attrs

import mbi_collab as mbi
from mbi_collab.report.company import company as told_of_the_company
from mbi_collab.report.outline import Bullets, Entries, Heading, Paragraph
from mbi_collab.survey.context import Context
from tests.report.panels import HOSTILE, company, told

WHOLE = Context(
    focus={"CIO": "customer-knowledge", "CMO": None},
    model="it-within-operations",
    posts=["CDO", "CMO"],
    important=["R", "L04", "U01"],
    priority_lists={"CIO": ["Lower cost", "R05"], "CMO": []},
)


def with_context(context: Context | None, number: int = 4) -> mbi.Assessment:
    return mbi.assess(company(number).panel.with_context(context))


def told_of(context: Context | None, number: int = 4) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the entries by label, and what it changes."""
    blocks = list(told_of_the_company(told(with_context(context, number))))
    entries = next((block for block in blocks if isinstance(block, Entries)), Entries(()))
    changes = next((block for block in blocks if isinstance(block, Bullets)), Bullets(()))
    return {each.label: each.text for each in entries.entries}, changes.texts


def test_where_nothing_was_told_there_is_no_section() -> None:
    assert told_of(None) == told_of(Context()) == ({}, ())
    assert "What we were told" not in mbi.render_report(with_context(None), "markdown")


def test_all_that_was_told_is_said() -> None:
    entries, _ = told_of(WHOLE)
    assert entries["Strategic focus"] == "CIO side: Customer knowledge; CMO side: none known"
    assert entries["Organisation"].startswith("IT within operations: ")
    assert "The source tells of this as the state that was left." in entries["Organisation"]
    assert "Effect (KO-19): " in entries["Organisation"]
    assert entries["IT reports to"] == "operations; expect a support focus (KO-18, KO-19)"
    assert entries["Posts that exist"] == "Chief digital officer (CDO), CMO"
    assert entries["Called important"].endswith("; R Shared reasons; U01 Build a common language")
    assert entries["Priorities, CIO side"] == "1. Lower cost; 2. R05 Agree on one strategic focus"
    assert entries["Priorities, CMO side"] == "none named"


def test_every_factor_stands_with_its_reason() -> None:
    """A practice with several also has their product; practices of an important area stand together."""
    _, changes = told_of(WHOLE)
    assert "R03 " in changes[0]
    assert "(CZ-30, CZ-27)" in changes[0]
    area = next(text for text in changes if "calls R Shared reasons important" in text)
    assert area.startswith("R01 ")
    assert area.count("; ") == 6
    assert any(text.startswith("U01 ") and "calls it important" in text for text in changes)
    assert any(text.startswith("L04 ") and "Together: multiplied with 1.00." in text for text in changes)
    assert any(text.startswith("R03 ") and "Together: multiplied with 1.50." in text for text in changes)


def test_a_condition_that_we_judge_says_so() -> None:
    entries, _ = told_of(Context(model="one-executive"))
    assert "Condition (judged): The company has to be reorganised for it." in entries["Organisation"]


def test_a_line_that_no_source_of_ours_names_says_so() -> None:
    entries, changes = told_of(Context(reporting_line="cfo"))
    assert entries["IT reports to"] == "the CFO; expect a cost focus (judged)"
    assert changes == ()
    blocks = list(told_of_the_company(told(with_context(Context(reporting_line="cfo")))))
    assert [type(block) for block in blocks] == [Paragraph, Entries, Heading, Paragraph]


def test_it_tells_the_same_where_a_side_is_small() -> None:
    """Nothing of it rests on an answer."""
    assert told_of(WHOLE, 3) == told_of(WHOLE)


def test_what_a_company_writes_is_only_text() -> None:
    result = with_context(attrs.evolve(WHOLE, priority_lists={"CIO": [HOSTILE]}))
    assert "<script" not in mbi.render_report(result, "html")
    markdown = mbi.render_report(result, "markdown")
    assert "<script" not in markdown
    assert r"\[link\]" in markdown
