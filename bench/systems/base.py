"""The protocol of a search system: it indexes sections, and finds the ten best with snippets."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from bench.queries import Query
from bench.sections import Section

TOP = 10

_EXCERPT = 200


class Hit(NamedTuple):
    """A section, or a page if the system knows no sections."""

    id: str
    excerpt: str
    """Empty if the system is measured without snippets."""


class System(Protocol):
    """Runs in separate processes: `build` in one, `open` and the searches in another."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Build an index in an empty folder."""

    def open(self, index: Path) -> None:
        """Open an index. A second call drops all caches."""

    def prepare(self, query: Query) -> Any:
        """Write a query in the system's language; not timed."""

    def search(self, prepared: Any) -> list[Hit]:
        """Find the ten best hits; timed."""


def excerpt(text: str, words: Iterable[str]) -> str:
    """Part of a text around the first of the words, for systems that cut no snippets."""
    folded = text.lower()
    places = [place for word in words if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - _EXCERPT // 4)
    return text[start : start + _EXCERPT]
