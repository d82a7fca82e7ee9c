"""A page as Markdown: what a Markdown parser reads is what the page has."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from wikisearch import read_html
from wikisearch.model.line_layout import LineKind, LineLayout, decode_layout, encode_layout
from wikisearch.model.page import Link, LinkKind, Page, Section
from wikisearch.render.page_markdown import markdown_link, page_markdown

_MARKDOWN = MarkdownIt("commonmark").enable("table")

PAGE = """
<title>Stack</title><main><h1>Stack</h1>
<p>A stack keeps the <a href="order.html">order</a> of what was put on it, last in first out.</p>
<h2 id="steps">Steps</h2>
<ul><li>push<li><p>pop</p><p>or peek</p><ol><li>first<br>take<li>then return</ol><li>done</ul>
<h2 id="costs">Costs</h2>
<table><tr><th>Step<th>Cost</tr><tr><td><a href="push.html#top">push</a><td>1 | 2</tr>
<tr><td></td><td>x<br>y</td></tr><tr><td>notes<td><ul><li>q<li>r</ul></tr></table>
<h3 id="code">Code</h3><pre>def pop():
    return items.pop()


print(```)
</pre><p>The end of it.</p></main>
"""


def markdown_of(html):
    return page_markdown(read_html(html, "stack.html"))


def test_a_page_keeps_its_lists_tables_code_and_links():
    assert markdown_of(PAGE) == (
        "# Stack\n\n"
        "A stack keeps the [order](order) of what was put on it, last in first out.\n\n"
        "## Steps\n\n"
        "- push\n- pop\n\n  or peek\n  1. first\n\n     take\n  2. then return\n- done\n\n"
        "## Costs\n\n"
        "| Step | Cost |\n| --- | --- |\n| [push](push#top) | 1 \\| 2 |\n|  | x y |\n"
        "| notes |  |\n\n- q\n- r\n\n"
        "### Code\n\n"
        "````\ndef pop():\n    return items.pop()\n\nprint(```)\n````\n\n"
        "The end of it."
    )


def test_code_keeps_its_language():
    code = "<pre><code class='language-python'>a = 1\n\nb = 2</code></pre>"
    other = "<pre>x</pre><pre class=language-c++>int x;</pre>"
    assert markdown_of(f"<h1>Stack</h1>{code}{other}") == (
        "# Stack\n\n```python\na = 1\n\nb = 2\n```\n\n```\nx\n```\n\n```c++\nint x;\n```"
    )


def test_a_section_comes_with_the_sections_below_it():
    page = read_html(PAGE, "stack.html")
    assert page_markdown(page, "costs").startswith("## Costs\n\n| Step")
    assert "### Code" in page_markdown(page, "costs")
    assert "Steps" not in page_markdown(page, "costs")
    assert page_markdown(page, "code").startswith("### Code\n\n````")


def test_the_caller_chooses_the_addresses_of_links():
    page = read_html(PAGE, "stack.html")
    text = page_markdown(page, address=lambda link: f"https://wiki.example/{link.target} (1)")
    assert "[order](<https://wiki.example/order (1)>)" in text


@pytest.mark.parametrize(
    ("line", "word", "expected"),
    [
        ("A Compiler for C is fast", "C", "A Compiler for [C](a) is fast"),
        ("e.g. all ants", "ant", "e.g. all [ant](a)s"),
        ("see 12 [1]", "[1]", r"see 12 [\[1\]](a)"),
        ("c" * 1000 + " c", "c", "[c](a)" + "c" * 999 + " c"),
        ("蚂蚁是昆虫", "昆虫", "蚂蚁是[昆虫](a)"),
    ],
)
def test_the_text_of_a_link_is_found_as_whole_words(line, word, expected):
    page = page_of(line, layout="p@0", links=(Link("a", "", word, LinkKind.BODY),))
    assert page_markdown(page) == f"# T\n\n{expected}"


def test_a_link_whose_text_is_not_in_its_line_is_left_out():
    links = (
        Link("a", "", "nowhere", LinkKind.BODY),
        Link("b", "", "", LinkKind.BODY),
        Link("c", "", "menu", LinkKind.NAVIGATION),
        Link("d", "", "word", LinkKind.BODY),
    )
    page = page_of("a menu and a word", layout="p@0,1,3,9", links=links)
    assert page_markdown(page) == "# T\n\na menu and a [word](d)"


@pytest.mark.parametrize(
    "line",
    [
        "# no heading",
        "1. no list",
        "2) no list",
        "- no list",
        "+ no list",
        "* no list",
        "> no quote",
        "---",
        "===",
        "***",
        "~~~",
        "```",
        "snake_case and _emphasis_ and __strong__",
        "2 * 3 * 4 **bold**",
        "[no](link) and [no]: reference",
        "![no](image)",
        "<b>no tag</b> and 1 < 2 and <!-- no comment -->",
        "&amp; &#35; & co",
        "back\\slash",
        "`code`",
        "https://example.org/a_b",
        "ends with a backslash \\",
    ],
)
def test_text_stays_text(line):
    assert paragraphs(page_markdown(page_of(line))) == [line]


def page_of(*lines, layout="", links=()):
    section = Section("T", "", 1, ("T",), "\n".join(lines), layout=layout)
    return Page("t", "t.html", "T", (), "", "", "en", (section,), links)


def paragraphs(markdown):
    """Return the texts of the paragraphs that a Markdown parser finds."""
    tokens = _MARKDOWN.parse(markdown)
    assert not any(
        child.type in {"em_open", "strong_open", "image", "html_inline", "code_inline"}
        for token in tokens
        for child in token.children or ()
    )
    return [
        "".join(child.content for child in inline.children)
        for start, inline in pairwise(tokens)
        if start.type in {"paragraph_open", "td_open"}
    ]


WORDS = (
    st.text(st.sampled_from("ab 1.)(#>-+*_=~`[]<>!&;:|\\/\"'é語"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_every_paragraph_is_read_back(lines):
    assert paragraphs(page_markdown(page_of(*lines))) == lines


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_every_list_item_is_read_back(lines, data):
    codes = data.draw(
        st.lists(
            st.sampled_from(["b1", "b2", "n1", "n2", "n3", "+1", "+2", "p"]),
            min_size=len(lines),
            max_size=len(lines),
        )
    )
    page = page_of(*lines, layout=encode_layout(codes))
    assert paragraphs(page_markdown(page)) == lines


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4))
def test_every_cell_is_read_back(rows):
    codes = [LineLayout(LineKind.ROW, cells=tuple(map(len, row))).encode() for row in rows]
    page = page_of(*map(" ".join, rows), layout=encode_layout(codes))
    assert paragraphs(page_markdown(page)) == [cell for row in rows for cell in row]


@given(
    st.lists(
        st.sampled_from(
            [
                "p",
                "b1",
                "b2",
                "n1",
                "+1",
                "c",
                "C",
                "r3,4",
                "h0,1@2,3",
                "r",
                "p@12",
                "c:python",
                "C:c++",
            ]
        )
    )
)
def test_a_layout_is_read_back(codes):
    layouts = list(decode_layout(encode_layout(codes), len(codes)))
    assert [layout.encode() for layout in layouts] == codes


def test_a_text_without_layout_has_paragraphs():
    assert list(decode_layout("", 2)) == [LineLayout(), LineLayout()]


@pytest.mark.parametrize("text", ["a[b](c)", "<i>x</i> *y*", "`z` & ]"])
def test_a_link_has_its_text_and_its_address(text):
    [link, *inner, _] = _MARKDOWN.parseInline(markdown_link(text, "/a b"))[0].children
    assert (link.type, link.attrs["href"]) == ("link_open", "/a%20b")
    assert "".join(each.content for each in inner) == text
