"""The bundled wiki as a live index, and a client in memory."""

import json
from functools import partial
from pathlib import Path

import anyio
import pytest
from mcp import Client

import wikisearch
from wikisearch.agents.answer_budget import AnswerLimits
from wikisearch.agents.mcp_server import WikiServer
from wikisearch.live_index import LiveIndex

CORPUS = Path(__file__).parents[2] / "corpus"
MODES = ("auto", "legacy")
"""Both eras of the protocol: with and without a handshake."""


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The index folder of the bundled wiki; tests must not change it."""
    folder = tmp_path_factory.mktemp("agents") / "index"
    wikisearch.build(CORPUS, folder).close()
    return folder


@pytest.fixture(scope="session")
def index(folder):
    with wikisearch.open(folder) as index:
        yield index


@pytest.fixture(scope="session")
def live(folder):
    with LiveIndex(folder) as live:
        yield live


@pytest.fixture(params=MODES)
def mode(request):
    return request.param


@pytest.fixture
def play(live, mode):
    """Run a session, a coroutine that takes a client, with a server in memory."""
    return partial(play_session, live, mode)


def play_session(live, mode, session, limits=None):
    async def run():
        server = WikiServer(live, limits or AnswerLimits()).protocol_server
        async with Client(server, mode=mode) as client:
            return await session(client)

    return anyio.run(run)


def value_of(result):
    """The JSON of an answer; its text and its structured value must be the same."""
    [item] = result.content
    value = json.loads(item.text)
    assert value == result.structured_content
    return value
