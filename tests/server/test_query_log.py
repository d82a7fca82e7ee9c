"""The query log: off by default, a record for each search, nothing about persons."""

import json
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.server.servers import PATIENCE, ROOT, command, records, running, wait_until
from wikisearch import OptionError, query_log
from wikisearch.query_log import LoggedSearch, QueryLog

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SEARCH = LoggedSearch("ant", 1, 0, False, None, "title", 1.5, "generation-000001", ("ant",))


def test_nothing_is_written_without_the_option(directory, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with running(directory) as client:
        client.get("/api/v1/search?q=cost")
    assert list(tmp_path.rglob("*")) == []


def test_each_search_is_a_record_in_the_format(directory, tmp_path):
    folder = tmp_path / "log"
    with running(directory, log=str(folder)) as client:
        found = client.get("/api/v1/search?q=cost+barrier&limit=2").json()
        client.get("/search?q=elefantiasis")
        client.get("/search?q=cos", headers={"Accept": "text/html; fragment=1"})
        client.get("/api/v1/suggest?q=cost")
        client.get("/api/v1/search?limit=51")
        client.get("/api/v1/search?q=private", headers={"Sec-GPC": "1"})
        wait_until(lambda: len(records(folder)) == 3)
    first, second, third = records(folder)
    assert first["user_query"] == "cost barrier"
    assert first["query_response_hit_ids"] == [hit["id"] for hit in found["results"]]
    assert first["query_attributes"]["total"] == found["total"]
    assert first["query_attributes"]["generation"] == "generation-000001"
    assert datetime.fromisoformat(first["timestamp"]).tzinfo is not None
    assert second["query_attributes"]["total"] == 0
    assert second["query_attributes"]["match_type"] is None
    surfaces = [each["query_attributes"]["surface"] for each in (first, second, third)]
    assert surfaces == ["api", "page", "typed"]
    assert first["client_id"] == second["client_id"] == third["client_id"]
    assert len({each["query_id"] for each in (first, second, third)}) == 3
    assert "127.0.0.1" not in json.dumps(records(folder))
    [file] = folder.iterdir()  # there were no clicks
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_root_path_does_not_decide_where_a_query_came_from(directory, tmp_path):
    folder = tmp_path / "log"
    with running(directory, log=str(folder), root_path="/wiki/api/v2") as client:
        client.get("/search?q=cost")
        client.get("/api/v1/search?q=cost")
        wait_until(lambda: len(records(folder)) == 2)
    surfaces = [each["query_attributes"]["surface"] for each in records(folder)]
    assert surfaces == ["page", "api"]


@pytest.mark.parametrize(
    "query", ["ann@example.org", "call +1 202 555 0143", "4111111111111111", "a" * 201]
)
def test_what_looks_personal_is_logged_as_its_length(directory, tmp_path, query):
    with running(directory, log=str(tmp_path / "log")) as client:
        client.get("/api/v1/search", params={"q": query})
        wait_until(lambda: records(tmp_path / "log"))
    [record] = records(tmp_path / "log")
    assert record["user_query"] == ""
    assert record["query_attributes"]["hidden_characters"] == len(query)
    assert query not in json.dumps(record)


def test_a_day_has_its_own_file_and_old_files_are_deleted(tmp_path):
    own = {"queries-2025.jsonl", "queries-20250101.jsonl", "queries-1.jsonl", "events-a.jsonl"}
    for name in own:
        (tmp_path / name).write_text("{}\n")
    log = QueryLog(tmp_path)
    for days in range(40):
        log.write_search(SEARCH, "client", f"query {days}", "api", NOW + timedelta(days=days))
    log.close()
    assert own <= {file.name for file in tmp_path.iterdir()}
    for name in own:
        (tmp_path / name).unlink()
    assert [each["query_id"] for each in records(tmp_path)] == [f"query {n}" for n in range(9, 40)]


def test_a_client_has_another_id_each_day_and_on_each_server(tmp_path):
    log, other = QueryLog(tmp_path), QueryLog(tmp_path)
    today, tomorrow = NOW.date(), (NOW + timedelta(days=1)).date()
    ids = [
        log.client_id("192.0.2.1", "Firefox", today),
        log.client_id("192.0.2.1", "Firefox", tomorrow),
        log.client_id("192.0.2.2", "Firefox", today),
        other.client_id("192.0.2.1", "Firefox", today),
    ]
    assert len(set(ids)) == 4
    assert ids[0] == log.client_id("192.0.2.1", "Firefox", today)


def test_a_full_file_takes_no_more_and_an_error_of_the_disk_is_reported(
    tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(query_log, "MAX_BYTES", 10)
    log = QueryLog(tmp_path)
    for _ in range(3):
        log.write_click("ant", 1, "client", "query", NOW)
    assert len(records(tmp_path, "events")) == 1
    log.close()
    tmp_path.joinpath("events-2026-11-30.jsonl").mkdir()
    log.write_click("ant", 1, "client", "query", NOW + timedelta(days=1))
    log.close()
    assert "query log: Is a directory" in caplog.text


def test_a_folder_that_is_deleted_is_made_again(tmp_path):
    log = QueryLog(tmp_path / "log")
    log.write_search(SEARCH, "client", "query", "api", NOW)
    shutil.rmtree(tmp_path / "log")
    log.write_search(SEARCH, "client", "query", "api", NOW)
    log.close()
    assert len(records(tmp_path / "log")) == 1


def test_a_folder_that_cannot_be_written_is_an_error_at_the_start(directory, tmp_path):
    tmp_path.joinpath("file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "log"):
        with pytest.raises(OptionError, match="is a file; choose a folder"):
            QueryLog(folder)
    with pytest.raises(OptionError, match=r"cannot be written: .*choose another"):
        QueryLog(tmp_path / ("long" * 100))
    for name in ("serve", "mcp"):
        line = [sys.executable, "-m", "wikisearch", name, "--log", str(tmp_path / "file" / "log")]
        done = subprocess.run(
            [*line, "--index", str(directory)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "is a file" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_click_is_an_event_with_the_id_of_its_query(directory, tmp_path):
    folder = tmp_path / "log"
    with running(directory, log=str(folder)) as client:
        client.get("/search?q=cost&category=Data&category=Safety&sort=title")
        client.get("/search?q=cost")
        known = {"q": "cost", "category": ["Safety", "Data"]}
        answer = client.post("/clicks", params={**known, "id": "gpu", "position": 3})
        assert (answer.status_code, answer.content) == (204, b"")
        client.post("/clicks", params={"q": "cost", "id": "GPU", "position": 1})
        wait_until(lambda: len(records(folder, "events")) == 2)
    first, second = records(folder, "events")
    assert [first["query_id"], second["query_id"]] == [each["query_id"] for each in records(folder)]
    assert first["query_id"] != second["query_id"]
    assert first["client_id"] == records(folder)[0]["client_id"]
    assert (first["application"], first["action_name"]) == ("wikisearch", "click")
    assert first["event_attributes"] == {
        "object": {"object_id": "gpu", "object_id_field": "id"},
        "position": {"ordinal": 3},
    }
    assert second["event_attributes"]["object"]["object_id"] == "gpu"


@pytest.mark.parametrize(
    ("params", "headers", "status"),
    [
        ({"id": "no-such-term", "position": 1}, {}, 404),
        ({"id": "gpu", "position": 0}, {}, 400),
        ({"id": "gpu", "position": 1, "x": 1}, {}, 400),
        ({"position": 1}, {}, 400),
        ({"id": "gpu", "position": 1}, {"Origin": "https://evil.example"}, 403),
        ({"id": "gpu", "position": 1, "log": "no"}, {}, 204),
        ({"id": "gpu", "position": 1}, {"Sec-GPC": "1"}, 204),
    ],
)
def test_a_wrong_or_private_click_is_not_logged(directory, tmp_path, params, headers, status):
    folder = tmp_path / "log"
    with running(directory, log=str(folder)) as client:
        answer = client.post("/clicks", params=params, headers=headers)
        assert answer.status_code == status
        assert status < 300 or answer.headers["content-type"] == "application/problem+json"
        client.post("/clicks", params={"id": "gpu", "position": 7})
        wait_until(lambda: records(folder, "events"))
    [event] = records(folder, "events")
    assert event["event_attributes"]["position"]["ordinal"] == 7


def test_without_a_log_there_is_no_address_for_clicks(client):
    assert client.post("/clicks", params={"id": "gpu", "position": 1}).status_code == 404
    assert "data-clicks" not in client.get("/search?q=cost").text


def test_a_query_with_log_no_is_not_logged(directory, tmp_path):
    folder = tmp_path / "log"
    with running(directory, log=str(folder)) as client:
        shown = client.get("/search?q=cost").text
        private = client.get("/search?q=private&log=no")
        client.get("/api/v1/search?q=private&log=no")
        assert client.get("/api/v1/search?q=private&log=maybe").status_code == 400
        client.get("/api/v1/search?q=last")
        wait_until(lambda: len(records(folder)) >= 2)
    assert [each["user_query"] for each in records(folder)] == ["cost", "last"]
    assert "data-clicks" in shown
    assert "data-clicks" not in private.text


def test_an_answer_from_the_cache_is_logged_too(directory, tmp_path):
    folder = tmp_path / "log"
    with running(directory, log=str(folder)) as client:
        answers = [client.get("/api/v1/search?q=cost").content for _ in range(3)]
        wait_until(lambda: len(records(folder)) == 3)
    assert len(set(answers)) == 1
    assert len({json.dumps(each["query_response_hit_ids"]) for each in records(folder)}) == 1


def test_processes_write_one_log(directory, tmp_path):
    folder = tmp_path / "log"
    with command(directory, "--workers", "2", "--log", str(folder)) as (_, url):
        for _ in range(20):
            httpx.get(f"{url}/api/v1/search?q=cost", timeout=PATIENCE)
        wait_until(lambda: len(records(folder)) == 20)
    assert len({record["client_id"] for record in records(folder)}) == 1
