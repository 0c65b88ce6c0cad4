"""The Mermaid diagram: its text, what is near, and no way out of a label."""

import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.diagram import mermaid
from mbi_collab.errors import UnknownCodeError
from tests.catalogue.small_pack import changed, files, put, structure, texts

CATALOGUE = load_catalogue()
GOLDEN = """\
flowchart LR
  S1["S1 Scenario"]
  T1["T1 Task"]
  A1["A1 Begin"]
  A2["A2 Go on"]
  B1["B1 End #38; #34;rest#34;"]
  S1 -->|solved by| T1
  T1 --> A1
  T1 --> A2
  A1 -->|first| A2
  T1 --> B1
  A2 -.->|first| B1
"""


def test_the_diagram_of_the_small_pack() -> None:
    """Arrows run from what comes first; a dotted one is judged; labels are escaped."""
    assert mermaid(Catalogue.from_files(files())) == GOLDEN


def test_what_is_near_is_what_is_some_edges_away() -> None:
    """Depth counts edges in both directions."""
    small = Catalogue.from_files(files())
    assert small.diagram("S1").splitlines() == [
        "flowchart LR",
        '  S1["S1 Scenario"]',
        '  T1["T1 Task"]',
        "  S1 -->|solved by| T1",
    ]
    assert small.diagram("S1", depth=0) == small.diagram("S1", depth=1)
    assert small.diagram("S1", depth=2) == GOLDEN


def test_judged_tasks_are_dotted() -> None:
    """The task of every practice of the shipped pack is our judgement."""
    lines = CATALOGUE.diagram("U005B").splitlines()
    assert "  S006 -->|solved by| U005B" in lines
    assert "  U005B -.-> R01" in lines
    assert "  U005B --> R01" not in lines


def test_an_unknown_centre_gets_the_nearest() -> None:
    """Only what is drawn can be a centre."""
    with pytest.raises(UnknownCodeError, match="Did you mean 'R01'"):
        CATALOGUE.diagram("R1")
    with pytest.raises(UnknownCodeError):
        CATALOGUE.diagram("CZ-23")


def test_no_title_breaks_out_of_its_label() -> None:
    """Quotes, brackets, line breaks and Mermaid's own words stay inside."""
    words = changed(texts(), put("tasks.T1.title", 'x"]\n  click A1 "javascript:alert(1)"\n%%{init: {}}%% <script>;'))
    label = next(line for line in Catalogue.from_files(files(en=words)).diagram().splitlines() if "T1[" in line)
    assert label.startswith('  T1["T1 x#34;#93; click A1')
    assert label.count('"') == 2
    assert not set("<>;%") & set(label.replace("#", "").translate(str.maketrans("", "", ";")))


def test_codes_become_names_of_letters_and_digits() -> None:
    """What a code may hold and a Mermaid name may not is spelled out."""
    words = texts()
    words["tasks"]["T.1+a-b"] = words["tasks"].pop("T1")
    data = changed(structure(), put("tasks.0.code", "T.1+a-b"), put("scenarios.0.task_codes", ["T.1+a-b"]))
    for practice in data["practices"]:
        practice["task"] = "T.1+a-b"
    assert '  T_2e_1_2b_a_2d_b["T.1+a-b Task"]' in Catalogue.from_files(files(data, en=words)).diagram().splitlines()
