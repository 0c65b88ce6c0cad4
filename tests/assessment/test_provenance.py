"""What a result was made with."""

import attrs

import mbi_collab as mbi
from mbi_collab.version import __version__

CATALOGUE = mbi.load_catalogue()
SHEET = CATALOGUE.questionnaire("S006")
CHIEFS = [
    mbi.AnswerSet(f"{side}{at}", side, {"Q313": 3}) for side, people in (("CIO", 1), ("CMO", 2)) for at in range(people)
]


def test_provenance_says_what_the_result_was_made_with() -> None:
    """Pack, version, digest, engine, profile, date, and how many answered on each side."""
    made = mbi.assess(mbi.Panel(SHEET, CHIEFS, date="2024-05-01")).provenance
    assert (made.pack, made.pack_version, made.pack_digest) == ("cio-cmo", CATALOGUE.version, CATALOGUE.digest)
    assert (made.engine_version, made.profile, made.date) == (__version__, "S006", "2024-05-01")
    assert made.respondents == (("CIO", 1), ("CMO", 2))


def test_the_library_that_made_a_result_stays_known() -> None:
    """A result read from an older file says which version made its numbers, and is another result for it."""
    result = mbi.assess(mbi.Panel(SHEET, CHIEFS))
    older = attrs.evolve(result, engine_version="0.0.1")
    assert older.provenance.engine_version == "0.0.1"
    assert older != result
