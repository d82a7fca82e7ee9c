"""A page -> its significant terms: the tokens that distinguish it from other pages."""

from collections import Counter

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.page import Page
from wikisearch.scoring import idf

MAX_TERMS = 25

MIN_DOC_FREQ = 2
"""A token of one section only is similar to nothing."""


def significant_terms(page: Page, reader: Reader, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the scored tokens of a page with the highest tf-idf, best first."""
    texts = [page.title, *(section.text for section in page.sections)]
    analyzer = analyzer.for_language(page.language)
    counts = Counter(token for text in texts for token in analyzer.scored(text))
    statistics = reader.statistics(counts)
    weights = {
        token: count * idf(statistics.doc_count, statistics.doc_freqs[token])
        for token, count in counts.items()
        if statistics.doc_freqs[token] >= MIN_DOC_FREQ and token not in analyzer.stop_words
    }
    return tuple(sorted(weights, key=lambda token: (-weights[token], token))[:MAX_TERMS])
