"""Any request gets an answer that the API describes, and never an error of the server."""

import json
import socket
import time
from contextlib import suppress
from urllib.parse import quote, urlencode

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.server.servers import PATIENCE, running, wait_until
from wikisearch.server import http_connection
from wikisearch.server.app import create_app
from wikisearch.server.server_settings import ServerSettings

TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "\0",
            "\ud7ff\U0010ffff",
            "../../etc/passwd",
            "%2e%2e/",
            "a/sections/b",
            "<script>alert(1)</script>",
            '"' * 50,
            "(" * 300,
            "a OR " * 300,
            "a* " * 100,
            "morelike:rag|gpu -" * 20,
            "e\u0301" * 200,
            "9" * 400,
            "-1",
            "1e9",
            "NaN",
            "true",
            "rag",
            "rag.md",
            "rag/sections/deep-dive.md",
        ]
    ),
)


DESCRIPTION = create_app(ServerSettings()).openapi()
OPERATIONS = [(path, item["get"]) for path, item in DESCRIPTION["paths"].items()]


@st.composite
def requests(draw):
    """A path with parameters, and the operation that describes it."""
    path, operation = draw(st.sampled_from(OPERATIONS))
    query = []
    for parameter in operation.get("parameters", ()):
        name, value = parameter["name"], draw(st.one_of(TEXTS, st.integers().map(str)))
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", quote(value, safe="/"))
        elif draw(st.booleans()):
            query.append((name, value))
    query += draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=1))
    return f"{path}?{urlencode(query)}", operation


def described(operation, status):
    """The schema of each media type that an operation describes for a status."""
    responses = operation["responses"]
    found = responses.get(str(status)) or responses[f"{str(status)[0]}XX"]
    return {name: each["schema"] for name, each in found.get("content", {}).items()}


@settings(max_examples=300)
@given(requests(), st.sampled_from(["", "*", '"a', 'W/"a", "b"']))
def test_any_parameters_get_a_described_answer(client, sent, etags):
    url, operation = sent
    answer = client.get(url, headers={"If-None-Match": etags})
    assert answer.status_code < 500, url
    schemas = described(operation, answer.status_code)
    media_type = answer.headers["content-type"].partition(";")[0]
    if answer.status_code == 404 and answer.json()["title"] == "Not found":
        return  # the path of another route, or of none
    if ".md?" not in url:  # the path of another operation
        assert media_type in schemas, url
    if media_type in schemas and media_type.endswith("json"):
        jsonschema.validate(json.loads(answer.text), schemas[media_type])


RAW = [
    b"GET /api/v1/search?q=%ff%fe%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /api/v1/search?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /api/v1/terms/%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET /api/v1/stats HTTP/1.1\r\n\r\n",
    b"GET /api/v1/stats HTTP/1.0\r\n\r\n",
    b"GET /api/v1/stats HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n0123456789",
    b"POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\r\n\r\n",
]


@pytest.mark.parametrize("sent", RAW, ids=lambda sent: repr(sent[:60]))
def test_any_bytes_get_an_answer_of_the_client_or_none(client, sent):
    address = client.base_url.host, client.base_url.port
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        with suppress(OSError):  # the server may close it first
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionError):
            while data := connection.recv(65_536):
                answer += data
    status = answer.partition(b" ")[2][:3]
    assert status in {b"", b"200", b"400", b"404", b"405", b"421", b"431"}, answer[:200]
    assert b"Traceback" not in answer
    assert client.get("/healthz").status_code == 200


def test_the_description_names_every_endpoint():
    assert DESCRIPTION["openapi"].startswith("3.1")
    names = {path.removeprefix("/api/v1/").partition("/")[0] for path in DESCRIPTION["paths"]}
    assert names == {
        *("search", "suggest", "terms", "related", "names", "explain"),
        *("graph", "categories", "stats", "schema"),
    }
    for path, item in DESCRIPTION["paths"].items():
        assert set(item) == {"get"}, path
        assert item["get"]["description"]
        assert all(each["description"] for each in item["get"].get("parameters", ()))


HEAD = b" HTTP/1.1\r\nHost: 127.0.0.1\r\n"
STOPPED = {
    "before a request": b"",
    "in the headers": b"GET /healthz HTTP/1.1\r\nX-",
    "in the body": b"POST /mcp" + HEAD + b"Content-Type: a/b\r\nContent-Length: 99\r\n\r\n{",
    "in the second request": b"GET /healthz" + HEAD + b"\r\nGET /hea",
    "while it reads": (b"GET /api/v1/terms?limit=1000" + HEAD + b"\r\n") * 500,
}


@pytest.mark.parametrize("sent", STOPPED.values(), ids=STOPPED)
def test_a_client_that_stops_loses_its_connection(directory, sent, monkeypatch):
    monkeypatch.setattr(http_connection, "CLIENT_TIMEOUT", 0.5)
    with running(directory) as server:
        port = server.base_url.port
        with socket.create_connection(("127.0.0.1", port)) as connection:
            wait_until(lambda: server.connections)
            connection.sendall(sent)
            wait_until(lambda: not server.connections)


def test_a_client_that_sends_one_byte_after_the_other_loses_its_connection(directory, monkeypatch):
    monkeypatch.setattr(http_connection, "CLIENT_TIMEOUT", 0.5)
    with running(directory) as server:
        port = server.base_url.port
        with socket.create_connection(("127.0.0.1", port)) as connection, suppress(OSError):
            wait_until(lambda: server.connections)
            end = time.monotonic() + PATIENCE
            while server.connections:
                assert time.monotonic() < end, "gave up"
                connection.sendall(b"G")
                time.sleep(0.01)
