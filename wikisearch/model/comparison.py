"""Explanations of the ranks of pages for a query."""

from dataclasses import dataclass
from enum import StrEnum

from wikisearch.model.explanation import Explanation
from wikisearch.model.results import MatchType


class DecidingFactor(StrEnum):
    """What ranks one page above another; a factor counts only if all earlier ones are equal."""

    FOUND = "found"
    """Only one of them matches the query."""

    MATCH_TYPE = "match_type"
    """A better match type, regardless of the score."""

    TITLE = "title"
    """The query covers more of its title; both titles have all words of the query."""

    FORM = "form"
    """Its title or heading has the query as typed; that of the other one differs in case, in spaces
    or in signs."""

    PATH = "path"
    """The query is the end of both names, and this one has fewer names before it."""

    LINKS = "links"
    """Both sections have the query as their name, and more pages link to this one."""

    SCORE = "score"
    ID = "id"
    """The scores are equal: ids are in ascending order."""


@dataclass(frozen=True, slots=True)
class MissingClauses:
    """Clauses of a query that a page does not match, written in the query syntax."""

    nowhere: tuple[str, ...]
    """Clauses that no section of the page matches."""

    section: str
    """Id of the section that matches most clauses; empty if the query has no clauses."""

    missing: tuple[str, ...]
    """Clauses that this section does not match."""


@dataclass(frozen=True, slots=True)
class RankedTerm:
    """Rank of a page for a query, or the clauses that it does not match."""

    id: str
    title: str
    rank: int | None = None
    """1 for the best page; None if the page is not among the results."""

    match_type: MatchType | None = None
    score: float | None = None
    explanation: Explanation | None = None
    gap: MissingClauses | None = None


@dataclass(frozen=True, slots=True)
class ScoreDelta:
    """Contribution of one part, such as a word, to the scores of two pages."""

    part: str
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class RankComparison:
    """Ids of two pages in the order of their ranks, and the reason."""

    above: str
    below: str
    decider: DecidingFactor
    differences: tuple[ScoreDelta, ...]
    """Parts of their scores that differ, largest difference first."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ranks of one or two pages for a query."""

    query: str
    suggestion: str | None
    """The query with corrected spelling, if that was searched for."""

    total: int
    """Number of matching pages."""

    standings: tuple[RankedTerm, ...]
    """One per requested page, in the order of the request."""

    verdict: RankComparison | None
    """None for a single page, or if neither of two matches."""

    warnings: tuple[str, ...]
