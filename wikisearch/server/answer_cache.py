"""The last answers to searches, by request and generation: the same one is not computed again."""

from typing import NamedTuple

from cachetools import LRUCache

from wikisearch.query_log import LoggedSearch

_OVERHEAD = 1_000
"""Bytes of an answer beside its body, estimated."""


class CachedAnswer(NamedTuple):
    """An answer to a search."""

    body: bytes
    searched: LoggedSearch
    """For the log and the metrics: a cached answer counts as a search too."""


class AnswerCache:
    """An LRU cache of answers, limited by their bytes.

    The key is the ETag of an answer, which names the generation: an answer of an older one is never
    found. All methods run in the thread of the event loop.
    """

    def __init__(self, max_bytes: int) -> None:
        self._answers: LRUCache[str, CachedAnswer] = LRUCache(max_bytes, _size)

    def get(self, etag: str) -> CachedAnswer | None:
        """Return the answer with an ETag, or None."""
        return self._answers.get(etag)

    def store(self, etag: str, answer: CachedAnswer) -> None:
        """Store an answer, unless it takes more than a tenth of the cache."""
        if _size(answer) * 10 <= self._answers.maxsize:
            self._answers[etag] = answer


def _size(answer: CachedAnswer) -> int:
    return len(answer.body) + _OVERHEAD
