"""Layout elements of menus are not built, which must not change the page."""

from pathlib import Path

import pytest

from wikisearch.ingest import PageInput, inspect_page, standard_profiles
from wikisearch.ingest.html.tree_builder import build_tree
from wikisearch.ingest.profiles.profile_set import Profiles

PAGES = sorted((Path(__file__).parent / "generators").rglob("*.html"))

HEAD = '<html><head><meta name="generator" content="MediaWiki 1.21"><title>A - Wiki</title></head>'

MENU = """
<div class="t-navbar"><div><p id="p">one<div>two</div>three</p><table><tr><td>x<td>
<a href="b.html"><b>to</b> <i>b</i></a><a href="c.html">c</a></tr></table></div>
<ul><li>four<td>five</ul><h2>Six<div>seven</div></h2><dl><dt id="d">eight<dd>nine</dl>
<div hidden>ten</div><div style="color: red" class="title">eleven<br>twelve</div></div>
"""

CASES = {
    "a menu before the content": f"{HEAD}<body>{MENU}<div id=bodyContent><p>Text.</div></body>",
    "a menu within it": f"{HEAD}<body><div id=bodyContent><p>Text.{MENU}<h2>B</h2>{MENU}b</div>",
    "a menu that holds it": f"{HEAD}<body><div class=t-navbar><div id=content><div>Text.</div>"
    "<table><tr><td>and<td>more</table></div></div>",
    "a menu that is not closed": f"{HEAD}<body><div id=content>Text.<div class=navbox><div>More",
    "categories in what is dropped": f"{HEAD}<body><div id=content>Text.</div><div class=catlinks"
    "><div id=mw-normal-catlinks><ul><li><div><a href=C.html>C</a></div></ul></div></div>",
    "no menu for this site": "<html><body><div class=t-navbar><div>Text</div><div>more</div></div>",
}


@pytest.mark.parametrize("html", CASES.values(), ids=CASES.keys())
def test_a_page_is_the_same_without_the_layout_of_its_menus(monkeypatch, html):
    with_menus = inspect_page(PageInput("a.html", html.encode()))
    monkeypatch.setattr(Profiles, "menu_classes", lambda *_: frozenset())
    assert inspect_page(PageInput("a.html", html.encode())) == with_menus


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_pages_of_all_generators_are_the_same_too(monkeypatch, file):
    with_menus = inspect_page(PageInput(file.name, file.read_bytes()))
    monkeypatch.setattr(Profiles, "menu_classes", lambda *_: frozenset())
    assert inspect_page(PageInput(file.name, file.read_bytes())) == with_menus


def test_menu_layout_elements_are_not_built():
    html = f"{HEAD}<body>{MENU}</body>".encode()
    profiles = standard_profiles()
    tree = build_tree(html, profiles.inline_needs, profiles.menu_classes)
    assert [menu.attrs["class"] for menu in tree.menus] == ["t-navbar"]
    assert [element.attrs["href"] for element in tree.by_name["a"]] == ["b.html", "c.html"]
    assert not tree.by_name["td"]


def test_the_nodes_of_a_tree_are_freed_after_extraction():
    tree = build_tree(b"<body><p>One <a href='a.html'>two</a></p></body>")
    paragraph = tree.by_name["p"][0]
    tree.unlink()
    assert paragraph.contents == []
    assert paragraph.next_element is None
    assert not tree.by_name
