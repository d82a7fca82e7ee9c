"""Documents -> postings for Whoosh to sort: those of a token in many documents are one item.

Given an item for each token of each document, Whoosh takes most of the time of a build to check,
sort, spill and merge them.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import repeat
from typing import TypeAlias

from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, keyword_token
from wikisearch.engines.whoosh.segment import encoded
from wikisearch.model.document import POSITIONAL_FIELDS, Document

MOST_GATHERED = 500_000
"""Tokens, of some 50 bytes each, before they are handed on."""

Item: TypeAlias = tuple[str, bytes, int, int, bytes]
"""Field, token, first document, how many documents, and see `unpacked`."""

Lists: TypeAlias = "defaultdict[str, list[int]]"


def unpacked(item: Item) -> tuple["array[int]", "array[int]"]:
    """Documents of an item, and what is known of the token in them: frequencies or places."""
    *_, count, data = item
    numbers = array("I", data)
    return numbers[:count], numbers[count:]


class PostingsBuffer:
    """Gathers tokens, and hands them on when they are many."""

    def __init__(self, hand_on: Callable[[Item], object]) -> None:
        self._hand_on = hand_on
        self._first_place = 0
        self._begin()

    def add(self, number: int, document: Document) -> int:
        """Gather the tokens of the next document; answers the place where they start.

        Documents are one long text to phrases, with one place left free between them.
        """
        start = len(self._document_at)
        for token, count in Counter(document.scored).items():
            self._scored[token] += (number, count)
        for name, tokens in document.fields.items():
            lists = self._fields[name]
            for place, token in enumerate(tokens, start):
                lists[token].append(place)
        for field, values in document.keywords.items():
            lists = self._keywords[field]
            for value in values:
                lists[value].append(number)
        length = 1 + max(map(len, document.fields.values()), default=0)
        self._document_at += repeat(number, length)
        self._gathered += len(document.scored) + length
        place = self._first_place + start
        if self._gathered > MOST_GATHERED:
            self.finish()
        return place

    def finish(self) -> None:
        """Hand on what is gathered."""
        for token, pairs in self._scored.items():
            self._give(SCORED, token, pairs[::2], pairs[1::2])
        for field, lists in self._fields.items():
            for token, places in lists.items():
                documents = dict.fromkeys(map(self._document_at.__getitem__, places))
                self._give(field, token, list(documents), map(self._first_place.__add__, places))
        for field, lists in self._keywords.items():
            for value, numbers in lists.items():
                self._give(KEYWORD, keyword_token(field, value), numbers, ())
        self._first_place += len(self._document_at)
        self._begin()

    def _begin(self) -> None:
        self._gathered = 0
        self._document_at: list[int] = []
        """Document of each place, from the first one on that is gathered."""
        self._scored: Lists = defaultdict(list)
        self._fields: dict[str, Lists] = {name: defaultdict(list) for name in POSITIONAL_FIELDS}
        self._keywords: defaultdict[str, Lists] = defaultdict(lambda: defaultdict(list))

    def _give(self, field: str, token: str, numbers: list[int], others: Iterable[int]) -> None:
        data = array("I", numbers)
        data.extend(others)
        self._hand_on((field, encoded(token), numbers[0], len(numbers), data.tobytes()))
