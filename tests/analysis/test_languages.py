"""Languages and scripts: stems, stop words, tags, and the spans of bigrams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER
from wikisearch.analysis import Analyzer
from wikisearch.analysis.characters.unsegmented import character_clusters
from wikisearch.analysis.languages.language_detection import main_language

FORMS = {
    "de": "Modell Modelle Modellen",
    "de-AT": "Häuser Häusern Hauser",
    "fr": "ordinateur ordinateurs",
    "es": "gato gatos",
    "it": "libro libri",
    "pt-BR": "livro livros",
    "nl": "boek boeken",
    "sv": "bil bilar",
    "nb": "bil biler",
    "ru": "новый новая новые",
    "hi": "किताब किताबें",
}

STOPPED = {
    "en": "the",
    "de": "für",
    "fr": "où",
    "es": "qué",
    "it": "è",
    "pt": "não",
    "nl": "het",
    "sv": "är",
    "da": "på",
    "nn": "på",
    "ru": "её",
    "pl": "że",
}

MAIN = [
    ([], "en"),
    (["", ""], "en"),
    (["", "de", ""], "de"),
    (["de-AT", "de", "en", "en-GB", "de_CH"], "de"),
    (["zh-Hant", "zh-CN", "en"], "zh"),
    (["fr", "de"], "de"),
    (["fr", "en"], "en"),
    (["x-default", "english", "?"], "en"),
    (["nb", "nn", "en"], "no"),
]

# Text, and its stems with their spans.
BIGRAMS = [
    ("京", [("京", "京")]),
    ("京都", [("京都", "京都"), ("都", "都")]),
    ("で、京都", [("で", "で"), ("京都", "京都"), ("都", "都")]),
    ("ｶﾞｲ", [("ガイ", "ｶﾞｲ"), ("イ", "ｲ")]),
    ("第3章", [("第", "第"), ("3", "3"), ("章", "章")]),
    ("ใน", [("ใน", "ใน")]),
    ("ภาษา", [("ภาษา", "ภาษา"), ("ษา", "ษา")]),
]

# Words in scripts of letters, with a mark between their clusters.
CLUSTERS = [
    "ภา|ษา|ไท|ย",
    "ป|ระ|เท|ศ",
    "ส|วัส|ดี",
    "ส|ม|บั|ติ",
    "เค|รื่อ|ง|ย|นต์",
    "จัน|ทร์",
    "ศักดิ์|สิ|ทธิ์",
    "คือ|อะ|ไร",
    "เป็น|มือ|ถือ",
    "ໄທ|ພາ|ສາ|ລາ|ວ",
    "ຄົນ|ເປັນ",
    "မြန်|မာ|ဘာ|သာ",
    "သ|တ္တ|ဝါ",
    "ភា|សា|ខ្មែ|រ",
    "ស|ង្គ្រា|ម",
    "京|都|で|한|국",
]


@pytest.mark.parametrize(("text", "expected"), BIGRAMS)
def test_the_span_of_a_bigram_covers_both_clusters(text, expected):
    found = [
        (stem, text[start + begin : start + end])
        for start, group in ANALYZER.token_groups(text)
        for stem, (begin, end) in zip(group.stems, group.spans, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("parted", CLUSTERS)
def test_letters_that_spelling_never_parts_are_one_cluster(parted):
    found, offsets = character_clusters(parted.replace("|", ""))
    assert found == parted.split("|")
    assert offsets[-1] == len(parted.replace("|", ""))


def test_unsegmented_text_is_scored_by_bigrams_and_clusters():
    assert ANALYZER.exact("京都府") == ("京", "都", "府")
    assert sorted(ANALYZER.scored("京都府")) == sorted(["京都", "都府", "京", "都", "府"])


@pytest.mark.parametrize(("language", "forms"), FORMS.items())
def test_the_forms_of_a_word_have_one_stem_in_their_language(language, forms):
    analyzer = Analyzer(language)
    assert len({analyzer.scored(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("language", ["zh", "xx", ""])
def test_words_are_not_stemmed_in_a_language_without_a_stemmer(language):
    analyzer = Analyzer(language)
    assert analyzer.scored("running LLMs") == ("running", "llm")
    assert not analyzer.stop_words


@pytest.mark.parametrize(("language", "word"), STOPPED.items())
def test_stop_words_are_folded_like_tokens(language, word):
    analyzer = Analyzer(language)
    assert set(analyzer.exact(word)) <= analyzer.stop_words


@pytest.mark.parametrize(("tags", "expected"), MAIN)
def test_the_main_language_is_the_language_of_most_pages(tags, expected):
    assert main_language(tags) == expected
    assert main_language(reversed(tags)) == expected


def test_each_language_has_its_own_fingerprint():
    languages = ["en", "de", "zh", ""]
    assert len({Analyzer(each).fingerprint for each in languages}) == len(languages)
    assert Analyzer("de-AT").fingerprint == Analyzer("de").fingerprint


mixed = (
    st.text(st.sampled_from("aB1.-#京都でｶﾞ한\u1100\u1161ก้ำ\u0301\u0640كِאָ 、'\ud800")) | st.text()
)


@given(mixed)
def test_spans_are_in_order_and_inside_the_text(text):
    before = 0
    for start, group in ANALYZER.token_groups(text):
        assert len(group.exact) == len(group.stems) == len(group.spans)
        assert group.exact or group.catenated  # a symbol has no parts
        assert all(group.scored)
        for begin, end in group.spans:
            assert before <= start + begin < start + end <= len(text)
            before = start + begin


@given(mixed)
def test_the_text_of_a_span_analyzes_to_its_stem(text):
    for start, group in ANALYZER.token_groups(text):
        if group.unsegmented:
            for stem, (begin, end) in zip(group.stems, group.spans, strict=True):
                assert "".join(ANALYZER.exact(text[start + begin : start + end])) == stem


def test_an_analyzer_of_one_language_behaves_like_one_of_several():
    one, several = Analyzer("en"), Analyzer("en", "de")
    text = "The models and Häuser: GPT-4, 京都府"
    assert [each.language for each in several.analyzers] == ["en", "de"]
    assert [each.language for each in one.analyzers] == ["en"]
    assert one.tokens(text) == several.tokens(text) == several.for_language("en").tokens(text)
    assert several.for_language("de-AT").tokens(text) == Analyzer("de").tokens(text)
    assert several.for_language("xx").language == one.for_language("de").language == "en"
    assert one.other_stems([text]) == {}
    assert one.with_stem_map({"model": "model"}).tokens(text) == one.tokens(text)


def test_a_stem_map_replaces_stems_of_every_language():
    analyzer = Analyzer("en", "de")
    [variants] = analyzer.other_stems(["Häuser"]).items()
    assert variants == ("hauser", ("haus",))
    mapped = analyzer.with_stem_map({"haus": "house"})
    assert mapped.scored("Häuser Haus model") == ("house", "house", "model")
    assert analyzer.scored("Häuser") == ("hauser",)
