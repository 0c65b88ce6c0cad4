"""The clinic's pack: aggregation is the pack's choice, and every parent shown is that combination of its children."""

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mbi_collab as mbi
from mbi_collab.catalogue.sources import read_pack

FILES = read_pack(Path(__file__).parents[2] / "examples" / "clinic-pack")


def clinic(question: str, area: str, overall: str) -> mbi.Catalogue:
    """Return the clinic's catalogue with these combinations, and weights that tell a mean from another."""
    contents = dict(FILES.files)
    ways = f'question = "{question}"\narea = "{area}"\noverall = "{overall}"'
    pack = contents["pack.toml"].decode().replace('area = "minimum"', ways)
    practices = contents["practices.toml"].decode().replace('code = "M"\nbasis', 'code = "M"\nweight = 3\nbasis')
    questions = contents["questions.toml"].decode().replace('code = "H2"\narea', 'code = "H2"\nweight = 2\narea', 1)
    contents |= {"pack.toml": pack.encode(), "practices.toml": practices.encode(), "questions.toml": questions.encode()}
    return mbi.Catalogue.from_files(attrs.evolve(FILES, files=tuple(sorted(contents.items()))))


WAYS = list(itertools.product(["mean", "minimum"], repeat=3))
CATALOGUES = {ways: clinic(*ways) for ways in WAYS}


def combined(way: str, children: Sequence[tuple[float | None, float]]) -> float | None:
    """Return the combination of levels and weights; children without a level are left out."""
    known = [(level, weight) for level, weight in children if level is not None]
    if not known:
        return None
    if way == "minimum":
        return min(level for level, _ in known)
    return sum(level * weight for level, weight in known) / sum(weight for _, weight in known)


@settings(max_examples=60)
@given(st.sampled_from(WAYS), st.data())
def test_every_parent_is_the_stated_combination_of_its_children(
    ways: tuple[str, str, str], data: st.DataObject
) -> None:
    """Questions of items, areas of questions, overall of areas: each floor by mean or minimum, as the pack says."""
    catalogue = CATALOGUES[ways]
    sheet = catalogue.questionnaire()
    answer = st.sampled_from([1, 2, 3, 4, "dk", None])
    sets = []
    for side in sheet.side_codes:
        given = {item.code: data.draw(answer) for item in sheet.items if side in item.asked_of}
        sets.append(mbi.AnswerSet(side, side, {code: each for code, each in given.items() if each is not None}))
    card = mbi.assess(mbi.Panel(sheet, sets, named_chiefs=True), samples=0).scorecard
    question_way, area_way, overall_way = ways
    for question in catalogue.questions:
        items = [(card.item(item.code).level, item.weight) for item in question.items]
        assert card.question(question.code).level == pytest.approx(combined(question_way, items))
    for area in catalogue.areas:
        own = [each for each in catalogue.questions if each.area == area.code]
        levels = [(card.question(each.code).level, each.weight) for each in own]
        assert card.area(area.code).level == pytest.approx(combined(area_way, levels))
    areas = [(card.area(area.code).level, area.weight) for area in catalogue.areas]
    assert card.overall.level == pytest.approx(combined(overall_way, areas))


def test_the_clinic_counts_the_lowest_question_of_an_area() -> None:
    """As its pack states: one weak question is not hidden by others."""
    catalogue = mbi.load_catalogue(Path(__file__).parents[2] / "examples" / "clinic-pack")
    assert catalogue.rules.aggregation.area == "minimum"
    sheet = catalogue.questionnaire()
    answers = {item.code: 1 if item.code == "H3" else 4 for item in sheet.items if "ward" in item.asked_of}
    card = mbi.assess(mbi.Panel(sheet, [mbi.AnswerSet("w", "ward", answers)], named_chiefs=True)).scorecard
    assert [card.question(code).level for code in ("H1", "H2", "H3")] == [1, 1, 0]
    assert card.area("H").level == 0
    assert card.overall.level == 0.5


def test_the_pack_has_its_own_sides_scale_and_areas() -> None:
    """Three parties, four points, two areas; none of them is S006's."""
    clinic, ours = mbi.Catalogue.from_files(FILES), mbi.load_catalogue()
    assert {side.code: side.kind for side in clinic.sides} == dict.fromkeys(("ward", "pharmacy", "lab"), "party")
    assert len(clinic.scale(clinic.pack.scale).points) == 4
    assert [area.code for area in clinic.areas] == ["H", "M"]
    assert not {each.code for each in ours.practices} & {each.code for each in clinic.practices}


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_the_report_of_another_pack_is_not_about_cio_and_cmo(form: Literal["markdown", "html"]) -> None:
    """Nor about MBI, its portal or its tasks: what a pack calls its scenario and tasks is its own."""
    sheet = mbi.Catalogue.from_files(FILES).questionnaire()
    sets = [
        mbi.AnswerSet(side, side, {item.code: point for item in sheet.items if side in item.asked_of})
        for side, point in (("ward", 2), ("pharmacy", 4), ("lab", 1))
    ]
    text = mbi.render_report(mbi.assess(mbi.Panel(sheet, sets, named_chiefs=True), samples=50), form)
    for word in ("MBI", "CIO", "CMO", "S006", "portal", "marketing"):
        assert word not in text.replace("mbi_collab", "").replace("mbi-collab", ""), word
    assert "Scenario C1" in text
