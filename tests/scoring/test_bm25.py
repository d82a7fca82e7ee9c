"""BM25 against values computed by hand, and lengths in a byte against Lucene's SmallFloat."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.scoring import (
    Statistics,
    average_length,
    decoded_lengths,
    idf,
    length_byte,
    length_norms,
    rounded,
    term_score,
)

MAX_SIZE = 2**31 - 1

# From Lucene's SmallFloat.intToByte4 and byte4ToInt: length, byte, length read back.
LUCENE = [
    (0, 0, 0),
    (1, 1, 1),
    (23, 23, 23),
    (24, 24, 24),
    (31, 31, 31),
    (32, 32, 32),
    (39, 39, 39),
    (40, 40, 40),
    (41, 40, 40),
    (42, 41, 42),
    (54, 47, 54),
    (55, 47, 54),
    (56, 48, 56),
    (59, 48, 56),
    (60, 49, 60),
    (100, 57, 96),
    (1000, 87, 984),
    (MAX_SIZE, 255, 2013265944),
]

# (doc count, doc freq), (term freq, length, average length), score.
BY_HAND = [
    # ln(1 + 0.5/1.5) * 1 / (1 + 1.2): one document of one token
    ((1, 1), (1, 1, 1.0), 0.287682 / 2.2),
    # ln(1 + 9.5/1.5) * 1 / (1 + 1.2): average length
    ((10, 1), (1, 8, 8.0), 1.992430 / 2.2),
    # term frequency 2
    ((10, 1), (2, 8, 8.0), 1.992430 * 2 / 3.2),
    # twice as long as average: 1.2 * (0.25 + 0.75 * 2) = 2.1
    ((10, 1), (1, 16, 8.0), 1.992430 / 3.1),
    # half as long: 1.2 * (0.25 + 0.75 / 2) = 0.75
    ((10, 1), (1, 4, 8.0), 1.992430 / 1.75),
    # in every document: ln(1 + 0.5/10.5)
    ((10, 10), (3, 8, 8.0), 0.046520 * 3 / 4.2),
    # 1000 tokens are read back as 984: 1.2 * (0.25 + 0.75 * 9.84) = 9.156
    ((100, 4), (5, 1000, 100.0), 3.111043 * 5 / 14.156),
]


@pytest.mark.parametrize(("collection", "document", "score"), BY_HAND)
def test_scores_equal_those_computed_by_hand(collection, document, score):
    times, length, average = document
    norm = length_norms(average)[length_byte(length)]
    assert term_score(idf(*collection), times, norm) == pytest.approx(score, abs=1e-5)


@pytest.mark.parametrize(("length", "byte", "decoded"), LUCENE)
def test_lengths_are_quantized_as_in_lucene(length, byte, decoded):
    assert length_byte(length) == byte
    assert decoded_lengths()[byte] == decoded


@pytest.mark.parametrize("length", range(41))
def test_lengths_up_to_forty_are_exact(length):
    assert decoded_lengths()[length_byte(length)] == length


def test_every_byte_has_its_own_length_and_round_trips():
    lengths = decoded_lengths()
    assert len(lengths) == 256
    assert all(shorter < longer for shorter, longer in pairwise(lengths))
    assert [length_byte(length) for length in lengths] == list(range(256))


@given(st.integers(0, MAX_SIZE), st.integers(0, MAX_SIZE))
def test_a_longer_document_never_has_a_smaller_length_byte(one, other):
    shorter, longer = sorted((one, other))
    assert 0 <= length_byte(shorter) <= length_byte(longer) <= 255


@given(st.integers(0, MAX_SIZE))
def test_quantization_loses_at_most_an_eighth_of_a_length(length):
    decoded = decoded_lengths()[length_byte(length)]
    assert decoded <= length
    assert length - decoded <= length / 8


@given(st.integers(1, 10**9), st.data())
def test_idf_is_positive_and_decreases_with_document_frequency(documents, data):
    holding = data.draw(st.integers(0, documents))
    assert idf(documents, holding) > 0
    if holding:
        assert idf(documents, holding) < idf(documents, holding - 1)


@given(st.integers(1, 1000), st.floats(0.5, 1000), st.integers(1, 1000))
def test_more_occurrences_and_shorter_documents_score_higher(length, average, times):
    norms = length_norms(average)
    here = term_score(1.0, times, norms[length_byte(length)])
    assert 0 < here < 1
    assert here < term_score(1.0, times + 1, norms[length_byte(length)])
    assert here >= term_score(1.0, times, norms[length_byte(length + 1)])


def test_the_average_length_of_an_empty_index_is_one():
    assert average_length(Statistics(4, 10, {})) == 2.5
    assert average_length(Statistics(0, 0, {})) == 1.0
    assert all(math.isfinite(norm) for norm in length_norms(1.0))


def test_scores_tie_if_they_agree_to_five_decimal_places():
    assert rounded(1.234561) == rounded(1.234559)
    assert rounded(1.23456) != rounded(1.23457)
