"""Word -> stem, by the Snowball stemmer, but for the short words and acronyms it would spoil."""

import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import category

import Stemmer

from wikisearch.analysis.languages import DEFAULT_LANGUAGE, SNOWBALL

SHORTEST_STEMMED = 4
"""Of shorter words the last letter is a part of the name: iOS, AWS, gas."""

_PLURAL_ACRONYM = re.compile(r"[A-Z][A-Z\d]+s")
# Snowball wants a vowel before the plural s, and not right before it: LLMs and GPUs have none.
_PLURAL_IN_SMALL_LETTERS = re.compile(r"[^aeiouy\W\d]{3,}s|[^aeiouy\W\d]{2}us")

_EXCEPTIONS = Path(__file__).with_name("english_stems.txt")
"""Words that Snowball parts from their own family: it takes the `ed` of `embed` for an ending."""


def is_plural_acronym(written: str) -> bool:
    """Whether a word is an acronym with a plural s: LLMs, GPUs."""
    return _PLURAL_ACRONYM.fullmatch(written) is not None


def has_stemmer(language: str) -> bool:
    """Whether the library knows the language."""
    return SNOWBALL.get(language) in Stemmer.algorithms()


def stemmer(language: str) -> Callable[[str, str], str]:
    """Stem of a folded word; the word as written tells `LLMs` from an ordinary plural.

    Folding comes first: who types no accents must find the words that have them. A language that
    the library does not know keeps its endings.
    """
    exceptions = _exceptions() if language == DEFAULT_LANGUAGE else {}
    snowball = _snowball(language)

    def stem(folded: str, written: str) -> str:
        if folded.endswith("s") and (
            is_plural_acronym(written) or _PLURAL_IN_SMALL_LETTERS.fullmatch(folded)
        ):
            return folded[:-1]
        if len(folded) < SHORTEST_STEMMED or not (folded.isalpha() or _is_word(folded)):
            return folded
        return exceptions.get(folded) or snowball(folded) or folded

    return stem


def _snowball(language: str) -> Callable[[str], str]:
    if not has_stemmer(language):
        return str
    stem_word: Callable[[str], str] = Stemmer.Stemmer(SNOWBALL[language], 0).stemWord
    return stem_word


def _exceptions() -> dict[str, str]:
    return dict(line.split() for line in _EXCEPTIONS.read_text(encoding="utf-8").splitlines())


def _is_word(folded: str) -> bool:
    """Whether a word has letters and vowel signs only: Hindi and Tamil have many."""
    return all(each.isalpha() or category(each)[0] == "M" for each in folded)


def stemmer_version() -> str:
    """Version of the stemmer's rules: with another, words meet no longer."""
    return str(Stemmer.version())
