"""An LRU cache with a memory bound, for what was decoded from an index."""

import sys
from collections.abc import Callable, Hashable
from operator import itemgetter
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

CachedValue = TypeVar("CachedValue")

MAX_BYTES = 64 * 2**20
"""For all segments of a reader; holds some hundred words of 50,000 sections."""

_OVERHEAD = 300  # bytes of an entry beside its value


class SizedCache:
    """Caches values by key; the least recently used are evicted. Threads may share it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._values: LRUCache[Hashable, tuple[Any, int]] = LRUCache(max_bytes, itemgetter(1))
        self._used: dict[Hashable, Any] = {}
        """Values used since the last eviction, in that order: a look-up in the LRU cache, which is
        pure Python, takes ten times longer. So the cache learns of uses only when it must evict."""
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], CachedValue]) -> CachedValue:
        """Return the cached value of a key, or make and cache it. A key has one value type."""
        found: CachedValue | None = self.find(key)
        if found is not None:
            return found
        value = make()  # not under the lock: it may get other values
        self.add(key, value, _OVERHEAD + sys.getsizeof(value))
        return value

    def find(self, key: Hashable) -> Any:
        """Return the cached value of a key, or None."""
        found = self._used.get(key)
        if found is None:
            with self._lock:
                entry = self._values[key] if key in self._values else None  # noqa: SIM401 - no get()
                if entry is not None:
                    found = self._used[key] = entry[0]
        return found

    def add(self, key: Hashable, value: object, size: int) -> None:
        """Cache a value of a size in bytes, unless it is larger than the whole cache."""
        values = self._values
        if size > values.maxsize:
            return
        with self._lock:
            if values.currsize + size > values.maxsize:
                for used in self._used:
                    values[used]  # a look-up makes it the most recently used
                self._used.clear()
            values[key] = value, size

    def clear(self) -> None:
        """Remove all values."""
        with self._lock:
            self._values.clear()
            self._used.clear()
