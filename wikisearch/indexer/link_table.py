"""The link targets of all pages as numbers: the pages of a wiki share most of their links."""

import json
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from wikisearch.indexer.record import LinkTarget, PageTargets
from wikisearch.storage.files import little_endian


class PageLinks(NamedTuple):
    """Anchors and links of one page."""

    ids: tuple[str, ...]
    """Its anchors, sorted."""

    numbers: "array[int]"
    """Its links, as indexes into `LinkTable.targets`."""

    def has(self, anchor: str) -> bool:
        """Return whether the page has an anchor."""
        index = bisect_left(self.ids, anchor)
        return index < len(self.ids) and self.ids[index] == anchor


class LinkTable:
    """All distinct link targets, and which of them each page has."""

    def __init__(self) -> None:
        self.targets: list[LinkTarget] = []
        self.pages: dict[str, PageLinks] = {}
        """By path."""

    def add(self, path: str, page: PageTargets) -> None:
        """Add or replace a page."""
        numbers = array("I")
        for link in page.links:
            number = self._numbers.setdefault(link, len(self.targets))
            if number == len(self.targets):
                self.targets.append(link)
            numbers.append(number)
        self.pages[path] = PageLinks(tuple(sorted(page.ids)), numbers)

    def retain(self, paths: Collection[str]) -> None:
        """Remove all other pages."""
        self.pages = {path: each for path, each in self.pages.items() if path in paths}

    def in_order(self) -> Iterator[tuple[str, PageLinks]]:
        """Yield the pages in order of their paths."""
        return ((path, self.pages[path]) for path in sorted(self.pages))

    def to_bytes(self) -> bytes:
        """Encode the table; the same pages give the same bytes, in whatever order they came."""
        pages = list(self.in_order())
        numbers = list(chain.from_iterable(each.numbers for _, each in pages))
        used = {number: new for new, number in enumerate(dict.fromkeys(numbers))}
        targets = [self.targets[number] for number in used]
        rows = [(path, each.ids, len(each.numbers)) for path, each in pages]
        head = json.dumps((targets, rows), separators=(",", ":"))
        return b"%s\n%s" % (
            head.encode(),
            little_endian(array("I", map(used.__getitem__, numbers))).tobytes(),
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "LinkTable":
        """Decode a table; raises a built-in exception for any other bytes."""
        head, _, raw = data.partition(b"\n")
        targets, rows = json.loads(head)
        numbers = little_endian(array("I", raw))
        table = cls()
        table.targets = list(map(LinkTarget._make, targets))
        if max(numbers, default=0) >= max(1, len(table.targets)):
            raise ValueError("a link number is out of range")
        start = 0
        for path, ids, count in rows:
            table.pages[str(path)] = PageLinks(tuple(ids), numbers[start : start + count])
            start += count
        if start != len(numbers):
            raise ValueError("the link numbers belong to other pages")
        return table

    @cached_property
    def _numbers(self) -> dict[LinkTarget, int]:
        return {link: number for number, link in enumerate(self.targets)}
