"""An open index: the public API for reading."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.errors import (
    OptionError,
    TermNotFoundError,
)
from wikisearch.model.request import (
    DEFAULT_LIMIT,
    DEFAULT_NODES,
    DEFAULT_SECTIONS,
    SearchRequest,
    Sort,
    check_graph,
    check_limit,
    check_text,
)
from wikisearch.search import find_page, require_page
from wikisearch.search.view.open_generation import OpenGeneration

if TYPE_CHECKING:
    import html
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from wikisearch.model.comparison import Comparison
    from wikisearch.model.names import AlternativeName, PageEntry
    from wikisearch.model.page import Page, PageHead
    from wikisearch.model.related import RelatedTerm
    from wikisearch.model.results import FacetValue, Results
    from wikisearch.model.suggestion import Suggestion
    from wikisearch.model.term_graph import TermGraph
    from wikisearch.search import ego_graph, page_address, pipeline
    from wikisearch.search.explain import compare
    from wikisearch.search.suggest import declared_names as declared
else:  # a query does not need these, and a build does not search
    html = lazy_module("html")
    pipeline = lazy_module("wikisearch.search.pipeline")
    ego_graph = lazy_module("wikisearch.search.ego_graph")
    compare = lazy_module("wikisearch.search.explain.compare")
    declared = lazy_module("wikisearch.search.suggest.declared_names")


class Index(OpenGeneration):
    """One generation of an index; its answers change only when you call `reload`.

    Many threads can share one: every method is safe in all of them, also `reload` and `close`.
    Each call answers from one generation. After a fork, the child opens the same generation again.

    Close it, or use it in a `with`. Every method of a closed index raises IndexClosedError, also
    when another thread closes it meanwhile. An argument of another type raises TypeError.
    `len(index)` is the number of pages, iteration gives `pages()`, and `name in index` is whether
    `page(name)` finds one.
    """

    def search(  # noqa: PLR0913 - all but one by name
        self,
        query: str,
        *,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
        sections: int = DEFAULT_SECTIONS,
        snippets: bool = True,
        explain: bool = False,
        category: str | Sequence[str] = (),
        facets: str | Sequence[str] = (),
        sort: Sort | str = Sort.RELEVANCE,
    ) -> Results:
        """Return the pages that match a query, best first, each with its matching sections.

        Takes any string. `limit` and `offset` count pages; `sections` is the maximum per page.
        Without `snippets`, what is read from the texts is empty, and a long list takes less time.
        With `explain`, each hit has the explanation of its score. `category` is one category or
        several; `facets="category"` counts the pages of each. `sort` is `relevance`, `title` or
        `links`. Raises OptionError for a value out of range.
        """
        return self.answer(
            SearchRequest(
                query,
                limit,
                offset,
                explain,
                filters={"category": category} if category else {},
                facets=facets,
                sort=sort,  # type: ignore[arg-type]  # SearchRequest converts it
                sections=sections,
                snippets=snippets,
            )
        )

    def answer(self, request: SearchRequest) -> Results:
        """Return the results of a request; `search` makes one from its arguments."""
        if not isinstance(request, SearchRequest):
            raise TypeError(
                f"request must be a SearchRequest, not {type(request).__name__};"
                " call search() with a text"
            )
        with self._opened() as view:
            return pipeline.search(view, request)

    def explain(self, query: str, *terms: str) -> Comparison:
        """Explain the rank of a term for a query, or why one of two terms is above the other.

        Takes one term or two, each an id, a title or an alias. Raises TermNotFoundError for an
        unknown term, and OptionError for another number of terms.
        """
        check_text("query", query)
        for term in terms:
            check_text("term", term)
        with self._opened() as view:
            pages = tuple(require_page(term, view) for term in terms)
            if len({page.id for page in pages}) != len(terms) or len(terms) not in {1, 2}:
                raise OptionError("terms", "must be one term, or two different terms")
            return compare.compare(view, query, pages)

    def suggest(self, text: str, *, limit: int = DEFAULT_LIMIT) -> tuple[Suggestion, ...]:
        """Return the pages whose title or alias completes a text, best first.

        The last ones are pages whose headings declare a name that completes the text.

        Takes any string. A page comes once, by its best name. Raises OptionError for a limit below
        0. The first call sorts the names; later ones take a few milliseconds.
        """
        check_text("text", text)
        check_limit(limit)
        with self._opened() as view:
            found = view.completer.suggestions(text, limit)
            known = {each.id for each in found}
            names = declared.DeclaredNames(view.reader, view.analyzer, view.sections, view.urls)
            return (*found, *names.suggestions(text, limit - len(found), known))

    def related(self, term: str, *, limit: int = DEFAULT_LIMIT) -> tuple[RelatedTerm, ...]:
        """Return the terms that are related to a term, closest first, with the reasons.

        Takes an id, a title or an alias. Raises TermNotFoundError for an unknown term, and
        OptionError for a limit out of range.
        """
        check_limit(limit)
        check_text("term", term)
        with self._opened() as view:
            return view.related_finder.related(require_page(term, view), limit)

    def graph(self, term: str, *, depth: int = 1, limit: int = DEFAULT_NODES) -> TermGraph:
        """Return a term and the terms closest to it, with the relations between all of them.

        Takes an id, a title or an alias. `depth` is 1 or 2, and `limit` the maximum number of
        terms. Raises TermNotFoundError for an unknown term, and OptionError out of range.
        """
        check_text("term", term)
        check_graph(depth, limit)
        with self._opened() as view:
            return ego_graph.ego_graph(require_page(term, view), view, depth, limit)

    def names(self, term: str | None = None) -> tuple[AlternativeName, ...]:
        """Return the names that are not titles, of one term or of all, and where each was found.

        A term is an id, a title or any other name. An unknown term has no names; it is not an
        error.
        """
        with self._opened() as view:
            if term is None:
                return view.names.all
            check_text("term", term)
            page = find_page(term, view.reader, view.analyzer)
            return view.names.about(term, page.id if page else None)

    def page(self, term: str) -> Page:
        """Return the page with an id, title, alias or address, with all its sections.

        An address is a `url` of a hit or a section, or the path of the page. Raises
        TermNotFoundError, which names the nearest terms, if there is none.
        """
        check_text("term", term)
        with self._opened() as view:
            return require_page(term, view)

    def address(self, text: str) -> page_address.Address | None:
        """Return the page and the anchor that an address leads to, or None."""
        check_text("text", text)
        with self._opened() as view:
            return view.addresses.find(text)

    def url(self, page: PageHead) -> str:
        """Return the URL of a page: below the base URL, or relative to the source folder."""
        with self._opened() as view:
            return view.urls.of(page)

    def pages(self, category: str | None = None) -> tuple[PageEntry, ...]:
        """Return all pages in order of their ids, or those of one category.

        Each has `id`, `path`, `title`, `aliases` and `category`; `page()` has the whole page.
        """
        if category is not None:
            check_text("category", category)
        with self._opened() as view:
            return view.site.terms if category is None else view.pages_in(category)

    def categories(self) -> tuple[FacetValue, ...]:
        """Return all categories with the number of their pages, most frequent first."""
        with self._opened() as view:
            return view.facets.all_values("category")

    def __len__(self) -> int:
        return self.manifest.pages

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[PageEntry]:
        return iter(self.pages())

    def __contains__(self, term: object) -> bool:
        if not isinstance(term, str):
            return False
        with suppress(TermNotFoundError):
            return bool(self.page(term))
        return False

    def __repr__(self) -> str:
        manifest = self.manifest
        pages = f"{manifest.pages:,} page{'s' * (manifest.pages != 1)}"
        sections = f"{manifest.sections:,} section{'s' * (manifest.sections != 1)}"
        counts = f"{pages}, {sections}, {manifest.engine}"
        state = "closed" if self._closed else counts
        return f"<Index {str(self.directory)!r}: {state}>"

    def _repr_html_(self) -> str:
        """Return the same for notebooks."""
        return f"<code>{html.escape(repr(self))}</code>"


def open_index(directory: str | PathLike[str] = "index") -> Index:
    """Open the live generation of an index; this is `wikisearch.open`.

    Raises IndexNotFoundError if there is none, IndexFormatError if another version or analyzer
    built it, and IndexDamagedError if a file was changed since.
    """
    return Index(directory)


open = open_index  # noqa: A001 - `wikisearch.open`
