"""Profiles are data, selected by signs on the page."""

import re

import pytest

from wikisearch.ingest import parse_page
from wikisearch.ingest.html.inline_needs import InlineNeeds
from wikisearch.ingest.html.selectors import parse_selector
from wikisearch.ingest.html.tree_builder import build_tree
from wikisearch.ingest.profiles.profile_parser import parse_profile
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles

PAGES = {
    "mediawiki": [
        "<meta name=generator content='MediaWiki 1.39'><p>x",
        "<body class='skin--responsive mediawiki ltr'><p>x",
    ],
    "sphinx": [
        "<meta name='generator' content='Docutils 0.19: https://docutils.org/'><p>x",
        "<div class=documentwrapper><div class=body>x</div></div>",
    ],
    "doxygen": ["<div id=navrow1>Files</div><div class=contents>x</div>"],
    "aiwiki": ["<h1>X</h1><h2>Why It Matters</h2>", "<h1>X</h1><p class=definition>x</p>"],
    "generic": ["<p>x", "<meta name=generator content='Hugo 0.1'><p>x"],
}


@pytest.mark.parametrize(("name", "html"), [(name, html) for name in PAGES for html in PAGES[name]])
def test_the_profile_is_chosen_by_the_page(name, html):
    assert standard_profiles().choose(build_tree(html.encode())).profile.name == name


def test_profiles_are_tried_in_a_fixed_order_and_the_last_fits_all():
    names = [profile.name for profile in standard_profiles().ordered]
    assert (names[:2], names[-2:]) == (["mediawiki", "sphinx"], ["aiwiki", "generic"])
    assert len(names) == 16


def test_an_own_profile_is_a_table():
    standard = standard_profiles()
    table = {
        "name": "mine",
        "main": [".page > div:first-child"],
        "boilerplate": ["div.ad", "div:has(> em.sponsor)"],
        "signs": {"selectors": ["body.mine"]},
    }
    mine = parse_profile(table, {})
    html = (
        "<body class=mine><div class=page><div><p>Text.</p><div class=ad>Buy</div>"
        "<div><em class=sponsor>Eat</em></div></div><div>Side</div></div>"
    )
    page = parse_page(html.encode(), "x.html", Profiles((mine, *standard.ordered)))
    assert page.sections[0].text == "Text."


SELECTORS = {
    "p": ["1", "4"],
    "#two": ["2"],
    ".a": ["1", "2", "3"],
    "div.a.b": ["3"],
    "[role=note]": ["4"],
    ".a .c": ["5"],
    "#three span": ["5"],
    "div > span.c": ["5"],
    "div.b > .c": ["5"],
    "body > .c": [],
    "body > div span": ["5"],
    "a[rel=next]": ["6"],
    "a[rel=prev]": [],
    "[rel=next]": ["6"],
}


@pytest.mark.parametrize(("css", "expected"), SELECTORS.items())
def test_selectors_find_elements(css, expected):
    html = (
        "<p class=a lang=1></p><div class=a id=two lang=2></div>"
        "<div class='x b a' id=three lang=3><span class=c lang=5>x</span></div>"
        "<p role=note lang=4></p><a rel=Next href=n lang=6>n</a>"
    )
    tree = build_tree(html.encode(), InlineNeeds(frozenset({"c"})))
    assert [element.attrs["lang"] for element in parse_selector(css).select(tree)] == expected


MEDIAWIKI_OLD = """<html lang="en"><head><title>std::x - Site</title>
<meta name="generator" content="MediaWiki 1.21.2"></head><body class="mediawiki"><div id="content">
<h1 id="firstHeading" class="firstHeading"><span style="font-size:0.7em">std::</span>x</h1>
<div id="bodyContent"><div id="siteSub">From Site</div><div id="mw-content-text">
<div class="t-navbar"><div class="t-navbar-menu"><table><tr><td><a href="m.html">Menu</a></td>
</tr></table></div></div>
<p>Does something with some numbers.<sup class="reference"><a href="#cite">[1]</a></sup></p>
<div id="toc"><div class="toctitle"><h2>Contents</h2></div></div>
<h3><span class="mw-headline" id="Return_value">Return value</span></h3><p>(none)</p></div>
<div class="printfooter">Retrieved from</div><div id="catlinks">Categories: X</div></div></div>
</body></html>"""

VECTOR_2022 = """<html lang="en"><head><title>Term - Wikipedia</title></head>
<body class="skin-vector skin-vector-2022 mediawiki"><header>
<a href="Main_Page.html">Main page</a></header>
<nav id="mw-panel-toc"><h2>Contents</h2></nav><main id="content" class="mw-body">
<header class="mw-body-header"><h1 id="firstHeading"><span class="mw-page-title-main">Term</span>
</h1></header>
<div id="bodyContent"><div id="siteSub">From Wikipedia</div><div id="mw-content-text">
<div class="mw-content-ltr mw-parser-output" lang="en"><p>A term is a word or a phrase.</p>
<div class="mw-heading mw-heading2"><h2 id="Use">Use</h2>
<span class="mw-editsection">[<a href="e">edit</a>]</span></div>
<p>It is used.</p></div></div></div></main></body></html>"""

SPHINX = """<html lang="en"><head><title>Tasks &#8212; Lib 1.0 documentation</title>
<meta name="generator" content="Docutils 0.19"></head><body><div class="related">
<h3>Navigation</h3></div>
<div class="document"><div class="documentwrapper"><div class="body" role="main">
<section id="tasks">
<span id="index-0"></span><h1>Tasks<a class="headerlink" href="#tasks">¶</a></h1>
<p>Everything about tasks and their states.</p><div class="contents local topic">
<p>On this page</p></div>
<span id="old"></span><section id="new"><span id="other"></span>
<h2>Creating<a class="headerlink" href="#new">¶</a></h2>
<dl class="py function">
<dt class="sig" id="f">f(x)<a class="viewcode-link" href="s.html">[source]</a>
<a class="headerlink" href="#f">¶</a></dt><dd><p>Makes one.</p></dd></dl></section></section>
</div></div></div>
<div class="sphinxsidebar"><h3>This Page</h3></div></body></html>"""

SITES = {
    "mediawiki": (
        MEDIAWIKI_OLD,
        "std::x",
        [("Return_value", "(none)")],
        "Does something with some numbers.",
    ),
    "vector 2022": (VECTOR_2022, "Term", [("Use", "It is used.")], "A term is a word or a phrase."),
    "sphinx": (
        SPHINX,
        "Tasks",
        [("new", ""), ("f", "f(x)\nMakes one.")],
        "Everything about tasks and their states.",
    ),
}


@pytest.mark.parametrize(("html", "title", "sections", "lead"), SITES.values(), ids=SITES)
def test_menus_and_boilerplate_are_dropped(html, title, sections, lead):
    page = parse_page(html.encode(), "x.html")
    assert page.title == title
    assert page.definition == page.sections[0].text == lead
    assert [(section.anchor, section.text) for section in page.sections[1:]] == sections
    without_h1 = parse_page(re.sub("<h1.*?</h1>", "", html, flags=re.DOTALL).encode(), "x.html")
    assert without_h1.title == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Chapter 5. Sluices", "Sluices"),
        ("Глава 9. Шлюзы", "Шлюзы"),
        ("Поглавље 1. Бране", "Бране"),
        ("Skyrius 4. Šliuzai", "Šliuzai"),
        ("Κεφάλαιο 1. Πύλες", "Πύλες"),
        ("Chương 1. Cống", "Cống"),
        ("فصل 9. بوابات", "بوابات"),
        ("第 9 章 水闸", "水闸"),
        ("付録A 水門", "水門"),
        ("2장. 수문", "수문"),
        ("Mill 2. Sluices", "Mill 2. Sluices"),
    ],
)
def test_chapters_of_docbook_lose_their_number_in_any_language(heading, title):
    page = parse_page(
        f"<title>{heading}</title><meta name=generator content='DocBook XSL'><div class=chapter>"
        f"<div class=titlepage><h2 class=title>{heading}</h2></div><p>It is a gate.</p>".encode(),
        "gate.html",
    )
    assert page.title == title
