"""Key -> section, id -> head of a page: decoded once, and kept while there is room."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from wikisearch.engines.base import Reader
from wikisearch.model.page import PageHead, Section
from wikisearch.model.stored_pages import decode_head, decode_section
from wikisearch.search.page_lookup import load

MOST_BYTES = 16 << 20
"""Stored bytes of sections, and as many of pages, that are kept; up to twice as many at times."""

Value = TypeVar("Value")


class Sections:
    """Sections and pages that the queries over one index have looked at."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sections = _Kept(decode_section)
        self._pages = _Kept(decode_head)

    def fetch(self, keys: Iterable[str]) -> list[Section]:
        """Sections of these keys, in order."""
        return self.fetch_with_pages(keys, ())[0]

    def fetch_with_pages(
        self, keys: Iterable[str], ids: Iterable[str]
    ) -> tuple[list[Section], list[PageHead]]:
        """Sections of these keys and heads of the pages of these ids, each in order."""
        keys, ids = list(keys), list(ids)
        # All at one go: an engine may be a network away.
        missing = dict.fromkeys((*self._sections.missing(keys), *self._pages.missing(ids)))
        stored = dict(zip(missing, load(list(missing), self._reader), strict=True))
        return self._sections.fetch(keys, stored), self._pages.fetch(ids, stored)


class _Kept(Generic[Value]):
    """What was decoded lately: when the younger half is full, the older one is forgotten."""

    def __init__(self, decode: Callable[[bytes], Value]) -> None:
        self._decode = decode
        self._young: dict[str, Value] = {}
        self._old: dict[str, Value] = {}
        self._room = MOST_BYTES

    def missing(self, keys: Iterable[str]) -> list[str]:
        """Those that are not kept."""
        return [key for key in keys if key not in self._young and key not in self._old]

    def fetch(self, keys: Iterable[str], stored: Mapping[str, bytes]) -> list[Value]:
        """Find each among what is kept, or make it of what is stored."""
        found = []
        for key in keys:
            value = self._young.get(key) or self._old.get(key)
            if value is None:
                value = self._keep(key, stored[key])
            found.append(value)
        return found

    def _keep(self, key: str, stored: bytes) -> Value:
        if len(stored) > self._room:
            self._old, self._young, self._room = self._young, {}, MOST_BYTES
        self._young[key] = value = self._decode(stored)
        self._room -= len(stored)
        return value
