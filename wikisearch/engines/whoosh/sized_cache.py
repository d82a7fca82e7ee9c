"""An LRU cache with a memory bound, for what was decoded from the segments of a reader."""

import sys
from collections.abc import Callable, Hashable
from contextlib import suppress
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

CachedValue = TypeVar("CachedValue")

MAX_BYTES = 64 * 2**20
"""Shared by all segments of a reader; holds some hundred words of 50,000 sections."""

_OVERHEAD = 300  # bytes of an entry beside its value


class SizedCache:
    """Caches values by key; the least recently used are evicted. Threads may share it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._values: LRUCache[Hashable, Any] = LRUCache(max_bytes, _size_of)
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], CachedValue]) -> CachedValue:
        """Return the cached value of a key, or make and cache it. A key has one value type."""
        values = self._values
        with self._lock:
            if key in values:  # without this, a miss raises KeyError twice, which takes 3 µs
                cached: CachedValue = values[key]
                return cached
        value = make()  # not under the lock: it may get other values
        with self._lock, suppress(ValueError):  # it is larger than the whole cache
            values[key] = value
        return value

    def clear(self) -> None:
        """Remove all values."""
        with self._lock:
            self._values.clear()


def _size_of(value: object) -> int:
    return _OVERHEAD + sys.getsizeof(value)
