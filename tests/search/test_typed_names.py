"""Names typed with another article, with underscores, in another case, or with a hyphen."""

from dataclasses import replace

import pytest

from tests.search.wikis import page, site_view
from wikisearch.analysis import article_variants
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import MatchType
from wikisearch.search.pipeline import search

PAGES = [
    page("The Silent Harbour", "A play of three acts."),
    page("Silent harbour plan", "The silent harbour is on the plan, silent harbour."),
    page("Rust", "A language."),
    replace(page("rust", "Rust on iron; rust and rust."), id="corrosion"),
    page("Loops", "Loops repeat.", {"The while loop": "It repeats.", "The do loop": "It too."}),
    page("Loop theory", "A loop is a loop of a loop, and loops loop."),
    page("Call", "How to call; call once and call again."),
    page("Objects", "Special names.", {"thing.__call__(self)": "It makes a thing callable."}),
    page("Notes 4", "Changes.", {"merge_rows() now refuses empty tables": "It ignored them."}),
    page("Tables", "Tables have rows.", {"merge_rows()": "Merges rows."}),
    page("Undertow", "The undertow pulls."),
    page("Types", "Types.", {"lib.Socket(host)": "socket: Socket of a socket, socket."}),
    page("Stores", "Stores.", {"bags.socket(pin)": "A plug."}),
    page("Glossary", "Terms.", {"named row": "A row with names.", "order": "See rows."}),
    page(
        "Rows", "Rows.", {"rows.namedrow(names)": "Makes a type.", "rows.NamedRow(types)": "Types."}
    ),
    page(
        "Letters",
        "A macro and a function.",
        {"lib.Py_Ref(item)": "As a macro.", "lib.PY_REF(any)": "A function."},
    ),
    page("Words", "A glossary.", {"ledger": "A book.", "journal": "Entries.", "diary": "Days."}),
    page(
        "Books", "A ledger or a journal, the ledger and the journal.", {"Both": "Ledger, journal."}
    ),
]


@pytest.fixture(scope="module")
def view():
    with site_view(PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("silent harbour", "The Silent Harbour"),
        ("the silent harbour", "The Silent Harbour"),
        ("while loop", "Loops"),
        ("do loop", "Loops"),
        ("the do loop", "Loops"),
        ("Rust", "Rust"),
        ("rust", "rust"),
        ("__call__", "Objects"),
        ("call", "Call"),
        ("merge_rows", "Tables"),
        ("merge_rows()", "Tables"),
        ("socket", "Stores"),
        ("Socket", "Types"),
        ("ledger vs journal", "Words"),
        ("what is the difference between a journal and the ledger?", "Words"),
        ("ledgers vs journals", "Words"),
        ("namedrow", "Rows"),
        ("named row", "Glossary"),
    ],
)
def test_the_page_with_the_typed_name_comes_first(view, query, title):
    assert search(view, SearchRequest(query)).hits[0].title == title


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("namedrow", "rows.namedrow(names)"),
        ("NamedRow", "rows.NamedRow(types)"),
        ("Py_Ref", "lib.Py_Ref(item)"),
        ("PY_REF", "lib.PY_REF(any)"),
    ],
)
def test_the_section_with_the_typed_form_comes_first(view, query, heading):
    assert search(view, SearchRequest(query)).hits[0].sections[0].title == heading


def test_headings_can_be_compared(view):
    hit = search(view, SearchRequest("difference between journal and ledger")).hits[0]
    assert (hit.title, hit.match_type) == ("Words", MatchType.COMPARED)
    assert {"ledger", "journal"} <= {section.title for section in hit.sections}


def test_the_total_counts_pages_that_have_a_hyphenated_word_joined(view):
    results = search(view, SearchRequest("under-tow"))
    assert results.total == len(results.hits) == 1


@pytest.mark.parametrize(
    ("name", "language", "variant"),
    [
        ("Der Process", "de", "Process"),
        ("L'Étranger", "fr", "Étranger"),
        ("Étranger", "fr", "l'Étranger"),
        ("Quijote", "es", "el Quijote"),
    ],
)
def test_articles_come_from_the_language(name, language, variant):
    assert variant in article_variants(name, language)
    assert not list(article_variants(name, "zh"))
