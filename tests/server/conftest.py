"""Fixtures of the tests of the server."""

import pytest

import wikisearch
from tests.server.servers import ROOT, running


@pytest.fixture(scope="session")
def directory(tmp_path_factory):
    """An index of the bundled wiki."""
    folder = tmp_path_factory.mktemp("served") / "index"
    wikisearch.build(ROOT / "corpus", folder).close()
    return folder


@pytest.fixture(scope="module")
def client(directory):
    """A client of a server of the bundled wiki."""
    with running(directory) as client:
        yield client
