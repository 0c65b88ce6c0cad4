"""Method and provenance."""

from mbi_collab.markup.table import Table
from mbi_collab.report.reading import how_to_read
from tests.report.panels import SHEET, company, told


def test_method_provenance_and_reference_are_there() -> None:
    result = company()
    text = " ".join(each.to_text() if isinstance(each, Table) else str(each) for each in how_to_read(told(result)))
    for part in ("Dohnal, J.", "SCENARIO-100", result.provenance.pack_digest[:12], "75\\xa0%", "CZ-23", "2026-03-02"):
        assert part in text, part
    assert SHEET.catalogue.version in text
