"""Edit distance, compared with the textbook algorithm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikisearch.scoring.distance import within_distance

CASES = [
    ("", "", 0),
    ("", "ab", 2),
    ("token", "token", 0),
    ("token", "tokens", 1),
    ("token", "tken", 1),
    ("token", "taken", 1),
    ("token", "toekn", 2),  # swapped neighbours are two edits
    ("kitten", "sitting", 3),
    ("café", "cafe", 1),
    ("日本", "日本語", 1),
    ("abc", "xyz", 3),
]

words = st.text("abé日", max_size=8)


@pytest.mark.parametrize(("one", "other", "edits"), CASES)
def test_words_are_within_their_distance_and_not_below_it(one, other, edits):
    assert within_distance(one, other, edits)
    assert within_distance(other, one, edits)
    assert edits == 0 or not within_distance(one, other, edits - 1)


@given(words, words, st.integers(0, 4))
def test_distance_is_the_levenshtein_distance(one, other, limit):
    assert within_distance(one, other, limit) == (levenshtein(one, other) <= limit)


def levenshtein(one, other):
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                table[i][j] = i + j
            else:
                change = table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
                table[i][j] = min(change, table[i - 1][j] + 1, table[i][j - 1] + 1)
    return table[-1][-1]
