"""Text -> raw tokens, parts and tokens, for any text of any length."""

from string import punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER
from tests.steps import assert_linear
from wikisearch.analysis import Analyzer
from wikisearch.analysis.language_rules import MAX_TOKEN_LENGTH
from wikisearch.analysis.tokenizer import catenated, raw_tokens_with_offsets, split_parts

RAW_TOKENS = {
    "": [],
    " \t\n ": [],
    "... --- !!! () [] {} «» … — – ’ # + & / _ ": [],
    "One two": ["One", "two"],
    "end. Next": ["end", "Next"],
    "a well-known, well.": ["a", "well-known", "well"],
    "C++, C# and F#.": ["C++", "C#", "and", "F#"],
    "(C++)": ["C++"],
    "C#sharp": ["C", "sharp"],
    "a+b": ["a", "b"],
    "std::ostream::operator<<(x)": ["std", "ostream", "operator<<", "x"],
    "operator==,!=(x), operator()(y)": ["operator==,!=", "x", "operator()", "y"],
    "an operator, operator-based; cooperator<<": ["an", "operator", "operator-based", "cooperator"],
    "the .NET runtime": ["the", ".NET", "runtime"],
    "x..NET": ["x", "NET"],
    "U.S.A. and e.g. this": ["U.S.A", "and", "e.g", "this"],
    "1,000 or 1,00": ["1,000", "or", "1", "00"],
    "a,b": ["a", "b"],
    "std::vector": ["std", "vector"],
    "well--known": ["well", "known"],
    "'quoted'": ["quoted"],
    "hi\x00there": ["hi", "there"],
    "hi\ud800there": ["hi", "there"],
    "हिन्दी भाषा": ["हिन्दी", "भाषा"],
    "cafe\u0301 x": ["cafe\u0301", "x"],
}

PARTS = {
    "GPT-4": ["GPT", "4"],
    "GPT4": ["GPT", "4"],
    "GPT-4o": ["GPT", "4o"],
    "GPT-3.5": ["GPT", "3.5"],
    "F1": ["F1"],
    "word2vec": ["word2vec"],
    "python3.11": ["python", "3.11"],
    "C++17": ["C++", "17"],
    "U.S.A": ["U.S.A"],
    "model's": ["model"],
    "O'Reilly": ["O", "Reilly"],
    ".NET": ["NET"],
    "1,000": ["1,000"],
    "v1.2.3": ["1.2.3"],
    "operator<=>": ["operator", "<=>"],
    "operator<,<=": ["operator", "<", "<="],
    "operator-based": ["operator", "based"],
}

CATENATED = {
    "GPT-4": "GPT4",
    "state-of-the-art": "stateoftheart",
    "a-b-c-d-e": "",  # a chain
    "A/B": "AB",
    "operator[]": "operator[]",
    "input/output": "",  # two words
    ".NET": ".NET",
    "word": "",
    "model's": "",
}


@pytest.mark.parametrize(("text", "expected"), RAW_TOKENS.items())
def test_a_raw_token_is_one_word_as_the_writer_means_it(text, expected):
    found = list(raw_tokens_with_offsets(text))
    assert [raw for _, raw in found] == expected
    assert all(text.startswith(raw, start) for start, raw in found)


@pytest.mark.parametrize(("raw", "expected"), PARTS.items())
def test_a_raw_token_is_split_into_parts(raw, expected):
    found = split_parts(raw)
    assert [part for _, part in found] == expected
    assert all(raw.startswith(part, start) for start, part in found)


@pytest.mark.parametrize(("raw", "expected"), CATENATED.items())
def test_a_raw_token_has_a_spelling_without_its_connectors(raw, expected):
    assert catenated(raw, split_parts(raw)) == expected


def test_an_acronym_with_dots_is_one_token():
    assert ANALYZER.exact("U.S.A. e.g. 3.14") == ("usa", "eg", "3.14")


def test_scored_tokens_are_stems_and_catenated_spellings():
    assert ANALYZER.exact("Fine-tuning GPT-4") == ("fine", "tuning", "gpt", "4")
    assert ANALYZER.scored("Fine-tuning GPT-4") == ("fine", "tune", "finetun", "gpt", "4", "gpt4")


def test_a_folded_name_has_no_case_accents_punctuation_or_spaces():
    spellings = ["K-Means", "k means", "kmeans", "K–Means!", " k'means"]
    assert {ANALYZER.folded_name(each) for each in spellings} == {"kmeans"}
    assert ANALYZER.folded_name("C++") != ANALYZER.folded_name("C")


def test_a_long_token_is_truncated():
    assert ANALYZER.exact("x" * 5000) == ("x" * MAX_TOKEN_LENGTH,)


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "1",
        "a.",
        "a-",
        "1.",
        "1,000,",
        "a1",
        "ab1.1x",
        "C++",
        "operator<",
        "operator=,",
        ",=",
        "'s",
        ".",
        "é",
        "\u0301",
        "日",
        "\ud800",
    ],
)
def test_steps_grow_with_the_length_of_a_line_up_to_half_a_million_characters(piece):
    def line(size):
        return piece * (size // len(piece))

    assert_linear(lambda text: Analyzer().scored(text), line, 4_000)
    tokens = Analyzer().scored(line(500_000))
    assert all(0 < len(token) <= MAX_TOKEN_LENGTH for token in tokens)


@given(st.text(st.sampled_from("aB1.-+#'’,/&_ é\u0301\u093f日\ud800\x00")) | st.text())
def test_the_spans_of_any_text_are_the_places_of_its_tokens(text):
    for start, group in ANALYZER.token_groups(text):
        assert len(group.exact) == len(group.stems) == len(group.spans)
        assert group.exact or group.catenated  # a symbol has no parts
        for begin, end in group.spans:
            assert text[start + begin : start + end].strip() == text[start + begin : start + end]
            assert begin < end
        assert all(group.exact), "no token is empty"
        assert all(group.stems), "no stem is empty"


def test_a_combining_mark_without_a_letter_is_no_word():
    assert ANALYZER.exact("a \u0301 b \u0301-\u0301") == ("a", "b")


@given(st.text(st.characters(codec="ascii")))
def test_ascii_text_has_the_same_tokens_beside_another_script(text):
    # ASCII text has its own patterns; a word in another script must not change what precedes it.
    assert ANALYZER.exact(text) == ANALYZER.exact(f"{text} 日")[:-1]


@pytest.mark.parametrize("sign", punctuation)
def test_a_long_run_of_a_sign_is_read_once(sign):
    assert {"a", "b"} <= {raw for _, raw in raw_tokens_with_offsets(f"a {sign * 300_000} b")}
