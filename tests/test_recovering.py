"""Trying to recover what a small side answered: every panel it could be, and what is told of each.

A side of one to three people answers a questionnaire of few items; the four people of the other side are known. Panels
of which the same is told are as one to a reader. So an answer is recovered if all panels of which the same is told have
it; and if anything that is handed on tells two of them apart, it tells of answers below the areas.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations_with_replacement, product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.assessment.assessment import Assessment
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.survey.panel import Panel
from tests.strategies import sheet_of, small_pack
from tests.test_privacy import handed_on, told_of_areas

#: What each person of the small side answers: one row a person, one answer an item.
Rows = tuple[tuple[int | str, ...], ...]


def uneven(*questions: str) -> Questionnaire:
    """Return a questionnaire of one area with a control question a word and an item a letter."""
    data = small_pack("".join(questions))
    of = {question["items"][0]["code"]: question for question in data["questions"]}
    for codes in questions:
        for code in codes[1:]:
            of[codes[0]]["items"] += of[code]["items"]
            data["questions"].remove(of[code])
    return sheet_of(data)


def sheet(*areas: str, **rules: object) -> Questionnaire:
    """Return a questionnaire with an area a word and an item a letter; the first item of each is about side S1."""
    data = small_pack("".join(areas), rules=rules)
    data["areas"] = [data["areas"][0] | {"code": items.upper()} for items in areas]
    area_of = {code: items.upper() for items in areas for code in items}
    for question in data["questions"]:
        code = question["code"].removeprefix("q")
        question["area"] = area_of[code]
        question["items"][0] |= {"subject": "S1", "mirrored": True} if code == area_of[code][0].lower() else {}
    for practice in data["practices"]:
        practice["area"] = area_of[practice["code"].removeprefix("p")]
    return sheet_of(data)


@attrs.frozen
class Case:
    """A questionnaire, what the four known people answer, and what the few may answer.

    Attributes:
        sheet: what is asked.
        known: the answers of each of the four.
        people: how many the small side has.
        answers: what each of them may answer to an item.
        agreed: what the chiefs agreed on.
    """

    sheet: Questionnaire
    known: Mapping[str, int | str] = attrs.field(hash=False)
    people: int
    answers: tuple[int | str, ...]
    agreed: tuple[tuple[str, int], ...] = ()

    def assessed(self, rows: Rows) -> Assessment:
        """Return the assessment of one panel that it could be."""
        codes = [item.code for item in self.sheet.items]
        known = {code: answer for code, answer in self.known.items() if code in codes}
        sets = [mbi.AnswerSet(f"known-{at}", "S0", known) for at in range(4)]
        sets += [mbi.AnswerSet(f"secret-{at}", "S1", dict(zip(codes, row, strict=True))) for at, row in enumerate(rows)]
        return mbi.assess(Panel(self.sheet, sets, agreed=dict(self.agreed)), samples=10)

    @property
    def every(self) -> Iterator[Rows]:
        """Every panel that it could be, whoever of the side answered which row."""
        rows = product(self.answers, repeat=len(self.sheet.items))
        yield from combinations_with_replacement(rows, self.people)


#: What is known differs from item to item, so that what is told of both sides together tells the items apart.
FOUR = {"a": 1, "b": 3, "c": 2, "d": 1}
POINTS = (1, 2, 3)
CASES = {
    "one person": Case(sheet("ab", "cd"), FOUR, 1, (*POINTS, "dk")),
    "one person, three items": Case(sheet("abc"), FOUR, 1, (*POINTS, "dk", "na:not-here")),
    "one person, an area of one item": Case(sheet("ab", "c"), FOUR, 1, (*POINTS, "dk")),
    "one person, the others left an item out": Case(sheet("abc"), FOUR | {"a": "dk"}, 1, (*POINTS, "dk")),
    "one person, an item was agreed on": Case(sheet("abc"), FOUR, 1, (*POINTS, "dk"), (("a", 3),)),
    "one person, the lowest item counts": Case(
        sheet("abc", aggregation={"question": "mean", "area": "minimum", "overall": "mean"}), FOUR, 1, (*POINTS, "dk")
    ),
    "one person, one statement weighs as much as two": Case(uneven("ab", "c"), FOUR, 1, POINTS),
    "one person, one statement weighs as much as three": Case(uneven("abc", "d"), FOUR, 1, POINTS),
    "two people, one statement weighs as much as two": Case(uneven("ab", "c"), FOUR, 2, POINTS),
    "one person, one statement that may not apply": Case(sheet("ab", "c"), FOUR, 1, (1, 3, "na:not-here")),
    "two people": Case(sheet("ab"), FOUR, 2, (*POINTS, "dk", "na:not-here")),
    "two people, the others left an item out": Case(sheet("abc"), FOUR | {"b": "dk"}, 2, (1, 3, "dk")),
    "three people": Case(sheet("ab"), FOUR, 3, (*POINTS, "dk")),
}


def together(panels: Iterable[tuple[str, Rows]]) -> list[list[Rows]]:
    """Return the panels of which the same is told."""
    found: dict[str, list[Rows]] = defaultdict(list)
    for told, rows in panels:
        found[told].append(rows)
    return list(found.values())


def recovered(case: Case, alike: Sequence[Rows]) -> list[str]:
    """Return the items of which the reader knows how often the side gave each answer.

    That nobody rated anything in an area of two items or more cannot be hidden: how many answers there are says so.
    """
    items, area_of = case.sheet.items, case.sheet.catalogue.question_of
    answers = [{tuple(sorted(str(row[at]) for row in rows)) for rows in alike} for at in range(len(items))]
    found = []
    for item, each in zip(items, answers, strict=True):
        beside = [k for k, one in enumerate(items) if area_of(one.code).area == area_of(item.code).area]
        rated = any(isinstance(row[k], int) for rows in alike for row in rows for k in beside)
        if len(each) == 1 and (rated or len(beside) == 1):
            found.append(item.code)
    return found


@pytest.mark.parametrize("name", CASES)
def test_no_answer_to_an_item_can_be_recovered_from_what_is_told_of_the_areas(name: str) -> None:
    """Whatever they answer, a reader is left with panels in which they answered each item otherwise."""
    case = CASES[name]
    assert case.assessed(next(case.every)).is_withheld
    groups = together((told_of_areas(case.assessed(rows)), rows) for rows in case.every)
    assert len(groups) > 1
    assert {item: rows for rows in groups for item in recovered(case, rows)} == {}


@cache
def groups_of(name: str) -> list[list[Rows]]:
    """Return the panels of a case of whose areas the same is told; those that stand alone left out."""
    case = CASES[name]
    found = together((told_of_areas(case.assessed(rows)), rows) for rows in case.every)
    return [rows for rows in found if len(rows) > 1]


@cache
def all_of(name: str, rows: Rows) -> dict[str, str]:
    return handed_on(CASES[name].assessed(rows))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(CASES)), st.data())
def test_nothing_tells_panels_apart_of_whose_areas_the_same_is_told(name: str, data: st.DataObject) -> None:
    """Everything that is printed, tabled, recorded and reported is the same to the byte."""
    alike = data.draw(st.sampled_from(groups_of(name)))
    one, other = (all_of(name, data.draw(st.sampled_from(alike))) for _ in range(2))
    assert [what for what, text in one.items() if text != other[what]] == []
