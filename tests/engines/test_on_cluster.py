"""The suite of all engines on OpenSearch; building takes a second, so an index is queried often."""

import os
import shutil
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.test_conformance import (
    assert_counts_alike,
    assert_facets_alike,
    assert_limits_cut,
    assert_ranks_alike,
    assert_stores,
    built,
)
from tests.engines.test_engine_updates import MAX_EXPANDED, assert_updates, edits
from tests.engines.worlds import expanded, queries, worlds
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.opensearch import OpenSearchEngine
from wikisearch.engines.opensearch import reader as reader_module
from wikisearch.engines.registry import engine_named

EXAMPLES = int(os.environ.get("WIKISEARCH_CLUSTER_EXAMPLES", "10"))
on_shards = pytest.mark.parametrize("shards", [1, 3])
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
limited = st.tuples(queries, st.sampled_from([0, 1, 2, 5, 100]))
expanding = st.tuples(expanded, st.sampled_from([1, 2, 3]))


@on_shards
@few
@given(
    world=st.tuples(worlds(), st.sampled_from([0, reader_module.MIN_COUNTED])),
    searches=st.lists(limited, min_size=5, max_size=10),
)
def test_a_cluster_returns_the_results_of_the_reference(
    shards, world, searches, cluster, tmp_path_factory
):
    documents, fewest = world
    directory = tmp_path_factory.mktemp("index")
    engine = engine_named("opensearch", cluster.url("conformance", shards))
    try:
        with (
            built(MemoryEngine(), directory, documents) as oracle,
            built(engine, directory, documents) as reader,
            patch.object(reader_module, "MIN_COUNTED", fewest),
        ):
            assert_counts_alike(oracle, reader)
            assert_stores(reader, documents)
            for query, limit in searches:
                assert_ranks_alike(oracle, reader, query, limit)
                assert_facets_alike(oracle, reader, query)
            assert_limits_cut(reader, searches[0][0], range(4))
    finally:
        cluster.request("DELETE", "/conformance-*")
        shutil.rmtree(directory)


@on_shards
@settings(few, max_examples=max(1, EXAMPLES // 2))
@given(documents=worlds(), searches=st.lists(expanding, min_size=5, max_size=10))
def test_a_cluster_chooses_the_expansions_of_the_reference(
    shards, documents, searches, cluster, tmp_path_factory
):
    directory = tmp_path_factory.mktemp("index")
    engine = OpenSearchEngine(cluster.url("expansions", shards))
    try:
        built(engine, directory, documents).close()
        for query, limit in searches:
            with (
                built(MemoryEngine(limit), directory, documents) as oracle,
                OpenSearchEngine(max_expansions=limit).open(directory) as reader,
            ):
                assert_ranks_alike(oracle, reader, query, 100)
                assert_facets_alike(oracle, reader, query)
    finally:
        cluster.request("DELETE", "/expansions-*")
        shutil.rmtree(directory)


@on_shards
@settings(few, max_examples=max(1, EXAMPLES // 2))
@given(history=st.tuples(worlds(), edits), searches=st.lists(queries, min_size=1, max_size=4))
def test_an_updated_index_on_a_cluster_returns_the_results_of_a_full_build(
    shards, history, searches, cluster, tmp_path_factory
):
    engine = OpenSearchEngine(cluster.url("updates", shards), MAX_EXPANDED)
    try:
        with patch.object(reader_module, "MIN_COUNTED", 0):
            assert_updates(engine, history, searches, tmp_path_factory)
    finally:
        cluster.request("DELETE", "/updates-*")
