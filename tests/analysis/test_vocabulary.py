"""The tokens found by numbers are the tokens that the analyzer finds in the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.analysis import Analyzer, TokenFinder, Vocabulary
from wikisearch.analysis.characters.unsegmented import is_unsegmented
from wikisearch.analysis.tokenizer import raw_tokens, raw_tokens_with_offsets
from wikisearch.search.snippets.bigram_finder import BigramFinder

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


def found_in(vocabulary, text, tokens):
    return {vocabulary.raw(each) for each in TokenFinder(tokens, vocabulary).matching(text)}


@pytest.mark.parametrize("languages", LANGUAGES)
@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_numbers_have_the_tokens_of_the_whole_text(languages, text):
    analyzer = Analyzer(*languages)
    vocabulary = Vocabulary(analyzer)
    tokens = vocabulary.text(text)
    assert tokens.line == " ".join(text.split())
    assert not found_in(vocabulary, tokens, ["no such stem"])
    for token in stems(text, analyzer):
        expected = {raw for raw in raw_tokens(text) if token in stems(raw, analyzer)}
        assert found_in(vocabulary, tokens, [token]) == expected
    token_groups = list(analyzer.sequence(text))
    assert vocabulary.stem_positions(tokens)[-1] == sum(len(each.stems) for each in token_groups)
    numbers = vocabulary.part_numbers
    parts = vocabulary.parts(tokens)
    assert len(parts) == vocabulary.stem_positions(tokens)[-1]
    exact_tokens = [each for group in token_groups for each in group.exact]
    for part, exact in zip(parts, exact_tokens, strict=True):
        assert part in numbers.with_exact(exact)
        assert all(part in numbers.with_stem(stem) for stem in numbers.stems(part))
    spaced = [part for part in parts if numbers.stems(part)]
    of_main = [numbers.stems(part)[0] for part in spaced]
    assert of_main == [
        stem for group in token_groups if not group.unsegmented for stem in group.stems
    ]
    groups_of_words = [group for word in text.split() for group in analyzer.sequence(word)]
    assert groups_of_words == token_groups


@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_each_number_has_the_offset_of_its_raw_token(text):
    analyzer = Analyzer(*["en"])
    vocabulary = Vocabulary(analyzer)
    tokens = vocabulary.text(text)
    offsets = vocabulary.offsets(tokens)
    found = [
        (offset, vocabulary.raw(number))
        for offset, number in zip(offsets, tokens.numbers, strict=True)
        if vocabulary.exact(number) and not vocabulary.is_character_cluster(number)
    ]
    assert found == [
        (start, raw)
        for start, raw in raw_tokens_with_offsets(tokens.line)
        if analyzer.token_group(raw).exact and not is_unsegmented(raw)
    ]


@given(text=st.one_of(st.sampled_from(TEXTS), SIGNS))
def test_the_pairs_of_a_text_are_the_stems_of_its_unsegmented_tokens(text):
    analyzer = Analyzer(*["en"])
    vocabulary = Vocabulary(analyzer)
    tokens = vocabulary.text(text)
    expected = [
        (start + first, start + last, stem)
        for start, group in analyzer.token_groups(tokens.line)
        if group.unsegmented
        for (first, last), stem in zip(group.spans, group.stems, strict=True)
    ]
    for _, _, stem in expected:
        assert spans(vocabulary, text, [stem]) == [each for each in expected if each[2] == stem]
    found = spans(vocabulary, text, {stem for _, _, stem in expected})
    assert set(found) <= set(expected)
    assert bool(found) == bool(expected)


def spans(vocabulary, text, bigrams):
    return BigramFinder(bigrams, vocabulary).spans(vocabulary.text(text))


def test_a_few_letters_inside_other_words_are_no_match():
    vocabulary = Vocabulary(Analyzer(*["th"]))
    text = "อมร และสมร ภาษา"
    vocabulary.text(text)
    both = spans(vocabulary, text, ["สม", "มร"])
    assert [each[:2] for each in both] == [(7, 9), (8, 10)]
    assert [each[:2] for each in spans(vocabulary, text, ["มร"])] == [(1, 3), (8, 10)]
    assert [each[:2] for each in spans(vocabulary, text, ["สม", "มร", "ภาษา"])] == [(7, 9), (8, 10)]
    assert [each[:2] for each in spans(vocabulary, text, ["ภาษา"])] == [(11, 15)]


def test_the_occurrences_of_numbers_are_in_order():
    vocabulary = Vocabulary(Analyzer(*["en"]))
    text = vocabulary.text(" a bb  a\ncc ")
    numbers = TokenFinder(["a", "cc"], vocabulary).matching(text)
    found = [(place, vocabulary.raw(number)) for place, number in text.occurrences(numbers)]
    assert found == [(0, "a"), (2, "a"), (3, "cc")]


def test_a_finder_finds_the_tokens_of_later_texts_too():
    vocabulary = Vocabulary(Analyzer(*["en"]))
    finder = TokenFinder(
        ["model"], vocabulary, lambda tokens: [each for each in tokens if each.startswith("quant")]
    )
    first = finder.matching(vocabulary.text("models are large"))
    assert set(map(vocabulary.raw, first)) == {"models"}
    later = vocabulary.text("a quantised Model, models")
    assert set(map(vocabulary.raw, finder.matching(later))) == {"models", "Model", "quantised"}
    assert found_in(vocabulary, later, ["model", "larg"]) == {"models", "Model"}


def test_only_the_latest_texts_are_cached(monkeypatch):
    monkeypatch.setattr("wikisearch.analysis.vocabulary.MAX_TEXT_TOKENS", 4)
    vocabulary = Vocabulary(Analyzer(*["en"]))
    first = vocabulary.text("two words")
    assert vocabulary.text("two words") is first
    assert vocabulary.text("three more words").line == "three more words"
    assert vocabulary.text("two words").numbers == first.numbers
    assert vocabulary.text("two words") is not first


def test_raw_tokens_that_get_no_number_are_not_found(monkeypatch):
    monkeypatch.setattr("wikisearch.analysis.vocabulary.MAX_NUMBERS", 3)
    vocabulary = Vocabulary(Analyzer(*["en"]))
    text = vocabulary.text("one two three one")
    assert found_in(vocabulary, text, ["one", "two", "three"]) == {"one", "two"}
    assert [*map(vocabulary.exact, text.numbers)] == [("one",), ("two",), (), ("one",)]
