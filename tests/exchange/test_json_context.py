"""The context of a JSON panel: read with the answers, checked with its file, the same in all files."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

import mbi_collab as mbi
from mbi_collab.errors import AnswersError
from mbi_collab.exchange.json_context import context_of
from mbi_collab.exchange.reading import read_answers

SHEET = mbi.load_catalogue().questionnaire()
CONTEXT = mbi.Context(focus={"CIO": "product-quality"}, model="separate", important=["R05"])


def panel_of(context: object, who: str = "anna") -> dict[str, Any]:
    return {"context": context, "answer_sets": [{"respondent": who, "side": "CIO", "answers": {"Q313": 4}}]}


def read(*panels: dict[str, Any], folder: Path) -> mbi.Panel:
    for at, each in enumerate(panels):
        (folder / f"{at}.json").write_text(json.dumps(each), encoding="utf-8")
    return read_answers(folder, SHEET)


def test_the_context_comes_with_the_answers(tmp_path: Path) -> None:
    """Of files that say the same of the company, one is enough."""
    panel = read(
        panel_of(CONTEXT.to_dict()), panel_of(CONTEXT.to_dict(), "ben"), panel_of(None, "eva"), folder=tmp_path
    )
    assert panel.context == CONTEXT
    written = json.dumps(panel.to_dict()).encode()
    assert read_answers(io.BytesIO(written), SHEET) == panel


def test_two_files_that_say_different_things_are_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError) as problem:
        read(panel_of({"model": "separate"}), panel_of({"model": "one-executive"}, "ben"), folder=tmp_path)
    assert [fault.place for fault in problem.value.faults] == ["1.json context"]


@pytest.mark.parametrize(
    ("given", "place", "nearest"),
    [
        ({"model": "seperate"}, "p.json context model", "separate"),
        ({"modell": "separate"}, "p.json context", "model"),
        ({"posts": "CDO"}, "p.json context posts", None),
        ("separate", "p.json context", None),
        ({"focus": {"CIO": "product quality"}}, "p.json context focus", "product-quality"),
    ],
)
def test_a_fault_names_the_file(given: object, place: str, nearest: str | None) -> None:
    (fault,) = context_of({"context": given}, "p.json", SHEET)
    assert isinstance(fault, mbi.errors.Fault)
    assert (fault.place, fault.nearest) == (place, nearest)


def test_a_panel_without_a_context_says_nothing() -> None:
    assert list(context_of({}, "p.json", SHEET)) == list(context_of({"context": None}, "p.json", SHEET)) == []
