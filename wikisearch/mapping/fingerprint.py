"""What identifies the rules of an index: a query compares it without loading the mapping."""

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.mapping.field_weights import (
    ALIAS_WEIGHT,
    ANCESTOR_WEIGHT,
    HEADING_WEIGHT,
    TITLE_WEIGHT,
)

_VERSION = 11
"""Increase it whenever the same page gives other documents: indexes must then be rebuilt."""


def fingerprint(analyzer: Analyzer) -> str:
    """Identify the rules that turn a page into documents: analysis, fields and weights."""
    weights = (TITLE_WEIGHT, HEADING_WEIGHT, ANCESTOR_WEIGHT, ALIAS_WEIGHT)
    return f"{analyzer.fingerprint} documents-{_VERSION} weights-{'-'.join(map(str, weights))}"
