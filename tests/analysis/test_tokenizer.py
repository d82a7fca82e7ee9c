"""Text -> runs, parts, tokens: what is a word, and that no text is too odd or too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER
from tests.steps import assert_linear
from wikisearch.analysis import Analyzer
from wikisearch.analysis.analyzer import LONGEST_TOKEN
from wikisearch.analysis.tokenizer import catenated, raw_tokens, split

RUNS = {
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
    "v1.2.3": ["v1", "2.3"],
    "operator<=>": ["operator", "<=>"],
    "operator<,<=": ["operator", "<", "<="],
    "operator-based": ["operator", "based"],
}

JOINED = {
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


@pytest.mark.parametrize(("text", "expected"), RUNS.items())
def test_runs_are_what_a_writer_means_as_one_word(text, expected):
    found = list(raw_tokens(text))
    assert [run for _, run in found] == expected
    assert all(text.startswith(run, start) for start, run in found)


@pytest.mark.parametrize(("run", "expected"), PARTS.items())
def test_a_run_is_cut_into_its_parts(run, expected):
    found = split(run)
    assert [part for _, part in found] == expected
    assert all(run.startswith(part, start) for start, part in found)


@pytest.mark.parametrize(("run", "expected"), JOINED.items())
def test_a_run_has_one_spelling_without_what_connects_it(run, expected):
    assert catenated(run, split(run)) == expected


def test_an_acronym_with_dots_is_one_token():
    assert ANALYZER.exact("U.S.A. e.g. 3.14") == ("usa", "eg", "3.14")


def test_what_is_scored_has_stems_and_joined_spellings():
    assert ANALYZER.exact("Fine-tuning GPT-4") == ("fine", "tuning", "gpt", "4")
    assert ANALYZER.scored("Fine-tuning GPT-4") == ("fine", "tune", "finetun", "gpt", "4", "gpt4")


def test_a_folded_name_leaves_out_case_accents_punctuation_and_spaces():
    spellings = ["K-Means", "k means", "kmeans", "K–Means!", " k'means"]
    assert {ANALYZER.folded_name(each) for each in spellings} == {"kmeans"}
    assert ANALYZER.folded_name("C++") != ANALYZER.folded_name("C")


def test_a_long_token_is_cut_and_still_found_by_itself():
    assert ANALYZER.exact("x" * 5000) == ("x" * LONGEST_TOKEN,)


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
    assert all(0 < len(token) <= LONGEST_TOKEN for token in tokens)


@given(st.text(st.sampled_from("aB1.-+#'’,/&_ é\u0301\u093f日\ud800\x00")) | st.text())
def test_any_text_gives_tokens_that_stand_where_they_are_said_to(text):
    for start, group in ANALYZER.token_groups(text):
        assert len(group.exact) == len(group.stems) == len(group.spans) > 0
        for begin, end in group.spans:
            assert text[start + begin : start + end].strip() == text[start + begin : start + end]
            assert begin < end
        assert all(group.exact), "no token is empty"
        assert all(group.stems), "no stem is empty"


def test_a_mark_without_a_letter_is_no_word():
    assert ANALYZER.exact("a \u0301 b \u0301-\u0301") == ("a", "b")


@given(st.text(st.characters(codec="ascii")))
def test_the_analysis_of_plain_text_is_that_of_any_text(text):
    # Plain text takes patterns of its own; a word in another script must change nothing before it.
    assert ANALYZER.exact(text) == ANALYZER.exact(f"{text} 日")[:-1]
