"""The objects of a catalogue as a networkx graph: to look at and to hand on; nothing computes from it."""

import contextlib
import itertools
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import attrs
import networkx as nx

from mbi_collab.catalogue.content import KIND_OF, Content, kind_of
from mbi_collab.catalogue.fields import Basis

#: What ``catalogue.graph`` is: frozen, nodes are codes.
Graph: TypeAlias = "nx.MultiDiGraph[str]"


@attrs.frozen
class Connection:
    """One edge between two objects.

    Attributes:
        source, target: codes.
        kind: solved_by, contains, asks_about, requires, derived_for, owned_by, measured_by, seen_by, uses,
            settles, related_to, supported_by or backed_by.
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
    to a practice also ``weight`` and ``strength``, one from a responsibility to a role its ``letter`` (R, A, C or I).
    A ``requires`` edge runs from a practice to its prerequisite; a ``reweights`` edge, from a focus or an organisation
    model to a practice, has the ``factor``; ``alternative_to`` joins each two organisation models, in no order. A
    ``measured_by``, ``uses`` or ``settles`` edge is stated where both of its objects rest on a common fact: then a
    source names them together.
    All attributes are texts or numbers, so networkx's own writers take the graph.
    """
    graph: Graph = nx.MultiDiGraph(pack=content.pack.id, version=content.pack.version)
    for name in KIND_OF:
        for each in getattr(content, name):
            title = getattr(each, "title", None) or each.text
            node = question_node(each.code) if name == "questions" else each.code
            basis = getattr(each, "basis", "stated")
            graph.add_node(node, kind=kind_of(name, each), code=each.code, title=title, basis=basis)
    for edge in _connections(content):
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind, basis=edge.basis)
    for duty in content.responsibilities:
        for link in duty.roles:
            part = {"kind": "owned_by", "basis": duty.basis, "letter": link.letter}
            graph.add_edge(duty.code, link.role, key=f"owned_by {link.letter}", **part)
    _add_factors(graph, content)
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


def _add_factors(graph: Graph, content: Content) -> None:
    for name in ("focus_options", "organisation_models"):
        for context in getattr(content, name):
            for factor in context.factors:
                weighs = {"kind": "reweights", "basis": factor.basis, "factor": factor.factor}
                graph.add_edge(context.code, factor.code, key="reweights", **weighs)


def question_node(code: str) -> str:
    """Return the node of a control question."""
    return f"question:{code}"


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
    yield from _components(content)
    yield from _sources(content)


#: Which field of which component names practices, and what the edge from the practice to it is.
_OF_PRACTICES: Final = (
    ("metrics", "measures", "measured_by"),
    ("applications", "used_in", "uses"),
    ("responsibilities", "settled_in", "settles"),
)


def _components(content: Content) -> Iterator[Connection]:
    """Practices to what measures, serves, settles and joins them; what else belongs together is our judgement."""
    for name, field, kind in _OF_PRACTICES:
        for each in getattr(content, name):
            for code in getattr(each, field):
                yield Connection(code, each.code, kind, _together(content.practice(code), each))
    for first, second in itertools.combinations(content.organisation_models, 2):
        yield Connection(first.code, second.code, "alternative_to", "judged")
    for metric in content.metrics:
        roles = (content.side(code).role for code in metric.seen_by)
        yield from (Connection(metric.code, role, "seen_by", metric.basis) for role in roles if role)
    for bundle in content.bundles:
        yield from (Connection(bundle.code, code, "contains", bundle.basis) for code in bundle.practices)
        yield Connection(bundle.code, bundle.study, "backed_by", bundle.basis)
    for name in ("metrics", "applications", "bundles", "named_objects"):
        for each in getattr(content, name):
            yield from (Connection(each.code, code, "related_to", "judged") for code in each.related_to)


def _together(first: Any, second: Any) -> Basis:
    """Return whether a source names two objects together: they rest on a common fact."""
    return "judged" if set(first.facts).isdisjoint(second.facts) else "stated"


def _sources(content: Content) -> Iterator[Connection]:
    """Every object to the facts that support it; a judged object's facts are our reading."""
    for name in KIND_OF:
        for each in getattr(content, name) if name not in ("studies", "facts") else ():
            node = question_node(each.code) if name == "questions" else each.code
            for fact in each.facts:
                yield Connection(node, fact, "supported_by", each.basis)
    for study in content.studies:
        for fact in study.facts:
            yield Connection(study.code, fact, "supported_by", "stated")


def shortest_connection(graph: Graph, first: str, second: str) -> tuple[Connection, ...]:
    """Return the shortest chain of edges between two objects, whatever their direction; empty if there is none.

    Facts are no bridge, and roles only where nothing else is: that one chief owns both says little of two practices.
    """
    ends = [code if code in graph else question_node(code) for code in (first, second)]
    for passed_by in (("fact", "role"), ("fact",)):
        objects = graph.subgraph(
            node for node, kind in graph.nodes(data="kind") if kind not in passed_by or node in ends
        )
        with contextlib.suppress(nx.NetworkXNoPath):
            path = nx.shortest_path(objects.to_undirected(as_view=True), *ends)
            return tuple(_edge(graph, *pair) for pair in itertools.pairwise(path))
    return ()


def _edge(graph: Graph, first: str, second: str) -> Connection:
    source, target = (first, second) if graph.has_edge(first, second) else (second, first)
    kind, data = next(iter(sorted(graph[source][target].items())))
    return Connection(source, target, kind, data["basis"])
