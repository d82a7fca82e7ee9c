"""Fixtures that every room's tests share."""

import os
import shutil

import pytest

from tests.cluster.cluster import NoClusterError, started


@pytest.fixture(scope="session")
def cluster():
    """Three nodes of OpenSearch.

    Without Maven or a network the tests that need them are skipped, and say why; they fail instead
    where WIKISEARCH_CLUSTER is `required`, and are skipped at once where it is `off`.
    """
    wish = os.environ.get("WIKISEARCH_CLUSTER")
    if wish == "off":
        pytest.skip("WIKISEARCH_CLUSTER is off")
    try:
        cluster = started()
    except NoClusterError as error:
        if wish == "required":
            pytest.fail(f"there must be a cluster: {error}")
        pytest.skip(f"no OpenSearch cluster: {error}")
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.directory)
