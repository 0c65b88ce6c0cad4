"""The converter of SAMM's model folder, tried on invented models in the same file shape."""

import runpy
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from statistics import fmean
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mbi_collab as mbi

pytest.importorskip("yaml")

from examples.samm_pack import Data, ModelError, convert, split_words, to_toml

SCRIPT = Path(__file__).parents[2] / "examples" / "samm_pack.py"
LEVELS = (1, 2, 3)
#: Function → its practices → their streams; as many as SAMM has.
SAMM_SHAPE = {function: dict.fromkeys(("TI", "RO", "SA"), "AB") for function in "NKPML"}
#: Functions and practices of unequal size: there a mean of means is not the mean of all.
UNEVEN_SHAPE = {"K": {"RO": "AB"}, "L": {"SA": "ABC", "TI": "A", "UL": "AB"}}
#: Answer sets by name; the lowest answer is the word that YAML 1.1 takes for False.
ANSWER_SETS = {"A": ("No", "Yes, in one garden", "Yes, in half of them", "Yes, in all"), "B": ("No", "1", "2", "3")}
VALUES = (0.0, 0.25, 0.5, 1.0)

CAPTURED: Data = {"capture_output": True, "text": True, "encoding": "utf-8"}

WRITABLE = st.text(st.characters(codec="utf-8"), min_size=1)

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
        write(folder, "business_functions", f"Garden{function}", *words, f"order: {place}")
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
        row = (f"name: Row {letter}", f"letter: {letter}", "description: What grows there.", f"order: {number}")
        write(folder, "streams", f"{code}-{letter}", f"practice: security_practices{stem}", *row)
        for level in LEVELS:
            own = f"{code}-{level}-{letter}"
            links = (f"stream: streams{code}-{letter}", f"level: practice_levels{code}-{level}")
            write(folder, "activities", own, *links, "title: Dig")
            answers = "AB"[level % 2]
            asked = (
                f"text: Is it dug in {own},",
                "  and watered?",
                "order: 1",
                "quality:",
                "- It is deep",
                "- It is wet",
            )
            write(folder, "questions", own, f"activity: activities{own}", f"answerSet: answer_sets{answers}", *asked)


def codes_of(shape: Shape) -> list[str]:
    """Return the codes of all questions."""
    below = [
        (f"{function}-{practice}", letters) for function, each in shape.items() for practice, letters in each.items()
    ]
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


def card_of(catalogue: mbi.Catalogue, answers: Mapping[str, int | str]) -> mbi.Scorecard:
    """Score the answers of one team."""
    given = {code.replace("-", ""): answer for code, answer in answers.items()}
    return mbi.assess(mbi.Panel(catalogue.questionnaire(), [mbi.AnswerSet("us", "team", given)])).scorecard


def times_three(card: mbi.Scorecard, number: Literal["level", "low"]) -> dict[str, float]:
    """Return three times a number of every stream, practice, function and the whole."""
    scores = (card.overall, *card.areas, *card.questions, *card.practices)
    return {each.code: 3 * getattr(each, number) for each in scores}


@pytest.fixture(scope="module", params=[SAMM_SHAPE, UNEVEN_SHAPE], ids=["as-samm", "uneven"])
def shape(request: pytest.FixtureRequest) -> Shape:
    found: Shape = request.param
    return found


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return write_model(tmp_path / "model", UNEVEN_SHAPE)


@pytest.fixture(scope="module")
def catalogue(shape: Shape, tmp_path_factory: pytest.TempPathFactory) -> mbi.Catalogue:
    folder = tmp_path_factory.mktemp("samm")
    return mbi.load_catalogue(convert(write_model(folder / "model", shape), folder / "pack"))


@settings(max_examples=30)
@given(data=st.data())
def test_levels_times_three_are_samms_scores(data: st.DataObject, shape: Shape, catalogue: mbi.Catalogue) -> None:
    """With every question answered, stream, practice, function and overall are what SAMM's rule gives."""
    answers = data.draw(st.fixed_dictionaries({code: st.integers(1, 4) for code in codes_of(shape)}))
    card = card_of(catalogue, answers)
    assert times_three(card, "level") == pytest.approx(samm_scores(shape, answers), abs=1e-9)
    assert times_three(card, "low") == pytest.approx(times_three(card, "level"), abs=1e-9)


@settings(max_examples=30)
@given(data=st.data())
def test_low_bounds_times_three_are_samms_scores_with_blanks(
    data: st.DataObject, shape: Shape, catalogue: mbi.Catalogue
) -> None:
    """SAMM counts a blank as 0, and so does the low bound, whether the answer is absent or don't know."""
    answer: st.SearchStrategy[int | str] = st.one_of(st.integers(1, 4), st.sampled_from(["dk", ""]))
    drawn = data.draw(st.fixed_dictionaries(dict.fromkeys(codes_of(shape), answer)))
    card = card_of(catalogue, {code: given for code, given in drawn.items() if given})
    points = {code: given for code, given in drawn.items() if isinstance(given, int)}
    assert times_three(card, "low") == pytest.approx(samm_scores(shape, points), abs=1e-9)


def test_a_blank_leaves_the_level_and_is_counted(shape: Shape, catalogue: mbi.Catalogue) -> None:
    """Where SAMM's score falls with each blank, the level stays and the coverage tells."""
    card = card_of(catalogue, dict.fromkeys(codes_of(shape)[1:], 4))
    stream = card.practice(catalogue.practices[0].code)
    assert stream.level == 1.0
    assert stream.low == pytest.approx(2 / 3)
    assert stream.coverage == pytest.approx(2 / 3)


def test_the_table_shows_levels_from_0_to_3(shape: Shape, catalogue: mbi.Catalogue) -> None:
    """The pack's display factor is the number of maturity levels."""
    assert catalogue.rules.display_factor == 3.0
    assert "3.00" in str(card_of(catalogue, dict.fromkeys(codes_of(shape), 4)))


def test_codes_order_and_answers_are_the_models(shape: Shape, catalogue: mbi.Catalogue) -> None:
    """Codes come from the file names, the order from the model, and each question keeps its own answers."""
    assert [each.code for each in catalogue.items] == [code.replace("-", "") for code in codes_of(shape)]
    assert [each.code for each in catalogue.areas] == list(shape)
    texts = [tuple(point.text for point in catalogue.scale(item.scale).points) for item in catalogue.items[:2]]
    assert texts == [ANSWER_SETS["B"], ANSWER_SETS["A"]]
    assert {tuple(point.value for point in scale.points) for scale in catalogue.scales} == {VALUES}


def test_words_come_through(catalogue: mbi.Catalogue) -> None:
    """A folded question becomes one line, a description keeps its paragraphs, the criteria become the help."""
    first = catalogue.items[0]
    assert first.text.startswith("Is it dug in ")
    assert first.text.endswith(", and watered?")
    assert first.help == "It is deep; It is wet"
    assert catalogue.areas[0].text == "All of a garden.\n\nWith its “paths”."


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("questions/K-RO-1-A.yml", "activity: activitiesK-RO-1-A", "activity: activitiesK-RO-2-A", "one question for"),
        ("questions/K-RO-1-A.yml", "answerSet: answer_setsB", "answerSet: elsewhere", "answerSet is not the id of"),
        ("questions/K-RO-1-A.yml", "text:", "wording:", "questions/K-RO-1-A.yml: text must be a text"),
        ("questions/K-RO-1-A.yml", "id: questionsK-RO-1-A", "id: questionsK-RO-2-A", "has the id of"),
        ("streams/K-RO-A.yml", "order: 0", "order: first", "streams/K-RO-A.yml: order must be a number"),
        (
            "streams/L-TI-A.yml",
            "practice: security_practicesL-TI-named",
            "practice: security_practicesL-UL-named",
            "L-TI",
        ),
        ("answer_sets/A.yml", "values:", "values: none\nothers:", "answer_sets/A.yml: values must be a list"),
        ("answer_sets/A.yml", "values:", "values: [", "answer_sets/A.yml: is not YAML"),
    ],
)
def test_a_faulty_model_is_told_by_its_file(model: Path, file: str, old: str, new: str, says: str) -> None:
    """What would not score as SAMM does, or cannot be read, is refused before anything is written."""
    path = model / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ModelError, match=says):
        convert(model, model.parent / "pack")
    assert not (model.parent / "pack").exists()


def test_streams_whose_names_give_no_code_are_told(model: Path) -> None:
    """The codes of practices and functions are the beginnings of the streams' file names."""
    (model / "streams" / "K-RO-A.yml").rename(model / "streams" / "Other.yml")
    with pytest.raises(ModelError, match="must have names that begin alike"):
        convert(model, model.parent / "pack")


def test_a_folder_in_use_is_left_alone(model: Path) -> None:
    """Old files would become part of the pack."""
    with pytest.raises(FileExistsError, match="is not empty"):
        convert(model, model)


def test_the_command_writes_a_pack_and_says_what_it_holds(model: Path) -> None:
    """`python samm_pack.py MODEL FOLDER` converts and loads the pack; with a wrong folder it says so."""
    pack = model.parent / "pack"
    done = subprocess.run([sys.executable, SCRIPT, model, pack, "--version", "7"], check=False, **CAPTURED)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "<Catalogue 'samm' 7: 1 scenario, 1 task, 8 practices, 4 control questions>\n"
    wrong = subprocess.run([sys.executable, SCRIPT, pack, model.parent / "other"], check=False, **CAPTURED)
    assert wrong.returncode == 1
    assert "is this the model folder?" in wrong.stderr


def test_a_missing_pyyaml_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library does without PyYAML, the script says how to get it."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(ModuleNotFoundError, match="pip install pyyaml"):
        runpy.run_path(str(SCRIPT))


@settings(max_examples=50)
@given(key=WRITABLE, value=WRITABLE, number=st.floats(0, 1))
def test_what_is_written_is_toml(key: str, value: str, number: float) -> None:
    """Any text and key, at any depth, comes back from a TOML parser as it was."""
    inner: Data = {key: {"list": [{"code": value, "table": {"number": number}}, {key: [value]}], "text": value}}
    data: Data = {**inner, "one": 1.0, "rows": [inner, inner]} if key not in ("one", "rows") else inner
    assert tomllib.loads("\n".join(to_toml(data))) == data


def test_words_and_structure_are_split() -> None:
    """Words go by code into the text file, the rest stays."""
    whole: Data = {
        "pack": {"id": "x", "title": "X"},
        "scales": [{"code": "a", "points": [{"code": "1", "text": "no"}]}],
    }
    structure, words = split_words(whole)
    assert structure == {"pack": {"id": "x"}, "scales": [{"code": "a", "points": [{"code": "1"}]}]}
    assert words == {"pack": {"title": "X"}, "scales": {"a": {"points": {"1": {"text": "no"}}}}}
