"""Sources, facts, studies and reasons of the shipped pack."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.content import KIND_OF, Content

CATALOGUE = load_catalogue()


@pytest.mark.system(41)
def test_source_files_have_the_names_of_the_seeds() -> None:
    """Five documents in five languages."""
    assert {source.code: (source.file, source.language) for source in CATALOGUE.sources} == {
        "CZ": ("000_444cabbd7b1e5540.txt", "cs"),
        "FI": ("001_2fbec01a1466e2d7.txt", "fi"),
        "ZH": ("002_3786eede6e803024.txt", "zh"),
        "KO": ("003_203d2f3bc3d6ef61.txt", "ko"),
        "JA": ("004_95a191c0a2930963.txt", "ja"),
    }


@pytest.mark.system(41)
def test_a_fact_s_code_begins_with_its_source() -> None:
    """193 facts, numbered within their source."""
    for fact in CATALOGUE.facts:
        assert re.fullmatch(rf"{fact.source}-\d\d", fact.code)
        assert fact.place
        assert fact.text
    counts = Counter(fact.source for fact in CATALOGUE.facts)
    assert set(counts) == {"CZ", "FI", "ZH", "KO", "JA"}
    assert sum(counts.values()) == 193


@pytest.mark.system(41)
def test_every_object_is_stated_with_facts_or_judged_with_a_reason() -> None:
    """No claim of the pack stands without saying where it comes from."""
    for kind in (name for name in KIND_OF if name not in ("studies", "facts")):
        for each in getattr(CATALOGUE, kind):
            assert each.basis in {"stated", "judged"}
            assert all(CATALOGUE.fact(code) for code in each.facts), each.code
            assert each.facts if each.basis == "stated" else CATALOGUE.reason(each.reason), each.code


@pytest.mark.system(40)
def test_predictions_and_cases_are_no_benchmark() -> None:
    """Only surveys have figures to compare with."""
    assert {study.code: study.is_benchmark for study in CATALOGUE.studies} == {
        "B-GART17": False,
        "B-IBM70": True,
        "B-ACC13": True,
        "B-FF13": False,
        "B-CMOS13": False,
        "B-ADOBE": False,
        "B-MOTO": False,
        "B-ACC14": True,
        "B-FF14": True,
    }
    others = {study.kind for study in CATALOGUE.studies if not study.is_benchmark}
    assert others == {"prediction", "qualitative", "case"}


@pytest.mark.system(40)
def test_two_wordings_of_one_prediction_stay_apart() -> None:
    """One study, two sources: projects by 2017, budget after 2017; neither is made the right one."""
    study = CATALOGUE.study("B-GART17")
    assert [wording.code for wording in study.wordings] == ["FI-04", "KO-04"] == list(study.facts)
    assert ["projects" in wording.text for wording in study.wordings] == [True, False]
    assert ["budget" in wording.text for wording in study.wordings] == [False, True]
    assert [each.code for each in CATALOGUE.studies if each.wordings] == ["B-GART17"]


@pytest.mark.system(40)
def test_what_public_sources_contradict_is_marked() -> None:
    """The prediction that did not come true and the 40 % that nobody confirms; and no benchmark is among them."""
    contradicted = [study for study in CATALOGUE.studies if study.contradicted]
    assert [study.code for study in contradicted] == ["B-GART17", "B-CMOS13"]
    assert not [study for study in contradicted if study.is_benchmark]
    assert all(study.verification.startswith("Public sources") for study in CATALOGUE.studies)
    assert not [study for study in CATALOGUE.studies if "Public sources" in study.text + study.use]


@pytest.mark.system(40)
def test_a_figure_without_a_year_says_so() -> None:
    """No year is guessed."""
    assert CATALOGUE.study("B-IBM70").year == "not stated"
    assert CATALOGUE.study("B-GART17").year == "for 2017"
    assert all(study.year for study in CATALOGUE.studies)


@pytest.mark.system(40)
def test_a_study_says_what_it_says_and_how_it_may_be_used() -> None:
    """Both are words of ours, and the sources that name it are facts."""
    for study in CATALOGUE.studies:
        assert study.text
        assert study.use
        assert all(CATALOGUE.fact(code) for code in study.facts)
    assert [study.code for study in CATALOGUE.studies if not study.facts] == ["B-ACC14", "B-FF14"]


def test_the_reference_is_given_in_parts() -> None:
    """Author, year, term, institution and title stand apart."""
    (reference,) = CATALOGUE.scenario("S006").references
    assert (reference.author, reference.year, reference.term) == ("Dohnal, J.", 2014, "LS 2014/2015")
    assert reference.title == "MI-CIO - přednášky"


def reasons_in(value: Any) -> Iterator[str]:
    """Yield the codes of the reasons that objects name, and the objects inside them."""
    for name in ("reason", "link_reason"):
        yield getattr(value, name, "")
    inner = [getattr(value, field.name) for field in attrs.fields(type(value))] if attrs.has(type(value)) else value
    for each in inner if isinstance(inner, list | tuple) else ():
        yield from reasons_in(each)


def test_every_reason_is_used_and_said() -> None:
    """No reason stands there for nothing."""
    used = set(reasons_in([getattr(CATALOGUE, field.name) for field in attrs.fields(Content)]))
    assert {reason.code for reason in CATALOGUE.reasons} == used - {""}
    assert all(reason.text for reason in CATALOGUE.reasons)


def test_evidence_never_changes() -> None:
    """A fact cannot be reworded in memory."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        CATALOGUE.fact("CZ-23").text = "Something else."  # type: ignore[misc]
