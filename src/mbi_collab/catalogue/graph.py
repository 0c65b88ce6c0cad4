"""The objects of a catalogue as a networkx graph: to look at and to hand on; nothing computes from it."""

import itertools
from collections.abc import Iterator
from typing import TypeAlias

import attrs
import networkx as nx

from mbi_collab.catalogue.content import Content
from mbi_collab.catalogue.fields import Basis

#: What ``catalogue.graph`` is: frozen, nodes are codes.
Graph: TypeAlias = "nx.MultiDiGraph[str]"


@attrs.frozen
class Connection:
    """One edge between two objects.

    Attributes:
        source, target: codes.
        kind: solved_by, contains, asks_about, requires, derived_for, owned_by, supported_by or backed_by.
        basis: stated or judged.
    """

    source: str
    target: str
    kind: str
    basis: Basis


def graph_of(content: Content) -> Graph:
    """Return the frozen graph of a catalogue.

    Nodes are codes, a control question's with ``question:`` before it (one with a single item shares its item's
    code), with ``kind``, ``code``, ``title`` and ``basis``. Every edge has ``kind`` and ``basis``, a link from an item
    to a practice also ``weight`` and ``strength``. A ``requires`` edge runs from a practice to its prerequisite.
    All attributes are texts or numbers, so networkx's own writers take the graph.
    """
    graph: Graph = nx.MultiDiGraph(pack=content.pack.id, version=content.pack.version)
    for kind in ("scenarios", "tasks", "roles", "areas", "questions", "items", "practices", "facts", "studies"):
        for each in getattr(content, kind):
            title = getattr(each, "title", None) or each.text
            node = question_node(each.code) if kind == "questions" else each.code
            graph.add_node(node, kind=_KIND[kind], code=each.code, title=title, basis=getattr(each, "basis", "stated"))
    for edge in _connections(content):
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind, basis=edge.basis)
    for item in content.items:
        for strength, codes, weight in (
            ("primary", item.primary, 1.0),
            ("secondary", item.secondary, content.rules.secondary_weight),
        ):
            for code in codes:
                about = {"kind": "asks_about", "basis": "judged", "strength": strength, "weight": weight}
                graph.add_edge(item.code, code, key="asks_about", **about)
    frozen: Graph = nx.freeze(graph)
    return frozen


def question_node(code: str) -> str:
    """Return the node of a control question."""
    return f"question:{code}"


_KIND = {
    "scenarios": "scenario",
    "tasks": "task",
    "roles": "role",
    "areas": "area",
    "questions": "control question",
    "items": "item",
    "practices": "practice",
    "facts": "fact",
    "studies": "study",
}


def _connections(content: Content) -> Iterator[Connection]:
    for scenario in content.scenarios:
        for code in scenario.task_codes:
            yield Connection(scenario.code, code, "solved_by", scenario.basis)
        for code in scenario.area_codes:
            yield Connection(scenario.code, code, "contains", content.area(code).basis)
    for question in content.questions:
        node = question_node(question.code)
        yield Connection(question.area, node, "contains", question.basis)
        for item in question.items:
            yield Connection(node, item.code, "contains", item.basis)
    for practice in content.practices:
        for need in practice.requires:
            yield Connection(practice.code, need.code, "requires", need.basis)
        yield Connection(practice.code, practice.task, "derived_for", practice.basis_of("task"))
        for role in practice.owners:
            yield Connection(practice.code, role, "owned_by", practice.basis_of("owners"))
        for study in practice.studies:
            yield Connection(practice.code, study, "backed_by", "judged")
    yield from _sources(content)


def _sources(content: Content) -> Iterator[Connection]:
    """Every object to the facts that support it; a judged object's facts are our reading."""
    for kind in ("scenarios", "tasks", "roles", "areas", "questions", "items", "practices"):
        for each in getattr(content, kind):
            node = question_node(each.code) if kind == "questions" else each.code
            for fact in each.facts:
                yield Connection(node, fact, "supported_by", each.basis)
    for study in content.studies:
        for fact in study.facts:
            yield Connection(study.code, fact, "supported_by", "stated")


def shortest_connection(graph: Graph, first: str, second: str) -> tuple[Connection, ...]:
    """Return the shortest chain of edges between two objects, whatever their direction; empty if there is none."""
    ends = [code if code in graph else question_node(code) for code in (first, second)]
    objects = graph.subgraph(node for node, kind in graph.nodes(data="kind") if kind != "fact" or node in ends)
    try:
        path = nx.shortest_path(objects.to_undirected(as_view=True), *ends)
    except nx.NetworkXNoPath:
        return ()
    return tuple(_edge(graph, *pair) for pair in itertools.pairwise(path))


def _edge(graph: Graph, first: str, second: str) -> Connection:
    source, target = (first, second) if graph.has_edge(first, second) else (second, first)
    kind, data = next(iter(sorted(graph[source][target].items())))
    return Connection(source, target, kind, data["basis"])
