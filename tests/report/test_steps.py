"""The two lanes and the cards below them."""

import mbi_collab as mbi
from mbi_collab.report.outline import Card, Heading, Lanes
from mbi_collab.report.steps import first_steps, shown_steps
from tests.report.panels import SHEET, company, told, uniform


def test_the_first_of_the_order_always_has_a_card() -> None:
    result = company()
    cards = [each.title for each in first_steps(told(result)) if isinstance(each, Card)]
    assert cards[0].startswith(result.order[0].practice)
    assert len(cards) == len(set(cards)) == len(shown_steps(told(result)))


def test_the_first_three_have_a_card_each_once_and_the_lanes_follow() -> None:
    blocks = list(first_steps(told(result := company())))
    at = next(at for at, each in enumerate(blocks) if each == Heading("The first three steps"))
    assert [each.title.split()[0] for each in blocks[at + 1 : at + 4] if isinstance(each, Card)] == [
        step.practice for step in result.order[:3]
    ]
    cards = [each.title.split()[0] for each in blocks if isinstance(each, Card)]
    wanted = {step.practice for step in (*result.order.quick_wins[:3], *result.order.long_leads[:3])}
    assert wanted <= set(cards)


def test_fewer_than_three_are_not_called_three() -> None:
    answers: dict[str, int | str] = {item.code: 1 if item.code == "QL2" else 5 for item in SHEET.items}
    result = mbi.assess(mbi.Panel(SHEET, [mbi.AnswerSet(s, s, answers) for s in ("CIO", "CMO")], named_chiefs=True))
    assert 0 < len(result.order) < 3
    assert Heading("The steps in order") in list(first_steps(told(result)))


def test_both_lanes_stand_beside_each_other() -> None:
    (lanes,) = (each for each in first_steps(told(company())) if isinstance(each, Lanes))
    assert [lane.title.split(":")[0] for lane in lanes.lanes] == ["Quick wins", "Long leads"]


def test_nothing_open_gives_nothing() -> None:
    assert not list(first_steps(told(uniform(5, "CIO", "CMO"))))
