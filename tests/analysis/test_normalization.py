"""Normalization takes linear time, and keeps equivalent texts equivalent."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.analysis import Analyzer
from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.characters.normalization import MAX_MARKS, normalize
from wikisearch.analysis.languages.language_detection import detected_language

CHANGED = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.combining(character)
    or unicodedata.decomposition(character)
    or character.casefold() != character
]
"""Characters that are marks, or that normalization or case folding changes."""

SWAPPED = "\u0301\u0323"  # normalization swaps these two marks
MARKS = st.text(
    "e\u0301\u0323\u0334\u3099か\uff9eé が\u0344\u1d15f\U0001d165\u093cक-", max_size=120
)

UNSORTED_RUNS = {
    "latin": "e" + SWAPPED * 200,
    "no letter": SWAPPED * 200,
    "hebrew": "ש" + "\u05c1\u05b7" * 200,
    "arabic": "ب" + "\u064b\u0323" * 200,
    "devanagari": "क" + "\u094d\u093c" * 200,
    "thai": "ก" + "\u0e48\u0e38" * 200,
    "kana": "か" + "\u3099\u0334" * 200,
    "halfwidth kana": "ｶ" + "\uff9e\u0334" * 200,
    "astral": "a" + "\U0001d165\u0334" * 200,
}


def marks_after_a_letter(text):
    run = most = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        most = max(most, run)
    return most


@pytest.mark.parametrize("text", UNSORTED_RUNS.values(), ids=UNSORTED_RUNS)
def test_a_library_call_never_gets_a_long_unsorted_run_of_marks(text, monkeypatch):
    longest = 0
    real = unicodedata.normalize

    def counted(form, part):
        nonlocal longest
        if len(part) > 1:
            decomposed = real(form.replace("C", "D"), part)
            longest = max(longest, marks_after_a_letter(decomposed))
        return real(form, part)

    monkeypatch.setattr(
        "wikisearch.analysis.characters.normalization.unicodedata.normalize", counted
    )
    fold(text)
    Analyzer().scored(text)
    detected_language([text])
    assert 0 < longest <= MAX_MARKS


@given(MARKS | st.text())
def test_the_limit_of_marks_does_not_depend_on_how_letters_are_composed(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert normalize("NFD", composed) == normalize("NFD", decomposed)
    assert fold(composed) == fold(decomposed)
    assert marks_after_a_letter(normalize("NFD", text)) <= MAX_MARKS


@given(MARKS | st.text())
def test_text_below_the_limit_is_normalized_as_by_unicode(text):
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        if marks_after_a_letter(unicodedata.normalize("NFKD", text)) <= MAX_MARKS:
            assert normalize(form, text) == unicodedata.normalize(form, text)


def test_no_character_escapes_the_search_for_long_runs():
    """A mark is not a word character, or is listed if it decomposes to one."""
    for character in CHANGED:
        decomposed = unicodedata.normalize("NFKD", character)
        if unicodedata.combining(decomposed[0]):
            assert re.fullmatch("[\\W\uff9e\uff9f]", character), ascii(character)
        assert marks_after_a_letter(unicodedata.normalize("NFKD", character.casefold())) <= 2


def test_folding_twice_is_folding_once_beyond_the_limit():
    for text in UNSORTED_RUNS.values():
        assert fold(fold(text)) == fold(text)
