"""Key -> section, id -> head of a page: decoded once, and kept while there is room."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from wikisearch.engines.base import Reader
from wikisearch.model.page import PageHead, Section
from wikisearch.model.records import decode_head, decode_section
from wikisearch.search.pages import load

MOST_BYTES = 16 << 20
"""Stored bytes of sections, and as many of pages, that are kept; up to twice as many at times."""

Value = TypeVar("Value")


class Sections:
    """Sections and pages that the queries over one index have looked at."""

    def __init__(self, reader: Reader) -> None:
        self._sections = _Kept(reader, decode_section)
        self._pages = _Kept(reader, decode_head)

    def fetch(self, keys: Iterable[str]) -> list[Section]:
        """Sections of these keys, in order."""
        return self._sections.fetch(keys)

    def pages(self, ids: Iterable[str]) -> list[PageHead]:
        """Heads of the pages of these ids, in order."""
        return self._pages.fetch(ids)


class _Kept(Generic[Value]):
    """What was decoded lately: when the younger half is full, the older one is forgotten."""

    def __init__(self, reader: Reader, decode: Callable[[bytes], Value]) -> None:
        self._reader = reader
        self._decode = decode
        self._young: dict[str, Value] = {}
        self._old: dict[str, Value] = {}
        self._room = MOST_BYTES

    def fetch(self, keys: Iterable[str]) -> list[Value]:
        wanted = list(keys)
        found = {key: self._young.get(key) or self._old.get(key) for key in wanted}
        missing = [key for key, value in found.items() if value is None]
        for key, stored in zip(missing, load(missing, self._reader), strict=True):
            found[key] = self._keep(key, self._decode(stored), len(stored))
        return [value for key in wanted if (value := found[key]) is not None]

    def _keep(self, key: str, value: Value, size: int) -> Value:
        if size > self._room:
            self._old, self._young, self._room = self._young, {}, MOST_BYTES
        self._young[key] = value
        self._room -= size
        return value
