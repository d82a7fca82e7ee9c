"""Title match: how much of the title of a page is in the query."""

from collections.abc import Iterable, Mapping, Sequence

from wikisearch.analysis import Analyzer
from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import query_stems


def title_stems(title: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the stems of a title, in order."""
    groups = analyzer.sequence(title)
    return tuple(stem for group in groups for stem in query_stems(group))


def title_match(stems: Sequence[str], idf: Mapping[str, float], config: RankingConfig) -> float:
    """Sum the idf of the title's different words if the query has all of them."""
    # In the order of the title: the last digit of a sum depends on the order.
    different = dict.fromkeys(stems)
    found = sum(map(idf.__getitem__, different)) if different.keys() <= idf.keys() else 0.0
    return config.title_weight * found


def title_coverage(stems: Sequence[str], idf: Mapping[str, float]) -> float:
    """Return the share of the title's words that the query has, from 0 to 1.

    A word that the title repeats counts once: the title `list::list` has more than `list`.
    """
    return len(idf.keys() & stems) / len(stems) if stems else 0.0


def repeated_heading(idf: Iterable[float], config: RankingConfig) -> float:
    """Demotion of a section whose heading is the query, but also the heading of other pages."""
    return -config.repeated_weight * sum(idf)


def name_match(idf: Iterable[float], config: RankingConfig) -> float:
    """Boost of a section whose name is the query, given the idf of the query's words."""
    return config.name_weight * sum(idf)
