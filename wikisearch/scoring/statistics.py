"""Statistics of an index that scores depend on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from wikisearch.model.query import Fuzzy, Prefix


class Statistics(NamedTuple):
    """Statistics of the scored field over the whole index."""

    doc_count: int
    """Number of documents with at least one token in the scored field."""

    total_length: int
    """Number of tokens in the scored field of all documents, not quantized."""

    doc_freqs: Mapping[str, int]
    """Document frequency of each requested token."""

    expanded_tokens: Mapping[tuple[Prefix | Fuzzy, str], frozenset[str]] = MappingProxyType({})
    """Tokens that a node expands to in a field, for nodes that match more than `MAX_EXPANSIONS`."""
