"""What was decoded, kept for the next query within a bound of memory."""

import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")

MOST_BYTES = 64 * 2**20
"""Of all segments of a reader together: some hundred words of 50,000 sections."""

_OVERHEAD = 300  # bytes that an entry takes beside its value


class BoundedCache:
    """Keeps what was used last; what is made again is the same."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._room = most_bytes
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or make it; one key is always for one type."""
        if key in self._kept:
            self._kept.move_to_end(key)
            value: Value = self._kept[key]
            return value
        value = make()
        self._kept[key] = value
        self._room -= _cost(value)
        while self._room < 0:
            _, oldest = self._kept.popitem(last=False)
            self._room += _cost(oldest)
        return value

    def clear(self) -> None:
        """Forget everything."""
        self._room += sum(map(_cost, self._kept.values()))
        self._kept.clear()


def _cost(value: object) -> int:
    return _OVERHEAD + sys.getsizeof(value)
