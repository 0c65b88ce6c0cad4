"""The reference model against numbers worked out by hand from ``design/measurement.md``."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.reference_model import Answer, Answers, Model, Need, assess

A, B = "CIO", "CMO"
AB = (A, B)
F = Fraction
SCALE = (F(0), F(1, 4), F(1, 2), F(3, 4), F(1))


def model_of(**question_of: str) -> Model:
    """Items asked of both sides, on the five-point scale; every question in the one area "T"."""
    items = list(question_of)
    return Model(
        items=items,
        values=dict.fromkeys(items, SCALE),
        asked=dict.fromkeys(items, AB),
        sides=[A, B],
        question_of=dict(question_of),
        area_of=dict.fromkeys(question_of.values(), "T"),
    )


def said(side: str, **answers: Answer) -> tuple[str, str, dict[str, Answer]]:
    """One respondent."""
    return ("somebody", side, dict(answers))


def test_one_item_each_side_one_voice() -> None:
    """Sections 2, 4, 6: two of the first side, one of the second."""
    answers = Answers([said(A, I=5), said(A, I=3), said(B, I=2)])
    item = assess(model_of(I="Q"), answers).items["I"]
    # x[A] = (1 + .5)/2 = .75, x[B] = .25; l = (.75 + .25)/2, not (1 + .5 + .25)/3.
    assert item.by_side == {A: F(3, 4), B: F(1, 4)}
    assert item.level == item.level_both == F(1, 2)
    assert item.gap == {AB: F(1, 2)}
    # ½·.5 + ½·.25 = .375
    assert item.careful == F(3, 8)
    assert (item.low, item.high, item.coverage) == (F(1, 2), F(1, 2), F(1))


def test_missing_answers_and_people_not_heard() -> None:
    """Section 3: a point, a don't know and two not heard; nobody of the other side."""
    answers = Answers([said(A, I=4), said(A, I="dk")], population={A: 4})
    result = assess(model_of(I="Q", J="Q"), answers)
    item = result.items["I"]
    # A: low (.75 + 0 + 0 + 0)/4 = 3/16, high (.75 + 3)/4 = 15/16; B: [0, 1].
    assert (item.low_by_side[A], item.high_by_side[A]) == (F(3, 16), F(15, 16))
    assert (item.low_by_side[B], item.high_by_side[B]) == (F(0), F(1))
    # Combined: low (3/16 + 0)/2, high (15/16 + 1)/2, coverage 1 - 28/32.
    assert (item.low, item.high, item.coverage) == (F(3, 32), F(31, 32), F(1, 8))
    assert (item.level, item.level_both, item.gap) == (F(3, 4), None, {AB: None})
    assert item.coverage_by_side == {A: F(1, 4), B: 0}
    # J is unanswered: no level, [0, 1]; so Q = mean of I and [0, 1], and its level is I's.
    assert (result.items["J"].level, result.items["J"].low, result.items["J"].high) == (None, F(0), F(1))
    question = result.questions["Q"]
    assert (question.level, question.low, question.high) == (F(3, 4), F(3, 64), F(63, 64))
    assert question.coverage == F(1, 16)


def test_not_applicable() -> None:
    """Section 3: a node applicable nowhere has neither level nor bounds."""
    answers = Answers([said(A, I="na", J="na"), said(B, I=3, J="na")])
    result = assess(model_of(I="Q", J="Q"), answers)
    item, nowhere = result.items["I"], result.items["J"]
    # A has no bounds on I, so the combined bounds are B's, .5 and .5.
    assert item.low_by_side == {A: None, B: F(1, 2)}
    assert (item.low, item.high, item.coverage, item.level) == (F(1, 2), F(1, 2), F(1), F(1, 2))
    assert (nowhere.level, nowhere.low, nowhere.high, nowhere.coverage) == (None,) * 4
    # J leaves Q and its coverage.
    assert (result.questions["Q"].coverage, result.questions["Q"].level) == (F(1), F(1, 2))
    # With a second, unheard person of A, I is [0, 1] for A: low (0 + .5)/2, high (1 + .5)/2.
    item = assess(model_of(I="Q", J="Q"), replace(answers, population={A: 2})).items["I"]
    assert (item.low, item.high) == (F(1, 4), F(3, 4))


def test_tree_gap_and_minimum() -> None:
    """Sections 2, 3, 4: weights, a one-sided item, and the minimum in place of the mean."""
    model = replace(model_of(I="Q1", J="Q1", K="Q2", Z="Q2"), question_weight={"Q2": F(3)}, item_weight={"Z": F(0)})
    answers = Answers([said(A, I=5, J=4, K=2), said(B, I=1, K=3)])
    result = assess(model, answers)
    # l: I .5, J .75 (A only), K .375. Q1 = (.5 + .75)/2 = .625; Q2 = .375, for Z weighs nothing.
    first, second, area = result.questions["Q1"], result.questions["Q2"], result.areas["T"]
    assert (first.level, second.level) == (F(5, 8), F(3, 8))
    # Area: (.625 + 3·.375)/4 = .4375; overall is its only area.
    assert area.level == result.overall.level == F(7, 16)
    # Tree of A: Q1 (1 + .75)/2 = .875, Q2 .25, area (.875 + .75)/4 = 13/32.
    assert area.by_side[A] == F(13, 32)
    # Gaps: Q1 on I alone 1 - 0; Q2 .25 - .5; area (1 - 3·.25)/4.
    assert (first.gap[AB], second.gap[AB], area.gap[AB]) == (F(1), F(-1, 4), F(1, 16))
    # Both: Q1 = I = .5; area (.5 + 3·.375)/4 = 13/32.
    assert (first.level_both, area.level_both) == (F(1, 2), F(13, 32))
    # J: A .75, B [0, 1], so [.375, .875]; Q1 = [(.5 + .375)/2, (.5 + .875)/2].
    assert (first.low, first.high, first.coverage) == (F(7, 16), F(11, 16), F(3, 4))
    # Area: [(7/16 + 9/8)/4, (11/16 + 9/8)/4] = [25/64, 29/64].
    assert (area.low, area.high, second.coverage) == (F(25, 64), F(29, 64), F(1))
    lowest = assess(replace(model, aggregation={"area": "minimum"}), answers).areas["T"]
    # Minimum of .625 and .375; gap min(1, .25) - min(0, .5) on the items both answered.
    assert (lowest.level, lowest.gap[AB]) == (F(3, 8), F(1, 4))


def test_indicated_practice() -> None:
    """Sections 2, 3, 4, 6: no primary item has a level, so the secondary ones indicate."""
    half = F(1, 2)
    model = replace(
        model_of(I="Q", J="Q", K="Q"),
        practices=["P"],
        effort={"P": "low"},
        primary={"P": {"I": F(1)}},
        secondary={"P": {"J": half, "K": half}},
    )
    practice = assess(model, Answers([said(A, J=1, K=3), said(B, J=3)])).practices["P"]
    # J: x 0 and .5, l .25, l* .125. K: A only, l = l* = .5. Level .375, careful .3125.
    assert (practice.level, practice.careful) == (F(3, 8), F(5, 16))
    assert (practice.indicated, practice.status) == (True, "open")
    # The gap rests on J alone: 0 - .5; so does level_both.
    assert (practice.gap[AB], practice.gap_items[AB]) == (F(-1, 2), 1)
    assert practice.level_both == F(1, 4)
    # t = .75: need ½(.75 - .3125)/.75 = 7/24; shared ½(.75 - .375)/.75 = 6/24; the rest 1/24.
    assert practice.need == Need(F(7, 24), F(6, 24), F(1, 24))
    # Bounds over J [.25, .25] and K [.25, .75]; not over I.
    assert (practice.low, practice.high, practice.coverage) == (F(1, 4), F(1, 2), F(3, 4))
    # Indicated and not below the target: not in place but not assessed.
    good = assess(model, Answers([said(A, J=5), said(B, J=5)])).practices["P"]
    assert (good.status, good.need.total, good.priority) == ("not assessed", F(0), None)
    # Without a level: bounded over the primary item.
    none = assess(model, Answers([])).practices["P"]
    assert (none.level, none.low, none.high, none.indicated) == (None, F(0), F(1), False)


def chain() -> Model:
    """P2 and, by way of X outside the profile, P3 require P1; P4 requires P2; P5 requires P4."""
    codes = ["P1", "P2", "P3", "P4", "P5"]
    return replace(
        model_of(I1="Q", I2="Q", I3="Q", I4="Q", I5="Q"),
        practices=codes,
        primary={p: {p.replace("P", "I"): F(1)} for p in codes},
        requires={"P2": ("P1",), "X": ("P1",), "P3": ("X",), "P4": ("P2",), "P5": ("P4",)},
        effort={"P1": "high", "P2": "medium", "P3": "low", "P4": "low", "P5": "low"},
    )


def test_priority_and_order() -> None:
    """Sections 6 and 7: leverage, inherited priority, order and waves through any state."""
    one: dict[str, Answer] = {"I1": 3, "I2": 1, "I3": 5, "I5": 2}
    result = assess(chain(), Answers([said(A, **one), said(B, **one)]))
    found = result.practices
    # Careful .5, 0, 1, none, .25 at t = .75: need 1/3, 1, 0 (in place), 0 (not assessed), 2/3.
    assert [found[p].need.total for p in sorted(found)] == [F(1, 3), 1, 0, 0, F(2, 3)]
    # For P1 wait P2, P3, P4, P5: (1 + 2/3)/3 = 5/9; for P2 wait P4, P5: (2/3)/3 = 2/9.
    assert [found[p].leverage for p in sorted(found)] == [F(5, 9), F(2, 9), 0, F(2, 9), 0]
    # P1 25 + 15·5/9 + 0 = 100/3; P2 75 + 15·2/9 + 5 = 250/3; P5 50 + 0 + 10 = 60.
    assert (found["P1"].priority, found["P2"].priority) == (F(100, 3), F(250, 3))
    assert found["P5"].contributions == {"need": F(50), "leverage": F(0), "ease": F(10)}
    assert result.ranking == ["P2", "P5", "P1"]
    # P1 must come before P2 and inherits its 250/3.
    assert [(step.practice, step.for_sake_of, step.wave, step.at_least) for step in result.order] == [
        ("P1", "P2", 0, False),
        ("P2", None, 1, False),
        ("P5", None, 2, True),
    ]
    assert found["P1"].inherited == F(250, 3)
    assert (found["P5"].check_first, found["P2"].check_first) == (("P4",), ())
    assert (found["P3"].check_first, found["P3"].status, found["P3"].rank) == (("X",), "in place", None)


def test_ties_tolerance_weights_and_factor() -> None:
    """Section 6: ties by effort then code, 9 decimals, weights normalised, contributions with f."""
    one: dict[str, Answer] = {"I1": 3, "I2": 3, "I3": 3, "I4": 3, "I5": 3}
    answers = Answers([said(A, **one), said(B, **one)])
    model = replace(chain(), requires={}, criterion_weights={"need": F(2)})
    # All have need 1/3 and priority 100/3: the three of low effort by code, medium, high.
    assert assess(model, answers).ranking == ["P3", "P4", "P5", "P2", "P1"]
    # .5 is below .5 + 1e-8, but equal to .5 + 1e-10 at 9 decimals.
    target = {"P1": F(1, 2) + F(1, 10**8), "P2": F(1, 2) + F(1, 10**10)}
    found = assess(replace(model, target=target), answers).practices
    assert (found["P1"].status, found["P2"].status, found["P2"].need.total) == ("open", "in place", F(0))
    # Weights 3 and 1 become .75 and .25; P2: 2·100·.75/3 = 50 and 2·100·.25·½ = 25.
    weighted = replace(model, criterion_weights={"need": F(3), "ease": F(1)}, factor={"P2": F(2)})
    second = assess(weighted, answers).practices["P2"]
    assert second.contributions == {"need": F(50), "leverage": F(0), "ease": F(25)}
    assert second.priority == 75


def test_errors() -> None:
    """Sections 1, 6, 8: what the document calls an error."""
    model = replace(chain(), asked=chain().asked | {"I1": (A,)})
    with pytest.raises(ValueError, match="not asked"):
        assess(model, Answers([said(B, I1=3)]))
    with pytest.raises(ValueError, match="no point"):
        assess(model, Answers([said(A, I1=6)]))
    with pytest.raises(ValueError, match="1 people"):
        assess(model, Answers([said(A), said(A)], population={A: 1}))
    everyone = Answers([said(A, I1=1)])
    for weights in ({"need": F(0)}, {"need": F(1), "ease": F(-1)}):
        with pytest.raises(ValueError, match="criterion weights"):
            assess(replace(model, criterion_weights=weights), everyone)
