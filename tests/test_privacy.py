"""Where a side is small, nothing of it below area level can be found from all that is handed on (model 11).

A few people of one side answer without being named. Values in Python are the consultant's working copy; handed on
are records, tables, explanations, reports, and what the command line prints. They are read together here, by somebody
who knows every answer of the larger side. What may be known is what is told of the areas, and nothing else.
"""

import contextlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.__main__ import main
from mbi_collab.assessment.assessment import Assessment
from mbi_collab.assessment.comparison import compare
from mbi_collab.assessment.leaving_out import leave_one_out
from mbi_collab.assessment.placing import placing_details
from mbi_collab.assessment.reliability import reliability
from mbi_collab.assessment.tipping import tipping_point
from mbi_collab.assessment.whatif import what_if
from mbi_collab.assessment.wording import Wording
from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.markup.table import Table
from mbi_collab.report.phrases import Phrases
from mbi_collab.report.unanswered import unanswered
from mbi_collab.survey.observations import Observation
from tests.strategies import sheet_of, small_pack

SHEET = mbi.load_catalogue().questionnaire()
LEVELS = [item.code for item in SHEET.items if not item.mirror_only]
AREA_OF = {code: SHEET.catalogue.question_of(code).area for code in LEVELS}
#: Four people of the larger side, whose answers are known; three of the small one, whose answers are not.
KNOWN = {f"known-{who}": {code: 1 + (at * 3 + who) % 5 for at, code in enumerate(LEVELS)} for who in range(4)}
SMALL: dict[str, dict[str, int | str]] = {
    f"secret-{who}": {code: (2, 4, 1, 3, "dk")[(at * 2 + who * who) % 5] for at, code in enumerate(LEVELS)}
    for who in range(3)
}
ANYWAY = re.compile(r"\d+\.\d\d\b")

Answers = Mapping[str, Mapping[str, int | str]]


def assessed(small: Answers = SMALL, known: Answers = KNOWN, **more: Any) -> Assessment:
    """Return the assessment of the four and the three; draws are few, so that many can be made."""
    sets = [mbi.AnswerSet(who, "CIO", given) for who, given in known.items()]
    sets += [mbi.AnswerSet(who, "CMO", given, **more) for who, given in small.items()]
    return mbi.assess(mbi.Panel(SHEET, sets, date="2026-03-02"), samples=20)


def results_of(result: Assessment) -> Iterator[tuple[str, Any]]:
    """Yield every result that has records and tables."""
    names = ("scorecard", "priorities", "order", "conversation", "findings", "perception", "certainty", "agreement")
    yield from ((name, getattr(result, name)) for name in names)
    yield "placings", placing_details(result)
    card, earlier = result.scorecard, earlier_of(result.panel.questionnaire)
    yield "comparison", compare(earlier, result)
    yield "comparison back", compare(result, earlier)
    first = card.items[0].code
    yield from ((f"what if {who}", what_if(result, {who: {first: 1}})) for who in ("known-0", "secret-0"))
    yield "tipping point", tipping_point(result)
    yield "leaving out", leave_one_out(result)
    for side in result.panel.questionnaire.side_codes:
        for nodes in ((card.overall,), card.areas, card.questions, card.practices):
            found = reliability(result, side, nodes[0].code, draws=10)
            yield f"reliability {side} {found.of}", found
    yield from ((f"explanation {each.code}", result.explain(each.code)) for each in card.practices)


def handed_on(result: Assessment) -> dict[str, str]:
    """Return all that is handed on of an assessment, by what it is; the command line is tried apart."""
    made: dict[str, str] = {"headline": result.headline(), **looked_at("result", result)}
    for name, each in results_of(result):
        made |= looked_at(name, each)
        made[f"{name} records"] = json.dumps(each.to_records())
        if hasattr(each, "explain"):
            made[f"{name} told"] = "\n".join(each.explain())
    codes = [each.code for each in result.scorecard.practices]
    sentences = [result.certainty.sentence(code) for code in codes] if result.certainty else []
    made["certainty sentences"] = "\n".join(sentences)
    return made | {f"report {kind}": mbi.render_report(result, kind) for kind in ("html", "markdown")}


def looked_at(name: str, value: Any) -> dict[str, str]:
    """Return a value as it is printed, and as a notebook shows it."""
    made = {f"{name} printed": str(value), f"{name} repr": repr(value)}
    return made | ({f"{name} in a notebook": value._repr_html_()} if hasattr(value, "_repr_html_") else {})


def told_of_areas(result: Assessment) -> str:
    """Return what is told of the whole and the areas: numbers, and how many answers of each kind there are."""
    card, told = result.scorecard, Phrases(result, Wording.of(result.panel.questionnaire.catalogue))
    counts = [each.rows for each in unanswered(told) if isinstance(each, Table)]
    return json.dumps([card.to_records()[: 1 + len(card.areas)], counts])


def with_two_swapped(small: Answers, who: str, first: str, second: str) -> Answers:
    """Return the small side's answers with two of one person exchanged."""
    own = dict(small[who])
    own[first], own[second] = own[second], own[first]
    return {**small, who: own}


def alike(base: Assessment) -> Iterator[tuple[Assessment, list[str]]]:
    """Yield assessments that differ from this one in answers of the small side alone, and agree in their areas.

    With the items whose level differs.
    """
    known = told_of_areas(base)
    for who in SMALL:
        for first, second in combinations(LEVELS, 2):
            if AREA_OF[first] != AREA_OF[second] or SMALL[who][first] == SMALL[who][second]:
                continue
            other = assessed(with_two_swapped(SMALL, who, first, second))
            if told_of_areas(other) == known:
                pairs = zip(base.scorecard.items, other.scorecard.items, strict=True)
                yield other, [one.code for one, two in pairs if one.side("CMO") != two.side("CMO")]


def numbers_of(value: object) -> Iterator[float]:
    """Yield every number in plain data that is no truth value."""
    if isinstance(value, Mapping):
        yield from (number for each in value.values() for number in numbers_of(each))
    elif isinstance(value, list | tuple):
        yield from (number for each in value for number in numbers_of(each))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


@pytest.fixture(scope="module")
def base() -> Assessment:
    made = assessed()
    assert made.is_withheld
    assert made.scorecard.small_sides == ("CMO",)
    return made


def test_records_hold_no_number_below_area_level(base: Assessment) -> None:
    """Of control questions, items and practices there are codes; of the order there is nothing."""
    for name, each in results_of(base):
        for record in each.to_records():
            if record.get("kind") not in ("overall", "area") and name != "findings":
                assert not list(numbers_of(record)), (name, record)
    assert base.order.to_records() == base.priorities.to_records() == base.to_records() == []
    assert {tuple(each.to_record()) for each in base.order} == {("withheld",)}
    assert {tuple(each.to_record()) for each in base.priorities} == {("practice", "withheld")}
    assert all(not each.is_below_area for each in base.findings.shown)


def test_tables_and_pages_hold_no_number_below_area_level(base: Assessment) -> None:
    """Every decimal that is printed is one that records tell of an area, of the scale, of a rule or of a target."""
    card, rules = base.scorecard, SHEET.catalogue.rules
    areas = list(numbers_of(card.to_records()[: 1 + len(card.areas)]))
    then = earlier_of(SHEET).scorecard
    earlier = list(numbers_of(then.to_records()[: 1 + len(then.areas)]))
    asked = [target for _, target in base.settings.targets]
    points = [point.value for scale in SHEET.catalogue.scales for point in scale.points]
    known = [*areas, *earlier, *asked, *points, rules.gap, rules.gap_of_few, 1.0]
    compared = [abs(one - two) for one in areas for two in earlier]
    allowed = {f"{abs(number):.2f}" for number in known}
    with_changes = allowed | {f"{number:.2f}" for number in compared}
    for name, text in handed_on(base).items():
        shown = re.sub(r"(?s)<(svg|style)\b.*?</\1>", "", text) if "<" in text else text
        if not name.endswith("records"):
            found = set(ANYWAY.findall(shown)) - (with_changes if "comparison" in name else allowed)
            assert not found, (name, found)


def test_no_name_and_no_comment_is_handed_on() -> None:
    comments = {LEVELS[0]: "only the budget"}
    result = assessed(comments=comments)
    for name, text in handed_on(result).items():
        assert "secret-" not in text, name
        assert "known-" not in text, name
        assert "only the budget" not in text, name


def differing(one: Assessment, other: Assessment) -> list[str]:
    """Return what of all that is handed on is not the same, byte for byte."""
    told, again = handed_on(one), handed_on(other)
    assert told.keys() == again.keys()
    return [name for name, text in told.items() if text != again[name]]


def test_panels_alike_in_their_areas_look_alike(base: Assessment) -> None:
    """Two answers of one person exchanged inside an area: as long as the areas say the same, so does all else.

    So whoever knows every answer of the larger side, and all that is handed on, cannot tell one from the other.
    """
    found = list(alike(base))
    assert {item for _, items in found for item in items}
    for other, items in found[:10]:
        assert differing(base, other) == [], items


@pytest.mark.parametrize(("most", "one"), [(5, 1), (1, 5)])
def test_no_state_and_no_rank_is_told(most: int, one: int) -> None:
    """One answer of one person lies at the other end of the scale, and nothing says which.

    By it practices are in place or open, urgent or not, and named with their area or not.
    """
    even = dict.fromkeys(LEVELS, most)
    known = {f"known-{who}": even for who in range(4)}
    results: dict[str, dict[str, Assessment]] = {}
    for code in (each for each in LEVELS if AREA_OF[each] == "R"):
        made = assessed({"secret-0": even | {code: one}}, known)
        order = json.dumps([[each.practice, each.status] for each in made.priorities])
        results.setdefault(told_of_areas(made), {})[order] = made
    alike = max(results.values(), key=len)
    assert len(alike) > 2
    first, *others = alike.values()
    for other in others:
        assert differing(first, other) == []


def few_items() -> Questionnaire:
    """Six items of one area, each of which measures a practice."""
    return sheet_of(small_pack("abcdef"))


FEW = few_items()


def of_few(small: Sequence[Sequence[int | str]]) -> Assessment:
    """Four known people of side S0, and of side S1 one a row of answers."""
    known = {"a": 1, "b": 2, "c": 3, "d": 3, "e": 1, "f": 2}
    sets = [mbi.AnswerSet(f"known-{at}", "S0", known) for at in range(4)]
    rows = (dict(zip("abcdef", row, strict=True)) for row in small)
    sets += [mbi.AnswerSet(f"secret-{at}", "S1", row) for at, row in enumerate(rows)]
    return mbi.assess(mbi.Panel(FEW, sets), samples=20)


@cache
def earlier_of(sheet: Questionnaire) -> Assessment:
    """Four people a side, then."""
    rows = {side: [{item.code: 1 + at % 3 for at, item in enumerate(sheet.items)}] * 4 for side in sheet.side_codes}
    sets = [mbi.AnswerSet(f"then-{side}-{at}", side, row) for side in rows for at, row in enumerate(rows[side])]
    return mbi.assess(mbi.Panel(sheet, sets))


def test_an_item_that_the_small_side_leaves_out_stays_unknown() -> None:
    """Three don't know, on one statement or on one each: the areas say the same, and nothing tells which it was."""
    one = of_few([(2, "dk", 2, 2, 2, 2)] * 3)
    each = of_few([(2, "dk", 2, 2, 2, 2), (2, 2, "dk", 2, 2, 2), (2, 2, 2, "dk", 2, 2)])
    assert told_of_areas(one) == told_of_areas(each)
    assert differing(one, each) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.lists(st.sampled_from([1, 2, 3, "dk"]), min_size=6, max_size=6), min_size=3, max_size=3), st.data())
def test_any_panels_alike_in_their_areas_look_alike(rows: list[list[int | str]], data: st.DataObject) -> None:
    """The answers of each of the three dealt out anew among the items."""
    other = [data.draw(st.permutations(row)) for row in rows]
    results = of_few(rows), of_few(other)
    assume(rows != other)
    assume(told_of_areas(results[0]) == told_of_areas(results[1]))
    assert differing(*results) == []


def test_what_enters_no_level_shows_nowhere(base: Assessment) -> None:
    """A guess and an observation change perception alone, and none of it is handed on."""
    mirrored = next(item.code for item in SHEET.items if item.mirrored and item.subject == "CIO")
    other = assessed(guesses={mirrored: 5})
    seen = [Observation(mirrored, 5, "plan", "2026-03-31")]
    assert other.perception.item(mirrored).others.guess == 1.0
    evidenced = mbi.assess(base.panel.with_observations(seen), samples=20)
    assert evidenced.perception.item(mirrored).evidence == 1.0
    assert differing(base, other) == differing(base, evidenced) == []


def test_a_saved_assessment_says_that_it_is_complete_and_withholds_the_same_when_read(
    base: Assessment, tmp_path: Path
) -> None:
    path = mbi.write_assessment(base, tmp_path / "saved.json")
    assert "not for handing on" in json.loads(path.read_text(encoding="utf-8"))["working_copy"]
    assert differing(base, mbi.read_assessment(path)) == []


def test_the_command_line_tells_them_apart_no_more(base: Assessment, tmp_path: Path) -> None:
    """What it prints and the report it writes, from files of the same name."""
    other, items = next(iter(alike(base)))
    assert items
    told = []
    for at, result in enumerate((base, other)):
        folder = tmp_path / str(at)
        folder.mkdir()
        lines = [["respondent", "side", *LEVELS]]
        lines += [
            [each.respondent, each.side, *(str(each.answer(code) or "") for code in LEVELS)]
            for each in result.panel.answer_sets
        ]
        (folder / "answers.csv").write_text("\n".join(",".join(line) for line in lines) + "\n", encoding="utf-8")
        printed = io.StringIO()
        with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
            assert main(["assess", "answers.csv", "--report", "report.md"]) == 0
        told.append((printed.getvalue(), (folder / "report.md").read_text(encoding="utf-8")))
    assert told[0] == told[1]
    assert "secret-" not in "".join(told[0])
