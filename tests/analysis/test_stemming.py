"""Stems: the forms of a word have one stem, names are not stemmed."""

import pytest

from tests.search.wikis import ANALYZER

SAME = [
    "run runs running",
    "policy policies",
    "model models",
    "embedding embeddings embed embeds embedded",
    "LLM LLMs llm llms LLMS",
    "GPU GPUs gpu gpus",
    "API APIs apis",
    "RNN RNNs rnns",
    "GAN GANs gans",
    "URL URLs urls",
    "CPU CPUs cpus",
]

WHOLE = [
    "iOS",
    "AWS",
    "gas",
    "its",
    "DNS",
    "R",
    "IT",
    "is",
    "GPT4",
    "word2vec",
    "4o",
    "c++",
    ".net",
]

DIFFERENT = ["AWS aw", "iOS io", "gas ga", "news new", "bus bu", "SOLR solve", "plus plum"]


@pytest.mark.parametrize("forms", SAME)
def test_the_forms_of_a_word_have_one_stem(forms):
    stems = {form: ANALYZER.scored(form) for form in forms.split()}
    assert len(set(stems.values())) == 1, stems


@pytest.mark.parametrize("word", WHOLE)
def test_short_words_and_words_with_digits_are_not_stemmed(word):
    assert ANALYZER.scored(word)[-1] == word.lower()


@pytest.mark.parametrize("pair", DIFFERENT)
def test_different_words_have_different_stems(pair):
    one, other = pair.split()
    assert set(ANALYZER.scored(one)).isdisjoint(ANALYZER.scored(other))
