"""Irregular plural -> singular, in the languages whose Snowball stemmer gives them other stems.

The plural of the Spanish `luz` is regular but for its letter: there the singular gets the letter
of the plural. The Russian `список` loses a vowel in all other forms: there the word loses it too.
A word that has such an ending by chance is its own singular. English has lists of its own: see
`english_variants`.
"""

from collections.abc import Callable
from typing import NamedTuple

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.word_lists import language_rows


class _Ending(NamedTuple):
    text: str
    replacement: str
    min_letters: int
    """Letters of the shortest word with this ending: `dois` is not a plural."""


def singular(language: str) -> Callable[[str], str]:
    """Make a function of a folded word that returns its singular, or the word if it has none."""
    rows = language_rows("irregular_plurals.txt", language)
    words = {fold(row[0]): fold(row[1]) for row in rows if not row[0].startswith("-")}
    endings = [
        _Ending(fold(row[0][1:]), fold(row[1][1:]), int(row[2]))
        for row in rows
        if row[0].startswith("-")
    ]

    last_parts = tuple(ending.text for ending in endings)

    def replaced(word: str) -> str:
        listed = words.get(word)
        if listed == word:
            return word
        word = listed or word
        if last_parts and word.endswith(last_parts):
            for ending in endings:
                if word.endswith(ending.text) and len(word) >= ending.min_letters:
                    return word.removesuffix(ending.text) + ending.replacement
        return word

    return replaced
