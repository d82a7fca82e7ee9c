"""Pages as generators, editors and accidents make them, and what holds for each of them."""

from dataclasses import replace
from html import escape
from pathlib import Path

from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, ask, page, wiki
from wikisearch.errors import PageError
from wikisearch.ingest import PageInput, inspect_page
from wikisearch.mapping.documents import documents
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import decode_page, decode_section, encode_section, section_key


def _lines(name):
    return Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()


TAGS = st.sampled_from(_lines("tags.txt"))
"""Headings and terms are listed twice."""

_NAMES = ["a", "b", "top", "why-it-matters", "x y", "é", "-1", "", "section-1", "A"]
_ADDRESSES = [
    "#a",
    "p.html",
    "p.html#b",
    "../q/",
    "http://x/y",
    "javascript:x",
    "",
    "%zz",
    "//",
    "?a",
]
_CLASSES = ["glossary", "aliases", "category", "definition", "breadcrumb", "headerlink", "related"]
_CLASSES += ["toc", "navbox", "hidden", "note", "mw-headline", "sidebar", "tags", "a1b2c3"]
_ATTRIBUTES = st.one_of(
    st.tuples(st.sampled_from(["id", "name"]), st.sampled_from(_NAMES)),
    st.tuples(st.sampled_from(["href", "src", "content"]), st.sampled_from(_ADDRESSES)),
    st.tuples(st.just("class"), st.sampled_from(_CLASSES)),
    st.sampled_from(
        [
            ("hidden", ""),
            ("role", "navigation"),
            ("role", "heading"),
            ("aria-level", "2"),
            ("aria-hidden", "true"),
            ("style", "display:none"),
            ("lang", "de"),
            ("lang", "zh"),
            ("dir", "rtl"),
            ("http-equiv", "refresh"),
            ("content", "0;url=p.html"),
            ("charset", "utf-16"),
            ("rel", "tag"),
            ("rel", "canonical"),
            ("itemprop", "name"),
            ("property", "og:title"),
            ("open", ""),
        ]
    ),
)

_WORDS = [
    "ant",
    "Bee",
    "the cost barrier",
    "GPT-4",
    "C++",
    "Häuser",
    "日本語",
    "Related",
    "See also",
]
_WORDS += [
    "Also known as: X, Y",
    "(RAG)",
    "A.B.C.",
    "1.2.3",
    "—",
    "¶",
    "[edit]",
    "|",
    ":",
    "?",
    "\n",
]
_WORDS += [
    "\u0301",
    "\u200b",
    "\u202e",
    "&nbsp;",
    "&#0;",
    "&bogus;",
    "<",
    "]]>",
    "-->",
    "{",
    "\x1b[31m",
]
TEXTS = st.sampled_from(_WORDS) | st.text(max_size=6)


def _element(tag, attributes, inner, is_closed):
    listed = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{listed}>{''.join(inner)}{f'</{tag}>' if is_closed else ''}"


def _elements(inner):
    return st.builds(
        _element,
        TAGS,
        st.lists(_ATTRIBUTES, max_size=2),
        st.lists(inner, max_size=4),
        st.integers(0, 5).map(bool),
    )


_PARTS = _lines("parts.txt")
BODIES = st.lists(
    st.recursive(TEXTS | st.sampled_from(_PARTS), _elements, max_leaves=12), max_size=6
).map("".join)
_HEADS = st.sampled_from(
    [
        "",
        "<!DOCTYPE html>",
        "<!DOCTYPE html><html lang=en><head><title>Ant | Wiki</title></head><body>",
        "<html lang=de><title>Ameise</title><meta charset=utf-8><main><h1>Ameise</h1>",
        "<html><head><meta property='og:title' content='Ant'><body><article><h1 id=top>Ant</h1>",
        "<main><p class=category>Insects</p><h1>Ant</h1><p class=definition>An ant is an insect.",
        "<?xml version='1.0' encoding='latin-1'?><html xmlns='http://www.w3.org/1999/xhtml'>",
    ]
)
_ENCODINGS = st.sampled_from(["utf-8"] * 8 + ["utf-16", "latin-1", "shift-jis"])


@st.composite
def pages(draw):
    """Draw the bytes of a page; a few are in another encoding, or have bytes of none."""
    data = (draw(_HEADS) + draw(BODIES)).encode(draw(_ENCODINGS), "replace")
    if not draw(st.integers(0, 15)):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.binary(max_size=4)) + data[place:]
    return data


_QUOTES = '"“”„«»'
"""The query language reads all of them as quotes."""

_OTHER = page("Other", "An other page.")


def check_page(data):
    """Check that a page is refused by name, or is whole, unique, stored as it is and found."""
    try:
        found, _ = inspect_page(PageInput("folder/p.html", data))
    except PageError:
        return
    if not isinstance(found, Page):
        return
    assert found.title.strip()
    assert found.sections
    anchors = [section.anchor for section in found.sections]
    assert len(set(anchors)) == len(anchors)
    shown = (found.title, found.definition, *(section.text for section in found.sections))
    assert not any("\x1b" in text for text in shown)
    stored = [encode_section(found, section) for section in found.sections]
    assert decode_page(stored[0]) == replace(found, sections=found.sections[:1])
    assert tuple(map(decode_section, stored)) == found.sections
    keys = [section_key(found.id, anchor) for anchor in anchors]
    assert [document.key for document in documents(found, ANALYZER)] == keys
    with wiki([_OTHER, found]) as reader:
        has_quotes = any(quote in found.title for quote in _QUOTES)
        results = ask(reader, found.title if has_quotes else f'title:"{found.title}"')
        assert results.total or not ANALYZER.exact(found.title)
