"""Pages of the AI wiki, with and without its classes."""

import re

import pytest

from wikisearch.ingest import parse_page
from wikisearch.model.page import LinkKind

PAGE = """<html lang="en"><head><title>Large Language Model (LLM) | AI Wiki</title></head><body>
<header class="site-header"><a href="index.html">AI Wiki</a><button>Search</button></header>
<nav class="breadcrumb">
<a href="index.html">Learn</a> &gt; <a href="index.html">Wiki</a> &gt; LLM</nav>
<main><article><p class="category"><a href="index.html#models">Models</a></p>
<h1>Large Language Model (LLM)</h1><p class="aliases">Language Model, Big LM</p>
<p class="definition">A large language model predicts the next token. It is big.</p>
<section id="why"><h2>Why it matters</h2><p>It reads <a href="token.html">tokens</a>.</p></section>
<section id="deep"><h2>Deep Dive</h2><p>First.</p><h3>Scaling Laws</h3><p>More is more.</p>
</section>
<section id="rel"><h2>Related Concepts</h2><ul class="related"><li><a href="token.html">Token</a>
</li>
<li><a href="next-token-prediction.html">Next-Token Prediction</a></li></ul></section></article>
<p class="all-terms"><a href="index.html">All Terms</a></p>
<nav class="pager"><a href="k-means.html">← k-means</a> <a href="lora.html">LoRA →</a></nav></main>
<dialog class="search-dialog"><input><p>Type to search</p></dialog></body></html>"""


def plain(html: str) -> str:
    """Return the same page without classes and semantic tags."""
    html = re.sub(r' (?:class|id)="[^"]*"', "", html)
    html = re.sub(r"<(/?)(?:header|main|article|section|nav)\\b", r"<\1div", html)
    return html.replace("<dialog", '<div role="dialog"').replace("</dialog", "</div")


VARIANTS = {
    "as documented": PAGE,
    "other classes": re.sub(r'class="', 'class="css-1x', PAGE),
    "no classes": re.sub(r' class="[^"]*"', "", PAGE),
    "nothing but divs": plain(PAGE),
    "a list of buttons": re.sub(r"</?(?:ul|li)[^>]*>", "", plain(PAGE))
    .replace('<a href="token.html">Token', '<div><a href="token.html">Token')
    .replace("Prediction</a>", "Prediction</a></div>"),
    "a badge that is not a link": re.sub(r'<a href="index.html#models">Models</a>', "Models", PAGE),
    "unclosed": PAGE.replace("</p>", "").replace("</li>", ""),
}


@pytest.fixture(params=VARIANTS.values(), ids=VARIANTS)
def page(request):
    return parse_page(request.param.encode(), "llm.html")


def test_the_lead_is_read(page):
    assert page.title == "Large Language Model (LLM)"
    assert page.category == "Models"
    assert page.aliases == ("Large Language Model", "LLM", "Language Model", "Big LM")
    assert page.definition == "A large language model predicts the next token. It is big."


def test_sections_hold_prose_only(page):
    found = [(section.title, section.level, section.text) for section in page.sections]
    assert [(title, level) for title, level, _ in found] == [
        ("Large Language Model (LLM)", 1),
        ("Why it matters", 2),
        ("Deep Dive", 2),
        ("Scaling Laws", 3),
        ("Related Concepts", 2),
    ]
    assert [text for _, _, text in found[:-1]] == [
        page.definition,
        "It reads tokens.",
        "First.",
        "More is more.",
    ]
    assert found[-1][2].split() == ["Token", "Next-Token", "Prediction"]


def test_links_have_kinds(page):
    found = {(link.target, link.kind.value) for link in page.links}
    assert {("token", "body"), ("token", "related"), ("next-token-prediction", "related")} <= found
    assert {target for target, kind in found if kind in {"body", "related"}} == {
        "token",
        "next-token-prediction",
    }
    assert ("index", "category") in found or "category" not in {kind for _, kind in found}
    assert {("index", "navigation"), ("k-means", "navigation"), ("lora", "navigation")} <= found


def lead(html: str):
    return parse_page(f"{html}<h2>Why it matters</h2><p>Because.</p>".encode(), "x.html")


ALIASES = {
    "an expansion": (
        "<h1>RAG</h1><p>Retrieval-Augmented Generation</p>",
        ("Retrieval-Augmented Generation",),
    ),
    "a prefix": ("<h1>X</h1><p>Also known as: Y, Z</p>", ("Y", "Z")),
    "none": ("<h1>X</h1>", ()),
    "an acronym in brackets": ("<h1>Generative Network (GAN)</h1>", ("Generative Network", "GAN")),
    "a topic in brackets": ("<h1>Attention (mechanism)</h1>", ("Attention",)),
    "the title again": ("<h1>X</h1><p>x, Y</p>", ("Y",)),
    "a reading time": ("<h1>X</h1><p>5 min read</p>", ()),
}


@pytest.mark.parametrize(("html", "expected"), ALIASES.values(), ids=ALIASES)
def test_other_names_are_found(html, expected):
    page = lead(f"{html}<p>X is a thing that does something.</p>")
    assert page.aliases == expected
    assert page.definition == "X is a thing that does something."


def test_a_short_definition_alone_is_not_a_list_of_names():
    page = lead("<h1>X</h1><p>A thing, a very small one</p>")
    assert (page.aliases, page.definition) == ((), "A thing, a very small one")


def test_a_breadcrumb_above_the_title_is_not_a_category():
    assert (
        lead("<div>Learn &gt; Wiki &gt; X</div><h1>X</h1><p>X is a thing of things.</p>").category
        == ""
    )


RELATED = {
    "paragraphs": "<p><a href=b.html>B</a></p><p><a href=c.html>C</a></p>",
    "divisions": "<div><div><a href=b.html>B</a></div>\n<div><a href=c.html>C</a></div></div>",
    "figures": "<figure><a href=b.html>B</a></figure><figure><a href=c.html>C</a></figure>",
    "a list": "<ul><li><a href=b.html>B</a><li><a href=c.html>C</a></ul>",
}


@pytest.mark.parametrize("links", RELATED.values(), ids=RELATED)
def test_all_related_links_are_found_and_the_text_after_them_is_dropped(links):
    html = (
        "<main><h1>A</h1><p class=definition>A is the first letter.</p><h2>Related</h2>"
        f"{links}<section><a href=z.html>Other letters</a></section></main>"
    )
    page = parse_page(html.encode(), "a.html")
    related = [link.target for link in page.links if link.kind is LinkKind.RELATED]
    assert related == ["b", "c"]
    assert page.sections[-1].text == "B\nC"
