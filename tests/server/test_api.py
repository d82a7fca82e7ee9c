"""The API answers what the commands print with `--json`, byte for byte but the times."""

import dataclasses
import json
import re
import subprocess
import sys

import pytest

import wikisearch
from tests.server.servers import ROOT

TIMES = re.compile(r'("(?:processing_time_ms|parse|match|rank|excerpts)": )[\d.e-]+')

EQUAL = {
    "search?q=cost+barrier": "query cost barrier",
    "search?q=cost+barier+-gpu&limit=3&offset=1&sections=2": "query cost barier --limit 3"
    " --offset 1 --sections 2 -- -gpu",
    "search?q=prompt&category=Safety&category=Data&facets=true&sort=title": "query prompt"
    " --category Safety --category Data --facets --sort title",
    "search?q=attention&flat=true&limit=4&offset=2": "query attention --flat --limit 4 --offset 2",
    "search?q=attention&explain=true&limit=2": "query attention --explain --limit 2",
    "search?q=foo:bar+(": "query foo:bar (",
    "suggest?q=large+l&limit=3": "suggest large~l --limit 3",
    "related/rag?limit=4": "related rag --limit 4",
    "related/Foundation%20Model": "related Foundation~Model",
    "names": "names",
    "names/RAG": "names RAG",
    "explain?q=cost+barrier&id=foundation-model": "explain cost~barrier foundation-model",
    "explain?q=cost+barrier&id=foundation-model&id=gpu": "explain cost~barrier"
    " foundation-model gpu",
    "terms/rag": "show rag",
    "terms/rag/sections/deep-dive": "show rag#deep-dive",
    "terms/RAG/sections/chunking": "show rag.html#chunking",
    "terms": "list",
    "terms?category=Safety&category=Data": "list --category Safety --category Data",
    "categories": "list --categories",
}


MARKDOWN = {
    "terms/rag.md": "show rag --markdown",
    "terms/rag/sections/deep-dive.md": "show rag#deep-dive --markdown",
}


def printed(line, directory, kind="--json"):
    words = [word.replace("~", " ") for word in line.split()]
    at = words.index("--") if "--" in words else len(words)
    options = [kind, "--index", str(directory)]
    arguments = [sys.executable, "-m", "wikisearch", *words[:at], *options, *words[at:]]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize(("path", "line"), EQUAL.items())
def test_an_answer_is_what_the_command_prints(client, directory, path, line):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert TIMES.sub(r"\1", answer.text) == TIMES.sub(r"\1", printed(line, directory))
    assert answer.headers["x-index-generation"] == "generation-000001"


@pytest.mark.parametrize(("path", "line"), MARKDOWN.items())
def test_markdown_is_what_the_command_prints(client, directory, path, line):
    answer = client.get(f"/api/v1/{path}")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text == printed(line.removesuffix(" --markdown"), directory, "--markdown")
    assert len(answer.text.splitlines()) > 10


def test_the_statistics_are_what_the_command_prints_with_only_the_name_of_the_source(
    client, directory
):
    answer = client.get("/api/v1/stats")
    statistics = json.loads(printed("stats", directory))
    assert statistics["source"] == str(ROOT / "corpus")
    assert answer.json() == {**statistics, "source": "corpus"}
    assert str(ROOT) not in answer.text


def test_a_graph_is_that_of_the_library(client, directory):
    answer = client.get("/api/v1/graph?id=RAG&depth=2&limit=40").json()
    with wikisearch.open(directory) as index:
        graph = index.graph("rag", depth=2, limit=40)
    assert answer == json.loads(json.dumps(dataclasses.asdict(graph)))


def test_an_answer_in_the_cache_of_a_client_is_not_sent_again(client):
    first = client.get("/api/v1/search?q=cost")
    known = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    again = client.get("/api/v1/search?q=cost", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get("/api/v1/search?q=costs", headers=known).status_code == 200
