"""A pack told whole: all faults of all languages, each where it stands, or how far each language is."""

from pathlib import Path

import pytest

from mbi_collab.catalogue.inspection import inspect_files, inspect_pack
from mbi_collab.errors import InvalidPackError
from tests.catalogue.small_pack import Data, changed, drop, files, put, structure, texts, write


def in_languages(*tags: str) -> Data:
    """Return the small pack's structure with these languages."""
    return changed(structure(), put("pack.languages", list(tags)))


def told(data: Data, **languages: Data) -> list[str]:
    """Return where the faults of a pack are told."""
    with pytest.raises(InvalidPackError) as refused:
        inspect_files(files(data, **languages))
    return [fault.place for fault in refused.value.faults]


def test_a_good_pack_is_counted_language_by_language(tmp_path: Path) -> None:
    """Version, digest, and of each language how many texts of the first it has; more than that do not count."""
    cs = changed(texts(), drop("areas.A.text"), drop("practices.A1.card"), put("areas.B.title", "Druhá"))
    cs["questions"]["Q1"]["items"]["Q1b"]["help"] = "Navíc."
    pack = files(in_languages("en", "cs"), cs=cs)
    report = inspect_pack(write(tmp_path, pack))
    assert (report.id, report.version, report.license, report.digest) == ("small", "1.0", "MIT", pack.digest)
    assert [each.tag for each in report.languages] == ["en", "cs"]
    assert report.languages[0].missing == 0
    assert report.languages[1].missing == 6
    assert report.languages[1].translated == report.languages[1].total - 6
    assert report.to_records()[1]["missing"] == 6


def test_faults_of_every_language_are_told_at_once() -> None:
    """A fault in a language nobody asked for is a fault."""
    cs, de = changed(texts(), put("areas.A.title", "TODO")), changed(texts(), put("areas.B.titel", "Zwei"))
    places = told(changed(in_languages("en", "cs", "de"), put("areas.0.weight", -1)), cs=cs, de=de)
    assert sorted(places) == ["areas.toml A.weight", "text/cs.toml areas.A.title", "text/de.toml areas.B.titel"]


def test_a_fault_of_a_lent_text_is_told_where_it_stands() -> None:
    """What a language lacks is taken from the first: its faults are the first's, told once."""
    en = changed(texts(), put("areas.A.title", "TODO"), drop("areas.B.title"))
    cs = changed(texts(), drop("areas.A.title"), drop("areas.B.title"))
    assert told(in_languages("en", "cs"), en=en, cs=cs) == ["text/en.toml areas.A.title", "text/en.toml areas.B.title"]


def test_the_same_fault_in_two_languages_is_told_twice() -> None:
    """Each file has to be mended."""
    bad = changed(texts(), put("areas.A.title", "TODO"))
    places = told(in_languages("en", "cs"), en=bad, cs=bad)
    assert places == ["text/en.toml areas.A.title", "text/cs.toml areas.A.title"]


def test_a_language_that_cannot_be_read_does_not_hide_the_others() -> None:
    """A text file that is no TOML is one fault among the others."""
    broken = files(in_languages("en", "cs"), extra={"text/cs.toml": b"= 1", "areas.toml": b"areas = 1"})
    with pytest.raises(InvalidPackError) as refused:
        inspect_files(broken)
    assert {"text/cs.toml", "areas.toml areas"} <= {fault.place for fault in refused.value.faults}


def test_a_pack_without_languages_is_a_fault(tmp_path: Path) -> None:
    """An empty folder is told what it lacks."""
    with pytest.raises(InvalidPackError, match="must list the languages"):
        inspect_pack(tmp_path)
