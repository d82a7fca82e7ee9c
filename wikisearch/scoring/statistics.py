"""Statistics of an index that scores depend on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wikisearch.model.query import Fuzzy, Prefix


@dataclass(frozen=True, slots=True)
class Statistics:
    """Statistics of the scored field over the whole index."""

    doc_count: int
    """Number of documents with at least one token in the scored field."""

    total_length: int
    """Number of tokens in the scored field of all documents, not quantized."""

    doc_freqs: Mapping[str, int]
    """Document frequency of each requested token."""

    expanded_tokens: Mapping[tuple[Prefix | Fuzzy, str], frozenset[str]] = field(
        default_factory=dict
    )
    """Tokens that a node expands to in a field, for nodes that match more than `MAX_EXPANSIONS`."""
