"""Text fragment URLs, resolved as a browser does."""

import re
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, ask, page, wiki
from wikisearch.analysis import Vocabulary
from wikisearch.query import parse, plan_query
from wikisearch.search.snippets.highlighter import Highlighter
from wikisearch.search.snippets.text_fragment_url import MAX_EXACT, text_fragment_url

FILLER = "and so on " * 12

# Query, text of the section, and the value of `text=`.
FRAGMENTS = [
    ("cost barrier", "A cost barrier.", "A-,cost%20barrier,-."),
    ("cost barrier", "A cost is no barrier, here.", "cost%20is%20no%20barrier"),
    ("fine-tuning", "By fine-tuning.", "By-,fine%2Dtuning,-."),
    ("cost", "(cost), R&D", "%28-,cost,-%29%2C%20R%26D"),
    ("c++", "In C++ too", "In-,C%2B%2B,-too"),
    (".net", "The .NET runtime", "The%20.-,NET,-runtime"),
    ("emb*", "embedding", "embedding"),
    ("usa", "the U.S.A. too", "the-,U.S.A,-.%20too"),
    ("café", "a cafe\u0301!", "a-,cafe\u0301,-%21"),
    ("日本", "東京は、日本語です。次", "東京は、日本語です。次"),
    ("日本", f"{'山' * 50}、日本語です。{'川' * 50}", "日本語です"),
    ("cost barrier", "a cost\nof the barrier", "a-,cost"),
    ("cost barrier", "a cost\nno barrier to cost", "no-,barrier%20to%20cost"),
    (
        "cost barrier",
        f"a cost {FILLER}is the barrier",
        "cost%20and%20so,is%20the%20barrier",
    ),
]


@pytest.mark.parametrize(("query", "text", "expected"), FRAGMENTS)
def test_a_fragment_names_the_words_that_matched(query, text, expected):
    readable = re.sub(r"[^\x00-\x7f]+", lambda letters: quote(letters[0]), expected)
    assert fragment(query, text) == readable


def test_without_a_match_the_url_is_that_of_the_section():
    assert link("zebra", "No such word.") == "page.html#there"


def test_the_top_of_a_page_has_a_fragment_too():
    assert link("cost", "cost", url="page.html") == "page.html#:~:text=cost"


def test_a_hit_has_the_link_of_its_own_section():
    reader = wiki([page("Model", "Large.", {"Money": "It is dear.\nThe cost is high."})])
    section = ask(reader, "cost")[0].sections[0]
    assert section.text_url == "model.html#money:~:text=The-,cost,-is%20high."


words = st.sampled_from(
    [
        "cost",
        "costs,",
        "(barrier",
        "k-means",
        "a",
        "R&D",
        "é",
        "日本語",
        "👩‍🔬",
        "x" * 50,
        "… ",
        " …",
    ]
)
lines = st.lists(words, max_size=40).map(" ".join)
texts = st.lists(lines, max_size=6).map("\n".join)
queries = st.sampled_from(["cost", "barrier cost", "kmeans", "日本", "cos*", "zebra"])


@given(texts, queries)
def test_a_browser_finds_the_words_in_one_block_and_as_whole_words(text, query):
    found = passage(query, text)
    address = text_fragment_url("p#a", found)
    found = found.snippet
    if not found.spans:
        assert address == "p#a"
        return
    [start, *ends], before, after = terms(address)
    blocks = [" ".join(line.split()) for line in text.split("\n")]
    pattern = ".*".join(map(re.escape, [start, *ends]))
    pattern = f"{re.escape(before)} ?{pattern}" if before else rf"(?<!\w){pattern}"
    pattern = f"{pattern} ?{re.escape(after)}" if after else rf"{pattern}(?!\w)"
    assert any(re.search(pattern, block) for block in blocks)
    if not ends:
        assert len(start) <= 300
    expected = {found.text[first:last] for first, last in found.spans}
    assert any(each in start for each in expected)


@given(st.text(max_size=400), st.text(max_size=20))
def test_any_text_gives_a_valid_url(text, query):
    address = text_fragment_url("p#a", passage(query, text))
    assert re.fullmatch(r"p#a(:~:text=[\w.~%,-]+)?", address, re.ASCII)


def test_a_long_range_is_given_by_its_first_and_last_words():
    [start, end], _, _ = terms(f"p#a:~:text={fragment('cost barrier', f'cost {FILLER}barrier')}")
    assert len(start) + len(end) < MAX_EXACT


def terms(address):
    """Parse a fragment as a browser does: its words, prefix and suffix."""
    parts = address.partition(":~:text=")[2].split(",")
    before = parts.pop(0)[:-1] if parts[0].endswith("-") else ""
    after = parts.pop()[1:] if parts[-1].startswith("-") else ""
    return [unquote(part) for part in parts], unquote(before), unquote(after)


def fragment(query, text):
    return link(query, text).partition(":~:text=")[2]


def link(query, text, url="page.html#there"):
    return text_fragment_url(url, passage(query, text))


def passage(query, text):
    tree, _ = parse(query)
    return Highlighter(plan_query(tree, ANALYZER).strict, ANALYZER, Vocabulary(ANALYZER)).passage(
        text
    )
