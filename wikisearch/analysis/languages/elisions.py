"""Elisions: `l'écran` and `dell'utente` are a word after an article or a preposition."""

import re
from collections.abc import Iterable
from functools import cache

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.word_lists import language_rows

_JOINED = re.compile(r"([^\W\d_]{1,7})['’](?=[^\W\d_]{2})")


def without_elision(word: str, languages: Iterable[str]) -> str:
    """Return a word without the elided one before it in any of the languages."""
    match = _JOINED.match(word)
    if match is None or not any(fold(match[1]) in _elided(each) for each in languages):
        return word
    return word[match.end() :]


@cache
def _elided(language: str) -> frozenset[str]:
    return frozenset(next(iter(language_rows("elisions.txt", language)), ()))
