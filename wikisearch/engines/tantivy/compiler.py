"""Query -> tantivy's query, whose scores are ours."""

from collections.abc import Iterable, Iterator
from itertools import product

from tantivy import Occur, Schema, Searcher
from tantivy import Query as Compiled

from wikisearch.engines.tantivy.schema import (
    BALLAST,
    KEYWORD,
    ODD,
    SCORED,
    decoded,
    encoded,
    keyword,
)
from wikisearch.errors import UnsupportedQueryError
from wikisearch.model.query import (
    CONSTANT_SCORE,
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
    Word,
)
from wikisearch.scoring import Statistics, idf
from wikisearch.scoring.bm25 import K1
from wikisearch.scoring.distance import within_distance

FARTHEST = 2
"""Distance up to which tantivy has an automaton for similar words."""

MOST_PLACINGS = 10_000
"""Ways to place the words of a sloppy phrase; each is looked for as a phrase of its own."""


class Compiler:
    """Compiles for one index; `held` are all documents in its files, deleted ones too."""

    def __init__(self, schema: Schema, searcher: Searcher, held: int) -> None:
        self._schema = schema
        self._searcher = searcher
        self._held = held
        self.odd = bool(searcher.doc_freq(KEYWORD, ODD))
        """Whether some keys and tokens are not indexed letter by letter."""
        self._everything = Compiled.all_query()
        if searcher.doc_freq(KEYWORD, BALLAST):
            self._everything = _all([self._everything], [self.term(KEYWORD, BALLAST)])

    def term(self, field: str, term: str) -> Compiled:
        """Documents that hold what is indexed so."""
        return Compiled.term_query(self._schema, field, term, "freq")

    def compiled(self, query: Query, statistics: Statistics) -> Compiled:  # noqa: C901 - all nodes
        """Query whose words have these statistics."""
        match query:
            case Word(token):
                return self._word(token, statistics)
            case Phrase(_, fields):
                return _filter(_any(self._phrase(field, query) for field in fields))
            case Prefix(_, fields) | Fuzzy(_, _, fields):
                found = _any(self._expanded(field, query) for field in fields)
                return Compiled.const_score_query(found, CONSTANT_SCORE)
            case Keyword(field, value):
                return _filter(self.term(KEYWORD, keyword(field, value)))
            case And(clauses):
                excluded = [clause.clause for clause in clauses if isinstance(clause, Not)]
                wanted = [clause for clause in clauses if not isinstance(clause, Not)]
                return _all(
                    self._each(wanted or [Everything()], statistics),
                    self._each(excluded, statistics),
                )
            case Or(clauses):
                return _any(self._each(clauses, statistics))
            case DisMax(clauses):
                return Compiled.disjunction_max_query(self._each(clauses, statistics))
            case AndMaybe(required, optional):
                must, should = self._each([required, optional], statistics)
                return Compiled.boolean_query([(Occur.Must, must), (Occur.Should, should)])
            case Not(clause):
                return self.compiled(And((Not(clause),)), statistics)
            case Everything():
                return _filter(self._everything)
            case Nothing():
                return Compiled.empty_query()

    def _each(self, queries: Iterable[Query], statistics: Statistics) -> list[Compiled]:
        return [self.compiled(query, statistics) for query in queries]

    def _word(self, token: str, statistics: Statistics) -> Compiled:
        """Make up for what tantivy counts: deleted documents, and K1 + 1 for a factor."""
        term = encoded(token)
        found = self._searcher.doc_freq(SCORED, term)
        ours = idf(statistics.documents, statistics.frequencies[token])
        theirs = idf(self._held, found) * (K1 + 1)
        return Compiled.boost_query(self.term(SCORED, term), ours / theirs)

    def _phrase(self, field: str, phrase: Phrase) -> Compiled:
        words = [encoded(token) for token in phrase.tokens]
        if len(words) == 1:
            return self.term(field, words[0])
        return _any(
            Compiled.phrase_query(self._schema, field, list(zip(places, words, strict=True)))
            for places in _placings(len(words), phrase.slop)
        )

    def _expanded(self, field: str, query: Prefix | Fuzzy) -> Compiled:
        match query:
            case Prefix(prefix):
                text, distance = encoded(prefix) if prefix else "", 0
            case Fuzzy(token, distance):
                text = encoded(token)
                if self.odd or text != token or distance > FARTHEST:
                    terms = (term for term, _ in self._searcher.terms_with_prefix(field, ""))
                    like = [
                        term for term in terms if within_distance(token, decoded(term), distance)
                    ]
                    return Compiled.term_set_query(self._schema, field, like)
        return Compiled.fuzzy_term_query(
            self._schema, field, text, distance, False, isinstance(query, Prefix)
        )


def is_flat(query: Query) -> bool:
    """Whether all that matches scores alike."""
    match query:
        case And(clauses):
            return all(map(is_flat, clauses))
        case Word() | Or() | DisMax() | AndMaybe():
            return False
    return True


def _placings(number: int, slop: int) -> Iterator[tuple[int, ...]]:
    """Where the words of a phrase may stand; tantivy's own slop is not Lucene's, nor exact."""
    if (slop + 1) ** number > MOST_PLACINGS:
        raise UnsupportedQueryError(
            f"tantivy cannot look for {number} words with a slop of {slop}; ask for fewer or nearer"
        )
    for moves in product(range(slop + 1), repeat=number):
        places = tuple(move + step for step, move in enumerate(moves))
        if min(moves) == 0 and len(set(places)) == number:
            yield places


def _filter(query: Compiled) -> Compiled:
    return Compiled.const_score_query(query, 0.0)


def _any(queries: Iterable[Compiled]) -> Compiled:
    return Compiled.boolean_query([(Occur.Should, query) for query in queries])


def _all(wanted: Iterable[Compiled], excluded: Iterable[Compiled]) -> Compiled:
    clauses = [(Occur.Must, query) for query in wanted]
    return Compiled.boolean_query(clauses + [(Occur.MustNot, query) for query in excluded])
