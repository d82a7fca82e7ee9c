"""The results of a search: matching pages, each with its matching sections."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, overload

from wikisearch._lazy import lazy_module
from wikisearch.model.page import PageHead
from wikisearch.model.request import Sort
from wikisearch.model.snippet import Snippet

if TYPE_CHECKING:  # few queries ask for one
    from wikisearch.model.explanation import Explanation

_encoding = lazy_module("wikisearch.model.results_json")
"""Imports this module, so that an import for type checkers would be a cycle."""


_SHOWN = 3
"""Hits that `repr` names."""


class MatchType(StrEnum):
    """How a page matches, best first: an earlier type ranks above all later ones."""

    TITLE = "title"
    """The query is its title."""

    ALIAS = "alias"
    """The query is one of its aliases."""

    ACRONYM = "acronym"
    """The query is an acronym of its title, or the long form, as defined in other texts."""

    FOLDED = "folded"
    """The query is its title or alias, except for accents, punctuation and spacing."""

    VARIANT = "variant"
    """The query is an inflected form of its title or alias, such as the plural."""

    CALLED = "called"
    """The query is the text of links to it, its file name or its address."""

    COMPARED = "compared"
    """The query compares it with another page: `A vs B`, "difference between A and B"."""

    HEADING = "heading"
    """The query is the heading of one of its sections, or the name that the heading declares."""

    HEADING_END = "heading_end"
    """The query is the last part of a name that a heading declares: `push` of `Vec::push(value)`.

    Or of a path that is its title: `map::insert` of "std::map::insert".
    """

    TITLE_WORDS = "title_words"
    """Its title has all words of the query."""

    WORDS = "words"
    """A section matches the query."""

    SYNONYMS = "synonyms"
    """A section matches the query with synonyms."""

    SOME_WORDS = "some_words"
    """A section matches some words of the query; searched only if few pages match all of them."""


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A matching section."""

    id: str
    """Page id, and `#anchor` unless it is the top of the page."""

    title: str
    level: int
    anchor: str
    url: str
    """Relative to the source folder, or below the base URL; with its anchor if the page has it."""

    text_url: str
    """The same with a text fragment, so that a browser scrolls to the snippet."""

    hierarchy: tuple[str, ...]
    """Titles from the page down to the section."""

    score: float
    match_type: MatchType
    """How the section itself matches."""

    snippet: Snippet
    anchor_is_synthetic: bool = False
    """Whether the page lacks the anchor, so that a link with it leads to the top of the page."""


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A matching page, with its matching sections, best first."""

    page: PageHead
    """Metadata of the page; `Index.page()` also returns its sections and links."""

    url: str
    score: float
    """Score of its best section."""

    match_type: MatchType
    matched_title: str | None
    """The title, alias or heading that equals the query, or the alias with its words; or None."""

    matched_fields: tuple[str, ...]
    """Fields of the best section with words of the query: title, alias, heading, body."""

    snippet: Snippet
    sections: tuple[SectionHit, ...]
    """Best sections, up to the number requested."""

    section_count: int
    """Sections that match, shown or not."""

    explanation: "Explanation | None"

    @property
    def id(self) -> str:
        """Id of the page."""
        return self.page.id

    @property
    def title(self) -> str:
        """Title of the page."""
        return self.page.title

    @property
    def definition(self) -> str:
        """Definition of the page, or an empty string."""
        return self.page.definition

    def __repr__(self) -> str:
        return f"<Hit {self.title!r}: {self.match_type}, score {self.score:.4f}, {self.url}>"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, such as a category, and the number of matching pages with it."""

    value: str
    """The value as pages write it."""

    count: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds of each step of a search, without the explanations of hits."""

    parse: float
    """Parsing, spelling correction and planning of the query."""

    match: float
    """Searches of the engine."""

    rank: float
    """Reranking and ordering of the pages."""

    excerpts: float
    """Snippets and metadata of the returned pages."""


@dataclass(frozen=True, slots=True, repr=False)
class Results:
    """Hits of one query; iterate over them, or take one by its position."""

    query: str
    parsed: str
    """The query as it was parsed."""

    total: int
    """Number of matching pages."""

    offset: int
    limit: int
    hits: tuple[Hit, ...]
    relaxed: bool
    """Whether pages with only some of the words were added, because few have all of them."""

    warnings: tuple[str, ...]
    suggestion: str | None
    """The query with corrected spelling, if a word is on no page."""

    rewritten_query: str | None
    """The suggestion, if it was searched for because the query itself had no hits."""

    milliseconds: float
    timings: Timings | None = None
    """Time of each step, if the request asked for explanations."""

    sort: Sort = Sort.RELEVANCE
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    """Values of the requested facets, most frequent first.

    The counts of a facet ignore the filter on that facet, so that another value can be chosen.
    """

    def flat(self) -> list[tuple[Hit, SectionHit]]:
        """All sections with their pages, best section first, regardless of the page.

        If the request has another order than relevance, pages stay in that order.
        """
        order = list(MatchType)
        rows = [(hit, section) for hit in self.hits for section in hit.sections]
        if self.sort == Sort.RELEVANCE:
            rows.sort(key=lambda row: (order.index(row[1].match_type), -row[1].score, row[1].id))
        return rows

    def to_dict(self, *, flat: bool = False) -> dict[str, Any]:
        """Return what `wikisearch query --json` prints; with `flat`, a row per section."""
        encoded: dict[str, Any] = _encoding.results_dict(self, flat=flat)
        return encoded

    def to_json(self, *, flat: bool = False, indent: int | None = None) -> str:
        """Return the same as JSON text."""
        return str(_encoding.to_json(self.to_dict(flat=flat), indent))

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, position: int) -> Hit: ...

    @overload
    def __getitem__(self, position: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, position: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[position]

    def __repr__(self) -> str:
        titles = ", ".join(hit.title for hit in self.hits[:_SHOWN])
        more = ", …" if len(self.hits) > _SHOWN else ""
        found = f"{len(self.hits):,} of {self.total:,} found"
        return f"<Results for {self.query!r}: {found}{': ' if titles else ''}{titles}{more}>"

    def _repr_html_(self) -> str:
        """Return a list of the hits, for notebooks."""
        return str(_encoding.results_html(self))
