"""Words written together or apart: `data base` also means database, `wordlist` also word list.

In languages that write compounds as one word, a word also means the compounds with it. Only
spellings that pages have are added.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wikisearch.analysis import Analyzer
from wikisearch.query.syntax import (
    AllOf,
    AnyOf,
    BareWord,
    FieldClause,
    QuotedPhrase,
    SyntaxTree,
)
from wikisearch.query.wiki import Wiki

MIN_PART_LENGTH = 3
"""Minimum letters of a part of a word that is split."""

MAX_SPLIT_LENGTH = 100
"""Maximum letters of a word that is split."""

MIN_JOINED_LENGTH = 6
"""Minimum letters of two words that are joined."""

MAX_CLOSED = 4
"""Maximum words of a query whose compounds are searched for: a question needs no more words."""


class Compounds(NamedTuple):
    """Other spellings of some words of a query."""

    joined: dict[tuple[str, str], str]
    """Two neighbours, and the one word that pages have."""

    split: dict[str, tuple[str, ...]]
    """A word that no page has, and the phrases that pages have."""

    closed: Mapping[str, Mapping[str, tuple[str, ...]]]
    """A word, and the longer words with it that pages have, by language."""

    @property
    def words(self) -> frozenset[str]:
        """All words that have another spelling."""
        return frozenset(word for pair in self.joined for word in pair).union(
            self.split, self.closed
        )


NO_COMPOUNDS = Compounds({}, {}, {})


def find_compounds(words: Sequence[str], analyzer: Analyzer, wiki: Wiki) -> Compounds:
    """Find the other spellings of neighbouring words of a query."""
    pairs = {pair: "".join(pair) for pair in pairwise(words) if _may_join(pair, analyzer)}
    lengths = range(2 * MIN_PART_LENGTH, MAX_SPLIT_LENGTH + 1)
    long_words = [word for word in words if word.isalpha() and len(word) in lengths]
    closed = _closed(words, analyzer, wiki)
    if not pairs and not long_words:
        return NO_COMPOUNDS._replace(closed=closed)
    known = wiki.known_words((*pairs.values(), *long_words))
    return Compounds(
        joined={pair: word for pair, word in pairs.items() if word in known},
        split={
            word: phrases
            for word in dict.fromkeys(long_words)
            if word not in known and (phrases := tuple(_phrases(word, wiki)))
        },
        closed=closed,
    )


def with_compounds(tree: SyntaxTree, compounds: Compounds) -> SyntaxTree:
    """Add the other spellings to the bare words of a tree."""
    if compounds == NO_COMPOUNDS:
        return tree
    match tree:
        case BareWord(text) if text in compounds.split:
            return AnyOf((tree, *map(QuotedPhrase, compounds.split[text])))
        case BareWord(text) if text in compounds.closed:
            return AnyOf((tree, *_longer_words(compounds.closed[text])))
        case AllOf(children, explicit_and):
            parts = tuple(_parts(children, compounds))
            return AllOf(parts, explicit_and) if len(parts) > 1 else parts[0]
        case AnyOf(children, are_forms):
            return AnyOf(tuple(with_compounds(child, compounds) for child in children), are_forms)
        case _:
            return tree


def _parts(children: tuple[SyntaxTree, ...], compounds: Compounds) -> Iterator[SyntaxTree]:
    place = 0
    while place < len(children):
        match children[place : place + 2]:
            case (BareWord(first), BareWord(second)) if (first, second) in compounds.joined:
                joined = BareWord(compounds.joined[first, second])
                yield AnyOf((AllOf(children[place : place + 2]), joined))
                place += 2
            case _:
                yield with_compounds(children[place], compounds)
                place += 1


def _closed(
    words: Sequence[str], analyzer: Analyzer, wiki: Wiki
) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """Find the compounds with each word of a short query."""
    stop_words = analyzer.stop_words_for(words)
    wanted = [word for word in words if word.isalpha() and word.lower() not in stop_words]
    if len(wanted) > MAX_CLOSED:
        return {}
    return {word: found for word in wanted if (found := wiki.compounds(word))}


def _longer_words(found: Mapping[str, tuple[str, ...]]) -> Iterator[SyntaxTree]:
    """Yield the compounds in each language, which only pages in that language match."""
    for language, words in found.items():
        in_language = FieldClause("lang", BareWord(language))
        yield AllOf((AnyOf(tuple(map(BareWord, words))), in_language), explicit_and=True)


def _may_join(pair: tuple[str, str], analyzer: Analyzer) -> bool:
    """Whether two words may be one: letters only, and not both stop words."""
    joined = "".join(pair)
    return (
        len(joined) >= MIN_JOINED_LENGTH
        and joined.isalpha()
        and min(map(len, pair)) > 1
        and not all(word.lower() in analyzer.stop_words for word in pair)
    )


def _phrases(word: str, wiki: Wiki) -> Iterator[str]:
    """Yield the two words that a word is made of, if pages have them side by side."""
    places = range(MIN_PART_LENGTH, len(word) - MIN_PART_LENGTH + 1)
    known = wiki.known_words([part for place in places for part in (word[:place], word[place:])])
    for place in places:
        first, second = word[:place], word[place:]
        if first in known and second in known:
            for last in (
                second,
                second.removesuffix("s") if second.endswith("s") else f"{second}s",
            ):
                if wiki.has_phrase(f"{first} {last}"):
                    yield f"{first} {last}"
