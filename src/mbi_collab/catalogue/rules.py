"""The numbers a pack judges with: profiles, targets, criterion weights, thresholds, aggregation."""

from typing import Literal

import attrs

from mbi_collab.catalogue.fields import Code, Count, Multiplier, OptionalText, PositiveShare, Share, Text, Weight

Aggregation = Literal["mean", "minimum"]


@attrs.frozen(kw_only=True)
class Profile:
    """Which items are put and which practices they judge.

    Attributes:
        code: ``"S006+"``.
        items: codes of the items that enter levels.
        practices: codes of the practices that can be recommended; a link to another is not used.
        mirror_only: codes of the items that serve perception alone.
        title, text: what it is for.
    """

    code: Code
    items: tuple[Code, ...]
    practices: tuple[Code, ...]
    mirror_only: tuple[Code, ...] = ()
    title: Text
    text: Text


@attrs.frozen(kw_only=True)
class CriterionWeights:
    """How much each criterion counts for a priority, before they are normalised.

    Attributes:
        need: how far a practice is below its target.
        leverage: how much waits for it.
        ease: how little effort it takes.
    """

    need: Weight = 0.75
    leverage: Weight = 0.15
    ease: Weight = 0.10


@attrs.frozen(kw_only=True)
class Aggregations:
    """How each floor of the tree is made of the floor below: ``"mean"``, the weighted mean, or ``"minimum"``.

    Attributes:
        question: a control question of its items.
        area: an area of its control questions.
        overall: the overall level of the areas.
    """

    question: Aggregation = "mean"
    area: Aggregation = "mean"
    overall: Aggregation = "mean"


@attrs.frozen(kw_only=True)
class Ease:
    """How easy a practice is, by its effort.

    Attributes:
        low, medium, high: of a practice of this effort.
    """

    low: Share = 1.0
    medium: Share = 0.5
    high: Share = 0.0


@attrs.frozen(kw_only=True)
class Leniency:
    """How much people are thought to differ in leniency before anybody has answered.

    Attributes:
        spread: the standard deviation of a person's mean answer, τ₀.
        weight: as how many people's worth of evidence it counts, ν₀.
    """

    spread: Share = 0.12
    weight: Weight = 2.0


@attrs.frozen(kw_only=True)
class PerceptionPractices:
    """Which practices a reading of a mirrored item leads to, besides those that help its subject do better.

    Attributes:
        correct: where a side is wrong about itself or the other, or nobody knows which.
        measure: where both think well of what the evidence does not bear out.
        tell: where both rightly see a strength.
    """

    correct: tuple[Code, ...] = ()
    measure: tuple[Code, ...] = ()
    tell: tuple[Code, ...] = ()


@attrs.frozen(kw_only=True)
class Rules:
    """Every number the measurement takes from the pack; see the measurement model.

    Attributes:
        target: the wanted level of a practice, where neither it nor its area has one.
        secondary_weight: what a secondary link counts; a primary one counts 1.
        gap: from which size a side gap counts.
        gap_of_few: the same for a single item with fewer than ``few`` respondents on a side.
        few: see ``gap_of_few``; also how many respondents a side needs to be called split.
        strength: every side at or above it: a shared strength.
        weakness: every side at or below it: a shared weakness.
        hidden_at, hidden_in: an item at or below the first is hidden by the mean of an area at or above the second.
        important_factor: what the user's calling a practice important multiplies its priority with.
        leverage_scale: the summed need of waiting practices that makes a leverage of 1.
        minimum_group: sides with fewer respondents are not broken out.
        display_factor: what levels are multiplied with where they are shown.
        criterion_weights, aggregation, ease, leniency, perception: tables of their own.
    """

    target: PositiveShare = 0.75
    secondary_weight: PositiveShare = 0.5
    gap: PositiveShare = 0.25
    gap_of_few: PositiveShare = 0.5
    few: Count = 3
    strength: Share = 0.6
    weakness: Share = 0.4
    hidden_at: Share = 0.25
    hidden_in: Share = 0.5
    important_factor: Multiplier = 1.25
    leverage_scale: Weight = 3.0
    minimum_group: Count = 4
    display_factor: Weight = 1.0
    criterion_weights: CriterionWeights = CriterionWeights()
    aggregation: Aggregations = Aggregations()
    ease: Ease = Ease()
    leniency: Leniency = Leniency()
    perception: PerceptionPractices = PerceptionPractices()


@attrs.frozen(kw_only=True)
class Pack:
    """What a content pack says of itself.

    Attributes:
        id: its name, which stays the same through all versions: ``"cio-cmo"``.
        version: of its content, ``"1.0"``.
        license: of its content, an SPDX expression: ``"MIT"``.
        languages: tags of its text files; the first is the one others fall back to.
        scenario: code of the scenario the questionnaire is about.
        profile: code of the profile that is used unless another is named.
        scale: code of the answer scale of items that name none.
        scenario_word: what its scenario is called, «MBI scenario»; empty: «Scenario».
        task_word: what its tasks are called, «MBI task»; empty: «task».
        title, text: what it is.
    """

    id: str
    version: str
    license: str
    languages: tuple[str, ...]
    scenario: Code
    profile: Code
    scale: Code
    title: Text
    text: Text
    scenario_word: OptionalText = ""
    task_word: OptionalText = ""
