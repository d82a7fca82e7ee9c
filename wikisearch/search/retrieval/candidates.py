"""Sections that match a query, each with its match type and its score."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import repeat
from operator import mul, neg
from typing import NamedTuple

from wikisearch.engines.base import Match
from wikisearch.model.query import Query
from wikisearch.model.results import MatchType
from wikisearch.scoring import SCORE_STEPS, rounded
from wikisearch.search.rerank.features import NO_FEATURES, RerankFeatures
from wikisearch.search.retrieval.matched_query import MATCH_TYPES, MatchedQuery, TierQuery


class NameOrder(NamedTuple):
    """What orders sections that have the query as their name; more comes first."""

    form: float = 0.0
    """1 for a name with the query as typed, 0.5 if only the case differs, and 0 for other forms.

    `named tuple` is another form of `namedtuple`. A name of several words that has nothing else has
    1 more: a sentence may have it by chance. It counts only if several sections have the name.
    """

    parts: int = 0
    """Number of names before the end of a path: 1 for `re.split`, and 2 for `re.Pattern.split`."""

    links: int = 0
    """Number of other pages that link to the section."""

    is_compared: bool = False
    """Whether the heading is one of two names that the query compares."""


NO_NAME = NameOrder()


class RankedSection(NamedTuple):
    """A section with its score."""

    match: Match
    tier: int
    query: Query
    """The query that the BM25 score is for."""

    features: RerankFeatures
    score: float
    """BM25 score plus features."""

    order: tuple[float, str]
    """Sort key among the sections of a page."""

    name: NameOrder = NO_NAME

    @property
    def match_type(self) -> MatchType:
        """How the section matches."""
        return MATCH_TYPES[self.tier]


_new_section = partial(tuple.__new__, RankedSection)
"""Makes a section of all its fields; `RankedSection` itself calls a Python function."""


def ranked_sections(matches: Sequence[Match], tier: int, query: Query) -> list[RankedSection]:
    """Make sections without features."""
    if not matches:
        return []
    keys, _, scores = zip(*matches, strict=True)
    # rounded() inlined, and one C call for all: hundreds of sections are made for one query.
    orders = zip(map(neg, map(round, map(mul, scores, repeat(SCORE_STEPS)))), keys, strict=False)
    same = repeat(tier), repeat(query), repeat(NO_FEATURES)
    fields = zip(matches, *same, scores, orders, repeat(NO_NAME), strict=False)
    return list(map(_new_section, fields))


def with_features(section: RankedSection, features: RerankFeatures) -> RankedSection:
    """Add features to the BM25 score of a section."""
    match, tier, query, _, _, _, name = section
    # In the order in which an explanation lists them, so that its parts add up exactly.
    score = match.score
    for value in features:
        score += value
    order = -rounded(score), match.key
    return _new_section((match, tier, query, features, score, order, name))


class Candidates(NamedTuple):
    """The best sections of every tier."""

    matched: MatchedQuery
    filter: Query | None
    sections: Mapping[str, RankedSection]
    """Sections by key."""

    window: int
    """Number of sections that were fetched per tier, at most."""

    truncated: tuple[TierQuery, ...]
    """Tiers with more sections than the window."""

    total: int
    """All pages that match, in the window or not."""

    relaxed: bool
    """Whether some pages have only a part of the words."""

    cut: bool
    """Whether a prefix or fuzzy term has more expansions than were searched for."""
