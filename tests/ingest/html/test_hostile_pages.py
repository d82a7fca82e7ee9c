"""Pages that break parsers are read completely in bounded time, or refused."""

import random
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wikisearch.errors import PageError
from wikisearch.ingest import parse_page
from wikisearch.ingest.html.encoding import is_binary
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree_builder import build_tree


def texts(html: bytes) -> list[str]:
    return [section.text for section in parse_page(html, "x.html").sections]


def test_nothing_after_very_deep_nesting_is_lost():
    deep = b"<div>" * 5000 + b"deep" + b"</div>" * 5000
    assert texts(b"<h1>T</h1>" + deep + b"<h2>A</h2><p>after it</p>") == ["deep", "after it"]


def test_deeply_nested_headings_are_all_found():
    page = b"<h1>T</h1>" + b"<div><h2>x</h2>" * 3000 + b"deep" + b"</div>" * 3000 + b"<p>after"
    found = texts(page)
    assert (len(found), found[-1]) == (3001, "deep\nafter")


def test_a_heading_is_not_searched_for_words_without_end():
    tree = build_tree(b"<h2>" + b"<a href=x><a name=y></a>" * 40 + b"deep")
    assert heading_text(tree.by_name["h2"][0]) == ""


@pytest.mark.parametrize(
    "tag", ["b", "span id=x", "a href=y.html", "ul><li", "table><tr><td", "section"]
)
def test_no_tag_can_be_nested_too_deep(tag):
    page = parse_page(b"<h1>T</h1><p>before</p>" + f"<{tag}>".encode() * 5000 + b"deep", "x.html")
    assert page.sections[0].text.split()[-1] == "deep"


def test_a_page_of_ten_megabytes_is_read_whole():
    paragraph = b"<p>" + b"word " * 1000 + b"</p>\n"
    page = b"<h1>T</h1>" + (b"<h2>Part</h2>" + paragraph * 20) * 100 + b"<p>the end</p>"
    assert len(page) > 10_000_000
    found = texts(page)
    assert len(found) == 101
    assert sum(text.count("word") for text in found) == 2_000_000
    assert found[-1].endswith("the end")


def test_a_line_of_a_million_characters_is_read_whole():
    assert texts(b"<h1>T</h1><p>" + b"x" * 1_000_000 + b"</p><p>y</p>") == ["x" * 1_000_000 + "\ny"]


def test_sections_with_the_same_name_get_different_anchors():
    page = parse_page(b"<h1>T</h1>" + b"<h2>Same</h2><p>x</p>" * 20_000, "x.html")
    assert page.sections[-1].anchor == "same-20000"


PAGES = {
    "unclosed tags": (
        b"<h1>T<h2>A<p>one<p>two<ul><li>three<li>four<h2>B<p>five",
        ["", "one\ntwo\nthree\nfour", "five"],
    ),
    "closed twice": (b"<h1>T</h1></div></p></body></html><p>late</p></html>more", ["late\nmore"]),
    "two bodies": (b"<body><h1>T</h1><p>one</p></body><body><p>two</p></body>", ["one\ntwo"]),
    "half a tag": (b"<h1>T</h1><p>one</p><p class=", ["one"]),
    "half a comment": (b"<h1>T</h1><p>one</p><!-- two", ["one"]),
    "half an entity": (
        b"<h1>T</h1><p>one &eacut &#x &#99999999; two",
        ["one &eacut &#x \ufffd two"],
    ),
    "a lone surrogate": (b"<h1>T</h1><p>&#xD800;x&#xDFFF;", ["\ufffdx\ufffd"]),
    "a heading nobody closed": (b"<h1>T</h1><h2>" + b"word " * 100, ["word " * 99 + "word"]),
    "only a fragment": (b"just words", ["just words"]),
    "a file name": (b"page.html", ["page.html"]),
    "an address": (b"https://example.org/", ["https://example.org/"]),
    "XHTML": (
        (
            b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
            b"<head><title/></head><body><h1>T</h1><p>one<br/>two</p><a id='x'/><p>three</p>"
            b"</body></html>"
        ),
        ["one\ntwo\nthree"],
    ),
}


@pytest.mark.parametrize(("html", "expected"), PAGES.values(), ids=PAGES)
def test_broken_pages_give_their_text(html, expected):
    assert texts(html) == expected


def test_surrogates_in_the_bytes_are_not_in_the_text():
    page = b"<h1>T</h1><p>\xed\xa0\x80 \xc3\xa9t\xc3\xa9 \xc3\xa9 \xc3\xa9 \xc3\xa9"
    [text] = texts(page)
    assert text.endswith(("é", "©"))  # in UTF-8, or in a legacy encoding
    text.encode()


def test_the_libraries_below_do_not_warn():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parse_page(b'<?xml version="1.0"?><rss><item>x</item></rss>', "x.html")
        parse_page(b"name.html", "x.html")


def check(data: bytes) -> None:
    if not data.strip() or is_binary(data):
        with pytest.raises(PageError):
            parse_page(data, "x.html")
        return
    page = parse_page(data, "x.html")
    anchors = [section.anchor for section in page.sections]
    assert anchors[0] == ""
    assert len(set(anchors)) == len(anchors)
    assert all(section.level == len(section.hierarchy) for section in page.sections)
    assert all("\0" not in section.text for section in page.sections)
    assert page.title
    repr(page).encode()


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_a_page_or_a_refusal(data):
    check(data)


WORDS = """
<h1> </h1> <h2|id=a> </h2> <h3> <p> </p> <div|id=b> </div> <a|name=c> <a|href=#d> </a> <table> <tr>
<td> </table> <ul> <li> </ul> <pre> </pre> <br> <script> </script> <nav> </nav> <section> </section>
<svg> </svg> <body> </body> <main> </main> <article> <dl|class=glossary> <dt|id=e> <title> </title>
<p|hidden> <span|class=mw-headline|id=f> </span> <tr|role=heading> &#xD800; &amp &nbsp; word # <!--
--> <! < &para; &#x2028;
"""
PIECES = st.sampled_from([word.replace("|", " ") for word in WORDS.split()])


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_tags_in_any_order_give_a_page(pieces):
    check(" ".join(["x", *pieces]).encode())


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_a_page_does_not_depend_on_the_pages_before_it(chance: random.Random):
    sources = {f"{n}.html": f"<h1>T{n}</h1><h2>A</h2><p>{n}".encode() for n in range(20)}
    order = list(sources)
    expected = {path: parse_page(sources[path], path) for path in order}
    chance.shuffle(order)
    assert {path: parse_page(sources[path], path) for path in order} == expected
