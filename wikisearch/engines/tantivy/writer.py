"""Documents -> new segments of a tantivy index."""

from collections.abc import Collection, Iterable, Sequence
from itertools import count
from pathlib import Path

from tantivy import Index, IndexWriter

from wikisearch.engines.tantivy.index_files import (
    KEYS,
    META,
    doc_key_bytes,
    tantivy_read_errors,
    tantivy_write_errors,
)
from wikisearch.engines.tantivy.open_index import OpenIndex
from wikisearch.engines.tantivy.schema import (
    KEY_OFFSET,
    PAGE_ID,
    UNORDERED_PAGES,
    configure,
    padding_document,
    tantivy_documents,
    value_term,
)
from wikisearch.model.document import Document, by_page
from wikisearch.scoring import Statistics, average_length
from wikisearch.storage.files import sync_files

_MEMORY = 128_000_000  # bytes; with twice as many, merges map more than a gigabyte of files
_PRECISION = 1e-7
"""Relative difference below which two averages are equal in single precision."""


class TantivyWriter:
    """Writes segments beside existing ones; `next_page` is set if the index has documents."""

    def __init__(self, directory: Path, index: Index, next_page: int | None = None) -> None:
        self._directory = directory
        self._index = index
        self._ordered_pages = count()
        self._unordered_pages = count(next_page or UNORDERED_PAGES)
        self._last_key = "" if next_page is None else None
        """Highest key of the pages numbered in key order; None if no page can be any more."""

        self._needs_padding = next_page is not None
        """Whether tantivy's average length counts documents that BM25 does not."""

        configure(index)
        # Every thread leaves a segment of its own: too many for a small update.
        self._writer: IndexWriter = index.writer(_MEMORY, 0 if next_page is None else 1)
        self._keys = (directory / KEYS).open("ab")
        self._key_offset = self._keys.tell()

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with new keys; all documents of a page come in one call."""
        with tantivy_write_errors():
            for page in by_page(documents).values():
                made = tantivy_documents(page, self._page_number(page))
                for document, entry in zip(page, made, strict=True):
                    entry.add_unsigned(KEY_OFFSET, self._key_offset)
                    self._key_offset += self._keys.write(doc_key_bytes(document))
                    self._needs_padding |= not document.scored
                    self._writer.add_document(entry)

    def _page_number(self, documents: Sequence[Document]) -> int:
        """Number the page of these documents, in key order if it comes in key order."""
        keys = [document.key for document in documents]
        if self._last_key is None or min(keys) <= self._last_key:
            return next(self._unordered_pages)
        self._last_key = max(keys)
        return next(self._ordered_pages)

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        for page in pages:
            self._needs_padding = True
            with tantivy_write_errors():
                self._writer.delete_documents_by_term(PAGE_ID, value_term(page))

    def finish(self) -> None:
        """Complete the index and sync it to the disk."""
        self._keys.close()
        with tantivy_write_errors():
            if self._needs_padding:
                # The explanation of its score shows the average length that tantivy uses.
                self._writer.add_document(padding_document(1))
            self._commit()
            while self._needs_padding and self._pad():
                self._commit()
        for lock in self._directory.glob(".tantivy-*.lock"):
            lock.unlink()
        sync_files(self._directory)

    def abort(self) -> None:
        """Discard the index."""
        self._keys.close()
        with tantivy_write_errors():
            self._writer.rollback()
        (self._directory / META).unlink(missing_ok=True)

    def _commit(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def _pad(self) -> bool:
        """Add padding documents until tantivy's average length equals ours.

        tantivy averages over deleted documents and documents without tokens too, and estimates the
        average when it merges them away. Returns False if nothing had to be added.
        """
        index = OpenIndex(self._directory, max_expansions=1)
        with tantivy_read_errors(self._directory):
            wanted, held = index.statistics(()), index.held
            average = index.tantivy_average_length()
        index.close()
        if not wanted.doc_count or abs(average / average_length(wanted) - 1) < 5 * _PRECISION:
            return False
        added, length = _padding(wanted, held, round(held * average))
        self._writer = self._index.writer(_MEMORY, 1)
        for tokens in (length, *[0] * (added - 1)):
            self._writer.add_document(padding_document(tokens))
        return True


def _padding(wanted: Statistics, held: int, tokens: int) -> tuple[int, int]:
    """Return how many documents to add to `held`, and how many tokens to add to `tokens`."""
    fewest = -(-tokens * wanted.doc_count // wanted.total_length) - held
    added = next(
        added
        for added in count(max(1, fewest))
        if _is_divisible(wanted.total_length * (held + added), wanted.doc_count)
    )
    return added, round(wanted.total_length * (held + added) / wanted.doc_count) - tokens


def _is_divisible(tokens: int, documents: int) -> bool:
    """Return whether documents can share tokens equally, within single precision."""
    rest = tokens % documents
    return min(rest, documents - rest) <= _PRECISION * tokens
