"""Texts are cut at a space near the end, or else where they are too long."""

import pytest

from wikisearch.agents.short_text import quoted_value, short_url, shortened


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two…"),
        ("one\n two\tthree", 20, "one two three"),
        ("RAG 深层学习使用多层神经网络", 10, "RAG 深层学习使…"),
        ("a" * 20, 10, "a" * 9 + "…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut(text, most, short):
    assert shortened(text, most) == short
    assert len(shortened(text, most)) <= most


def test_a_wrong_value_is_quoted_and_short():
    assert quoted_value("a\nb") == r"'a\nb'"
    assert len(quoted_value("x" * 10_000)) <= 80


def test_a_long_url_is_left_out():
    assert short_url("rag.html") == "rag.html"
    assert not short_url("https://example.org/" + "a" * 300)
