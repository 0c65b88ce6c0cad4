"""Reliability of one side's answers to a block of items: the engine's numbers, named and counted."""

import numpy as np
import pytest
from hypothesis import given

import mbi_collab as mbi
from mbi_collab.assessment.reliability import reliability
from mbi_collab.engine.reliability import alpha_interval, krippendorff_alpha
from mbi_collab.errors import SettingsError, UnknownCodeError
from tests.strategies import sheet_of, small_pack, some_examples, surveys

SHEET = sheet_of(small_pack("abcd"))
#: Four people, four items, one hole.
TABLE = ((1, 2, 3, 3), (1, 2, 3, None), (1, 1, 3, 2), (2, 2, 3, 3))


def rated(*rows: tuple[int | None, ...], **more: object) -> mbi.Assessment:
    """A panel of side S0, one row of points a person."""
    answers = [{code: point for code, point in zip("abcd", row, strict=True) if point} for row in rows]
    sets = [mbi.AnswerSet(f"x{at}", "S0", each) for at, each in enumerate(answers)]
    return mbi.assess(mbi.Panel(SHEET, sets), samples=0, seed=3, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_it_is_alpha_over_the_values(level: str) -> None:
    """Units are the items, coders the respondents; the interval starts from the assessment's seed."""
    values = np.array([[np.nan if point is None else (point - 1) / 2 for point in row] for row in TABLE])
    found = reliability(rated(*TABLE), "S0", level=level, draws=500)  # type: ignore[arg-type]
    alpha = krippendorff_alpha(values, level=level)  # type: ignore[arg-type]
    between = alpha_interval(values, level=level, seed=3, draws=500)  # type: ignore[arg-type]
    assert (found.alpha, found.items, found.answers) == (alpha.value, 4, 15)
    assert (found.low, found.high, found.undefined_draws) == (between.low, between.high, between.undefined)
    assert (found.respondents, found.seed, found.draws, found.level) == (4, 3, 500, level)


def test_agreement_is_measured_against_answers_spread_evenly() -> None:
    """Of three points 0, ½, 1 the variance is 1/6; item a has variance 1/16, b the same, c none, d 1/12."""
    found = reliability(rated(*TABLE), "S0", draws=10)
    ratios = [6 / 16, 6 / 16, 0, 6 / 12]
    mean = sum(ratios) / 4
    assert found.r_wg == pytest.approx(1 - mean)
    assert found.r_wg_j == pytest.approx(4 * (1 - mean) / (4 * (1 - mean) + mean))


def test_the_block_may_be_any_node() -> None:
    """An area, a control question, a practice."""
    result = rated(*TABLE)
    assert reliability(result, "S0", "A").alpha == reliability(result, "S0").alpha
    for code in ("qc", "pc"):
        found = reliability(result, "S0", code)
        assert (found.of, found.items, found.alpha_reason, found.interval_reason) == (
            code,
            1,
            "no-variation",
            "no-variation",
        )
    assert reliability(result, "S0", "qa").interval_reason == "too-few-units"
    with pytest.raises(UnknownCodeError, match="qa"):
        reliability(result, "S0", "QA")
    with pytest.raises(UnknownCodeError, match="S0"):
        reliability(result, "s0")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((), "no-respondents"),
        (((1, 2, 3, 1),), "one-respondent"),
        (((1, None, None, None), (None, 2, None, None)), "too-few-answers"),
    ],
)
def test_what_is_undefined_says_why(rows: tuple[tuple[int | None, ...], ...], reason: str) -> None:
    found = reliability(rated(*rows), "S0")
    assert found.alpha_reason == found.interval_reason == found.r_wg_reason == reason
    assert found.alpha is found.low is found.high is found.r_wg is found.r_wg_j is None
    assert (found.items, found.answers) == (0, 0)
    assert "nan" not in str(found)


@pytest.mark.parametrize("given_", [{"level": "likert"}, {"seed": -1}, {"seed": 0.5}, {"draws": 0}, {"draws": True}])
def test_what_cannot_be_used_is_refused(given_: dict[str, object]) -> None:
    with pytest.raises(SettingsError) as refused:
        reliability(rated(*TABLE), "S0", **given_)  # type: ignore[arg-type]
    assert refused.value.faults[0].place == next(iter(given_))


def test_it_names_its_definitions() -> None:
    """In the record as codes, below the table in words, with people, items and answers."""
    found = reliability(rated(*TABLE), "S0", draws=100)
    (record,) = found.to_records()
    assert (record["alpha_method"], record["interval_method"]) == ("krippendorff-2011", "units-zapf-2016")
    assert record["r_wg_method"] == "uniform-null-james-1984"
    assert record["respondents"] == 4
    assert "questionnaire" not in record
    text = " ".join(str(found).split())
    for said in ("Krippendorff (2011)", "Zapf", "100 resamples", "J = 4", "People: 4", "answers to these: 15"):
        assert said in text
    assert found._repr_html_() == found.table().to_html()
    assert repr(found) == "<Reliability of side 'S0' on 'overall': 4 respondents, 4 items>"


def test_only_an_assessment_has_a_reliability() -> None:
    with pytest.raises(SettingsError, match="'int' must be an Assessment"):
        reliability(5, "S0")  # type: ignore[arg-type]


def test_nothing_is_shown_of_a_small_side() -> None:
    found = reliability(rated(*TABLE[:3]), "S0", draws=10)
    assert found.withheld
    assert found.alpha is not None
    assert found.to_records() == []
    assert not found.table().rows
    assert "People" not in str(found)


@some_examples
@given(surveys())
def test_any_panel_gives_numbers_or_reasons(panel: mbi.Panel) -> None:
    """Every side of every pack: a number where there is no reason, and none where there is one."""
    result = mbi.assess(panel, samples=0)
    for side in panel.questionnaire.side_codes:
        found = reliability(result, side, draws=20)
        assert (found.alpha is None) == bool(found.alpha_reason)
        assert (found.low is None) == bool(found.interval_reason)
        assert (found.r_wg is None) == (found.r_wg_j is None) == bool(found.r_wg_reason)
