"""The bare words of a query -> their stems and idf, which all rerank features need."""

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup
from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.names.name_keys import identifier_key
from wikisearch.engines.base import Reader
from wikisearch.scoring import idf

MAX_FORM_WORDS = 2
"""Words of a query in which punctuation decides; in a longer one the other words do."""


class QueryWord(NamedTuple):
    """One word of a query, without stop words."""

    exact: str
    stem: str
    idf: float
    is_capitalised: bool
    """Whether it starts with a capital and is not the first word: names are written so."""

    is_spaced: bool
    """False for a pair of characters in a script without spaces, which overlaps its neighbours."""


class QueryForm(NamedTuple):
    """A word with punctuation that may be part of it, such as `A-Company` or `__main__`."""

    text: str
    idf: float
    """idf of its rarest part, divided by the number of words of the query."""


class QueryWords(NamedTuple):
    """The words of a query, in order."""

    words: tuple[QueryWord, ...]
    stem_map: Mapping[str, str]
    """The stem of a word in any language -> its stem in the main language."""

    idf: Mapping[str, float]
    """idf by stem, in the order of the query."""

    has_capitalised: bool
    """Whether any word may be a name."""

    forms: tuple[QueryForm, ...] = ()
    """The words with punctuation."""

    runs: int = 0
    """Number of texts between spaces or signs, in scripts without spaces between words."""

    gaps: frozenset[str] = frozenset()
    """Stop words between two of the words, in small letters with a space at both ends."""

    @property
    def stem_count(self) -> int:
        """Number of different stems."""
        return len(self.idf)

    @property
    def word_count(self) -> int:
        """Number of different stems, where a run counts once and not by its pairs.

        A section with all pairs of a run nearly always has the run.
        """
        spaced = {word.stem for word in self.words if word.is_spaced}
        return len(spaced) + self.runs


def query_words(words: tuple[str, ...], reader: Reader, analyzer: Analyzer) -> QueryWords:
    """Analyze the bare words of a query and read their document frequencies."""
    stop_words = analyzer.stop_words_for(words)
    groups = [
        (n > 0 and word[:1].isupper(), group)
        for n, word in enumerate(words)
        for group in analyzer.sequence(word)
    ]
    found = [
        (exact, stem, is_name and not group.unsegmented, not group.unsegmented)
        for is_name, group in groups
        for exact, stem in zip(group.exact, query_stems(group), strict=False)
        if exact not in stop_words
    ]
    stem_map = {stem: stem for _, stem, _, _ in found}
    for stem, others in analyzer.other_stems(words).items():
        if stem in stem_map:
            stem_map = dict.fromkeys(others, stem) | stem_map
    idf_by_stem = _idf_by_stem(stem_map, reader)
    return QueryWords(
        words=tuple(
            QueryWord(exact, stem, idf_by_stem[stem], is_capitalised, is_spaced)
            for exact, stem, is_capitalised, is_spaced in found
        ),
        stem_map=stem_map,
        idf={stem: idf_by_stem[stem] for _, stem, _, _ in found},
        has_capitalised=any(is_capitalised for _, _, is_capitalised, _ in found),
        forms=tuple(_forms(words, idf_by_stem, analyzer)),
        runs=sum(group.unsegmented for _, group in groups),
        gaps=frozenset(_gaps(words, stop_words)),
    )


def _gaps(words: tuple[str, ...], stop_words: Container[str]) -> Iterator[str]:
    skipped: list[str] = []
    is_first = True
    for word in words:
        if (word.lower() if word.isascii() else fold(word)) in stop_words:
            skipped.append(word.lower())
            continue
        if skipped and not is_first:
            yield f" {' '.join(skipped)} "
        skipped, is_first = [], False


def _forms(
    words: tuple[str, ...], idf_by_stem: Mapping[str, float], analyzer: Analyzer
) -> Iterator[QueryForm]:
    for word in words if len(words) <= MAX_FORM_WORDS else ():
        groups = list(analyzer.sequence(word))
        is_compound = len(groups) == 1 and len(groups[0].exact) > 1 and groups[0].catenated
        if is_compound or identifier_key(word):
            idfs = [idf_by_stem.get(stem, 0.0) for group in groups for stem in group.stems]
            yield QueryForm(word, max(idfs, default=0.0) / len(words))


def query_stems(group: TokenGroup) -> tuple[str, ...]:
    """Return the stems that a query requires of a token group."""
    return group.bigrams if group.unsegmented else group.stems


def _idf_by_stem(stem_map: Mapping[str, str], reader: Reader) -> dict[str, float]:
    statistics = reader.statistics(stem_map)
    doc_freq = dict.fromkeys(stem_map.values(), 0)
    for other, stem in stem_map.items():
        doc_freq[stem] += statistics.doc_freqs[other]
    total = statistics.doc_count
    return {stem: idf(total, min(number, total)) for stem, number in doc_freq.items()}
