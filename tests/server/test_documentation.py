"""`docs/serve.md` lists every endpoint, parameter, option and problem."""

import json
import re

import pytest

from tests.server.servers import ROOT
from wikisearch.cli.serve_command import serve_command
from wikisearch.server.app import create_app
from wikisearch.server.problems import ProblemKind
from wikisearch.server.server_settings import ServerSettings

TEXT = (ROOT / "docs/serve.md").read_text("utf-8")


def rows(heading):
    """The rows of the table below a heading; each is a list of its cells."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.fixture(scope="module")
def description():
    return create_app(ServerSettings()).openapi()


def test_every_endpoint_is_documented_with_its_parameters(description):
    documented = {
        path.strip("`"): re.findall(r"`(\w+)`", named) for path, named, _ in rows("The API")
    }
    described = {}
    for path, item in description["paths"].items():
        parameters = item["get"].get("parameters", [])
        names = [each["name"] for each in parameters if each["in"] == "query"]
        described[path.removeprefix("/api/v1")] = names
    assert {path: sorted(names) for path, names in documented.items()} == {
        path: sorted(names) for path, names in described.items()
    }


def test_every_option_is_documented():
    documented = [name for row in rows("Options") for name in re.findall("--[a-z-]+", row[0])]
    common = {"--color", "--quiet", "--verbose"}
    options = [option for each in serve_command.params for option in each.opts]
    assert sorted(documented) == sorted(set(options) - common - {"-q", "-v"})


def test_every_kind_of_problem_is_documented_with_its_status():
    found = dict(re.findall(r"^### (.*)\n\n(\d{3})\. ", TEXT, re.MULTILINE))
    assert found == {kind.title: str(kind.status) for kind in ProblemKind}


def test_the_problem_in_the_documentation_is_the_one_of_the_server(client):
    [shown] = map(json.loads, re.findall(r"^```json\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
    assert client.get("/api/v1/search?ofset=10").json() == shown


def test_the_examples_of_the_documentation_are_answered(client):
    paths = re.findall(r"curl 'http://127.0.0.1:8000(/\S+)'", TEXT)
    assert len(paths) >= 3
    for path in paths:
        assert client.get(path).status_code == 200, path
