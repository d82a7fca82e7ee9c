"""Title match: how much of the title of a page is in the query."""

from collections.abc import Iterable, Mapping

from wikisearch.analysis import Analyzer
from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import query_stems


def title_stems(title: str, analyzer: Analyzer) -> dict[str, None]:
    """Return the different stems of a title, in order."""
    groups = analyzer.sequence(title)
    return dict.fromkeys(stem for group in groups for stem in query_stems(group))


def title_match(
    stems: Mapping[str, None], idf: Mapping[str, float], config: RankingConfig
) -> float:
    """Sum the idf of the title's words if the query has all of them."""
    # In the order of the title: the last digit of a sum depends on the order.
    found = sum(map(idf.__getitem__, stems)) if stems.keys() <= idf.keys() else 0.0
    return config.title_weight * found


def title_coverage(stems: Mapping[str, None], idf: Mapping[str, float]) -> float:
    """Return the share of the title's words that the query has, from 0 to 1."""
    return len(stems.keys() & idf.keys()) / len(stems) if stems else 0.0


def repeated_heading(idf: Iterable[float], config: RankingConfig) -> float:
    """Demotion of a section whose heading is the query, but also the heading of other pages."""
    return -config.repeated_weight * sum(idf)


def name_match(idf: Iterable[float], config: RankingConfig) -> float:
    """Boost of a section whose name is the query, given the idf of the query's words."""
    return config.name_weight * sum(idf)
