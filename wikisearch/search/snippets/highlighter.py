"""Text and query -> a snippet with the matching words marked."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from operator import methodcaller
from typing import NamedTuple

from wikisearch.analysis import (
    Analyzer,
    TextTokens,
    TokenFinder,
    TokenGroup,
    Vocabulary,
)
from wikisearch.engines.expansion import fuzzy_matches
from wikisearch.model.query import Fuzzy, Prefix, Query, Term
from wikisearch.model.query_analysis import scoring_leaves
from wikisearch.model.snippet import Snippet
from wikisearch.search.snippets.bigram_finder import BigramFinder, pair_end
from wikisearch.search.snippets.fragmenter import TokenSpan, adjacent_pairs, fragment, query_order
from wikisearch.search.snippets.graphemes import widened
from wikisearch.search.snippets.phrase_finder import PhraseFinder

_CUT_BEFORE, _CUT_AFTER = "… ", " …"
_MAX_SPANS = 1000
"""Matches in one section; later ones are ignored."""


class Passage(NamedTuple):
    """A snippet with its position in the text."""

    snippet: Snippet
    text: str
    """The whole text with one space between words, and one line break between blocks."""

    start: int
    """Offset of the snippet in the text."""

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end in the text of each match that the snippet marks."""
        shift = self.start - len(_CUT_BEFORE) if self.start else 0
        return [(start + shift, end + shift) for start, end in self.snippet.spans]


class Highlighter:
    """Finds and marks the words of one query in texts."""

    def __init__(
        self,
        query: Query,
        analyzer: Analyzer,
        vocabulary: Vocabulary,
        gaps: frozenset[str] = frozenset(),
    ) -> None:
        """Take a query, and the stop words between its words: `QueryOrder.gaps`."""
        leaves = list(scoring_leaves(query))
        self._order = query_order((each.token for each in leaves if isinstance(each, Term)), gaps)
        self._stems = self._order.places.keys()
        self._analyzer = analyzer.with_stem_map({stem: stem for stem in self._stems})
        self._prefixes = tuple(leaf.prefix for leaf in leaves if isinstance(leaf, Prefix))
        self._fuzzy = [leaf for leaf in leaves if isinstance(leaf, Fuzzy)]
        self._raw_tokens: dict[str, list[TokenSpan]] = {}
        """Matches in each raw token, by number."""
        self._texts: dict[str, tuple[str, list[TokenSpan]]] = {}
        """Matches in each text: one text is highlighted and checked for matches."""
        self._has_expansions = bool(self._prefixes or self._fuzzy)
        expanded = self._expanded if self._has_expansions else None
        self._vocabulary = vocabulary
        self._phrases = PhraseFinder(query, analyzer, vocabulary)
        self._bigrams = BigramFinder(self._stems, vocabulary)
        self._finder = TokenFinder(self._stems, vocabulary, expanded)

    def snippet(self, text: str) -> Snippet:
        """Return the best fragment of a text; its beginning if nothing matches."""
        return self.passage(text).snippet

    def passage(self, text: str) -> Passage:
        """Return the same with its position."""
        line, spans = self._marked(text)
        start, end = fragment(line, spans, self._order)
        shown = line[start:end]
        before, after = _CUT_BEFORE if start else "", _CUT_AFTER if end < len(line) else ""
        inside = [(first - start, last - start) for first, last, _ in _within(spans, start, end)]
        marks, shift = _merged(inside), len(before)
        wider = widened(shown, marks)
        marks = marks if wider is marks else _merged(wider)
        marks = tuple([(first + shift, last + shift) for first, last in marks])
        tidy = self._vocabulary.text(text).tidy
        return Passage(Snippet(before + shown + after, marks), tidy, start)

    def matches(self, text: str) -> bool:
        """Whether any word or phrase of the query is in a text."""
        if text in self._texts:
            return bool(self._texts[text][1])
        tokens = self._vocabulary.text(text)
        matching = self._finder.matching(tokens)
        return (
            any(map(self._matches_in, matching))
            or (self._has_expansions and any(map(self._vocabulary.is_character_cluster, matching)))
            or self._bigrams.is_in(tokens)
            or any(self._phrases.spans(tokens))
        )

    def side_by_side(self, text: str) -> tuple[int, int]:
        """Count the phrases, and the pairs of words as in the query, in the snippet of a text."""
        line, spans = self._marked(text)
        start, end = fragment(line, spans, self._order)
        inside = _within(spans, start, end)
        phrases = sum(token not in self._stems for _, _, token in inside)
        return phrases, adjacent_pairs(line, inside, self._order)

    def _marked(self, text: str) -> tuple[str, list[TokenSpan]]:
        """Text with one space between its words, and the matches in it."""
        if text not in self._texts:
            tokens = self._vocabulary.text(text)
            spans = self._spans(tokens)
            if self._phrases.terms:
                spans = self._with_phrases(tokens, spans)
            self._texts[text] = tokens.line, spans
        return self._texts[text]

    def _with_phrases(self, tokens: TextTokens, spans: list[TokenSpan]) -> list[TokenSpan]:
        """Mark a phrase that a text has as one match, and not its words elsewhere."""
        phrases = list(islice(self._phrases.spans(tokens), _MAX_SPANS))
        if not phrases:
            return spans
        found = [(start, end, " ".join(phrase)) for start, end, phrase in phrases]
        hidden = frozenset().union(*(self._phrases.terms[phrase] for *_, phrase in phrases))
        taken = set().union(*(range(start, end) for start, end, _ in phrases))
        others = (each for each in spans if each[2] not in hidden and each[0] not in taken)
        return sorted((*found, *others))[:_MAX_SPANS]

    def _spans(self, tokens: TextTokens) -> list[TokenSpan]:
        """Matches in a text."""
        matching = self._finder.matching(tokens)
        bigrams = self._bigrams.spans(tokens)
        if not matching:
            return bigrams[:_MAX_SPANS]
        offsets = self._vocabulary.offsets(tokens)
        if self._has_expansions:
            spans = list(self._expanded_spans(tokens, matching, offsets))
        else:
            found = {number: self._matches_in(number) for number in matching}
            spans = [
                (offsets[place] + start, offsets[place] + end, token)
                for place, number in tokens.occurrences(matching)
                for start, end, token in found[number]
            ]
        return (sorted([*bigrams, *spans]) if bigrams else spans)[:_MAX_SPANS]

    def _expanded_spans(
        self, tokens: TextTokens, matching: Collection[str], offsets: Sequence[int]
    ) -> Iterator[TokenSpan]:
        """Matches, some of which may be character clusters that match a prefix or a fuzzy term."""
        for place, number in tokens.occurrences(matching):
            offset = offsets[place]
            if self._vocabulary.is_character_cluster(number):
                [exact] = self._vocabulary.exact(number)
                yield offset, pair_end(tokens, offsets, place), exact
            else:
                for start, end, token in self._matches_in(number):
                    yield offset + start, offset + end, token

    def _matches_in(self, number: str) -> list[TokenSpan]:
        matches = self._raw_tokens.get(number)
        if matches is None:
            group = self._analyzer.token_group(self._vocabulary.raw(number))
            self._raw_tokens[number] = matches = list(self._matches_in_group(group))
        return matches

    def _matches_in_group(self, group: TokenGroup) -> Iterator[TokenSpan]:
        if group.catenated and group.catenated in self._stems:
            # A symbol has no parts: its only token is the catenated one.
            spans = group.spans or ((0, len(group.catenated)),)
            yield spans[0][0], spans[-1][1], group.catenated
            return
        parts = list(self._parts(group))
        subword = next((each for each in group.subwords if each in self._stems), None)
        if not parts and subword is not None:
            yield group.spans[0][0], group.spans[-1][1], subword
        yield from parts

    def _parts(self, group: TokenGroup) -> Iterator[TokenSpan]:
        for (start, end), exact, stem in zip(group.spans, group.exact, group.stems, strict=False):
            if stem in self._stems:
                yield start, end, stem
            elif self._has_expansions and self._expanded([exact]):
                yield start, end, exact

    def _expanded(self, tokens: Collection[str]) -> set[str]:
        """Tokens that match a prefix or a fuzzy term."""
        found = set(filter(methodcaller("startswith", self._prefixes), tokens))
        return found.union(
            token for leaf in self._fuzzy for token, _ in fuzzy_matches(leaf, tokens)
        )


def _within(spans: Sequence[TokenSpan], start: int, end: int) -> list[TokenSpan]:
    """Those of some spans, which are in order, that are in a part of the text."""
    some = spans[bisect_left(spans, (start,)) : bisect_left(spans, (end,))]
    return [span for span in some if span[1] <= end]


def _merged(spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Join spans that overlap, as pairs of characters do."""
    joined: list[tuple[int, int]] = []
    start = end = -1
    for span in spans:
        if span[0] < end:
            end = max(span[1], end)
            joined[-1] = start, end
        else:
            joined.append(span)
            start, end = span
    return joined
