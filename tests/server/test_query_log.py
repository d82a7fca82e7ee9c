"""The query log: off by default, a record for each search, nothing about persons."""

import json
import stat
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.server.servers import command, running, wait_until
from wikisearch.server import query_log
from wikisearch.server.query_log import QueryLog

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def records(folder):
    return [
        json.loads(line)
        for file in sorted(folder.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


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
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


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
    log = QueryLog(tmp_path)
    for days in range(40):
        log.write({"day": days}, NOW + timedelta(days=days))
    log.close()
    assert [each["day"] for each in records(tmp_path)] == list(range(9, 40))


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
        log.write({"text": "longer than ten"}, NOW)
    assert len(records(tmp_path)) == 1
    log.close()
    tmp_path.joinpath("queries-2026-11-30.jsonl").mkdir()
    log.write({}, NOW + timedelta(days=1))
    assert "query log: Is a directory" in caplog.text


def test_processes_write_one_log(directory, tmp_path):
    folder = tmp_path / "log"
    with command(directory, "--workers", "2", "--log", str(folder)) as (_, url):
        for _ in range(20):
            httpx.get(f"{url}/api/v1/search?q=cost")
        wait_until(lambda: len(records(folder)) == 20)
    assert len({record["client_id"] for record in records(folder)}) == 1
