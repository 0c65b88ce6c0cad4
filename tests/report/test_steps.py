"""The two lanes and the cards below them."""

from mbi_collab.report.outline import Card, Lanes
from mbi_collab.report.steps import first_steps, shown_steps
from tests.report.panels import company, told, uniform


def test_the_first_of_the_order_always_has_a_card() -> None:
    result = company()
    cards = [each.title for each in first_steps(told(result)) if isinstance(each, Card)]
    assert cards[0].startswith(result.order[0].practice)
    assert len(cards) == len(set(cards)) == len(shown_steps(told(result)))


def test_both_lanes_stand_beside_each_other() -> None:
    (lanes,) = (each for each in first_steps(told(company())) if isinstance(each, Lanes))
    assert [lane.title.split(":")[0] for lane in lanes.lanes] == ["Quick wins", "Long leads"]


def test_nothing_open_gives_nothing() -> None:
    assert not list(first_steps(told(uniform(5, "CIO", "CMO"))))
