"""What is found in a file, before files are joined."""

from mbi_collab.catalogue.catalogue import Questionnaire
from mbi_collab.exchange.json_answers import read_json
from mbi_collab.exchange.options import checked_options
from mbi_collab.exchange.recognition import recognise
from mbi_collab.exchange.rows import read_table
from mbi_collab.exchange.sources import SourceFile
from tests.exchange.samples import TWO


def test_a_table_gives_answer_sets_with_their_lines(sheet: Questionnaire) -> None:
    """Each answer set knows where it stood; the file knows its headers."""
    options = checked_options(sheet)
    file = SourceFile("a.csv", TWO.encode())
    found = read_table(file.name, recognise(file, options), options)
    assert [each.place for each in found.sets] == ["a.csv line 2", "a.csv line 3"]
    assert found.headers == ("respondent", "side", "Q313", "Q311a")
    assert (found.faults, found.statements) == ((), ())


def test_a_panel_gives_statements_with_their_places(sheet: Questionnaire) -> None:
    """What a JSON panel says of the whole is kept apart from its answer sets."""
    text = b'{"date": "2026-03-01", "population": {"CIO": 3}, "named_chiefs": false, "answer_sets": []}'
    found = read_json(SourceFile("a.json", text), checked_options(sheet))
    assert [(each.about, each.value) for each in found.statements] == [
        ("date", "2026-03-01"), ("named_chiefs", False), ("population of CIO", 3),
    ]  # fmt: skip
    assert found.headers == ()
