"""A reader of a part of an index: the pages that a filter leaves, or some pages by id."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wikisearch.engines.base import Matches, Reader
from wikisearch.model.query import And, Query
from wikisearch.scoring import Statistics


@dataclass(frozen=True, slots=True)
class FilteredReader(Reader):
    """Finds only sections that also match `only`; scores are those of the whole index."""

    reader: Reader
    only: Query

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score in the part."""
        return self.reader.search(And((query, self.only)), limit)

    def facet(self, query: Query, field: str) -> Mapping[str, int]:
        """Count the pages of the part."""
        return self.reader.facet(And((query, self.only)), field)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return what is stored in the whole index."""
        return self.reader.stored(keys)

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the statistics of the whole index."""
        return self.reader.statistics(tokens)

    def tokens(self, field: str) -> Iterator[str]:
        """Return the exact tokens of the whole index."""
        return self.reader.tokens(field)

    def count(self) -> int:
        """Count the documents of the whole index."""
        return self.reader.count()

    def close(self) -> None:
        """Close the reader of the whole index."""
        self.reader.close()
