"""The time to extract a page grows with its size, whatever the page is made of.

Steps of Python are counted. The bench measures the time of regular expressions and of lxml.
"""

import pytest

from tests.steps import assert_linear, count_steps
from wikisearch.ingest import PageInput, inspect_page
from wikisearch.ingest.html.element import ancestors
from wikisearch.ingest.html.plain_text import MAX_MARKS, one_line
from wikisearch.ingest.html.tree_builder import build_tree
from wikisearch.ingest.sample.declared_language import _visible

pytestmark = pytest.mark.slow

START = (
    "<!DOCTYPE html><html lang=en><head><title>{}</title>{}</head><body><main><h1>T</h1><p>Text."
)


def page(body, title="T", head=""):
    return f"{START.format(title, head)}{body}"


def numbered(pattern, size):
    return "".join(pattern % number for number in range(size))


KINDS = {
    "nested links": lambda n: page(numbered("<a href=p%d.html><div>w ", n)),
    "nested links with spans": lambda n: page(numbered("<a href=p%d.html><span id=x>w ", n)),
    "empty terms": lambda n: page("<dl>" + "<dt></dt>" * n),
    "nested terms": lambda n: page("<dl>" + "<dt>" * n),
    "nested glossaries": lambda n: page("<dl><dt>a1<dd>b<dt>a2<dd>b<dt>a3<dd>" * n),
    "many small glossaries": lambda n: page("<dl><dt>a<dd>b<dt>c<dd>d<dt>e<dd>f</dl>" * n),
    "variants of a term": lambda n: page("<dl class=glossary>" + numbered("<dt>a%d", n) + "<dd>b"),
    "an open heading before empty blocks": lambda n: page("<h2>" + "<div></div>" * n),
    "an open heading of a sign": lambda n: page("<h2><a href=#x>#</a>" + "<div></div>" * n),
    "headings with divisions": lambda n: page("<h2>w<div>w</div></h2>" * n),
    "nested headings": lambda n: page("<h2><div>w" * n),
    "nested first-level headings": lambda n: page("<h1><div>" * n + "w"),
    "links in a row": lambda n: page("<p>" + numbered("<a id=i%d href=#i0>w</a> ", n)),
    "headings in related sections": lambda n: page("<h2>Related</h2><p><a href=b>b</a></p>" * n),
    "nested articles": lambda n: "<html lang=en><body>" + "<article>" * n + "x",
    "nested titles": lambda n: page("<div class=title>w " * n),
    "a long title and many h1": lambda n: page("<h1>H x</h1>t" * n, title="ab " * 4 * n),
    "a long title and many h2": lambda n: page("<h2>H x</h2>t" * n, title="ab " * 4 * n),
    "a long title with dashes": lambda n: page("x", title="a - " * n + "|"),
    "a long base": lambda n: page(
        numbered("<a href=p%d.html>x</a>", n), head=f"<base href='http://h/{'a/' * n}'>"
    ),
    "many refreshes": lambda n: page(
        "<p>word" * n, head=numbered("<meta http-equiv=refresh content='5;url=p%d.html'>", n)
    ),
    "white space in a charset": lambda n: "<meta " * n + f"charset={' ' * n}!<p>x",
    "white space in a refresh": lambda n: page(
        "x", head=f"<meta http-equiv=refresh content='0;a{' ' * n}b'>"
    ),
    "nested details": lambda n: page(numbered("<details><summary>Why %d?</summary>w ", n)),
    "nested panels": lambda n: page(numbered("<button class=faq>Why %d?</button><div>w ", n)),
    "questions in nested items": lambda n: page(numbered("<ul><li><b>Why %d?</b> w", n)),
    "nested tables of terms": lambda n: page(
        "<table><tr><th>Term<tr><td>a<td>b" * n, title="Glossary"
    ),
    "many tables of terms": lambda n: page("<table><tr><th>Term<tr><td>a<td>b</table>" * n),
    "nested menus with text": lambda n: page("<div class=navbar><p>w" * n),
    "calls in preformatted text": lambda n: page(
        "<pre>" + numbered("(<em class=def id=x%d>ab</em> c)\n", n)
    ),
    "paragraphs of links to the page": lambda n: page(
        numbered("<p id=x%d><a href=#x0>a</a></p>", n)
    ),
    "combining marks in an unusual order": lambda n: page("<p>a" + "\u0316\u0301" * n),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_the_steps_of_extraction_grow_with_the_size_of_the_page(make):
    assert_linear(
        lambda data: inspect_page(PageInput("x.html", data)), lambda n: make(n).encode(), 400
    )


@pytest.mark.parametrize(
    ("nested", "flat", "limit"),
    [
        ("<dt>", "<dt>w</dt>", 3),
        ("<dt>a<dd><dl><dt>b<dd>c<dt>d<dd>", "<dt>a<dd>b<dt>c<dd>d<dt>e<dd>f", 1.3),
    ],
    ids=["terms without words", "glossaries"],
)
def test_nested_entries_take_few_more_steps_than_flat_ones(nested, flat, limit):
    inspect_page(PageInput("x.html", page("<dl><dt>w").encode()))
    pages = (PageInput("x.html", page(f"<dl>{kind * 400}").encode()) for kind in (nested, flat))
    more, few = (count_steps(inspect_page, each)[0] for each in pages)
    assert more <= limit * few


def test_the_size_of_a_page_grows_with_the_size_of_its_file():
    def size(n):
        html = page("<h2>H</h2>t" * n, title="ab " * n)
        return len(repr(inspect_page(PageInput("x.html", html.encode()))[0]))

    assert size(3200) <= 10 * size(400)


def test_less_than_signs_do_not_slow_down_the_detection_of_a_language():
    assert _visible("<p>one<b>two</b> " + "<" * 1_000_000).startswith("one two <<")


@pytest.mark.parametrize("text", ["{}", "by a {} x", "f({} x"])
@pytest.mark.parametrize("sign", "<(©-")
def test_a_long_line_of_signs_is_searched_for_a_definition_once(text, sign):
    html = f"<title>T</title><p>{text.format(sign * 200_000)}"
    page, _ = inspect_page(PageInput("x.html", html.encode()))
    assert len(page.sections[0].text) >= 200_000
    assert len(page.definition) <= 1000


def test_the_combining_marks_of_a_letter_are_limited():
    marks = "\u0316\u0301" * 1000
    assert one_line(f"a{marks} b\u0301") == f"a{marks[:MAX_MARKS]} b\u0301"
    voiced = "\uff9e\u0301" * 1000
    assert one_line(f"\uff76{voiced}x") == f"\uff76{voiced[:MAX_MARKS]}x"
    signs = "─" * 100
    assert one_line(f"a {signs} é") == f"a {signs} é"


def test_elements_nested_too_deep_become_siblings():
    tree = build_tree(b"<div>" * 500 + b"<p>one</p>two")
    [paragraph] = tree.by_name["p"]
    assert (str(paragraph.contents[0]), str(paragraph.next_sibling)) == ("one", "two")
    assert len(list(ancestors(paragraph))) <= 100
