"""Metrics, applications, responsibilities, the bundle and bare names of the shipped pack."""

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.components import Responsibility, RoleLink
from mbi_collab.errors import UnknownCodeError
from tests.catalogue.small_pack import files

CATALOGUE = load_catalogue()


@pytest.mark.system(24)
def test_media_effect_is_seen_from_two_sides() -> None:
    """Reach and sales on marketing's side, calls for help and complaints on IT's."""
    metrics = {each.code: each.seen_by for each in CATALOGUE.metrics_of("V02")}
    assert metrics == {
        "M-REACH": ("CMO",),
        "M-SALES": ("CMO", "CIO"),
        "M-HELP-CALLS": ("CIO",),
        "M-COMPLAINT-CALLS": ("CIO",),
    }


def test_every_metric_says_what_is_counted_and_how_a_change_is_read() -> None:
    """Facts, vantage points of the pack, a formula and a reading rule; only two metrics are seen by nobody named."""
    for metric in CATALOGUE.metrics:
        assert metric.basis == "stated"
        assert all(CATALOGUE.fact(code) for code in metric.facts)
        assert all(CATALOGUE.side(code) for code in metric.seen_by)
        assert metric.text
        assert metric.formula
        assert metric.reading
    assert [metric.code for metric in CATALOGUE.metrics if not metric.seen_by] == ["M-WASTE", "M-LEAD"]
    assert [metric.code for metric in CATALOGUE.metrics if metric.seen_by == ("rest",)] == [
        "M-ACCEPTANCE",
        "M-ONE-UNIT",
    ]


@pytest.mark.system(31)
def test_five_kinds_of_digital_tools_are_renewed_together() -> None:
    """Social media, marketing and sales automation, channel portal, analytics."""
    tools = [each for each in CATALOGUE.applications if each.kind == "digital tool"]
    assert len(tools) == 5
    assert CATALOGUE.applications_of("G05") == tuple(tools)
    assert {each.facts for each in tools} == {("KO-23",)}


@pytest.mark.system(19)
def test_the_flows_integrated_in_the_erp_are_named() -> None:
    """Finance, production, sales, stock, raw materials; marketing is to follow with D01."""
    erp = CATALOGUE.application("A-ERP")
    assert all(flow in erp.text.lower() for flow in ("finance", "production", "sales", "stock", "raw materials"))
    assert CATALOGUE.applications_of("D01") == (erp,)


@pytest.mark.system(20)
def test_both_ways_to_a_data_platform_stand_there_without_a_threshold() -> None:
    """Own or shared, each with its source, and no number in either."""
    own, shared = CATALOGUE.applications_of("D02")
    assert (own.code, shared.code) == ("A-BIG-DATA", "A-SHARED")
    assert not [letter for each in (own, shared) for letter in each.text if letter.isdigit()]


@pytest.mark.system(15)
def test_the_stated_cells_of_the_responsibility_matrix_are_there() -> None:
    """Data processing with IT, customer databases with marketing, and so on; each with one accountable role."""
    assert {each.code: each.accountable for each in CATALOGUE.responsibilities} == {
        "data-processing": "R101",
        "data-policy": "R101",
        "customer-databases": "CMO",
        "it-assets": "R101",
        "application-life-cycle": "R101",
        "security": "R101",
        "market-budget-split": "CMO",
        "media-mix": "CMO",
        "marketing-plan": "CMO",
        "public-relations": "CMO",
        "internal-information-flow": "R101",
        "platform": "R101",
        "verification": "R101",
    }
    for each in CATALOGUE.responsibilities:
        assert each.basis == "stated"
        assert all(set(link.facts) <= set(each.facts) and link.facts for link in each.roles)


@pytest.mark.system(15)
def test_a_role_has_the_letters_that_a_source_gives_it() -> None:
    """What no source says stays open."""
    verification = CATALOGUE.responsibility("verification")
    assert [verification.letters_of(role) for role in ("R101", "CMO", "RQ001")] == ["A", "R", ""]
    both = (RoleLink(role="X", letter="A", facts=("F-1",)), RoleLink(role="X", letter="R", facts=("F-1",)))
    assert attrs.evolve(verification, roles=both).letters_of("X") == "RA"


@pytest.mark.system(27)
def test_the_responsibilities_of_a_role_or_a_practice_are_given() -> None:
    """Eight parts for the CIO, six for the CMO, none for the CEO; F05 settles the three about data."""
    assert [len(CATALOGUE.responsibilities_of(role)) for role in ("R101", "CMO", "RQ001")] == [8, 6, 0]
    assert all(isinstance(each, Responsibility) for each in CATALOGUE.responsibilities_of("F05"))
    assert len(CATALOGUE.responsibilities_of("F05")) == 3
    small = Catalogue.from_files(files())
    assert small.responsibilities_of("BOSS")[0].letters_of("BOSS") == "RA"
    for ask in (CATALOGUE.responsibilities_of, CATALOGUE.metrics_of, CATALOGUE.applications_of):
        with pytest.raises(UnknownCodeError):
            ask("nothing")


@pytest.mark.system(14)
def test_the_joint_project_is_a_bundle_with_seven_parameters() -> None:
    """Five practices and what has to be settled; half and half is an example of the source, no norm."""
    bundle = CATALOGUE.bundle("joint-project")
    assert sorted(bundle.practices) == ["F01", "F02", "F03", "F04", "F06"]
    assert {each.code: each.kind for each in bundle.parameters} == {
        "funding-split": "split",
        "sponsors": "sides",
        "members-from": "sides",
        "new-identity": "yes or no",
        "goal-topic": "words",
        "deadline": "date",
        "return-planned": "yes or no",
    }
    assert all(each.example and each.facts for each in bundle.parameters)
    assert bundle.study == "B-ADOBE"
    assert not CATALOGUE.study(bundle.study).is_benchmark


def test_what_is_only_a_name_is_marked_so() -> None:
    """Neighbouring scenarios and tasks, a document, a factor, a method, metric groups: none is described."""
    named = {each.code: each for each in CATALOGUE.named_objects}
    assert {"S002", "S005", "S038", "U005A", "U008A", "U011A", "TG001", "D001A", "F032", "M002"} <= set(named)
    for each in named.values():
        assert not each.described
        assert (each.basis, each.facts) == ("judged", ())
        assert each.reason in {"named-in-portal", "same-task-group"}
        assert not hasattr(each, "text")
    assert named["S002"].public_id == "SCENARIO-1"
    described = {each.code for each in CATALOGUE.scenarios} | {each.code for each in CATALOGUE.tasks}
    assert described.isdisjoint(named)


def test_components_never_change() -> None:
    """They are values."""
    for kind in ("metrics", "applications", "responsibilities", "bundles", "named_objects"):
        each = getattr(CATALOGUE, kind)[0]
        assert hash(each) == hash(attrs.evolve(each))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            each.code = "X"
