"""One open index as every step of a search sees it."""

from functools import cached_property
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer, Vocabulary
from wikisearch.engines.base import Reader
from wikisearch.model.names import PageEntry
from wikisearch.search.cache import SectionCache
from wikisearch.search.config import DEFAULT_CONFIG, RankingConfig
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.section_urls import RELATIVE_URLS, PageUrls
from wikisearch.search.suggest.spelling import Speller
from wikisearch.search.view.facets import Facets
from wikisearch.search.view.wiki import IndexedWiki

if TYPE_CHECKING:
    from wikisearch.search import page_address, related
    from wikisearch.search.names import alternatives
    from wikisearch.search.suggest import complete, nearest
else:  # a query does not need these
    page_address = lazy_module("wikisearch.search.page_address")
    related = lazy_module("wikisearch.search.related")
    alternatives = lazy_module("wikisearch.search.names.alternatives")
    complete = lazy_module("wikisearch.search.suggest.complete")
    nearest = lazy_module("wikisearch.search.suggest.nearest")


class IndexView:
    """A reader and an analyzer with everything that is derived from them and cached.

    Threads share it. A value that is built at its first use may be built by several of them; all
    get an equal one.
    """

    def __init__(
        self,
        reader: Reader,
        analyzer: Analyzer,
        site: SiteMetadata | None = None,
        config: RankingConfig = DEFAULT_CONFIG,
        urls: PageUrls = RELATIVE_URLS,
    ) -> None:
        self.reader = reader
        self.analyzer = analyzer
        self.site = site or SiteMetadata()
        self.config = config
        self.urls = urls
        self.sections = SectionCache(reader)
        self.facets = Facets(reader, analyzer)
        self.wiki = IndexedWiki(reader, analyzer, self.site, self.facets)
        self.speller = Speller(reader, analyzer)
        self._vocabulary = Vocabulary(analyzer)

    def pages_in(self, category: str) -> tuple[PageEntry, ...]:
        """Return the pages of a category, whose name is compared folded."""
        fold = self.analyzer.folded_name
        wanted = fold(category)
        return tuple(page for page in self.site.terms if fold(page.category) == wanted)

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens of all words read so far; a new one when it is full."""
        if self._vocabulary.is_full:
            self._vocabulary = Vocabulary(self.analyzer)
        return self._vocabulary

    @cached_property
    def completer(self) -> "complete.Completer":
        """Completes titles and aliases."""
        return complete.Completer(self.site.terms, self.site.incoming, self.analyzer, self.urls)

    @cached_property
    def titles_and_aliases(self) -> "nearest.KnownNames":
        """The names that an unknown one is compared with."""
        names = (name for page in self.site.terms for name in (page.title, *page.aliases))
        return nearest.KnownNames(names, self.analyzer.folded_name)

    @cached_property
    def addresses(self) -> "page_address.PageAddresses":
        """The addresses of all pages."""
        return page_address.PageAddresses(self.site.terms, self.urls)

    @cached_property
    def names(self) -> "alternatives.AlternativeNames":
        """All names that are not titles."""
        return alternatives.AlternativeNames(self.site, self.analyzer)

    @cached_property
    def related_finder(self) -> "related.RelatedFinder":
        """Finds related pages."""
        return related.RelatedFinder(
            self.reader, self.analyzer, self.site, self.config.related, self.urls
        )
