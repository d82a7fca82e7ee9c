"""One spelling of each web address."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wikisearch.crawler.url_normalization import normalize

SAME = [
    ("HTTP://Example.ORG/Wiki/Ant", "http://example.org/Wiki/Ant"),
    ("http://example.org", "http://example.org/"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("http://example.org:8080/a", "http://example.org:8080/a"),
    ("http://example.org./a", "http://example.org/a"),
    ("http://example.org/a#part", "http://example.org/a"),
    ("http://example.org/%7euser/%c3%a9", "http://example.org/~user/%C3%A9"),
    ("http://example.org/é", "http://example.org/%C3%A9"),
    ("http://example.org/a%2fb", "http://example.org/a%2Fb"),
    ("http://example.org/a%252fb", "http://example.org/a%252fb"),
    ("http://example.org/100%", "http://example.org/100%25"),
    ("http://example.org/a b", "http://example.org/a%20b"),
    ("http://example.org/a/./b/../c", "http://example.org/a/c"),
    ("http://example.org/a/%2e%2e/c", "http://example.org/c"),
    ("http://example.org/../../c/..", "http://example.org/"),
    ("http://example.org/a\\b", "http://example.org/a/b"),
    ("http://example.org/a//b/", "http://example.org/a//b/"),
    ("http://example.org/a?", "http://example.org/a"),
    ("http://example.org/a?b=1&a=2", "http://example.org/a?b=1&a=2"),
    ("http://example.org/a?utm_source=x&id=3&FBCLID=y", "http://example.org/a?id=3"),
    ("http://example.org/a?sid=5", "http://example.org/a"),
    ("http://example.org/a?inside=5", "http://example.org/a?inside=5"),
    ("http://example.org/a;jsessionid=1F?x=1", "http://example.org/a?x=1"),
    ("http://user:word@example.org/", "http://example.org/"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    (" http://exa\nmple.org/ ", "http://example.org/"),
    ("http://[::1]:8000/a", "http://[::1]:8000/a"),
]
NONE = ["mailto:a@b.org", "javascript:void(0)", "ftp://example.org/", "http://", "http://[", ""]
NONE += ["//example.org/", "http://example.org:99999/", "data:text/html,<p>", "http://a b/"]


@pytest.mark.parametrize(("given", "expected"), SAME)
def test_an_address_has_one_spelling(given, expected):
    assert normalize(given) == expected


@pytest.mark.parametrize("given", NONE)
def test_anything_else_is_no_web_address(given):
    assert normalize(given) is None


@pytest.mark.parametrize("path", ["Ant", "ant", "ant/", "ant?a", "ant?a=", "a%2Ft", "a/t"])
def test_different_pages_stay_different(path):
    others = {"Ant", "ant", "ant/", "ant?a", "ant?a=", "a%2Ft", "a/t"} - {path}
    address = normalize(f"http://example.org/{path}")
    assert address not in {normalize(f"http://example.org/{other}") for other in others}


PIECES = st.lists(
    st.one_of(
        st.sampled_from(["/", ".", "..", "//", "%", "%2", "%2e", "%2F", "%25", "?", "&", "=", ";"]),
        st.sampled_from(["utm_x=1", "sid=2", ";jsessionid=3", ";sid=", "\\", "#", "é", "ß", "@"]),
        st.text(max_size=4),
    ),
    max_size=8,
).map("".join)


@given(st.sampled_from(["http://h", "HTTPS://H:443/", "http://é.org/", "http://[::1]"]), PIECES)
@example("http://h/", "a;si;sid=1d=2/..")
@example("http://h/", "?utm_a=1&?sid=1")
def test_normalization_is_idempotent(start, rest):
    once = normalize(start + rest)
    if once is not None:
        assert normalize(once) == once
        assert once.isascii()
        assert not urlsplit(once).fragment
