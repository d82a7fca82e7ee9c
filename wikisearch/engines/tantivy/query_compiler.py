"""Query -> tantivy's query, whose scores are ours."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import product
from typing import NamedTuple

from tantivy import FieldType, Occur, Schema, Searcher
from tantivy import Query as Compiled

from wikisearch.engines.expansion import ExpansionCandidate, Lexicon, chosen
from wikisearch.engines.page_counting import SCORED, Leaf, alternatives
from wikisearch.engines.tantivy.schema import (
    BALLAST,
    FIRST,
    MARK,
    ON_PAGE,
    PAGE,
    term,
    token,
    value_term,
)
from wikisearch.errors import UnsupportedQueryError
from wikisearch.model.document import POSITIONAL_FIELDS
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
from wikisearch.scoring import Statistics, idf
from wikisearch.scoring.bm25 import K1

_REMEMBERED = 64  # a query is expanded more than once while it is answered


class Expansion(NamedTuple):
    """What one node stands for in one field."""

    terms: tuple[str, ...]
    cut: bool
    """Whether there are more that do not count."""


class Expander:
    """Knows the terms of one index, each with the documents that count and hold it."""

    def __init__(self, searcher: Searcher, most: int, *, deleted: bool) -> None:
        self._searcher = searcher
        self._most = most
        # Documents are looked at only where some of them no longer count.
        self._alive = Compiled.all_query() if deleted else None
        self._expanded = lru_cache(_REMEMBERED)(self._expand)
        self._similar = lru_cache(_REMEMBERED)(self._read_similar)

    def tokens(self, field: str, prefix: str = "") -> dict[str, int]:
        """Tokens that begin so, and how many documents hold each."""
        beginning = term(prefix) if prefix else ""
        found = self._searcher.terms_with_prefix(field, beginning, filter_query=self._alive)
        return {token(text): held for text, held in found}

    def is_cut(self, query: Prefix | Fuzzy) -> bool:
        """Whether it stands for more terms than count."""
        return any(self.expansion(query, field).cut for field in query.fields)

    def expansion(self, query: Prefix | Fuzzy, field: str) -> Expansion:
        """Terms that a node stands for in one field, whatever others it is about."""
        return self._expanded(replace(query, fields=()), field)

    def _expand(self, query: Prefix | Fuzzy, field: str) -> Expansion:
        distances: dict[str, int] = {}
        match query:
            case Prefix(prefix):
                held = self.tokens(field, prefix)
            case Fuzzy():
                distances = self._similar(query)
                counts = {each: self._searcher.doc_freq(field, term(each)) for each in distances}
                if self._alive and sum(map(bool, counts.values())) > self._most:
                    counts = self.tokens(field)
                held = {each: counts[each] for each in distances if counts.get(each)}
        if len(held) <= self._most:
            return Expansion(tuple(map(term, held)), cut=False)
        standings = {each: ExpansionCandidate(distances.get(each, 0), held[each]) for each in held}
        return Expansion(tuple(map(term, chosen(standings, self._most))), cut=True)

    def _read_similar(self, query: Fuzzy) -> dict[str, int]:
        """Tokens of any field that are near enough, and how far away they are."""
        return dict(self._lexicon.similar(query))

    @cached_property
    def _lexicon(self) -> Lexicon[str]:
        every = set().union(*map(self.tokens, POSITIONAL_FIELDS))
        return Lexicon((each, each) for each in every)


class Compiler:
    """Compiles for one index; `held` are all documents in its files, deleted ones too."""

    def __init__(self, schema: Schema, searcher: Searcher, held: int, expander: Expander) -> None:
        self._schema = schema
        self._searcher = searcher
        self._held = held
        self._expander = expander
        self._term_set = lru_cache(_REMEMBERED)(self.among)
        self._everything = Compiled.all_query()
        if searcher.doc_freq(MARK, BALLAST):
            self._everything = _all([self._everything], [self.term(MARK, BALLAST)])

    def term(self, field: str, text: str) -> Compiled:
        """Documents that hold what is indexed so."""
        return Compiled.term_query(self._schema, field, text, "freq")

    def among(self, field: str, values: Iterable[str | int]) -> Compiled:
        """Documents that hold one of these values."""
        return Compiled.term_set_query(self._schema, field, list(values))

    def from_page(self, number: int) -> Compiled:
        """Documents of pages with that number or a higher one."""
        return Compiled.range_query(self._schema, PAGE, FieldType.Unsigned, number)

    def compiled(self, query: Query, statistics: Statistics) -> Compiled:  # noqa: C901 - all nodes
        """Query whose words have these statistics."""
        match query:
            case Term(token):
                return self._word(token, statistics)
            case Phrase(_, fields):
                return unscored(any_of(self._phrase(field, query) for field in fields))
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                found = any_of(self._expanded(field, query, field) for field in fields)
                return Compiled.const_score_query(found, CONSTANT_SCORE)
            case Keyword(field, value):
                return unscored(self.term(field, value_term(value)))
            case And(clauses):
                excluded = [clause.clause for clause in clauses if isinstance(clause, Not)]
                wanted = [clause for clause in clauses if not isinstance(clause, Not)]
                return _all(
                    self._each(wanted or [Everything()], statistics),
                    self._each(excluded, statistics),
                )
            case Or(clauses):
                return any_of(self._each(clauses, statistics))
            case DisMax(clauses):
                return Compiled.disjunction_max_query(self._each(clauses, statistics))
            case AndMaybe(required, optional):
                must, should = self._each([required, optional], statistics)
                return Compiled.boolean_query([(Occur.Must, must), (Occur.Should, should)])
            case Not(clause):
                return self.compiled(And((Not(clause),)), statistics)
            case Everything():
                return unscored(self._everything)
            case Nothing():
                return Compiled.empty_query()

    def alternatives(self, query: Query) -> tuple[Compiled | None, Or]:
        """Documents that tell pages, one of each, and what only its matches can tell."""
        return alternatives(query, self._on_page, any_of)

    def _on_page(self, leaf: Leaf) -> Compiled:
        match leaf:
            case Term(token):
                return self.term(ON_PAGE[SCORED], term(token))
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                return any_of(self._expanded(field, leaf, ON_PAGE[field]) for field in fields)
            case Everything():
                return self.term(MARK, FIRST)

    def _each(self, queries: Iterable[Query], statistics: Statistics) -> list[Compiled]:
        return [self.compiled(query, statistics) for query in queries]

    def _word(self, token: str, statistics: Statistics) -> Compiled:
        """Make up for what tantivy counts: deleted documents, and K1 + 1 for a factor."""
        text = term(token)
        found = self._searcher.doc_freq(SCORED, text)
        ours = idf(statistics.documents, statistics.frequencies[token])
        theirs = idf(self._held, found) * (K1 + 1)
        return Compiled.boost_query(self.term(SCORED, text), ours / theirs)

    def _phrase(self, field: str, phrase: Phrase) -> Compiled:
        words = [*map(term, phrase.tokens)]
        if len(words) == 1:
            return self.term(field, words[0])
        return any_of(
            Compiled.phrase_query(self._schema, field, list(zip(places, words, strict=True)))
            for places in _placings(len(words), phrase.slop)
        )

    def _expanded(self, field: str, query: Prefix | Fuzzy, indexed: str) -> Compiled:
        return self._term_set(indexed, self._expander.expansion(query, field).terms)


def _placings(number: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Where the words of a phrase may stand; tantivy's own slop is not Lucene's, nor exact."""
    if (slop + 1) ** number > MAX_PHRASE_PLACEMENTS:
        raise UnsupportedQueryError(
            f"tantivy cannot look for {number} words with a slop of {slop}; ask for fewer or nearer"
        )
    for moves in product(range(slop + 1), repeat=number):
        places = tuple(move + step for step, move in enumerate(moves))
        if min(moves) == 0 and len(set(places)) == number:
            yield places


def unscored(query: Compiled) -> Compiled:
    """Documents that match, at no cost for scores."""
    return Compiled.const_score_query(query, 0.0)


def any_of(queries: Iterable[Compiled]) -> Compiled:
    """Documents that match one of these queries; scores add up."""
    return Compiled.boolean_query([(Occur.Should, query) for query in queries])


def _all(wanted: Iterable[Compiled], excluded: Iterable[Compiled]) -> Compiled:
    clauses = [(Occur.Must, query) for query in wanted]
    return Compiled.boolean_query(clauses + [(Occur.MustNot, query) for query in excluded])
