"""An index, open for questions."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from wikisearch._lazy import lazy_module
from wikisearch.analysis import analyzer_of
from wikisearch.engines.registry import engine_named
from wikisearch.errors import (
    IndexClosedError,
    IndexFormatError,
    OptionError,
    TermNotFoundError,
    rebuild,
)
from wikisearch.mapping import fingerprint
from wikisearch.model.request import (
    DEFAULT_LIMIT,
    DEFAULT_SECTIONS,
    SearchRequest,
    check_limit,
    check_text,
)
from wikisearch.search import Searcher, SiteMetadata, find_page
from wikisearch.storage.generations import open_generation

if TYPE_CHECKING:
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
    """One generation of an index: what it answers never changes while it is open.

    Use one per thread, and close it, or use it in a `with`. Whatever is asked of one that is closed
    raises IndexClosedError, and an argument of another type TypeError.
    """

    def __init__(self, directory: str | PathLike[str]) -> None:
        self.directory = Path(directory)
        self._generation = open_generation(self.directory)
        try:
            self._analyzer = analyzer_of(self.manifest.languages)
            self._check_analyzer()
            self._reader = self._engine().open(self._generation.path)
            self._facts = SiteMetadata(self._generation.path)
            self._searcher = Searcher(self._reader, self._analyzer, self._facts)
        except BaseException:
            self._generation.close()
            raise

    @property
    def manifest(self) -> Manifest:
        """With what the index was built, what is in it, and which pages were refused."""
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
        """Pages that match a query, best first, each with its matching sections, best first.

        Takes any string. `limit` and `offset` count pages, and `sections` those of each page;
        `explain` makes each hit say why it stands where it does. Raises OptionError for a number
        out of range.
        """
        return self.answer(SearchRequest(query, limit, offset, explain, sections=sections))

    def answer(self, request: SearchRequest) -> Results:
        """Answer a request that was put together before."""
        self._check_open()
        return self._searcher.search(request)

    def explain(self, query: str, *terms: str) -> Comparison:
        """Why a term stands where it does for a query, or why one of two is above the other.

        Takes one term or two, each an id, a title or an alias. Raises TermNotFoundError when
        there is none of that name, and OptionError when there are not one or two of them.
        """
        check_text("query", query)
        pages = tuple(map(self.page, terms))
        if len({page.id for page in pages}) != len(terms) or len(terms) not in {1, 2}:
            raise OptionError("explain takes one term, or two that differ")
        return compare.Comparer(self._reader, self._analyzer, self._searcher).compare(query, pages)

    def suggest(self, text: str, *, limit: int = DEFAULT_LIMIT) -> tuple[Suggestion, ...]:
        """Pages whose title or alias a text may become when it is typed on, best first.

        Takes any string. A page comes once, by its best name. Raises OptionError for a limit below
        0. The first call sorts the names; later ones take a few milliseconds.
        """
        self._check_open()
        check_text("text", text)
        check_limit(limit)
        return self._completer.suggestions(text, limit)

    def related(self, term: str, *, limit: int = DEFAULT_LIMIT) -> tuple[RelatedTerm, ...]:
        """Terms that have to do with one, the closest first, each with why.

        A term is named by its id, its title or an alias. Raises TermNotFoundError when there is
        none, and OptionError for a limit out of range.
        """
        check_limit(limit)
        page = self.page(term)
        return self._relater.related(page, limit)

    def names(self, term: str | None = None) -> tuple[AlternativeName, ...]:
        """Names that are no titles, and where each was found; of one term, or of all.

        A term is named by its id, its title or any of its names.
        """
        self._check_open()
        every = alternatives.known_names(self._facts, self._analyzer)
        if term is None:
            return every
        check_text("term", term)
        page = find_page(term, self._reader, self._analyzer)
        return alternatives.names_about(term, page.id if page else None, every, self._analyzer)

    def page(self, term: str) -> Page:
        """Page with that id, title or alias, with all its sections.

        Raises TermNotFoundError when there is none.
        """
        self._check_open()
        check_text("term", term)
        page = find_page(term, self._reader, self._analyzer)
        if page is None:
            raise TermNotFoundError(
                f'no term is called {term!r}; look for it with: wikisearch query "{term}"'
            )
        return page

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()
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
        return complete.Completer(self._facts.terms, self._facts.incoming, self._analyzer)

    @cached_property
    def _relater(self) -> related_terms.Relater:
        return related_terms.Relater(self._reader, self._analyzer, self._facts)

    def _engine(self) -> Engine:
        try:
            return engine_named(self.manifest.engine)
        except OptionError as error:
            raise IndexFormatError(
                f"{self.directory}: {error}; {rebuild(self.directory)}"
            ) from error

    def _check_open(self) -> None:
        if self._generation.closed:
            raise IndexClosedError(f"{self.directory}: the index is closed; open it again")

    def _check_analyzer(self) -> None:
        built, ours = self.manifest.analyzer, fingerprint(self._analyzer)
        if built != ours:
            raise IndexFormatError(
                f"{self.directory}: built with the analyzer {built!r}, this is {ours!r}; "
                f"{rebuild(self.directory)}"
            )


def open_index(directory: str | PathLike[str] = "index") -> Index:
    """Open the live generation of an index.

    Raises IndexNotFoundError where there is none, IndexFormatError when it was built by another
    version or analyzer, IndexDamagedError when a file of it is not as it was written. The `open`
    of the package.
    """
    return Index(directory)


open = open_index  # noqa: A001 - `wikisearch.open`
