"""Links to pages of the same wiki, and the kind of each link."""

import pytest

from wikisearch.ingest import parse_page
from wikisearch.model.ids import find_target
from wikisearch.model.page import LinkKind

TARGETS = {
    "b.html": ("dir/b", ""),
    "b.htm#x": ("dir/b", "x"),
    "./b.xhtml": ("dir/b", ""),
    "../b.html": ("b", ""),
    "../other/b.html": ("other/b", ""),
    "sub/": ("dir/sub/index", ""),
    "..": ("index", ""),
    ".": ("dir/index", ""),
    "/b.html": ("b", ""),
    "/": ("index", ""),
    "b": ("dir/b", ""),
    "": ("dir/a", ""),
    "#x": ("dir/a", "x"),
    "a.html#x": ("dir/a", "x"),
    "b%20c.html#%C3%BC": ("dir/b c", "ü"),
    "C%2B%2B.html": ("dir/C++", ""),
    "100%.html": ("dir/100%", ""),
    " b.html\n": ("dir/b", ""),
    "b.html?highlight=x#y": ("dir/b", "y"),
    "Node.js": ("dir/Node.js", ""),
    "https://example.org/b.html": None,
    "//example.org/b.html": None,
    "mailto:me@example.org": None,
    "javascript:void(0)": None,
    "../../b.html": None,
    "index.php?title=B&action=edit": None,
    "?action=edit": None,
    "picture.png": None,
    "paper.PDF": None,
}


@pytest.mark.parametrize(("href", "expected"), TARGETS.items())
def test_a_link_is_followed(href, expected):
    page = parse_page(f'<h1>T</h1><p>See <a href="{href}">it</a>.</p>'.encode(), "dir/a.html")
    found = [(link.target, link.anchor) for link in page.links]
    assert found == ([expected] if expected else [])


def kinds(html: str) -> list[tuple[str, str]]:
    page = parse_page(html.encode(), "a.html")
    return [(link.target, link.kind.value) for link in page.links]


def test_links_have_a_kind():
    found = kinds(
        "<header><a href=home.html>Home</a></header><main><nav><a href=up.html>Up</a></nav>"
        "<h1>T</h1><p>See <a href=body.html>that</a>.</p><h2>See also</h2>"
        "<ul><li><a href=rel.html>R</a></ul>"
        "<h2>Notes</h2><p><a href=note.html>N</a></p>"
        "<div class=seealso><a href=too.html>S</a></div>"
        "<footer><a href=foot.html>F</a></footer></main><div><a href=next.html>Next</a></div>"
    )
    assert found == [
        ("home", "navigation"),
        ("up", "navigation"),
        ("body", "body"),
        ("rel", "related"),
        ("note", "body"),
        ("too", "related"),
        ("foot", "navigation"),
        ("next", "navigation"),
    ]


def test_a_link_counts_once_for_each_kind():
    html = (
        "<nav><a href=b.html>B</a></nav>"
        "<main><p>x <a href=b.html>one</a> <a href=b.html>two</a></main>"
    )
    page = parse_page(html.encode(), "a.html")
    assert [(link.text, link.kind) for link in page.links] == [
        ("B", LinkKind.NAVIGATION),
        ("one", LinkKind.BODY),
    ]


def test_permalinks_are_ignored():
    assert kinds("<h1>T<a href=#t>¶</a></h1><h2>A <a href='#a'>#</a></h2><p>x</p>") == []


def test_a_sign_that_links_to_another_page_is_text():
    code = "<pre>(<a href='numbers.html#times'>*</a> 2 y)</pre>"
    page = parse_page(f"<h1>T</h1>{code}<p>a <a href='t.html#t'>¶</a></p>".encode(), "t.html")
    assert page.sections[0].text == "(* 2 y)\na"


def test_a_link_in_a_heading_counts_and_its_words_stay_in_the_heading():
    page = parse_page(b"<h1>T</h1><h2>About <a href=b.html>B</a></h2><p>x</p>", "a.html")
    assert page.sections[1].title == "About B"
    assert [link.target for link in page.links] == ["b"]


def test_a_link_around_blocks_has_their_words():
    page = parse_page(b"<h1>T</h1><a href=b.html><div>One</div><div>Two</div></a>", "a.html")
    assert [link.text for link in page.links] == ["One Two"]
    assert page.sections[0].text == "One\nTwo"


def test_a_relative_base_is_followed():
    assert kinds("<base href='../'><p>x <a href=b.html>b</a></p>".replace("../", "docs/")) == [
        ("docs/b", "body")
    ]


def targets(head: str, path: str, *hrefs: str) -> list[tuple[str, str] | None]:
    links = "".join(f"<p>See <a href='{href}'>it</a>.</p>" for href in hrefs)
    page = parse_page(f"<head>{head}</head><body><h1>T</h1>{links}".encode(), path)
    return [(link.target, link.anchor) for link in page.links]


HERE = "https://docs.example.org/3/guide/a.html"
PLACES = {
    "the canonical link": (f"<link rel=canonical href={HERE}>", "guide/a.html"),
    "og:url": (f"<meta property=og:url content={HERE}>", "guide/a.html"),
    "without suffix": (
        "<link rel=canonical href=https://docs.example.org/3/guide/a>",
        "guide/a.html",
    ),
    "a folder": (
        "<link rel=canonical href=https://docs.example.org/3/guide/>",
        "guide/index.html",
    ),
    "an absolute base": ("<base href=https://docs.example.org/3/guide/>", "guide/a.html"),
}


@pytest.mark.parametrize(("head", "path"), PLACES.values(), ids=PLACES)
def test_links_to_the_own_host_are_followed_if_a_page_declares_its_url(head, path):
    found = targets(
        head,
        path,
        "https://docs.example.org/3/b.html#x",
        "http://docs.example.org/3/guide/c.html",
        "//docs.example.org/3/d/",
        "/3/e.html",
        "f.html",
        "https://docs.example.org/2/b.html",
        "/other/b.html",
        "https://example.org/3/b.html",
    )
    assert found == [
        ("b", "x"),
        ("guide/c", ""),
        ("d/index", ""),
        ("e", ""),
        ("guide/f", ""),
    ]


def test_a_page_without_a_url_has_links_in_its_folder_only():
    hrefs = ("https://docs.example.org/3/b.html", "/e.html", "f.html")
    assert targets("", "guide/a.html", *hrefs) == [("e", ""), ("guide/f", "")]


def test_a_link_means_the_page_that_is_there():
    known = {"guide/index", "a", "c/README", "Node.js"}
    meant = {
        "a": "a",
        "guide": "guide/index",
        "guide/index": "guide/index",
        "a/index": "a",
        "c/index": "c/README",
        "Node.js": "Node.js",
        "x": None,
        "index": None,
    }
    assert {target: find_target(target, known) for target in meant} == meant


@pytest.mark.parametrize("place", ["C%23/what%3F", "C%23/what%3F.html?x#y"])
def test_a_page_declares_its_url_even_with_reserved_characters(place):
    head = f"<link rel=canonical href=https://docs.example.org/3/{place}>"
    assert targets(head, "C#/what?.html", "/3/b.html", "d%23.html") == [
        ("b", ""),
        ("C%23/d%23", ""),
    ]
