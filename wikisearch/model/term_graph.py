"""A term and the terms around it, as a graph."""

from dataclasses import dataclass

from wikisearch.model.related import Relation


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A term in a graph."""

    id: str
    title: str
    url: str
    """As in `RelatedTerm`."""

    category: str
    depth: int
    """Number of edges from the term in the center: 0 for itself."""

    closeness: float
    """From 1 for the center down to 0: the product of the scores on the best path to it.

    Each score is divided by the best one of the term that the edge leaves.
    """


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relation of two terms; each pair of terms has one edge at most."""

    source: str
    """Id of a node."""

    target: str
    """Id of another node."""

    relations: tuple[Relation, ...]
    """Why the target is related to the source."""


@dataclass(frozen=True, slots=True)
class TermGraph:
    """A term and the terms that are closest to it."""

    nodes: tuple[GraphNode, ...]
    """The closest first, so that the center is the first."""

    edges: tuple[GraphEdge, ...]
