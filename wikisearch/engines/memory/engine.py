"""Reference engine without index or files: it scores every document by its explanation."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.expansion import ExpansionCandidate, top_expansions
from wikisearch.errors import IndexNotFoundError
from wikisearch.model.document import Document
from wikisearch.model.query import MAX_EXPANSIONS, Fuzzy, Prefix, Query
from wikisearch.model.query_analysis import expansions, query_terms
from wikisearch.scoring import Statistics, rounded
from wikisearch.scoring.distance import within_distance
from wikisearch.scoring.score_explanation import explain, matches_token


class MemoryEngine:
    """Keeps indexes in memory, by folder."""

    def __init__(self, max_expansions: int = MAX_EXPANSIONS) -> None:
        self._indexes: dict[Path, tuple[Document, ...]] = {}
        self._max_expansions = max_expansions

    def create(self, directory: Path) -> "MemoryWriter":
        """Start an index."""
        return MemoryWriter(self._indexes, directory)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "MemoryWriter":
        """Start an index with the documents of an old one."""
        if old not in self._indexes:
            raise IndexNotFoundError(old, "there is no index in memory", "build it first")
        writer = MemoryWriter(self._indexes, new)
        writer.add(self._indexes[old])
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> "MemoryReader":
        """Open a finished index."""
        if directory not in self._indexes:
            raise IndexNotFoundError(directory, "there is no index in memory", "build it first")
        return MemoryReader(self._indexes[directory], self._max_expansions)


class MemoryWriter:
    """Collects documents."""

    def __init__(self, indexes: dict[Path, tuple[Document, ...]], directory: Path) -> None:
        self._indexes = indexes
        self._directory = directory
        self._documents: list[Document] = []

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index."""
        self._documents.extend(documents)

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        self._documents = [document for document in self._documents if document.page not in pages]

    def finish(self) -> None:
        """Make the documents readable."""
        self._indexes[self._directory] = tuple(self._documents)

    def abort(self) -> None:
        """Discard the documents."""
        self._documents.clear()


class MemoryReader(Reader):
    """Matches a query against every document."""

    def __init__(
        self, documents: tuple[Document, ...], max_expansions: int = MAX_EXPANSIONS
    ) -> None:
        self._documents = documents
        self._max_expansions = max_expansions

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score every document."""
        statistics = self._query_statistics(query)
        found = []
        for document in self._documents:
            explanation = explain(query, document, statistics)
            if explanation is not None:
                found.append(Match(document.key, document.page, explanation.value))
        found.sort(key=lambda match: (-rounded(match.score), match.key))
        pages = {match.page for match in found}
        return Matches(
            tuple(found[:limit]), len(found), len(pages), bool(statistics.expanded_tokens)
        )

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count the matching pages by their values of a keyword field."""
        statistics = self._query_statistics(query)
        pages: dict[str, set[str]] = {}
        for document in self._documents:
            if explain(query, document, statistics) is not None:
                for value in document.keywords.get(field, ()):
                    pages.setdefault(value, set()).add(document.page)
        return {value: len(found) for value, found in pages.items()}

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the values of a keyword field with a prefix."""
        for document in self._documents:
            for value in document.keywords.get(field, ()):
                if value.startswith(prefix):
                    yield value

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return the stored bytes of each key."""
        by_key = {document.key: document.stored for document in self._documents}
        return [by_key.get(key) for key in keys]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics."""
        return Statistics(
            doc_count=sum(1 for document in self._documents if document.scored),
            total_length=sum(len(document.scored) for document in self._documents),
            doc_freqs={
                token: sum(token in document.scored for document in self._documents)
                for token in set(tokens)
            },
        )

    def _query_statistics(self, query: Query) -> Statistics:
        counted = {}
        for node in expansions(query):
            for field in node.fields:
                candidates = self._candidates(node, field)
                if len(candidates) > self._max_expansions:
                    counted[node, field] = top_expansions(candidates, self._max_expansions)
        return self.statistics(query_terms(query))._replace(expanded_tokens=counted)

    def _candidates(self, node: Prefix | Fuzzy, field: str) -> dict[str, ExpansionCandidate]:
        token_sets = [set(document.fields.get(field, ())) for document in self._documents]
        return {
            token: ExpansionCandidate(
                _distance(node, token), sum(token in each for each in token_sets)
            )
            for token in set().union(*token_sets)
            if matches_token(node, token)
        }

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the exact tokens of a field with a prefix."""
        for document in self._documents:
            yield from (each for each in document.fields.get(field, ()) if each.startswith(prefix))

    def count(self) -> int:
        """Return the number of documents."""
        return len(self._documents)

    def close(self) -> None:
        """Do nothing: no file is open."""


def _distance(node: Prefix | Fuzzy, token: str) -> int:
    match node:
        case Prefix():
            return 0
        case Fuzzy(other):
            return next(edits for edits in count() if within_distance(other, token, edits))
