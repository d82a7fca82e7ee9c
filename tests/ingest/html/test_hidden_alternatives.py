"""A place shows its default words if a script has to choose one of several."""

import pytest

from wikisearch.ingest import parse_page

KEYS = '<span hidden="true" class="MAC">Command</span><span hidden="true" id="default1">{}</span>'


def text_of(body):
    return parse_page(f"<title>Oar</title><h1>Oar</h1>{body}".encode(), "oar.html").sections


def test_the_default_of_several_alternatives_is_read():
    keys = KEYS.format("<span class=key>Ctrl</span>")
    assert text_of(f"<p>Press <span id=s1>{keys}</span>+Z to row back.</p>")[0].text == (
        "Press Ctrl+Z to row back."
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<span hidden class=LAKE>lake or</span>", "On a lake or river."),
        ("<span hidden>lake</span>\n<span hidden=''>sea</span>", "On a lake sea river."),
        ("<span hidden>lake</span><span hidden>sea</span>", "On a lake sea river."),
        (
            f"<span hidden id=default>{'<span>' + KEYS.format('x') + '</span>'}</span>",
            "On a x river.",
        ),
    ],
)
def test_all_are_read_if_none_is_the_default(inner, expected):
    assert text_of(f"<p>On a <span id=s>{inner}</span> river.</p>")[0].text == expected


@pytest.mark.parametrize(
    "inner",
    [
        "<span id=s>big <span hidden>lake</span></span>",
        "<span id=s><i></i><span hidden>lake</span></span>",
        "<span id=s><span>big</span><span hidden>lake</span></span>",
        "<span hidden>lake</span>",
        "<span id=s><span data-hidden=no hidden='hidden'>lake</span>",
    ],
)
def test_other_hidden_words_are_not_read(inner):
    assert "lake" not in text_of(f"<p>On a {inner} river.</p>")[0].text


def test_a_heading_in_a_hidden_default_is_a_section():
    block = "<div><h2 id=care><a href=care.html>Care</a></h2><p>Oil it in spring.</p></div>"
    sections = text_of(f"<p>It is of ash wood.</p><span id=s>{KEYS.format(block)}</span>")
    assert [(each.title, each.anchor) for each in sections] == [("Oar", ""), ("Care", "care")]
