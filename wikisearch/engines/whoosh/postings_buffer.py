"""Documents -> postings that Whoosh sorts: one item for a token in many documents.

With one item per token and document, Whoosh takes most of the build time to check, sort, spill
and merge them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import TypeAlias

from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, keyword_token
from wikisearch.engines.whoosh.segment import token_bytes
from wikisearch.model.document import POSITIONAL_FIELDS, Document

MAX_BUFFERED = 500_000
"""Tokens, of some 50 bytes each, before the buffer is flushed."""

PostingsItem: TypeAlias = tuple[str, bytes, int, int, bytes]
"""Field, token, first document, doc_freq, and the bytes that `unpacked` reads."""

TokenLists: TypeAlias = "defaultdict[str, list[int]]"


def unpacked(item: PostingsItem) -> tuple["array[int]", "array[int]"]:
    """Return the document numbers of an item, and its frequencies or positions."""
    *_, count, data = item
    numbers = array("I", data)
    return numbers[:count], numbers[count:]


class PostingsBuffer:
    """Collects postings in memory and flushes them to a consumer when they are many."""

    def __init__(self, consume: Callable[[PostingsItem], object]) -> None:
        self._consume = consume
        self._first_position = 0
        self._reset()

    def add(self, number: int, document: Document) -> int:
        """Buffer the tokens of the next document; returns the position of its first token.

        For phrases, all documents are one long text with a gap of one position between them.
        """
        start = len(self._document_at)
        for token, count in Counter(document.scored).items():
            self._scored[token] += (number, count)
        for name, tokens in document.fields.items():
            lists = self._fields[name]
            for position, token in enumerate(tokens, start):
                lists[token].append(position)
        for field, values in document.keywords.items():
            if values:
                lists = self._keywords[field]
                for value in values:
                    lists[value].append(number)
        length = 1 + max(map(len, document.fields.values()), default=0)
        self._document_at += repeat(number, length)
        self._buffered += len(document.scored) + length
        position = self._first_position + start
        if self._buffered > MAX_BUFFERED:
            self.flush()
        return position

    def flush(self) -> None:
        """Pass all buffered postings to the consumer."""
        for token, pairs in self._scored.items():
            self._emit(SCORED, token, pairs[::2], pairs[1::2])
        for field, lists in self._fields.items():
            for token, positions in lists.items():
                numbers = dict.fromkeys(map(self._document_at.__getitem__, positions))
                self._emit(
                    field, token, list(numbers), map(self._first_position.__add__, positions)
                )
        for field, lists in self._keywords.items():
            for value, documents in lists.items():
                self._emit(KEYWORD, keyword_token(field, value), documents, ())
        self._first_position += len(self._document_at)
        self._reset()

    def _reset(self) -> None:
        self._buffered = 0
        self._document_at: list[int] = []
        """Document of each position, from the first buffered one on."""
        self._scored: TokenLists = defaultdict(list)
        self._fields: dict[str, TokenLists] = {
            name: defaultdict(list) for name in POSITIONAL_FIELDS
        }
        self._keywords: defaultdict[str, TokenLists] = defaultdict(lambda: defaultdict(list))

    def _emit(self, field: str, token: str, numbers: list[int], others: Iterable[int]) -> None:
        data = array("I", numbers)
        data.extend(others)
        self._consume((field, token_bytes(token), numbers[0], len(numbers), data.tobytes()))
