"""What is known of a wiki as a whole: its terms, their names, who links to whom."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

TERMS_FILE = "terms.json"
NAMES_FILE = "names.json"
INCOMING_FILE = "incoming.json"


class Source(StrEnum):
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


class Term(NamedTuple):
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
    source: Source
    pages: int
    """Pages that say so; 0 for the user's own."""


class Called(NamedTuple):
    """A name by which a page goes without bearing it."""

    name: str
    page: str
    """Id of the page."""

    source: Source
    pages: int
    folded: str
    """The name as names are compared: to spell it so again takes longer than to read it."""


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that something goes by besides a title, and where it was found."""

    name: str
    means: str
    """Title of the page that is called so, or the other name of a synonym."""

    page: str | None
    """Id of the page; None for a synonym, whose names may be those of no page."""

    source: Source
    pages: int
    """Pages that say so; 0 for the user's own."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names that were found, not read off a page."""

    synonyms: tuple[Synonym, ...] = ()
    called: tuple[Called, ...] = ()

    def to_json(self) -> str:
        """Write them."""
        return json.dumps({"synonyms": self.synonyms, "called": self.called}, ensure_ascii=True)

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Names":
        """Read them; raises some exception of Python's for what is none of it."""
        return cls(
            tuple(Synonym(a, b, Source(source), n) for a, b, source, n in facts["synonyms"]),
            tuple(
                Called(name, page, Source(source), n, folded)
                for name, page, source, n, folded in facts["called"]
            ),
        )


def terms_json(terms: Iterable[Term]) -> str:
    """Write a directory."""
    return json.dumps(list(terms), ensure_ascii=True, separators=(",", ":"))


def read_terms(rows: Iterable[Any]) -> tuple[Term, ...]:
    """Read a directory; raises some exception of Python's for what is none."""
    return tuple(
        Term(name, path, title, tuple(aliases), category, tuple(redirects))
        for name, path, title, aliases, category, redirects in rows
    )
