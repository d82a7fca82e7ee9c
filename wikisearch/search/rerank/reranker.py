"""Words and a section -> what the section has beyond the words: the same order, the same form.

Added to BM25 for the best sections only. The weights are one set for all wikis, chosen on judged
collections of questions and of titles; ARCHITECTURE.md has the figures.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from wikisearch.analysis import Analyzer, Finder, TokenGroup, Vocabulary
from wikisearch.engines.base import Reader
from wikisearch.model.page import Section
from wikisearch.scoring import idf

PROXIMITY_WEIGHT = 0.3
"""Of the rarer word of a pair that stands side by side; less for every word between them."""

FARTHEST = 8
"""Words apart; beyond that, nearness says nothing."""

NAME_WEIGHT = 0.2
"""Of a word with a capital that the section has in that very form: names have no other."""

TITLE_WEIGHT = 0.1
"""Of each word of the page's title, when the query has all of them."""

LINKS_WEIGHT = 0.05
"""Of the page that most others link to, for a query of any words: it settles near-ties only."""

NAMED_WEIGHT = 2.0
"""Of each word, for the section that the query names: more than its words can earn elsewhere."""


class RerankFeatures(NamedTuple):
    """What is added to the score of a section."""

    proximity: float = 0.0
    exact: float = 0.0
    title: float = 0.0
    links: float = 0.0
    name: float = 0.0


NONE = RerankFeatures()


class _Word(NamedTuple):
    exact: str
    stem: str
    rarity: float
    is_name: bool
    spaced: bool
    """Whether it is a word; a pair of characters overlaps its neighbours, and is near them."""


class _Found(NamedTuple):
    place: int
    """Stems before it in the same word."""

    stem: str
    exact: str


class Reranker:
    """Looks at sections on behalf of one query."""

    def __init__(
        self,
        words: tuple[str, ...],
        reader: Reader,
        analyzer: Analyzer,
        vocabulary: Vocabulary,
    ) -> None:
        self._words, stems = _asked(words, reader, analyzer)
        self._analyzer = analyzer.with_stem_map(stems)
        self._rarity = {word.stem: word.rarity for word in self._words}
        self._has_names = any(word.is_name for word in self._words)
        self._vocabulary = vocabulary
        self._finder = Finder(stems, vocabulary)
        self._known: dict[str, list[_Found]] = {}
        """What is asked for in a word as it is written."""
        self._titles: dict[str, dict[str, None]] = {}

    @property
    def count(self) -> int:
        """Different words that are asked for."""
        return len(self._rarity)

    @property
    def has_questions(self) -> bool:
        """Whether any section could have more than another."""
        return len(self._rarity) > 1 or self._has_names

    def evidence(self, section: Section) -> RerankFeatures:
        """Look at one section."""
        known = self._vocabulary.words
        words = known(section.title) + known(section.text)
        wanted = self._finder.wanted(words)
        met = [
            (number, found)
            for number, word in enumerate(words)
            if word in wanted
            for found in self._found(word)
        ]
        places: dict[str, list[int]] = {}
        if len({found.stem for _, found in met}) > 1:
            before = self._vocabulary.places(words)
            for number, found in met:
                places.setdefault(found.stem, []).append(before[number] + found.place)
        forms = {found.exact for _, found in met}
        if self._has_names:
            for group in self._analyzer.sequence("\n".join(section.hierarchy[:-1])):
                forms.update(group.exact)
        return RerankFeatures(
            proximity=PROXIMITY_WEIGHT * self._nearness(places),
            exact=NAME_WEIGHT * self._names(forms),
            title=TITLE_WEIGHT * self._title(section.hierarchy[0]),
        )

    def name(self) -> RerankFeatures:
        """Evidence for a section that the query is the name of."""
        return RerankFeatures(name=NAMED_WEIGHT * sum(self._rarity.values()))

    def coverage(self, title: str) -> float:
        """Share of the words of a title that the query has."""
        stems = self._stems(title)
        return len(stems.keys() & self._rarity.keys()) / len(stems) if stems else 0.0

    def _found(self, word: str) -> list[_Found]:
        if word not in self._known:
            self._known[word] = list(self._looked_for(word))
        return self._known[word]

    def _looked_for(self, word: str) -> Iterator[_Found]:
        place = 0
        for group in self._analyzer.sequence(word):
            for stem, exact in zip(group.stems, group.exact, strict=True):
                if stem in self._rarity:
                    yield _Found(place, stem, exact)
                place += 1

    def _nearness(self, places: Mapping[str, list[int]]) -> float:
        near = 0.0
        for one, other in pairwise(self._words):
            if not (one.spaced and other.spaced):
                continue
            if one.stem != other.stem and one.stem in places and other.stem in places:
                distance = _closest(places[one.stem], places[other.stem])
                if distance <= FARTHEST:
                    near += max(one.rarity, other.rarity) / distance
        return near

    def _names(self, forms: set[str]) -> float:
        return sum(word.rarity for word in self._words if word.is_name and word.exact in forms)

    def _title(self, title: str) -> float:
        stems = self._stems(title)
        # In the order of the title: a sum in another order may end in another digit.
        has_all = stems.keys() <= self._rarity.keys()
        return sum(map(self._rarity.__getitem__, stems)) if has_all else 0.0

    def _stems(self, title: str) -> dict[str, None]:
        if title not in self._titles:
            token_groups = self._analyzer.sequence(title)
            stems = (stem for group in token_groups for stem in _stems(group))
            self._titles[title] = dict.fromkeys(stems)
        return self._titles[title]


def _asked(
    words: tuple[str, ...], reader: Reader, analyzer: Analyzer
) -> tuple[list[_Word], dict[str, str]]:
    """Words that are asked for, and the stem of each by what it is in any language."""
    common = analyzer.stop_words_for(words)
    found = [
        (exact, stem, place > 0 and word[:1].isupper(), not group.unsegmented)
        for place, word in enumerate(words)
        for group in analyzer.sequence(word)
        for exact, stem in zip(group.exact, _stems(group), strict=False)
        if exact not in common
    ]
    stems = {stem: stem for _, stem, _, _ in found}
    for stem, others in analyzer.other_stems(words).items():
        if stem in stems:
            stems = dict.fromkeys(others, stem) | stems
    statistics = reader.statistics(stems)
    documents = dict.fromkeys(stems.values(), 0)
    for each, stem in stems.items():
        documents[stem] += statistics.frequencies[each]
    rarities = {
        stem: idf(statistics.documents, min(n, statistics.documents))
        for stem, n in documents.items()
    }
    asked = [
        _Word(exact, stem, rarities[stem], is_name, spaced)
        for exact, stem, is_name, spaced in found
    ]
    return asked, stems


def _stems(group: TokenGroup) -> tuple[str, ...]:
    """What a query asks for of a group."""
    return group.bigrams if group.unsegmented else group.stems


def _closest(ones: list[int], others: list[int]) -> int:
    """Smallest distance between two ascending lists of places."""
    best = abs(ones[0] - others[0])
    one = other = 0
    while one < len(ones) and other < len(others):
        best = min(best, abs(ones[one] - others[other]))
        if ones[one] < others[other]:
            one += 1
        else:
            other += 1
    return best
