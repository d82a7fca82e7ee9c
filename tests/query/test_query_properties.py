"""Any query is parsed and printed, and its exclusions never change."""

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bench.constructs import QUERIES
from tests.search.wikis import ANALYZER
from tests.steps import assert_linear, count_steps
from wikisearch.model.query import And, AndMaybe, DisMax, Not, Or
from wikisearch.query import find_compounds, parse, plan_query, render
from wikisearch.query.fields import FIELDS
from wikisearch.query.limits import MAX_CHARACTERS
from wikisearch.query.syntax import AllOf, AnyOf, Excluded, FieldClause

_WRITTEN = Path(__file__).with_name("pieces.txt").read_text(encoding="utf-8")
PIECES = [*_WRITTEN.splitlines(), "\x00", "\ud800", "\u0301"]

typed = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=25).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)


@given(st.text(max_size=10_000) | typed)
def test_any_text_is_parsed(text):
    tree, warnings = parse(text)
    plans = plan_query(tree, ANALYZER)
    assert all(isinstance(each, str) and each for each in (*warnings, *plans.warnings))
    assert plans.strict == plan_query(parse(text)[0], ANALYZER).strict


@given(typed)
@settings(max_examples=500)
@example("NOT --x")
@example("NOT #x")
@example("title:(#x)")
@example("title:(:x)")
@example("NOT *")
@example("title:- (a title:-)")
def test_a_printed_query_parses_to_the_same_tree(text):
    tree, _ = parse(text)
    assume(tree is not None)
    assert parse(render(tree))[0] == tree


@given(typed)
def test_printing_a_parsed_query_is_idempotent(text):
    tree, _ = parse(text)
    assume(tree is not None)
    assert render(parse(render(tree))[0]) == render(tree)


@given(st.text(st.characters(exclude_characters="-–N"), max_size=200))
def test_nothing_is_excluded_without_a_minus_or_a_not(text):
    tree, _ = parse(text)
    assert not exclusions(tree)
    assert not excludes(plan_query(tree, ANALYZER).strict)


# A leaf, and its number of exclusions.
terms = st.sampled_from(["cost", "gpt-4", '"a b"', "bar*", "kost~", "C++", "title:x"])
exclusion_formats = st.sampled_from(
    ["-{}", "NOT {}", "-({})", "NOT ({})", "({}) -z", "NOT title:{}"]
)


@st.composite
def queries(draw, depth=0):
    """Draw a query and the number of its exclusions."""
    pieces, count = [], 0
    for _ in range(draw(st.integers(1, 3))):
        piece, inside = (
            draw(queries(depth + 1)) if depth < 2 and draw(st.booleans()) else (draw(terms), 0)
        )
        piece = f"({piece})" if " " in piece and not piece.startswith('"') else piece
        if draw(st.integers(0, 3)) == 0 and not inside:
            piece, inside = draw(exclusion_formats).format(piece), inside + 1
        pieces.append(piece)
        count += inside
    return draw(st.sampled_from([" ", " AND ", " OR "])).join(pieces), count


@given(queries())
def test_exactly_the_excluded_words_are_excluded(query):
    text, count = query
    tree, warnings = parse(text)
    assert warnings == ()
    assert exclusions(tree) == count
    assert exclusions(parse(render(tree))[0]) == count
    assert excludes(plan_query(tree, ANALYZER).strict) == (count > 0)


@pytest.mark.parametrize(
    "text", ["-#tag", "-$5", "-@name", "-¿que", "-/etc", "NOT #tag", "NOT @name", "cost -#tag"]
)
def test_a_minus_before_punctuation_excludes_as_before_a_letter(text):
    assert exclusions(parse(text)[0]) == 1


def planned(text):
    tree, _ = parse(text)
    plan_query(tree, ANALYZER)
    return render(tree) if tree else ""


@pytest.mark.parametrize("make", QUERIES.values(), ids=QUERIES)
def test_steps_for_a_query_grow_with_its_length(make):
    assert_linear(planned, make, 30)


def test_the_bench_measures_every_field_of_the_query_language():
    measured = "".join(make(1) for make in QUERIES.values())
    assert [f.names[0] for f in FIELDS if not any(f"{n}:" in measured for n in f.names)] == []


def test_a_very_long_word_is_not_split_into_two():
    class NoWiki:
        def known_words(self, words):
            raise AssertionError

        def compounds(self, word):
            return {}

    for word in ("日本" * 1000, "a" * 1000):
        assert find_compounds([word], ANALYZER, NoWiki()).split == {}


@pytest.mark.parametrize("make", QUERIES.values(), ids=QUERIES)
def test_input_beyond_the_limits_takes_no_steps(make):
    long, longer = make(MAX_CHARACTERS), make(25 * MAX_CHARACTERS)
    few, _ = count_steps(planned, long)
    many, _ = count_steps(planned, longer)
    assert many <= 1.1 * few + 100


@pytest.mark.parametrize("make", QUERIES.values(), ids=QUERIES)
def test_a_query_of_about_100_000_characters_is_parsed(make):
    text = make(100_000 // (len(make(2)) - len(make(1))))
    assert len(planned(text)) <= 2 * MAX_CHARACTERS


def exclusions(tree):
    match tree:
        case Excluded(inner):
            return 1 + exclusions(inner)
        case FieldClause(_, inner):
            return exclusions(inner)
        case AllOf(children) | AnyOf(children):
            return sum(map(exclusions, children))
    return 0


def excludes(query):
    match query:
        case Not():
            return True
        case And(clauses) | Or(clauses) | DisMax(clauses):
            return any(map(excludes, clauses))
        case AndMaybe(required, optional):
            return excludes(required) or excludes(optional)
    return False
