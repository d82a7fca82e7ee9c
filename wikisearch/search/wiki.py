"""An index -> what queries ask about its pages: `wikisearch.query.Wiki`."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import islice, takewhile
from math import log1p

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.ids import link_key, possible_ids
from wikisearch.model.names import MinedName
from wikisearch.model.page import Page
from wikisearch.model.query import Keyword
from wikisearch.scoring import idf
from wikisearch.search.facets import Facets
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.page_lookup import find_page, load_page

TELLING_WORDS = 25
"""Words of a page that pages like it are looked for by."""

FEWEST_SECTIONS = 2
"""A word that only one section has tells of no other."""


class IndexedWiki:
    """Looks up names, links and telling words."""

    def __init__(
        self, reader: Reader, analyzer: Analyzer, facts: SiteMetadata, facets: Facets
    ) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._facts = facts
        self._facets = facets

    def called(self, name: str) -> tuple[str, ...]:
        """Ids of the pages that bear a name, or go by it."""
        page = find_page(name, self._reader, self._analyzer)
        if page is not None:
            return (page.id,)
        return tuple(each.page for each in self.calls(name))

    def calls(self, name: str) -> list[MinedName]:
        """Pages that go by a name without bearing it."""
        return self._facts.names.calls(self._analyzer.folded_name(name))

    def titled(self, beginning: str) -> tuple[str, ...]:
        """Ids of the pages whose title or alias begins so, in order of the ids."""
        start = self._analyzer.folded_name(beginning)
        if not start:
            return ()
        first = bisect_left(self._folded, (start, ""))
        found = takewhile(lambda each: each[0].startswith(start), islice(self._folded, first, None))
        return tuple(sorted({page for _, page in found}))

    def linked_from(self, page: str) -> tuple[str, ...]:
        """Ids that the links in the content of a page may mean."""
        found = load_page(page, self._reader)
        targets = [
            link.target
            for link in (found.links if found else ())
            if link.kind.is_content and link.target != page
        ]
        return tuple(dict.fromkeys(name for target in targets for name in possible_ids(target)))

    def link_keys(self, page: str) -> tuple[str, ...]:
        """Values of `links_to` that mean this page."""
        return (link_key(page),)

    def significant_terms(self, page: str) -> tuple[str, ...]:
        """Scored tokens of a page by tf·idf, best first."""
        found = load_page(page, self._reader)
        return significant_terms(found, self._reader, self._analyzer) if found else ()

    def other_names(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """Other names of what these exact tokens are the name of."""
        return self._synonyms.get(tokens, ())

    def unknown_value(self, field: str, value: str) -> tuple[str, ...]:
        """Note with the nearest values if no page has this value in a field; else nothing."""
        return self._facets.unknown({field: (value,)})

    def has_part(self, heading: str) -> bool:
        """Whether a section of any page is called so."""
        return self._reader.search(Keyword("part", heading), 0).total > 0

    def link_share(self, page: str) -> float:
        """How much a page is linked to, from 0 for not at all to 1 for more than any other."""
        pages = self._facts.incoming.get(page, 0)
        return log1p(pages) / self._most_linked if pages else 0.0

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        """Titles and aliases, each with the id of its page."""
        return sorted(
            (self._analyzer.folded_name(name), term.id)
            for term in self._facts.terms
            for name in (term.title, *term.aliases)
        )

    @cached_property
    def _most_linked(self) -> float:
        return log1p(max(self._facts.incoming.values()))

    @cached_property
    def _synonyms(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for pair in self._facts.names.synonyms:
            for name, tokens, other in (
                (pair.name, pair.tokens, pair.other),
                (pair.other, pair.other_tokens, pair.name),
            ):
                for form in _forms(name, tokens):
                    others = found.get(form, ())
                    found[form] = others if other in others else (*others, other)
        return found


def _forms(name: str, tokens: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A name, and an acronym's plural: who asks for LLMs asks for LLM."""
    yield tokens
    if len(tokens) == 1 and name.isupper():
        yield (f"{tokens[0]}s",)


def significant_terms(page: Page, reader: Reader, analyzer: Analyzer) -> tuple[str, ...]:
    """Scored tokens that tell a page from others, by tf·idf, best first."""
    texts = [page.title, *(section.text for section in page.sections)]
    analyzer = analyzer.for_language(page.language)
    counts = Counter(token for text in texts for token in analyzer.scored(text))
    statistics = reader.statistics(counts)
    weights = {
        token: count * idf(statistics.documents, statistics.frequencies[token])
        for token, count in counts.items()
        if statistics.frequencies[token] >= FEWEST_SECTIONS and token not in analyzer.stop_words
    }
    return tuple(sorted(weights, key=lambda token: (-weights[token], token))[:TELLING_WORDS])
