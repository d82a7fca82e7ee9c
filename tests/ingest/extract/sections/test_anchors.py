"""Every section has a unique anchor; if the page has an anchor there, it is that one."""

import pytest

from wikisearch.ingest import parse_page


def anchors(html: str) -> list[str]:
    page = parse_page(f"<h1>T</h1><p>Lead.</p>{html}".encode(), "x.html")
    return [section.anchor for section in page.sections[1:]]


CASES = {
    "id of the heading": ("<h2 id=a>A</h2>", ["a"]),
    "id of a span in it": ("<h2><span class=mw-headline id=a>A</span></h2>", ["a"]),
    "name in it": ("<h2><a name=a></a>A</h2>", ["a"]),
    "name around the words": ("<h2><a name=a>A</a></h2>", ["a"]),
    "id of any tag in it": ("<h2><b id=a>A</b></h2>", ["a"]),
    "its own id before one in it": ("<h2 id=a><span id=b>A</span></h2>", ["a"]),
    "a link to a type with a name": (
        "<a id=a></a><h2>open(<a href=t.html name=q>Gate</a>)</h2>",
        ["a"],
    ),
    "section around it": ("<section id=a><h2>A</h2><p>x</p></section>", ["a"]),
    "ten levels up": (f"<div id=a>{'<div>' * 9}<h2>A</h2>{'</div>' * 10}", ["a"]),
    "eleven levels up is too far": (f"<div id=q>{'<div>' * 10}<h2>A</h2>{'</div>' * 11}", ["a"]),
    "named place before a table in a table": (
        (
            "<p>The end.</p><a name=a></a><div><table><tbody><tr><td><table><tbody><tr><td>"
            "<h3>run(self)</h3></td><td>source</td></tr></table><p>x</p></td></tr></table></div>"
        ),
        ["a"],
    ),
    "a wrapper with text before it": ("<div id=q><p>x</p><h2>A</h2></div>", ["a"]),
    "a wrapper of several": (
        "<div id=q><h2>A</h2><p>The words of a whole page.</p><h2>B</h2></div>",
        ["a", "b"],
    ),
    "a box of several": (
        "<div id=q><h3>A</h3><p>x</p><h3>B</h3></div><p>The words of a whole page.</p>",
        ["q", "b"],
    ),
    "a wrapper with sub-sections": (
        "<section id=a><h2>A</h2><section id=b><h3>B</h3></section></section>",
        ["a", "b"],
    ),
    "a wrapper with an equal heading deeper in it": (
        "<section id=a><h2>A</h2><div><h2 id=b>B</h2></div></section>",
        ["a", "b"],
    ),
    "a permalink before the heading": (
        "<section id=a><a href=#a><i class=sr-only>Link here</i></a><h2>A</h2></section>",
        ["a"],
    ),
    "a permalink with visible words": (
        "<section id=a><div><a href=#a>link</a><h2>A</h2></div></section>",
        ["a"],
    ),
    "a button before the heading": (
        "<section id=a><button>Fold</button><h2>A</h2></section>",
        ["a"],
    ),
    "at the end of a paragraph before": ("<p>words <a name=a></a><h2>A</h2>", ["a"]),
    "at the end of an item before": ("<ul><li>words<li>more <a name=a></a></ul><h2>A</h2>", ["a"]),
    "a figure at the end of a paragraph": ("<p>words <img id=q></p><h2>A</h2>", ["a"]),
    "sphinx, two ids": ("<section id=a><span id=q></span><h2>A</h2></section>", ["a"]),
    "sphinx, id before": ("<span id=q></span><section id=a><h2>A</h2></section>", ["a"]),
    "named place before": ("<a name=a></a><h2>A</h2>", ["a"]),
    "named place in a paragraph before": ("<p><a id=a></a></p>\n<h2>A</h2>", ["a"]),
    "texinfo": ("<span id=a></span><h3>A</h3><p>x</p><span id=b></span><h3>B</h3>", ["a", "b"]),
    "words between": ("<p><a id=q></a>words</p><h2>A</h2>", ["a"]),
    "never closed": ("<a name=a><h2>A</h2><p>x</p>", ["a"]),
    "made from the title": ("<h2>Why it matters!</h2>", ["why-it-matters"]),
    "made, in another script": ("<h2>Über 語</h2>", ["über-語"]),
    "made of signs": ("<h2>???</h2>", ["section"]),
    "made twice": ("<h2>A</h2><h2>A</h2><h2>A</h2>", ["a", "a-2", "a-3"]),
    "made, taken elsewhere": ("<h2>A</h2><p id=a>x</p>", ["a-2"]),
    "made, taken by what is hidden": ("<h2>A</h2><p hidden><b id=a>x</b></p>", ["a-2"]),
    "made, taken by a later heading": ("<h2>A</h2><h2 id=a>B</h2>", ["a-2", "a"]),
    "the same id twice": ("<h2 id=a>A</h2><h2 id=a>B</h2>", ["a", "b"]),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_a_heading_has_an_anchor(html, expected):
    assert anchors(html) == expected


def test_terms_of_a_glossary_are_sections():
    html = (
        "<meta name=generator content='Docutils 0.19'><body>"
        "<div class=body role=main><h1>Glossary</h1>"
        "<dl class=glossary><dt id=term-a>A<a class=headerlink href=#term-a>¶</a></dt>"
        "<dd><p>First.</p></dd>"
        "<dt id=term-b>B</dt><dd><p>Second.</p></dd></dl></div>"
    )
    page = parse_page(html.encode(), "glossary.html")
    found = [(section.title, section.anchor, section.text) for section in page.sections]
    assert found[1:] == [("A", "term-a", "First."), ("B", "term-b", "Second.")]


def test_a_target_at_the_start_of_a_definition_comes_before_one_at_the_end_of_the_last():
    html = "<h1>Keys</h1><dl>" + "".join(
        f"<dt>C-{key}</dt><dd><a name=index-C-{key}></a><p>Moves to {word}, as does the command"
        f" <code>{word}</code>. <a name=index-{word}></a></p></dd>"
        for key, word in (("a", "start"), ("e", "end"), ("n", "next"))
    )
    found = [each.anchor for each in parse_page(html.encode(), "k.html").sections[1:]]
    assert found == ["index-C-a", "index-C-e", "index-C-n"]
