"""The rank of one term, and the order of two terms."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.search.wikis import ANALYZER, ask, page, questions, small_wikis, wiki
from wikisearch.analysis import Analyzer
from wikisearch.engines.memory import MemoryEngine
from wikisearch.mapping.documents import documents
from wikisearch.model.comparison import DecidingFactor, MissingClauses
from wikisearch.model.results import MatchType
from wikisearch.scoring import rounded
from wikisearch.search import IndexView
from wikisearch.search.explain.compare import compare

PAGES = {
    each.id: each
    for each in [
        page("Foundation Model", "Trained on data.", {"The Cost Barrier": "Cost is a barrier."}),
        page("GPU", "A barrier.", {"Price": "Much cost."}),
        page("Barrier", "In the way."),
        page("Cost Barrier Reef", "Far away."),
        page("Cost Barrier of a Model", "Near, and a cost, a cost, a cost, a barrier."),
        page("Fish", "Of the sea."),
        page("Whale", "Of the sea."),
        page("Shark", "Of the sea, the sea."),
        page("Sonar", "A sound.", id="p1"),
        page("SONAR", "A sound.", id="p2"),
    ]
}


def compared(query, *ids):
    view = IndexView(wiki(PAGES.values()), ANALYZER)
    return compare(view, query, tuple(PAGES[i] for i in ids))


def test_a_term_has_the_rank_score_and_explanation_of_a_search():
    [standing] = compared("cost barrier", "foundation-model").standings
    hits = ask(wiki(PAGES.values()), "cost barrier", explain=True).hits
    hit = hits[standing.rank - 1]
    assert standing.id == hit.id == "foundation-model"
    assert standing.explanation == hit.explanation
    assert (standing.score, standing.match_type) == (hit.score, hit.match_type)
    assert standing.gap is None


@pytest.mark.parametrize(
    ("query", "term", "gap"),
    [
        (
            '"cost barrier" AND data',
            "fish",
            MissingClauses(('"cost barrier"', "data"), "fish", ('"cost barrier"', "data")),
        ),
        ("barrier AND cost", "gpu", MissingClauses((), "gpu", ("cost",))),
        (
            "barrier AND cost AND data",
            "foundation-model",
            MissingClauses((), "foundation-model#the-cost-barrier", ("data",)),
        ),
        ("the AND zebra", "fish", MissingClauses(("zebra",), "fish", ("zebra",))),
        ("sea -sea", "fish", MissingClauses(("-sea",), "fish", ("-sea",))),
        ("title:sea", "fish", MissingClauses(("title:sea",), "fish", ("title:sea",))),
        ("fish OR zebra", "whale", MissingClauses(("fish OR zebra",), "whale", ("fish OR zebra",))),
        ("", "fish", MissingClauses((), "", ())),
    ],
)
def test_a_term_that_does_not_match_has_missing_clauses(query, term, gap):
    [standing] = compared(query, term).standings
    assert standing.rank is standing.match_type is standing.score is standing.explanation is None
    assert standing.gap == gap


@pytest.mark.parametrize(
    ("query", "one", "other", "decider", "above"),
    [
        ("barrier", "gpu", "barrier", DecidingFactor.MATCH_TYPE, "barrier"),
        (
            "cost barrier",
            "cost-barrier-of-a-model",
            "cost-barrier-reef",
            DecidingFactor.TITLE,
            "cost-barrier-reef",
        ),
        ("Sonar", "p1", "p2", DecidingFactor.FORM, "p1"),
        ("SONAR", "p1", "p2", DecidingFactor.FORM, "p2"),
        ("sea", "fish", "shark", DecidingFactor.SCORE, "shark"),
        ("sea", "whale", "fish", DecidingFactor.ID, "fish"),
        ("sea", "gpu", "whale", DecidingFactor.FOUND, "whale"),
    ],
)
def test_the_deciding_factor_of_two_terms_is_named(query, one, other, decider, above):
    verdict = compared(query, one, other).verdict
    assert (verdict.decider, verdict.above) == (decider, above)
    assert {verdict.above, verdict.below} == {one, other}
    assert verdict.sentence.startswith(f"{PAGES[above].title} is above ")


def test_two_terms_that_do_not_match_have_no_order():
    assert compared("zebra", "fish", "whale").verdict is None


def test_the_sentence_names_the_parts_that_differ_most():
    verdict = compared("cost OR barrier OR data", "foundation-model", "gpu").verdict
    assert verdict.decider is DecidingFactor.SCORE
    sizes = [abs(each.above - each.below) for each in verdict.differences]
    assert sizes == sorted(sizes, reverse=True)
    assert f"largest differences: {verdict.differences[0].part} (" in verdict.sentence


def test_a_misspelled_query_is_explained_as_it_was_searched_for():
    comparison = compared("foundatoin -sea", "foundation-model", "fish")
    assert comparison.suggestion == "foundation -sea"
    assert comparison.standings[0].rank
    assert comparison.standings[1].gap.nowhere == ("foundation", "-sea")


def test_missing_clauses_are_found_in_the_language_of_the_page():
    analyzer = Analyzer("en", "fr")
    french = replace(page("Prairie", "Les chevaux courent avec les animaux."), language="fr")
    writer = (engine := MemoryEngine()).create(Path("two"))
    for each in (page("Thing", "Some English words."), french):
        writer.add(documents(each, analyzer.for_language(each.language)))
    writer.finish()
    view = IndexView(engine.open(Path("two")), analyzer)
    for query in ("cheval AND zebra", "chevaux AND zebra"):
        [term] = compare(view, query, (french,)).standings
        assert term.gap == MissingClauses(("zebra",), "prairie", ("zebra",))


def test_terms_far_down_are_found_and_beyond_the_titles_read_only_the_score_decides():
    many = [page(f"Sea Item{n}", "sea " * 9, id=f"p{n:03}") for n in range(120)]
    other = page("Sea Of All Far Away Things", "x " * 200, id="r")
    reader = wiki([*many, other])
    view = IndexView(reader, ANALYZER)
    comparison = compare(view, "item77 OR sea", (many[119], other))
    assert [standing.rank for standing in comparison.standings] == [
        [hit.id for hit in ask(reader, "item77 OR sea", limit=200)].index(each) + 1
        for each in ("p119", "r")
    ]
    titled = compare(view, "sea", (many[100], other))
    assert [standing.match_type for standing in titled.standings] == [MatchType.TITLE_WORDS] * 2
    assert titled.verdict.decider is DecidingFactor.SCORE


@settings(deadline=None, max_examples=60)
@given(small_wikis(), questions)
def test_a_comparison_agrees_with_the_search(pages, query):
    reader = wiki(pages)
    order = [hit.id for hit in ask(reader, query, limit=100)]
    view = IndexView(reader, ANALYZER)
    for pair in combinations(pages, 2):
        comparison = compare(view, query, pair)
        for standing in comparison.standings:
            assert standing.rank == (order.index(standing.id) + 1 if standing.id in order else None)
            assert (standing.gap is None) == (standing.rank is not None)
            assert standing.gap is None or standing.gap.missing
        assert_follows_from_the_order(comparison, order)


def assert_follows_from_the_order(comparison, order):
    verdict = comparison.verdict
    found = [each for each in order if each in {one.id for one in comparison.standings}]
    if verdict is None:
        assert not found
        return
    assert found[0] == verdict.above
    above, below = sorted(comparison.standings, key=lambda one: one.id != verdict.above)
    kinds = list(MatchType)
    match verdict.decider:
        case DecidingFactor.FOUND:
            assert len(found) == 1
        case DecidingFactor.MATCH_TYPE:
            assert kinds.index(above.match_type) < kinds.index(below.match_type)
        case DecidingFactor.TITLE:
            assert above.match_type is below.match_type is MatchType.TITLE_WORDS
        case DecidingFactor.FORM:
            headings = {MatchType.HEADING, MatchType.HEADING_END}
            is_title = above.match_type is below.match_type is MatchType.TITLE
            assert is_title or {above.match_type, below.match_type} <= headings
        case DecidingFactor.LINKS:
            assert above.match_type in {MatchType.HEADING, MatchType.HEADING_END}
        case DecidingFactor.SCORE:
            assert rounded(above.score) > rounded(below.score)
            assert verdict.differences
        case DecidingFactor.ID:
            assert rounded(above.score) == rounded(below.score)
            assert above.id < below.id
