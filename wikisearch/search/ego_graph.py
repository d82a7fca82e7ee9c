"""A page -> the graph of the terms around it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from wikisearch.model.page import Page
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.model.term_graph import GraphEdge, GraphNode, TermGraph
from wikisearch.search.related import RelatedFinder, link_relation
from wikisearch.search.view.index_view import IndexView

_EXPANDED = 8
"""Neighbours whose own neighbours are shown."""

_NEIGHBOURS = 12
"""Terms around each of them."""


def ego_graph(page: Page, view: IndexView, depth: int, limit: int) -> TermGraph:
    """Return the terms closest to a page, with all edges between them that are known.

    The terms around the page are its related terms; those around its neighbours are linked with
    them. `depth` is the maximum number of edges from the page, and `limit` that of the nodes.
    """
    finder = view.related_finder
    related = {page.id: finder.related(page, limit)}
    nodes = {page.id: GraphNode(page.id, page.title, view.urls.of(page), page.category, 0, 1.0)}
    _add_nodes(nodes, nodes[page.id], related[page.id])
    if depth > 1:
        for parent in _closest(nodes.values())[1 : _EXPANDED + 1]:
            related[parent.id] = finder.linked(parent.id, _NEIGHBOURS)
            _add_nodes(nodes, parent, related[parent.id])
    shown = _closest(nodes.values())[:limit]
    return TermGraph(tuple(shown), tuple(_edges(shown, related, finder)))


def _add_nodes(
    nodes: dict[str, GraphNode], parent: GraphNode, related: Sequence[RelatedTerm]
) -> None:
    """Add the related terms of a node, unless they are already there by a better path."""
    for each in related:
        closeness = parent.closeness * each.score / related[0].score
        node = GraphNode(each.id, each.title, each.url, each.category, parent.depth + 1, closeness)
        known = nodes.get(each.id)
        if known is None:
            nodes[each.id] = node
        elif known.closeness < closeness:
            nodes[each.id] = replace(known, closeness=closeness)


def _closest(nodes: Iterable[GraphNode]) -> list[GraphNode]:
    return sorted(nodes, key=lambda node: (node.depth > 0, -round(node.closeness, 6), node.id))


def _edges(
    nodes: Sequence[GraphNode],
    related: Mapping[str, Sequence[RelatedTerm]],
    finder: RelatedFinder,
) -> Iterable[GraphEdge]:
    """Yield an edge for each pair of nodes that are related, as far as that was computed."""
    known = {
        (source, each.id): each.relations for source, found in related.items() for each in found
    }
    for source, target in combinations([node.id for node in nodes], 2):
        if relations := known.get((source, target)):
            yield GraphEdge(source, target, relations)
        elif relations := known.get((target, source)):
            yield GraphEdge(target, source, relations)
        elif relation := _link(source, target, finder):
            yield GraphEdge(source, target, (relation,))


def _link(source: str, target: str, finder: RelatedFinder) -> Relation | None:
    """Return how two pages are linked."""
    return link_relation(
        is_linked=finder.links(source, target), is_linked_back=finder.links(target, source)
    )
