"""A text is completed to titles and aliases, in order of relevance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.suggest import made_up_terms, made_up_titles
from tests.steps import count_steps
from wikisearch.analysis import Analyzer
from wikisearch.model.names import PageEntry
from wikisearch.search.suggest.complete import MAX_CHARACTERS, Completer

ANALYZER = Analyzer()


def term(title, *aliases, name=None):
    return PageEntry(name or title.lower(), f"{title}.html", title, aliases, "")


def completer(*terms, **incoming):
    listed = [each if isinstance(each, PageEntry) else term(each) for each in terms]
    return Completer(listed, incoming, ANALYZER)


def titles(found):
    return [each.title for each in found]


WIKI = completer(
    "Machine Learning",
    "Learning Rate",
    "Deep Learning",
    "Café",
    "GPT-4",
    "A New GPT-4 Model",
    "k-means",
    "C",
    "C++",
    "Cat",
    term("RAG", "Retrieval-Augmented Generation"),
    "日本語",
    "שלום עולם",
    "🤖",
    "?!",
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mach", ["Machine Learning"]),
        ("MACH", ["Machine Learning"]),
        ("machine l", ["Machine Learning"]),
        ("machinel", ["Machine Learning"]),
        ("  machine  ", ["Machine Learning"]),
        ("cafe", ["Café"]),
        ("CAFÉ", ["Café"]),
        ("gpt4", ["GPT-4", "A New GPT-4 Model"]),
        ("gpt 4", ["GPT-4", "A New GPT-4 Model"]),
        ("k means", ["k-means"]),
        ("learn", ["Learning Rate", "Deep Learning", "Machine Learning"]),
        ("learning mach", ["Machine Learning"]),
        ("retr", ["RAG"]),
        ("generation", ["RAG"]),
        ("日本", ["日本語"]),
        ("本", ["日本語"]),
        ("שלום", ["שלום עולם"]),
        ("עולם", ["שלום עולם"]),
        ("🤖", ["🤖"]),
        ("?", ["?!"]),
        ("c+", ["C++", "C", "Cat", "Café"]),
        ("c", ["C", "C++", "Cat", "Café"]),
        ("zebra", []),
    ],
)
def test_what_is_typed_is_completed(typed, found):
    assert titles(WIKI.suggestions(typed, 10)) == found


@pytest.mark.parametrize("typed", ["mahcine", "machne", "maachine", "mackine", "lerning mach"])
def test_one_typo_in_a_word_is_accepted(typed):
    assert titles(WIKI.suggestions(typed, 10)) == ["Machine Learning"]


def test_no_typo_is_accepted_in_a_short_word():
    assert titles(WIKI.suggestions("caz", 10)) == []
    assert titles(WIKI.suggestions("cafz", 10)) == ["Café"]


def test_completions_are_ordered_by_their_kind():
    wiki = completer("Transition", "Phase Transition", "Transaction", "Grand Transition")
    found = [(each.title, str(each.completion)) for each in wiki.suggestions("transit", 10)]
    assert found == [
        ("Transition", "name"),
        ("Grand Transition", "words"),
        ("Phase Transition", "words"),
    ]
    found = [(each.title, str(each.completion)) for each in wiki.suggestions("transac", 10)]
    assert found == [("Transaction", "name")]
    found = [(each.title, str(each.completion)) for each in wiki.suggestions("trasnit", 10)]
    assert {kind for _, kind in found} == {"fuzzy"}
    assert [title for title, _ in found] == ["Transition", "Grand Transition", "Phase Transition"]


def test_an_alias_is_completed_with_its_page():
    [found] = WIKI.suggestions("retr", 10)
    assert (found.title, found.alias) == ("RAG", "Retrieval-Augmented Generation")
    [found] = WIKI.suggestions("rag", 10)
    assert (found.title, found.alias) == ("RAG", None)


def test_a_page_is_completed_once_by_its_best_name():
    wiki = completer(term("Model Card", "Modelling Card", "Model"))
    [found] = wiki.suggestions("mod", 10)
    assert found.alias is None
    [found] = wiki.suggestions("model", 10)
    assert found.alias == "Model"  # it is all that was typed


def test_completions_are_ordered_by_links_then_length_then_alphabet():
    wiki = completer("Tab", "Tax", "Tap", "Tablet", "Table", table=3, tax=1)
    assert titles(wiki.suggestions("ta", 10)) == ["Table", "Tax", "Tab", "Tap", "Tablet"]
    assert titles(wiki.suggestions("tab", 10)) == ["Tab", "Table", "Tablet"]


def test_titles_come_before_aliases():
    wiki = completer(term("Feature", "Attribute"), "Attention", feature=9)
    assert titles(wiki.suggestions("att", 10)) == ["Attention", "Feature"]


def test_pages_with_the_same_name_are_ordered_by_id():
    wiki = completer(term("Net", name="b"), term("Net", name="a"))
    assert [each.id for each in wiki.suggestions("ne", 10)] == ["a", "b"]


def test_no_more_than_the_limit():
    assert titles(WIKI.suggestions("c", 2)) == ["C", "C++"]
    assert WIKI.suggestions("c", 0) == ()


@pytest.mark.parametrize("typed", ["", "   ", "\0", "\n", "!" * 9, "x" * 100_000, "a " * 50_000])
def test_a_text_that_starts_no_name_has_no_completion(typed):
    assert WIKI.suggestions(typed, 10) == ()


def test_a_very_long_name_is_left_out():
    assert completer("x" * (MAX_CHARACTERS + 1)).suggestions("x", 10) == ()


def test_a_wiki_without_terms_has_no_completions():
    assert completer().suggestions("a", 10) == ()


@given(st.text(max_size=20))
def test_any_text_may_be_typed(typed):
    found = WIKI.suggestions(typed, 3)
    assert len({each.id for each in found}) == len(found) <= 3


def test_ten_times_as_many_titles_take_less_than_twice_as_many_steps():
    listed = made_up_titles(20_000)
    few, many = (Completer(made_up_terms(listed[:n]), {}, ANALYZER) for n in (2_000, 20_000))
    typed = [title[: len(title) * 2 // 3] for title in listed[:200]]

    def steps(completer):
        counted = [count_steps(completer.suggestions, text, 10) for text in typed]
        assert all(found for _, found in counted)
        return sum(steps for steps, _ in counted)

    assert steps(many) < 2 * steps(few)
