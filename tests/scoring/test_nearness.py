"""Where words stand, and whether that is the phrase that was asked for."""

import pytest

from wikisearch.scoring.nearness import stand_near


@pytest.mark.parametrize(
    ("places", "slop", "expected"),
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
        ([[0], [2], [4]], 1, False),  # the slop is for the whole phrase, not for each gap
        ([[0], [2], [4]], 2, True),
        ([[5], [5]], 3, False),  # a word that is asked for twice must be there twice
        ([[5, 6], [5, 6]], 0, True),
        ([[0, 9], [7, 20]], 0, False),
        ([[0, 6], [7, 20]], 0, True),
        ([[], [1]], 5, False),
        ([[3]], 0, True),
    ],
)
def test_words_stand_as_a_phrase_asks(places, slop, expected):
    assert stand_near(places, slop) is expected
