"""The request of a search, and the checks of its values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wikisearch.errors import OptionError

DEFAULT_LIMIT = 10
MAX_RESULTS = 10_000
"""Maximum of `offset + limit`: all earlier pages must be ranked to return a later one."""

DEFAULT_SECTIONS = 10
MAX_SECTIONS = 100
"""Maximum number of sections per page; `Index.page()` returns all of them."""

DEFAULT_NODES = 30
MAX_NODES = 80
"""Maximum number of terms of a graph: more cannot be read in a picture."""

MAX_DEPTH = 2

FACETS = ("category",)
"""Facets that pages can be filtered and counted by."""


class Sort(StrEnum):
    """Order of the pages."""

    RELEVANCE = "relevance"
    """Best first."""

    TITLE = "title"
    """Alphabetical, without case, accents and punctuation."""

    LINKS = "links"
    """Most linked pages first, then by title."""


def check_text(name: str, value: object) -> None:
    """Raise TypeError for an argument that is not a str."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")


def check_number(name: str, value: object) -> None:
    """Raise TypeError for an argument that is not an int."""
    if not hasattr(value, "__index__"):  # isinstance() of a protocol takes 1 % of a search
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")


def check_limit(limit: int) -> None:
    """Raise OptionError for a limit out of range, and TypeError if it is not an int."""
    check_number("limit", limit)
    if not 0 <= limit <= MAX_RESULTS:
        raise OptionError("limit", f"must be from 0 to {MAX_RESULTS:,}, not {limit:,}")


def check_graph(depth: int, limit: int) -> None:
    """Raise OptionError for a depth or a limit of a graph that is out of range."""
    for name, value, most in (("depth", depth, MAX_DEPTH), ("limit", limit, MAX_NODES)):
        check_number(name, value)
        if not 1 <= value <= most:
            raise OptionError(name, f"must be from 1 to {most}, not {value:,}")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query, and which part of the results to return.

    Raises OptionError for a value out of range, and TypeError for a value of another type.
    """

    query: str
    limit: int = DEFAULT_LIMIT
    """Maximum number of pages, 0 or more."""

    offset: int = 0
    """Number of pages to skip."""

    explain: bool = False
    """Whether to explain the rank of each hit."""

    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Allowed values of each facet, one or several: `{"category": ["Safety", "Data"]}`."""

    facets: Sequence[str] = ()
    """Facets whose values are counted, one or several."""

    sort: Sort = Sort.RELEVANCE
    sections: int = DEFAULT_SECTIONS
    """Maximum number of matching sections per page, 0 or more."""

    snippets: bool = True
    """Whether pages and sections have snippets.

    Without them, what is read from the texts is empty: snippets, matched fields and the text
    fragments of URLs. Pages, sections, their order and scores are the same.
    """

    def __post_init__(self) -> None:
        check_text("query", self.query)
        for name in ("limit", "offset", "sections"):
            check_number(name, getattr(self, name))
        self._check_facets()
        if self.sort not in tuple(Sort):
            raise OptionError("sort", f"no order {self.sort!r}", f"orders are {', '.join(Sort)}")
        object.__setattr__(self, "sort", Sort(self.sort))
        for name in ("limit", "offset"):
            if (value := getattr(self, name)) < 0:
                raise OptionError(name, f"must be 0 or more, not {value:,}")
        if not 0 <= self.sections <= MAX_SECTIONS:
            raise OptionError(
                "sections", f"must be from 0 to {MAX_SECTIONS}, not {self.sections:,}"
            )
        if self.limit + self.offset > MAX_RESULTS:
            raise OptionError(
                "offset + limit", f"must be at most {MAX_RESULTS:,}", "make the query more specific"
            )

    def _check_facets(self) -> None:
        """Check filters and facets, and store a single value as a tuple of one."""
        if not isinstance(self.filters, Mapping):
            raise TypeError(f"filters must be a dict, not {type(self.filters).__name__}")
        facets = _texts("facets", self.facets)
        for name in (*self.filters, *facets):
            if name not in FACETS:
                raise OptionError(
                    f"facet {name!r}", "unknown facet", f"facets are {', '.join(FACETS)}"
                )
        filters = {name: _texts(f"filters[{name!r}]", self.filters[name]) for name in self.filters}
        object.__setattr__(self, "facets", facets)
        object.__setattr__(self, "filters", filters)


def flat_request(request: SearchRequest) -> SearchRequest:
    """Return the request of a flat list, whose `limit` and `offset` count sections.

    The best sections are on the best pages: as many pages as sections are enough.
    """
    return replace(request, limit=request.limit + request.offset, offset=0)


def _texts(name: str, values: object) -> tuple[str, ...]:
    """Return one str, or a list or tuple of str, as a tuple; raises TypeError for another value."""
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, list | tuple):
        raise TypeError(f"{name} must be a str, a list or a tuple, not {values!r}")
    for value in values:
        if not isinstance(value, str):
            raise TypeError(f"{name} must contain only str, not {value!r}")
    return tuple(values)
