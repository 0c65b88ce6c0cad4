"""Control questions, items and their links to practices, in the shipped pack."""

from collections import Counter

import pytest

from mbi_collab import load_catalogue

CATALOGUE = load_catalogue()
ITEMS = CATALOGUE.items


def test_s006_asks_22_items() -> None:
    """The nine bullets hold 22 statements, each about one subject."""
    questions = CATALOGUE.questions_of("S006")
    assert [len(question.items) for question in questions] == [2, 4, 1, 3, 1, 3, 2, 4, 2]
    assert [item.code for question in questions for item in question.items] == list(CATALOGUE.profile("S006").items)


def test_every_item_and_practice_are_linked_once() -> None:
    """127 links, no pair twice, every practice reachable, each link with its reason."""
    links = [(item.code, code) for item in ITEMS for code in (*item.primary, *item.secondary)]
    assert len(links) == len(set(links)) == 127
    assert {practice for _, practice in links} == {practice.code for practice in CATALOGUE.practices}
    assert all(CATALOGUE.reason(item.link_reason) for item in ITEMS if item.primary or item.secondary)


def test_links_of_single_items_are_those_of_the_design() -> None:
    """Spot values: what an item asks directly and what it only hints at."""
    item = CATALOGUE.item("Q311a")
    assert (item.subject, item.mirrored, item.primary, item.secondary) == ("CMO", True, ("R05",), ("R02", "R03"))
    assert CATALOGUE.item("QR5").primary == ("R01",)
    assert CATALOGUE.item("QL4").asked_of == ("rest",)


def test_mirror_only_items_enter_no_level() -> None:
    """Five items serve the comparison of views alone and are linked to nothing."""
    mirrors = [item for item in ITEMS if item.mirror_only]
    assert [item.code for item in mirrors] == ["QM5a", "QM5b", "QM6a", "QM6b", "QM9"]
    assert not any(item.primary or item.secondary for item in mirrors)


@pytest.mark.system(41)
def test_every_item_is_stated_or_judged() -> None:
    """S006's own items are stated, all others are ours, with a reason."""
    own = set(CATALOGUE.profile("S006").items)
    for item in ITEMS:
        assert item.basis == ("stated" if item.code in own else "judged")
        assert item.facts if item.basis == "stated" else CATALOGUE.reason(item.reason)
        assert all(CATALOGUE.fact(code) for code in item.facts)


def test_items_are_put_to_sides_that_there_are() -> None:
    """Two items go to the rest of the company, all others to both parties."""
    assert Counter(item.asked_of for item in ITEMS) == {("CIO", "CMO"): 81, ("rest",): 2}


def test_the_scale_runs_from_0_to_1_in_five_points() -> None:
    """Answers are written 1 to 5."""
    points = CATALOGUE.scale("fit5").points
    assert [(point.code, point.value) for point in points] == [
        *[("1", 0.0), ("2", 0.25), ("3", 0.5), ("4", 0.75), ("5", 1.0)],
    ]
    assert all(point.text for point in points)


def test_items_of_two_sides_can_be_talked_about() -> None:
    """Every item of the default profile says what to ask and what would show who is right."""
    for item in CATALOGUE.questionnaire().items:
        assert item.ask, item.code
        assert item.evidence, item.code
