"""What a peer is: it indexes sections, and finds the best ten with an excerpt of each."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from bench.queries import Query
from bench.sections import Section

TOP = 10

_EXCERPT = 200


class Hit(NamedTuple):
    """A section (or a page, where a peer knows pages only) that was found."""

    id: str
    excerpt: str
    """Empty from those that are measured without excerpts."""


class Peer(Protocol):
    """Runs in a process of its own: `build` in one, `open` and all that follows in another."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Make an index in an empty folder."""

    def open(self, index: Path) -> None:
        """Open an index; called again, open it anew with nothing kept."""

    def prepare(self, query: Query) -> Any:
        """Write a query as the peer's users would; the time for this is not counted."""

    def search(self, prepared: Any) -> list[Hit]:
        """Find the best ten: the call that is timed."""


def excerpt(text: str, words: Iterable[str]) -> str:
    """Stretch of a text around the first of the words: for peers that cut none themselves."""
    folded = text.lower()
    places = [place for word in words if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - _EXCERPT // 4)
    return text[start : start + _EXCERPT]
