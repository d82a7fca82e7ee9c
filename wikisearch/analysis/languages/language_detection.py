"""Tags and texts of pages -> the main language of a wiki.

Text is classified by its script or by its stop words, which is enough for a whole wiki. A library
would classify single sentences better; docs/decisions explains why none is used.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import sqrt

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.characters.normalization import normalize
from wikisearch.analysis.characters.unsegmented import UNSEGMENTED, has_unsegmented, is_unsegmented
from wikisearch.analysis.languages.language_tags import DEFAULT_LANGUAGE, primary_language
from wikisearch.analysis.languages.stop_words import languages_with_stop_words, stop_words

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
"""Scripts of one language, or nearly so; Latin and Cyrillic have many."""

_UNSEGMENTED_LANGUAGES = frozenset({"th", "lo", "my", "km", "ko", "ja", "zh"})

# Folded letters that distinguish a language from the main language of its script.
_LETTERS = {"ur": ("ar", "ٹڈڑںے"), "fa": ("ar", "پچژگ"), "uk": ("ru", "іє")}

_MIN_LETTER_SHARE = 0.1
"""Minimum share of the words of a script that have such letters."""

_MIN_KANA_SHARE = 0.1
"""Minimum share of kana among the characters of a Japanese text; Chinese text has hardly any."""

_SCRIPT_WEIGHT = 0.3
"""Weight of a word in a script of one language, compared to a stop word."""

_WORD_LENGTH = 2
"""Average characters of a word in an unsegmented script."""

_MIN_STOP_WORD_SHARE = 0.05
"""Minimum share of stop words among all words; code and unknown languages have fewer."""

_MIN_LEAD = 3
"""Stop words by which a language must be ahead of the default language."""

_WORD = re.compile(r"[^\W\d_]+")

Scores = Mapping[str, float]


def main_language(tags: Iterable[str], texts: Iterable[str] = ()) -> str:
    """Language of most pages.

    `tags` has the declared language of each page, or an empty string. The most frequent declared
    language wins. If fewer than half of the pages declare one, the language of `texts` wins.
    """
    languages = list(map(primary_language, tags))
    counts = Counter(filter(None, languages))
    detected = detected_language(texts) if 2 * counts.total() < len(languages) else ""
    if detected:
        return detected
    # Break ties independently of the order of the pages.
    ordered = sorted(counts, key=lambda each: (-counts[each], each != DEFAULT_LANGUAGE, each))
    return ordered[0] if ordered else DEFAULT_LANGUAGE


def detected_language(texts: Iterable[str]) -> str:
    """Language of all texts together, as a tag; empty if it is not clear enough."""
    words = _word_counts(texts)
    scripts = _by_script(words)
    scores = {**_by_stop_words(words), **scripts}
    for language, (other, letters) in _LETTERS.items():
        if scores.get(other) and _share_of_words_with(letters, words) >= _MIN_LETTER_SHARE:
            scores[language] = scores.pop(other)
    best = max(scores, key=lambda each: (scores[each], each), default="")
    segmented = sum(count for word, count in words.items() if not is_unsegmented(word))
    if not best or scores[best] < _MIN_STOP_WORD_SHARE * segmented:
        return ""
    is_certain = best == DEFAULT_LANGUAGE or best in scripts or best in _LETTERS
    lead = scores[best] - scores.get(DEFAULT_LANGUAGE, 0)
    return best if is_certain or lead >= _MIN_LEAD else ""


def _word_counts(texts: Iterable[str]) -> Mapping[str, int]:
    """Count folded words, and runs of unsegmented text."""
    written: Counter[str] = Counter()
    for text in texts:
        pattern = _word_or_run() if has_unsegmented(text) else _WORD
        written.update(pattern.findall(normalize("NFC", text)))
    words: Counter[str] = Counter()
    for word, count in written.items():
        words[fold(word)] += count  # folding each word once takes a tenth of the time
    return words


def _by_stop_words(words: Mapping[str, int]) -> Scores:
    """Weighted stop words per language; a stop word of several languages counts less."""
    scores: dict[str, float] = {}
    for word, languages in _languages_by_stop_word().items():
        for language in languages if word in words else ():
            scores[language] = scores.get(language, 0) + words[word] / sqrt(len(languages))
    return scores


@cache
def _languages_by_stop_word() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in languages_with_stop_words():
        for word in stop_words(language):
            found.setdefault(word, []).append(language)
    return found


def _by_script(words: Mapping[str, int]) -> Scores:
    """Weighted words per script of one language."""
    counts: Counter[str] = Counter()
    for word, count in words.items():
        for match in () if word.isascii() else _script().finditer(word):
            # A match is a character in an unsegmented script, and a word in any other.
            counts[str(match.lastgroup)] += count
    kana, han = counts["ja"], counts["zh"]
    if kana >= _MIN_KANA_SHARE * (kana + han):
        counts["ja"], counts["zh"] = kana + han, 0
    return {
        language: _SCRIPT_WEIGHT * count / _match_length(language)
        for language, count in counts.items()
        if count
    }


def _match_length(language: str) -> int:
    return _WORD_LENGTH if language in _UNSEGMENTED_LANGUAGES else 1


def _share_of_words_with(letters: str, words: Mapping[str, int]) -> float:
    """Share of the non-ASCII words that have one of these letters."""
    others = {word: count for word, count in words.items() if not word.isascii()}
    matching = sum(count for word, count in others.items() if not set(letters).isdisjoint(word))
    return matching / max(sum(others.values()), 1)


@cache
def _word_or_run() -> re.Pattern[str]:
    return re.compile(f"{UNSEGMENTED}+|(?:(?!{UNSEGMENTED})[^\\W\\d_])+")


@cache
def _script() -> re.Pattern[str]:
    alternatives = (
        f"(?P<{language}>[{ranges}]{'' if language in _UNSEGMENTED_LANGUAGES else '+'})"
        for language, ranges in _SCRIPTS.items()
    )
    return re.compile("|".join(alternatives))
