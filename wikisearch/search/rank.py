"""Plan -> sections and pages in order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat, starmap
from operator import attrgetter
from typing import NamedTuple

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.model.query import Or, Query
from wikisearch.model.results import MatchType
from wikisearch.query import QueryPlan
from wikisearch.scoring import rounded
from wikisearch.search.cache import Sections
from wikisearch.search.names.lookup import NAMED, NameLookup, find_by_name
from wikisearch.search.rerank.reranker import LINKS_WEIGHT, NONE, Reranker, RerankFeatures
from wikisearch.search.stopwatch import Stopwatch
from wikisearch.search.wiki import IndexedWiki

RELAX_BELOW = 10
"""Fewer pages than this with all the words, and pages with some of them are looked for too."""

MOST_WORDS_FIRST = 3
"""Of so many words, all are better than some, whatever the score; a long question is no list."""

WINDOW = 300
"""Sections looked at first; as many times more as it takes to fill the pages asked for."""

RERANK_TOP = 20
"""Best sections, and best pages, that are looked at for evidence beyond their words."""

TITLES_READ = 60
"""Pages with all the words in their title, of which the shorter title comes first."""

_KINDS = tuple(MatchType)
_TIERS = {kind: tier for tier, kind in enumerate(_KINDS)}
_HEADING_END = _TIERS[MatchType.HEADING_END]
_TITLE_WORDS, _SOME_WORDS = _TIERS[MatchType.TITLE_WORDS], _TIERS[MatchType.SOME_WORDS]


class RankedSection:
    """A section on its way into the results."""

    __slots__ = ("evidence", "match", "order", "query", "score", "tier")

    def __init__(self, match: Match, tier: int, query: Query) -> None:
        self.match = match
        self.tier = tier
        """Place of its kind among the kinds of match, the best of which is 0."""
        self.query = query
        """What its words were scored for."""
        self.evidence = NONE
        self.score = match.score
        """Score of its words, and what it has beyond them."""
        self.order = (-rounded(match.score), match.key)
        """Where it stands among the sections of its page."""

    @property
    def kind(self) -> MatchType:
        """How it matched."""
        return _KINDS[self.tier]

    def weigh(self, evidence: RerankFeatures) -> None:
        """Take what it has beyond its words into account."""
        # Added one by one, as the explanation lists them, so that its parts add up exactly.
        words = self.match.score + evidence.proximity + evidence.exact
        self.evidence = evidence
        self.score = words + evidence.title + evidence.links + evidence.name
        self.order = (-rounded(self.score), self.match.key)


class RankedPage:
    """A page on its way into the results."""

    __slots__ = ("best", "coverage", "id", "named", "order", "sections")

    best: RankedSection
    """The section whose score the page has."""

    find_by_name: RankedSection
    """The section that makes it the kind of match it is."""

    order: tuple[int, float, int, str]
    """Where it stands among pages."""

    def __init__(self, page: str, sections: list[RankedSection]) -> None:
        self.id = page
        self.sections = sections
        """Best first, after the one that the query names."""
        self.coverage = 0.0
        """Share of its title that the query has, where that decides."""
        self.arrange()

    def arrange(self) -> None:
        """Put the sections in order."""
        sections = self.sections
        if len(sections) > 1:
            sections.sort(key=attrgetter("order"))
            self.best, self.named = sections[0], min(sections, key=attrgetter("tier"))
            if self.named.tier < _TITLE_WORDS and self.named is not self.best:
                # A class is asked for by its name, not its constructor, which has the same one.
                sections.remove(self.named)
                sections.insert(0, self.named)
        else:
            [self.best] = [self.named] = sections
        self.order = self.named.tier, -self.coverage, self.best.order[0], self.id


class Ranking(NamedTuple):
    """Every page in the window, best first."""

    pages: tuple[RankedPage, ...]
    total: int
    """Pages that match, in the window or not."""

    relaxed: bool
    """Whether some have only a part of the words."""

    query: Query
    """What was looked for in the end."""

    cut: bool
    """Whether a part of the query stands for more words than were looked at."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks for one query."""

    plan: QueryPlan
    ways: tuple[NameLookup, ...]
    """Names it may be."""

    witness: Reranker
    wiki: IndexedWiki
    sections: Sections
    reader: Reader
    watch: Stopwatch

    def rank(self, wanted: int) -> Ranking:
        """Rank until `wanted` pages are in order; their order never depends on `wanted`."""
        window = WINDOW
        while True:
            ranking, matching = self._rank(window)
            if len(ranking.pages) >= min(wanted, ranking.total) or window >= matching:
                return ranking
            window *= 4

    def _rank(self, window: int) -> tuple[Ranking, int]:
        found, main, matches = self._matching(window)
        scored = {key: section.match for key, section in found.items()}
        names = find_by_name(self.ways, main, self.reader, window, scored)
        if not names.are_counted:
            # Some of what bears a name may have none of the words, and must be counted too.
            every = Or((main, *(way.query for way in self.ways)))
            matches = self.reader.search(every, 0)
        self.watch.lap("match")
        for match_type, match in names.sections:
            tier = _TIERS[match_type]
            known = found.setdefault(match.key, RankedSection(match, tier, main))
            known.tier = min(known.tier, tier)
            if match_type in NAMED:
                known.weigh(self.witness.name())
        pages = self._ordered(_grouped(found.values()))
        self._witness(found, pages)
        # Evidence changes scores, but neither the kinds of pages nor how much of a title is asked.
        pages.sort(key=attrgetter("order"))
        self.watch.lap("rank")
        relaxed = any(page.named.tier == _SOME_WORDS for page in pages)
        return Ranking(tuple(pages), matches.pages, relaxed, main, matches.cut), matches.total

    def _matching(self, window: int) -> tuple[dict[str, RankedSection], Query, Matches]:
        """Sections with all the words, by any name, and with some when those are few.

        And the query that all of them match, with how many do.
        """
        plan = self.plan
        matches, main = self.reader.search(plan.strict, window), plan.strict
        found = _ranked(matches.best, MatchType.WORDS, main)
        if plan.widened is not None:
            matches, main = self.reader.search(plan.widened, window), plan.widened
            found = _ranked(matches.best, MatchType.SYNONYMS, main) | found
        if plan.relaxed is None or matches.pages >= RELAX_BELOW:
            return found, main, matches
        matches, main = self.reader.search(plan.relaxed, window), plan.relaxed
        some_words = _ranked(matches.best, MatchType.SOME_WORDS, main)
        if self.witness.count > MOST_WORDS_FIRST:
            return some_words, main, matches
        if plan.widened is not None:
            # Sections with other names for all the words may have none of them.
            main = Or((plan.widened, main))
            matches = self.reader.search(main, 0)
        return some_words | found, main, matches

    def _witness(self, found: Mapping[str, RankedSection], pages: Sequence[RankedPage]) -> None:
        """Look at the best sections, and at the best of the best pages, for further evidence."""
        best = sorted(found.values(), key=attrgetter("tier", "order"))[:RERANK_TOP]
        best += [page.best for page in pages[:RERANK_TOP]]
        keys = list(dict.fromkeys(section.match.key for section in best))
        for key, evidence in zip(keys, self._evidence(keys), strict=True):
            ranked = found[key]
            links = LINKS_WEIGHT * self.wiki.link_share(ranked.match.page)
            ranked.weigh(evidence._replace(links=links, name=ranked.evidence.name))
        witnessed = {found[key].match.page for key in keys}
        for page in pages:
            if page.id in witnessed:
                page.arrange()

    def _evidence(self, keys: Sequence[str]) -> Iterable[RerankFeatures]:
        if not self.witness.has_questions:
            return repeat(NONE, len(keys))
        return map(self.witness.evidence, self.sections.fetch(keys))

    def _ordered(self, pages: list[RankedPage]) -> list[RankedPage]:
        pages.sort(key=attrgetter("order"))
        titled = list(filter(_is_told_by_title, pages))[:TITLES_READ]
        if titled:
            tops = self.sections.fetch(page.best.match.key for page in titled)
            for page, section in zip(titled, tops, strict=True):
                page.coverage = self.witness.coverage(section.hierarchy[0])
                page.arrange()
            pages.sort(key=attrgetter("order"))
        return pages


def _ranked(matches: Iterable[Match], kind: MatchType, query: Query) -> dict[str, RankedSection]:
    tier = _TIERS[kind]
    return {match.key: RankedSection(match, tier, query) for match in matches}


def _is_told_by_title(page: RankedPage) -> bool:
    """Whether its title has what the query asks for, and maybe more than that."""
    is_top = page.named.match.key == page.id
    return page.named.tier == _TITLE_WORDS or (page.named.tier == _HEADING_END and is_top)


def _grouped(sections: Iterable[RankedSection]) -> list[RankedPage]:
    pages: defaultdict[str, list[RankedSection]] = defaultdict(list)
    for section in sections:
        pages[section.match.page].append(section)
    return list(starmap(RankedPage, pages.items()))
