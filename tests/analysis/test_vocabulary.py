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
        if token
    }


@pytest.mark.parametrize("languages", LANGUAGES)
@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_single_words_have_the_tokens_of_the_whole_text(languages, text):
    analyzer = Analyzer(*languages)
    vocabulary = Vocabulary(analyzer)
    words = tuple(text.split())
    assert vocabulary.words(" ".join(words)) == words
    assert vocabulary.size == len(set(words))
    assert not vocabulary.words_with(["no such stem"])
    matches = {token: vocabulary.words_with([token]) for token in stems(text, analyzer)}
    assert all(matches.values())
    for token, found in matches.items():
        assert found == {word for word in words if token in stems(word, analyzer)}
    token_groups = list(analyzer.sequence(text))
    assert vocabulary.stem_positions(words)[-1] == sum(len(each.stems) for each in token_groups)
    groups_of_words = [group for word in words for group in analyzer.sequence(word)]
    assert groups_of_words == token_groups


def test_a_word_finder_finds_words_of_later_texts_too():
    vocabulary = Vocabulary(Analyzer(*["en"]))
    finder = WordFinder(
        ["model"], vocabulary, lambda tokens: [each for each in tokens if each.startswith("quant")]
    )
    assert finder.matching(vocabulary.words("models are large")) == {"models"}
    later = vocabulary.words("a quantised Model, models")
    assert finder.matching(later) == {"models", "Model,", "quantised"}
    assert WordFinder(["larg"], vocabulary).matching(later) == {"large"}


def test_only_the_latest_texts_are_cached(monkeypatch):
    monkeypatch.setattr("wikisearch.analysis.vocabulary.MAX_WORDS", 4)
    vocabulary = Vocabulary(Analyzer(*["en"]))
    first = vocabulary.words("two words")
    assert vocabulary.words("two words") is first
    assert vocabulary.words("three more words") == ("three", "more", "words")
    assert vocabulary.words("two words") == first
    assert vocabulary.words("two words") is not first
