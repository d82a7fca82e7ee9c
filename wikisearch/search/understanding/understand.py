"""Step 1: a request -> what its query means: its tree, its plan, and the names it may be."""

from typing import NamedTuple

from wikisearch.model.query import And, Everything, Or, Query
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import MatchType
from wikisearch.query import (
    QueryPlan,
    SyntaxTree,
    bare_words,
    is_plain,
    parse,
    plan_query,
    quotes_among_words,
    render,
    truncated,
    unquoted,
)
from wikisearch.search.names.address_names import addressed_pages
from wikisearch.search.names.lookup import (
    NAME_MATCH_TYPES,
    NameLookup,
    is_name,
    mined_name_lookups,
    name_lookups,
)
from wikisearch.search.rerank.query_words import QueryWords, query_words
from wikisearch.search.understanding.compared_pages import compared_pages
from wikisearch.search.understanding.one_word import as_one_word
from wikisearch.search.understanding.rare_words import with_frequent_words
from wikisearch.search.understanding.repair import repair
from wikisearch.search.view.index_view import IndexView

_WHOLE_NAMES = NAME_MATCH_TYPES - {MatchType.HEADING_END}
_UNQUOTED = "nothing has the phrase in quotes, so its words were searched for"


class Understood(NamedTuple):
    """The meaning of a query."""

    text: str
    """The query as typed."""

    parsed: str
    """The query as parsed, written out."""

    tree: SyntaxTree | None
    """The tree that is searched for, after spelling correction and unquoting."""

    plan: QueryPlan
    lookups: tuple[NameLookup, ...]
    compared: frozenset[str]
    """Keys of the sections whose headings are names that the query compares."""

    words: QueryWords
    """The bare words of the tree, for reranking."""

    filters: dict[str, Query]
    """The query of each filter, by facet."""

    suggestion: str | None
    """The query with corrected spelling, if any word is misspelled."""

    correction: str | None
    """The query with corrected spelling, if it is searched for instead of the query."""

    notes: tuple[str, ...]
    """Notes of the parser."""

    filter_notes: tuple[str, ...]
    """Notes about filter values that no page has."""

    @property
    def filter(self) -> Query | None:
        """All filters as one query; None without filters."""
        return And(tuple(self.filters.values())) if self.filters else None

    @property
    def names(self) -> tuple[str, ...]:
        """Texts that a matched name may be equal to."""
        return (self.text,) if self.correction is None else (self.text, self.correction)


def understand(view: IndexView, request: SearchRequest) -> Understood:
    """Parse and plan a query, correct its spelling, and list its name lookups."""
    tree, notes = parse(request.query, view.wiki)
    parsed = render(tree) if tree is not None else ""
    filters = view.facets.filters(request.filters)
    typed, _ = truncated(request.query)
    tree, lookups, compared, more = _interpreted(view, typed, tree)
    notes = (*notes, *more)
    repaired = _repaired(view, tree, lookups) if tree is not None else _Repaired(tree)
    searched, notes = repaired.tree, (*notes, *repaired.notes)
    lookups += repaired.lookups
    plan = _plan(view, searched, filtered=bool(filters))
    if searched and quotes_among_words(searched) and not _is_found(view, plan, lookups):
        searched, lookups, notes = unquoted(searched), (), (*notes, _UNQUOTED)
        plan = _plan(view, searched, filtered=bool(filters))
    words = bare_words(searched) if searched is not None else ()
    return Understood(
        text=request.query,
        parsed=parsed,
        tree=searched,
        plan=plan,
        lookups=lookups,
        compared=compared,
        words=query_words(words, view.reader, view.analyzer),
        filters=filters,
        suggestion=repaired.suggestion,
        correction=repaired.correction,
        notes=notes,
        filter_notes=view.facets.unknown(request.filters),
    )


class _Repaired(NamedTuple):
    tree: SyntaxTree | None
    suggestion: str | None = None
    correction: str | None = None
    lookups: tuple[NameLookup, ...] = ()
    notes: tuple[str, ...] = ()


def _repaired(view: IndexView, tree: SyntaxTree, lookups: tuple[NameLookup, ...]) -> _Repaired:
    """Replace the unknown words of a query if something is found only then."""
    fixed = repair(view, tree, lookups)
    if fixed.suggested == tree:
        return _Repaired(tree)
    suggested = searched = _if_found(view, fixed.suggested, fixed.completed)
    if fixed.searched != fixed.suggested:
        searched = _if_found(view, fixed.searched, fixed.completed)
    suggestion = render(suggested) if suggested != fixed.completed else None
    if _has_matches(view, _plan(view, tree).strict):
        return _Repaired(tree, suggestion)
    more = _plain_lookups(view, fixed.name) if fixed.name else ()
    if searched != tree and is_plain(searched):
        more += _plain_lookups(view, render(searched))
    correction = render(searched) if searched != fixed.completed else None
    return _Repaired(searched, suggestion, correction, more, fixed.notes)


def _if_found(view: IndexView, corrected: SyntaxTree, completed: SyntaxTree) -> SyntaxTree:
    """Return a query with corrected spelling if it finds anything, else the one without."""
    if corrected == completed:
        return completed
    plan = _plan(view, corrected)
    is_found = _has_matches(view, plan.strict) or _is_found(view, plan, ())
    return corrected if is_found else completed


def _plan(view: IndexView, tree: SyntaxTree | None, *, filtered: bool = False) -> QueryPlan:
    if tree is None and filtered:
        return QueryPlan(Everything(), None, None, ())  # a filter alone lists what it leaves
    return plan_query(tree, view.analyzer, view.wiki)


def _is_found(view: IndexView, plan: QueryPlan, lookups: tuple[NameLookup, ...]) -> bool:
    queries = (plan.strict, plan.widened, plan.relaxed, *(lookup.query for lookup in lookups))
    return _has_matches(view, Or(tuple(query for query in queries if query is not None)))


def _has_matches(view: IndexView, query: Query) -> bool:
    return view.reader.search(query, 0).total > 0


class _Interpreted(NamedTuple):
    tree: SyntaxTree | None
    lookups: tuple[NameLookup, ...]
    compared: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def _interpreted(view: IndexView, text: str, tree: SyntaxTree | None) -> _Interpreted:
    """List the name lookups; change the tree of a comparison, or of a word written apart."""
    lookups = _typed_lookups(view, text, tree)
    if tree is None:
        return _Interpreted(tree, lookups)
    compared = _compared(view, text, tree, lookups)
    if compared is not None:
        # The words around the names are not a subject.
        return _Interpreted(compared.tree, (*lookups, compared.lookup), compared.headings)
    one_word = as_one_word(view, tree, lookups)
    if one_word is not None:
        return _Interpreted(
            one_word.tree, _plain_lookups(view, one_word.word), notes=(one_word.note,)
        )
    frequent = with_frequent_words(view, tree, lookups)
    if frequent is not None:
        lookups += _plain_lookups(view, frequent.text)
        return _Interpreted(frequent.tree, lookups, notes=frequent.notes)
    return _Interpreted(tree, lookups)


class _Compared(NamedTuple):
    tree: SyntaxTree
    """The words of the two names."""
    lookup: NameLookup
    headings: frozenset[str]


def _compared(
    view: IndexView, text: str, tree: SyntaxTree, lookups: tuple[NameLookup, ...]
) -> _Compared | None:
    """Find the pages of two names that a query compares, unless the query itself is a name."""
    if not is_plain(tree):
        return None
    found = compared_pages(view, text)
    if found is None or is_name(lookups, view.reader, _WHOLE_NAMES):
        return None
    words, _ = parse(" ".join(found.names), view.wiki)
    if words is None or not is_plain(words):
        return None
    lookup = NameLookup(MatchType.COMPARED, found.sections)
    return _Compared(words, lookup, found.headings)


def _typed_lookups(view: IndexView, text: str, tree: SyntaxTree | None) -> tuple[NameLookup, ...]:
    """Name lookups for the query as typed."""
    if tree is not None and is_plain(tree):
        return _plain_lookups(view, text)
    return name_lookups(text, view.analyzer, is_plain=False)


def _plain_lookups(view: IndexView, text: str) -> tuple[NameLookup, ...]:
    """Name lookups for a text without operators."""
    mined = mined_name_lookups(text, (*addressed_pages(text), *view.wiki.mined_names(text)))
    return name_lookups(text, view.analyzer) + mined
