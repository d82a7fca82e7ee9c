"""Phrases of a query -> where a text has them, so that a snippet shows and marks each as one."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import contains

from wikisearch.analysis import Analyzer, TextTokens, Vocabulary
from wikisearch.model.query import And, AndMaybe, DisMax, Or, Phrase, Query, Term

PhraseTerms = dict[tuple[str, ...], frozenset[str]]
"""The exact tokens of each phrase, and the scored tokens of its words."""

PhraseSpan = tuple[int, int, tuple[str, ...]]
"""Start and end in a text, and the phrase."""


def phrase_terms(query: Query) -> PhraseTerms:
    """Return the exact phrases of several words; sloppy and excluded ones are left out."""
    match query:
        case And(clauses):
            own = [each for each in clauses if _is_phrase(each)]
            terms = frozenset(each.token for each in clauses if isinstance(each, Term))
            found = {each.tokens: terms for each in own if isinstance(each, Phrase)}
            return found | _all_phrase_terms(clauses)
        case Or(clauses) | DisMax(clauses):
            return _all_phrase_terms(clauses)
        case AndMaybe(required, optional):
            return _all_phrase_terms((required, optional))
        case _:
            return {}


def _all_phrase_terms(clauses: Sequence[Query]) -> PhraseTerms:
    return {tokens: terms for each in clauses for tokens, terms in phrase_terms(each).items()}


def _is_phrase(query: Query) -> bool:
    if not isinstance(query, Phrase):
        return False
    return len(query.tokens) > 1 and not query.slop and "body" in query.fields


def free_terms(query: Query) -> frozenset[str]:
    """Return the scored tokens that a query has outside of its phrases."""
    match query:
        case Term(token):
            return frozenset((token,))
        case And(clauses):
            others = clauses
            if any(map(_is_phrase, clauses)):
                others = tuple(each for each in clauses if not isinstance(each, Term))
            return frozenset().union(*map(free_terms, others))
        case Or(clauses) | DisMax(clauses):
            return frozenset().union(*map(free_terms, clauses))
        case AndMaybe(required, optional):
            return free_terms(required) | free_terms(optional)
        case _:
            return frozenset()


class PhraseFinder:
    """Finds the phrases of one query in texts."""

    def __init__(self, query: Query, analyzer: Analyzer, vocabulary: Vocabulary) -> None:
        found = phrase_terms(query)
        free = free_terms(query) if found else frozenset()
        self.terms = {tokens: terms - free for tokens, terms in found.items()}
        """Scored tokens that count only in the phrase, where a text has it."""
        self._analyzer = analyzer
        self._vocabulary = vocabulary

    def spans(self, text: TextTokens) -> Iterator[PhraseSpan]:
        """Yield the phrases of a text, in order, with their offsets in its line."""
        if not self.terms:
            return
        found = sorted((n, phrase) for phrase in self.terms for n in self._positions(phrase, text))
        if not found:
            return
        before, offsets = self._vocabulary.stem_positions(text), self._vocabulary.offsets(text)

        def span(position: int) -> tuple[int, int]:
            place = bisect_right(before, position) - 1
            start, end = self._exact_span(text, place, position - before[place])
            return offsets[place] + start, offsets[place] + end

        for position, phrase in found:
            yield span(position)[0], span(position + len(phrase) - 1)[1], phrase

    def _positions(self, phrase: tuple[str, ...], text: TextTokens) -> Iterator[int]:
        """Yield the positions at which a text has a phrase, in any order."""
        parts = self._vocabulary.parts(text)
        first, *others = map(self._vocabulary.part_numbers.with_exact, phrase)
        last = len(parts) - len(phrase)
        for number in first if all(others) else ():
            place = parts.find(number)
            while 0 <= place <= last:
                if all(map(contains, others, parts[place + 1 : place + len(phrase)])):
                    yield place
                place = parts.find(number, place + 1)

    def _exact_span(self, text: TextTokens, place: int, index: int) -> tuple[int, int]:
        """Start and end of an exact token in the raw token at a place of a text."""
        vocabulary, number = self._vocabulary, text.numbers[place]
        if vocabulary.is_character_cluster(number):
            offsets = vocabulary.offsets(text)
            return 0, offsets[place + 1] - offsets[place]
        return self._analyzer.token_group(vocabulary.raw(number)).spans[index]
