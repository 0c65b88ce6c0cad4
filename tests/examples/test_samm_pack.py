"""The converter of SAMM's model folder, tried on invented models in the same file shape."""

import random
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mbi_collab as mbi

pytest.importorskip("yaml")

from examples.samm_pack import ModelError, convert, split_words, to_toml

SCRIPT = Path(__file__).parents[2] / "examples" / "samm_pack.py"
LEVELS = (1, 2, 3)
#: Function → its practices → their streams; as many as SAMM has.
SAMM_SHAPE = {function: {practice: "AB" for practice in ("RO", "SA", "TI")} for function in "KLMNP"}
#: Functions and practices of unequal size: there a mean of means is not the mean of all.
UNEVEN_SHAPE = {"K": {"RO": "AB"}, "L": {"SA": "ABC", "TI": "A", "UL": "AB"}}
#: Answer sets by name; the lowest answer is the word that YAML 1.1 takes for False.
ANSWER_SETS = {"A": ("No", "Yes, in one garden", "Yes, in half of them", "Yes, in all"), "B": ("No", "1", "2", "3")}
VALUES = (0.0, 0.25, 0.5, 1.0)

Shape = Mapping[str, Mapping[str, str]]
#: Question's code → answered point from 1 to 4; absent: left blank.
Answers = Mapping[str, int]


def write(folder: Path, kind: str, stem: str, *lines: str) -> None:
    """Write one file of a model with its id."""
    path = folder / kind / f"{stem}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(("---", "# A comment.", f"id: {kind}{stem}", "", *lines, "notes:", ""))
    path.write_text(text, encoding="utf-8")


def write_model(folder: Path, shape: Shape) -> Path:
    """Write an invented model: a garden's care, in the file shape of SAMM's."""
    for level in LEVELS:
        write(folder, "maturity_levels", str(level), f"number: {level}", f"description: Step {level} of care.")
    for name, texts in ANSWER_SETS.items():
        rows = [f"- text: {text}\n  value: {value:g}\n  weight: 1\n" for text, value in zip(texts, VALUES, strict=True)]
        shuffled = [f"{row}  order: {order}" for order, row in enumerate(rows)][::-1]
        write(folder, "answer_sets", name, "values:", *shuffled)
    for place, (function, practices) in enumerate(shape.items()):
        words = (f"name: Garden {function}", "description: |", "  All of a garden.", "", "  With its “paths”.")
        write(folder, "business_functions", f"Garden{function}", *words, f"order: {9 - place}")
        for number, (practice, letters) in enumerate(practices.items()):
            write_practice(folder, f"{function}-{practice}", f"Garden{function}", letters, number)
    return folder


def write_practice(folder: Path, code: str, function: str, letters: str, order: int) -> None:
    """Write a practice with its levels, streams, activities and questions."""
    stem = f"{code}-named"
    words = (f"name: Bed {code}", f"shortName: {code}", "shortDescription: One bed.")
    write(folder, "security_practices", stem, f"function: business_functions{function}", *words, f"order: {order}")
    for level in LEVELS:
        links = (f"practice: security_practices{stem}", f"maturityLevel: maturity_levels{level}")
        write(folder, "practice_levels", f"{code}-{level}", *links, "objective: Better soil.")
    for number, letter in enumerate(letters):
        words = (f"name: Row {letter}", f"letter: {letter}", "description: What grows there.", f"order: {number}")
        write(folder, "streams", f"{code}-{letter}", f"practice: security_practices{stem}", *words)
        for level in LEVELS:
            own = f"{code}-{level}-{letter}"
            links = (f"stream: streams{code}-{letter}", f"level: practice_levels{code}-{level}")
            write(folder, "activities", own, *links, "title: Dig")
            answers = "AB"[level % 2]
            asked = (f"text: Is it dug in {own},", "  and watered?", "order: 1", "quality:", "- It is deep", "- It is wet")
            write(folder, "questions", own, f"activity: activities{own}", f"answerSet: answer_sets{answers}", *asked)


def codes_of(shape: Shape) -> list[str]:
    """Return the codes of all questions."""
    below = [(f"{function}-{practice}", letters) for function, each in shape.items() for practice, letters in each.items()]
    return [f"{code}-{level}-{letter}" for code, letters in below for letter in letters for level in LEVELS]


def samm_scores(shape: Shape, answers: Answers) -> dict[str, float]:
    """Score as SAMM does: stream = sum of its answers, every other floor = mean of the one below, blank = 0."""
    scores: dict[str, float] = {}
    for function, practices in shape.items():
        for practice, letters in practices.items():
            code = f"{function}-{practice}"
            for letter in letters:
                points = [answers.get(f"{code}-{level}-{letter}") for level in LEVELS]
                scores[f"{code}-{letter}"] = sum(VALUES[point - 1] for point in points if point)
            scores[code] = fmean(scores[f"{code}-{letter}"] for letter in letters)
        scores[function] = fmean(scores[f"{function}-{practice}"] for practice in practices)
    return scores | {"overall": fmean(scores[function] for function in shape)}


def card_of(catalogue: mbi.Catalogue, answers: Answers) -> mbi.Scorecard:
    """Score the answers of one team."""
    given = {code.replace("-", ""): point for code, point in answers.items()}
    return mbi.assess(mbi.Panel(catalogue.questionnaire(), [mbi.AnswerSet("us", "team", given)])).scorecard


def shown(card: mbi.Scorecard, factor: float, number: Callable[[object], float]) -> dict[str, float]:
    """Return what is shown of streams, practices, functions and the whole."""
    scores = (card.overall, *card.areas, *card.questions, *card.practices)
    return {each.code: factor * number(each) for each in scores}


@pytest.fixture(scope="module", params=[SAMM_SHAPE, UNEVEN_SHAPE], ids=["as-samm", "uneven"])
def shape(request: pytest.FixtureRequest) -> Shape:
    found: Shape = request.param
    return found


@pytest.fixture(scope="module")
def catalogue(shape: Shape, tmp_path_factory: pytest.TempPathFactory) -> mbi.Catalogue:
    folder = tmp_path_factory.mktemp("samm")
    return mbi.load_catalogue(convert(write_model(folder / "model", shape), folder / "pack"))
