"""One Index on a cluster in many threads, and in a forked process."""

import os
from contextlib import suppress

import pytest

import wikisearch
from tests.test_index_threads import (
    answers,
    assert_closing_raises_only_its_error,
    assert_threads_agree,
    write_wiki,
)


@pytest.fixture
def built(cluster, tmp_path, monkeypatch):
    monkeypatch.setenv("WIKISEARCH_OPENSEARCH_URL", cluster.url("threads", 3))
    write_wiki(tmp_path / "wiki", 1)
    wikisearch.build(tmp_path / "wiki", tmp_path / "index", engine="opensearch").close()
    yield tmp_path
    for index in cluster.request("GET", "/threads-*"):
        cluster.request("DELETE", f"/{index}")


def test_threads_get_the_answers_of_one_while_the_index_on_a_cluster_is_updated(built):
    assert_threads_agree(built, engine="opensearch")


def test_closing_an_index_on_a_cluster_raises_only_its_error(built):
    assert_closing_raises_only_its_error(built / "index")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_forked_process_has_connections_of_its_own(built):
    with wikisearch.open(built / "index") as index:
        expected = [(name, answer) for name, answer, _ in answers(index)]
        child = os.fork()
        if not child:
            status = 1
            with suppress(BaseException):
                found = [(name, answer) for name, answer, _ in answers(index)]
                status = 0 if found == expected else 2
            os._exit(status)
        assert [(name, answer) for name, answer, _ in answers(index)] == expected
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
