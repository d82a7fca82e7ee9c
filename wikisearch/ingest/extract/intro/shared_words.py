"""Whether a sentence and a title have a word in common, in any script and any form of the word."""

import re
from collections.abc import Iterator
from functools import cache

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.characters.letter_case import has_case
from wikisearch.analysis.characters.text_width import is_wide
from wikisearch.analysis.languages.stop_words import languages_with_stop_words, stop_words
from wikisearch.ingest.extract.words.word_list import word_list

_MAX_LENGTH = 200
"""Characters of the sentence that are read."""
_UNITS = frozenset(map(fold, word_list("numbered_units.txt")))
_WORD = re.compile(r"[^\W_]+")
_MIN_LENGTH = 4
_MIN_NAME = 2
"""Letters of a name: "SSI"."""
_SHORT = 6
_IN_SYLLABLES = 2
_IN_LETTERS = 4
"""Characters in common of scripts without capital letters: of those of syllables, of others."""


def share_word(text: str, title: str) -> bool:
    """Return whether a word of a title is near the start of a text, perhaps in another form.

    That is true if a title has no word of its own, as "Chapter 5" has none. Function words do not
    count. Words are the same if they begin alike: "install" and
    "installation". In scripts without capital letters, words may have no spaces between them, and
    prefixes: there, several characters must be the same.
    """
    start = text[:_MAX_LENGTH]
    own, parts = _own_words(title), () if title.isascii() else tuple(_parts(title))
    if not (own or parts):
        return True
    words = _words(start)
    is_in_words = any(_begin_alike(word, each) for each in own for word in words)
    return is_in_words or any(part in start for part in parts)


def _own_words(title: str) -> set[str]:
    """Return the words that say what a page is about: no numbers, and no "chapter"."""
    words = _words(title) - _function_words() - _UNITS
    return {word for word in words if not any(map(str.isdigit, word))}


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(fold(text)) if len(word) >= _MIN_NAME}


def _begin_alike(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    if shorter < _MIN_LENGTH:
        return word == other
    needed = _MIN_LENGTH if shorter <= _SHORT else _MIN_LENGTH + 1
    return word[:needed] == other[:needed]


@cache
def _function_words() -> frozenset[str]:
    """Return the function words of all languages."""
    return frozenset().union(*map(stop_words, languages_with_stop_words()))


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of some characters without a space; in hiragana are only endings."""
    for at, char in enumerate(text):
        part = text[at : at + (_IN_SYLLABLES if is_wide(char) else _IN_LETTERS)]
        is_whole = len(part) == (_IN_SYLLABLES if is_wide(char) else _IN_LETTERS)
        if is_whole and all(map(_has_no_case, part)) and not all(map(_is_hiragana, part)):
            yield part


def _has_no_case(char: str) -> bool:
    """Return whether a character is a letter without a capital, a mark or a sign between them."""
    return not (char.isascii() or char.isspace()) and not has_case(char)


def _is_hiragana(char: str) -> bool:
    return "\u3041" <= char <= "\u309f"
