"""Pages that only find others, or that a server sends in place of a page, are left out."""

import pytest

import wikisearch

PROSE = "<p>It has a sentence of its own, about what it is and what it is good for.</p>"
PAGES = {
    "whisk": f"<title>Whisk</title><h1>Whisk</h1>{PROSE}",
    "look": f"<title>Search</title><h1>Search</h1>{PROSE}",
    "find": (
        "<head><title>Search</title><link rel=search href='#'></head><body><main>"
        "<div><p>Please activate JavaScript to search.</p></div></main>"
    ),
    "seek": (
        "<head><title>Search</title><link rel=search href=seek.html></head><body><main>"
        "<div><p>Please activate JavaScript to search.</p></div></main>"
    ),
    "404": "<title>Kitchen</title><h1>404</h1><p>Page not found</p>",
    "genindex-W": (
        "<title>Index</title><h1>Index – W</h1><ul><li><a href=whisk.html>whisk</a></li>"
        "<li><a href=whisk.html#beat>whisk.beat()</a></li></ul>"
    ),
    "modindex": (
        "<title>Python Module Index</title><h1>Python Module Index</h1><table>"
        "<tr><td><strong>w</strong></td></tr>"
        "<tr><td><a href=whisk.html>whisk</a></td></tr></table>"
    ),
    "tool-index": (
        "<title>Tool Index</title><h2>Tool Index</h2><table><tr><th>W</th></tr>"
        "<tr><td><a href=whisk.html>whisk</a>:</td><td><a href=whisk.html>Whisk</a></td></tr>"
        "<tr><td><a href=whisk.html#w>wire</a>:</td><td><a href=whisk.html>Whisk</a></td></tr>"
        "</table>"
    ),
    "price-index": (
        f"<title>Price index</title><h1>Price index</h1>{PROSE}<h2>A</h2>{PROSE}"
        f"<p><a href=whisk.html>As whisks</a> have it."
    ),
}
for letter, other in ("bs", "sw", "wb"):
    # A part of an index whose title is that of all parts.
    names = f"<li>{letter}eat() : <a href=whisk.html>whisk</a></li>"
    PAGES[f"members-{letter}"] = f"<title>Members</title><h3>- {letter} -</h3><ul>{names}</ul>"
    # The abbreviations of a kitchen.
    names = f"<li>{letter}x: <a href=whisk.html>{other}</a></li>"
    PAGES[f"short-{letter}"] = f"<title>Short {letter}</title><h3>{letter}</h3><ul>{names}</ul>"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wiki")
    for name, html in PAGES.items():
        (folder / f"{name}.html").write_text(f"<!DOCTYPE html>{html}", encoding="utf-8")
    # The other pages declare the same search page.
    (folder / "spoon.html").write_text(
        "<head><title>Spoon</title><link rel=search href=find.html></head>"
        f"<body><main><h1>Spoon</h1>{PROSE}</main>",
        encoding="utf-8",
    )
    with wikisearch.build(folder, tmp_path_factory.mktemp("index") / "index") as found:
        yield found


def test_pages_with_content_stay(index):
    assert [page.id for page in index.pages()] == [
        "look",
        "price-index",
        "short-b",
        "short-s",
        "short-w",
        "spoon",
        "whisk",
    ]


def test_a_page_that_is_left_out_is_no_name_of_another(tmp_path):
    entries = "".join(f"<h2>{letter}</h2><p><a href=x.html>{letter}x</a>" for letter in "abc")
    pages = {
        "index.html": f"<title>Kitchen</title><h1>Kitchen</h1>{PROSE}",
        "x.html": f"<title>Spoon</title><h1>Spoon</h1>{PROSE}",
        "all.html": f"<title>Index</title><h1>Index</h1>{entries}",
    }
    folder = tmp_path / "wiki"
    folder.mkdir()
    for name, html in pages.items():
        (folder / name).write_text(f"<!DOCTYPE html>{html}", encoding="utf-8")
    with wikisearch.build(folder, tmp_path / "index") as index:
        assert {page.id: page.aliases for page in index.pages()} == {"index": (), "x": ()}


def test_a_page_without_a_title_and_text_is_left_out(tmp_path):
    (tmp_path / "Moat.html").write_text("<p>A moat is water around a castle.", encoding="utf-8")
    (tmp_path / "functions_5.html").write_text("<body><iframe></iframe>", encoding="utf-8")
    with wikisearch.build(tmp_path, tmp_path / ".index") as index:
        assert [hit.title for hit in index.search("functions OR moat").hits] == ["Moat"]
