"""A real client asks the server in memory, over stdio and in both eras of the protocol."""

import json
import signal
import subprocess
import sys
import threading

import anyio
import jsonschema
import mcp_types as types
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import ResourceTemplateReference

import wikisearch
from tests.agents.conftest import play_session, value_of
from wikisearch.agents.answer_budget import AnswerLimits, estimated_tokens
from wikisearch.live_index import LiveIndex

pytestmark = pytest.mark.slow

MAX_LIST_TOKENS = 1_500
TERM, SECTION = "wiki://term/{id}", "wiki://term/{id}/{anchor}"


def test_the_tool_list_is_short_and_read_only(play):
    listed = play(lambda client: client.list_tools())
    assert [tool.name for tool in listed.tools] == [
        "search",
        "fetch",
        "define",
        "related",
        "outline",
    ]
    text = listed.model_dump_json(by_alias=True, exclude_none=True)
    assert estimated_tokens(text) <= MAX_LIST_TOKENS
    assert all(tool.annotations.read_only_hint for tool in listed.tools)
    assert not any(tool.annotations.open_world_hint for tool in listed.tools)


def test_the_tools_of_programs_describe_their_answers(play):
    listed = play(lambda client: client.list_tools())
    schemas = {tool.name: tool.output_schema for tool in listed.tools if tool.output_schema}
    assert list(schemas) == ["search", "fetch", "related"]
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    assert "searched" not in schemas["search"]["properties"]  # it is for the log only


def test_a_search_may_be_limited_to_a_heading(play):
    async def session(client):
        async def found(**arguments):
            return value_of(await client.call_tool("search", arguments))

        return [
            await found(query="cost"),
            await found(query="cost", **{"in": "the cost barrier"}),
            await found(query="cost OR gpu", **{"in": "why"}),
            await found(query="cost", **{"in": 'no "such" heading'}),
        ]

    everywhere, barrier, why, nowhere = play(session)
    assert everywhere["total"] > barrier["total"]
    assert [each["section"] for each in barrier["results"]] == ["foundation-model#the-cost-barrier"]
    assert 0 < why["total"] < everywhere["total"]
    assert {each["section"].partition("#")[2] for each in why["results"]} == {"why-it-matters"}
    assert nowhere["total"] == 0
    assert any("no section is called" in note for note in nowhere["notes"])


def test_the_instructions_have_few_lines(play):
    async def session(client):
        return client.instructions

    assert len(play(session).splitlines()) <= 12


def test_search_keeps_the_contract_of_deep_research(play):
    answer = value_of(play(lambda client: client.call_tool("search", {"query": "cost barrier"})))
    first = answer["results"][0]
    assert {"id", "title", "url"} <= first.keys()
    assert first["section"] == "foundation-model#the-cost-barrier"
    assert answer["generation"].startswith("generation-")


def test_fetch_keeps_the_contract_of_deep_research(play):
    arguments = {"id": "foundation-model#the-cost-barrier"}
    answer = value_of(play(lambda client: client.call_tool("fetch", arguments)))
    assert answer.keys() == {"id", "title", "text", "url", "metadata"}
    assert answer["url"] == "foundation-model.html#the-cost-barrier"
    assert "among the most expensive things" in answer["text"]
    assert answer["metadata"]["sections"]["the-transfer-learning-shift"]


def test_an_unknown_tool_is_answered_with_the_nearest(play):
    result = play(lambda client: client.call_tool("serch", {"query": "x"}))
    assert result.is_error
    assert value_of(result)["error"] == "no tool 'serch'; did you mean search?"


def test_resources_are_listed_page_by_page_and_read(play):
    async def session(client):
        first = await client.list_resources()
        second = await client.list_resources(cursor=first.next_cursor)
        read = await client.read_resource("wiki://term/rag/chunking")
        templates = await client.list_resource_templates()
        return [*first.resources, *second.resources], second.next_cursor, read, templates

    resources, end, read, templates = play(session)
    assert end is None
    assert len({each.uri for each in resources}) == len(resources) == 175
    [content] = read.contents
    assert content.mime_type == "text/markdown"
    assert "Documents are split before indexing" in content.text
    assert "why-it-matters" in content.meta["sections"]
    assert [each.uri_template for each in templates.resource_templates] == [TERM, SECTION]


@pytest.mark.parametrize("uri", ["wiki://term/ragg", "file:///etc/passwd", "wiki://term/rag/none"])
def test_an_unknown_resource_is_an_error_with_the_nearest(play, uri):
    async def session(client):
        with pytest.raises(MCPError) as caught:
            await client.read_resource(uri)
        return caught.value.error.data["nearest"]

    nearest = play(session)
    assert (
        nearest == []
        if uri.startswith("file")
        else any(each.startswith("wiki://term/rag") for each in nearest)
    )


def test_ids_and_anchors_are_completed(play):
    async def session(client):
        ids = await client.complete(
            ResourceTemplateReference(uri=TERM), {"name": "id", "value": "trasnf"}
        )
        anchors = await client.complete(
            ResourceTemplateReference(uri=SECTION),
            {"name": "anchor", "value": "ch"},
            context_arguments={"id": "rag"},
        )
        return ids.completion.values, anchors.completion.values

    ids, anchors = play(session)
    assert ids[0] == "transformer"
    assert anchors == ["chunking"]


def test_the_limits_of_the_operator_hold_and_are_shown(live, mode):
    async def session(client):
        listed = await client.list_tools()
        found = await client.call_tool("search", {"query": "model", "limit": 25})
        read = await client.call_tool("fetch", {"id": "rag", "max_chars": 9_999_999})
        return listed, found, read

    limits = AnswerLimits(max_tokens=600, max_chars=2_000, max_results=5)
    listed, found, read = play_session(live, mode, session, limits)
    assert listed.tools[0].input_schema["properties"]["limit"]["maximum"] == 5
    assert estimated_tokens(found.content[0].text) <= 600
    assert value_of(found)["next_offset"] <= 5
    assert "limit is at most 5; 5 was used" in value_of(found)["notes"]
    assert len(read.content[0].text) <= 2_000


def test_answers_come_from_the_new_generation_after_a_rebuild(tmp_path, mode):
    pages = {"ant": "<h1>Ant</h1><p>An insect that lives in colonies.", "bee": "<h1>Bee</h1><p>x"}
    wikisearch.build(pages, tmp_path / "index").close()

    async def session(client):
        before = await client.call_tool("fetch", {"id": "ant"})
        wikisearch.build(
            {"formica": "<h1>Formica</h1><p>An insect that lives in colonies."},
            tmp_path / "index",
            replace=True,
        ).close()
        with anyio.fail_after(60):
            after = before
            while not after.is_error:
                after = await client.call_tool("fetch", {"id": "ant"})
        return before, after

    with LiveIndex(tmp_path / "index", check_seconds=0.01) as live:
        before, after = play_session(live, mode, session)
    assert value_of(before)["metadata"]["generation"] == "generation-000001"
    answer = value_of(after)
    assert after.is_error
    assert answer["generation"] == "generation-000002"
    assert answer["error"] == "no page 'ant' in this generation of the wiki"


def test_a_failure_names_no_folder_of_the_machine(tmp_path, mode):
    wikisearch.build({"ant": "<h1>Ant</h1><p>x"}, tmp_path / "secret").close()

    async def session(client):
        live.close()
        with pytest.raises(MCPError) as caught:
            await client.read_resource("wiki://term/ant")
        return await client.call_tool("fetch", {"id": "ant"}), str(caught.value)

    live = LiveIndex(tmp_path / "secret")
    result, problem = play_session(live, mode, session)
    assert result.is_error
    assert value_of(result)["error"] == problem
    assert problem == "the index cannot be read; the log of the server has the reason"


def test_a_busy_server_is_an_answer_that_asks_to_try_again(folder, mode):
    is_blocked, may_go_on = threading.Event(), threading.Event()

    def block(index):
        is_blocked.set()
        may_go_on.wait(60)

    async def session(client):
        live.submit(block)
        is_blocked.wait(60)
        waiting = live.submit(len)
        answer = await client.call_tool("define", {"term": "RAG"})
        may_go_on.set()
        waiting.result(60)
        return answer, await client.call_tool("define", {"term": "RAG"})

    with LiveIndex(folder, queue_size=1) as live:
        busy, after = play_session(live, mode, session)
    assert busy.is_error
    assert value_of(busy)["error"] == "too many calls wait; try again in a second"
    assert value_of(after)["id"] == "rag"


# --- a child process ------------------------------------------------------------------------------


def command(folder, *options):
    return StdioServerParameters(
        command=sys.executable, args=["-m", "wikisearch", "mcp", "--index", str(folder), *options]
    )


def test_a_client_talks_to_a_child_process(folder, mode):
    async def session():
        parameters = command(folder, "--about", "All about learning machines.")
        async with Client(parameters, mode=mode) as client:
            found = await client.call_tool("search", {"query": "cost barrier"})
            section = value_of(found)["results"][0]["section"]
            return client.instructions, await client.call_tool("fetch", {"id": section})

    instructions, read = anyio.run(session)
    assert instructions.startswith("All about learning machines.\n")
    assert "among the most expensive things" in value_of(read)["text"]


INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


BROKEN_LINES = (
    "",
    "garbage",
    "{",
    "[]",
    "null",
    "42",
    '"text"',
    '{"jsonrpc": "1.0", "id": 1, "method": "tools/list"}',
    '{"jsonrpc": "2.0", "id": 2}',
    '{"jsonrpc": "2.0", "id": {}, "method": "tools/list"}',
    '{"jsonrpc": "2.0", "id": 3, "method": "no/method", "params": {}}',
    '{"jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": []}',
    '{"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": 5}}',
    '{"jsonrpc": "2.0", "method": "no/notification"}',
    '{"jsonrpc": "2.0", "id": 6, "result": {}}',
    "\x00\x1b[31m\ud83d",
    "[" * 100_000,
)


REFUSED = [
    (1, types.INVALID_REQUEST),
    (2, types.INVALID_REQUEST),
    (3, types.METHOD_NOT_FOUND),
    (4, types.INVALID_REQUEST),
    (5, types.INVALID_PARAMS),
    *[(None, types.INVALID_REQUEST)] * 4,
    *[(None, types.PARSE_ERROR)] * 4,
]
"""Ids and codes of the answers to these lines; an empty line, a notification and a response get
none. A request is a notification if its id is neither text nor a number."""


def test_a_child_process_survives_broken_lines(folder):
    call = {"name": "define", "arguments": {"term": "RAG"}}
    lines = (
        json.dumps({"jsonrpc": "2.0", "id": "a", "method": "initialize", "params": INITIALIZE}),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        *BROKEN_LINES,
        json.dumps({"jsonrpc": "2.0", "id": "z", "method": "tools/call", "params": call}),
    )
    process = subprocess.Popen(
        [sys.executable, *command(folder).args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write("\n".join((*lines, "")).encode("utf-8", "surrogatepass"))
    process.stdin.flush()
    answers, refused = {}, []
    while "z" not in answers:
        answer = json.loads(process.stdout.readline())
        refused += [] if "result" in answer else [(answer["id"], answer["error"]["code"])]
        answers[answer["id"]] = answer
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert not rest
    assert b"Traceback" not in errors
    assert sorted(refused, key=str) == REFUSED
    assert json.loads(answers["z"]["result"]["content"][0]["text"])["id"] == "rag"


def test_half_a_character_is_replaced(folder):
    start = {"jsonrpc": "2.0", "id": "a", "method": "initialize", "params": INITIALIZE}
    call = {"name": "define", "arguments": {"term": "RAG", "\udc00": "\\ud83d \ud83d \U0001f600"}}
    request = {"jsonrpc": "2.0", "id": "\ud83d", "method": "tools/call", "params": call}
    process = subprocess.Popen(
        [sys.executable, *command(folder).args], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdin.write(f"{json.dumps(start)}\n{json.dumps(request)}\n".encode())
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["id"] == "a"
    answer = json.loads(process.stdout.readline())
    process.communicate(timeout=60)
    assert answer["id"] == "\ufffd"
    assert json.loads(answer["result"]["content"][0]["text"])["id"] == "rag"


def test_a_missing_index_is_one_line_on_stderr(tmp_path):
    words = [sys.executable, *command(tmp_path / "none").args]
    done = subprocess.run(words, capture_output=True, text=True, check=False, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no index here; build one with" in done.stderr


@pytest.mark.parametrize("client", ["claude", "cursor", "vscode"])
def test_the_block_of_a_client_starts_the_server(folder, client, mode):
    words = [*command(folder, "--about", 'It\'s "quoted".', "--max-results", "2").args]
    done = subprocess.run(
        [sys.executable, *words, "--print-config", client],
        capture_output=True,
        text=True,
        check=True,
    )
    [servers] = json.loads(done.stdout).values()
    block = servers["wikisearch"]
    assert block.get("type", "stdio") == "stdio"

    async def session():
        parameters = StdioServerParameters(
            command=block["command"], args=block["args"], cwd=folder.parent
        )
        async with Client(parameters, mode=mode) as asking:
            found = await asking.call_tool("search", {"query": "model"})
            return asking.instructions, value_of(found)["next_offset"]

    instructions, shown = anyio.run(session)
    assert instructions.startswith('It\'s "quoted".\n')
    assert shown == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_server_that_waits_for_input(folder, number):
    process = subprocess.Popen(
        [sys.executable, *command(folder).args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}\n')
    process.stdin.flush()
    assert process.stdout.readline()
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == -number
    assert not errors


def test_a_client_that_is_gone_ends_the_server_without_a_traceback(folder):
    process = subprocess.Popen(
        [sys.executable, *command(folder).args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    process.stdin.write(b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}\n')
    process.stdin.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


def test_the_command_names_the_extra_that_is_missing(folder):
    script = (
        "import sys; sys.modules['mcp'] = None; sys.modules['mcp_types'] = None\n"
        "from wikisearch.cli import main; main(sys.argv[1:])"
    )
    words = [sys.executable, "-c", script, "mcp", "--index", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("wikisearch: mcp: needs mcp")
    assert "pip install" in done.stderr


def test_searches_of_agents_are_logged_without_their_texts_and_other_calls_are_not(
    folder, tmp_path
):
    log = tmp_path / "log"

    async def session():
        async with Client(command(folder, "--log", str(log))) as client:
            two = {"query": "cost barrier", "limit": 2}
            found = value_of(await client.call_tool("search", two))
            await client.call_tool("search", {"query": "call +1 202 555 0143"})
            await client.call_tool("fetch", {"id": "rag"})
            await client.call_tool("search", {})
            return found

    found = anyio.run(session)
    [file] = [each for each in log.iterdir() if each.read_bytes()]
    first, second = map(json.loads, file.read_text("utf-8").splitlines())
    assert first["user_query"] == "cost barrier"
    assert first["query_attributes"]["surface"] == "mcp"
    assert first["query_attributes"]["generation"] == found["generation"]
    assert first["query_response_hit_ids"] == [each["id"] for each in found["results"]]
    assert second["user_query"] == ""
    assert "searched" not in found
