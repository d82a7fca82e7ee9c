"""A real client asks a real server on loopback, in both eras of the protocol."""

import json
import re
import signal
import subprocess
import sys

import anyio
import httpx
import pytest
from mcp import Client

import wikisearch
from tests.agents.conftest import value_of
from tests.agents.test_mcp_sessions import BROKEN_LINES
from tests.server.servers import running, wait_until
from wikisearch.agents.answer_budget import AnswerLimits

CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "define", "arguments": {"term": "RAG"}},
}
HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": "2025-06-18",
}


@pytest.fixture(scope="module")
def http(folder):
    """A client of HTTP; its server has limits of its own."""
    with running(folder, limits=AnswerLimits(max_results=3), about="About it.") as http:
        yield http


def url_of(http):
    return str(http.base_url).rstrip("/")


def ask(url, mode, session):
    async def run():
        async with Client(f"{url}/mcp", mode=mode) as client:
            return await session(client)

    return anyio.run(run)


def test_a_client_searches_and_reads(http, mode):
    async def session(client):
        found = await client.call_tool("search", {"query": "cost barrier"})
        section = value_of(found)["results"][0]["section"]
        read = await client.call_tool("fetch", {"id": section})
        resource = await client.read_resource("wiki://term/rag")
        return client.instructions, found, read, resource

    instructions, found, read, resource = ask(url_of(http), mode, session)
    assert instructions.startswith("About it.\n")
    assert value_of(found)["next_offset"] == 3
    assert "among the most expensive things" in value_of(read)["text"]
    assert "untrusted_wiki_text" in resource.contents[0].text


def test_many_clients_are_answered_at_once(http, mode):
    async def one(answers):
        async with Client(f"{url_of(http)}/mcp", mode=mode) as client:
            answers.append(value_of(await client.call_tool("define", {"term": "RAG"}))["id"])

    async def run():
        answers = []
        async with anyio.create_task_group() as group:
            for _ in range(10):
                group.start_soon(one, answers)
        return answers

    assert anyio.run(run) == ["rag"] * 10


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1"])
def test_a_page_of_another_site_is_refused(http, origin):
    response = http.post("/mcp", json=CALL, headers={**HEADERS, "Origin": origin})
    assert response.status_code == 403
    assert response.json()["title"] == "Wrong origin"


def test_a_page_of_the_server_itself_is_answered(http):
    origin = url_of(http)
    response = http.post("/mcp", json=CALL, headers={**HEADERS, "Origin": origin})
    assert response.status_code == 200
    assert response.json()["result"]["structuredContent"]["id"] == "rag"


def test_another_host_is_refused(http):
    response = http.post("/mcp", json=CALL, headers={**HEADERS, "Host": "evil.example"})
    assert response.status_code == 421


def test_a_form_of_another_site_is_refused(http):
    headers = {**HEADERS, "Content-Type": "text/plain"}
    response = http.post("/mcp", content=json.dumps(CALL), headers=headers)
    assert response.status_code in {400, 415}


@pytest.mark.parametrize("line", BROKEN_LINES, ids=lambda line: line[:20])
def test_a_broken_request_is_an_error_of_the_client(http, line):
    body = line.encode("utf-8", "surrogatepass")
    response = http.post("/mcp", content=body, headers=HEADERS)
    assert response.status_code < 500
    assert "Traceback" not in response.text


def test_a_huge_request_is_refused(http):
    response = http.post("/mcp", content=b" " * (5 << 20), headers=HEADERS)
    assert response.status_code == 413


def test_answers_come_from_the_new_generation_after_a_rebuild(tmp_path, mode):
    wikisearch.build({"ant": "<h1>Ant</h1><p>An insect."}, tmp_path / "index").close()

    async def session(client):
        before = await client.call_tool("outline", {})
        pages = {"bee": "<h1>Bee</h1><p>An insect."}
        wikisearch.build(pages, tmp_path / "index", replace=True).close()
        with anyio.fail_after(60):
            while True:
                after = value_of(await client.call_tool("outline", {}))
                if after["generation"] == "generation-000002":
                    return value_of(before), after
                await anyio.sleep(0.1)

    with running(tmp_path / "index") as http:
        before, after = ask(url_of(http), mode, session)
    assert before["terms"] == {"ant": "Ant: An insect."}
    assert after["terms"] == {"bee": "Bee: An insect."}


def test_the_command_serves_over_http(folder):
    words = [sys.executable, "-m", "wikisearch", "mcp", "--http", "--port", "0", "--index"]
    process = subprocess.Popen([*words, str(folder)], stderr=subprocess.PIPE, text=True)
    try:
        url = re.search(r" at (http:\S+/mcp);", process.stderr.readline())[1]
        with httpx.Client(transport=httpx.HTTPTransport(retries=10), timeout=60) as client:
            response = client.post(url, json=CALL, headers=HEADERS)
        assert response.json()["result"]["structuredContent"]["id"] == "rag"
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("client", "options", "block"),
    [
        ("claude", [], {"mcpServers": {"wikisearch": {"type": "http", "url": "{}"}}}),
        ("cursor", [], {"mcpServers": {"wikisearch": {"url": "{}"}}}),
        ("vscode", [], {"servers": {"wikisearch": {"type": "http", "url": "{}"}}}),
    ],
)
def test_the_block_of_a_client_has_the_url(client, options, block):
    words = [sys.executable, "-m", "wikisearch", "mcp", "--http", "--print-config", client]
    done = subprocess.run([*words, *options], capture_output=True, text=True, check=True)
    url = "http://127.0.0.1:8000/mcp"
    assert json.loads(done.stdout) == json.loads(json.dumps(block).replace("{}", url))


def test_searches_over_http_are_logged(folder, tmp_path):
    call = {"name": "search", "arguments": {"query": "cost barrier"}}
    with running(folder, log=str(tmp_path / "log")) as client:
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        assert client.post("/mcp", json=message, headers=HEADERS).status_code == 200
        [file] = (tmp_path / "log").glob("queries-*")
        wait_until(file.read_bytes)
    [record] = map(json.loads, file.read_text("utf-8").splitlines())
    assert (record["user_query"], record["query_attributes"]["surface"]) == ("cost barrier", "mcp")


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
def test_another_method_is_refused_at_once(http, method):
    response = http.request(method, "/mcp", headers={"Accept": "text/event-stream"})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
