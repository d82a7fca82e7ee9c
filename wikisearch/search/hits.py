"""A ranked page -> a hit: its facts, its sections, its passages, and why it is where it is."""

from urllib.parse import quote

from wikisearch.analysis import Analyzer, documents, without_case
from wikisearch.engines.base import Match, Reader
from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.model.explanation import Explanation
from wikisearch.model.page import Page, Section
from wikisearch.model.query import Query, words
from wikisearch.model.records import decode_page, decode_section
from wikisearch.model.request import SECTIONS_PER_HIT, SearchRequest
from wikisearch.model.results import Hit, MatchType, SectionHit, Snippet
from wikisearch.scoring import explain
from wikisearch.search.highlight import Highlighter
from wikisearch.search.pages import load, load_page
from wikisearch.search.ranking import RankedPage

_REASONS = {
    MatchType.TITLE: "the query is its title",
    MatchType.ALIAS: "the query is one of its aliases",
    MatchType.FOLDED: "the query is its title or alias but for spelling",
    MatchType.HEADING: "the query is a heading of it",
    MatchType.WORDS: "a section matches the query",
    MatchType.SOME_WORDS: "a section has some of the words",
}


class HitMaker:
    """Makes the hits of one request."""

    def __init__(
        self, request: SearchRequest, query: Query, reader: Reader, analyzer: Analyzer
    ) -> None:
        self._request = request
        self._query = query
        self._reader = reader
        self._analyzer = analyzer
        self._highlighter = Highlighter(query, analyzer)

    def hit(self, ranked: RankedPage) -> Hit:
        """Hit of one page."""
        shown = _shown(ranked)
        top, *stored = load([ranked.id, *(match.key for match in shown)], self._reader)
        page = decode_page(top)
        sections = [decode_section(each) for each in stored]
        hits = tuple(
            self._section(page, match, section)
            for match, section in zip(shown, sections, strict=True)
        )
        return Hit(
            page=page,
            url=quote(page.path),
            score=ranked.best.match.score,
            match_type=ranked.named.kind,
            matched_title=self._matched_title(ranked.named.kind, page, sections),
            matched_fields=self._matched_fields(page, sections[0]),
            snippet=self._snippet(page, hits),
            sections=hits,
            explanation=self._explanation(ranked) if self._request.explain else None,
        )

    def _section(self, page: Page, match: Match, section: Section) -> SectionHit:
        anchor = f"#{quote(section.anchor)}" if section.anchor else ""
        return SectionHit(
            id=match.key,
            title=section.title,
            level=section.level,
            anchor=section.anchor,
            url=quote(page.path) + anchor,
            hierarchy=section.hierarchy,
            score=match.score,
            snippet=self._highlighter.snippet(section.text),
        )

    def _snippet(self, page: Page, hits: tuple[SectionHit, ...]) -> Snippet:
        """Show the best section's passage, or what the term means when none has the words."""
        for hit in hits:
            if hit.snippet.spans:
                return hit.snippet
        return self._highlighter.snippet(page.definition or page.sections[0].text)

    def _matched_title(
        self, match_type: MatchType, page: Page, sections: list[Section]
    ) -> str | None:
        fold = self._analyzer.folded_name
        asked = self._request.query
        match match_type:
            case MatchType.TITLE:
                return page.title
            case MatchType.ALIAS:
                typed = without_case(asked)
                return next(name for name in page.aliases if without_case(name) == typed)
            case MatchType.FOLDED:
                names = (page.title, *page.aliases)
                return next(name for name in names if fold(name) == fold(asked))
            case MatchType.HEADING:
                titles = (section.title for section in sections)
                return next((title for title in titles if fold(title) == fold(asked)), None)
            case MatchType.WORDS | MatchType.SOME_WORDS:
                return None

    def _matched_fields(self, page: Page, section: Section) -> tuple[str, ...]:
        texts = {
            "title": page.title,
            "alias": "\n".join(page.aliases),
            "heading": "\n".join(section.hierarchy[1:]),
            "body": section.text,
        }
        return tuple(name for name, text in texts.items() if self._highlighter.matches(text))

    def _explanation(self, ranked: RankedPage) -> Explanation:
        best = ranked.best
        page = load_page(ranked.id, self._reader)
        if page is None:
            raise IndexDamagedError(f"page {ranked.id!r} is missing; {rebuild('DIR')}")
        document = next(
            each for each in documents(page, self._analyzer) if each.key == best.match.key
        )
        statistics = self._reader.statistics(words(best.query))
        account = explain(best.query, document, statistics)
        return Explanation(
            best.match.score,
            f"{_REASONS[ranked.named.kind]}; best section: {best.match.key}",
            (account,) if account is not None else (),
        )


def _shown(ranked: RankedPage) -> list[Match]:
    """Best sections, and in any case the one that the query names."""
    shown = ranked.sections[:SECTIONS_PER_HIT]
    if ranked.named not in shown:
        shown = [*shown[:-1], ranked.named]
    return [section.match for section in shown]
