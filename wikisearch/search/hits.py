"""A ranked page -> a hit: its facts, its sections, its passages."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from wikisearch.analysis import Analyzer, names_of, without_case
from wikisearch.model.page import PageHead, Section
from wikisearch.model.results import Hit, MatchType, SectionHit, Snippet
from wikisearch.search.cache import Sections
from wikisearch.search.rank import RankedPage, RankedSection
from wikisearch.search.snippets.highlighter import Highlighter
from wikisearch.search.snippets.text_fragment_url import text_fragment_url


class HitMaker:
    """Makes the hits of one query; `asked` are the texts that it was taken for."""

    def __init__(
        self,
        asked: tuple[str, ...],
        highlighter: Highlighter,
        sections: Sections,
        analyzer: Analyzer,
    ) -> None:
        self._asked = asked
        self._sections = sections
        self._analyzer = analyzer
        self._highlighter = highlighter

    def hits(self, ranked: Sequence[RankedPage], sections_of_each: int) -> Iterator[Hit]:
        """Hits of pages, without their explanations, which cost as much as many hits."""
        shown = [_shown(page, sections_of_each) for page in ranked]
        sections, pages = self._sections.fetch_with_pages(
            (section.match.key for each in shown for section in each),
            (page.id for page in ranked),
        )
        rest = iter(sections)
        for page, facts, each in zip(ranked, pages, shown, strict=True):
            yield self._hit(page, facts, list(zip(each, rest, strict=False)))

    def _hit(
        self, ranked: RankedPage, page: PageHead, shown: list[tuple[RankedSection, Section]]
    ) -> Hit:
        url = quote(page.path)
        hits = tuple(self._section(url, *each) for each in shown)
        [named] = [section for each, section in shown if each is ranked.named]
        return Hit(
            page=page,
            url=url,
            score=ranked.best.score,
            match_type=ranked.named.kind,
            matched_title=self._matched_title(ranked.named.kind, page, named),
            matched_fields=self._matched_fields(page, shown[0][1]),
            snippet=self._snippet(page, hits),
            sections=hits,
            explanation=None,
        )

    def _section(self, page_url: str, ranked: RankedSection, section: Section) -> SectionHit:
        url = page_url + (f"#{quote(section.anchor)}" if section.anchor else "")
        passage = self._highlighter.passage(section.text)
        return SectionHit(
            id=ranked.match.key,
            title=section.title,
            level=section.level,
            anchor=section.anchor,
            url=url,
            text_url=text_fragment_url(url, passage),
            hierarchy=section.hierarchy,
            score=ranked.score,
            match_type=ranked.kind,
            snippet=passage.snippet,
        )

    def _snippet(self, page: PageHead, hits: tuple[SectionHit, ...]) -> Snippet:
        """Show the best section's passage, or what the term means when none has the words."""
        for hit in hits:
            if not hit.anchor and page.definition:
                break  # the query names the page, not words of it
            if hit.snippet.spans:
                return hit.snippet
        text = page.definition or self._sections.fetch([page.id])[0].text
        return self._highlighter.snippet(text)

    def _matched_title(self, match_type: MatchType, page: PageHead, named: Section) -> str | None:
        match match_type:
            case MatchType.TITLE:
                return page.title
            case MatchType.ALIAS:
                return self._same(without_case, page.aliases)
            case MatchType.FOLDED:
                return self._same(self._analyzer.folded_name, names_of(page))
            case MatchType.VARIANT:
                return self._same(
                    self._analyzer.for_language(page.language).stemmed_name, names_of(page)
                )
            case MatchType.HEADING | MatchType.HEADING_END:
                return named.title
            case MatchType.ACRONYM | MatchType.CALLED:
                return self._asked[0]
            case _:
                return None

    def _same(self, spell: Callable[[str], str], names: tuple[str, ...]) -> str | None:
        """Name that is what was asked for, when both are spelled alike."""
        wanted = {spell(text) for text in self._asked}
        return next((name for name in names if spell(name) in wanted), None)

    def _matched_fields(self, page: PageHead, section: Section) -> tuple[str, ...]:
        texts = {
            "title": page.title,
            "alias": "\n".join(page.aliases),
            "heading": "\n".join(section.hierarchy[1:]),
            "body": section.text,
        }
        return tuple(name for name, text in texts.items() if self._highlighter.matches(text))


def _shown(ranked: RankedPage, most: int) -> list[RankedSection]:
    """Best sections, and in any case the one that the query names."""
    shown = ranked.sections[:most]
    return shown if ranked.named in shown else [*shown[:-1], ranked.named]
