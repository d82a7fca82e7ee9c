"""Query -> the two names that it compares: `A vs B`, `difference between A and B`, `A or B`.

The word list has the patterns of each language.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from wikisearch.analysis.characters.sentence_ends import SENTENCE_SIGNS
from wikisearch.analysis.word_lists import WORD_LISTS

MAX_LENGTH = 120
"""Characters of a query that may compare two names; a longer one is a question."""

_LIST = WORD_LISTS / "comparisons.txt"

_WORD = re.compile(r"(?<!\\)(?<![^\W\d_])[^\W\d_]+")


class _Rule(NamedTuple):
    pattern: str
    words: frozenset[str]
    """Words in the pattern: most queries have none of them, and the pattern is not compiled."""


def compared_names(query: str, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that a query may compare, by the patterns of the languages."""
    text = " ".join(query.split()).strip(f"{SENTENCE_SIGNS} ")
    if len(text) > MAX_LENGTH:
        return
    lowercase = text.casefold()
    words = frozenset(_WORD.findall(lowercase))
    tags = ("*", *languages)
    if lowercase.isascii() and all(words.isdisjoint(_words_of_rules(tag)) for tag in tags):
        return
    for rule in (rule for tag in tags for rule in _rules(tag)):
        if words.isdisjoint(rule.words) and not _is_unsegmented_match(lowercase, rule):
            continue
        match = _compiled(rule.pattern).fullmatch(text)
        if match is not None:
            first, second = match["a"].strip(" ,"), match["b"].strip(" ,")
            yield first, second
            if " " in second:
                # "L1 vs L2 regularization" leaves out a word of the first name.
                yield f"{first} {second.rpartition(' ')[2]}", second


def _is_unsegmented_match(text: str, rule: _Rule) -> bool:
    """Whether a text, which may have no spaces, has a word of a pattern in it."""
    return not text.isascii() and any(word in text for word in rule.words if not word.isascii())


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    rows = (line.partition(" ") for line in lines)
    return tuple(
        _Rule(pattern, frozenset(_WORD.findall(pattern.casefold())) - {"a", "b"})
        for tag, _, pattern in rows
        if tag == language
    )


@cache
def _words_of_rules(language: str) -> frozenset[str]:
    return frozenset().union(*(rule.words for rule in _rules(language)))


@cache
def _compiled(rule: str) -> re.Pattern[str]:
    pattern = re.sub(r"(?<!\w)A(?!\w)", "(?P<a>.+?)", rule)
    return re.compile(re.sub(r"(?<!\w)B(?!\w)", "(?P<b>.+?)", pattern), re.IGNORECASE)
