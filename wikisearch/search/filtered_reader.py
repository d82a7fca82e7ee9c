"""An index of which only a part is looked at: what filters leave, or the pages of one screen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wikisearch.engines.base import Matches, Reader
from wikisearch.model.query import And, Query
from wikisearch.scoring import Statistics


@dataclass(frozen=True, slots=True)
class FilteredReader(Reader):
    """A reader that finds only what matches `only` as well; its scores are those of the whole."""

    reader: Reader
    only: Query

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score in the part."""
        return self.reader.search(And((query, self.only)), limit)

    def facet(self, query: Query, field: str) -> Mapping[str, int]:
        """Count pages of the part."""
        return self.reader.facet(And((query, self.only)), field)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored, in the part or not."""
        return self.reader.stored(keys)

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures of the whole index."""
        return self.reader.statistics(tokens)

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of the whole index."""
        return self.reader.tokens(field)

    def count(self) -> int:
        """Documents in the whole index."""
        return self.reader.count()

    def close(self) -> None:
        """Free what the whole holds."""
        self.reader.close()
