"""Why terms stand where they do for a query, and which of two is above the other."""

from dataclasses import dataclass
from enum import StrEnum

from wikisearch.model.explanation import Explanation
from wikisearch.model.results import MatchType


class DecidingFactor(StrEnum):
    """What puts one term above another; each counts only where those before it are equal."""

    FOUND = "found"
    """Only one of them matches the query."""

    MATCH_TYPE = "match_type"
    """A better kind of match, whatever the score."""

    TITLE = "title"
    """The query has more of its title, where the titles of both have all the words."""

    SCORE = "score"
    ID = "id"
    """The scores are equal: the ids are in order."""


@dataclass(frozen=True, slots=True)
class MissingClauses:
    """What keeps a page from a query: parts of the query as one would type them."""

    nowhere: tuple[str, ...]
    """Parts that no section of the page meets."""

    section: str
    """Id of the section that meets most parts; empty when the query asks for nothing."""

    missing: tuple[str, ...]
    """Parts that this section does not meet."""


@dataclass(frozen=True, slots=True)
class RankedTerm:
    """Where a term stands for a query: among the results, or else with its gap."""

    id: str
    title: str
    rank: int | None = None
    """1 for the best; None when it is not among the results."""

    match_type: MatchType | None = None
    score: float | None = None
    explanation: Explanation | None = None
    gap: MissingClauses | None = None


@dataclass(frozen=True, slots=True)
class ScoreDelta:
    """What a part of the score, such as one word, gives to each of two terms."""

    part: str
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class RankComparison:
    """Which of two terms is above the other, by ids, and why."""

    above: str
    below: str
    decider: DecidingFactor
    differences: tuple[ScoreDelta, ...]
    """Parts of their scores that differ, the largest difference first."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where one or two terms stand for a query."""

    query: str
    suggestion: str | None
    """The query with misspelled words put right, when that was searched for."""

    total: int
    """Pages that match."""

    standings: tuple[RankedTerm, ...]
    """One for each term, in the order asked."""

    verdict: RankComparison | None
    """None for one term, or when neither of two matches."""

    warnings: tuple[str, ...]
