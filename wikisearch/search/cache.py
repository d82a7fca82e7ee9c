"""Decoded sections and page heads, cached in memory by key."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from wikisearch.engines.base import Reader
from wikisearch.engines.sized_cache import SizedCache
from wikisearch.model.page import PageHead, Section
from wikisearch.model.stored_pages import decode_head, decode_section
from wikisearch.search.page_lookup import load

MAX_BYTES = 32 << 20
"""Stored bytes of the sections in the cache, and as many of the page heads."""

Value = TypeVar("Value")


class SectionCache:
    """Sections and page heads of one index."""

    def __init__(self, reader: Reader, max_bytes: int = MAX_BYTES) -> None:
        self._reader = reader
        self._sections = _DecodedCache(decode_section, max_bytes)
        self._heads = _DecodedCache(decode_head, max_bytes)

    def fetch(self, keys: Iterable[str]) -> list[Section]:
        """Return the sections of these keys, in order."""
        return self.fetch_with_heads(keys, ())[0]

    def fetch_with_heads(
        self, keys: Iterable[str], ids: Iterable[str]
    ) -> tuple[list[Section], list[PageHead]]:
        """Return the sections of these keys and the heads of these page ids, each in order.

        All missing ones are read with one call, because an engine may be behind a network.
        """
        keys, ids = list(keys), list(ids)
        sections, heads = self._sections.get(keys), self._heads.get(ids)
        missing = list(
            dict.fromkeys(key for key in keys if key not in sections)
            | dict.fromkeys(key for key in ids if key not in heads)
        )
        if missing:
            stored = dict(zip(missing, load(missing, self._reader), strict=True))
            sections |= self._sections.decode(keys, stored, sections)
            heads |= self._heads.decode(ids, stored, heads)
        return [sections[key] for key in keys], [heads[key] for key in ids]


class _DecodedCache(Generic[Value]):
    """A least recently used cache, limited by the stored size of its values.

    A caller holds the values it was given: what is evicted meanwhile does not matter to it.
    """

    def __init__(self, decode: Callable[[bytes], Value], max_bytes: int) -> None:
        self._decode = decode
        self._cache = SizedCache(max_bytes)

    def get(self, keys: Iterable[str]) -> dict[str, Value]:
        """Return the values that are in the cache, by key."""
        find = self._cache.find
        return {key: value for key in keys if (value := find(key)) is not None}

    def decode(
        self, keys: Iterable[str], stored: Mapping[str, bytes], known: Mapping[str, Value]
    ) -> dict[str, Value]:
        """Decode the values that are not yet known, and put them into the cache."""
        decoded = {}
        for key in keys:
            if key not in known and key not in decoded:
                data = stored[key]
                decoded[key] = value = self._decode(data)
                self._cache.add(key, value, len(data))
        return decoded
