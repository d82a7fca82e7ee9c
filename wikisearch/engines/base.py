"""The contract of an engine: a writer that takes documents, and a reader that matches queries."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self, runtime_checkable

from wikisearch.model.document import Document
from wikisearch.model.query import Query
from wikisearch.scoring import Statistics

MAX_DELETED = 0.3
"""Share of deleted documents above which an engine asks for a new index instead of an update."""


class Match(NamedTuple):
    """A section that matched."""

    key: str
    page: str
    score: float


new_match = partial(tuple.__new__, Match)
"""Makes a match of its fields in a tuple; `Match` itself calls a Python function."""


class Matches(NamedTuple):
    """The best matches of a query, and the total counts."""

    best: tuple[Match, ...]
    """Highest score first; ties are ordered by key."""

    total: int
    """Number of sections that match.

    If more match than a limit above 0, it is any number above that limit: counting takes long.
    """

    pages: int
    """Number of pages with a section that matches."""

    cut: bool = False
    """Whether a prefix or fuzzy term matched more tokens than the limit."""


class Writer(Protocol):
    """Adds documents to one new index, which cannot be read before `finish`."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with new keys. All documents of a page must come in one call."""

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of these pages. The pages may be added again."""

    def finish(self) -> None:
        """Complete the index and make it durable."""

    def abort(self) -> None:
        """Discard the index and release its resources."""


class Reader(Protocol):
    """An immutable view of one index. Threads may share it; it is closed when none uses it."""

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score; `limit` applies to `best`, not to the counts."""

    def facet(self, query: Query, field: str) -> Mapping[str, int]:
        """Count the matching pages by their values of a keyword field."""

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return the stored bytes of each key, None where there is no such document."""

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics for these tokens of the scored field."""

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the exact tokens of a positional field with a prefix.

        They come in any order, possibly repeated.
        """

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the values of a keyword field with a prefix in any order, possibly repeated.

        Values of deleted documents may be among them.
        """

    def count(self) -> int:
        """Return the number of documents in the index."""

    def close(self) -> None:
        """Release files and connections."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Engine(Protocol):
    """A kind of index."""

    def create(self, directory: Path) -> Writer:
        """Start an index in an empty folder."""

    def update(self, old: Path, new: Path, without: Collection[str]) -> Writer | None:
        """Start an index with the documents of an old one, except those of some pages.

        The old index is not changed. Returns None if a full build is cheaper.
        Raises BadIndexError if the old index cannot be read.
        """

    def open(self, directory: Path) -> Reader:
        """Open a finished index; raises BadIndexError if it cannot be read."""


@runtime_checkable
class Publisher(Protocol):
    """An engine whose indexes are visible outside their folder."""

    def publish(self, directory: Path) -> None:
        """Make the index of a live generation visible to others."""


def publish(engine: Engine, directory: Path) -> None:
    """Publish the index of a live generation if the engine is a Publisher.

    Publishing is idempotent: the next build repeats a call that failed.
    """
    if isinstance(engine, Publisher):
        engine.publish(directory)
