"""Names in a wiki as a whole: the directory of its pages, synonyms, mined names."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple

TERMS_FILE = "terms.json"
NAMES_FILE = "names.jsonl"
INCOMING_FILE = "incoming.json"
SECTION_LINKS_FILE = "section-links.json.gz"


class NameSource(StrEnum):
    """Source of a name that is not a title."""

    OWN = "own"
    """The user's synonyms."""

    ACRONYM = "acronym"
    """Running text that defines an acronym."""

    LINK = "link"
    """Texts of the links from other pages."""

    SLUG = "slug"
    """The file name of the page."""

    ALIAS = "alias"
    """The page itself declares it."""

    REDIRECT = "redirect"
    """The title of a page that redirects to it."""


class PageEntry(NamedTuple):
    """A page in the directory of a wiki."""

    id: str
    path: str
    title: str
    aliases: tuple[str, ...]
    """Aliases that the page declares, then the titles of redirects to it."""

    category: str
    redirects: tuple[str, ...] = ()
    """Those of the aliases that are titles of redirects."""

    url: str = ""
    """Live address; empty for a file."""


class Synonym(NamedTuple):
    """Two names of one thing: a query for one of them also matches the other."""

    name: str
    other: str
    source: NameSource
    pages: int
    """Number of pages with this synonym; 0 for one that the user defined."""

    stems: tuple[tuple[str, ...], ...] = ()
    """Stems of the name in each language: reading them is faster than analyzing the name again."""

    other_stems: tuple[tuple[str, ...], ...] = ()


class MinedName(NamedTuple):
    """A name of a page that other pages use and the page itself does not declare."""

    name: str
    page: str
    """Id of the page."""

    source: NameSource
    pages: int
    """Number of pages that use it."""

    folded: str
    """The folded name, by which names are compared."""


@dataclass(frozen=True, slots=True)
class AlternativeName:
    """A name other than a title, and its source."""

    name: str
    means: str
    """Title of the page that has the name, or the other name of a synonym."""

    page: str | None
    """Id of the page; None for a synonym, which may belong to no page."""

    source: NameSource
    pages: int
    """Number of pages with this synonym; 0 for one that the user defined."""


class SiteNames:
    """All synonyms and mined names of a wiki.

    Mined names are stored as sorted lines of JSON, because a query looks up only one or two of
    thousands.
    """

    def __init__(
        self,
        synonyms: Iterable[Synonym] = (),
        mined: Iterable[MinedName] = (),
        fingerprint: str = "",
    ) -> None:
        self.synonyms = tuple(synonyms)
        self.fingerprint = fingerprint
        """Fingerprint of the input of mining: the same input gives the same names."""
        by_folded: dict[str, list[MinedName]] = {}
        for name in mined:
            by_folded.setdefault(name.folded, []).append(name)
        self._lines = sorted(_line_start(key) + _line_end(by_folded[key]) for key in by_folded)

    @property
    def mined(self) -> Iterator[MinedName]:
        """All mined names, sorted by folded name."""
        return chain.from_iterable(map(_decoded_line, self._lines))

    def find(self, folded: str) -> list[MinedName]:
        """Mined names with this folded form."""
        start = _line_start(folded)
        position = bisect_left(self._lines, start)
        line = self._lines[position] if position < len(self._lines) else b""
        return _decoded_line(line) if line.startswith(start) else []

    def to_bytes(self) -> bytes:
        """Encode all names."""
        return b"\n".join([json.dumps((self.fingerprint, self.synonyms)).encode(), *self._lines])

    @classmethod
    def from_bytes(cls, data: bytes) -> "SiteNames":
        """Decode all names; raises a built-in exception for any other data."""
        head, *lines = data.split(b"\n")
        fingerprint, rows = json.loads(head)
        synonyms = (
            Synonym(name, other, NameSource(source), pages, _stems(stems), _stems(others))
            for name, other, source, pages, stems, others in rows
        )
        names = cls(synonyms, fingerprint=fingerprint)
        names._lines = lines
        return names


def _stems(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, rows))


def _line_start(folded: str) -> bytes:
    """Start of the line with all names of one folded form."""
    return f"[{json.dumps(folded)}, ".encode()


def _line_end(names: Iterable[MinedName]) -> bytes:
    return json.dumps([name[:-1] for name in names]).encode() + b"]"


def _decoded_line(line: bytes) -> list[MinedName]:
    folded, rows = json.loads(line)
    "".join(
        text for name, page, *_ in rows for text in (folded, name, page)
    )  # TypeError if one is not text
    return [
        MinedName(name, page, NameSource(source), int(pages), folded)
        for name, page, source, pages in rows
    ]


def page_entries_json(entries: Iterable[PageEntry]) -> str:
    """Encode the directory of pages."""
    return json.dumps(list(entries), ensure_ascii=True, separators=(",", ":"))


def read_page_entries(rows: Iterable[Any]) -> tuple[PageEntry, ...]:
    """Decode the directory of pages; raises a built-in exception for any other data."""
    return tuple(map(_page_entry, rows))


def _page_entry(row: Sequence[Any]) -> PageEntry:
    name, path, title, aliases, category, redirects, url = row
    texts = (name, path, title, category, *aliases, *redirects, url)
    "".join(texts)  # TypeError if one is not text
    return PageEntry(name, path, title, tuple(aliases), category, tuple(redirects), url)
