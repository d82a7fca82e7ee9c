"""Folding: letters that readers consider equal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.analysis import without_case
from wikisearch.analysis.characters.folding import fold

FOLDED = {
    "": "",
    "GPT-4": "gpt-4",
    "Café": "cafe",
    "cafe\u0301": "cafe",
    "CAFÉ": "cafe",
    "naïve": "naive",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "ẞ": "ss",
    "İstanbul": "istanbul",
    "ılık": "ilik",
    "Ångström": "angstrom",
    "\u212bngström": "angstrom",  # the unit sign
    "ﬁne": "fine",
    "ＧＰＴ４": "gpt4",
    "R²": "r2",
    "H₂O": "h2o",
    "Ⅳ": "iv",
    "Smørrebrød": "smorrebrod",
    "Łódź": "lodz",
    "Æsir": "aesir",
    "œuvre": "oeuvre",
    "Þór": "thor",
    "ΛΌΓΟΣ": "λογοσ",
    "λόγος": "λογοσ",
    "Ёлка": "елка",
    "Йод": "йод",  # a separate letter, which Russian endings need
    "الكِتَابُ": "الكتاب",
    "كتـــاب": "كتاب",
    "أحمد إسلام آية": "احمد اسلام ايه",
    "مدرسة": "مدرسه",
    "على": "علي",
    "ایران": "ايران",
    "کتاب": "كتاب",
    "١٢٣": "123",
    "שָׁלוֹם": "שלום",
    "ΟΔΌΣ": "οδοσ",
    "ISPARTA Isparta ısparta İSPARTA": "isparta isparta isparta isparta",
    "தமிழ்": "தமிழ்",
    "हिन्दी": "हिन्दी",  # vowel signs and the virama are letters here
    "ภาษาไทย": unicodedata.normalize("NFC", unicodedata.normalize("NFKD", "ภาษาไทย")),
    "한국어": "한국어",
    "日本語": "日本語",
    "ｶﾞ": "ガ",  # halfwidth, with its voicing mark
    "\ud800": "\ud800",
}


@pytest.mark.parametrize(("written", "expected"), FOLDED.items())
def test_letters_fold_to_their_simplest_form(written, expected):
    assert fold(written) == expected


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_is_independent_of_composition(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(decomposed)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_ascii_text_is_only_lowercased(text):
    assert fold(text) == text.lower()


def test_a_name_without_case_keeps_its_accents_and_punctuation():
    assert without_case("  Fine-Tuning\n of  CAFÉ ") == "fine-tuning of café"
    assert without_case("cafe") != without_case("café")
