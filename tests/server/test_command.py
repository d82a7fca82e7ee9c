"""`wikisearch serve`: several processes, its signals, and the errors of its options."""

import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.server.servers import PATIENCE, ROOT, command, running, wait_until

pytestmark = pytest.mark.slow


def failed(*arguments):
    """The exit code and stderr of a server that cannot start."""
    line = [sys.executable, "-m", "wikisearch", "serve", *map(str, arguments)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    return done.returncode, done.stderr


def test_a_command_serves_until_a_signal_ends_it(directory):
    with command(directory, "--title", "Ants & Bees") as (process, url):
        assert httpx.get(f"{url}/api/v1/stats", timeout=PATIENCE).json()["pages"] == 175
        assert "Ants &amp; Bees" in httpx.get(f"{url}/opensearch.xml", timeout=PATIENCE).text
        assert "server" not in httpx.get(f"{url}/healthz", timeout=PATIENCE).headers
    assert process.returncode == 128 + signal.SIGTERM


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_one_process_and_several_with_the_same_code(directory, workers, number):
    with command(directory, "--workers", workers) as (process, url):
        assert httpx.get(f"{url}/healthz", timeout=PATIENCE).status_code == 200
        process.send_signal(number)
        process.wait(PATIENCE)
    assert process.returncode == 128 + number


def test_a_connection_beyond_the_limit_gets_503_until_another_one_ends(directory):
    with command(directory, "--connections", "2") as (_, url):
        place = (httpx.URL(url).host, httpx.URL(url).port)
        with socket.create_connection(place) as first, socket.create_connection(place):
            wait_until(lambda: httpx.get(f"{url}/healthz", timeout=PATIENCE).status_code == 503)
            first.close()
            wait_until(lambda: httpx.get(f"{url}/healthz", timeout=PATIENCE).status_code == 200)


def test_the_workers_of_a_killed_server_end(directory, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with command(directory, "--workers", "2", "--metrics") as (process, url):
        place = (httpx.URL(url).host, httpx.URL(url).port)
        with httpx.Client(base_url=url, timeout=PATIENCE) as client:
            wait_until(lambda: processes(client) == [1.0, 1.0])
        process.kill()
        wait_until(lambda: not is_open(place))
    [left] = tmp_path.glob("wikisearch-*")
    with command(directory, "--workers", "2"):
        wait_until(lambda: {*tmp_path.glob("wikisearch-*")}.isdisjoint({left}))
    assert not [*tmp_path.glob("wikisearch-*")]


def is_open(place):
    """Whether a process answers at a port."""
    try:
        socket.create_connection(place).close()
    except OSError:
        return False
    return True


def test_several_processes_share_the_port_and_their_metrics(directory):
    with command(directory, "--workers", "2", "--metrics") as (_, url):
        with httpx.Client(base_url=url, timeout=PATIENCE) as client:
            for _ in range(30):
                assert client.get("/api/v1/search?q=cost").json()["total"] == 4
            wait_until(lambda: processes(client) == [1.0, 1.0])
            lines = client.get("/metrics").text.splitlines()
            assert 'wikisearch_requests_total{route="/api/v1/search",status="200"} 30.0' in lines
        with ThreadPoolExecutor(4) as pool:
            answers = list(
                pool.map(lambda _: httpx.get(f"{url}/healthz", timeout=PATIENCE), range(20))
            )
        assert {answer.status_code for answer in answers} == {200}


def processes(client):
    """The number of the generation that each process has open."""
    found = re.findall(
        r"^wikisearch_generation{.*} (.+)$", client.get("/metrics").text, re.MULTILINE
    )
    return list(map(float, found))


def test_a_port_in_use_is_an_error_of_one_line(directory):
    with running(directory) as client:
        port = client.base_url.port
        code, printed = failed("--index", directory, "--port", port)
    assert code == 2
    assert printed.splitlines()[-1].startswith(f"wikisearch: port {port}: ")
    assert printed.splitlines()[-1].endswith(" in use; choose another --port")
    assert "Errno" not in printed


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.1"])
def test_a_host_that_is_not_of_this_machine_is_an_error_that_names_the_host(host, directory):
    code, printed = failed("--index", directory, "--host", host)
    assert code == 2
    assert printed.splitlines()[-1].startswith(f"wikisearch: host {host}: ")
    assert "Errno" not in printed


WRONG = {
    ("--port", "70000"): "port: must be from 0 to 65,535",
    ("--workers", "0"): "workers: must be 1 or more",
    ("--root-path", "wiki"): "root path: must begin with /",
    ("--root-path", "/healthz"): "root path: /healthz is a path of the server",
    ("--cache", "-1"): "cache: must be 0 or more",
    ("--cors", "site.example"): "cors: 'site.example' is not an origin; an origin is like https://",
    ("--cors", "https://site.example/"): "cors: 'https://site.example/' is not an origin",
    ("--deadline", "0"): "deadline: must be above 0",
    ("--index", "elsewhere"): "elsewhere: no index here",
}


@pytest.mark.parametrize(("options", "shown"), WRONG.items(), ids=str)
def test_a_wrong_option_is_an_error_of_one_line(directory, options, shown):
    code, printed = failed("--index", directory, *options)
    assert code == 2
    [line] = printed.splitlines()
    assert shown in line


def test_a_missing_library_is_named_with_the_command_that_installs_it(directory):
    script = (
        "import sys; sys.modules['uvicorn'] = None; from wikisearch.cli import main;"
        f" main(['serve', '--index', {str(directory)!r}])"
    )
    line = [sys.executable, "-c", script]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("wikisearch: serve: needs uvicorn; run: pip install ")


def test_a_public_address_is_pointed_out(directory):
    code, printed = failed("--index", directory, "--host", "203.0.113.1")
    assert code == 2  # no address of this machine
    assert "note: any machine that reaches 203.0.113.1 can search this index" in printed
