"""Text and query -> the passage that shows best why it matched."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from wikisearch.analysis import Analyzer, Lexeme
from wikisearch.model.query import (
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
from wikisearch.model.results import Snippet
from wikisearch.scoring.distance import within_distance
from wikisearch.search.graphemes import cut_before, widened

_MOST_SPANS = 1000
"""Words marked in one section; more come from texts that nobody reads whole."""

LONGEST_SNIPPET = 220
"""Characters; about as much as one takes in at a glance."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    token: str


class Highlighter:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query, analyzer: Analyzer) -> None:
        leaves = list(_positive(query))
        self._stems = {leaf.token for leaf in leaves if isinstance(leaf, Word)}
        self._analyzer = analyzer.recognising({stem: stem for stem in self._stems})
        self._prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, Prefix))
        self._similar = [leaf for leaf in leaves if isinstance(leaf, Fuzzy)]

    def snippet(self, text: str) -> Snippet:
        """Passage of a text with most of the words; its beginning when it has none of them."""
        text = " ".join(text.split())
        spans = list(islice(self._spans(text), _MOST_SPANS))
        start, end = _window(text, spans)
        passage = text[start:end]
        before, after = "… " if start else "", " …" if end < len(text) else ""
        inside = [
            (span.start - start, span.end - start)
            for span in spans
            if start <= span.start and span.end <= end
        ]
        return Snippet(before + passage + after, _merged(widened(passage, inside), len(before)))

    def matches(self, text: str) -> bool:
        """Whether any of the words is in a text."""
        return next(self._spans(text), None) is not None

    def _spans(self, text: str) -> Iterator[_Span]:
        for start, lexeme in self._analyzer.lexemes(text):
            if lexeme.joined and lexeme.joined in self._stems:
                last = lexeme.spans[-1][1] if lexeme.spans else 0
                yield _Span(start + lexeme.spans[0][0], start + last, lexeme.joined)
                continue
            for (begin, end), token in self._parts(lexeme):
                yield _Span(start + begin, start + end, token)

    def _parts(self, lexeme: Lexeme) -> Iterator[tuple[tuple[int, int], str]]:
        for span, exact, stem in zip(lexeme.spans, lexeme.exact, lexeme.stems, strict=True):
            if stem in self._stems:
                yield span, stem
            elif exact.startswith(self._prefixes) or any(
                within_distance(leaf.token, exact, leaf.distance) for leaf in self._similar
            ):
                yield span, exact


def _merged(spans: list[tuple[int, int]], shift: int) -> tuple[tuple[int, int], ...]:
    """Places of spans; those that overlap, as pairs of characters do, are one."""
    places: list[tuple[int, int]] = []
    for first, last in spans:
        start, end = first + shift, last + shift
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return tuple(places)


def _positive(query: Query) -> Iterator[Word | Prefix | Fuzzy]:
    """Leaves that a match may be due to."""
    match query:
        case Word() | Prefix() | Fuzzy():
            yield query
        case And(clauses) | Or(clauses) | DisMax(clauses):
            for clause in clauses:
                yield from _positive(clause)
        case AndMaybe(required, optional):
            yield from _positive(required)
            yield from _positive(optional)
        case Not() | Phrase() | Keyword() | Everything() | Nothing():
            return


def _window(text: str, spans: list[_Span]) -> tuple[int, int]:
    """Stretch of the text with the most different words in it, then the most words."""
    if len(text) <= LONGEST_SNIPPET:
        return 0, len(text)
    if not spans:
        return 0, _before_space(text, LONGEST_SNIPPET)
    starts = [span.start for span in spans]
    best, first = (0, 0), spans[0]
    for place, span in enumerate(spans):
        inside = spans[place : bisect_left(starts, span.start + LONGEST_SNIPPET * 3 // 4)]
        worth = (len({each.token for each in inside}), len(inside))
        if worth > best:
            best, first = worth, span
    start = _sentence_start(text, first.start)
    return start, _before_space(text, start + LONGEST_SNIPPET)


def _sentence_start(text: str, place: int) -> int:
    """Go back to where the sentence begins, or else a few words."""
    earliest = max(0, place - LONGEST_SNIPPET // 3)
    for mark in (". ", "? ", "! "):
        found = text.rfind(mark, earliest, place)
        if found >= 0:
            return cut_before(text, found + len(mark))
    if not earliest:
        return 0
    space = text.find(" ", earliest, place)
    return cut_before(text, space + 1 if space >= 0 else place)


def _before_space(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - LONGEST_SNIPPET // 2, end)
    return cut_before(text, space if space > 0 else end)
