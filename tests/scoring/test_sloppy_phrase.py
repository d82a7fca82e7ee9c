"""Positions of tokens -> whether a sloppy phrase matches."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.steps import count_steps
from wikisearch.scoring.sloppy_phrase import matches_sloppy


@pytest.mark.parametrize(
    ("positions", "slop", "expected"),
    [
        ([[0], [1]], 0, True),
        ([[0], [2]], 0, False),
        ([[0], [2]], 1, True),
        ([[0], [3]], 1, False),
        ([[0], [3]], 2, True),
        ([[1], [0]], 1, False),  # swapped neighbours cost two
        ([[1], [0]], 2, True),
        ([[0], [1], [2]], 0, True),
        ([[0], [2], [3]], 1, True),
        ([[0], [2], [4]], 1, False),  # the slop is for the whole phrase, not per gap
        ([[0], [2], [4]], 2, True),
        ([[5], [5]], 3, False),  # a repeated token needs two positions
        ([[5, 6], [5, 6]], 0, True),
        ([[0, 9], [7, 20]], 0, False),
        ([[0, 6], [7, 20]], 0, True),
        ([[], [1]], 5, False),
        ([[3]], 0, True),
    ],
)
def test_a_phrase_matches_within_its_slop(positions, slop, expected):
    assert matches_sloppy(positions, slop) is expected


@given(
    st.lists(st.sampled_from("abc"), max_size=9),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=4),
    st.integers(1, 5),
)
def test_a_match_is_found_if_any_choice_of_positions_matches(text, phrase, slop):
    positions = [[at for at, token in enumerate(text) if token == wanted] for wanted in phrase]
    starts = (
        [position - index for index, position in enumerate(chosen)]
        for chosen in product(*positions)
        if len(set(chosen)) == len(chosen)
    )
    assert matches_sloppy(positions, slop) == any(max(each) - min(each) <= slop for each in starts)


def test_steps_for_a_repeated_word_grow_with_its_positions_times_the_words():
    positions = list(range(200))
    assert matches_sloppy([positions] * 200, 20)
    steps, found = count_steps(matches_sloppy, [positions] * 201, 20)
    assert not found
    assert steps < 10 * len(positions) * 201
