"""A section keeps what its lines were on the page: items, rows with cells, code, and links."""

import pytest

from wikisearch.ingest import parse_page
from wikisearch.model.line_layout import decode_layout
from wikisearch.model.stored_pages import decode_page, encode_section

LAYOUTS = {
    "paragraphs": ("<p>a</p><p>b<br>c</p><div>d</div>", "a/b/c/d", ""),
    "a list": ("<ul><li>a<li>b</ul>c", "a/b/c", "b1*2 p"),
    "a numbered list": ("<ol><li>a<li>b</ol>", "a/b", "n1*2"),
    "a list in a list": ("<ul><li>a<ol><li>b</ol>c</ul>", "a/b/c", "b1 n2 +1"),
    "paragraphs of an item": ("<ul><li><p>a</p><p>b<br>c</p></ul>", "a/b/c", "b1 +1*2"),
    "an item outside a list": ("<li>a</li><p>b</p>", "a/b", "b1 p"),
    "a row of titles": (
        "<table><tr><th>ab<th>c</tr><tr><td>d<td>e f</tr></table>",
        "ab c/d e f",
        "h2,1 r1,3",
    ),
    "a title per row": ("<table><tr><th>ab<td>c</tr></table>", "ab c", "r2,1"),
    "empty cells": ("<table><tr><td><td>a<td> <td>b</tr></table>", "a b", "r0,1,0,1"),
    "blocks in a cell": ("<table><tr><td><p>a</p><p>b</p><td>c</tr></table>", "a b c", "r3,1"),
    "a table of one cell with paragraphs": (
        "<table><tr><td><p>a</p><p>b</p></table>",
        "a/b",
        "",
    ),
    "rows of one cell with paragraphs": (
        "<table><tr><td><p>a</p><p>b</p></tr><tr><td>c</tr></table>",
        "a b/c",
        "r3 r1",
    ),
    "a picture before a text": (
        "<p><img alt='The old gate'> A b c.</p>",
        "The old gate/A b c.",
        "",
    ),
    "a picture in a text": ("<p>A <img alt='b c d'> e.</p>", "A b c d e.", ""),
    "a picture of a word": ("<p><img alt=Gate> is a b c.</p>", "Gate is a b c.", ""),
    "a picture of a formula": ("<p><img alt='$a + b$'> is c.</p>", "$a + b$ is c.", ""),
    "a list in a cell": (
        "<table><tr><td>a<td><ul><li>b<li>c</ul></tr><tr><td>d<td>e</tr></table>",
        "a/b/c/d e",
        "r1,0 b1*2 r1,1",
    ),
    "code": ("<pre>a\n  b\n\n\nc</pre>", "a/  b/c", "c*2 C"),
    "code that begins with a blank line": ("<pre>\n\na</pre>", "a", "c"),
}


@pytest.mark.parametrize(("html", "text", "layout"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_section_has_the_layout_of_its_lines(html, text, layout):
    section = parse_page(f"<h1>T</h1><h2>S</h2>{html}".encode(), "t.html").sections[1]
    assert (section.text.replace("\n", "/"), section.layout) == (text, layout)


def linked_texts(page):
    """Return, for each line of a page, the targets of its links."""
    return [
        (line, [page.links[index].target for index in layout.links])
        for section in page.sections
        for line, layout in zip(
            section.text.split("\n"),
            decode_layout(section.layout, section.text.count("\n") + 1),
            strict=True,
        )
    ]


def test_a_line_knows_its_links():
    html = (
        '<nav><a href="menu.html">menu</a></nav><h1>T</h1><p>a</p>'
        '<p>b <a href="x.html">c</a>, <a href="y.html">d</a></p>'
        '<ul><li>e<li><a href="z.html">c</a></ul>'
    )
    page = parse_page(html.encode(), "t.html")
    assert linked_texts(page) == [("a", []), ("b c, d", ["x", "y"]), ("e", []), ("c", ["z"])]


def test_a_link_of_a_dropped_line_is_in_no_line():
    html = '<h1>T</h1><p>a</p><p><a href="x.html">Previous</a></p><p>b</p>'
    assert linked_texts(parse_page(html.encode(), "t.html")) == [("a", []), ("b", [])]


def test_terms_that_share_a_definition_share_its_links():
    html = '<h1>T</h1><dl><dt id="a">one<dt id="b">two<dd>see <a href="x.html">this</a></dl>'
    page = parse_page(html.encode(), "t.html")
    assert linked_texts(page)[1:] == [("see this", ["x"]), ("see this", ["x"])]


def test_an_index_stores_the_layout():
    page = parse_page(b"<h1>T</h1><ul><li>a<li>b</ul>", "t.html")
    assert decode_page(encode_section(page, page.sections[0])).sections[0].layout == "b1*2"
