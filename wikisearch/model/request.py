"""The one argument of search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import SupportsIndex

from wikisearch.errors import OptionError

DEFAULT_LIMIT = 10
MOST_RESULTS = 10_000
"""`offset + limit` may not go beyond: nobody pages so far, and every page before must be ranked."""

DEFAULT_SECTIONS = 10
MOST_SECTIONS = 100
"""Of one page; `Index.page()` has all it says."""

FACETS = ("category",)
"""What pages can be filtered and counted by."""


class Sort(StrEnum):
    """In what order pages come."""

    RELEVANCE = "relevance"
    """Best first."""

    TITLE = "title"
    """By the alphabet, whatever the case, accents and punctuation."""

    LINKS = "links"
    """Those that most other pages link to first, then by title."""


def check_text(name: str, value: object) -> None:
    """Raise TypeError for an argument that is no text."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")


def check_number(name: str, value: object) -> None:
    """Raise TypeError for an argument that is no whole number."""
    if not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")


def check_limit(limit: int) -> None:
    """Raise OptionError for a limit out of range, and TypeError for what is no number."""
    check_number("limit", limit)
    if not 0 <= limit <= MOST_RESULTS:
        raise OptionError(f"limit must be from 0 to {MOST_RESULTS:,}")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to search for and how much of the answer to return.

    Raises OptionError for what is out of range, and TypeError for what is of another type.
    """

    query: str
    limit: int = DEFAULT_LIMIT
    """Pages to return, 0 or more."""

    offset: int = 0
    """Pages to pass over first."""

    explain: bool = False
    """Whether each hit says why it has its rank."""

    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values of a facet, any of which will do: `{"category": ("Safety", "Data")}`."""

    facets: tuple[str, ...] = ()
    """Facets whose values are to be counted."""

    sort: Sort = Sort.RELEVANCE
    sections: int = DEFAULT_SECTIONS
    """Matching sections to return of each page, 1 or more: each has its excerpt."""

    def __post_init__(self) -> None:
        check_text("query", self.query)
        for name in ("limit", "offset", "sections"):
            check_number(name, getattr(self, name))
        for name in (*self.filters, *self.facets):
            if name not in FACETS:
                raise OptionError(f"no facet {name!r}; there is {', '.join(FACETS)}")
        if any(isinstance(values, str) for values in self.filters.values()):
            raise OptionError('the values of a filter are several: {"category": ("Safety",)}')
        if self.sort not in tuple(Sort):
            raise OptionError(f"no order {self.sort!r}; there is {', '.join(Sort)}")
        if self.limit < 0 or self.offset < 0:
            raise OptionError("limit and offset must be 0 or more")
        if not 1 <= self.sections <= MOST_SECTIONS:
            raise OptionError(f"sections must be from 1 to {MOST_SECTIONS}")
        if self.limit + self.offset > MOST_RESULTS:
            raise OptionError(f"offset + limit may be {MOST_RESULTS:,} at most; narrow the query")
