"""A server under load: rebuilds, a full queue, clients that go away, a damaged generation."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import wikisearch
from tests.server.servers import held, rebuilt, running, wait_until
from wikisearch.live_index import QUEUE_SIZE

pytestmark = pytest.mark.slow

SEARCH = "/api/v1/search?q=version"


@pytest.fixture
def engine():
    return "whoosh"


@pytest.fixture
def source(tmp_path, engine):
    folder = tmp_path / "source"
    folder.mkdir()
    write(folder, 0)
    wikisearch.build(folder, tmp_path / "index", workers=1, engine=engine).close()
    return folder


@pytest.fixture
def served(source, tmp_path):
    with running(tmp_path / "index") as client:
        yield client


def write(folder, version):
    """Write two pages of a version; each generation has one version only."""
    for name in ("ant", "bee"):
        text = f"<h1>{name}</h1><p>The version of {name} is v{version}."
        (folder / f"{name}.html").write_text(text, "utf-8")


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_rebuilds_under_load_fail_no_request_and_mix_no_generations(served, source):
    versions = {served.app.state.live.status().generation: 0}
    answers, is_done = [], threading.Event()

    def ask():
        while not is_done.is_set():
            answers.append(served.get(SEARCH))

    with ThreadPoolExecutor(4) as pool:
        clients = [pool.submit(ask) for _ in range(4)]
        for version in range(1, 21):
            write(source, version)
            generation = rebuilt(source)
            versions[generation] = version
            wait_until(lambda: served.app.state.live.status().generation == generation)  # noqa: B023
        is_done.set()
        for each in clients:
            each.result()
    assert {answer.status_code for answer in answers} == {200}
    seen = set()
    for answer in answers:
        version = versions[answer.headers["x-index-generation"]]
        excerpts = [hit["plain_excerpt"] for hit in answer.json()["results"]]
        assert [text.split()[-1] for text in excerpts] == [f"v{version}.", f"v{version}."]
        assert answer.headers["x-index-generation"] in answer.headers["etag"]
        seen.add(version)
    assert len(seen) > 15
    folders = {path.name for path in source.with_name("index").glob("generation-*")}
    assert len(folders) <= 3


def test_a_full_queue_is_busy_at_once_and_recovers(served):
    with ThreadPoolExecutor(QUEUE_SIZE + 8) as pool:
        with held(served.app.state.live) as live:
            requests = [pool.submit(served.get, SEARCH) for _ in range(QUEUE_SIZE + 8)]
            wait_until(lambda: sum(each.done() for each in requests) == 8)
            assert live.status().waiting == QUEUE_SIZE
        answers = [each.result() for each in requests]
    refused = [answer for answer in answers if answer.status_code == 503]
    assert len(refused) == 8
    assert {answer.headers["retry-after"] for answer in refused} == {"1"}
    assert {answer.json()["title"] for answer in refused} == {"Server busy"}
    assert {answer.status_code for answer in answers} == {200, 503}
    assert served.get(SEARCH).status_code == 200


def test_a_request_without_an_answer_in_time_fails_and_is_skipped(source, tmp_path):
    with running(tmp_path / "index", deadline=0.05) as client:
        with held(client.app.state.live):
            late = client.get(SEARCH)
            assert (late.status_code, late.headers["retry-after"]) == (503, "1")
            assert "no answer after 0.05 s" in late.json()["detail"]
            assert client.get("/healthz").status_code == 200
            assert client.get("/readyz").json()["waiting"] == 1
        wait_until(lambda: client.get("/readyz").json()["waiting"] == 0)


def test_the_work_of_a_client_that_went_away_is_skipped(served, monkeypatch):
    answered = []
    monkeypatch.setattr(
        wikisearch.Index, "answer", lambda _, request: answered.append(request.query)
    )
    with held(served.app.state.live) as live:
        with socket.create_connection((served.base_url.host, served.base_url.port)) as sent:
            sent.sendall(b"GET /api/v1/search?q=gone HTTP/1.1\r\nHost: localhost\r\n\r\n")
            wait_until(lambda: live.status().waiting == 1)
            [waiting] = live._waiting  # noqa: SLF001
        wait_until(waiting.future.cancelled)
    assert served.get("/api/v1/terms/ant").status_code == 200
    assert answered == []


def test_a_generation_that_cannot_be_opened_degrades_and_recovers(served, source):
    write(source, 1)
    generation = rebuilt(source)
    wait_until(lambda: served.get("/readyz").json()["generation"] == generation)
    pointer = source.with_name("index") / "CURRENT"
    right = pointer.read_text("utf-8")
    pointer.write_text(right.replace("000002", "000009"), "utf-8")
    wait_until(lambda: served.get("/readyz").json()["status"] == "degraded")
    state = served.get("/readyz")
    assert (state.status_code, state.json()["generation"]) == (200, generation)
    assert state.json()["error"].endswith("Error")
    assert str(source.parent) not in state.text
    assert "v1." in served.get(SEARCH).text
    pointer.write_text(right, "utf-8")
    wait_until(lambda: served.get("/readyz").json()["status"] == "ready")


def test_an_error_inside_the_server_shows_nothing_of_it(served, monkeypatch):
    def fail(_, request):
        raise RuntimeError(f"secret of {request.query}")

    monkeypatch.setattr(wikisearch.Index, "answer", fail)
    answer = served.get(SEARCH)
    assert answer.status_code == 500
    assert answer.json()["title"] == "Internal error"
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
