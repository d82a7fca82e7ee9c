"""Matching sections -> distinct pages with their sections in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.wikis import ask, page, questions, small_wikis, wiki
from wikisearch.errors import OptionError
from wikisearch.model.request import DEFAULT_SECTIONS, MAX_RESULTS, MAX_SECTIONS, SearchRequest
from wikisearch.model.results import MatchType
from wikisearch.scoring import rounded
from wikisearch.search.names.lookup import NAME_MATCH_TYPES


@settings(deadline=None, max_examples=60)
@given(small_wikis(), questions)
def test_every_page_is_listed_once_with_its_sections_best_first(pages, query):
    results = ask(wiki(pages), query, limit=100)
    ids = [hit.id for hit in results]
    assert len(ids) == len(set(ids)) == results.total
    kinds = [hit.match_type for hit in results]
    assert kinds == sorted(kinds, key=list(MatchType).index)
    # Of these two, the shorter title comes first.
    for kind in set(kinds) - {MatchType.TITLE_WORDS, MatchType.HEADING_END}:
        places = [(-rounded(hit.score), hit.id) for hit in results if hit.match_type == kind]
        assert places == sorted(places)
    for hit in results:
        scores = [(-rounded(section.score), section.id) for section in hit.sections]
        # A name lookup may come before a higher score.
        others = scores[hit.match_type in NAME_MATCH_TYPES :]
        assert others == sorted(others)
        best = max(rounded(section.score) for section in hit.sections)
        assert rounded(hit.score) == best  # of equal ones, the one with the first id
        keys = [section.id for section in hit.sections]
        assert len(keys) == len(set(keys))
        assert all(key.partition("#")[0] == hit.id for key in keys)


@settings(deadline=None, max_examples=60)
@given(small_wikis(), questions, st.integers(0, 4))
def test_result_pages_are_parts_of_one_list(pages, query, limit):
    reader = wiki(pages)
    both = ask(reader, query, limit=2 * limit)
    first = ask(reader, query, limit=limit)
    second = ask(reader, query, limit=limit, offset=limit)
    assert (*first.hits, *second.hits) == both.hits
    assert first.total == second.total == both.total
    assert ask(reader, query, limit=10, offset=both.total).hits == ()


@settings(deadline=None, max_examples=30)
@given(small_wikis(), questions)
def test_a_repeated_search_gives_the_same_results(pages, query):
    one, other = (ask(wiki(order), query, explain=True).hits for order in (pages, pages[::-1]))
    assert one == other


def test_a_page_has_the_score_of_its_best_section():
    reader = wiki([page("Model", "Cost.", {"Cost": "Cost.", "Other": "Cost, at length. " * 9})])
    hit = ask(reader, "cost AND cost")[0]
    assert [section.title for section in hit.sections] == ["Cost", "Other", "Model"]
    assert hit.score == max(section.score for section in hit.sections)


def test_a_section_has_its_headings_and_url():
    reader = wiki(
        [
            page(
                "Foundation Model",
                "x",
                {"Deep Dive › The Cost Barrier": "Money."},
                path="a b/é.html",
            )
        ]
    )
    section = ask(reader, "barrier")[0].sections[0]
    assert section.id == "foundation-model#the-cost-barrier"
    assert (section.title, section.level, section.anchor) == (
        "The Cost Barrier",
        3,
        "the-cost-barrier",
    )
    assert section.hierarchy == ("Foundation Model", "Deep Dive", "The Cost Barrier")
    assert section.url == "a%20b/%C3%A9.html#the-cost-barrier"


def test_the_number_of_sections_is_limited():
    sections = {f"Part {number:02}": "cost" for number in range(30)}
    hit = ask(wiki([page("Model", "", sections)]), "cost")[0]
    assert len(hit.sections) == DEFAULT_SECTIONS


def test_the_requested_number_of_sections_includes_the_named_one():
    sections = {f"Part {number:02}": "cost " * 9 for number in range(30)} | {"Cost": "What?"}
    reader = wiki([page("Model", "", sections)])
    assert [each.title for each in ask(reader, "cost", sections=1)[0].sections] == ["Cost"]
    hit = ask(reader, "part", sections=30)[0]
    assert len(hit.sections) == 30
    assert ask(reader, "part")[0].sections == hit.sections[:DEFAULT_SECTIONS]


def test_a_hit_by_heading_alone_shows_the_definition():
    reader = wiki([page("GPU", "Hardware for training.", {"Cost": ""}, definition="Hardware.")])
    hit = ask(reader, "cost")[0]
    assert hit.definition == "Hardware."
    assert hit.snippet.text == "Hardware."
    assert hit.sections[0].snippet.text == ""
    assert hit.matched_fields == ("heading",)


def test_a_page_without_a_definition_shows_its_start():
    reader = wiki([page("GPU", "Chips for sale.", {"Cost": ""}, definition="")])
    hit = ask(reader, "cost")[0]
    assert (hit.definition, hit.snippet.text) == ("", "Chips for sale.")


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("gpu", ("title", "body")),
        ("chip", ("alias",)),
        ("cost", ("heading",)),
        ("hardware", ("body",)),
        ("hardw*", ("body",)),
        ("gpy~", ("title", "body")),
        ("category:parts", ()),
        ("-zebra", ()),
    ],
)
def test_the_matching_fields_are_listed(query, fields):
    reader = wiki(
        [page("GPU", "A GPU is hardware.", {"Cost": "Much."}, aliases=["Chip"], category="Parts")]
    )
    assert ask(reader, query)[0].matched_fields == fields


def test_a_page_in_more_sections_than_the_window_holds_does_not_hide_the_others():
    crowd = page("Crowd", "", {f"Cost {number}": "cost cost" for number in range(1100)})
    quiet = [page(f"Quiet {number}", "long words " * 40 + "cost") for number in range(3)]
    results = ask(wiki([crowd, *quiet]), "cost", limit=4)
    assert [hit.title for hit in results] == ["Crowd", "Quiet 0", "Quiet 1", "Quiet 2"]
    assert results.total == 4


@pytest.mark.parametrize(
    "options",
    [
        {"limit": -1},
        {"offset": -1},
        {"limit": MAX_RESULTS, "offset": 1},
        {"sections": -1},
        {"sections": MAX_SECTIONS + 1},
    ],
)
def test_a_number_out_of_range_is_refused(options):
    with pytest.raises(OptionError):
        SearchRequest("x", **options)


def test_results_contain_the_request():
    results = ask(wiki([page("Cost", "x")]), " Cost  OR (x", limit=3, offset=1)
    assert (results.query, results.parsed) == (" Cost  OR (x", "Cost OR x")
    assert (results.limit, results.offset, results.total, len(results)) == (3, 1, 1, 0)
    assert results.milliseconds > 0
    assert len(results.warnings) == 1
