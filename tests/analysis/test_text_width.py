"""The width of a text: an ideograph means more than a letter."""

import pytest

from wikisearch.analysis.characters.text_width import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("mill", 4),
        ("moulin à eau", 12),
        ("шлюз", 4),
        ("ประตูน้ำ", 8),
        ("水闸", 4),
        ("みず。", 6),
        ("수문", 4),
        ("水 mill", 7),
        ("\U00020000", 2),
        ("\ud800", 2),
    ],
)
def test_a_character_of_east_asia_takes_two_columns(text, columns):
    assert width(text) == columns
