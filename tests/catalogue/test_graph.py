"""The graph: what runs where, provenance on every edge, frozen, and written by networkx as it is."""

import io
from pathlib import Path

import networkx as nx
import pytest

from mbi_collab import load_catalogue
from mbi_collab.catalogue.catalogue import Catalogue
from mbi_collab.catalogue.graph import Connection, graph_of, question_node, shortest_connection
from mbi_collab.errors import UnknownCodeError
from tests.catalogue.small_pack import files

CATALOGUE = load_catalogue()
GRAPH = CATALOGUE.graph
EDGES = list(GRAPH.edges(data=True))
KINDS = {
    *("solved_by", "contains", "asks_about", "requires", "derived_for", "owned_by", "supported_by", "backed_by"),
    *("measured_by", "seen_by", "uses", "settles", "related_to"),
    *("reweights", "alternative_to"),
}


def targets(source: str, kind: str) -> set[str]:
    """Return where edges of one kind run to."""
    return {target for _, target, data in GRAPH.out_edges(source, data=True) if data["kind"] == kind}


@pytest.mark.system(4)
def test_s006_is_solved_by_exactly_three_tasks() -> None:
    """The source states these edges."""
    assert targets("S006", "solved_by") == {"U005B", "U003A", "U004A"}
    assert {data["basis"] for _, _, data in EDGES if data["kind"] == "solved_by"} == {"stated"}


@pytest.mark.system(4)
def test_every_derived_edge_is_judged() -> None:
    """No source says in which task a practice is carried out."""
    derived = [(source, target, data) for source, target, data in EDGES if data["kind"] == "derived_for"]
    assert len(derived) == 56
    assert all(data["basis"] == "judged" for *_, data in derived)


@pytest.mark.system(41)
def test_every_edge_has_kind_and_basis() -> None:
    """Stated and judged are kept apart on every edge."""
    assert {data["kind"] for *_, data in EDGES} == KINDS
    assert {data["basis"] for *_, data in EDGES} == {"stated", "judged"}


def test_every_object_is_a_node() -> None:
    """Control questions have nodes of their own, and no end of an edge is unknown."""
    kinds = nx.get_node_attributes(GRAPH, "kind").values()
    counts = {kind: list(kinds).count(kind) for kind in set(kinds)}
    assert counts == {
        "scenario": 1,
        "task": 3,
        "role": 3,
        "area": 8,
        "control question": 62,
        "item": 83,
        "practice": 56,
        "fact": 193,
        "study": 9,
        "metric": 18,
        "application": 12,
        "responsibility": 13,
        "bundle": 1,
        "strategic focus": 3,
        "organisation model": 7,
        "scenario (name only)": 3,
        "task (name only)": 9,
        "task group (name only)": 1,
        "document (name only)": 1,
        "factor (name only)": 1,
        "method (name only)": 1,
        "metric group (name only)": 3,
    }
    assert GRAPH.has_node(question_node("Q313"))
    assert GRAPH.has_node("Q313")


def test_requires_runs_to_the_prerequisite() -> None:
    """53 edges, and R03 points to R02."""
    assert "R02" in targets("R03", "requires")
    assert "R03" not in targets("R02", "requires")
    assert sum(data["kind"] == "requires" for *_, data in EDGES) == 53


def test_the_way_from_scenario_to_practice_is_there() -> None:
    """Scenario, area, control question, item, practice."""
    assert targets("S006", "contains") == {"R", "U", "L"}
    assert question_node("Q311") in targets("R", "contains")
    assert targets(question_node("Q311"), "contains") == {"Q311a", "Q311b"}
    assert targets("Q311a", "asks_about") == {"R05", "R02", "R03"}
    assert GRAPH["Q311a"]["R05"]["asks_about"] == {
        "kind": "asks_about",
        "basis": "judged",
        "strength": "primary",
        "weight": 1.0,
    }
    assert GRAPH["Q311a"]["R02"]["asks_about"]["weight"] == 0.5
    assert sum(data["kind"] == "asks_about" for *_, data in EDGES) == 127


def test_owners_facts_and_studies_are_reached() -> None:
    """Practice to role, object to fact, practice to study."""
    assert targets("R01", "owned_by") == {"R101", "CMO"}
    assert targets("R01", "supported_by") == {"CZ-23", "CZ-24"}
    assert targets("R01", "backed_by") == {"B-ACC13"}


@pytest.mark.system(15)
def test_a_responsibility_runs_to_its_roles_with_a_letter() -> None:
    """One accountable role each; the CMO carries out what the CIO verifies."""
    edges = list(GRAPH.out_edges("verification", data=True))
    assert {(target, data["letter"]) for _, target, data in edges if data["kind"] == "owned_by"} == {
        ("R101", "A"),
        ("CMO", "R"),
    }
    accountable = [source for source, _, data in EDGES if data.get("letter") == "A"]
    assert accountable == [each.code for each in CATALOGUE.responsibilities]


def test_metrics_and_applications_are_reached_from_practices() -> None:
    """What measures a practice and what it uses is stated where a source names both in one place, else judged."""
    assert targets("V02", "measured_by") == {"M-REACH", "M-SALES", "M-HELP-CALLS", "M-COMPLAINT-CALLS"}
    assert GRAPH["V02"]["M-REACH"]["measured_by"]["basis"] == "stated"
    assert GRAPH["D06"]["M-STOCK"]["measured_by"]["basis"] == "judged"
    assert targets("M-REACH", "seen_by") == {"CMO"}
    assert targets("M-COMPLAINT-CALLS", "seen_by") == {"R101"}
    assert targets("M-ACCEPTANCE", "seen_by") == set()
    assert targets("G05", "uses") == {"A-SOCIAL", "A-MARKETING", "A-SALES", "A-CHANNEL", "A-ANALYTICS"}
    assert targets("F05", "settles") == {"data-processing", "data-policy", "customer-databases"}
    assert targets("joint-project", "contains") == {"F01", "F02", "F03", "F04", "F06"}
    assert targets("joint-project", "backed_by") == {"B-ADOBE"}
    assert targets("U008A", "related_to") == {"TG001", "P"}
    assert {data["basis"] for *_, data in EDGES if data["kind"] == "related_to"} == {"judged"}


@pytest.mark.system(28)
def test_organisation_models_are_alternatives_and_reweight_practices() -> None:
    """Each two are joined once, in no order; the factor stands on the edge to the practice."""
    models = {each.code for each in CATALOGUE.organisation_models}
    joined = [{source, target} for source, target, data in EDGES if data["kind"] == "alternative_to"]
    assert len(joined) == len(models) * (len(models) - 1) / 2
    assert set().union(*joined) == models
    assert targets("one-executive", "reweights") == {"F07", "P06"}
    assert GRAPH["one-executive"]["F07"]["reweights"]["factor"] == 0.8


def test_the_graph_is_frozen_and_made_once() -> None:
    """Nodes and edges cannot be added or taken away."""
    assert CATALOGUE.graph is GRAPH
    assert nx.is_frozen(GRAPH)
    for change in (lambda: GRAPH.add_edge("R01", "R02"), lambda: GRAPH.remove_node("R01"), GRAPH.clear):
        with pytest.raises(nx.NetworkXError, match=r"[Ff]rozen"):
            change()


def test_attributes_are_plain_values() -> None:
    """Writers of graph formats take nothing else."""
    values = [value for _, data in GRAPH.nodes(data=True) for value in data.values()]
    values += [value for *_, data in EDGES for value in data.values()]
    values += GRAPH.graph.values()
    assert {type(value) for value in values} <= {str, int, float, bool}


@pytest.mark.parametrize("catalogue", [CATALOGUE, Catalogue.from_files(files())], ids=["cio-cmo", "small"])
def test_graphml_is_written_and_read_back(catalogue: Catalogue) -> None:
    """The writer of networkx takes the graph, and the reader gives the same nodes, edges and attributes."""
    graph = graph_of(catalogue)
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    again = nx.read_graphml(file, force_multigraph=True)
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(graph.edges(keys=True, data=True))
    assert again.is_directed()


@pytest.mark.parametrize("write", [nx.write_gexf, nx.write_gml], ids=["gexf", "gml"])
def test_other_writers_take_it_too(write: object, tmp_path: Path) -> None:
    """GEXF for Gephi, GML for yEd."""
    assert callable(write)
    write(GRAPH, tmp_path / "graph")
    assert (tmp_path / "graph").stat().st_size > 10_000


def test_a_connection_is_the_shortest_chain() -> None:
    """Why a task is connected with a role: by a practice; facts are no bridge."""
    assert CATALOGUE.connection("S006", "U005B") == (Connection("S006", "U005B", "solved_by", "stated"),)
    assert CATALOGUE.connection("U005B", "S006") == CATALOGUE.connection("S006", "U005B")
    first, second = CATALOGUE.connection("U005B", "R101")
    assert (first.kind, second.kind) == ("derived_for", "owned_by")
    assert first.source == second.source
    assert (first.target, second.target) == ("U005B", "R101")
    assert CATALOGUE.connection("R01", "R01") == ()
    kinds = nx.get_node_attributes(GRAPH, "kind")
    chain = CATALOGUE.connection("CZ-23", "JA-27")
    assert [kinds[code] for edge in chain for code in (edge.source, edge.target)].count("fact") == 2


def test_a_common_owner_connects_only_what_nothing_else_does() -> None:
    """Two practices of one chief are connected by a statement, a task or a prerequisite, not by the chief."""
    kinds = nx.get_node_attributes(GRAPH, "kind")
    codes = [practice.code for practice in CATALOGUE.practices]
    between = {
        kinds[code]
        for other in codes[1:]
        for edge in CATALOGUE.connection(codes[0], other)
        for code in (edge.source, edge.target)
    }
    assert "role" not in between
    assert {edge.kind for edge in CATALOGUE.connection("U04", "F02")} == {"asks_about"}
    graph = nx.MultiDiGraph([("first", "chief"), ("second", "chief")])
    nx.set_node_attributes(graph, {"first": "practice", "second": "practice", "chief": "role"}, "kind")
    nx.set_edge_attributes(graph, "stated", "basis")
    assert len(shortest_connection(graph, "first", "second")) == 2


def test_a_control_question_is_an_end_by_its_own_code() -> None:
    """The node's prefix is not asked of the reader."""
    assert CATALOGUE.connection("R", "Q311") == (Connection("R", "question:Q311", "contains", "stated"),)


def test_what_is_not_connected_has_no_chain() -> None:
    """A fact that nothing names stands alone."""
    alone = next(code for code in GRAPH if GRAPH.degree(code) == 0)
    assert CATALOGUE.connection(alone, "S006") == ()


def test_an_unknown_end_gets_the_nearest() -> None:
    """A connection is asked of what there is."""
    with pytest.raises(UnknownCodeError, match="Did you mean 'S006'"):
        CATALOGUE.connection("S06", "U04")
