"""One suite for all engines: each returns the results of the reference engine."""

import shutil
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.indexes import built, document
from tests.engines.worlds import TOKENS, expanded, queries, worlds
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.tantivy import TantivyEngine
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import MAX_EXPANSIONS, Fuzzy, Prefix

ENGINES = {"whoosh": WhooshEngine, "tantivy": TantivyEngine}


every_engine = pytest.mark.parametrize("name", ENGINES)
few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
many = settings(few, max_examples=150)


@every_engine
@many
@given(documents=worlds(), query=queries, limit=st.sampled_from([0, 1, 2, 5, 100]))
def test_every_engine_ranks_and_scores_as_the_reference_does(
    name, documents, query, limit, tmp_path_factory
):
    with both(name, documents, tmp_path_factory) as (oracle, engine):
        assert_ranks_alike(oracle, engine, query, limit)


def assert_ranks_alike(oracle, engine, query, limit):
    expected, found = oracle.search(query, limit), engine.search(query, limit)
    assert [match.key for match in found.best] == [match.key for match in expected.best]
    assert [match.page for match in found.best] == [match.page for match in expected.best]
    assert [match.score for match in found.best] == pytest.approx(
        [match.score for match in expected.best], abs=1e-4
    )
    assert counts(found, limit) == counts(expected, limit)


def counts(matches, limit):
    """Return what must be equal: of more sections than the limit, the number need not be exact."""
    total = min(matches.total, limit + 1) if limit else matches.total
    return total, matches.pages, matches.cut


@every_engine
@few
@given(documents=worlds())
def test_every_engine_returns_the_stored_bytes(name, documents, tmp_path_factory):
    with both(name, documents, tmp_path_factory) as readers:
        for reader in readers:
            assert_stores(reader, documents)


def assert_stores(reader, documents):
    stored = {document.key: document.stored for document in documents}
    keys = [*stored, "no such key", "", *reversed(stored)]
    assert reader.stored(keys) == [stored.get(key) for key in keys]
    assert reader.stored([]) == []


@every_engine
@few
@given(documents=worlds())
def test_every_engine_has_the_statistics_of_the_reference(name, documents, tmp_path_factory):
    with both(name, documents, tmp_path_factory) as (oracle, engine):
        assert_counts_alike(oracle, engine)
        assert engine.count() == len(documents)


def assert_counts_alike(oracle, engine):
    tokens = [*TOKENS, "never", *TOKENS]
    assert engine.count() == oracle.count()
    assert engine.statistics(tokens) == oracle.statistics(tokens)
    assert engine.statistics([]) == oracle.statistics([])
    for field in POSITIONAL_FIELDS:
        assert set(engine.tokens(field)) == set(oracle.tokens(field))
        for prefix in {token[:2] for token in TOKENS}:
            assert set(engine.tokens(field, prefix)) == set(oracle.tokens(field, prefix))


@every_engine
@few
@given(documents=worlds(), query=queries)
def test_every_engine_has_the_facets_of_the_reference(name, documents, query, tmp_path_factory):
    with both(name, documents, tmp_path_factory) as (oracle, engine):
        assert_facets_alike(oracle, engine, query)


def assert_facets_alike(oracle, engine, query):
    assert engine.facet(query, "category") == oracle.facet(query, "category")
    assert engine.facet(query, "links_to") == {}


@every_engine
@few
@given(documents=worlds(), query=queries)
def test_a_smaller_limit_returns_a_prefix_of_the_same_list(
    name, documents, query, tmp_path_factory
):
    with both(name, documents, tmp_path_factory) as (_, engine):
        assert_limits_cut(engine, query, range(len(documents) + 1))


def assert_limits_cut(engine, query, limits):
    every = engine.search(query, 1000)
    assert len(every.best) == every.total
    for limit in limits:
        assert engine.search(query, limit).best == every.best[:limit]


@pytest.mark.slow
@every_engine
@many
@given(documents=worlds(), query=expanded, limit=st.sampled_from([1, 2, 3]))
def test_every_engine_chooses_the_same_expansions_beyond_the_limit(
    name, documents, query, limit, tmp_path_factory
):
    with both(name, documents, tmp_path_factory, limit) as (oracle, engine):
        expected, found = oracle.search(query, 100), engine.search(query, 100)
        assert [match.key for match in found.best] == [match.key for match in expected.best]
        assert (found.total, found.pages, found.cut) == (
            expected.total,
            expected.pages,
            expected.cut,
        )
        assert engine.facet(query, "category") == oracle.facet(query, "category")


def test_beyond_the_limit_the_nearest_and_then_the_most_frequent_tokens_count(tmp_path):
    texts = {"one": ("cart", "card", "cards"), "two": ("card",), "three": ("care", "car")}
    documents = [document(key, tokens) for key, tokens in texts.items()]
    with built(MemoryEngine(1), tmp_path, documents) as reader:
        fuzzy = reader.search(Fuzzy("cart", 1, ("body",)), 9)
        assert ([match.key for match in fuzzy.best], fuzzy.cut) == (["one"], True)
        prefix = reader.search(Prefix("car", ("body",)), 9)
        assert ([match.key for match in prefix.best], prefix.cut) == (["one", "two"], True)
        assert not reader.search(Prefix("cards", ("body",)), 9).cut


@contextmanager
def both(name, documents, tmp_path_factory, limit=MAX_EXPANSIONS):
    """Open the same documents in the reference engine and in the named engine."""
    directory = tmp_path_factory.mktemp("index")
    try:
        with (
            built(MemoryEngine(max_expansions=limit), directory, documents) as oracle,
            built(ENGINES[name](max_expansions=limit), directory, documents) as engine,
        ):
            yield oracle, engine
    finally:
        shutil.rmtree(directory)
