"""Snippets as HTML, in color, and as plain text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.wikis import ask, page, wiki
from wikisearch.model.snippet import Snippet
from wikisearch.render.columns import width
from wikisearch.render.highlight import highlighted_lines
from wikisearch.render.line import StyledLine
from wikisearch.render.printable import printable

WIDE = 10_000


def lines(snippet, columns=WIDE, *, color=False):
    return [StyledLine(*pieces).text(color=color) for pieces in highlighted_lines(snippet, columns)]


def in_color(snippet):
    return "".join(lines(snippet, color=True))


def plain(snippet):
    return "".join(lines(snippet))


SCRIPT = '<script>alert("cost & co")</script>'

# Text, spans, for a browser, for a terminal, plain.
DRAWN = [
    ("", (), "", "", ""),
    ("a cost", ((2, 6),), "a <mark>cost</mark>", "a \x1b[1mcost\x1b[0m", "a cost"),
    (
        "ab",
        ((0, 1), (1, 2)),
        "<mark>a</mark><mark>b</mark>",
        "\x1b[1ma\x1b[0m\x1b[1mb\x1b[0m",
        "ab",
    ),
    ("<b>", ((1, 2),), "&lt;<mark>b</mark>&gt;", "<\x1b[1mb\x1b[0m>", "<b>"),
    ('R&D\'s "x"', (), "R&amp;D&#x27;s &quot;x&quot;", 'R&D\'s "x"', 'R&D\'s "x"'),
    ("&lt;", (), "&amp;lt;", "&lt;", "&lt;"),
    ("a\x1b[31mred", (), "a\x1b[31mred", "a[31mred", "a[31mred"),
]

# Characters that must not reach a terminal.
COMMANDS = {
    "color": "\x1b[31m",
    "title of the window": "\x1b]0;owned\x07",
    "one byte for the same": "\x9b31m",
    "clear": "\x1bc",
    "bell": "\x07",
    "backspace": "\x08",
    "carriage return": "\r",
    "nul": "\0",
    "delete": "\x7f",
    "right to left": "\u202e",
    "isolate": "\u2066",
}


@pytest.mark.parametrize(("text", "spans", "browser", "terminal", "unstyled"), DRAWN)
def test_a_snippet_is_rendered_for_each_place(text, spans, browser, terminal, unstyled):
    snippet = Snippet(text, spans)
    assert snippet.html() == browser
    assert in_color(snippet) == terminal
    assert plain(snippet) == unstyled


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_control_characters_are_not_printed(command):
    drawn = printable(f"a{command}b")
    assert not re.search("[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn)
    assert drawn.startswith("a")
    assert drawn.endswith("b")


def test_other_characters_stay():
    text = "two  spaces, \xa0 é 日本 😀 \u200d हिन्दी ﷽"
    assert printable(text) == text


@pytest.mark.parametrize("between", ["\t", "\n", "\r\n", "\n\n\t", "\x85", "\u2028", "\u2029"])
def test_a_text_is_one_line_in_one_cell(between):
    assert printable(f"a{between}b ") == "a b "


def test_a_script_in_a_page_is_text_in_its_snippet():
    hit = ask(wiki([page("Model", f"The {SCRIPT} of it")]), "cost script")[0]
    assert hit.snippet.html() == (
        "The &lt;<mark>script</mark>&gt;alert(&quot;<mark>cost</mark> &amp; co&quot;)"
        "&lt;/<mark>script</mark>&gt; of it"
    )


@st.composite
def snippets(draw):
    """Draw a text, and spans of it in order."""
    text = draw(st.text(st.sampled_from("ab<>&\"'\x1b é\n")))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return Snippet(text, tuple((start, end) for start, end in pairs if start < end))


@given(snippets())
def test_marks_change_no_text(snippet):
    browser = snippet.html()
    assert not re.search("[<>]", re.sub("</?mark>", "", browser))
    assert browser.count("<mark>") == browser.count("</mark>") == len(snippet.spans)
    terminal = in_color(snippet)
    assert re.sub("\x1b\\[[01]m", "", terminal) == plain(snippet)
    assert "\x1b" not in plain(snippet)


CJK = "機械学習は人工知能の一分野であり、データから規則を学ぶ方法を研究する。"


@pytest.mark.parametrize(
    "text",
    [
        CJK * 3,
        f"latin words {CJK} and more words" * 2,
        "हिन्दी में एक वाक्य है। " * 9,
        "😀👨\u200d👩\u200d👧 e\u0301 " * 30,
    ],
)
def test_lines_of_any_script_fit_the_columns(text):
    found = lines(Snippet(text, ()), 80)
    assert max(map(width, found)) <= 80
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_a_match_in_wide_text_is_highlighted_across_lines():
    [first, second] = lines(Snippet("機械学習", ((1, 3),)), 4, color=True)
    assert (first, second) == ("機\x1b[1m械\x1b[0m", "\x1b[1m学\x1b[0m習")
