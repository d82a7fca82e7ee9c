"""What is known of a wiki as a whole: its terms, their names, who links to whom."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

TERMS_FILE = "terms.json"
NAMES_FILE = "names.jsonl"
INCOMING_FILE = "incoming.json"


class NameSource(StrEnum):
    """Where a name was found that is no title."""

    OWN = "own"
    """The user's synonyms."""

    ACRONYM = "acronym"
    """Running text that explains an acronym."""

    LINK = "link"
    """The words that other pages link with."""

    SLUG = "slug"
    """The name of its file."""

    ALIAS = "alias"
    """The page itself."""

    REDIRECT = "redirect"
    """The title of a page that only leads to it."""


class PageEntry(NamedTuple):
    """A page as a directory lists it."""

    id: str
    path: str
    title: str
    aliases: tuple[str, ...]
    """Its own, then the titles of redirects to it."""

    category: str
    redirects: tuple[str, ...] = ()
    """Aliases that are titles of redirects."""


class Synonym(NamedTuple):
    """Two names of one thing: who asks for one finds the other as well."""

    name: str
    other: str
    source: NameSource
    pages: int
    """Pages that say so; 0 for the user's own."""

    tokens: tuple[str, ...] = ()
    """Exact tokens of the name: to find them again takes longer than to read them."""

    other_tokens: tuple[str, ...] = ()


class MinedName(NamedTuple):
    """A name by which a page goes without bearing it."""

    name: str
    page: str
    """Id of the page."""

    source: NameSource
    pages: int
    folded: str
    """The name as names are compared."""


@dataclass(frozen=True, slots=True)
class AlternativeName:
    """A name that something goes by besides a title, and where it was found."""

    name: str
    means: str
    """Title of the page that is called so, or the other name of a synonym."""

    page: str | None
    """Id of the page; None for a synonym, whose names may be those of no page."""

    source: NameSource
    pages: int
    """Pages that say so; 0 for the user's own."""


class SiteNames:
    """Names that were found, not read off a page.

    Those of pages stay lines of JSON, in order: of thousands, a query asks about one or two.
    """

    def __init__(
        self,
        synonyms: Iterable[Synonym] = (),
        called: Iterable[MinedName] = (),
        made_of: str = "",
    ) -> None:
        self.made_of = made_of
        """Fingerprint of all that they were found in: of the same, the same are found."""
        self.synonyms = tuple(synonyms)
        alike: dict[str, list[MinedName]] = {}
        for each in called:
            alike.setdefault(each.folded, []).append(each)
        self._lines = sorted(_beginning(folded) + _ending(alike[folded]) for folded in alike)

    @property
    def called(self) -> Iterator[MinedName]:
        """All names of pages, those that are compared alike together."""
        return chain.from_iterable(map(_called, self._lines))

    def calls(self, folded: str) -> list[MinedName]:
        """Pages that go by a name, which is spelled as names are compared."""
        beginning = _beginning(folded)
        place = bisect_left(self._lines, beginning)
        line = self._lines[place] if place < len(self._lines) else b""
        return _called(line) if line.startswith(beginning) else []

    def to_bytes(self) -> bytes:
        """Write them."""
        return b"\n".join([json.dumps((self.made_of, self.synonyms)).encode(), *self._lines])

    @classmethod
    def from_bytes(cls, data: bytes) -> "SiteNames":
        """Read them; raises some exception of Python's for what is none of it."""
        head, *lines = data.split(b"\n")
        made_of, rows = json.loads(head)
        synonyms = (
            Synonym(name, other, NameSource(source), pages, tuple(tokens), tuple(others))
            for name, other, source, pages, tokens, others in rows
        )
        found = cls(synonyms, made_of=made_of)
        found._lines = lines
        return found


def _beginning(folded: str) -> bytes:
    """Begin the line of all names that are compared alike."""
    return f"[{json.dumps(folded)}, ".encode()


def _ending(called: Iterable[MinedName]) -> bytes:
    return json.dumps([each[:-1] for each in called]).encode() + b"]"


def _called(line: bytes) -> list[MinedName]:
    folded, rows = json.loads(line)
    return [
        MinedName(name, page, NameSource(source), pages, folded)
        for name, page, source, pages in rows
    ]


def terms_json(terms: Iterable[PageEntry]) -> str:
    """Write a directory."""
    return json.dumps(list(terms), ensure_ascii=True, separators=(",", ":"))


def read_terms(rows: Iterable[Any]) -> tuple[PageEntry, ...]:
    """Read a directory; raises some exception of Python's for what is none."""
    return tuple(
        PageEntry(name, path, title, tuple(aliases), category, tuple(redirects))
        for name, path, title, aliases, category, redirects in rows
    )
