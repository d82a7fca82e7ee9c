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


@dataclass(slots=True)
class RankedPage:
    """A page on its way into the results."""

    id: str
    match_type: MatchType
    sections: list[Match] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Score of the best section."""
        return self.sections[0].score


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every page in the window, best first."""

    pages: tuple[RankedPage, ...]
    total: int
    """Pages that match, in the window or not."""

    relaxed: bool
    query: Query
    """What the scores were computed for."""


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
    kinds = {match.key: MatchType.WORDS for match in strict.best}
    main = plan.strict
    relaxed = plan.relaxed is not None and strict.pages < RELAX_BELOW
    if relaxed and plan.relaxed is not None:
        main = plan.relaxed
    everything = Or((main, *(way.keyword for way in ways)))
    matches = reader.search(everything, window)
    best = {match.key: match for match in matches.best}
    if relaxed:
        # Those that match strictly may score below the window of those that match in part.
        best |= {match.key: match for match in strict.best}
        kinds = {key: kinds.get(key, MatchType.SOME_WORDS) for key in best}
    for match_type, match in named(ways, main, reader, window):
        best.setdefault(match.key, match)
        if _ORDER[match_type] < _ORDER[kinds.get(match.key, MatchType.SOME_WORDS)]:
            kinds[match.key] = match_type
    pages = _grouped(best.values(), kinds)
    found = Ranking(pages, matches.pages, relaxed and matches.pages > strict.pages, main)
    return found, matches.total


def _grouped(matches: Iterable[Match], kinds: dict[str, MatchType]) -> tuple[RankedPage, ...]:
    pages: dict[str, RankedPage] = {}
    for match in sorted(matches, key=lambda match: (-rounded(match.score), match.key)):
        kind = kinds.get(match.key, MatchType.WORDS)
        page = pages.setdefault(match.page, RankedPage(match.page, kind))
        page.sections.append(match)
        if _ORDER[kind] < _ORDER[page.match_type]:
            page.match_type = kind
    return tuple(
        sorted(
            pages.values(),
            key=lambda page: (_ORDER[page.match_type], -rounded(page.score), page.id),
        )
    )
