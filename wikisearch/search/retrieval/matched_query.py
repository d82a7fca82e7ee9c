"""Which query all pages of a ranking match: strict, with synonyms or relaxed, and which names."""

from collections.abc import Callable
from typing import NamedTuple

from wikisearch.analysis.names.name_keys import is_written_as_code
from wikisearch.engines.base import Matches
from wikisearch.model.query import Or, Query
from wikisearch.model.results import MatchType
from wikisearch.search.config import RankingConfig
from wikisearch.search.names.lookup import HEADING_MATCH_TYPES, NAME_MATCH_TYPES
from wikisearch.search.rerank.features import RerankFeatures
from wikisearch.search.rerank.title_match import name_match, repeated_heading
from wikisearch.search.understanding.understand import Understood

MATCH_TYPES = tuple(MatchType)
TIERS = {match_type: tier for tier, match_type in enumerate(MATCH_TYPES)}
"""The tier of each match type, 0 for the best."""

SOME_WORDS = TIERS[MatchType.SOME_WORDS]

Search = Callable[[Query, int], Matches]


class TierQuery(NamedTuple):
    """The query of one tier."""

    tier: int
    query: Query
    is_name: bool = False
    """Whether it is a name lookup, whose matches are scored by the query for the words."""

    is_exact: bool = False
    """Whether the whole query is a name of a match."""

    is_top_only: bool = False
    """Whether only the top section of a page matches."""


class MatchedQuery(NamedTuple):
    """The exact query that all pages of a ranking satisfy, by tier.

    It does not depend on filters, on the order or on the result window.
    """

    words: tuple[TierQuery, ...]
    """Queries for the words, the best tier first; each gives its own score."""

    names: tuple[TierQuery, ...]
    """Name lookups."""

    scored: Query
    """The query for the words that all matches without a name satisfy."""

    name_features: RerankFeatures
    """Features of a section that the query names."""

    headings: tuple[Query, ...]
    """The query as a heading, if too many pages have it for a name."""

    repeated_features: RerankFeatures
    """Features of a section whose heading is the query, as those of other pages are."""

    @property
    def query(self) -> Query:
        """The query itself, for counts, facets and sorting."""
        return (
            Or((self.scored, *(name.query for name in self.names))) if self.names else self.scored
        )


def decide(
    understood: Understood, search: Search, limit: int, config: RankingConfig
) -> MatchedQuery:
    """Decide from the number of pages that match each query; `search` is of the whole index."""
    idfs = understood.words.idf.values()
    words, scored = _word_tiers(understood, search, limit, config)
    names, headings = _name_tiers(understood, search, limit, config)
    return MatchedQuery(
        words=words,
        names=names,
        headings=headings,
        scored=scored,
        name_features=RerankFeatures(name=name_match(idfs, config)),
        repeated_features=RerankFeatures(repeated=repeated_heading(idfs, config)),
    )


def _word_tiers(
    understood: Understood, search: Search, limit: int, config: RankingConfig
) -> tuple[tuple[TierQuery, ...], Query]:
    """Tiers with all the words, and the tier with some of them if too few pages have all."""
    plan = understood.plan
    tiers = [TierQuery(TIERS[MatchType.WORDS], plan.strict)]
    if plan.widened is not None:
        tiers.append(TierQuery(TIERS[MatchType.SYNONYMS], plan.widened))
    strict = tiers[-1].query
    # The matches of a long query are seldom needed: few pages have all its words.
    is_long = understood.words.word_count > config.max_strict_words
    if plan.relaxed is None or search(strict, 0 if is_long else limit).pages >= config.relax_below:
        return tuple(tiers), strict
    relaxed = TierQuery(SOME_WORDS, plan.relaxed)
    if is_long:
        return (relaxed,), plan.relaxed
    # Sections with synonyms of all the words may have none of the words.
    both = plan.relaxed if plan.widened is None else Or((plan.widened, plan.relaxed))
    return (*tiers, relaxed), both


def _name_tiers(
    understood: Understood, search: Search, limit: int, config: RankingConfig
) -> tuple[tuple[TierQuery, ...], tuple[Query, ...]]:
    """The lookups that name something, and the query as a heading if too many pages have it."""
    lookups = sorted(understood.lookups, key=lambda lookup: TIERS[lookup.match_type])
    names = tuple(each.query for each in lookups if each.match_type in NAME_MATCH_TYPES)
    # Most queries name no page, which one search shows.
    named = search(Or(names), 0).total if names else 0
    found: set[str] = set()
    tiers, headings = [], []
    for match_type, query, mined in lookups:
        # A lookup adds nothing if better ones have found all sections that have a name.
        if match_type in NAME_MATCH_TYPES and len(found) >= named:
            continue
        matches = search(query, limit)
        if match_type in HEADING_MATCH_TYPES and matches.pages > _max_pages(
            match_type, understood.text, config
        ):
            if match_type is MatchType.HEADING:
                headings.append(query)
        elif matches.total:
            is_top_only = mined is not None
            if not is_top_only:
                found.update(match.key for match in matches.best)
            tiers.append(
                TierQuery(
                    TIERS[match_type],
                    query,
                    is_name=True,
                    is_exact=match_type in NAME_MATCH_TYPES,
                    is_top_only=is_top_only,
                )
            )
    return tuple(tiers), tuple(headings)


def _max_pages(match_type: MatchType, text: str, config: RankingConfig) -> int:
    """Pages that may have a heading which names each of them."""
    is_prose = match_type is MatchType.HEADING and not is_written_as_code(text)
    return config.max_prose_heading_pages if is_prose else config.max_heading_pages
