"""The words of a query as numbers of parts -> where the parts of a text have them."""

from wikisearch.analysis import Vocabulary
from wikisearch.search.rerank.query_words import QueryWords


class QueryParts:
    """Finds the words of one query in texts.

    Words of scripts without spaces are left out: their distance is not measured.
    """

    def __init__(self, query: QueryWords, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._stem_map = query.stem_map
        self._capitalised = {word.exact for word in query.words if word.is_capitalised}
        self._spaced = frozenset(word.stem for word in query.words if word.is_spaced)
        unspaced = [word for word in query.words if not word.is_spaced]
        self._clusters = {
            cluster for word in unspaced for cluster in (word.exact, word.stem[len(word.exact) :])
        }
        """Character clusters of the query."""
        self._size = 0
        """Size of the vocabulary that the numbers are of."""
        self._numbers: list[tuple[str, str]] = []
        """Stem, and numbers of the parts that have it."""
        self._all: frozenset[str] = frozenset()
        """Numbers of all parts that the query has."""
        self._exact: list[tuple[str, str, str]] = []
        """Exact token of a capitalised word, and numbers of the parts that have it.

        First those with a stem of the query, which count in a text. All count in headings.
        """

    def positions(self, parts: str) -> dict[str, list[int]]:
        """Ascending positions of each stem that is among the parts of a text."""
        self._read_numbers()
        find, found = parts.find, {}
        for stem, numbers in self._numbers:
            places = []
            for number in numbers:
                place = find(number)
                while place >= 0:
                    places.append(place)
                    place = find(number, place + 1)
            if places:
                if len(numbers) > 1:
                    places.sort()
                found[stem] = places
        return found

    def exact_forms(self, parts: str, headings: str) -> set[str]:
        """Exact tokens of the capitalised words among the parts of a text or of its headings."""
        self._read_numbers()
        return {
            exact
            for exact, of_text, numbers in self._exact
            if any(number in parts for number in of_text)
            or any(number in headings for number in numbers)
        }

    def has_others(self, parts: str) -> bool:
        """Whether a text has a word or a character cluster that the query does not have."""
        self._read_numbers()
        return not self._all.issuperset(parts)

    def _read_numbers(self) -> None:
        """Read the numbers that the vocabulary has by now, if it has new ones."""
        if self._size == self._vocabulary.size:
            return
        numbers, stem_map = self._vocabulary.part_numbers, self._stem_map
        self._size = self._vocabulary.size
        by_stem: dict[str, str] = {}
        for number in dict.fromkeys(each for stem in stem_map for each in numbers.with_stem(stem)):
            # A part counts as the first of its stems, in any language, that the query has.
            stem = next(stem_map[stem] for stem in numbers.stems(number) if stem in stem_map)
            if stem in self._spaced:
                by_stem[stem] = by_stem.get(stem, "") + number
        self._numbers = list(by_stem.items())
        known = frozenset("".join(by_stem.values()))
        self._all = known.union(*map(numbers.with_exact, self._clusters))
        self._exact = [
            (exact, "".join(known.intersection(every)), every)
            for exact in self._capitalised
            for every in (numbers.with_exact(exact),)
        ]
