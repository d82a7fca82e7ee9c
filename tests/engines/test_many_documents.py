"""With enough documents for pruning, the default engine ranks as the reference does."""

from random import Random

import pytest

from tests.engines.indexes import built
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.query import (
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)

DOCUMENTS = 900
RANDOM = Random(20261124)
TOKENS = [RANDOM.choice("stuvw") + RANDOM.choice("aeiou") * RANDOM.randint(1, 3) for _ in range(90)]
FREQUENT = [1 / rank for rank in range(1, len(TOKENS) + 1)]
MAX_EXPANDED = 12
"""Expansion limit."""


def tokens(number):
    return tuple(RANDOM.choices(TOKENS, FREQUENT, k=number))


def document(number):
    page = f"page{RANDOM.randrange(DOCUMENTS // 3)}"
    # Many documents are equal, so that many scores tie.
    scored = tokens(RANDOM.randrange(90)) if number % 3 else (TOKENS[number % 4], TOKENS[5])
    return Document(
        key=f"{page}#{number}",
        page=page,
        scored=scored,
        fields={"title": scored[:2], "body": scored},
        keywords={"category": frozenset(scored[:1])},
        stored=str(number).encode() * RANDOM.randrange(40),
    )


def word():
    return Term(tokens(1)[0])


def leaf():
    return RANDOM.choice(
        (
            word,
            lambda: Prefix(tokens(1)[0][: RANDOM.randint(0, 2)], POSITIONAL_FIELDS),
            lambda: Fuzzy(tokens(1)[0], RANDOM.randint(1, 2), ("body",)),
            lambda: Phrase(tokens(2), POSITIONAL_FIELDS, RANDOM.choice((0, 0, 2))),
            lambda: Keyword("category", tokens(1)[0]),
        )
    )()


def several(number, make):
    return tuple(make() for _ in range(number))


KINDS = {
    "words": lambda: Or(several(RANDOM.randint(1, 6), word)),
    "all words": lambda: And(several(2, word)),
    "spellings": lambda: Or((DisMax(several(2, word)), DisMax(several(3, leaf)), word())),
    "written apart": lambda: Or((DisMax((word(), And(several(3, word)))), *several(2, word))),
    "maybe": lambda: AndMaybe(Or(several(2, leaf)), Or(several(2, word))),
    "filtered": lambda: And((Or(several(3, word)), Not(leaf()), leaf())),
    "flat": lambda: And((leaf(), Everything(), Not(Keyword("category", tokens(1)[0])))),
    "anything": lambda: Or((And(several(2, leaf)), leaf(), Not(leaf()))),
    "leaf": leaf,
}


@pytest.fixture(scope="module")
def readers(tmp_path_factory):
    """Open an index of two segments with deleted documents, and the reference of the live ones."""
    old, new = tmp_path_factory.mktemp("old"), tmp_path_factory.mktemp("new")
    documents = [document(number) for number in range(DOCUMENTS)]
    pages = sorted({each.page for each in documents})
    deleted, late = set(pages[:20]), set(pages[20:120])
    engine = WhooshEngine(max_expansions=MAX_EXPANDED)
    built(engine, old, [each for each in documents if each.page not in late]).close()
    writer = engine.update(old, new, deleted)
    writer.add([each for each in documents if each.page in late])
    writer.finish()
    live = [each for each in documents if each.page not in deleted]
    with engine.open(new) as reader, built(MemoryEngine(MAX_EXPANDED), new, live) as oracle:
        yield reader, oracle


@pytest.mark.parametrize("kind", KINDS)
def test_many_documents_are_ranked_as_the_reference_does(kind, readers):
    reader, oracle = readers
    found = 0
    for _ in range(12):
        query = KINDS[kind]()
        every = oracle.search(query, DOCUMENTS)
        found += every.total
        for limit in (0, 1, 10, 300, DOCUMENTS):
            answer = reader.search(query, limit)
            assert (answer.total, answer.pages, answer.cut) == (
                every.total,
                every.pages,
                every.cut,
            )
            assert [match.key for match in answer.best] == [
                match.key for match in every.best[:limit]
            ], query
            assert [match.score for match in answer.best] == pytest.approx(
                [match.score for match in every.best[:limit]], abs=1e-9
            )
    assert found > DOCUMENTS


@pytest.mark.parametrize("number", [31, 32, 62, 63, 64, 200])
def test_a_query_of_many_terms_is_ranked_as_the_reference_does(number, tmp_path):
    every = [f"word{each}" for each in range(number)]
    documents = [
        Document(
            key=f"page{each:03}",
            page=f"page{each:03}",
            scored=tuple(every[each % number :: 1 + each % 7]),
            fields={"body": ("text",)},
            keywords={},
            stored=b"",
        )
        for each in range(400)
    ]
    query = Or(tuple(map(Term, every)))
    with built(WhooshEngine(), tmp_path, documents) as reader:
        found = reader.search(query, 10)
    with built(MemoryEngine(), tmp_path, documents) as oracle:
        expected = oracle.search(query, 10)
    assert [match.key for match in found.best] == [match.key for match in expected.best]
    assert found.total == expected.total
