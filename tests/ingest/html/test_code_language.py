"""The programming language of code, in the classes of many highlighters."""

import pytest

from wikisearch import read_html
from wikisearch.model.line_layout import decode_layout

MARKED = {
    "CommonMark": ('<pre><code class="language-lua">{}</code></pre>', "lua"),
    "Sphinx": (
        '<div class="highlight-lua notranslate"><div class="highlight"><pre>{}</pre></div></div>',
        "lua",
    ),
    "numbered lines": (
        '<div class="highlight-lua"><table><tr><td><pre>1</pre><td><pre>{}</pre></table></div>',
        "lua",
    ),
    "MediaWiki": ('<div class="mw-highlight mw-highlight-lang-c++"><pre>{}</pre></div>', "c++"),
    "pandoc": (
        '<div class="sourceCode"><pre class="sourceCode c#"><code>{}</code></pre></div>',
        "c#",
    ),
    "forge": ('<div class="highlight highlight-source-shell"><pre>{}</pre></div>', "shell"),
    "Jekyll": (
        '<div class="language-ruby highlighter-rouge"><div class="box"><pre>{}</pre></div></div>',
        "ruby",
    ),
    "Org": ('<pre class="src src-emacs-lisp">{}</pre>', "emacs-lisp"),
    "brush": ('<pre class="brush: java; toolbar: false">{}</pre>', "java"),
    "attribute": ('<pre data-language="js"><code>{}</code></pre>', "js"),
    "title": (
        '<div class="language-js"><span>js</span><pre class="shiki"><code>{}</code></pre></div>',
        "js",
    ),
}
UNMARKED = {
    "none": "<pre>{}</pre>",
    "no language": '<div class="highlight-none"><pre>{}</pre></div>',
    "plain text": '<pre><code class="language-text">{}</code></pre>',
    "natural language": '<div class="language-en"><p>The mill.</p><div><pre>{}</pre></div></div>',
    "code in the text": '<p>Call <code class="language-lua">lag</code>.</p><pre>{}</pre>',
    "not a name": '<pre class="language-`x">{}</pre>',
    "too long": f'<pre class="language-{"a" * 40}">{{}}</pre>',
}


def language(html):
    page = read_html(f"<h1>Mill</h1>{html.format('open = 1')}", "mill.html")
    [section] = page.sections
    lines = section.text.split("\n")
    layouts = decode_layout(section.layout, len(lines))
    return dict(zip(lines, layouts, strict=True))["open = 1"].language


@pytest.mark.parametrize(("html", "name"), MARKED.values(), ids=MARKED)
def test_the_language_of_code_is_what_a_class_names(html, name):
    assert language(html) == name


@pytest.mark.parametrize("html", UNMARKED.values(), ids=UNMARKED)
def test_code_without_a_language_has_none(html):
    assert language(html) == ""


def test_the_language_ends_with_its_block():
    html = "<pre class=language-lua>x</pre><pre>open = 1</pre>"
    assert language(html) == ""
