"""How sure the recommendation is."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.certainty import Certainty, chance, varied
from mbi_collab.assessment.doubt import Doubt
from mbi_collab.assessment.wording import Wording
from mbi_collab.errors import AnswersError, UnknownCodeError
from mbi_collab.survey.panel import Panel
from tests import strategies
from tests.report.panels import SHEET, company, uniform
from tests.strategies import sheet_of, small_pack

OFF = Doubt("fixed", unheard=False, misreading=0)
SMALL = sheet_of(small_pack("abcd", requires={"b": ["a"]}))


def certainty(panel: Panel, samples: int = 200, **settings: Any) -> Certainty:
    """How sure the order of a panel is."""
    found = mbi.assess(panel, samples=samples, **settings).certainty
    assert found is not None
    return found


def small(*answers: tuple[str, Mapping[str, Any]], **more: Any) -> Panel:
    """A panel of the small pack: sides and answers, person by person."""
    return Panel(SMALL, [mbi.AnswerSet(f"r{at}", side, given) for at, (side, given) in enumerate(answers)], **more)


@strategies.some_examples
@given(strategies.surveys())
def test_without_doubt_it_is_what_assess_says(panel: Panel) -> None:
    """Shares are 0 or 1 and those of the order and the ranks; intervals collapse to the level and the gap."""
    result = mbi.assess(panel, samples=4, doubt=OFF)
    found = result.certainty
    assert found is not None
    order = [step.practice for step in result.order]
    ranks = {each.practice: each.rank for each in result.priorities}
    for each in found.practices:
        if result.priorities.practice(each.practice).status == "not-assessed":
            assert (each.first, each.among_first, each.open, each.first_by_rank, each.expected_rank) == (None,) * 5
            assert each.ranks == ()
            continue
        assert each.first == (order[:1] == [each.practice])
        assert each.among_first == (each.practice in order[:3])
        assert each.open == (each.practice in order)
        assert sorted(each.ranks) == [*[0.0] * (len(each.ranks) - 1), 1.0]
        if ranks[each.practice] is not None:
            assert each.expected_rank == ranks[each.practice] == each.ranks.index(1.0) + 1
            assert each.first_by_rank == (each.expected_rank <= 3)
    for score in result.scorecard:
        between = found.interval(score.kind, score.code)
        assert (between.low, between.high) == pytest.approx((score.level, score.level), abs=1e-12)
        assert (between.gap_low, between.gap_high) == pytest.approx((score.gap, score.gap), abs=1e-12)


@strategies.some_examples
@given(strategies.surveys())
def test_shares_and_intervals_are_within_their_bounds(panel: Panel) -> None:
    """Shares in [0, 1]; ranks of a practice sum to 1, firsts to at most 1; intervals hold the level."""
    result = mbi.assess(panel, samples=40)
    found = result.certainty
    assert found is not None
    assessed = [each for each in found.practices if each.first is not None]
    for each in assessed:
        shares = (each.first, each.among_first, each.open, each.first_by_rank)
        assert all(share is not None and 0 <= share <= 1 for share in shares)
        assert sum(each.ranks) == pytest.approx(1)
        assert len(each.ranks) == len(assessed)
    assert sum(each.first or 0 for each in assessed) <= 1 + 1e-9
    for score in result.scorecard:
        between = found.interval(score.kind, score.code)
        if score.level is None or score.low is None or score.high is None:
            assert (between.low, between.high) == (None, None)
        else:
            assert between.low is not None
            assert between.high is not None
            assert score.low - 1e-12 <= between.low <= score.level <= between.high <= score.high + 1e-12
        if score.gap is not None:
            assert between.gap_low is not None
            assert between.gap_high is not None
            assert -1 <= between.gap_low <= score.gap <= between.gap_high <= 1


def test_exactly_one_practice_is_first_in_each_draw() -> None:
    """And three among the first three, where so many are open."""
    found = certainty(company().panel)
    assert sum(each.first or 0 for each in found.practices) == pytest.approx(1)
    assert sum(each.among_first or 0 for each in found.practices) == pytest.approx(3)
    firsts = [each.first or 0 for each in found.practices]
    assert firsts == sorted(firsts, reverse=True)


def test_the_same_seed_gives_the_same_whatever_the_order_of_respondents() -> None:
    panel = company().panel
    again = panel.with_answer_sets(panel.answer_sets[::-1])
    assert certainty(panel) == certainty(again) == certainty(panel, seed=0)
    assert certainty(panel) != certainty(panel, seed=1)
    assert certainty(panel, seed=2**80).practices != certainty(panel).practices


def test_doubt_widens() -> None:
    """Each source makes the interval of the overall level wider than none of them does."""
    panel = company(population={"CIO": 9, "CMO": 9}).panel
    doubts = (OFF, Doubt("fixed", misreading=0), Doubt("fixed", unheard=False), Doubt())
    found = [certainty(panel, doubt=each).interval("overall", "overall") for each in doubts]
    widths = [(each.high or 0) - (each.low or 0) for each in found]
    assert widths[0] == pytest.approx(0, abs=1e-12)
    assert min(widths[1:]) > 0.02


def test_agreed_answers_are_sure() -> None:
    """Their items vary no more; the gap of what each side had answered does."""
    panel = small(("S0", {"a": 1, "b": 2}), ("S1", {"a": 3, "b": 2})).with_agreed({"a": 2})
    found = certainty(panel)
    assert (found.interval("item", "a").low, found.interval("item", "a").high) == (0.5, 0.5)
    gap = found.interval("item", "a")
    assert gap.gap_low == -1
    assert gap.gap_high is not None
    assert gap.gap_high > -1


CASES = {
    "nobody": small(),
    "one": small(("S0", {"a": 1, "b": 2})),
    "one side empty": small(("S0", {"a": 1}), ("S0", {"a": 3, "b": 1})),
    "all equal": small(*[(side, dict.fromkeys("abcd", 2)) for side in ("S0", "S1") for _ in range(3)]),
    "all at the top": small(*[(side, dict.fromkeys("abcd", 3)) for side in ("S0", "S1") for _ in range(3)]),
    "nothing answered": small(("S0", {}), ("S1", {})),
    "don't know": small(*[(side, dict.fromkeys("abcd", "dk")) for side in ("S0", "S1")]),
    "not applicable": small(*[(side, dict.fromkeys("abcd", "na:other")) for side in ("S0", "S1")]),
    "1 and 300": small(("S0", {"a": 1}), *[("S1", {"a": 1 + at % 3, "b": 2}) for at in range(300)]),
    "a large population": small(("S0", {"a": 1}), ("S1", {"b": 2}), population={"S0": 1000, "S1": 5}),
}


def test_one_line_says_what_is_first_or_why_nothing_is() -> None:
    """Never first in 0 % of the draws."""

    def line(answer: int | str, **more: Any) -> str:
        both = [("S0", dict.fromkeys("abcd", answer)), ("S1", dict.fromkeys("abcd", answer))]
        return repr(certainty(small(*both, **more), doubt=OFF))

    assert line(1, named_chiefs=True) == "<Certainty of 200 draws: pa first in 100%>"
    assert line(3, named_chiefs=True) == "<Certainty of 200 draws: nothing open>"
    assert line("dk", named_chiefs=True) == "<Certainty of 200 draws: nothing assessed>"
    assert line(1) == "<Certainty of 200 draws: nothing shown>"


@pytest.mark.parametrize("panel", CASES.values(), ids=CASES.keys())
def test_odd_panels_say_what_they_can(panel: Panel) -> None:
    """Numbers, or ``None`` for a practice of which nothing is known; sentences and tables either way."""
    found = certainty(panel)
    for each in found.practices:
        assert (each.first is None) == (each.ranks == ()) == (each.expected_rank is None)
        assert found.sentence(each.practice)
    assert "nan" not in str(found) + repr(found) + str(found.to_records())
    if not any(isinstance(answer, int) for one in panel.answer_sets for _, answer in one.answers):
        assert all(each.first is None for each in found.practices)


def test_two_points_are_enough() -> None:
    """A scale of yes and no."""
    data = small_pack("ab")
    data["scales"][0]["points"] = [{"code": str(at), "value": at - 1, "text": "point"} for at in (1, 2)]
    sets = [mbi.AnswerSet("x", "S0", {"a": 1, "b": 2}), mbi.AnswerSet("y", "S1", {"a": 1, "b": 1})]
    found = certainty(Panel(sheet_of(data), sets, named_chiefs=True))
    assert (found.practice("pa").first or 0) > 0.5
    assert (found.practice("pb").open or 0) > 0.5


def test_a_population_below_those_who_answered_is_refused() -> None:
    with pytest.raises(AnswersError):
        small(("S0", {"a": 1}), ("S0", {"a": 2}), population={"S0": 1})


def test_practices_and_nodes_are_found_by_code() -> None:
    found = certainty(CASES["one"])
    with pytest.raises(UnknownCodeError, match="Did you mean 'pa'"):
        found.practice("Pa")
    with pytest.raises(UnknownCodeError):
        found.interval("item", "pa")


def test_the_sentence_names_the_share_and_never_overstates_it() -> None:
    """Over 99 % is not 100 %, and what always happens is said so."""
    found = certainty(company().panel, doubt=Doubt("uniform"))
    head = found.practices[0]
    assert head.first is not None
    assert found.questionnaire.catalogue.practice(head.practice).title in found.sentence(head.practice)
    assert "of 200 variations" in found.sentence(head.practice).lower()
    say = Wording.of(SHEET.catalogue)
    shares = [re.sub(r"\s", " ", chance(share, say)) for share in (0, 0.0001, 0.25, 0.9999, 1)]
    assert shares == ["0 %", "under 1 %", "25 %", "over 99 %", "100 %"]
    sure = certainty(company().panel, doubt=OFF)
    assert "every one" in sure.sentence(sure.practices[0].practice)
    unknown = certainty(small(("S0", {"a": 1}), ("S1", {}), named_chiefs=True))
    assert "not assessed" in unknown.sentence("pd")


@pytest.mark.parametrize(
    ("doubt", "on", "off"),
    [
        (Doubt(), ("around those in force", "were not given", "one step"), ("bounds", "targets")),
        (OFF, (), ("criterion weights", "answers", "firm", "bounds", "targets")),
        (Doubt("uniform", misreading=0), ("all there can be", "were not given"), ("firm", "bounds", "targets")),
        (
            Doubt("ordered", ("need", "ease", "leverage")),
            ("stated order", "were not given", "20"),
            ("bounds", "targets"),
        ),
    ],
)
def test_what_was_varied_and_what_was_not_is_named(doubt: Doubt, on: tuple[str, ...], off: tuple[str, ...]) -> None:
    found = certainty(company(population={"CIO": 9, "CMO": 4}).panel, doubt=doubt)
    for texts, words in zip(varied(found, Wording.of(SHEET.catalogue)), (on, off), strict=True):
        assert len(texts) == len(words)
        assert all(word in text for word, text in zip(words, texts, strict=True))
    assert "nothing" in str(found) or on


def test_that_a_head_count_was_not_declared_is_told_with_what_was_not_varied() -> None:
    """Of the sides it was not declared of; the named chiefs are all there is to hear."""
    say = Wording.of(SHEET.catalogue)
    found = certainty(company(population={"CIO": 9}).panel)
    assert found.undeclared == ("CMO",)
    assert varied(found, say)[1][-1] == "who else was not heard, as no head-count was declared (CMO side)"
    assert certainty(company().panel).undeclared == ("CIO", "CMO")
    assert "head-count" not in str(varied(certainty(uniform(2, "CIO", "CMO").panel), say))


def test_without_anybody_missing_nobody_is_said_to_be_drawn() -> None:
    found = certainty(uniform(2, "CIO", "CMO").panel)
    assert found.unheard == 0
    assert "not given" not in str(varied(found, Wording.of(SHEET.catalogue)))


def test_nothing_is_told_where_a_side_is_small() -> None:
    """No share in records, table, sentence or short form; the values stay in Python."""
    found = certainty(company(2).panel)
    assert found.withheld
    assert found.to_records() == []
    assert found.table().rows == ()
    head = found.practices[0]
    assert head.first is not None
    for text in (str(found), repr(found), found._repr_html_(), found.sentence(head.practice)):
        assert not re.search(r"\d\s?%", text.replace("chance of 20", ""))
        assert head.practice not in text
    shown = certainty(company().panel)
    assert len(shown.to_records()) == len(shown.practices)
    assert "ranks" not in shown.to_records()[0]
