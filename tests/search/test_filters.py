"""Filters, facets and sort orders are exact with every engine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, page, questions, site_of, small_wikis, wiki
from wikisearch.engines.registry import engine_named
from wikisearch.errors import OptionError
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.search import IndexView
from wikisearch.search.pipeline import search

CATEGORIES = ("Safety", "Data", "safety", "")

PAGES = [
    page("Prompt", "What a model is given.", category="Basics"),
    page("Prompt Injection", "An attack by a prompt.", category="AI Safety"),
    page("Étude", "A prompt piece.", category="Music"),
    page("Jailbreak", "A prompt that frees.", category="AI safety"),
    page("zebra", "No such word.", category="AI Safety"),
    page("Echo", "A prompt answer."),
]


@pytest.fixture(scope="module", params=["memory", "whoosh", "tantivy"])
def ask(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("filters")
    engine = None if request.param == "memory" else engine_named(request.param)
    known = site_of(PAGES, zebra=1, echo=3)

    with wiki(PAGES, engine, folder) as reader:
        view = IndexView(reader, ANALYZER, known)
        yield lambda query, **options: search(view, SearchRequest(query, **options))


def ids(results):
    return [hit.id for hit in results]


def counts(results):
    return {each.value: each.count for each in results.facets["category"]}


def test_a_filter_narrows_hits_and_totals(ask):
    results = ask("prompt", filters={"category": ("AI Safety",)})
    assert ids(results) == ["prompt-injection", "jailbreak"]
    assert results.total == 2


def test_a_category_may_be_typed_in_another_spelling(ask):
    for name in ("ai safety", "AI-Safety", "aisafety"):
        assert ask("prompt", filters={"category": (name,)}).total == 2


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("ai safety", 'category:"ai safety"'),
        ("Music", "category:Music"),
        ('"music"', "category:music"),
    ],
)
def test_a_note_names_the_field_for_a_category_that_no_text_has(ask, query, field):
    results = ask(query)
    assert results.total == 0
    assert results.warnings[-1].endswith(field)
    assert ask(field).total


def test_a_word_of_a_text_gets_no_note_about_categories(ask):
    assert ask("prompt").warnings == ask("zyzzyva").warnings == ()


def test_any_of_several_categories_matches(ask):
    results = ask("prompt", filters={"category": ("Basics", "Music")})
    assert set(ids(results)) == {"prompt", "étude"}


def test_a_filter_is_the_same_as_the_operator(ask):
    for query in ("model OR attack", "answer", '"prompt piece"', "prom*"):
        for name in ("AI Safety", "Music", "Basics"):
            filtered = ask(query, filters={"category": (name,)})
            typed = ask(f'({query}) category:"{name}"')
            assert set(ids(filtered)) == set(ids(typed))
            assert filtered.total == typed.total


def test_a_filter_alone_lists_a_category(ask):
    results = ask("", filters={"category": ("AI Safety",)})
    assert ids(results) == ["zebra", "jailbreak", "prompt-injection"]  # the most linked first
    assert results.warnings == ()


def test_a_name_is_found_first_within_a_category_too(ask):
    best = ask("prompt injection", filters={"category": ("AI Safety",)})[0]
    assert (best.id, str(best.match_type)) == ("prompt-injection", "title")


def test_an_unknown_category_finds_nothing_and_a_note_has_the_nearest(ask):
    results = ask("prompt", filters={"category": ("AI Safty",)})
    assert results.total == 0
    assert results.warnings == ("no page has the category AI Safty; the nearest: AI Safety",)
    results = ask("prompt", filters={"category": ("?!", "Music")})
    assert ids(results) == ["étude"]
    [warning] = results.warnings
    assert warning.startswith("no page has the category ?!; the nearest: ")


@pytest.mark.parametrize(
    "query", ['category:"AI Safty"', '-category:"AI Safty"', 'prompt category:Music|"AI Safty"']
)
def test_an_unknown_category_in_a_query_gives_the_same_note_once(ask, query):
    warned = ("no page has the category AI Safty; the nearest: AI Safety",)
    assert ask(query).warnings == warned
    assert ask(query, filters={"category": ("AI Safty",)}).warnings == warned
    assert ask(query.replace("Safty", "Safety")).warnings == ()


def test_a_wiki_without_categories_gives_a_note():
    view = IndexView(wiki([page("A")]), ANALYZER)
    results = search(view, SearchRequest("a", filters={"category": ("B",)}))
    assert (results.total, results.warnings) == (0, ("no page has a category",))


def test_pages_are_counted_by_category_in_its_most_frequent_spelling(ask):
    results = ask("prompt", facets=("category",), limit=1)
    assert results.total == 5
    assert counts(results) == {"AI Safety": 2, "Basics": 1, "Music": 1}
    assert [each.value for each in results.facets["category"]] == ["AI Safety", "Basics", "Music"]


def test_the_counts_of_a_facet_ignore_its_own_filter(ask):
    wide = ask("prompt", facets=("category",))
    narrow = ask("prompt", facets=("category",), filters={"category": ("Music",)})
    assert narrow.facets == wide.facets


def test_facets_are_counted_only_on_request(ask):
    assert ask("prompt").facets == {}
    assert ask("nowhere", facets=("category",)).facets == {"category": ()}


def test_pages_are_sorted_by_title_without_case_and_accents(ask):
    results = ask("prompt", sort=Sort.TITLE)
    assert [hit.title for hit in results] == [
        "Echo",
        "Étude",
        "Jailbreak",
        "Prompt",
        "Prompt Injection",
    ]


def test_pages_are_sorted_by_links(ask):
    assert ids(ask("prompt", sort=Sort.LINKS))[:2] == ["echo", "étude"]


def test_flat_rows_are_in_the_order_of_their_pages(ask):
    results = ask("prompt", sort=Sort.TITLE)
    assert [hit.id for hit, _ in results.flat()] == ids(results)
    best = ask("prompt")
    assert [section.score for _, section in best.flat()[1:]] == sorted(
        (section.score for _, section in best.flat()[1:]), reverse=True
    )


def test_an_unknown_facet_is_an_error():
    for options in ({"filters": {"colour": ("red",)}}, {"facets": ("colour",)}):
        with pytest.raises(OptionError, match="colour"):
            SearchRequest("x", **options)


def test_a_filter_value_may_stand_outside_a_list():
    request = SearchRequest("x", filters={"category": "Safety"})
    assert request.filters == {"category": ("Safety",)}
    with pytest.raises(TypeError, match="category"):
        SearchRequest("x", filters={"category": 7})


def test_an_order_may_be_a_string_and_an_unknown_one_is_an_error(ask):
    assert ids(ask("prompt", sort="title")) == ids(ask("prompt", sort=Sort.TITLE))
    with pytest.raises(OptionError, match="age"):
        SearchRequest("x", sort="age")


@st.composite
def filed_wikis(draw):
    return [
        page(each.title, each.definition, id=each.id, category=draw(st.sampled_from(CATEGORIES)))
        for each in draw(small_wikis())
    ]


@settings(deadline=None, max_examples=30)
@given(filed_wikis(), questions, st.sampled_from(CATEGORIES[:2]))
def test_a_filter_returns_the_unfiltered_pages_of_that_category(pages, query, category):
    view = IndexView(wiki(pages), ANALYZER, site_of(pages))

    def ask_again(**options):
        return search(view, SearchRequest(query, limit=50, **options))

    everything = ask_again(facets=("category",))
    filtered = ask_again(filters={"category": (category,)}, facets=("category",))
    filed = {each.id for each in pages if each.category.lower() == category.lower()}
    assert set(ids(filtered)) == set(ids(everything)) & filed
    found = {each.value.lower(): each.count for each in everything.facets["category"]}
    assert filtered.total == found.get(category.lower(), 0)
    assert filtered.facets == everything.facets
    scores = {hit.id: hit.match_type for hit in everything}
    assert all(scores[hit.id] == hit.match_type for hit in filtered)


@settings(deadline=None, max_examples=30)
@given(filed_wikis(), questions, st.sampled_from([Sort.TITLE, Sort.LINKS]))
def test_every_order_has_all_pages_and_can_be_paged_through(pages, query, sort):
    view = IndexView(wiki(pages), ANALYZER, site_of(pages, page1=2, page3=1))

    def ask_again(**options):
        return search(view, SearchRequest(query, **options))

    best, whole = ask_again(limit=50), ask_again(limit=50, sort=sort)
    assert set(ids(whole)) == set(ids(best))
    assert whole.total == best.total
    screens = [ask_again(limit=2, offset=offset, sort=sort) for offset in range(0, 10, 2)]
    assert [name for screen in screens for name in ids(screen)] == ids(whole)
    assert {hit.id: hit.match_type for hit in best} == {hit.id: hit.match_type for hit in whole}
    if sort is Sort.TITLE:
        names = [(ANALYZER.folded_name(hit.title), hit.title, hit.id) for hit in whole]
        assert names == sorted(names)
