"""What every engine is: a writer of documents, and a reader that matches queries."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Protocol, Self, runtime_checkable

from wikisearch.model.document import Document
from wikisearch.model.query import Query
from wikisearch.scoring import Statistics


class Match(NamedTuple):
    """A section that matched."""

    key: str
    page: str
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """The best matches of a query, and how many there are in all."""

    best: tuple[Match, ...]
    """Highest score first, ties in order of key."""

    total: int
    """Sections that match."""

    pages: int
    """Pages that have a section that matches."""

    cut: bool = False
    """Whether a prefix or a misspelling stands for more words than were looked at."""


class Writer(Protocol):
    """Puts documents into one new index; nothing can be read before `finish`."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index; all those of a page at one go."""

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages, which may be added anew."""

    def finish(self) -> None:
        """Complete the index and make it durable."""

    def abort(self) -> None:
        """Give up and free what is held; what was written is of no use."""


class Reader(Protocol):
    """One unchanging view of an index."""

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score; `limit` bounds `best`, never the counts."""

    def facet(self, query: Query, field: str) -> Mapping[str, int]:
        """Pages with a section that matches, counted by their values of a keyword field."""

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key, None where there is no such document."""

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses, for these tokens of the scored field."""

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a positional field, each once or more, in no order."""

    def count(self) -> int:
        """Documents in the index."""

    def close(self) -> None:
        """Free what is held."""

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
        """Begin an index in an empty folder."""

    def update(self, old: Path, new: Path, without: Collection[str]) -> Writer | None:
        """Begin an index with the documents of an old one, but for those of some pages.

        The old index stays as it is. None when a new index from all pages is the better way;
        raises BadIndexError for an old one it cannot read.
        """

    def open(self, directory: Path) -> Reader:
        """Open a finished index; raises BadIndexError for one it cannot read."""


@runtime_checkable
class Publisher(Protocol):
    """An engine whose indexes others see as well, beside the folder."""

    def publish(self, directory: Path) -> None:
        """Show them the index of a generation that has gone live."""


def publish(engine: Engine, directory: Path) -> None:
    """Show others the index of a generation that is live, if the engine is one to do so.

    Done twice, it is as done once: what failed the first time is mended by the next build.
    """
    if isinstance(engine, Publisher):
        engine.publish(directory)
