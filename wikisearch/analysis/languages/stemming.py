"""Word -> stem, by the Snowball stemmer, except for short words and acronyms."""

import re
from collections.abc import Callable

import Stemmer

from wikisearch.analysis.characters.combining_marks import is_word
from wikisearch.analysis.languages.english_variants import base_form
from wikisearch.analysis.languages.irregular_plurals import singular
from wikisearch.analysis.languages.language_tags import DEFAULT_LANGUAGE, primary_language
from wikisearch.analysis.languages.semitic_prefixes import prefix_stripper
from wikisearch.analysis.word_lists import WORD_LISTS

MIN_STEMMED = 4
"""Letters of the shortest word that is stemmed: the s of iOS, AWS and gas is not an ending."""

_SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Names of the Snowball algorithms; an older version of the library may lack some of them."""

_PLURAL_ACRONYM = re.compile(r"[A-Z][A-Z\d]+s")
# Snowball only strips a plural s after a consonant with a vowel before it: not in LLMs or GPUs.
_LOWERCASE_PLURAL_ACRONYM = re.compile(r"[^aeiouy\W\d]{3,}s|[^aeiouy\W\d]{2}us")

_EXCEPTIONS = WORD_LISTS / "english_stems.txt"
"""Words that Snowball stems differently from their family: it strips the `ed` of `embed`."""


def is_plural_acronym(written: str) -> bool:
    """Whether a word is an acronym with a plural s: LLMs, GPUs."""
    return _PLURAL_ACRONYM.fullmatch(written) is not None


def has_stemmer(language: str) -> bool:
    """Whether Snowball has a stemmer for the language."""
    return _SNOWBALL.get(language) in Stemmer.algorithms()


def analysis_language(tag: str, main: str) -> str:
    """Language that a page with this tag is analyzed in: its own if it has a stemmer, or `main`."""
    language = primary_language(tag)
    return language if has_stemmer(language) else main


def stemmer(language: str) -> Callable[[str, str], str]:
    """Make a function of a folded word and the word as written that returns the stem.

    Words are folded before they are stemmed, so that a query without accents matches text with
    accents. The written form shows whether a word like `LLMs` is an acronym. Words of a language
    without a stemmer are not stemmed.
    """
    is_english = language == DEFAULT_LANGUAGE
    exceptions = _exceptions() if is_english else {}
    base = base_form if is_english else singular(language)
    snowball = _snowball(language)
    strip = prefix_stripper(language)

    def stem(folded: str, written: str) -> str:
        if folded.endswith("s") and (
            is_plural_acronym(written) or _LOWERCASE_PLURAL_ACRONYM.fullmatch(folded)
        ):
            return folded[:-1]
        folded = base(folded)
        if len(folded) < MIN_STEMMED or not is_word(folded):
            return folded
        folded = strip(folded)
        return exceptions.get(folded) or snowball(folded) or folded

    return stem


def _snowball(language: str) -> Callable[[str], str]:
    if not has_stemmer(language):
        return str
    stem_word: Callable[[str], str] = Stemmer.Stemmer(_SNOWBALL[language], 0).stemWord
    return stem_word


def _exceptions() -> dict[str, str]:
    return dict(line.split() for line in _EXCEPTIONS.read_text(encoding="utf-8").splitlines())


def stemmer_version() -> str:
    """Version of the stemming rules: an index matches only queries stemmed by the same version."""
    return str(Stemmer.version())
