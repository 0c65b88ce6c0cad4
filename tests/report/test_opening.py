"""Who answered, what is missing, and the headline."""

import mbi_collab as mbi
from mbi_collab.report.opening import headline_of, opening_of, title_of
from tests.report.panels import SHEET, company, told, uniform


def test_the_title_is_the_scenarios() -> None:
    assert title_of(told(company())) == SHEET.scenario.title


def test_the_opening_tells_people_date_and_population() -> None:
    text = " ".join(each.text for each in opening_of(told(company(population={"CMO": 9}))))
    assert "2026-03-02" in text
    assert "CIO side: 4 people, CMO side: 4 of 9 people" in text


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
