"""Markup of real wikis that once lost words, titles or sections."""

import pytest

from wikisearch.errors import PageError
from wikisearch.ingest import PageInput, find_pages, inspect_page, parse_page, read_page


def read(html: str, path: str = "x.html"):
    page = parse_page(html.encode(), path)
    return [(each.level, each.title, each.anchor, each.text) for each in page.sections]


TOP = (1, "T", "", "Lead.")
START = "<title>T</title><h1>T</h1><p>Lead.</p>"
GROW = "<h2 id=a>A</h2><p>x</p>"

TRAPS = {
    "pop-up menus within the content": (
        (
            "<meta name=generator content='MediaWiki 1.21'><title>T</title>"
            "<div id=mw-content-text><div class=t-navbar><div class=t-navbar-menu><p>menu</p></div>"
            "</div><p>Lead.</p></div>"
        ),
        [TOP],
    ),
    "a table of contents that holds the chapters": (
        (
            "<meta name=generator content='Docutils 0.19'><title>T</title><div role=main><h1>T</h1>"
            "<p>Lead.</p><div class='toctree-wrapper compound'>"
            "<ul><li><a href=a.html>A</a></li></ul>"
            "<p class=caption><span class=caption-text>Parts</span></p>"
            "<section id=a><h2>A</h2><ul><li>x</li></ul></section></div></div>"
        ),
        [TOP, (2, "A", "a", "x")],
    ),
    "comments of readers": (
        f"{START}{GROW}<div id=comments><h2>Great!</h2><p>Nice page.</p></div>",
        [TOP, (2, "A", "a", "x")],
    ),
    "a section called as a part of a site is": (
        (
            f"{START}<section id=comments><h2>Comments</h2><p>x</p></section>"
            "<h2 id=breadcrumbs>Breadcrumbs</h2><p>y</p>"
        ),
        [TOP, (2, "Comments", "comments", "x"), (2, "Breadcrumbs", "breadcrumbs", "y")],
    ),
    "a side bar with headings": (
        f"<aside><nav><h2>On this site</h2><p>menu</p></nav></aside><main>{START}{GROW}</main>",
        [TOP, (2, "A", "a", "x")],
    ),
    "signs in headings": (
        (
            f"{START}<h2 id=a>A <a href='#a'>¶</a></h2><p>x</p>"
            "<h2 id=b><a href=#b>§</a> B</h2><p>y</p>"
            "<h2 id=c>C<a class=headerlink href='#c'>Link to this heading</a></h2><p>z</p>"
        ),
        [TOP, (2, "A", "a", "x"), (2, "B", "b", "y"), (2, "C", "c", "z")],
    ),
    "h1 and then h3": (
        f"{START}<h3 id=a>A</h3><p>x</p>",
        [TOP, (2, "A", "a", "x")],
    ),
    "several h1": (
        f"{START}<h1 id=a>A</h1><p>x</p><h2 id=b>B</h2><p>y</p>",
        [TOP, (2, "A", "a", "x"), (3, "B", "b", "y")],
    ),
    "h1 for sections only": (
        "<title>T</title><p>Lead.</p><h1 id=a>A</h1><p>x</p><h1 id=b>B</h1><p>y</p>",
        [TOP, (2, "A", "a", "x"), (2, "B", "b", "y")],
    ),
    "h1 for sections, the title in an h2": (
        "<title>T: Site</title><h2>T</h2><p>Lead.</p><h1 id=a>A</h1><p>x</p>",
        [TOP, (2, "A", "a", "x")],
    ),
    "no h1": (f"<title>T - Site</title><p>Lead.</p>{GROW}", [TOP, (2, "A", "a", "x")]),
    "an anchor four levels up": (
        f"{START}<div id=a><div><div><div><h2>A</h2></div></div></div><p>x</p></div>",
        [TOP, (2, "A", "a", "x")],
    ),
    "an empty anchor before the heading": (
        f"{START}<a name=a></a><h2>A</h2><p>x</p><p><span id=b></span></p><h2>B</h2><p>y</p>",
        [TOP, (2, "A", "a", "x"), (2, "B", "b", "y")],
    ),
    "an empty anchor within the heading": (
        f"{START}<h2><a id=a></a>A</h2><p>x</p><h2>B<span id=b></span></h2><p>y</p>",
        [TOP, (2, "A", "a", "x"), (2, "B", "b", "y")],
    ),
    "numbered headings": (
        (
            "<title>T</title><h1>3. T</h1><p>Lead.</p><h2 id=a>3.1. A</h2><p>x</p>"
            "<h2 id=b>3.2. 3D models</h2><p>y</p>"
        ),
        [TOP, (2, "A", "a", "x"), (2, "3D models", "b", "y")],
    ),
    "numbers that do not count": (
        f"{START}<h2 id=a>2 Fast</h2><p>x</p><h2 id=b>3D models</h2><p>y</p>",
        [TOP, (2, "2 Fast", "a", "x"), (2, "3D models", "b", "y")],
    ),
    "versions are not numbers of headings": (
        (
            f"{START}<h2 id=a>2.1.0</h2><p>x</p><h2 id=b>2.0.5 (2020-01-01)</h2><p>y</p>"
            "<h2 id=c>2.0.4 Beta</h2><p>z</p>"
        ),
        [
            TOP,
            (2, "2.1.0", "a", "x"),
            (2, "2.0.5 (2020-01-01)", "b", "y"),
            (2, "2.0.4 Beta", "c", "z"),
        ],
    ),
    "tables": (
        f"{START}<table><tr><th>Name</th><td><p>one</p><p>two</p></td></tr></table>",
        [(1, "T", "", "Lead.\nName one two")],
    ),
    "code with line numbers": (
        (
            f"{START}<table><tr><td class=linenos><pre>1\n2</pre></td>"
            "<td><pre>grow()\nstop()</pre></td>"
            "</tr></table>"
        ),
        [(1, "T", "", "Lead.\ngrow()\nstop()")],
    ),
    "what is not displayed": (f"{START}<div style='display:none'><h2>H</h2>x</div>", [TOP]),
    "words in a drawing": (f"{START}<svg><title>x</title><text>y</text></svg>", [TOP]),
    "a page nobody closed": (
        "<html><body><title>T</title><h1>T<p>Lead.<h2 id=a>A<p>x",
        [TOP, (2, "A", "a", "x")],
    ),
    "right to left": (
        (
            "<html dir=rtl lang=ar><title>T</title><h1>T</h1><p>Lead.</p>"
            "<h2 id=a>\u0645\u0639\u062f\u0646"
            "</h2><p>\u0643\u0648\u0627\u0631\u062a\u0632</p>"
        ),
        [TOP, (2, "\u0645\u0639\u062f\u0646", "a", "\u0643\u0648\u0627\u0631\u062a\u0632")],
    ),
    "lines that lead on": (
        (
            f"{START}<p><a href=a.html>Next</a> | <a href=b.html>Up</a></p>"
            "<p><b>Next:</b> <a href=a.html>"
            "Feldspar</a> <b>Up:</b> <a href=b.html>Rocks</a></p>"
        ),
        [TOP],
    ),
}


@pytest.mark.parametrize(("html", "expected"), TRAPS.values(), ids=TRAPS)
def test_a_trap_is_handled(html, expected):
    assert read(html) == expected


def test_latin_1_that_only_xml_declares():
    data = "<?xml version='1.0' encoding='iso-8859-1'?><html><h1>Grün</h1><p>Köln</p></html>"
    page = parse_page(data.encode("latin-1"), "x.html")
    assert (page.title, page.sections[0].text) == ("Grün", "Köln")


def test_a_charset_that_is_wrong():
    page = parse_page("<meta charset=ascii><h1>Grün</h1><p>Köln".encode(), "x.html")
    assert (page.title, page.sections[0].text) == ("Grün", "Köln")


def test_a_page_of_ten_megabytes():
    page = parse_page(b"<h1>T</h1>" + b"<h2>A</h2><p>" + b"word " * 2_100_000, "x.html")
    assert len(page.sections[1].text) > 10_000_000


@pytest.mark.parametrize("name", ["operator~=.html", "a+b.html", "100%.html", "two words.html"])
def test_file_names_that_urls_would_escape(name, tmp_path):
    (tmp_path / name).write_text("<p>x</p>")
    [file] = find_pages(tmp_path)
    assert read_page(file.location, tmp_path).id == name.removesuffix(".html")


def test_a_page_that_a_link_leads_to_again_is_read_once(tmp_path):
    (tmp_path / "a.html").write_text("<p>x</p>")
    (tmp_path / "b.html").symlink_to(tmp_path / "a.html")
    assert [file.path for file in find_pages(tmp_path)] == ["a.html"]


def test_an_empty_page_is_refused():
    with pytest.raises(PageError, match="empty file"):
        inspect_page(PageInput("x.html", b" \n"))
