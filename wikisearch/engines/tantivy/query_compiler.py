"""Query -> tantivy query with the same matches and scores."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import product

from tantivy import FieldType, Occur, Schema, Searcher
from tantivy import Query as TantivyQuery

from wikisearch.engines.page_counting import SCORED, CountableLeaf, page_count_query
from wikisearch.engines.tantivy.expander import TermExpander
from wikisearch.engines.tantivy.schema import (
    FIRST,
    MARK,
    ON_PAGE,
    PADDING,
    PAGE_NUMBER,
    term,
    value_term,
)
from wikisearch.engines.token_encoding import encoded_token
from wikisearch.errors import UnsupportedQueryError
from wikisearch.model.cache_sizes import TERM_SETS
from wikisearch.model.query import (
    CONSTANT_SCORE,
    MAX_PHRASE_PLACEMENTS,
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)
from wikisearch.model.query_analysis import expansions
from wikisearch.scoring import Statistics, idf
from wikisearch.scoring.length_norm import K1

_MAX_ALTERNATIVES = 64
"""Up to this many terms, one query for each is faster than one for all of them.

tantivy looks for a set of terms, or for a pattern, in the whole dictionary of each segment.
"""

_MAX_PATTERN = 100
"""Characters of a prefix that becomes a pattern, which takes a third of the time of a set of terms.

tantivy allows a pattern of 1,000 bytes.
"""


class QueryCompiler:
    """Compiles queries for one index; `held` counts all documents in its files, also deleted."""

    def __init__(
        self, schema: Schema, searcher: Searcher, held: int, expander: TermExpander
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._held = held
        self._expander = expander
        self._term_set = lru_cache(TERM_SETS)(self.any_value)
        self._matching = lru_cache(TERM_SETS)(partial(TantivyQuery.regex_query, schema))
        self._everything = TantivyQuery.all_query()
        if searcher.doc_freq(MARK, PADDING):
            self._everything = _all_of([self._everything], [self.term(MARK, PADDING)])

    def term(self, field: str, text: str) -> TantivyQuery:
        """Match documents with an indexed term."""
        return TantivyQuery.term_query(self._schema, field, text, "freq")

    def any_value(self, field: str, values: Iterable[str | int]) -> TantivyQuery:
        """Match documents with one of these values."""
        return TantivyQuery.term_set_query(self._schema, field, list(values))

    def from_page(self, number: int) -> TantivyQuery:
        """Match documents of pages with this number or a higher one."""
        return TantivyQuery.range_query(self._schema, PAGE_NUMBER, FieldType.Unsigned, number)

    def compiled(self, query: Query, statistics: Statistics) -> TantivyQuery:  # noqa: C901 - all nodes
        """Compile a query; `statistics` must have all its terms."""
        match query:
            case Term(token):
                return self._scored_term(token, statistics)
            case Phrase(_, fields):
                return unscored(any_of(self._phrase(field, query) for field in fields))
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                return TantivyQuery.const_score_query(
                    self._expanded(query, {field: field for field in fields}), CONSTANT_SCORE
                )
            case Keyword(field, value):
                return unscored(self.term(field, value_term(value)))
            case And(clauses):
                return self._and(clauses, statistics)
            case Or(clauses):
                return any_of(self._compiled_all(clauses, statistics))
            case DisMax(clauses):
                return TantivyQuery.disjunction_max_query(self._compiled_all(clauses, statistics))
            case AndMaybe(required, optional):
                must, should = self._compiled_all([required, optional], statistics)
                return TantivyQuery.boolean_query([(Occur.Must, must), (Occur.Should, should)])
            case Not():
                return self._and([query], statistics)
            case Everything():
                return unscored(self._everything)
            case Nothing():
                return TantivyQuery.empty_query()

    def page_count_query(self, query: Query) -> tuple[TantivyQuery | None, Or]:
        """Split a query into a part that matches one document per page, and the rest."""
        return page_count_query(query, self._leaf_on_page, any_of)

    def _leaf_on_page(self, leaf: CountableLeaf) -> TantivyQuery:
        match leaf:
            case Term(token):
                return self.term(ON_PAGE[SCORED], term(token))
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                return self._expanded(leaf, {field: ON_PAGE[field] for field in fields})
            case Everything():
                return self.term(MARK, FIRST)

    def _compiled_all(self, queries: Iterable[Query], statistics: Statistics) -> list[TantivyQuery]:
        return [self.compiled(query, statistics) for query in queries]

    def _and(self, clauses: Iterable[Query], statistics: Statistics) -> TantivyQuery:
        excluded: list[Query] = []
        required: list[Query] = []
        for clause in clauses:
            if isinstance(clause, Not):
                excluded.append(clause.clause)
            else:
                required.append(clause)
        # tantivy starts the clauses in order, and leaves a segment in which one matches nothing:
        # those that read many postings at their start come last.
        required.sort(key=lambda clause: bool(expansions(clause)))
        return _all_of(
            self._compiled_all(required or [Everything()], statistics),
            self._compiled_all(excluded, statistics),
        )

    def _scored_term(self, token: str, statistics: Statistics) -> TantivyQuery:
        """Boost a term so that its score is ours.

        tantivy counts deleted documents in the idf, and multiplies scores by K1 + 1.
        """
        text = term(token)
        doc_freq = self._searcher.doc_freq(SCORED, text)
        ours = idf(statistics.doc_count, statistics.doc_freqs[token])
        theirs = idf(self._held, doc_freq) * (K1 + 1)
        return TantivyQuery.boost_query(self.term(SCORED, text), ours / theirs)

    def _phrase(self, field: str, phrase: Phrase) -> TantivyQuery:
        terms = [*map(term, phrase.tokens)]
        if len(terms) == 1:
            return self.term(field, terms[0])
        return any_of(
            TantivyQuery.phrase_query(self._schema, field, list(zip(offsets, terms, strict=True)))
            for offsets in _placements(len(terms), phrase.slop)
        )

    def _expanded(self, query: Prefix | Fuzzy, indexed: Mapping[str, str]) -> TantivyQuery:
        """Match the terms of each field in the field that it is mapped to."""
        parts: list[TantivyQuery] = []
        for field, name in indexed.items():
            terms, is_cut = self._expander.expanded(query, field)
            if len(terms) <= _MAX_ALTERNATIVES:
                parts += [self.term(name, each) for each in terms]
            elif isinstance(query, Prefix) and not is_cut and len(query.prefix) <= _MAX_PATTERN:
                parts.append(self._matching(name, _pattern(query.prefix, terms)))
            else:
                parts.append(self._term_set(name, terms))
        return any_of(parts)


def _pattern(prefix: str, terms: Iterable[str]) -> str:
    """Regular expression of all terms with a prefix, which are known.

    tantivy compiles a range of characters many times faster than any character.
    """
    characters = "".join(terms)
    first, last = re.escape(min(characters)), re.escape(max(characters))
    return f"{re.escape(encoded_token(prefix))}[{first}-{last}]*"


def _placements(length: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Yield the offsets that the words of a sloppy phrase may have.

    A sloppy phrase is compiled to one exact phrase per placement: tantivy's own slop is neither
    that of Lucene nor exact.
    """
    if (slop + 1) ** length > MAX_PHRASE_PLACEMENTS:
        raise UnsupportedQueryError(
            f"a phrase of {length} words with a slop of {slop}",
            "tantivy cannot search for it",
            "use fewer words or a smaller slop",
        )
    for shifts in product(range(slop + 1), repeat=length):
        offsets = tuple(shift + index for index, shift in enumerate(shifts))
        if min(shifts) == 0 and len(set(offsets)) == length:
            yield offsets


def unscored(query: TantivyQuery) -> TantivyQuery:
    """Match the same documents without computing scores."""
    return TantivyQuery.const_score_query(query, 0.0)


def any_of(queries: Iterable[TantivyQuery]) -> TantivyQuery:
    """Match documents that match one of these queries; scores add up."""
    clauses = [(Occur.Should, query) for query in queries]
    # tantivy copies a query, with all its terms, into each query around it.
    return clauses[0][1] if len(clauses) == 1 else TantivyQuery.boolean_query(clauses)


def _all_of(required: Iterable[TantivyQuery], excluded: Iterable[TantivyQuery]) -> TantivyQuery:
    clauses = [(Occur.Must, query) for query in required]
    return TantivyQuery.boolean_query(clauses + [(Occur.MustNot, query) for query in excluded])
