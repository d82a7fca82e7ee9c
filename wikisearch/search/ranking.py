"""Plan -> pages in order, each with its matching sections in order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wikisearch.engines.base import Match, Reader
from wikisearch.model.query import Or, Query
from wikisearch.model.results import MatchType
from wikisearch.query import Plan
from wikisearch.scoring import rounded
from wikisearch.search.navigation import Name, named

RELAX_BELOW = 10
"""Fewer pages than this with all the words, and pages with some of them are added below."""

WINDOW = 1000
"""Sections looked at first; as many times more as it takes to fill the pages asked for."""

_ORDER = {match_type: place for place, match_type in enumerate(MatchType)}


@dataclass(frozen=True, slots=True)
class RankedSection:
    """A section on its way into the results."""

    match: Match
    kind: MatchType
    query: Query
    """What its score was computed for."""

    @property
    def order(self) -> tuple[float, str]:
        """Where it stands among the sections of its page."""
        return -rounded(self.match.score), self.match.key


@dataclass(slots=True)
class RankedPage:
    """A page on its way into the results."""

    id: str
    sections: list[RankedSection] = field(default_factory=list)
    """Best first."""

    @property
    def best(self) -> RankedSection:
        """The section whose score the page has."""
        return self.sections[0]

    @property
    def named(self) -> RankedSection:
        """The section that makes it the kind of match it is."""
        return min(self.sections, key=lambda section: _ORDER[section.kind])

    @property
    def order(self) -> tuple[int, float, str]:
        """Where it stands among pages."""
        return _ORDER[self.named.kind], -rounded(self.best.match.score), self.id


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every page in the window, best first."""

    pages: tuple[RankedPage, ...]
    total: int
    """Pages that match, in the window or not."""

    relaxed: bool
    """Whether some have only a part of the words."""

    query: Query
    """What was looked for in the end."""


def rank(plan: Plan, ways: tuple[Name, ...], reader: Reader, wanted: int) -> Ranking:
    """Rank until `wanted` pages are in order; the order of those never depends on `wanted`."""
    window = WINDOW
    while True:
        ranking, sections = _rank(plan, ways, reader, window)
        if len(ranking.pages) >= min(wanted, ranking.total) or window >= sections:
            return ranking
        window *= 4


def _rank(plan: Plan, ways: tuple[Name, ...], reader: Reader, window: int) -> tuple[Ranking, int]:
    strict = reader.search(plan.strict, window)
    found = {match.key: RankedSection(match, MatchType.WORDS, plan.strict) for match in strict.best}
    main = plan.strict
    if plan.relaxed is not None and strict.pages < RELAX_BELOW:
        main = plan.relaxed
        for match in reader.search(main, window).best:
            found.setdefault(match.key, RankedSection(match, MatchType.SOME_WORDS, main))
    for match_type, match in named(ways, main, reader, window):
        known = found.get(match.key, RankedSection(match, match_type, main))
        if _ORDER[match_type] <= _ORDER[known.kind]:
            found[match.key] = RankedSection(known.match, match_type, known.query)
    every = reader.search(Or((main, *(way.keyword for way in ways))), 0)
    pages = _grouped(found.values())
    relaxed = any(page.named.kind is MatchType.SOME_WORDS for page in pages)
    return Ranking(pages, every.pages, relaxed, main), every.total


def _grouped(sections: Iterable[RankedSection]) -> tuple[RankedPage, ...]:
    pages: dict[str, RankedPage] = {}
    for section in sorted(sections, key=lambda section: section.order):
        pages.setdefault(section.match.page, RankedPage(section.match.page)).sections.append(
            section
        )
    return tuple(sorted(pages.values(), key=lambda page: page.order))
