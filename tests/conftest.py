"""Settings and fixtures for all tests."""

import multiprocessing.util
import os
import shutil
import signal
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from tests.cluster.cluster import Cluster, NoClusterError, NotFetchedError, started
from tests.cluster.secured import SecuredCluster

# Examples may take as long as they need: no test judges how fast or how busy a machine is.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

# A shell starts what it runs in the background without SIGINT, which some tests send to a process.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ON_CLUSTER = (
    "tests/cluster/",
    "tests/engines/test_cases.py",
    "tests/engines/test_on_cluster.py",
    "tests/engines/test_opensearch.py",
)
"""Tests that need the cluster. One worker runs them all, because there is one cluster."""


class Scheduling(LoadFileScheduling):
    """Each file runs in one worker, so that its fixtures are built once."""

    def _split_scope(self, nodeid):
        return "cluster" if nodeid.startswith(ON_CLUSTER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Hook of pytest-xdist: how tests are distributed to workers."""
    config.option.loadscopereorder = False
    return Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)  # before tests are selected by their markers
def pytest_collection_modifyitems(items):
    """Run the cluster's tests first, since they take longest; other workers run the rest.

    A test that needs a cluster or a browser is slow.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(ON_CLUSTER))
    for item in items:
        needed = {"cluster", "secured"}.intersection(item.fixturenames)
        assert item.nodeid.startswith(ON_CLUSTER) or not needed, f"{item.nodeid}: not ON_CLUSTER"
        if needed or not {"browser", "dask_cluster"}.isdisjoint(item.fixturenames):
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def _temporary_folder(tmp_path_factory):
    """Give the tests a temporary folder of their own: what they kill leaves files there."""
    tmp_path_factory.getbasetemp()  # pytest keeps its folder where it is
    multiprocessing.util.get_temp_dir()  # so does multiprocessing, which deletes it at the end
    before = os.environ.get("TMPDIR"), tempfile.tempdir
    own = tempfile.mkdtemp(prefix="wikisearch-tests-")
    # After the folder in it that multiprocessing deletes at the end with the priority -100.
    Finalize(None, shutil.rmtree, (own,), {"ignore_errors": True}, exitpriority=-200)
    Path(own).chmod(0o1777)  # some tests run as another user
    os.environ["TMPDIR"] = tempfile.tempdir = own
    yield
    tempfile.tempdir = before[1]
    if before[0] is None:
        del os.environ["TMPDIR"]
    else:
        os.environ["TMPDIR"] = before[0]


@pytest.fixture(scope="session")
def cluster():
    """Three nodes of OpenSearch.

    Without Maven or a network, the tests that need them are skipped with the reason. They fail if
    WIKISEARCH_CLUSTER is `required`. They are skipped without a try if it is `off`.
    """
    yield from running(Cluster)


@pytest.fixture(scope="module")
def secured():
    """One node with the security plugin, for one file of tests.

    Without the plugin these tests are always skipped: Maven may not have it.
    """
    yield from running(SecuredCluster, NotFetchedError)


def running(kind, *optional):
    """Run a cluster. If it cannot start, skip the tests that need it, or fail."""
    mode = os.environ.get("WIKISEARCH_CLUSTER")
    if mode == "off":
        pytest.skip("WIKISEARCH_CLUSTER is off")
    try:
        cluster = started(kind)
    except NoClusterError as error:
        if mode == "required" and not isinstance(error, optional):
            pytest.fail(f"no OpenSearch cluster: {error}")
        pytest.skip(f"no OpenSearch cluster: {error}")
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.directory)
