"""Small made-up indexes, and queries over them."""

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
    Word,
)

# Few and alike, so that phrases, prefixes and misspellings often meet.
TOKENS = ("a", "aa", "ab", "abc", "abd", "b", "ba", "c++", "é", "日本")

tokens = st.sampled_from(TOKENS)
texts = st.lists(tokens, max_size=8).map(tuple)
fields = st.lists(st.sampled_from(POSITIONAL_FIELDS), min_size=1, max_size=4, unique=True).map(
    tuple
)


@st.composite
def worlds(draw):
    """Draw up to a dozen documents on up to five pages."""
    documents = []
    for number in range(draw(st.integers(0, 12))):
        page = f"page{draw(st.integers(0, 4))}"
        documents.append(
            Document(
                key=f"{page}#{number}",
                page=page,
                scored=draw(st.lists(tokens, max_size=40).map(tuple)),
                fields={name: draw(texts) for name in draw(fields)},
                keywords={"category": frozenset(draw(st.lists(tokens, max_size=2)))},
                stored=f"stored {number}".encode(),
            )
        )
    return documents


leaves = st.one_of(
    st.builds(Word, tokens),
    st.builds(Phrase, st.lists(tokens, min_size=1, max_size=3).map(tuple), fields),
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
