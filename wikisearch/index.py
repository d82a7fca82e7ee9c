"""An open index: the public API for reading."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer
from wikisearch.engines.registry import engine_named
from wikisearch.errors import (
    IndexClosedError,
    IndexFormatError,
    OptionError,
    TermNotFoundError,
    rebuild,
)
from wikisearch.mapping.fingerprint import fingerprint
from wikisearch.model.request import (
    DEFAULT_LIMIT,
    DEFAULT_SECTIONS,
    SearchRequest,
    check_limit,
    check_text,
)
from wikisearch.search import IndexView, SiteMetadata, find_page, search
from wikisearch.storage.generations import open_generation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from types import TracebackType

    from wikisearch.engines.base import Engine
    from wikisearch.model.comparison import Comparison
    from wikisearch.model.manifest import Manifest
    from wikisearch.model.names import AlternativeName
    from wikisearch.model.page import Page
    from wikisearch.model.related import RelatedTerm
    from wikisearch.model.results import Results
    from wikisearch.model.suggestion import Suggestion
    from wikisearch.search import related as related_terms
    from wikisearch.search.explain import compare
    from wikisearch.search.names import alternatives
    from wikisearch.search.suggest import complete
else:  # a query does not need these
    related_terms = lazy_module("wikisearch.search.related")
    compare = lazy_module("wikisearch.search.explain.compare")
    alternatives = lazy_module("wikisearch.search.names.alternatives")
    complete = lazy_module("wikisearch.search.suggest.complete")


class Index:
    """One generation of an index; its answers never change while it is open.

    Use one per thread, and close it, or use it in a `with`. Every method of a closed index raises
    IndexClosedError, also when another thread closes it meanwhile. An argument of another type
    raises TypeError.
    """

    def __init__(self, directory: str | PathLike[str]) -> None:
        self.directory = Path(directory)
        self._generation = open_generation(self.directory)
        self._closed = False
        try:
            analyzer = Analyzer(*self.manifest.languages)
            self._check_analyzer(analyzer)
            reader = self._engine().open(self._generation.path)
            self._view = IndexView(reader, analyzer, SiteMetadata(self._generation.path))
        except BaseException:
            self._generation.close()
            raise

    @property
    def manifest(self) -> Manifest:
        """How the index was built, what is in it, and which pages were refused."""
        return self._generation.manifest

    def search(
        self,
        query: str,
        *,
        limit: int = DEFAULT_LIMIT,
        offset: int = 0,
        sections: int = DEFAULT_SECTIONS,
        explain: bool = False,
    ) -> Results:
        """Return the pages that match a query, best first, each with its matching sections.

        Takes any string. `limit` and `offset` count pages; `sections` is the maximum per page.
        With `explain`, each hit has the explanation of its score. Raises OptionError for a number
        out of range.
        """
        return self.answer(SearchRequest(query, limit, offset, explain, sections=sections))

    def answer(self, request: SearchRequest) -> Results:
        """Return the results of a request, which may have filters, facets and an order."""
        with self._open_view() as view:
            return search(view, request)

    def explain(self, query: str, *terms: str) -> Comparison:
        """Explain the rank of a term for a query, or why one of two terms is above the other.

        Takes one term or two, each an id, a title or an alias. Raises TermNotFoundError for an
        unknown term, and OptionError for another number of terms.
        """
        check_text("query", query)
        pages = tuple(map(self.page, terms))
        if len({page.id for page in pages}) != len(terms) or len(terms) not in {1, 2}:
            raise OptionError("terms", "must be one term, or two different terms")
        with self._open_view() as view:
            return compare.compare(view, query, pages)

    def suggest(self, text: str, *, limit: int = DEFAULT_LIMIT) -> tuple[Suggestion, ...]:
        """Return the pages whose title or alias completes a text, best first.

        Takes any string. A page comes once, by its best name. Raises OptionError for a limit below
        0. The first call sorts the names; later ones take a few milliseconds.
        """
        check_text("text", text)
        check_limit(limit)
        with self._open_view():
            return self._completer.suggestions(text, limit)

    def related(self, term: str, *, limit: int = DEFAULT_LIMIT) -> tuple[RelatedTerm, ...]:
        """Return the terms that are related to a term, closest first, with the reasons.

        Takes an id, a title or an alias. Raises TermNotFoundError for an unknown term, and
        OptionError for a limit out of range.
        """
        check_limit(limit)
        page = self.page(term)
        with self._open_view():
            return self._related_finder.related(page, limit)

    def names(self, term: str | None = None) -> tuple[AlternativeName, ...]:
        """Return the names that are no titles, of one term or of all, and where each was found.

        A term is an id, a title or any other name.
        """
        with self._open_view() as view:
            names = alternatives.alternative_names(view.site, view.analyzer)
            if term is None:
                return names
            check_text("term", term)
            page = find_page(term, view.reader, view.analyzer)
            return alternatives.names_about(term, page.id if page else None, names, view.analyzer)

    def page(self, term: str) -> Page:
        """Return the page with an id, title or alias, with all its sections.

        Raises TermNotFoundError if there is none.
        """
        with self._open_view() as view:
            check_text("term", term)
            page = find_page(term, view.reader, view.analyzer)
            if page is None:
                raise TermNotFoundError(
                    repr(term), "no term has this name", f'search with: wikisearch query "{term}"'
                )
            return page

    def close(self) -> None:
        """Close the files."""
        self._closed = True
        self._view.reader.close()
        self._generation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def _completer(self) -> complete.Completer:
        site = self._view.site
        return complete.Completer(site.terms, site.incoming, self._view.analyzer)

    @cached_property
    def _related_finder(self) -> related_terms.RelatedFinder:
        return related_terms.RelatedFinder(self._view)

    def _engine(self) -> Engine:
        try:
            return engine_named(self.manifest.engine)
        except OptionError as error:
            raise IndexFormatError(self.directory, str(error), rebuild(self.directory)) from error

    @contextmanager
    def _open_view(self) -> Iterator[IndexView]:
        """Give the view, and raise IndexClosedError if the index is closed before or meanwhile."""
        self._check_open()
        try:
            yield self._view
        except Exception:
            # An engine that is closed during a search may raise any error.
            self._check_open()
            raise
        self._check_open()

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosedError(self.directory, "the index is closed", "open it again")

    def _check_analyzer(self, analyzer: Analyzer) -> None:
        built, ours = self.manifest.analyzer, fingerprint(analyzer)
        if built != ours:
            raise IndexFormatError(
                self.directory,
                f"built with the analyzer {built!r}, this is {ours!r}",
                rebuild(self.directory),
            )


def open_index(directory: str | PathLike[str] = "index") -> Index:
    """Open the live generation of an index; this is `wikisearch.open`.

    Raises IndexNotFoundError if there is none, IndexFormatError if another version or analyzer
    built it, and IndexDamagedError if a file was changed since.
    """
    return Index(directory)


open = open_index  # noqa: A001 - `wikisearch.open`
