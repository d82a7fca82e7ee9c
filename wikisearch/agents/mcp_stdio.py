"""MCP over stdin and stdout; a line that is not a message is answered with an error.

The SDK ignores such a line, and its client waits for an answer until a timeout.
"""

import json
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from io import TextIOWrapper
from typing import Any

import anyio
import mcp_types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)"
)
"""An escape in JSON; the group is a surrogate without the other one of its pair."""


async def serve_stdio(server: Server[Any]) -> None:
    """Answer on stdout what comes on stdin, until its end."""
    messages = _Messages(TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))
    async with stdio_server(stdin=messages) as (incoming, outgoing):
        messages.refuse = outgoing.send  # before the first line: no task has run yet
        await server.run(incoming, outgoing, server.create_initialization_options())


class _Messages(anyio.AsyncFile[str]):
    """The lines that are messages; `refuse` gets an answer to each other line."""

    refuse: Callable[[SessionMessage], Awaitable[None]]

    async def __aiter__(self) -> AsyncIterator[str]:
        async for line in super().__aiter__():
            text = _without_lone_surrogates(line)
            try:
                types.jsonrpc_message_adapter.validate_json(text, by_name=False)
            except ValueError:
                if text.strip():
                    await self.refuse(SessionMessage(_error(text)))
            else:
                yield text


def _without_lone_surrogates(line: str) -> str:
    r"""Replace lone surrogates, such as `\ud83d`: a client may have cut a text there."""
    return _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], line)


def _error(line: str) -> types.JSONRPCError:
    """Return the answer to a line that is not a message, with its id if it has one."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        data = types.ErrorData(code=types.PARSE_ERROR, message="the line is not JSON")
        return types.JSONRPCError(jsonrpc="2.0", id=None, error=data)
    known = value.get("id") if isinstance(value, dict) else None
    data = types.ErrorData(
        code=types.INVALID_REQUEST, message="the line is not a JSON-RPC 2.0 message"
    )
    is_id = isinstance(known, int | str) and not isinstance(known, bool)
    return types.JSONRPCError(jsonrpc="2.0", id=known if is_id else None, error=data)
