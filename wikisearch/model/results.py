"""The one answer of search: pages that match, each with its sections that do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from wikisearch.model.page import PageHead
from wikisearch.model.request import Sort

if TYPE_CHECKING:  # few queries ask for one
    from wikisearch.model.explanation import Explanation


class MatchType(StrEnum):
    """How a page matched, best first: a page of an earlier kind is above all of a later one."""

    TITLE = "title"
    """The query is its title."""

    ALIAS = "alias"
    """The query is one of its aliases."""

    ACRONYM = "acronym"
    """It is an acronym of its title, or what the title is an acronym of, as other texts say."""

    FOLDED = "folded"
    """It is its title or alias but for accents, punctuation and spacing."""

    VARIANT = "variant"
    """It is its title or alias in another form, such as the plural."""

    CALLED = "called"
    """Other pages link to it with these words, or its file is named so."""

    HEADING = "heading"
    """It is the whole heading of one of its sections, or the name that the heading declares."""

    HEADING_END = "heading_end"
    """It is the end of a name in the heading of a section, such as `push` of `Vec::push(value)`.

    Or of the path that the page is titled with: `map::insert` of "std::map::insert".
    """

    TITLE_WORDS = "title_words"
    """Its title has all the words of the query."""

    WORDS = "words"
    """A section matches the query."""

    SYNONYMS = "synonyms"
    """A section matches the query with other names of the same things."""

    SOME_WORDS = "some_words"
    """A section matches a part of the query: asked for when too few match it all."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of text, and which stretches of it are what was searched for."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Start and end of each stretch, in order, not overlapping."""


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section that matched."""

    id: str
    """Page id, and `#anchor` unless it is the top of the page."""

    title: str
    level: int
    anchor: str
    url: str
    """Relative to the source folder, with its anchor."""

    text_url: str
    """The same with a text fragment, which leads a browser to the words of the snippet."""

    hierarchy: tuple[str, ...]
    """Titles from the page down to the section."""

    score: float
    match_type: MatchType
    """How the section itself matched."""

    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that matched, and its matching sections, best first."""

    page: PageHead
    """What is known of the page; `Index.page()` has its sections and links as well."""

    url: str
    score: float
    """Score of its best section."""

    match_type: MatchType
    matched_title: str | None
    """The title, alias or heading that the query is, if it is one."""

    matched_fields: tuple[str, ...]
    """Which of title, alias, heading and body hold words of the query, in the best section."""

    snippet: Snippet
    sections: tuple[SectionHit, ...]
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


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, such as one category, and how many pages that match have it."""

    value: str
    """As pages write it."""

    count: int


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds that each step of a search took; to explain the hits is none of them."""

    parse: float
    """To understand the query: its tree, its spelling, the plan."""

    match: float
    """To ask the engine for words and names."""

    rank: float
    """To look for evidence beyond the words, and to order pages."""

    excerpts: float
    """To make the hits of the pages that are shown."""


@dataclass(frozen=True, slots=True)
class Results:
    """Hits of one query; iterate over them."""

    query: str
    parsed: str
    """The query as it was understood."""

    total: int
    """Pages that match."""

    offset: int
    limit: int
    hits: tuple[Hit, ...]
    relaxed: bool
    """Whether pages with only some of the words were added, for too few had them all."""

    warnings: tuple[str, ...]
    suggestion: str | None
    """The query with words that no page has spelled as pages have them."""

    rewritten_query: str | None
    """The suggestion, where it was searched for instead, because the query as typed had no hit."""

    milliseconds: float
    timings: Timings | None = None
    """What of it each step took, if the request was to be explained."""

    sort: Sort = Sort.RELEVANCE
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    """Values of the facets that were asked for, the commonest first.

    A facet that was filtered by is counted as if it were not, so that one can choose otherwise.
    """

    def flat(self) -> list[tuple[Hit, SectionHit]]:
        """Sections of all hits, each with its page, best first whatever their page.

        Pages that were sorted otherwise stay in their order.
        """
        order = list(MatchType)
        rows = [(hit, section) for hit in self.hits for section in hit.sections]
        if self.sort == Sort.RELEVANCE:
            rows.sort(key=lambda row: (order.index(row[1].match_type), -row[1].score, row[1].id))
        return rows

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, position: int) -> Hit:
        return self.hits[position]
