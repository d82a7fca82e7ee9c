"""The terms around a term -> the values of the page of its graph."""

from typing import Any, NamedTuple

from wikisearch.index import Index
from wikisearch.model.related import Relation
from wikisearch.model.term_graph import GraphEdge, GraphNode
from wikisearch.server.pages.server_links import ServerLinks

_NODES = {1: 30, 2: 80}
"""Terms by depth: more of them cannot be read in one picture."""

_TEXTS = {
    Relation.LINKED_TO: "the first links to the second",
    Relation.LINKED_FROM: "the second links to the first",
    Relation.SHARED_LINKS: "shared links",
    Relation.ALIKE: "similar text",
}
_TEXT_OF_BOTH = "links to each other"
_WEAK = {Relation.SHARED_LINKS, Relation.ALIKE}


class EdgeRow(NamedTuple):
    """A connection of two terms as the page shows it."""

    source: GraphNode
    target: GraphNode
    kind: str
    """`both` or `one` for links, else `alike`; the style of its line."""

    reason: str


def graph_values(index: Index, term: str, depth: int, links: ServerLinks) -> dict[str, Any]:
    """Return all values of the page; raises TermNotFoundError and OptionError."""
    graph = index.graph(term, depth=depth, limit=_NODES[depth])
    nodes = {node.id: node for node in graph.nodes}
    edges = [_edge_row(edge, nodes) for edge in graph.edges]
    return {
        "page": graph.nodes[0],
        "depth": depth,
        "nodes": graph.nodes,
        "edges": edges,
        "depths": [(1, links.graph(term)), (2, links.graph(term, 2))],
    }


def _edge_row(edge: GraphEdge, nodes: dict[str, GraphNode]) -> EdgeRow:
    strong = set(edge.relations) - _WEAK
    is_one = bool(strong & {Relation.LINKED_TO, Relation.LINKED_FROM})
    kind = "one" if is_one else "both" if strong else "alike"
    reason = ", ".join(_TEXTS.get(each, _TEXT_OF_BOTH) for each in edge.relations)
    return EdgeRow(nodes[edge.source], nodes[edge.target], kind, reason)
