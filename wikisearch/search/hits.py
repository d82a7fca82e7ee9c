"""Step 4: a ranked page -> a hit: its metadata, its sections and their snippets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import without_case
from wikisearch.model.page import PageHead, Section
from wikisearch.model.results import Hit, MatchType, SectionHit
from wikisearch.model.snippet import Snippet
from wikisearch.search.ranking.rank import Ranking
from wikisearch.search.ranking.rollup import RankedPage
from wikisearch.search.retrieval.candidates import RankedSection
from wikisearch.search.retrieval.matched_query import TIERS
from wikisearch.search.section_urls import section_url
from wikisearch.search.snippets.highlighter import Highlighter
from wikisearch.search.snippets.no_highlighter import NoHighlighter
from wikisearch.search.snippets.text_fragment_url import text_fragment_url
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView

if TYPE_CHECKING:
    from wikisearch.analysis.names import name_keys, spoken_names
else:  # most queries name no page
    name_keys = lazy_module("wikisearch.analysis.names.name_keys")
    spoken_names = lazy_module("wikisearch.analysis.names.spoken_names")


_WORDS = TIERS[MatchType.WORDS]


class HitBuilder:
    """Builds the hits of one query."""

    def __init__(
        self, view: IndexView, understood: Understood, ranking: Ranking, *, with_snippets: bool
    ) -> None:
        self._view = view
        self._understood = understood
        self._pages = ranking.pages
        scored = ranking.matched.scored
        self._highlighter: Highlighter | NoHighlighter = (
            Highlighter(scored, view.analyzer, view.vocabulary, understood.words.gaps)
            if with_snippets
            else NoHighlighter()
        )

    def hits(self, max_sections: int) -> Iterator[Hit]:
        """Yield the hits, without explanations, with a limited number of sections each."""
        # The best section of a page is read even for a request of none: its snippet is the page's.
        shown = [_shown_sections(page, max_sections or 1) for page in self._pages]
        sections, heads = self._view.sections.fetch_with_heads(
            (section.match.key for page in shown for section in page),
            (page.id for page in self._pages),
        )
        rest = iter(sections)
        for page, head, ranked in zip(self._pages, heads, shown, strict=True):
            hit = self._hit(page, head, list(zip(ranked, rest, strict=False)))
            yield hit if max_sections else replace(hit, sections=())

    def _hit(
        self, ranked: RankedPage, page: PageHead, shown: list[tuple[RankedSection, Section]]
    ) -> Hit:
        url = self._view.urls.of(page)
        sections = tuple(self._section_hit(url, *pair) for pair in shown)
        [named] = [section for each, section in shown if each is ranked.named]
        fields = self._matched_fields(page, shown[0][1])
        name = self._matched_title(ranked.named.match_type, page, named)
        return Hit(
            page=page,
            url=url,
            score=ranked.best.score,
            match_type=ranked.named.match_type,
            matched_title=self._matched_alias(page, fields) if name is None else name,
            matched_fields=fields,
            snippet=self._snippet(page, sections, shown[0][1], ranked),
            sections=sections,
            section_count=len(ranked.sections),
            explanation=None,
        )

    def _section_hit(self, page_url: str, ranked: RankedSection, section: Section) -> SectionHit:
        url = section_url(page_url, "" if section.anchor_is_synthetic else section.anchor)
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
            match_type=ranked.match_type,
            snippet=passage.snippet,
            anchor_is_synthetic=section.anchor_is_synthetic,
        )

    def _snippet(
        self, page: PageHead, sections: Sequence[SectionHit], best: Section, ranked: RankedPage
    ) -> Snippet:
        """Return the snippet of the best section whose heading or text has words of the query.

        If there is none, or the query names the page, return the definition.
        """
        for section in sections:
            if not section.anchor and page.definition:
                if ranked.named.tier >= _WORDS and self._has_more(best, page.definition):
                    return sections[0].snippet
                break  # the query names the page, not words of it
            is_named = section.snippet.text and self._highlighter.matches(section.title)
            if section.snippet.spans or is_named:
                return section.snippet
        text = page.definition or self._view.sections.fetch([page.id])[0].text
        return self._highlighter.snippet(text)

    def _has_more(self, section: Section, definition: str) -> bool:
        """Whether only a section has words of the query, or has them together."""
        has_words, together = self._highlighter.matches, self._highlighter.side_by_side
        in_section = has_words(section.text), *together(section.text)
        return in_section > (has_words(definition), *together(definition))

    def _matched_title(self, match_type: MatchType, page: PageHead, named: Section) -> str | None:
        analyzer = self._view.analyzer
        match match_type:
            case MatchType.TITLE:
                return page.title
            case MatchType.ALIAS:
                return self._equal_name(page.aliases, without_case)
            case MatchType.FOLDED:
                return self._equal_name(name_keys.page_names(page), analyzer.folded_name)
            case MatchType.VARIANT:
                stemmed_name = analyzer.for_language(page.language).stemmed_name
                return self._equal_name(name_keys.page_names(page), stemmed_name)
            case MatchType.HEADING | MatchType.HEADING_END:
                return named.title
            case MatchType.ACRONYM | MatchType.CALLED:
                return self._mined_name(match_type, page)
            case _:
                return None

    def _equal_name(self, names: tuple[str, ...], key: Callable[[str], str]) -> str | None:
        """Return the name that has the same key as the query."""
        wanted = set(map(key, self._understood.names))
        language = self._view.analyzer.language
        for name in names:
            if any(
                key(form) in wanted for form in (name, *spoken_names.spoken_names(name, language))
            ):
                return name
        return None

    def _matched_alias(self, page: PageHead, fields: tuple[str, ...]) -> str | None:
        """Return the first alias with words of the query, if the best section has none of them."""
        if "alias" not in fields or "body" in fields:
            return None
        return next(filter(self._highlighter.matches, page.aliases), None)

    def _mined_name(self, match_type: MatchType, page: PageHead) -> str | None:
        names = (
            lookup.mined.name
            for lookup in self._understood.lookups
            if lookup.mined and lookup.match_type is match_type and lookup.mined.page == page.id
        )
        return next(names, None)

    def _matched_fields(self, page: PageHead, section: Section) -> tuple[str, ...]:
        texts = {
            "title": page.title,
            "alias": "\n".join(page.aliases),
            "heading": "\n".join(section.hierarchy[1:]),
            "body": section.text,
        }
        matches = self._highlighter.matches
        return tuple([name for name, text in texts.items() if text and matches(text)])


def _shown_sections(page: RankedPage, limit: int) -> tuple[RankedSection, ...]:
    """Return the best sections; the section that gives the page its match type is among them."""
    shown = page.sections[:limit]
    return shown if page.named in shown else (*shown[:-1], page.named)
