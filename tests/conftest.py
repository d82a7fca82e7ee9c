"""Fixtures that every room's tests share."""

import os
import shutil

import pytest
from xdist.scheduler import LoadFileScheduling

from tests.cluster.cluster import Cluster, NoClusterError, NotFetchedError, started
from tests.cluster.secured import SecuredCluster

ON_CLUSTER = (
    "tests/cluster/",
    "tests/engines/test_cases.py",
    "tests/engines/test_on_cluster.py",
    "tests/engines/test_opensearch.py",
)
"""Tests that need the cluster: one worker runs them all, for there is one cluster."""


class Scheduling(LoadFileScheduling):
    """Has a worker run whole files, so that what a file builds is built once."""

    def _split_scope(self, nodeid):
        return "cluster" if nodeid.startswith(ON_CLUSTER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Be asked by pytest-xdist, when there are several workers."""
    config.option.loadscopereorder = False
    return Scheduling(config, log)


def pytest_collection_modifyitems(items):
    """Begin with the cluster: it takes longest, and other workers have the rest meanwhile."""
    items.sort(key=lambda item: not item.nodeid.startswith(ON_CLUSTER))
    for item in items:
        needed = {"cluster", "secured"}.intersection(item.fixturenames)
        assert item.nodeid.startswith(ON_CLUSTER) or not needed, f"{item.nodeid}: not ON_CLUSTER"


@pytest.fixture(scope="session")
def cluster():
    """Three nodes of OpenSearch.

    Without Maven or a network the tests that need them are skipped, and say why; they fail instead
    where WIKISEARCH_CLUSTER is `required`, and are skipped at once where it is `off`.
    """
    yield from running(Cluster)


@pytest.fixture(scope="module")
def secured():
    """One node with the security plugin, for as long as one file of tests.

    That Maven has the plugin is not in our hands: without it these tests are always skipped.
    """
    yield from running(SecuredCluster, NotFetchedError)


def running(kind, *forgiven):
    """Run a cluster; skip the tests that need it, or fail, where there is none."""
    wish = os.environ.get("WIKISEARCH_CLUSTER")
    if wish == "off":
        pytest.skip("WIKISEARCH_CLUSTER is off")
    try:
        cluster = started(kind)
    except NoClusterError as error:
        if wish == "required" and not isinstance(error, forgiven):
            pytest.fail(f"there must be a cluster: {error}")
        pytest.skip(f"no OpenSearch cluster: {error}")
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.directory)
