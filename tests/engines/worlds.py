"""Generated small indexes and queries."""

from hypothesis import strategies as st

from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.query import (
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Term,
)

# Few and similar, so that phrases, prefixes and fuzzy terms often match; the last ones are unusual.
TOKENS = ("a", "aa", "ab", "abc", "abd", "b", "ba", "c++", "é", "日本", "a\0b", "\ud800", "=", "😀")
PAGES = ("page", "p\0", "page2", "p", "dir/é", "\udcff", "😀")
ANCHORS = ("", "one", "#", "a\0b", "\ud800", "日本")

tokens = st.sampled_from(TOKENS)
texts = st.lists(tokens, max_size=8).map(tuple)
fields = st.lists(st.sampled_from(POSITIONAL_FIELDS), min_size=1, max_size=4, unique=True).map(
    tuple
)


places = st.lists(
    st.tuples(st.sampled_from(PAGES), st.sampled_from(ANCHORS)), max_size=12, unique=True
)


@st.composite
def worlds(draw):
    """Draw up to twelve documents on a few pages."""
    return [
        Document(
            key=f"{page}#{anchor}" if anchor else page,
            page=page,
            scored=draw(st.lists(tokens, max_size=40).map(tuple)),
            fields={name: draw(texts) for name in draw(fields)},
            keywords={"category": frozenset(draw(st.lists(tokens, max_size=2)))},
            stored=draw(st.binary(max_size=20)),
        )
        for page, anchor in draw(places)
    ]


expanded = st.one_of(
    st.builds(Prefix, st.sampled_from(("", *TOKENS)), fields),
    st.builds(Fuzzy, tokens, st.integers(1, 2), fields),
)

slops = st.sampled_from((0, 0, 1, 2, 5))
leaves = st.one_of(
    st.builds(Term, tokens),
    st.builds(Phrase, st.lists(tokens, min_size=1, max_size=3).map(tuple), fields, slops),
    st.builds(Prefix, tokens, fields),
    st.builds(Fuzzy, tokens, st.integers(0, 2), fields),
    st.builds(Keyword, st.just("category"), tokens),
    st.just(Everything()),
    st.just(Nothing()),
)


def _combined(nodes):
    clauses = st.lists(nodes, max_size=3).map(tuple)
    return st.one_of(
        st.builds(And, clauses),
        st.builds(Or, clauses),
        st.builds(DisMax, clauses),
        st.builds(AndMaybe, nodes, nodes),
        st.builds(Not, nodes),
    )


queries = st.recursive(leaves, _combined, max_leaves=8)
