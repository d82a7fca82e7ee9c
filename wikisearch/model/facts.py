"""What is known of a wiki as a whole: its terms, their names, who links to whom."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
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

    tokens: tuple[str, ...] = ()
    """Exact tokens of the name: to find them again takes longer than to read them."""

    other_tokens: tuple[str, ...] = ()


class Called(NamedTuple):
    """A name by which a page goes without bearing it."""

    name: str
    page: str
    """Id of the page."""

    source: Source
    pages: int
    folded: str
    """The name as names are compared."""


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


class Names:
    """Names that were found, not read off a page."""

    def __init__(
        self,
        synonyms: Iterable[Synonym] = (),
        called: Iterable[Called] = (),
        made_of: str = "",
    ) -> None:
        self.made_of = made_of
        """Fingerprint of all that they were found in: of the same, the same are found."""
        self.synonyms = tuple(synonyms)
        self._called: dict[str, list[Called]] = {}
        for each in called:
            self._called.setdefault(each.folded, []).append(each)

    @property
    def called(self) -> Iterator[Called]:
        """All names of pages, those that are compared alike together."""
        return chain.from_iterable(map(self.calls, self._called))

    def calls(self, folded: str) -> list[Called]:
        """Pages that go by a name, which is spelled as names are compared."""
        # Thousands are read for a query that asks about one or two: those are made into rows.
        return [
            Called(name, page, Source(source), pages, folded)
            for name, page, source, pages, _ in self._called.get(folded, ())
        ]

    def to_json(self) -> str:
        """Write them."""
        return json.dumps(
            {"made_of": self.made_of, "synonyms": self.synonyms, "called": self._called}
        )

    @classmethod
    def from_json(cls, facts: Mapping[str, Any]) -> "Names":
        """Read them; raises some exception of Python's for what is none of it."""
        synonyms = (
            Synonym(name, other, Source(source), pages, tuple(tokens), tuple(others))
            for name, other, source, pages, tokens, others in facts["synonyms"]
        )
        found = cls(synonyms, made_of=facts["made_of"])
        found._called.update(facts["called"])
        return found


def terms_json(terms: Iterable[Term]) -> str:
    """Write a directory."""
    return json.dumps(list(terms), ensure_ascii=True, separators=(",", ":"))


def read_terms(rows: Iterable[Any]) -> tuple[Term, ...]:
    """Read a directory; raises some exception of Python's for what is none."""
    return tuple(
        Term(name, path, title, tuple(aliases), category, tuple(redirects))
        for name, path, title, aliases, category, redirects in rows
    )
