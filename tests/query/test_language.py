"""Queries, and the trees they are parsed to."""

from pathlib import Path

import pytest

from tests.search.wikis import ANALYZER
from wikisearch.query import is_plain, parse, plan_query, render
from wikisearch.query.limits import MAX_CHARACTERS
from wikisearch.query.syntax import (
    AllOf,
    AnyOf,
    BareWord,
    Excluded,
    FieldClause,
    FuzzyWord,
    QuotedPhrase,
    WordPrefix,
)

_LINES = Path(__file__).with_name("language.tsv").read_text(encoding="utf-8").splitlines()
CASES = [(*line.split("\t"), "", "")[:3] for line in _LINES if not line.startswith("#")]

A, B, C = BareWord("a"), BareWord("b"), BareWord("c")

TREES = {
    "": None,
    " \t\n": None,
    "()": None,
    "a": A,
    "a b": AllOf((A, B)),
    "a AND b": AllOf((A, B), explicit_and=True),
    "a b OR c": AnyOf((AllOf((A, B)), C)),
    "(a OR b) c": AllOf((AnyOf((A, B)), C)),
    "a -b": AllOf((A, Excluded(B))),
    "-(a OR b)": Excluded(AnyOf((A, B))),
    "title:(a b)": FieldClause("title", AllOf((A, B))),
    "-section:a": Excluded(FieldClause("heading", A)),
    "title:-a": Excluded(FieldClause("title", A)),
    '"a b" c': AllOf((QuotedPhrase("a b"), C)),
    "a* b~": AllOf((WordPrefix("a"), FuzzyWord("b"))),
    "GPT-4 k-means C++": AllOf((BareWord("GPT-4"), BareWord("k-means"), BareWord("C++"))),
    "a::operator* operator~ operator()": AllOf(
        (BareWord("a::operator*"), BareWord("operator~"), BareWord("operator()"))
    ),
    "list -> str": AllOf((BareWord("list"), BareWord("->"), BareWord("str"))),
    "a -.net": AllOf((BareWord("a"), Excluded(BareWord(".net")))),
    "operat* (operator)": AllOf((WordPrefix("operat"), BareWord("operator"))),
}

PLAIN = {
    "cost barrier": True,
    "C++": True,
    "it": True,
    "cost and barrier": True,
    "cost AND barrier": False,
    "cost OR barrier": False,
    "-cost": False,
    '"cost"': False,
    "title:cost": False,
    "cost~": False,
}


@pytest.mark.parametrize(("typed", "understood", "warned"), CASES)
def test_a_query_is_parsed_with_warnings(typed, understood, warned):
    tree, warnings = parse(typed)
    assert (render(tree) if tree else "") == understood
    expected = [each.strip() for each in warned.split(";") if each.strip()]
    received = (*warnings, *plan_query(tree, ANALYZER).warnings) if tree else warnings
    assert len(received) == len(expected)
    assert all(word in warning for word, warning in zip(expected, received, strict=True))


@pytest.mark.parametrize(("typed", "tree"), TREES.items())
def test_a_query_is_parsed_to_its_tree(typed, tree):
    assert parse(typed) == (tree, ())


@pytest.mark.parametrize(("typed", "plain"), PLAIN.items())
def test_only_bare_words_may_be_a_name(typed, plain):
    tree, _ = parse(typed)
    assert is_plain(tree) == plain


def test_a_warning_is_given_once():
    _, warnings = parse("a) b) c) author:x author:y")
    assert len(warnings) == len(set(warnings)) == 2


def test_a_query_with_too_many_words_is_cut_with_a_warning():
    tree, warnings = parse(" ".join(f"w{number}" for number in range(300)))
    assert tree == AllOf(tuple(BareWord(f"w{number}") for number in range(256)))
    assert warnings == ("only the first 256 words were searched for",)


@pytest.mark.parametrize(
    ("typed", "understood", "between"),
    [
        ('"{}"', '"{}"', " "),
        ('"{}"', '"{}"', "|"),
        ('title:"{}"~2', 'title:"{}"~2', " "),
        ('title:"{}"~2', 'title:"{}"~2', "|"),
        ("linksto:{}", "linksto:{}", "|"),
        ('linksto:"{}"', 'linksto:"{}"', " "),
        ('linksto:"{}"', 'linksto:"{}"', "|"),
        ('linksto:"{}"|b', 'linksto:"{}"', " "),
        ('linksto:"{}"|b', 'linksto:"{}"', "|"),
    ],
)
def test_words_of_phrases_and_names_between_bars_count(typed, understood, between):
    words = [f"w{number}" for number in range(300)]
    tree, warnings = parse(typed.format(between.join(words)) + " cost")
    assert render(tree) == understood.format(between.join(words[:256]))
    assert warnings == ("only the first 256 words were searched for",)


@pytest.mark.parametrize("last", ['""', "a", "AND", ")", '"a b"'])
def test_text_after_the_character_limit_is_not_read(last):
    tree, warnings = parse("a " + "AND a " * 5 + "(" * MAX_CHARACTERS + last)
    assert tree == AllOf((A,) * 6, explicit_and=True)
    assert "only the first 4,000 characters were searched for" in warnings


def test_tokens_of_one_word_count_too():
    tree, warnings = parse("a-" * 1_500)
    assert tree == BareWord("a-" * 999 + "a")
    assert warnings == ("only the first 1,000 tokens were searched for",)


def test_an_exclusion_is_applied_completely_or_not_at_all():
    tree, warnings = parse('cost -"' + "a " * 300 + '"')
    assert (tree, len(warnings)) == (BareWord("cost"), 1)


@pytest.mark.parametrize("end", [" OR x", " NOT x", " -x", " title:x", " AND x", " (x"])
def test_a_truncated_clause_has_no_effect(end):
    words = " ".join(f"w{number}" for number in range(256))
    tree, _ = parse(words + end)
    assert tree.children == parse(words)[0].children


def test_brackets_nested_too_deep_are_ignored_with_a_warning():
    tree, warnings = parse("(" * 100 + "a b" + ")" * 100)
    assert tree == AllOf((A, B))
    assert len(warnings) == 1


def test_an_exclusion_in_ignored_brackets_is_not_required():
    tree, _ = parse("c (" * 40 + "-(a b)" + ")" * 40)
    assert wanted(tree) <= {"c"}


def wanted(tree):
    match tree:
        case BareWord(text):
            return {text}
        case FieldClause(_, inner):
            return wanted(inner)
        case AllOf(children) | AnyOf(children):
            return set().union(*map(wanted, children))
    return set()
