"""Words found by set operations are the words that the analyzer finds in the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.analysis import Analyzer, Vocabulary, WordFinder

TEXTS = [
    "The GPT-4 models, U.S.A. and 1,000 LLMs; .NET's C++ and node.js",
    "std::ostream::operator<<(x), operator==,!=,< (y) and operator-based operator - -",
    "Häuser und Haus\u00a0bei den Häusern\x1fendlich\u2028Zeile",
    "用語集の検索 is 検索エンジン。ไทย ภาษาไทย GPT検索 4検",
    "std::vector<int>(a,b) _x_ a_b `f(x)`-> b.c .d ..e café CAFÉ cafe\u0301",
]
LANGUAGES = [("en",), ("en", "de"), ("de", "en", "ja")]
SIGNS = st.text(alphabet=" \n\u2003aбé検索ไ์-.,'’/_&+#1234AIs\u0301\u0e34", max_size=40)


def stems(text, analyzer):
    return {
        token
        for each in analyzer.analyzers
        for group in each.sequence(text)
        for token in (*group.stems, group.catenated)
        if token and not group.unsegmented
    }


@pytest.mark.parametrize("languages", LANGUAGES)
@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_single_words_have_the_tokens_of_the_whole_text(languages, text):
    analyzer = Analyzer(*languages)
    vocabulary = Vocabulary(analyzer)
    words = vocabulary.text(text)
    assert words.line == " ".join(text.split())
    assert not vocabulary.matching(words, ["no such stem"])
    matches = {token: vocabulary.matching(words, [token]) for token in stems(text, analyzer)}
    assert all(matches.values())
    for token, found in matches.items():
        assert found == {word for word in words.words if token in stems(word, analyzer)}
    token_groups = list(analyzer.sequence(text))
    assert vocabulary.stem_positions(words)[-1] == sum(len(each.stems) for each in token_groups)
    assert [*vocabulary.exact_tokens(words)] == [
        each for group in token_groups for each in group.exact
    ]
    groups_of_words = [group for word in words.words for group in analyzer.sequence(word)]
    assert groups_of_words == token_groups


@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_the_bigrams_of_a_text_are_the_stems_of_its_unsegmented_tokens(text):
    analyzer = Analyzer(*["en"])
    vocabulary = Vocabulary(analyzer)
    words = vocabulary.text(text)
    bigrams = vocabulary.bigrams(words)
    expected = [
        (start + first, start + last, stem)
        for start, group in analyzer.token_groups(words.line)
        if group.unsegmented
        for (first, last), stem in zip(group.spans, group.stems, strict=True)
    ]
    for _, _, stem in expected:
        assert bigrams.spans([stem]) == [each for each in expected if each[2] == stem]
    found = bigrams.spans(bigrams.positions)
    assert set(found) <= set(expected)
    assert bool(found) == bool(expected)


def test_two_letters_inside_other_words_are_no_match():
    vocabulary = Vocabulary(Analyzer(*["th"]))
    words = vocabulary.text("อาการ และการ")
    bigrams = vocabulary.bigrams(words)
    assert [each[:2] for each in bigrams.spans(["กา", "าร"])] == [(2, 4), (3, 5), (9, 11), (10, 12)]
    assert [each[:2] for each in bigrams.spans(["กา", "าร", "อา"])][:1] == [(2, 4)]
    assert [each[:2] for each in bigrams.spans(["อา"])] == [(0, 2)]


def test_the_occurrences_of_words_are_in_order():
    text = Vocabulary(Analyzer(*["en"])).text(" a bb  a\ncc ")
    assert text.occurrences({"a", "cc"}) == [(0, "a"), (2, "a"), (3, "cc")]
    assert [text.line[text.offsets[n] :][: len(word)] for n, word in enumerate(text.words)] == [
        *text.words
    ]


def test_a_word_finder_finds_words_of_later_texts_too():
    vocabulary = Vocabulary(Analyzer(*["en"]))
    finder = WordFinder(
        ["model"], vocabulary, lambda tokens: [each for each in tokens if each.startswith("quant")]
    )
    assert finder.matching(vocabulary.text("models are large")) == {"models"}
    later = vocabulary.text("a quantised Model, models")
    assert finder.matching(later) == {"models", "Model,", "quantised"}
    assert WordFinder(["model", "larg"], vocabulary).matching(later) == {"models", "Model,"}


def test_only_the_latest_texts_are_cached(monkeypatch):
    monkeypatch.setattr("wikisearch.analysis.vocabulary.MAX_WORDS", 4)
    vocabulary = Vocabulary(Analyzer(*["en"]))
    first = vocabulary.text("two words")
    assert vocabulary.text("two words") is first
    assert vocabulary.text("three more words").words == ("three", "more", "words")
    assert vocabulary.text("two words").words == first.words
    assert vocabulary.text("two words") is not first
