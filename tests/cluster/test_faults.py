"""Failures of a cluster: nothing is lost, the old index answers, the error is clear."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from opensearchpy import ConnectionTimeout, TransportError, Urllib3HttpConnection
from opensearchpy.client.indices import IndicesClient
from opensearchpy.helpers import actions

from tests.engines.test_opensearch import document
from wikisearch.engines.opensearch import connection
from wikisearch.engines.opensearch import writer as writer_module
from wikisearch.engines.registry import engine_named
from wikisearch.errors import ClusterError, ClusterUnavailableError, IndexDamagedError
from wikisearch.model.query import Prefix, Term

ROOT = Path(__file__).parents[2]
BUILD = ("index", "pages", "--index", "index")
MIGRATE = ("migrate", "--index", "index", "--engine", "opensearch")


class Wiki:
    """A folder of pages, an index folder, and the wikisearch command."""

    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.name = url.rpartition("/")[2].partition("?")[0]
        (folder / "pages").mkdir()

    def write(self, first, last, word="barrier"):
        for number in range(first, last):
            text = f"<title>Page {number}</title><h1>Page {number}</h1><p>{word} {number % 7}</p>"
            (self.folder / "pages" / f"page{number}.html").write_text(text)

    def start(self, *words):
        return subprocess.Popen(
            [sys.executable, "-m", "wikisearch", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words):
        with self.start(*words) as process:
            out, err = process.communicate()
        return process.returncode, out, err

    def begin(self, *more):
        where = ("--engine", "opensearch", "--url", self.url)
        return self.start(*BUILD, *where, "--workers", "1", *more)

    def build(self):
        with self.begin() as process:
            out, err = process.communicate()
        return process.returncode, out, err

    def pages_with(self, word):
        code, out, err = self.run("query", word, "--index", "index", "--json", "--limit", "1")
        assert code in (0, 1), err
        return json.loads(out)["total"]


@pytest.fixture
def wiki(cluster, tmp_path, request):
    name = re.sub(r"\W+", "-", request.node.name).lower()[:60].strip("-")
    yield Wiki(tmp_path, cluster.url(name, 3))
    for index in cluster.request("GET", f"/{name}-*"):
        cluster.request("DELETE", f"/{index}")


def indexes(cluster, wiki):
    """Return the indexes of a wiki on the cluster, and whether each has the alias."""
    found = cluster.request("GET", f"/{wiki.name}-*")
    return {index: wiki.name in facts["aliases"] for index, facts in found.items()}


def index_of(wiki):
    live = (wiki.folder / "index" / "CURRENT").read_text().strip()
    return json.loads((wiki.folder / "index" / live / "opensearch.json").read_text())["index"]


def wait_until(condition, seconds=90):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "timeout"
        time.sleep(0.2)


def first_bulk_is_written(cluster, wiki, old):
    new = set(indexes(cluster, wiki)) - old
    if not new:
        return False
    figures = cluster.request("GET", f"/{new.pop()}/_stats/indexing")
    return figures["_all"]["primaries"]["indexing"]["index_total"] > 0


def assert_one_line(err, words):
    errors = [line for line in err.splitlines() if line.startswith("wikisearch:")]
    assert len(errors) == 1, err
    assert words in errors[0], err


# --- builds --------------------------------------------------------------------------------------


def test_the_alias_names_the_live_index_and_old_indexes_are_deleted(cluster, wiki):
    wiki.write(0, 5)
    assert wiki.build()[0] == 0
    first = index_of(wiki)
    assert indexes(cluster, wiki) == {first: True}
    wiki.write(5, 6)
    assert wiki.build()[0] == 0
    second = index_of(wiki)
    # Readers on other machines may use the old index until the next build.
    assert indexes(cluster, wiki) == {first: False, second: True}
    assert wiki.pages_with("barrier") == 6
    wiki.write(0, 6, "hurdle")
    assert wiki.build()[0] == 0
    assert indexes(cluster, wiki) == {second: False, index_of(wiki): True}
    assert (wiki.pages_with("barrier"), wiki.pages_with("hurdle")) == (0, 6)


def test_an_index_is_migrated_to_the_cluster_and_back_without_reading_pages(cluster, wiki):
    wiki.write(0, 5)
    assert wiki.run(*BUILD)[0] == 0
    code, _, err = wiki.build()
    assert (code, "5 unchanged" in err) == (0, True), err
    assert indexes(cluster, wiki) == {index_of(wiki): True}
    assert wiki.pages_with("barrier") == 5
    wiki.write(5, 6)
    code, _, err = wiki.run(*BUILD)  # the folder has the location of its index
    assert (code, "5 unchanged" in err) == (0, True), err
    assert wiki.pages_with("barrier") == 6
    code, _, err = wiki.run(*BUILD, "--engine", "whoosh")
    assert (code, "6 unchanged" in err) == (0, True), err
    assert wiki.pages_with("barrier") == 6


def test_a_killed_build_leaves_the_old_index_and_the_next_build_cleans_up(cluster, wiki):
    wiki.write(0, 5)
    assert wiki.build()[0] == 0
    old = indexes(cluster, wiki)
    wiki.write(0, 2000, "hurdle")
    with wiki.begin() as process:
        wait_until(lambda: first_bulk_is_written(cluster, wiki, set(old)))
        process.send_signal(signal.SIGKILL)
    assert len(indexes(cluster, wiki)) == 2
    assert wiki.pages_with("barrier") == 5
    wiki.write(0, 5)
    for file in (wiki.folder / "pages").iterdir():
        if int(file.stem.removeprefix("page")) >= 6:
            file.unlink()
    code, _, err = wiki.build()
    assert code == 0, err
    assert set(indexes(cluster, wiki)) == {*old, index_of(wiki)}
    assert wiki.pages_with("barrier") == 5


def test_indexes_of_other_builders_are_not_deleted(cluster, wiki):
    stranger = f"{wiki.name}-20260101000000-0123abcd"
    cluster.request("PUT", f"/{stranger}", {"mappings": {"_meta": {"builder": "another"}}})
    cluster.request("PUT", f"/{wiki.name}-notes")
    wiki.write(0, 2)
    for number in range(3):
        wiki.write(number, number + 3, "hurdle")
        assert wiki.build()[0] == 0
    assert {stranger, f"{wiki.name}-notes"} < set(indexes(cluster, wiki))


def test_a_renamed_folder_deletes_its_own_old_indexes_only(cluster, wiki):
    """Nightly containers may all have different folder names, or the same one."""
    here, away = wiki.folder / "index", wiki.folder / "away"
    wiki.write(0, 1)
    assert wiki.build()[0] == 0
    here.rename(away)
    for number in range(1, 4):
        wiki.write(number, number + 1)
        assert wiki.build()[0] == 0
    assert len(indexes(cluster, wiki)) == 3
    here.rename(wiki.folder / "other")
    away.rename(here)
    assert wiki.pages_with("barrier") == 1
    old = index_of(wiki)
    for word in ("hurdle", "barrier"):
        wiki.write(0, 1, word)
        assert wiki.build()[0] == 0
    assert old not in indexes(cluster, wiki)
    assert len(indexes(cluster, wiki)) == 4


def test_an_alias_that_was_changed_by_hand_is_repaired(cluster, wiki):
    wiki.write(0, 3)
    assert wiki.build()[0] == 0
    other = f"{wiki.name}-other"
    cluster.request("PUT", f"/{other}")
    moves = [
        {"remove": {"index": index_of(wiki), "alias": wiki.name}},
        {"add": {"index": other, "alias": wiki.name}},
    ]
    cluster.request("POST", "/_aliases", {"actions": moves})
    assert wiki.pages_with("barrier") == 3
    wiki.write(3, 4)
    assert wiki.build()[0] == 0
    assert [index for index, live in indexes(cluster, wiki).items() if live] == [index_of(wiki)]


@pytest.mark.parametrize("command", [BUILD, MIGRATE])
def test_a_missing_alias_is_set_even_if_no_page_changed(command, cluster, wiki):
    wiki.write(0, 3)
    cluster.request("PUT", f"/{wiki.name}")
    assert wiki.build()[0] == 2
    cluster.request("DELETE", f"/{wiki.name}")
    old = index_of(wiki)
    assert indexes(cluster, wiki) == {old: False}
    code, _, err = wiki.run(*command)
    assert code == 0, err
    assert indexes(cluster, wiki) == {old: True}


def test_an_index_with_the_name_of_the_alias_is_reported(cluster, wiki):
    wiki.write(0, 3)
    cluster.request("PUT", f"/{wiki.name}")
    try:
        code, _, err = wiki.build()
    finally:
        cluster.request("DELETE", f"/{wiki.name}")
    assert code == 2
    assert_one_line(err, "index is built and live, but its alias could not be updated")
    assert "same name as the alias" in err
    assert wiki.pages_with("barrier") == 3


def test_a_deleted_index_is_reported_and_rebuilt(cluster, wiki):
    wiki.write(0, 3)
    assert wiki.build()[0] == 0
    cluster.request("DELETE", f"/{index_of(wiki)}")
    code, _, err = wiki.run("query", "barrier", "--index", "index")
    assert code == 2
    assert_one_line(err, "build the index again")
    assert wiki.build()[0] == 0
    assert wiki.pages_with("barrier") == 3


def test_a_strict_build_that_fails_leaves_index_and_alias(cluster, wiki):
    wiki.write(0, 3)
    assert wiki.build()[0] == 0
    old = indexes(cluster, wiki)
    wiki.write(3, 4)
    (wiki.folder / "pages" / "empty.html").write_bytes(b"")
    with wiki.begin("--strict") as process:
        process.communicate()
    assert process.returncode == 2
    assert {index: live for index, live in indexes(cluster, wiki).items() if live} == old
    assert wiki.pages_with("barrier") == 3


# --- nodes ---------------------------------------------------------------------------------------


def test_queries_continue_when_a_node_is_killed(cluster, tmp_path):
    engine = engine_named("opensearch", cluster.url("killed-node", 3))
    writer = engine.create(tmp_path)
    writer.add([document(number, "word", f"w{number % 10}") for number in range(200)])
    writer.finish()
    killer = threading.Timer(1, cluster.kill, [0])
    answered = 0
    with engine.open(tmp_path) as reader:
        expected = reader.search(Term("word"), 50)
        killer.start()
        try:
            while answered < 200:
                is_dead = killer.finished.is_set()
                assert reader.search(Term("word"), 50) == expected
                assert reader.search(Prefix("w", ("body",)), 0).total == 200
                answered += is_dead
        finally:
            killer.join()
            cluster.restart(0)
            cluster.request("DELETE", "/killed-node-*")


def test_a_build_that_loses_a_node_fails_and_the_old_index_answers(cluster, wiki):
    wiki.write(0, 5)
    assert wiki.build()[0] == 0
    old = indexes(cluster, wiki)
    wiki.write(0, 2000, "hurdle")
    with wiki.begin() as process:
        try:
            wait_until(lambda: first_bulk_is_written(cluster, wiki, set(old)))
            process.send_signal(signal.SIGSTOP)  # so that it does not finish first
            cluster.kill(2)
            process.send_signal(signal.SIGCONT)
            _, err = process.communicate()
            assert process.returncode == 2
            assert_one_line(err, "try again")
            assert wiki.pages_with("barrier") == 5
        finally:
            process.kill()
            cluster.restart(2)
    code, _, err = wiki.build()
    assert code == 0, err
    assert wiki.pages_with("hurdle") == 2000
    assert set(indexes(cluster, wiki)) == {*old, index_of(wiki)}


def test_a_cluster_that_does_not_answer_is_reported(cluster, tmp_path):
    engine = engine_named("opensearch", cluster.url("silent"))
    writer = engine.create(tmp_path)
    writer.finish()
    file = tmp_path / "opensearch.json"
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({**facts, "hosts": ["http://127.0.0.1:9"]}))
    with pytest.raises(ClusterUnavailableError, match=r"does not answer .*; try again"):
        engine.open(tmp_path)
    cluster.request("DELETE", "/silent-*")


# --- an overloaded cluster ------------------------------------------------------------------------


@contextmanager
def settings_of(cluster, **settings):
    """Change settings of the cluster, and restore them."""
    names = {name.replace("__", "."): value for name, value in settings.items()}
    cluster.request("PUT", "/_cluster/settings", {"transient": names})
    try:
        yield
    finally:
        nothing = dict.fromkeys(names)
        cluster.request("PUT", "/_cluster/settings", {"transient": nothing})


def disk(full):
    """Return settings with which every disk counts as full, or none."""
    left = "900tb" if full else "1b"
    names = ("low", "high", "flood_stage")
    prefix = "cluster__routing__allocation__disk__"
    marks = {f"{prefix}watermark__{name}": left for name in names}
    return {f"{prefix}threshold_enabled": True, **marks}


def is_blocked(cluster, index):
    settings = cluster.request("GET", f"/{index}/_settings")[index]["settings"]["index"]
    return settings.get("blocks", {}).get("read_only_allow_delete") == "true"


def test_a_full_disk_stops_builds_but_not_queries(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(writer_module, "_BULK_RETRIES", 1)  # one second instead of a minute
    engine = engine_named("opensearch", cluster.url("full"))
    folders = [tmp_path / name for name in ("old", "new", "later")]
    for folder in folders:
        folder.mkdir()
    old = engine.create(folders[0])
    old.add([document(1, "word")])
    old.finish()
    new = engine.create(folders[1])
    with engine.open(folders[0]) as reader, settings_of(cluster, **disk(full=True)):
        [index] = [
            name for name in cluster.request("GET", "/full-*") if name != index_in(folders[0])
        ]
        wait_until(lambda: is_blocked(cluster, index))
        new.add([document(2, "word")])
        with pytest.raises(ClusterUnavailableError, match=r"rejects writes .*free disk space"):
            new.finish()
        new.abort()
        assert index not in cluster.request("GET", "/full-*")
        assert reader.search(Term("word"), 1).total == 1
        with pytest.raises(ClusterUnavailableError, match="try again"):
            engine.create(folders[2])
    with settings_of(cluster, **disk(full=False)):
        wait_until(lambda: not is_blocked(cluster, index_in(folders[0])))
        # If all disks were full, a cluster creates no index until the block is removed.
        lifted = {"cluster.blocks.create_index": None}
        cluster.request("PUT", "/_cluster/settings", {"persistent": lifted, "transient": lifted})
        later = engine.create(folders[2])
    later.add([document(3, "word")])
    later.finish()
    cluster.request("DELETE", "/full-*")


def index_in(folder):
    return json.loads((folder / "opensearch.json").read_text())["index"]


def test_a_read_only_index_is_reported(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(writer_module, "_BULK_RETRIES", 1)
    writer = engine_named("opensearch", cluster.url("readonly")).create(tmp_path)
    [index] = cluster.request("GET", "/readonly-*")
    cluster.request("PUT", f"/{index}/_settings", {"index.blocks.read_only": True})
    writer.add([document(1, "word")])
    with pytest.raises(ClusterUnavailableError, match=r"rejects writes .*remove the block"):
        writer.finish()
    cluster.request("PUT", f"/{index}/_settings", {"index.blocks.read_only": False})
    writer.abort()
    assert cluster.request("GET", "/readonly-*") == {}


def test_a_circuit_breaker_is_reported_with_the_advice_to_retry(cluster, tmp_path):
    engine = engine_named("opensearch", cluster.url("broken", 3))
    writer = engine.create(tmp_path)
    writer.add([document(number, "word") for number in range(500)])
    writer.finish()
    with engine.open(tmp_path) as reader:
        with (
            settings_of(cluster, indices__breaker__request__limit="10b"),
            pytest.raises(
                ClusterUnavailableError, match=r"cannot process the request now .*; try again"
            ),
        ):
            reader.search(Term("word"), 5)
        assert reader.search(Term("word"), 5).total == 500
    cluster.request("DELETE", "/broken-*")


def test_bulk_requests_to_a_busy_cluster_are_retried(cluster, tmp_path, monkeypatch):
    limit = {"network__breaker__inflight_requests__limit": "20kb"}  # no bulk request is so small
    writer = engine_named("opensearch", cluster.url("busy", 3)).create(tmp_path)
    pauses = []
    with settings_of(cluster, **limit):

        def sleep(seconds):
            pauses.append(seconds)
            if len(pauses) == 2:
                nothing = {name.replace("__", "."): None for name in limit}
                cluster.request("PUT", "/_cluster/settings", {"transient": nothing})

        monkeypatch.setattr(actions, "time", SimpleNamespace(sleep=sleep))
        writer.add([document(number, "word") for number in range(1000)])
    assert pauses == [1, 2]
    writer.finish()
    with engine_named("opensearch").open(tmp_path) as reader:
        assert reader.search(Term("word"), 5).total == 1000
    cluster.request("DELETE", "/busy-*")


def test_the_last_requests_of_a_build_are_retried(cluster, tmp_path, monkeypatch):
    """The memory of a cluster may be full for a moment at the end of a long build."""
    writer = engine_named("opensearch", cluster.url("finishing", 3)).create(tmp_path)
    writer.add([document(number, "word") for number in range(10)])
    perform, refused, pauses = Urllib3HttpConnection.perform_request, [], []

    def refuse_twice(connection, method, url, *rest, **options):
        if "_forcemerge" in url and len(refused) < 2:
            refused.append(url)
            raise TransportError(429, "circuit_breaking_exception", {})
        return perform(connection, method, url, *rest, **options)

    monkeypatch.setattr(Urllib3HttpConnection, "perform_request", refuse_twice)
    monkeypatch.setattr(connection, "time", SimpleNamespace(sleep=pauses.append))
    writer.finish()
    assert pauses == [1, 2]
    monkeypatch.undo()
    with engine_named("opensearch").open(tmp_path) as reader:
        assert reader.search(Term("word"), 5).total == 10
    cluster.request("DELETE", "/finishing-*")


def test_documents_that_were_sent_twice_are_indexed_once(cluster, tmp_path, monkeypatch):
    """The answer to a bulk request is lost, and the client sends it to another node."""
    writer = engine_named("opensearch", cluster.url("twice", 3)).create(tmp_path)
    perform, lost = Urllib3HttpConnection.perform_request, []

    def lose_the_first_answer(connection, method, url, *rest, **options):
        answer = perform(connection, method, url, *rest, **options)
        if url == "/_bulk" and not lost:
            lost.append(url)
            raise ConnectionTimeout("TIMEOUT", "the answer is lost", None)
        return answer

    monkeypatch.setattr(Urllib3HttpConnection, "perform_request", lose_the_first_answer)
    writer.add([document(number, "word", f"w{number % 7}") for number in range(300)])
    writer.finish()
    assert lost
    with engine_named("opensearch").open(tmp_path) as reader:
        assert reader.search(Term("word"), 5).total == reader.count() == 300
        # Lucene counts deleted documents until they are merged away: there are none.
        stats = cluster.request("GET", "/twice-*/_stats/docs")["_all"]["primaries"]["docs"]
        assert (stats["count"], stats["deleted"]) == (300, 0)
    cluster.request("DELETE", "/twice-*")


@pytest.mark.parametrize(
    "request_of", ["PUT /lost-[^/]*$", "_clone", "DELETE /lost-", "_delete_by_query", "_settings"]
)
def test_a_request_is_repeated_if_its_answer_is_lost(request_of, cluster, tmp_path, monkeypatch):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    perform, lost = Urllib3HttpConnection.perform_request, []

    def lose_the_first_answer(connection, method, url, *rest, **options):
        answer = perform(connection, method, url, *rest, **options)
        if re.search(request_of, f"{method} {url}") and not lost:
            lost.append(url)
            raise ConnectionTimeout("TIMEOUT", "the answer is lost", None)
        return answer

    monkeypatch.setattr(Urllib3HttpConnection, "perform_request", lose_the_first_answer)
    engine = engine_named("opensearch", cluster.url("lost", 3))
    writer = engine.create(old)
    writer.add([document(number, "word") for number in range(20)])
    writer.finish()
    writer = engine.update(old, new, ["000003"])
    writer.add([document(3, "word")])
    writer.delete(["000004"])  # a page of this update, so that finish() makes one more clone
    writer.finish()
    assert lost
    with engine.open(new) as reader:
        assert reader.search(Term("word"), 5).total == 19
    assert set(cluster.request("GET", "/lost-*")) == {index_in(old), index_in(new)}
    cluster.request("DELETE", "/lost-*")


def test_a_version_conflict_stops_a_build_but_not_queries(cluster, tmp_path, monkeypatch):
    engine = engine_named("opensearch", cluster.url("conflicts"))
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    writer = engine.create(old)
    writer.add([document(1, "word")])
    writer.finish()
    writer = engine.update(old, new, ())
    [index] = [name for name in cluster.request("GET", "/conflicts-*") if name != index_in(old)]
    [hit] = cluster.request("GET", f"/{index}/_search")["hits"]["hits"]
    refresh = IndicesClient.refresh

    def refresh_and_lose_the_race(indices, **options):
        refresh(indices, **options)
        stranger = {"key": "000001", "page": "000001", "stored": ""}
        cluster.request("PUT", f"/{index}/_doc/{hit['_id']}", stranger)

    monkeypatch.setattr(IndicesClient, "refresh", refresh_and_lose_the_race)
    with pytest.raises(ClusterError, match="another process writes to this index; stop it"):
        writer.delete(["000001"])
    writer.abort()
    assert list(cluster.request("GET", "/conflicts-*")) == [index_in(old)]
    with engine.open(old) as reader:
        assert reader.search(Term("word"), 5).total == 1
    cluster.request("DELETE", "/conflicts-*")


def test_an_index_that_is_deleted_while_open_is_reported(cluster, tmp_path):
    engine = engine_named("opensearch", cluster.url("gone"))
    writer = engine.create(tmp_path)
    writer.add([document(1, "word")])
    writer.finish()
    with engine.open(tmp_path) as reader:
        cluster.request("DELETE", f"/{index_in(tmp_path)}")
        with pytest.raises(IndexDamagedError, match=r"no such index .*build the index again"):
            reader.search(Term("word"), 5)
        with pytest.raises(IndexDamagedError):
            reader.facet(Term("word"), "category")
