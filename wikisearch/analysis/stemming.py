"""Word -> stem, by the Snowball stemmer, but for the short words and acronyms it would spoil."""

import re
from collections.abc import Callable

import Stemmer

SHORTEST_STEMMED = 4
"""Of shorter words the last letter is a part of the name: iOS, AWS, gas."""

_PLURAL_ACRONYM = re.compile(r"[A-Z][A-Z\d]+s")
# Snowball wants a vowel before the plural s, and not right before it: LLMs and GPUs have none.
_PLURAL_IN_SMALL_LETTERS = re.compile(r"[^aeiouy\W\d]{3,}s|[^aeiouy\W\d]{2}us")


def english_stemmer() -> Callable[[str, str], str]:
    """Stem of a folded word; the word as written tells `LLMs` from an ordinary plural."""
    snowball: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord

    def stem(folded: str, written: str) -> str:
        if _PLURAL_ACRONYM.fullmatch(written) or _PLURAL_IN_SMALL_LETTERS.fullmatch(folded):
            return folded[:-1]
        if len(folded) < SHORTEST_STEMMED or not folded.isalpha():
            return folded
        return snowball(folded)

    return stem


def stemmer_version() -> str:
    """Version of the stemmer's rules: with another, words meet no longer."""
    return str(Stemmer.version())
