"""Tags and texts of pages -> the language that most are in.

Text tells it by its script, or by whose stop words are most of it. For a wiki as a whole that is
enough. A library tells single sentences apart better; ARCHITECTURE.md says why there is none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt
from unicodedata import normalize

from wikisearch.analysis.folding import fold
from wikisearch.analysis.languages import (
    DEFAULT_LANGUAGE,
    languages_with_stop_words,
    primary,
    stop_words,
)
from wikisearch.analysis.unsegmented import DENSE, has_unsegmented, is_unsegmented

_SCRIPTS = {
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0531-\u058f",
    "he": "\u05d0-\u05f4",
    "ar": "\u0620-\u06ff\u0750-\u077f",
    "hi": "\u0900-\u097f",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "bo": "\u0f00-\u0fff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17ff",
    "ko": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "ja": "\u3040-\u30ff\uff66-\uff9d",
    "zh": "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af",
}
"""Scripts that tell the language by themselves, or nearly so; Latin and Cyrillic do not."""

_DENSE = frozenset({"th", "lo", "my", "km", "ko", "ja", "zh"})

# Letters, as they are folded, that of the languages of a script only one has.
_LETTERS = {"ur": ("ar", "ٹڈڑںے"), "fa": ("ar", "پچژگ"), "uk": ("ru", "іє")}

_LEAST_LETTERS = 0.1
"""Share of a script's words that have such letters where it is that language."""

_LEAST_KANA = 0.1
"""Share of kana among the characters of a Japanese text; a Chinese one has hardly any."""

_OF_A_SCRIPT = 0.3
"""What a word of a telling script counts: as if every third were a stop word."""

_CHARACTERS = 2
"""Characters that make a word, in a script without spaces."""

_LEAST_SHARE = 0.05
"""Stop words among all words: where there are fewer, a text is code, or of an unknown language."""

_LEAST_WORDS = 3
"""Stop words by which a language must be ahead of the one that is taken when nothing tells."""

_WORD = re.compile(r"[^\W\d_]+")

Scores = Mapping[str, float]


def main_language(tags: Iterable[str], texts: Iterable[str] = ()) -> str:
    """Language that most pages are in.

    That is what most say which say any, `tags` being what each says. Where fewer than half say
    any, the texts of the others tell it.
    """
    languages = list(map(primary, tags))
    counts = Counter(filter(None, languages))
    detected = detected_language(texts) if 2 * counts.total() < len(languages) else ""
    if detected:
        return detected
    # Of several as common, always the same, whatever the order of the pages.
    ordered = sorted(counts, key=lambda each: (-counts[each], each != DEFAULT_LANGUAGE, each))
    return ordered[0] if ordered else DEFAULT_LANGUAGE


def detected_language(texts: Iterable[str]) -> str:
    """Language of texts taken together, as a tag; empty when they are too short or do not tell."""
    words = _counted(texts)
    scripts = _by_script(words)
    scores = {**_by_stop_words(words), **scripts}
    for language, (other, letters) in _LETTERS.items():
        if scores.get(other) and _share_with(letters, words) >= _LEAST_LETTERS:
            scores[language] = scores.pop(other)
    best = max(scores, key=lambda each: (scores[each], each), default="")
    spaced = sum(count for word, count in words.items() if not is_unsegmented(word))
    if not best or scores[best] < _LEAST_SHARE * spaced:
        return ""
    sure = best == DEFAULT_LANGUAGE or best in scripts or best in _LETTERS
    ahead = scores[best] - scores.get(DEFAULT_LANGUAGE, 0)
    return best if sure or ahead >= _LEAST_WORDS else ""


def _counted(texts: Iterable[str]) -> Mapping[str, int]:
    """Count the words, folded, and the stretches without spaces."""
    written: Counter[str] = Counter()
    for text in texts:
        pattern = _stretches() if has_unsegmented(text) else _WORD
        written.update(pattern.findall(normalize("NFC", text)))
    words: Counter[str] = Counter()
    for word, count in written.items():
        words[fold(word)] += count  # each but once, which takes a tenth of the time
    return words


def _by_stop_words(words: Mapping[str, int]) -> Scores:
    """Count the stop words of each language; those that several have tell less."""
    scores: dict[str, float] = {}
    for word, languages in _languages_of().items():
        for language in languages if word in words else ():
            scores[language] = scores.get(language, 0) + words[word] / sqrt(len(languages))
    return scores


@cache
def _languages_of() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in languages_with_stop_words():
        for word in stop_words(language):
            found.setdefault(word, []).append(language)
    return found


def _by_script(words: Mapping[str, int]) -> Scores:
    """Count the words in each script that is of one language."""
    counts: Counter[str] = Counter()
    for word, count in words.items():
        for match in () if word.isascii() else _script().finditer(word):
            # Of a script with spaces one match is a word, of the others a character.
            counts[str(match.lastgroup)] += count
    kana, han = counts["ja"], counts["zh"]
    if kana >= _LEAST_KANA * (kana + han):
        counts["ja"], counts["zh"] = kana + han, 0
    return {
        language: _OF_A_SCRIPT * count / (_CHARACTERS if language in _DENSE else 1)
        for language, count in counts.items()
        if count
    }


def _share_with(letters: str, words: Mapping[str, int]) -> float:
    """Share of the words beyond ASCII that have one of these letters."""
    beyond = {word: count for word, count in words.items() if not word.isascii()}
    having = sum(count for word, count in beyond.items() if not set(letters).isdisjoint(word))
    return having / max(sum(beyond.values()), 1)


@cache
def _stretches() -> re.Pattern[str]:
    return re.compile(f"{DENSE}+|(?:(?!{DENSE})[^\\W\\d_])+")


@cache
def _script() -> re.Pattern[str]:
    ways = (
        f"(?P<{language}>[{ranges}]{'' if language in _DENSE else '+'})"
        for language, ranges in _SCRIPTS.items()
    )
    return re.compile("|".join(ways))
