"""Who answered, what is missing, and the headline."""

import re

import mbi_collab as mbi
from mbi_collab.report.opening import headline_of, opening_of, title_of
from tests.report.panels import CIO, SHEET, company, people, told, uniform
from tests.strategies import sheet_of, small_pack


def test_the_title_is_the_scenarios_name_and_says_so() -> None:
    """Even where everything is in place it is no finding; other packs have their own word, or the common one."""
    name = "“The cooperation of CIO and CMO needs improving”"
    assert title_of(told(uniform(5, "CIO", "CMO"))) == f"MBI scenario S006: {name}"
    small = mbi.assess(mbi.Panel(sheet_of(small_pack("a")), []))
    assert title_of(told(small)) == f"Scenario X: “{small.panel.questionnaire.scenario.title}”"
    assert not any("S006" in each.text for each in opening_of(told(company())))


def test_the_opening_tells_people_date_and_population() -> None:
    text = " ".join(each.text for each in opening_of(told(company(population={"CMO": 9}))))
    assert "2026-03-02" in text
    assert "CIO side: 4 people, CMO side: 4 of 9 people" in text


def test_a_head_count_nobody_declared_is_said_to_be_assumed() -> None:
    """Of the sides that answered; not where it was declared, nor where the named chiefs answered."""

    def assumed(result: mbi.Assessment) -> list[str]:
        text = " ".join(each.text for each in opening_of(told(result)))
        return re.findall(r"No head-count was declared \((.*?)\)", text)

    assert assumed(company()) == assumed(company(2)) == ["CIO side, CMO side"]
    assert assumed(company(population={"CMO": 9})) == ["CIO side"]
    assert assumed(company(population={"CMO": 4, "CIO": 4})) == []
    assert assumed(mbi.assess(mbi.Panel(SHEET, people("CIO", CIO, 1)))) == ["CIO side"]
    assert assumed(uniform(3, "CIO", "CMO")) == []


def test_a_missing_side_is_said() -> None:
    assert any("Nobody answered for the CMO side" in each.text for each in opening_of(told(uniform(2, "CIO"))))


def test_the_headline_names_practice_task_and_reason() -> None:
    result = company()
    first, why, how_sure = headline_of(told(result))
    assert result.order[0].practice in first.text
    assert f"MBI task {result.order[0].task}" in first.text
    assert "answers" in why.text
    assert "of 10 000 variations" in how_sure.text.lower().replace("\N{NO-BREAK SPACE}", " ")


def test_without_draws_the_headline_says_not_how_sure_it_is() -> None:
    assert len(headline_of(told(mbi.assess(company().panel, samples=0)))) == 2


def test_where_a_side_is_small_the_headline_names_no_practice() -> None:
    (alone,) = headline_of(told(company(2)))
    assert alone.text == company(2).headline()
    assert "withheld" in alone.text
    assert not any(each.code in alone.text for each in company(2).panel.questionnaire.practices)


def test_without_an_open_practice_the_headline_says_why() -> None:
    assert "reached its target" in headline_of(told(uniform(5, "CIO", "CMO")))[0].text
    assert "could be assessed" in headline_of(told(uniform(None, "CIO", "CMO")))[0].text
