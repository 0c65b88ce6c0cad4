"""Focus, organisation models, reporting lines, posts: alternatives with factors, each with a reason."""

import attrs
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.errors import UnknownCodeError
from tests.catalogue.small_pack import changed, drop, faults_of, files, put, structure, texts

CATALOGUE = load_catalogue()
KINDS = ("focus_options", "organisation_models", "reporting_lines", "posts")
FACTORS = [factor for kind in KINDS for each in getattr(CATALOGUE, kind) for factor in each.factors]


@pytest.mark.system(9)
def test_the_strategic_focus_has_the_three_options_of_the_source() -> None:
    """They are a value of the context with the fact that names them, not questions."""
    assert [each.code for each in CATALOGUE.focus_options] == [
        "customer-knowledge",
        "product-quality",
        "operational-efficiency",
    ]
    assert all(each.facts == ("CZ-30",) for each in CATALOGUE.focus_options)


@pytest.mark.system(28)
def test_the_organisation_models_are_seven_alternatives() -> None:
    """Each has its effects or conditions with facts, and only the state that the source left is marked so."""
    assert [each.code for each in CATALOGUE.organisation_models] == [
        "separate",
        "joint-projects",
        "one-executive",
        "it-under-ceo",
        "it-within-marketing",
        "it-within-operations",
        "bridging-post",
    ]
    assert [each.code for each in CATALOGUE.organisation_models if each.is_rejected] == ["it-within-operations"]
    assert all(each.claims and each.facts and each.head and each.focus for each in CATALOGUE.organisation_models)
    assert all(claim.facts for each in CATALOGUE.organisation_models for claim in each.claims)


def test_a_model_has_no_rank() -> None:
    """Nothing in a model says that it is better than another: no level, no number, no order."""
    fields = {field.name for field in attrs.fields(type(CATALOGUE.organisation_models[0]))}
    assert fields == {
        *("code", "is_rejected", "reporting_line", "claims", "factors", "basis", "facts", "reason"),
        *("title", "text", "head", "focus"),
    }


@pytest.mark.system(29)
def test_where_it_reports_says_what_it_is_expected_to_look_at() -> None:
    """Operations mean support, and speak for another reporting line; the CFO stands on no source of ours."""
    expected = {each.code: each.focus for each in CATALOGUE.reporting_lines}
    assert expected == {
        "ceo": "company focus",
        "marketing": "customer focus",
        "operations": "support focus",
        "cfo": "cost focus",
    }
    assert CATALOGUE.reporting_line("operations").recommends == ("G02",)
    assert (CATALOGUE.reporting_line("cfo").basis, CATALOGUE.reporting_line("cfo").facts) == ("judged", ())


def test_posts_that_stand_for_a_side_say_who_stands_in() -> None:
    assert {each.code for each in CATALOGUE.posts if each.stand_in} == {"CIO", "CMO"}
    assert CATALOGUE.post("CMO").side == "CMO"


def test_factors_are_few_moderate_and_each_has_its_reason() -> None:
    assert len(FACTORS) <= 30
    assert all(0.5 <= each.factor <= 1.5 for each in FACTORS)
    assert all(each.facts and each.why and CATALOGUE.reason(each.reason) for each in FACTORS)
    assert 0.5 <= CATALOGUE.rules.important_factor <= 1.5


def test_a_kind_of_finding_speaks_for_its_practices() -> None:
    assert CATALOGUE.advised("foci-differ") == ("R05",)
    assert CATALOGUE.advised("priorities-disjoint") == ("R08",)
    assert CATALOGUE.advised("far-apart") == ()


@pytest.mark.parametrize(
    ("find", "wrong", "nearest"),
    [
        (CATALOGUE.focus_option, "customer-knowlege", "customer-knowledge"),
        (CATALOGUE.organisation_model, "one-exec", "one-executive"),
        (CATALOGUE.reporting_line, "operation", "operations"),
        (CATALOGUE.post, "cdo", "CDO"),
    ],
)
def test_an_unknown_code_names_the_nearest(find: object, wrong: str, nearest: str) -> None:
    assert callable(find)
    with pytest.raises(UnknownCodeError) as refused:
        find(wrong)
    assert refused.value.faults[0].nearest == nearest


@pytest.mark.parametrize("factor", [0, -1, 2.001, "1", True, float("nan"), float("inf")])
def test_a_factor_outside_its_range_is_a_fault(factor: object) -> None:
    found = faults_of(files(changed(structure(), put("focus_options.0.factors.0.factor", factor))))
    assert [fault.place for fault in found] == ["focus_options.toml money.factors.A1.factor"]


def test_what_a_part_of_the_context_lacks_is_a_fault() -> None:
    """A dangling practice, a claim twice, a judgement without its reason, a kind of finding that there is not."""
    words = texts()
    words["focus_options"]["money"]["factors"] = {"A9": {"why": "nobody knows"}}
    found = faults_of(files(changed(structure(), put("focus_options.0.factors.0.code", "A9")), en=words))
    assert [(each.place, each.nearest) for each in found] == [("focus_options.toml money.factors.A9.code", None)]
    twice = structure()
    twice["organisation_models"][0]["claims"] *= 2
    assert [each.problem for each in faults_of(files(twice))] == ["is there twice"]
    bare = changed(structure(), drop("posts.0.factors.0.reason"))
    assert [each.place for each in faults_of(files(bare))] == ["posts.toml bridge.factors.A2.reason"]
    (wrong,) = faults_of(files(changed(structure(), put("advice.0.code", "foci-difer"))))
    assert wrong.nearest == "foci-differ"


def test_the_parts_of_a_whole_are_items_of_their_question() -> None:
    assert CATALOGUE.question("QD3").parts == ("QD3a", "QD3b", "QD3c", "QD3d")
    (wrong,) = faults_of(files(changed(structure(), put("questions.0.parts", ["Q1a", "Q2"]))))
    assert (wrong.place, wrong.found) == ("questions.toml Q1.parts", "Q2")


def test_a_pack_needs_no_context() -> None:
    """All of it may be left out."""
    data, words = structure(), texts()
    for kind in (*KINDS, "advice"):
        del data[kind]
        words.pop(kind, None)
    assert Catalogue.from_files(files(data, en=words)).focus_options == ()
