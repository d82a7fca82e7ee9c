"""What is known of a language: its tag, its stemmer's name and its stop words."""

import re
from functools import cache
from pathlib import Path

from wikisearch.analysis.folding import fold

DEFAULT_LANGUAGE = "en"
"""Of a wiki that does not say."""

_STOP_WORDS = Path(__file__).with_name("stop_words")
_PRIMARY = re.compile(r"[a-z]{2,3}(?![^-_])")

# Older names, and languages that are written, or stemmed, as one.
_SAME = {"iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "cmn": "zh", "yue": "zh"}

SNOWBALL = {
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
"""The stemmer of a language; an older library may not have all of them."""


def primary(tag: str) -> str:
    """Language of a tag, without its region and script; empty when there is none: `x-default`."""
    match = _PRIMARY.match(tag.strip().lower())
    return _SAME.get(match.group(), match.group()) if match else ""


def languages_with_stop_words() -> list[str]:
    """Languages whose commonest words are known."""
    return sorted(path.stem for path in _STOP_WORDS.glob("*.txt"))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words of a language that are too common to ask for; none where we know none."""
    path = _STOP_WORDS / f"{language}.txt"
    if not path.is_file():
        return frozenset()
    return frozenset(map(fold, path.read_text(encoding="utf-8").split()))
