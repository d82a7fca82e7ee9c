"""Text and query -> the passage that shows best why it matched."""

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import accumulate, islice
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup, Vocabulary, WordFinder
from wikisearch.engines.expansion import fuzzy_matches
from wikisearch.model.query import Fuzzy, Prefix, Query, Term
from wikisearch.model.query_analysis import scoring_leaves
from wikisearch.model.results import Snippet
from wikisearch.search.snippets.graphemes import cut_before, widened

_CUT_BEFORE, _CUT_AFTER = "… ", " …"
_MOST_SPANS = 1000
"""Words marked in one section; more come from texts that nobody reads whole."""

LONGEST_SNIPPET = 220
"""Characters; about as much as one takes in at a glance."""


class Passage(NamedTuple):
    """A passage of a text, and where in it that stands."""

    snippet: Snippet
    text: str
    """The whole text with one sign of white space between words: a break between two blocks."""
    start: int
    """Where the passage begins."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Stretches of the text that the snippet marks."""
        shift = self.start - len(_CUT_BEFORE) if self.start else 0
        return [(start + shift, end + shift) for start, end in self.snippet.spans]


class _Span(NamedTuple):
    start: int
    end: int
    token: str


class Highlighter:
    """Finds the words of one query in texts."""

    def __init__(self, query: Query, analyzer: Analyzer, vocabulary: Vocabulary) -> None:
        leaves = list(scoring_leaves(query))
        self._stems = {leaf.token for leaf in leaves if isinstance(leaf, Term)}
        self._analyzer = analyzer.with_stem_map({stem: stem for stem in self._stems})
        self._prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, Prefix))
        self._similar = [leaf for leaf in leaves if isinstance(leaf, Fuzzy)]
        self._known: dict[str, list[_Span]] = {}
        """Where the tokens of a word stand in it."""
        self._texts: dict[str, tuple[str, list[_Span]]] = {}
        """What was found in texts: the same are cut out, and asked whether they match."""
        alike = self._alike if self._prefixes or self._similar else None
        self._vocabulary = vocabulary
        self._finder = WordFinder(self._stems, vocabulary, alike)

    def snippet(self, text: str) -> Snippet:
        """Passage of a text with most of the words; its beginning when it has none of them."""
        return self.passage(text).snippet

    def passage(self, text: str) -> Passage:
        """The same, and where it stands."""
        line, spans = self._marked(text)
        start, end = _window(line, spans)
        shown = line[start:end]
        before, after = _CUT_BEFORE if start else "", _CUT_AFTER if end < len(line) else ""
        inside = [
            (span.start - start, span.end - start)
            for span in spans
            if start <= span.start and span.end <= end
        ]
        marks = _merged(widened(shown, inside), len(before))
        return Passage(Snippet(before + shown + after, marks), _tidy(text, line), start)

    def matches(self, text: str) -> bool:
        """Whether any of the words is in a text."""
        return bool(self._marked(text)[1])

    def _marked(self, text: str) -> tuple[str, list[_Span]]:
        """Text with one space between its words, and where what was searched for stands in it."""
        if text not in self._texts:
            words = self._vocabulary.words(text)
            self._texts[text] = " ".join(words), list(islice(self._spans(words), _MOST_SPANS))
        return self._texts[text]

    def _spans(self, words: tuple[str, ...]) -> Iterator[_Span]:
        """Yield what was found in words with one space between."""
        wanted = self._finder.matching(words)
        numbers = [number for number, word in enumerate(words) if word in wanted]
        if not numbers:
            return
        ends = list(accumulate(map(len, words), initial=0))
        for number in numbers:
            place = ends[number] + number
            for span in self._within(words[number]):
                yield _Span(place + span.start, place + span.end, span.token)

    def _within(self, word: str) -> list[_Span]:
        if word not in self._known:
            self._known[word] = list(self._found(word))
        return self._known[word]

    def _found(self, word: str) -> Iterator[_Span]:
        for start, group in self._analyzer.token_groups(word):
            if group.catenated and group.catenated in self._stems:
                last = group.spans[-1][1] if group.spans else 0
                yield _Span(start + group.spans[0][0], start + last, group.catenated)
                continue
            for (begin, end), token in self._parts(group):
                yield _Span(start + begin, start + end, token)

    def _parts(self, group: TokenGroup) -> Iterator[tuple[tuple[int, int], str]]:
        for span, exact, stem in zip(group.spans, group.exact, group.stems, strict=True):
            if stem in self._stems:
                yield span, stem
            elif self._alike([exact]):
                yield span, exact

    def _alike(self, tokens: Collection[str]) -> set[str]:
        """Tokens that begin as they should, or are near enough to what they should be."""
        found = {token for token in tokens if token.startswith(self._prefixes)}
        return found.union(
            token for leaf in self._similar for token, _ in fuzzy_matches(leaf, tokens)
        )


def _tidy(text: str, line: str) -> str:
    """Text, whose words are those of the line, with a single sign between them and its breaks."""
    if len(text) == len(line):
        return text  # as ingestion leaves most
    blocks = (" ".join(block.split()) for block in text.split("\n"))
    return "\n".join(filter(None, blocks))


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


def _window(text: str, spans: list[_Span]) -> tuple[int, int]:
    """Stretch of the text with the most different words in it, then the most words."""
    if len(text) <= LONGEST_SNIPPET:
        return 0, len(text)
    if not spans:
        return 0, _before_space(text, LONGEST_SNIPPET)
    best, first = (0, 0), spans[0]
    inside: Counter[str] = Counter()
    end = 0
    for place, span in enumerate(spans):
        while end < len(spans) and spans[end].start < span.start + LONGEST_SNIPPET * 3 // 4:
            inside[spans[end].token] += 1
            end += 1
        worth = (len(inside), end - place)
        if worth > best:
            best, first = worth, span
        inside[span.token] -= 1
        if not inside[span.token]:
            del inside[span.token]
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
