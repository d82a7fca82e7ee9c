"""Step 2: what a query means -> candidates: the best sections that match, and how many pages do."""

from collections.abc import Collection, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.model.query import AndMaybe, Keyword, Or, Query
from wikisearch.search.retrieval.candidates import (
    Candidates,
    RankedSection,
    ranked_sections,
    with_features,
)
from wikisearch.search.retrieval.matched_query import (
    SOME_WORDS,
    MatchedQuery,
    Search,
    TierQuery,
    decide,
)
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView

if TYPE_CHECKING:
    from wikisearch.search.retrieval import filtered_reader
else:  # a query without filters seldom needs it
    filtered_reader = lazy_module("wikisearch.search.retrieval.filtered_reader")

Sections = dict[str, RankedSection]


def retrieve(view: IndexView, understood: Understood) -> Candidates:
    """Search for the best sections of every tier, and count the pages that match."""
    window, only = view.config.window, understood.filter
    reader = _filtered(view, only)
    search = _Searches(reader).search
    if only is None:
        matched = decide(understood, search, window, view.config)
    else:
        # What matches is decided on the whole index: a filter only removes pages.
        matched = decide(understood, view.reader.search, 0, view.config)
    sections: Sections = {}
    truncated = _add_words(sections, matched.words, search, window)
    _demote(sections, matched, search, window)
    counts = search(matched.scored, window if matched.scored is matched.words[-1].query else 0)
    with_words = len(sections)
    truncated_names = _add_names(sections, matched, matched.names, search, window)
    total = counts.pages
    if truncated_names or _has_more_pages(sections, with_words):
        total = reader.search(matched.query, 0).pages
    return Candidates(
        matched=matched,
        filter=only,
        sections=sections,
        window=window,
        truncated=(*truncated, *truncated_names),
        total=total,
        relaxed=matched.words[-1].tier == SOME_WORDS and _has_relaxed_page(sections.values()),
        cut=counts.cut,
    )


def widen(view: IndexView, candidates: Candidates) -> Candidates:
    """Search the truncated tiers again, in a larger window."""
    window = candidates.window * view.config.window_growth
    sections = dict(candidates.sections)
    search = _filtered(view, candidates.filter).search
    truncated = _add(sections, candidates, search, window)
    return candidates._replace(sections=sections, window=window, truncated=truncated)


def remaining_sections(view: IndexView, candidates: Candidates, pages: Iterable[str]) -> Sections:
    """Search the truncated tiers for all sections of some pages."""
    sections: Sections = {}
    _add(sections, candidates, _of_pages(view, pages).search, view.config.max_sorted_sections)
    return sections


def all_sections(view: IndexView, matched: MatchedQuery, pages: Iterable[str]) -> Sections:
    """Search every tier for all sections of some pages."""
    sections: Sections = {}
    search, limit = _of_pages(view, pages).search, view.config.max_sorted_sections
    _add_words(sections, matched.words, search, limit)
    _demote(sections, matched, search, limit)
    _add_names(sections, matched, matched.names, search, limit)
    return sections


def _filtered(view: IndexView, only: Query | None) -> Reader:
    return view.reader if only is None else filtered_reader.FilteredReader(view.reader, only)


def _of_pages(view: IndexView, pages: Iterable[str]) -> Reader:
    return filtered_reader.FilteredReader(
        view.reader, Or(tuple(Keyword("page", page) for page in pages))
    )


class _Searches:
    """The searches of one request; the same search is done once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._done: dict[tuple[int, int], tuple[Query, Matches]] = {}

    def search(self, query: Query, limit: int) -> Matches:
        """Search, unless this very object was searched for with this limit before."""
        key = id(query), limit
        if key not in self._done:
            # The query is stored so that no other object can get its id.
            self._done[key] = query, self._reader.search(query, limit)
        return self._done[key][1]


def _add(
    sections: Sections, candidates: Candidates, search: Search, window: int
) -> tuple[TierQuery, ...]:
    """Add the sections of truncated tiers; return the tiers that are still truncated."""
    words = [tier for tier in candidates.truncated if not tier.is_name]
    names = [tier for tier in candidates.truncated if tier.is_name]
    truncated = _add_words(sections, words, search, window)
    _demote(sections, candidates.matched, search, window)
    return (*truncated, *_add_names(sections, candidates.matched, names, search, window))


def _add_words(
    sections: Sections, tiers: Iterable[TierQuery], search: Search, window: int
) -> list[TierQuery]:
    """Add the sections with the words, each in its best tier; return the truncated tiers."""
    truncated = []
    for tier in tiers:
        matches = search(tier.query, window)
        if matches.total > window:
            truncated.append(tier)
        for section in ranked_sections(matches.best, tier.tier, tier.query):
            key = section[0][0]
            known = sections.get(key)
            if known is None or known.tier > tier.tier:
                sections[key] = section
    return truncated


def _demote(sections: Sections, matched: MatchedQuery, search: Search, window: int) -> None:
    """Lower the scores of sections whose heading is the query, but also that of other pages."""
    for heading in matched.headings:
        for match in search(heading, window).best:
            if match.key in sections:
                section = sections[match.key]
                sections[match.key] = with_features(section, matched.repeated_features)


def _add_names(
    sections: Sections,
    matched: MatchedQuery,
    tiers: Iterable[TierQuery],
    search: Search,
    window: int,
) -> list[TierQuery]:
    """Add the sections that the lookups find; return the truncated tiers."""
    truncated = []
    for tier in tiers:
        matches = search(tier.query, window)
        if matches.total > window:
            truncated.append(tier)
        # In most cases the words have found these sections already, with their score.
        if matches.total > window or any(match.key not in sections for match in matches.best):
            matches = search(AndMaybe(tier.query, matched.scored), window)
        for match in matches.best:
            if match.key == match.page or not tier.is_top_only:
                sections[match.key] = _named(sections.get(match.key), match, tier, matched)
    return truncated


def _named(
    known: RankedSection | None, match: Match, tier: TierQuery, matched: MatchedQuery
) -> RankedSection:
    section = known or ranked_sections((match,), tier.tier, matched.scored)[0]
    if section.tier > tier.tier:
        section = section._replace(tier=tier.tier)
    return with_features(section, matched.name_features) if tier.is_exact else section


def _has_more_pages(sections: Sections, number: int) -> bool:
    """Whether any section after the first ones is on a page of its own."""
    if len(sections) == number:
        return False
    pages = {section.match.page for section in islice(sections.values(), number)}
    added = islice(sections.values(), number, None)
    return not pages.issuperset(section.match.page for section in added)


def _has_relaxed_page(sections: Collection[RankedSection]) -> bool:
    """Whether any page has only sections with some of the words."""
    strict = {section.match.page for section in sections if section.tier < SOME_WORDS}
    return any(section.match.page not in strict for section in sections)
