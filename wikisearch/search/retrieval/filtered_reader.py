"""A reader of a part of an index: the pages that a filter leaves, or some pages by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wikisearch.engines.base import Matches, Reader
from wikisearch.model.query import And, Query
from wikisearch.scoring import Statistics


class FilteredReader(Reader):
    """Finds only sections that also match `only`; scores are those of the whole index."""

    def __init__(self, reader: Reader, only: Query) -> None:
        self._reader = reader
        self._only = only

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score in the part."""
        return self._reader.search(And((query, self._only)), limit)

    def facet(self, query: Query, field: str) -> Mapping[str, int]:
        """Count the pages of the part."""
        return self._reader.facet(And((query, self._only)), field)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return what is stored in the whole index."""
        return self._reader.stored(keys)

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the statistics of the whole index."""
        return self._reader.statistics(tokens)

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Return the exact tokens of the whole index with a prefix."""
        return self._reader.tokens(field, prefix)

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Return the values of the whole index."""
        return self._reader.keyword_values(field, prefix)

    def count(self) -> int:
        """Count the documents of the whole index."""
        return self._reader.count()

    def close(self) -> None:
        """Close the reader of the whole index."""
        self._reader.close()
