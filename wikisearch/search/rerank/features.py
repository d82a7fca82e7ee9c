"""The features that reranking adds to the BM25 score of a section."""

from typing import NamedTuple


class RerankFeatures(NamedTuple):
    """Weighted features; each is added to the score, the last one is negative."""

    proximity: float = 0.0
    exact: float = 0.0
    title: float = 0.0
    links: float = 0.0
    name: float = 0.0
    repeated: float = 0.0


NO_FEATURES = RerankFeatures()
