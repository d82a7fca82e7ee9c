"""Where the links of all pages lead, as numbers: pages of a wiki share most of their links."""

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
    """What one page has to do with links."""

    ids: tuple[str, ...]
    """Anchors on it, in order."""

    numbers: "array[int]"
    """Its links, each by its place among all different ones."""

    def has(self, anchor: str) -> bool:
        """Whether it has an anchor."""
        place = bisect_left(self.ids, anchor)
        return place < len(self.ids) and self.ids[place] == anchor


class Links:
    """All different links, and which of them each page has."""

    def __init__(self) -> None:
        self.different: list[LinkTarget] = []
        self.pages: dict[str, PageLinks] = {}
        """By path."""

    def add(self, path: str, places: PageTargets) -> None:
        """Take in a page that is new, or as it is now."""
        numbers = array("I")
        for link in places.links:
            number = self._numbers.setdefault(link, len(self.different))
            if number == len(self.different):
                self.different.append(link)
            numbers.append(number)
        self.pages[path] = PageLinks(tuple(sorted(places.ids)), numbers)

    def keep(self, paths: Collection[str]) -> None:
        """Forget all other pages."""
        self.pages = {path: each for path, each in self.pages.items() if path in paths}

    def in_order(self) -> Iterator[tuple[str, PageLinks]]:
        """Pages in order of their paths."""
        return ((path, self.pages[path]) for path in sorted(self.pages))

    def to_bytes(self) -> bytes:
        """Write them: the same pages give the same bytes, however they came here."""
        pages = list(self.in_order())
        numbers = list(chain.from_iterable(each.numbers for _, each in pages))
        used = {number: place for place, number in enumerate(dict.fromkeys(numbers))}
        different = [self.different[number] for number in used]
        rows = [(path, each.ids, len(each.numbers)) for path, each in pages]
        head = json.dumps((different, rows), separators=(",", ":"))
        return b"%s\n%s" % (
            head.encode(),
            little_endian(array("I", map(used.__getitem__, numbers))).tobytes(),
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> "Links":
        """Read them; raises some exception of Python's for what is none of it."""
        head, _, raw = data.partition(b"\n")
        different, rows = json.loads(head)
        numbers = little_endian(array("I", raw))
        links = cls()
        links.different = list(map(LinkTarget._make, different))
        if max(numbers, default=0) >= max(1, len(links.different)):
            raise ValueError("numbers of links that are not there")
        at = 0
        for path, ids, count in rows:
            links.pages[str(path)] = PageLinks(tuple(ids), numbers[at : at + count])
            at += count
        if at != len(numbers):
            raise ValueError("links of other pages")
        return links

    @cached_property
    def _numbers(self) -> dict[LinkTarget, int]:
        return {link: number for number, link in enumerate(self.different)}
